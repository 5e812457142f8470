package suggest

import (
	"context"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"
)

// Few is how many examples a code needs before it is proposed.
const Few = 5

// Example is a passage that somebody read: with the codes it was given, or left without any.
type Example struct {
	Text  string
	About []string // what is known of the passage besides its words, such as the stage it was said at
	Codes []string // what it was given
	Not   []string // what was proposed and not wanted
	None  bool     // read and left without a code
	Told  bool     // no passage but what the codebook says of its codes: learnt from, never counted, shown or asked about
	Group string   // what hangs together, such as an interview: Validate never learns from the group it asks
}

// Suggestion is a proposed code.
type Suggestion struct {
	Code    string
	Score   float64  // the higher the likelier; scores of one passage can be compared, those of two cannot
	Because []string // words of the passage that speak for it, the weightiest first; at most three
	Like    int      // the nearest example with the code, by its place in what Train was given; -1 for none
	Alike   float64  // how like that one is: 0 nothing in common, 1 the same words
}

// Model proposes codes. It may be used from several goroutines.
type Model struct {
	codes      []string
	vocabulary *vocabulary
	weights    []float32 // by feature and plane: a code each, and at the end whether any code at all
	bias       []float32 // by plane
	memory     memory
	planes     int
}

// Codes lists the codes that the model may propose: those with enough examples, in alphabetical order.
func (m *Model) Codes() []string { return m.codes }

// Cores is how many cores learning takes at most; 0 takes all of them. What learns while somebody works leaves one.
type Cores int

// Train learns from examples on every core: Cores.Train.
func Train(ctx context.Context, examples []Example) (*Model, error) {
	return Cores(0).Train(ctx, examples)
}

// Train learns from examples. The same examples in the same order make the same model, on however many cores. It
// fails only when ctx ends.
func (cores Cores) Train(ctx context.Context, examples []Example) (*Model, error) {
	m := &Model{codes: enough(examples)}
	if len(m.codes) == 0 {
		m.vocabulary = newVocabulary(nil)
		return m, ctx.Err()
	}
	texts := make([][]feature, len(examples))
	cores.each(len(examples), func(i int) { texts[i] = features(words(examples[i].Text), examples[i].About) })
	m.vocabulary = newVocabulary(texts)
	vectors := make([]vector, len(examples))
	cores.each(len(examples), func(i int) { vectors[i] = m.vocabulary.vector(texts[i]) })
	m.planes = len(m.codes)
	if left := count(examples, func(e Example) bool { return e.None }); left >= Few {
		m.planes++
	}
	m.learn(ctx, cores, examples, vectors)
	m.memory = remember(examples, vectors, len(m.vocabulary.weight), func(code string) int16 {
		n, known := slices.BinarySearch(m.codes, code)
		if !known {
			return -1
		}
		return int16(n)
	})
	return m, ctx.Err()
}

func count(examples []Example, is func(Example) bool) (n int) {
	for _, e := range examples {
		if is(e) {
			n++
		}
	}
	return n
}

// number is how many workers there are to be.
func (cores Cores) number() int {
	if n := runtime.GOMAXPROCS(0); cores <= 0 || int(cores) > n {
		return n
	}
	return int(cores)
}

// each does something for 0 to n−1.
func (cores Cores) each(n int, do func(i int)) {
	const atOnce = 64
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(cores.number(), n/atOnce+1) {
		workers.Go(func() {
			for {
				from := int(next.Add(atOnce)) - atOnce
				if from >= n {
					return
				}
				for i := from; i < min(from+atOnce, n); i++ {
					do(i)
				}
			}
		})
	}
	workers.Wait()
}

// enough lists the codes with at least Few examples.
func enough(examples []Example) (codes []string) {
	n := map[string]int{}
	for _, e := range examples {
		if e.Told {
			continue
		}
		for _, c := range e.Codes {
			if n[c]++; n[c] == Few {
				codes = append(codes, c)
			}
		}
	}
	slices.Sort(codes)
	return codes
}

// learn separates each code from the others, and what was left without a code from what was
// given one.
func (m *Model) learn(ctx context.Context, cores Cores, examples []Example, vectors []vector) {
	features := len(m.vocabulary.weight)
	m.weights, m.bias = make([]float32, features*m.planes), make([]float32, m.planes)
	sideOf := func(c int) []int8 {
		if c < len(m.codes) {
			return sides(examples, m.codes[c])
		}
		return uncoded(examples)
	}
	near := m.closeness(cores, vectors, sideOf)
	next := make(chan int)
	var workers sync.WaitGroup
	for range cores.number() {
		workers.Go(func() {
			for c := range next {
				side := sideOf(c)
				near.thin(side, c)
				weights, bias := separate(vectors, side, features, uint64(c))
				for k, w := range weights {
					m.weights[k*m.planes+c] = w
				}
				m.bias[c] = bias
			}
		})
	}
	for c := range m.planes {
		if ctx.Err() != nil {
			break
		}
		next <- c
	}
	close(next)
	workers.Wait()
}

// sides says of each example on which side of a code it is. One for which something was not wanted says nothing
// of other codes, and one that was left without a code only that there is none.
func sides(examples []Example, code string) []int8 {
	s := make([]int8, len(examples))
	for i, e := range examples {
		switch {
		case slices.Contains(e.Codes, code):
			s[i] = 1
		case len(e.Codes) > 0 || slices.Contains(e.Not, code):
			s[i] = -1
		}
	}
	return s
}

// uncoded says of each example whether it was left without a code.
func uncoded(examples []Example) []int8 {
	s := make([]int8, len(examples))
	for i, e := range examples {
		switch {
		case len(e.Codes) > 0:
			s[i] = -1
		case e.None:
			s[i] = 1
		}
	}
	return s
}

// Suggest proposes at most n codes for a passage, the likeliest first. It proposes none where no word was seen
// before, and none where the passage is like those that were left without a code. about is what is known of it
// besides its words.
func (m *Model) Suggest(text string, about []string, n int) []Suggestion {
	best, left := m.rank(text, about, n)
	if left {
		return nil
	}
	return best
}

// rank is Suggest, which says apart whether the passage is like those that were left without a code.
func (m *Model) rank(text string, about []string, n int) (best []Suggestion, left bool) {
	ws := words(text)
	list := features(ws, about)
	x := m.vocabulary.vector(list)
	if len(m.codes) == 0 || !slices.ContainsFunc(list, func(f feature) bool { _, seen := m.vocabulary.number[f.hash]; return seen && f.tells }) {
		return nil, false
	}
	scores := slices.Clone(m.bias)
	for j, k := range x.at {
		row := m.weights[int(k)*m.planes:][:m.planes]
		for c, w := range row {
			scores[c] += w * x.value[j]
		}
	}
	if m.planes > len(m.codes) {
		left = scores[len(m.codes)] > 0
		scores = scores[:len(m.codes)]
	}
	like, which, unlike := m.memory.nearest(x, len(m.codes))
	for c := range scores {
		scores[c] += likeness * (like[c] - unlike[c])
	}
	for _, c := range top(scores, n) {
		best = append(best, Suggestion{Code: m.codes[c], Score: float64(scores[c]), Because: m.because(c, ws, list, x), Like: int(which[c]), Alike: float64(min(like[c], 1))})
	}
	return best, left
}

// top lists the positions of the n highest scores, the highest first.
func top(scores []float32, n int) []int {
	var best []int
	for c, s := range scores {
		at := len(best)
		for at > 0 && s > scores[best[at-1]] {
			at--
		}
		if at < n {
			best = slices.Insert(best, at, c)
			best = best[:min(len(best), n)]
		}
	}
	return best
}

// because lists the words that weigh most for a code.
func (m *Model) because(c int, words []string, list []feature, x vector) []string {
	weight := map[string]float32{}
	for _, f := range list {
		k, ok := m.vocabulary.number[f.hash]
		if !ok || f.word == around {
			continue
		}
		j, _ := slices.BinarySearch(x.at, k)
		weight[words[f.word]] += m.weights[int(k)*m.planes+c] * x.value[j]
	}
	var out []string
	for _, w := range words {
		if weight[w] > 0 && len([]rune(w)) > shortest && !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	slices.SortStableFunc(out, func(a, b string) int {
		switch {
		case weight[a] > weight[b]:
			return -1
		case weight[a] < weight[b]:
			return 1
		}
		return 0
	})
	return out[:min(len(out), 3)]
}
