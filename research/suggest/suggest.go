package suggest

import (
	"context"
	"slices"
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

// Train learns from examples on every core: Pace.Train.
func Train(ctx context.Context, examples []Example) (*Model, error) {
	return Pace{}.Train(ctx, examples)
}

// Train learns from examples. The same examples in the same order make the same model, on however many cores. It
// fails only when ctx ends.
func (p Pace) Train(ctx context.Context, examples []Example) (*Model, error) {
	m := &Model{codes: enough(examples)}
	if len(m.codes) == 0 {
		m.vocabulary, _ = newVocabulary(nil, nil, 0)
		return m, ctx.Err()
	}
	var vectors []vector
	m.vocabulary, vectors = read(p, examples)
	m.planes = len(m.codes)
	if left := countIf(examples, func(e Example) bool { return e.None }); left >= Few {
		m.planes++
	}
	l := newLesson(m, examples, vectors)
	m.weights, m.bias = l.learn(ctx, p)
	m.memory = remember(l, len(m.vocabulary.weight))
	return m, ctx.Err()
}

func countIf(examples []Example, is func(Example) bool) (n int) {
	for _, e := range examples {
		if is(e) {
			n++
		}
	}
	return n
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
	if len(m.codes) == 0 || !slices.ContainsFunc(list, func(f feature) bool { _, seen := m.vocabulary.number.find(f.hash); return seen && f.tells }) {
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
		k, ok := m.vocabulary.number.find(f.hash)
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
