package session

import (
	"strings"
	"unicode"
	"unicode/utf8"

	segment "github.com/clipperhouse/uax29/v2/sentences"
)

// sentencesOf cuts a text into its sentences, in code points, without the white space around them. It cuts as the
// transcript does on screen: by the rules of Unicode, but not after an abbreviation.
func sentencesOf(text string) [][2]int {
	var out [][2]int
	at, open := 0, false
	it := segment.FromString(text)
	for it.Next() {
		part := it.Value()
		said := strings.TrimSpace(part)
		lead := strings.Index(part, said)
		from := at + utf8.RuneCountInString(part[:lead])
		at += utf8.RuneCountInString(part)
		if said == "" {
			open = false
			continue
		}
		to := from + utf8.RuneCountInString(said)
		if open && len(out) > 0 {
			out[len(out)-1][1] = to
		} else {
			out = append(out, [2]int{from, to})
		}
		open = cutByAbbreviation(said) && !strings.Contains(part[lead+len(said):], "\n")
	}
	return out
}

// sentenceOf is the sentence around [from, to), or the sentences that it touches.
func sentenceOf(sentences [][2]int, from, to int) (a, b int) {
	a, b = from, to
	for _, s := range sentences {
		if s[0] < to && s[1] > from {
			a, b = min(a, s[0]), max(b, s[1])
		}
	}
	return a, b
}

// searchAbbreviations end in a full stop and are followed by a capital.
var searchAbbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "nr": true, "vs": true,
	"hr": true, "fr": true, "ca": true, "bzw": true, "z.b": true, "d.h": true, "u.a": true, "e.g": true, "i.e": true, "approx": true,
}

func cutByAbbreviation(s string) bool {
	if !strings.HasSuffix(s, ".") {
		return false
	}
	word := s[strings.LastIndexAny(s[:len(s)-1], " \n\t(")+1 : len(s)-1]
	r, n := utf8.DecodeRuneInString(word)
	return searchAbbreviations[strings.ToLower(word)] || n == len(word) && unicode.IsUpper(r) && r != 'I'
}
