package suggest

import (
	"cmp"
	"math"
	"slices"
)

// vector is a text as numbers: features by their number in the model, rising, scaled to length 1.
type vector struct {
	at    []int32
	value []float32
}

// vocabulary is the features that at least two examples have, and how much each weighs: the root of how rare it
// is, which did better on held-out passages than rarity itself.
type vocabulary struct {
	number *numbering
	weight []float32
}

// commonIn is how many examples must have a feature.
const commonIn = 2

// atOnce is how many texts are looked at between two breaths: under a millisecond.
const atOnce = 64

// read makes the vocabulary of the examples' texts, and their vectors.
func read(pace Pace, examples []Example) (*vocabulary, []vector) {
	texts := hashes(pace, examples)
	all, in := count(pace, texts)
	v, numberOf := newVocabulary(all.hash, in, len(texts))
	vectors := make([]vector, len(texts))
	pace.each(len(texts), atOnce, func(from, to int) {
		var known []int32
		for i := from; i < to; i++ {
			known = known[:0]
			for _, n := range texts[i] {
				if k := numberOf[n]; k >= 0 {
					known = append(known, k)
				}
			}
			vectors[i] = v.weigh(known)
		}
	})
	return v, vectors
}

// hashes lists the features of each example's text by their hashes.
func hashes(pace Pace, examples []Example) [][]uint64 {
	texts := make([][]uint64, len(examples))
	pace.each(len(examples), atOnce, func(from, to int) {
		var list []feature
		for i := from; i < to; i++ {
			list = appendFeatures(list[:0], words(examples[i].Text), examples[i].About)
			texts[i] = make([]uint64, len(list))
			for j, f := range list {
				texts[i][j] = f.hash
			}
		}
	})
	return texts
}

// count puts in place of each feature's hash a number, in the order in which they come, and says how many texts have
// it.
func count(pace Pace, texts [][]uint64) (all *numbering, in []int32) {
	all = newNumbering(16 * len(texts))
	var last []int32 // the last text that had it
	for i, list := range texts {
		if i%atOnce == 0 {
			pace.yield()
		}
		for j, h := range list {
			n := all.of(h)
			if int(n) == len(in) {
				in, last = append(in, 0), append(last, -1)
			}
			if last[n] != int32(i) {
				last[n] = int32(i)
				in[n]++
			}
			list[j] = uint64(n)
		}
	}
	return all, in
}

// newVocabulary makes a vocabulary of features by their hashes and in how many of so many texts they are; numberOf
// says for each its number in the vocabulary, -1 for one that is too rare.
func newVocabulary(hash []uint64, in []int32, texts int) (v *vocabulary, numberOf []int32) {
	// The commonest first: what is looked at most stands together in memory. Learning takes a third less for it.
	var common []int32
	for n, times := range in {
		if times >= commonIn {
			common = append(common, int32(n))
		}
	}
	slices.SortFunc(common, func(a, b int32) int { return cmp.Or(cmp.Compare(in[b], in[a]), cmp.Compare(hash[a], hash[b])) })
	v = &vocabulary{number: newNumbering(len(common)), weight: make([]float32, len(common))}
	numberOf = make([]int32, len(in))
	for n := range numberOf {
		numberOf[n] = -1
	}
	for k, n := range common {
		numberOf[n] = v.number.of(hash[n])
		v.weight[k] = float32(math.Sqrt(math.Log(float64(1+texts)/float64(1+in[n])) + 1))
	}
	return v, numberOf
}

// vector is a text's features that are known, weighed.
func (v *vocabulary) vector(list []feature) vector {
	known := make([]int32, 0, len(list))
	for _, f := range list {
		if n, ok := v.number.find(f.hash); ok {
			known = append(known, n)
		}
	}
	return v.weigh(known)
}

// weigh weighs features by their numbers, with repeats, which it sorts: 1 + ln of how often, times how rare.
func (v *vocabulary) weigh(known []int32) vector {
	slices.Sort(known)
	x := vector{make([]int32, 0, len(known)), make([]float32, 0, len(known))}
	var squares float64
	for i := 0; i < len(known); {
		j := i + 1
		for j < len(known) && known[j] == known[i] {
			j++
		}
		value := v.weight[known[i]]
		if j > i+1 {
			value *= 1 + float32(math.Log(float64(j-i)))
		}
		x.at, x.value = append(x.at, known[i]), append(x.value, value)
		squares += float64(value) * float64(value)
		i = j
	}
	scale := float32(1 / math.Sqrt(squares+1e-12))
	for i := range x.value {
		x.value[i] *= scale
	}
	return x
}
