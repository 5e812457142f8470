package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/graphemes"
)

// Words written from right to left are drawn in stretches: Fyne sets letters, and the marks that its fallback fonts lack,
// one after the other from the left, which puts a question mark at the beginning of its word.

// rightward says whether letters written from left to right stand in s outside of what stands for names.
func rightward(s string) bool {
	at := 0
	for _, m := range transcriptMasks(s) {
		if strings.IndexFunc(s[at:m[0]], rightwardRune) >= 0 {
			return true
		}
		at = m[1]
	}
	return strings.IndexFunc(s[at:], rightwardRune) >= 0
}

// turnsAbout says whether a word may have to be drawn from right to left: it has such letters, or none of either kind.
func turnsAbout(word string) bool {
	return strings.IndexFunc(word, leftwardRune) >= 0 || !rightward(word)
}

// turning adds a word in stretches that keep their order inside: letters, numbers, what stands for a name, single marks.
func (m *transcriptMetrics) turning(out []transcriptPiece, word string, start int) []transcriptPiece {
	names := transcriptMasks(word)
	add := func(from, to int, name bool) {
		out = append(out, transcriptPiece{start: start + from, end: start + to, w: m.word(word[from:to], 0), name: name})
	}
	for i := 0; i < len(word); {
		if len(names) > 0 && names[0][0] == i {
			add(i, names[0][1], true)
			i, names = names[0][1], names[1:]
			continue
		}
		until := len(word)
		if len(names) > 0 {
			until = names[0][0]
		}
		end := turningEnd(word[:until], i)
		add(i, end, false)
		i = end
	}
	return out
}

// turningEnd is where the stretch at i ends: letters of one direction, a number with the signs within it and its per cent,
// or one character.
func turningEnd(s string, i int) int {
	kind := func(r rune) int {
		switch {
		case unicode.IsDigit(r):
			return 'n'
		case leftwardRune(r):
			return 'l'
		case unicode.IsLetter(r):
			return 'r'
		}
		return 0
	}
	begin, at := 0, i
	for g := graphemes.FromString(s[i:]); g.Next(); {
		c := g.Value()
		r, n := utf8.DecodeRuneInString(c)
		k := kind(r)
		after, _ := utf8.DecodeRuneInString(s[at+len(c):])
		switch {
		case at == i:
			begin = k
		case begin == 'n' && n == len(c) && (r == '%' || strings.ContainsRune(".,:/", r) && unicode.IsDigit(after)):
		case k != begin:
			return at
		}
		at += len(c)
		if begin == 0 {
			return at
		}
	}
	return at
}

// mirrored are the marks that open and close.
var mirrored = map[string]string{"(": ")", ")": "(", "[": "]", "]": "[", "{": "}", "}": "{", "<": ">", ">": "<", "«": "»", "»": "«", "‹": "›", "›": "‹"}

// turnedAbout is how a stretch within right-to-left text is handed to Fyne.
func turnedAbout(s string) string {
	if m, ok := mirrored[s]; ok {
		return m
	}
	if strings.IndexFunc(s, leftwardRune) >= 0 {
		return s + "\u200f"
	}
	return s
}
