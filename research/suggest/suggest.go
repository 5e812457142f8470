package suggest

import (
	"context"
	"runtime"
	"slices"
	"sync"
)

// Few is how many examples a code needs before it is proposed.
const Few = 5

// Example is a passage that somebody coded.
type Example struct {
	Text  string
	Codes []string // what it was given
	Not   []string // what was proposed and not wanted
}

// Suggestion is a proposed code.
type Suggestion struct {
	Code    string
	Score   float64  // above 0: more like the passages with the code than like the others
	Because []string // words of the passage that speak for it, the weightiest first; at most three
}

// Model proposes codes. It may be used from several goroutines.
type Model struct {
	codes      []string
	vocabulary *vocabulary
	weights    []float32 // by feature and code
	bias       []float32 // by code
}

// Codes lists the codes that the model may propose: those with enough examples, in alphabetical order.
func (m *Model) Codes() []string { return m.codes }

// Train learns from examples. The same examples in the same order make the same model. It fails only when ctx
// ends.
func Train(ctx context.Context, examples []Example) (*Model, error) {
	m := &Model{codes: enough(examples)}
	if len(m.codes) == 0 {
		m.vocabulary = newVocabulary(nil)
		return m, ctx.Err()
	}
	texts := make([][]feature, len(examples))
	for i, e := range examples {
		texts[i] = features(words(e.Text))
	}
	m.vocabulary = newVocabulary(texts)
	vectors := make([]vector, len(examples))
	for i := range texts {
		vectors[i] = m.vocabulary.vector(texts[i])
	}
	m.learn(ctx, examples, vectors)
	return m, ctx.Err()
}

// enough lists the codes with at least Few examples.
func enough(examples []Example) (codes []string) {
	n := map[string]int{}
	for _, e := range examples {
		for _, c := range e.Codes {
			if n[c]++; n[c] == Few {
				codes = append(codes, c)
			}
		}
	}
	slices.Sort(codes)
	return codes
}

// learn separates each code from the others, on every core.
func (m *Model) learn(ctx context.Context, examples []Example, vectors []vector) {
	features := len(m.vocabulary.weight)
	m.weights, m.bias = make([]float32, features*len(m.codes)), make([]float32, len(m.codes))
	next := make(chan int)
	var workers sync.WaitGroup
	for range runtime.GOMAXPROCS(0) {
		workers.Go(func() {
			for c := range next {
				weights, bias := separate(vectors, sides(examples, m.codes[c]), features, uint64(c))
				for k, w := range weights {
					m.weights[k*len(m.codes)+c] = w
				}
				m.bias[c] = bias
			}
		})
	}
	for c := range m.codes {
		if ctx.Err() != nil {
			break
		}
		next <- c
	}
	close(next)
	workers.Wait()
}

// sides says of each example on which side of a code it is. One that says only what it is not says nothing of
// other codes.
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

// Suggest proposes at most n codes for a passage, the likeliest first, and none for a passage of which no
// word was seen before.
func (m *Model) Suggest(text string, n int) []Suggestion {
	ws := words(text)
	list := features(ws)
	x := m.vocabulary.vector(list)
	if len(x.at) == 0 || len(m.codes) == 0 {
		return nil
	}
	scores := slices.Clone(m.bias)
	for j, k := range x.at {
		row := m.weights[int(k)*len(m.codes):][:len(m.codes)]
		for c, w := range row {
			scores[c] += w * x.value[j]
		}
	}
	best := top(scores, n)
	out := make([]Suggestion, len(best))
	for i, c := range best {
		out[i] = Suggestion{Code: m.codes[c], Score: float64(scores[c]), Because: m.because(c, ws, list, x)}
	}
	return out
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
		if !ok {
			continue
		}
		j, _ := slices.BinarySearch(x.at, k)
		weight[words[f.word]] += m.weights[int(k)*len(m.codes)+c] * x.value[j]
	}
	var out []string
	for _, w := range words {
		if weight[w] > 0 && len([]rune(w)) >= shortest && !slices.Contains(out, w) {
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
