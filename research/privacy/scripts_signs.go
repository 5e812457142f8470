package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// sign is a letter as names are compared by: without vowel points, one form for those that people write in two ways.
type sign struct {
	r          rune  // signSpace between words, signEnd where no name goes on
	start, end int32 // bytes in the text
	w          writing
	katakana   bool // of a kana: it was one of the angular ones
	line       bool // of a space: a line ends in it
}

const (
	signEnd   rune = 0
	signSpace rune = ' '
)

// signsOf cuts a text into signs, into a slice that is there already.
func signsOf(out []sign, text string) []sign {
	for i := 0; i < len(text); {
		if c := text[i]; c < utf8.RuneSelf {
			out = plainSign(out, text, i)
			i++
			continue
		}
		r, n := utf8.DecodeRuneInString(text[i:])
		if slow(r, text[i+n:]) {
			n = max(n, norm.NFKC.NextBoundaryInString(text[i:], true))
			for _, c := range norm.NFKC.String(text[i : i+n]) {
				out = addSign(out, text, c, i, i+n)
			}
		} else {
			out = addSign(out, text, r, i, i+n)
		}
		i += n
	}
	return out
}

// plainSign adds an ASCII character.
func plainSign(out []sign, text string, i int) []sign {
	c := text[i]
	at := sign{r: rune(c), start: int32(i), end: int32(i + 1)}
	switch asciiKinds[c] {
	case asciiUpper:
		at.r += 'a' - 'A'
		return append(out, at)
	case asciiLower, asciiDigit:
		return append(out, at)
	}
	switch c {
	case ' ', '\n', '\t', '\r', '-':
		return addSpace(out, i, i+1, c == '\n')
	case '\'', '"', '`':
		if n := len(out); n > 0 && out[n-1].w == hebrew && int(out[n-1].end) == i {
			return out // a geresh, typed as people do
		}
	}
	return append(out, sign{start: int32(i), end: int32(i + 1)})
}

// addSpace adds what parts the words of a name; an empty line ends it.
func addSpace(out []sign, from, to int, line bool) []sign {
	n := len(out)
	if n > 0 && out[n-1].r == signSpace && out[n-1].w == cased {
		if out[n-1].end = int32(to); line && out[n-1].line {
			out[n-1].r = signEnd
		}
		out[n-1].line = out[n-1].line || line
		return out
	}
	return append(out, sign{r: signSpace, start: int32(from), end: int32(to), line: line})
}

// slow says whether a sign has to be normalised: wide and narrow forms, letters with their marks apart.
func slow(r rune, rest string) bool {
	switch {
	case r >= 0xF900 && r < 0xFE00, r >= 0xFE30, r >= 0x1100 && r < 0x1200, r >= 0x3200 && r < 0x3400, r >= 0x2E80 && r < 0x2FE0, r >= 0x3131 && r < 0x3190, r >= 0x0929 && r < 0x0E00 && r > 0x0957 && r < 0x0960:
		return r < 0x20000
	case r >= 0x3041 && r < 0x3100:
		return strings.HasPrefix(rest, "\u3099") || strings.HasPrefix(rest, "\u309A")
	case r == 0x0E33 || r == 0x0EB3, r == 0x0929 || r == 0x0931 || r == 0x0934:
		return true
	}
	return false
}

// addSign adds a sign that is not ASCII.
func addSign(out []sign, text string, r rune, from, to int) []sign {
	if r < utf8.RuneSelf {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return append(out, sign{r: unicode.ToLower(r), start: int32(from), end: int32(to)})
		}
		if r == ' ' || r == '-' {
			return addSpace(out, from, to, false)
		}
		return append(out, sign{start: int32(from), end: int32(to)})
	}
	folded, w := foldSign(r)
	switch {
	case folded < 0: // a mark that is not compared
		if n := len(out); n > 0 && int(out[n-1].end) == from && out[n-1].r != signSpace {
			out[n-1].end = int32(to)
		}
		return out
	case folded == signSpace:
		return addSpace(out, from, to, false)
	case folded == geresh:
		if n := len(out); n > 0 && out[n-1].w == hebrew {
			return out
		}
		folded = signEnd
	}
	switch n := len(out); {
	case w == arabic && (r == 'أ' || r == 'إ') && n > 0 && out[n-1].w == arabic:
		folded = r // within a word it is heard: bada'na is not Dana
	case w == indic && n > 1 && r >= 0x0915 && r <= 0x0939 && out[n-1].r == 0x094D && strings.ContainsRune("ङञणनम", out[n-2].r):
		out[n-2].r, out[n-2].end = 0x0902, out[n-1].end // Devendra, with either sign for the n
		out = out[:n-1]
	}
	return append(out, sign{r: folded, start: int32(from), end: int32(to), w: w, katakana: w == kana && folded != r})
}

// geresh stands for the marks that Hebrew has within words and at their ends.
const geresh rune = '\''

// foldSign is the letter that a sign is compared by, -1 where it is left out, and its writing.
func foldSign(r rune) (rune, writing) {
	switch r {
	case '\u200c', '\u200d', '\u200e', '\u200f', '\u061c', '\u00ad', '\ufeff', '\u2060', '\u200b', '\u0640':
		return -1, cased
	case '\u00a0', '\u202f', '\u3000', '\u2009', '\u05be', '\u2010', '\u2011', '\u2013', '\u30fb', '\u00b7', '\u30a0', '\uff65':
		return signSpace, cased
	case '\u05f3', '\u05f4', '\u2019', '\u2018', '\u201d', '\u02bc':
		return geresh, cased
	}
	w := writingOf(r)
	switch w {
	case hebrew:
		return foldHebrew(r), w
	case arabic:
		if r >= 0x0660 && r <= 0x0669 || r >= 0x06F0 && r <= 0x06F9 || r == 0x060C || r == 0x061B || r == 0x061F || r == 0x06D4 {
			return signEnd, cased
		}
		return foldArabic(r), w
	case indic:
		return foldIndic(r)
	case kana:
		if r >= 0x30A1 && r <= 0x30F6 {
			return r - 0x60, w
		}
		return r, w
	case han:
		if v, ok := hanVariants()[r]; ok {
			return v, w
		}
		return r, w
	case cased:
		if r < 0x0590 && unicode.IsLetter(r) {
			return unicode.ToLower(r), w
		}
		if unicode.IsMark(r) {
			return -1, w
		}
		return signEnd, w
	}
	if !unicode.IsLetter(r) && !unicode.IsMark(r) {
		return signEnd, cased
	}
	return unicode.ToLower(r), w
}

// foldHebrew leaves vowel points out and writes final letters as others.
func foldHebrew(r rune) rune {
	switch r {
	case 'ך':
		return 'כ'
	case 'ם':
		return 'מ'
	case 'ן':
		return 'נ'
	case 'ף':
		return 'פ'
	case 'ץ':
		return 'צ'
	}
	if r < 0x05D0 {
		return -1
	}
	return r
}

// foldArabic leaves vowel signs out and makes one letter of those that are written in two ways.
func foldArabic(r rune) rune {
	switch r {
	case 'أ', 'إ', 'آ', 'ٱ':
		return 'ا'
	case 'ى', 'ی', 'ئ', 'ې', 'ے':
		return 'ي'
	case 'ؤ':
		return 'و'
	case 'ة', 'ۀ', 'ہ', 'ھ', 'ە', 'ۂ', 'ۃ':
		return 'ه'
	case 'ک', 'ڪ':
		return 'ك'
	}
	if unicode.IsMark(r) {
		return -1
	}
	return r
}

// foldIndic leaves the dot below out, digits and marks of a sentence end a name.
func foldIndic(r rune) (rune, writing) {
	switch {
	case r == 0x093C || r == 0x09BC || r == 0x0A3C || r == 0x0ABC:
		return -1, indic
	case r == 0x0901:
		return 0x0902, indic
	case !unicode.IsLetter(r) && !unicode.IsMark(r):
		return signEnd, cased
	}
	return r, indic
}
