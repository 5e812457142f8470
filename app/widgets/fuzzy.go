package widgets

import (
	"sort"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"openloop/research"
)

// folded is text without case and accents, for searching.
func folded(s string) string {
	plain := true
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x80 {
			plain = false
			break
		}
	}
	if plain {
		return strings.ToLower(s)
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(s) {
		if !unicode.Is(unicode.Mn, r) {
			b.WriteRune(unicode.ToLower(r))
		}
	}
	return b.String()
}

// How well a word of a search fits a code, from the best: the beginning of its reference or name, of a
// word in its name, a part of it, its letters in order ("dlrk" finds "Delivery risk"), and last the
// beginning of a word in its definition.
const (
	fitsRef        = 1000
	fitsName       = 700
	fitsWord       = 500
	fitsPart       = 300
	fitsLetters    = 100
	fitsDefinition = 40
)

// codeText is a code made ready for searching.
type codeText struct {
	ref, name, more string
}

func newCodeText(c research.Code, stage string) codeText {
	return codeText{folded(c.Ref), folded(c.Name), folded(stage + " " + c.Definition + " " + c.Include)}
}

// fit is how well a search fits the code; every word of it has to be found somewhere.
func (t codeText) fit(words []string) (int, bool) {
	sum := 0
	for _, w := range words {
		s := t.fitWord(w)
		if s == 0 {
			return 0, false
		}
		sum += s
	}
	return sum, true
}

func (t codeText) fitWord(w string) int {
	short := min(len(t.name), 60) // of two names that fit alike the shorter comes first
	switch {
	case t.ref == w:
		return 2 * fitsRef
	case strings.HasPrefix(t.ref, w) || strings.HasPrefix(strings.ReplaceAll(t.ref, "-", ""), w):
		return fitsRef - short
	case strings.HasPrefix(t.name, w):
		return fitsName - short
	case beginsWord(t.name, w):
		return fitsWord - short
	case strings.Contains(t.name, w):
		return fitsPart - short
	}
	if n, ok := letters(t.name, w); ok && len(w) > 1 {
		return fitsLetters - min(n, fitsLetters/2)
	}
	if len(w) > 2 && beginsWord(t.more, w) {
		return fitsDefinition
	}
	return 0
}

// beginsWord says whether a word of s begins with w.
func beginsWord(s, w string) bool {
	for at := 0; ; {
		i := strings.Index(s[at:], w)
		if i < 0 {
			return false
		}
		i += at
		if i == 0 || !isLetter(s[i-1]) {
			return true
		}
		at = i + 1
	}
}

func isLetter(b byte) bool {
	return b >= 'a' && b <= 'z' || b >= '0' && b <= '9' || b >= 0x80
}

// letters says whether the letters of w stand in s in order, each at the start of a word or right after
// the one before wherever that can be, and how many letters are skipped between them.
func letters(s, w string) (skipped int, ok bool) {
	at := 0
	for i := 0; i < len(w); i++ {
		j := strings.IndexByte(s[at:], w[i])
		if j < 0 {
			return 0, false
		}
		if i > 0 {
			skipped += j
		}
		at += j + 1
	}
	return skipped, true
}

// findCodes lists the positions of codes in the book that a search fits, best first; recent ones come
// first among equals. Retired codes are not found.
func findCodes(book *research.Codebook, texts []codeText, query string, recent map[research.ID]int) []int {
	words := strings.Fields(folded(query))
	type found struct{ at, fit int }
	var all []found
	for i, c := range book.Codes {
		if c.Retired {
			continue
		}
		if fit, ok := texts[i].fit(words); ok {
			if n, ok := recent[c.ID]; ok {
				fit += max(1, 10-n)
			}
			all = append(all, found{i, fit})
		}
	}
	sort.SliceStable(all, func(a, b int) bool { return all[a].fit > all[b].fit })
	out := make([]int, len(all))
	for i, f := range all {
		out[i] = f.at
	}
	return out
}
