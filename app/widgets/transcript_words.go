package widgets

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/clipperhouse/uax29/v2/sentences"
)

func wordRune(r rune) bool {
	return unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || r == '\'' || r == '’' || r == '_'
}

// wordAt is the word around off, or the single character there if it is none.
func wordAt(s string, off int) (start, end int) {
	start, end = off, off
	for start > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:start])
		if !wordRune(r) {
			break
		}
		start -= n
	}
	for end < len(s) {
		r, n := utf8.DecodeRuneInString(s[end:])
		if !wordRune(r) {
			break
		}
		end += n
	}
	if start == end {
		return graphemeAt(s, off)
	}
	return start, end
}

// nextWord is the end of the word at or after off.
func nextWord(s string, off int) int {
	for off < len(s) {
		r, n := utf8.DecodeRuneInString(s[off:])
		if wordRune(r) {
			break
		}
		off += n
	}
	for off < len(s) {
		r, n := utf8.DecodeRuneInString(s[off:])
		if !wordRune(r) {
			break
		}
		off += n
	}
	return off
}

// prevWord is the start of the word before off.
func prevWord(s string, off int) int {
	for off > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:off])
		if wordRune(r) {
			break
		}
		off -= n
	}
	for off > 0 {
		r, n := utf8.DecodeLastRuneInString(s[:off])
		if !wordRune(r) {
			break
		}
		off -= n
	}
	return off
}

// sentence is a stretch of a turn, without the white space around it.
type transcriptSentence struct{ from, to int }

// sentencesOf cuts text into sentences by the rules of Unicode, line ends included, and puts
// together again what a full stop after an abbreviation has cut.
func sentencesOf(s string) []transcriptSentence {
	var out []transcriptSentence
	open := false
	it := sentences.FromString(s)
	at := 0
	for it.Next() {
		from, to := at, at+len(it.Value())
		at = to
		part := strings.TrimSpace(s[from:to])
		if part == "" {
			open = false
			continue
		}
		from += strings.Index(s[from:to], part)
		cut := transcriptSentence{from, from + len(part)}
		if open && len(out) > 0 {
			out[len(out)-1].to = cut.to
		} else {
			out = append(out, cut)
		}
		open = endsInAbbreviation(part) && !strings.Contains(s[cut.to:to], "\n")
	}
	return out
}

// transcriptAbbreviations end in a full stop and are followed by a capital.
var transcriptAbbreviations = map[string]bool{
	"mr": true, "mrs": true, "ms": true, "dr": true, "prof": true, "st": true, "no": false, "nr": true, "vs": true, "inc": false,
	"hr": true, "fr": true, "ca": true, "bzw": true, "z.b": true, "d.h": true, "u.a": true, "e.g": true, "i.e": true, "approx": true,
}

func endsInAbbreviation(s string) bool {
	if !strings.HasSuffix(s, ".") {
		return false
	}
	word := s[strings.LastIndexAny(s[:len(s)-1], " \n\t(")+1 : len(s)-1]
	r, n := utf8.DecodeRuneInString(word)
	return transcriptAbbreviations[strings.ToLower(word)] || n == len(word) && unicode.IsUpper(r) && r != 'I'
}

// saysSomething is false for a stretch without a letter or digit, which is nothing to code.
func saysSomething(s string) bool {
	return strings.IndexFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }) >= 0
}

// foldEqual compares the start of s with the already lower-cased needle and answers the bytes of s
// it took, 0 if they differ.
func foldPrefix(s string, needle []rune) int {
	off := 0
	for _, want := range needle {
		if off >= len(s) {
			return 0
		}
		r, n := rune(s[off]), 1
		if r >= utf8.RuneSelf {
			r, n = utf8.DecodeRuneInString(s[off:])
		}
		if unicode.IsSpace(r) {
			r = ' '
		}
		if r != want && foldRune(r) != want {
			return 0
		}
		off += n
	}
	return off
}

// foldRune makes letters that differ only in case, and the two apostrophes, the same.
func foldRune(r rune) rune {
	if r < utf8.RuneSelf {
		if 'A' <= r && r <= 'Z' {
			r += 'a' - 'A'
		}
		return r
	}
	if r == '’' || r == '‘' {
		return '\''
	}
	return unicode.ToLower(r)
}

func foldNeedle(s string) []rune {
	out := []rune(strings.Join(strings.Fields(s), " "))
	for i, r := range out {
		out[i] = foldRune(r)
	}
	return out
}
