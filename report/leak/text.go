package leak

import (
	"strconv"
	"strings"
	"unicode/utf16"
	"unicode/utf8"
)

// readText is plain text, line by line: CSV, JSON, notes.
func readText(data []byte) []stream {
	return []stream{lines("line ", decode(data))}
}

func lines(where, text string) stream {
	var s stream
	for i, l := range strings.Split(strings.ReplaceAll(text, "\r\n", "\n"), "\n") {
		if strings.TrimSpace(l) != "" {
			s = append(s, passage{where: where + strconv.Itoa(i+1), text: unescape(l)})
		}
	}
	return s
}

// decode is text in UTF-8, UTF-16 with a byte order mark, or Latin-1.
func decode(b []byte) string {
	switch {
	case len(b) > 1 && b[0] == 0xFE && b[1] == 0xFF:
		return utf16Text(b[2:], true)
	case len(b) > 1 && b[0] == 0xFF && b[1] == 0xFE:
		return utf16Text(b[2:], false)
	case utf8.Valid(b):
		return strings.TrimPrefix(string(b), "\uFEFF")
	}
	r := make([]rune, len(b))
	for i, c := range b {
		r[i] = rune(c)
	}
	return string(r)
}

func utf16Text(b []byte, big bool) string {
	u := make([]uint16, len(b)/2)
	for i := range u {
		u[i] = uint16(b[2*i]) | uint16(b[2*i+1])<<8
		if big {
			u[i] = uint16(b[2*i])<<8 | uint16(b[2*i+1])
		}
	}
	return string(utf16.Decode(u))
}

// unescape turns \u00fc of JSON into the letter.
func unescape(s string) string {
	if !strings.Contains(s, `\u`) {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if i+6 <= len(s) && s[i] == '\\' && s[i+1] == 'u' {
			if n, err := strconv.ParseUint(s[i+2:i+6], 16, 16); err == nil {
				b.WriteRune(rune(n))
				i += 5
				continue
			}
		}
		b.WriteByte(s[i])
	}
	return b.String()
}
