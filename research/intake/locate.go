package intake

import (
	"strings"
	"unicode/utf8"
)

// Locate finds a verbatim in a text, exactly: where the first occurrence starts and ends in code
// points, and how many there are, not counting overlaps. n is 0 where there is none.
func Locate(text, verbatim string) (start, end, n int) {
	if verbatim == "" {
		return 0, 0, 0
	}
	at := strings.Index(text, verbatim)
	if at < 0 {
		return 0, 0, 0
	}
	start = utf8.RuneCountInString(text[:at])
	return start, start + utf8.RuneCountInString(verbatim), strings.Count(text, verbatim)
}
