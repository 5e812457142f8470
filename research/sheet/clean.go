package sheet

import (
	"strings"
	"unicode/utf8"
)

// cleanText makes text fit to be kept: line ends become LF; NUL, byte order marks and other control
// characters go; bytes that are no UTF-8 become the replacement character.
func cleanText(s string) string {
	if !dirty(s) {
		return s
	}
	var b strings.Builder
	b.Grow(len(s))
	for i := 0; i < len(s); {
		c, n := utf8.DecodeRuneInString(s[i:])
		switch {
		case c == '\r':
			b.WriteByte('\n')
			if i+1 < len(s) && s[i+1] == '\n' {
				n = 2
			}
		case control(c) || c == '\ufeff':
		default:
			b.WriteRune(c)
		}
		i += n
	}
	return b.String()
}

// dirty says whether cleanText would change s. Nearly no cell is: this keeps the usual case free.
func dirty(s string) bool {
	for i := 0; i < len(s); i++ {
		c := s[i]
		if c < 0x20 && c != '\n' && c != '\t' || c == 0x7f {
			return true
		}
		if c >= 0x80 {
			return !utf8.ValidString(s[i:]) || strings.ContainsRune(s[i:], '\ufeff') || hasControl(s[i:])
		}
	}
	return false
}

func hasControl(s string) bool {
	return strings.IndexFunc(s, func(c rune) bool { return control(c) || c == '\r' }) >= 0
}

// control says whether a character is an invisible one of the C0 or C1 sets, line feed and tab aside.
func control(c rune) bool {
	return c < 0x20 && c != '\n' && c != '\t' && c != '\r' || c >= 0x7f && c < 0xa0
}
