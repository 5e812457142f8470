package suggest

import (
	"cmp"
	"math"
	"slices"
	"strings"
	"unicode"
)

// feature is a piece of a text and the word that it is of.
type feature struct {
	hash  uint64
	word  int
	tells bool // is it enough to know a passage by: a whole word, or most of one
}

// words of a text in lower case.
func words(text string) []string {
	return strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
}

// The kinds of features begin their hash.
const (
	oneWord = 0xcbf29ce484222325 + iota*0x9e3779b97f4a7c15&0xffff
	twoWords
	apart
	pieceOfWord
	aboutIt
)

const hashPrime = 0x100000001b3

func hashOn(h uint64, runes []rune) uint64 {
	for _, r := range runes {
		h = (h ^ uint64(r)) * hashPrime
	}
	return h
}

// Pieces are two to four letters long; the space before and after a word is one.
const shortest, longest = 2, 4

// around is the word of a feature that is not in the passage but about it.
const around = -1

// features lists the pieces of words in order, with repeats: words, pairs of neighbours, pairs with one word
// between them, and pieces of words. What is about the passage stands at the end.
func features(words, about []string) []feature {
	list := make([]feature, 0, 16*len(words))
	var before, beforeThat []rune
	for n, w := range words {
		padded := []rune(" " + w + " ")
		word := padded[1 : len(padded)-1]
		list = append(list, feature{hashOn(oneWord, word), n, true})
		if n > 0 {
			list = append(list, feature{hashOn(hashOn(twoWords, before)*hashPrime, word), n, false})
		}
		if n > 1 {
			list = append(list, feature{hashOn(hashOn(apart, beforeThat)*hashPrime, word), n, false})
		}
		for from := range padded {
			for to := from + shortest; to <= min(from+longest, len(padded)); to++ {
				list = append(list, feature{hashOn(pieceOfWord, padded[from:to]), n, to-from == longest})
			}
		}
		beforeThat, before = before, word
	}
	for _, a := range about {
		list = append(list, feature{hashOn(aboutIt, []rune(a)), around, false})
	}
	return list
}

// vector is a text as numbers: features by their number in the model, rising, scaled to length 1.
type vector struct {
	at    []int32
	value []float32
}

// vocabulary is the features that at least two examples have, and how much each weighs: the root of how rare it
// is, which did better on held-out passages than rarity itself.
type vocabulary struct {
	number map[uint64]int32
	weight []float32
}

// commonIn is how many examples must have a feature.
const commonIn = 2

func newVocabulary(texts [][]feature) *vocabulary {
	in := map[uint64]int32{}
	last := map[uint64]int{}
	for i, list := range texts {
		for _, f := range list {
			if seen, ok := last[f.hash]; !ok || seen != i {
				last[f.hash] = i
				in[f.hash]++
			}
		}
	}
	// The commonest first: what is looked at most stands together in memory. Learning takes a third less for it.
	var common []uint64
	for h, n := range in {
		if n >= commonIn {
			common = append(common, h)
		}
	}
	slices.SortFunc(common, func(a, b uint64) int { return cmp.Or(cmp.Compare(in[b], in[a]), cmp.Compare(a, b)) })
	v := &vocabulary{number: make(map[uint64]int32, len(common)), weight: make([]float32, len(common))}
	for n, h := range common {
		v.number[h] = int32(n)
		v.weight[n] = float32(math.Sqrt(math.Log(float64(1+len(texts))/float64(1+in[h])) + 1))
	}
	return v
}

// vector weighs a text's features: 1 + ln of how often, times how rare.
func (v *vocabulary) vector(list []feature) vector {
	known := make([]int32, 0, len(list))
	for _, f := range list {
		if n, ok := v.number[f.hash]; ok {
			known = append(known, n)
		}
	}
	slices.SortFunc(known, func(a, b int32) int { return cmp.Compare(a, b) })
	var x vector
	var squares float64
	for i := 0; i < len(known); {
		j := i
		for j < len(known) && known[j] == known[i] {
			j++
		}
		value := (1 + float32(math.Log(float64(j-i)))) * v.weight[known[i]]
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
