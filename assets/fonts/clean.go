package fonts

import (
	"strings"
	"unicode"
)

// instead says what to print for characters that Noto Sans lacks in some style.
var instead = map[rune]string{
	'\u2212': "–", '≥': ">=", '≤': "<=", '≈': "~", '≠': "not", '→': "to", '←': "from", '↑': "up", '↓': "down", '⇒': "so",
	'✓': "", '✔': "", '✗': "", '✘': "", '■': "•", '□': "•", '▪': "•", '●': "•", '○': "•", '◆': "•", '★': "*", '☆': "*",
	'\u2010': "-", '\u2011': "-", '\u2015': "—", '\u2028': " ", '\u2029': " ", '\u202f': " ", '\u2009': " ", '\u00a0': "\u00a0",
	'ﬀ': "ff", 'ﬁ': "fi", 'ﬂ': "fl", 'ﬃ': "ffi", 'ﬄ': "ffl", '″': "\"", '′': "'", '∞': "endless", '½': "1/2",
}

// gap stands where letters of another script stood.
const gap = "[…]"

// Clean makes text printable in a style: characters above U+FFFF (emoji) and controls go, those that
// the font lacks are replaced, and letters of scripts that it does not have become "[…]". The second
// result says whether letters were lost.
func (s *Set) Clean(st Style, text string) (string, bool) {
	if s.plain(st, text) {
		return text, false
	}
	var b strings.Builder
	lost, inGap := false, false
	for _, r := range text {
		out, letter := s.printable(st, r)
		if letter {
			if !inGap {
				b.WriteString(gap)
			}
			lost, inGap = true, true
			continue
		}
		if out != "" && !unicode.IsSpace(r) {
			inGap = false
		}
		b.WriteString(out)
	}
	return tidy(b.String()), lost
}

// plain says that there is nothing to do, which is nearly always so.
func (s *Set) plain(st Style, text string) bool {
	f := s.faces[st&BoldItalic]
	for _, r := range text {
		if r < ' ' || r == unicode.ReplacementChar || r > 0xFFFF || f.glyph(r).index == 0 {
			return false
		}
	}
	return true
}

// printable is what to print for r, or that it is a letter which cannot be printed.
func (s *Set) printable(st Style, r rune) (out string, lostLetter bool) {
	switch {
	case r == '\t' || r == '\n' || r == '\r' || unicode.IsSpace(r) && !s.Has(st, r):
		return " ", false
	case r < ' ' || r == unicode.ReplacementChar || unicode.Is(unicode.Cf, r) || unicode.Is(unicode.Variation_Selector, r):
		return "", false
	case r > 0xFFFF:
		return "", unicode.IsLetter(r)
	case s.Has(st, r):
		return string(r), false
	}
	if alt, ok := instead[r]; ok {
		return alt, false
	}
	if unicode.IsMark(r) {
		return "", false
	}
	return "", unicode.IsLetter(r) || unicode.IsNumber(r)
}

// tidy closes the holes that removed characters leave: double spaces and a space before a full stop.
func tidy(s string) string {
	s = strings.Join(strings.FieldsFunc(s, func(r rune) bool { return r == ' ' }), " ")
	for _, p := range []string{".", ",", ";", "!", "?"} {
		s = strings.ReplaceAll(s, " "+p, p)
	}
	return s
}
