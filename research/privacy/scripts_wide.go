package privacy

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// Numbers and addresses in digits of other scripts and in wide letters are read as if they stood in ours.

// wideNumbers finds contact details and numbers in them.
func (d *Dictionary) wideNumbers(r *reading, out []found) []found {
	plain, at := narrow(r.text)
	n := d.reading()
	defer d.done(n)
	n.read(plain)
	for _, f := range n.patterns(d.phonesIn(n, nil)) {
		f.start, f.end = int(at[f.start]), int(at[f.end])
		if isWide(r.text[f.start:f.end]) {
			out = append(out, f)
		}
	}
	return out
}

// isWide says whether a text holds what narrow changes.
func isWide(s string) bool {
	for _, c := range s {
		if narrowRune(c) != c {
			return true
		}
	}
	return false
}

// narrow is a text with its digits, wide letters and signs in ASCII, and where each of its bytes stands in the text.
func narrow(text string) (string, []int32) {
	var b strings.Builder
	b.Grow(len(text))
	at := make([]int32, 0, len(text)+1)
	for i, c := range text {
		size := utf8.RuneLen(c)
		if c == utf8.RuneError {
			_, size = utf8.DecodeRuneInString(text[i:])
		}
		if n := narrowRune(c); n != c {
			b.WriteRune(n)
			at = append(at, int32(i))
			continue
		}
		b.WriteString(text[i : i+size])
		for k := range size {
			at = append(at, int32(i+k))
		}
	}
	return b.String(), append(at, int32(len(text)))
}

// narrowRune is the ASCII sign for one of another width or script.
func narrowRune(c rune) rune {
	switch {
	case c < 0x0660:
		return c
	case c >= 0xFF01 && c <= 0xFF5E:
		return c - 0xFEE0
	case c == 0x3000:
		return ' '
	case c == 0x2212 || c == 0x2010 || c == 0x2015:
		return '-'
	case !unicode.IsDigit(c):
		return c
	}
	for v := rune(0); v < 9; v++ {
		if !unicode.IsDigit(c - v - 1) {
			return '0' + v
		}
	}
	return '9'
}
