package widgets

import (
	"strings"
	"unicode/utf8"
)

// transcriptMasks finds what stands in a text for somebody's name: pseudonyms such as P07, O03 and
// S02, and placeholders such as [name]. It answers pairs of bytes.
func transcriptMasks(s string) [][2]int {
	var out [][2]int
	for i := 0; i < len(s); i++ {
		end := 0
		switch s[i] {
		case 'P', 'O', 'S':
			end = pseudonymEnd(s, i)
		case '[':
			end = placeholderEnd(s, i)
		}
		if end > 0 {
			out = append(out, [2]int{i, end})
			i = end - 1
		}
	}
	return out
}

// pseudonymEnd is where a pseudonym beginning at i ends, 0 if none begins there.
func pseudonymEnd(s string, i int) int {
	if i > 0 {
		if r, _ := utf8.DecodeLastRuneInString(s[:i]); wordRune(r) && r != '\'' && r != '’' {
			return 0
		}
	}
	j := i + 1
	for j < len(s) && '0' <= s[j] && s[j] <= '9' {
		j++
	}
	if j-i < 3 || j-i > 6 {
		return 0
	}
	if r, _ := utf8.DecodeRuneInString(s[j:]); j < len(s) && wordRune(r) && r != '\'' && r != '’' {
		return 0
	}
	return j
}

// longestPlaceholder is in bytes: "[postal address]" and the like.
const longestPlaceholder = 28

func placeholderEnd(s string, i int) int {
	n := strings.IndexByte(s[i:min(len(s), i+longestPlaceholder)], ']')
	if n < 3 {
		return 0
	}
	for _, c := range []byte(s[i+1 : i+n]) {
		if (c < 'a' || c > 'z') && c != ' ' && c != '-' {
			return 0
		}
	}
	return i + n + 1
}
