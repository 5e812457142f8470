package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// excerpt is the words around a find.
func excerpt(text string, from, to int) string {
	const around = 48
	a, z := max(0, from-around), min(len(text), to+around)
	for a > 0 && a < from && !utf8.RuneStart(text[a]) {
		a++
	}
	for z < len(text) && z > to && !utf8.RuneStart(text[z]) {
		z--
	}
	if i := strings.IndexAny(text[a:from], " \n"); a > 0 && i >= 0 {
		a += i // not in the middle of a word
	}
	if i := strings.LastIndexAny(text[to:z], " \n"); z < len(text) && i >= 0 {
		z = to + i
	}
	return tidy(text[a:z])
}

// tidy is a text in one line, with single spaces.
func tidy(s string) string {
	return strings.Join(strings.FieldsFunc(s, func(r rune) bool { return unicode.IsSpace(r) || r == fieldEnd }), " ")
}

// beside is the words right before and after a find, by which its place is known again. Numbers are left out:
// they change with every interview.
func beside(text string, from, to int) string {
	const reach, most = 120, 3
	before := wordsOnly(text[max(0, from-reach):from])
	if from > reach && len(before) > 0 {
		before = before[1:] // it may be cut off
	}
	after := wordsOnly(text[to:min(len(text), to+reach)])
	if to+reach < len(text) && len(after) > 0 {
		after = after[:len(after)-1]
	}
	before = before[max(0, len(before)-most):]
	after = after[:min(most, len(after))]
	return strings.Join(before, " ") + " … " + strings.Join(after, " ")
}

func wordsOnly(text string) []string {
	var out []string
	for _, w := range split(text) {
		if !strings.ContainsFunc(w.folded, unicode.IsDigit) {
			out = append(out, w.folded)
		}
	}
	return out
}
