package leak

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// word is a word of a text, folded, in plain letters and in the German way of writing umlauts as two.
type word struct {
	folded, german string // the same where there is no umlaut
	start, end     int    // bytes in the text
}

// split is the text's words, folded. Signs without width do not end a word.
func split(text string) []word {
	words := make([]word, 0, len(text)/6)
	start, plain := -1, true
	put := func(end int) {
		if w := text[start:end]; plain {
			f := strings.ToLower(w)
			words = append(words, word{f, f, start, end})
		} else if f, g := fold(w), foldGerman(w); f != "" {
			words = append(words, word{f, g, start, end})
		}
		start, plain = -1, true
	}
	for i, r := range text {
		var in bool
		if r < utf8.RuneSelf {
			in = r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= '0' && r <= '9'
		} else {
			in = unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.IsMark(r) || invisible(r)
		}
		if in {
			if start < 0 {
				start = i
			}
			plain = plain && r < utf8.RuneSelf
		} else if start >= 0 {
			put(i)
		}
	}
	if start >= 0 {
		put(len(text))
	}
	return words
}

// invisible signs have no width: soft hyphens, joiners, marks of direction.
func invisible(r rune) bool {
	return r == '\u00ad' || r == '\u034f' || r == '\u180e' || r >= '\u200b' && r <= '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2060' && r <= '\u2064' || r == '\ufeff'
}

var (
	toGerman = strings.NewReplacer("ä", "ae", "ö", "oe", "ü", "ue", "å", "aa", "ø", "oe", "æ", "ae")
	toPlain  = strings.NewReplacer("ø", "o", "æ", "ae", "œ", "oe", "ł", "l", "đ", "d", "ð", "d", "þ", "th", "ı", "i")
)

// fold is a word in small letters without accents; wide letters, ligatures and the like as their own letters.
func fold(w string) string { return bare(small(w)) }

// foldGerman is fold with umlauts as two letters, since people write them either way.
func foldGerman(w string) string { return bare(toGerman.Replace(small(w))) }

func small(w string) string {
	if ascii(w) {
		return strings.ToLower(w)
	}
	return strings.ReplaceAll(strings.ToLower(norm.NFKC.String(w)), "ß", "ss")
}

func bare(w string) string {
	if ascii(w) {
		return w
	}
	var b strings.Builder
	for _, r := range norm.NFD.String(toPlain.Replace(w)) {
		if !unicode.IsMark(r) && !invisible(r) {
			b.WriteRune(r)
		}
	}
	return b.String()
}

func ascii(s string) bool {
	for i := range len(s) {
		if s[i] >= utf8.RuneSelf {
			return false
		}
	}
	return true
}
