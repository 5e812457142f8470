package suggest

import (
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
	return appendFeatures(make([]feature, 0, 16*len(words)), words, about)
}

func appendFeatures(list []feature, words, about []string) []feature {
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
			h := uint64(pieceOfWord)
			for to := from + 1; to <= min(from+longest, len(padded)); to++ {
				h = hashOn(h, padded[to-1:to])
				if to-from >= shortest {
					list = append(list, feature{h, n, to-from == longest})
				}
			}
		}
		beforeThat, before = before, word
	}
	for _, a := range about {
		list = append(list, feature{hashOn(aboutIt, []rune(a)), around, false})
	}
	return list
}
