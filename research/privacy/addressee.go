package privacy

import (
	"strings"
	"unicode"
)

// addressees looks at the two lines above a line that begins with a street: in an address they say who lives or
// works there. The nearest that holds nothing found yet is in doubt.
func (r *reading) addressees(all []found) (more []found) {
	for _, f := range all {
		if f.kind != Street || !onlyMarks(r.text[lineStart(r.text, f.start):f.start]) {
			continue
		}
		end := lineStart(r.text, f.start) - 1
		for range 2 {
			from, to, ok := addressLine(r.text, end)
			if !ok {
				break
			}
			if !overlaps(all, from, to) && !overlaps(more, from, to) {
				more = append(more, found{start: from, end: to, kind: Organisation, review: true, rank: rankGuess})
				break
			}
			end = lineStart(r.text, from) - 1
		}
	}
	return more
}

// lineStart is where the line begins that position at is in.
func lineStart(text string, at int) int { return strings.LastIndexByte(text[:at], '\n') + 1 }

func onlyMarks(s string) bool {
	return !strings.ContainsFunc(s, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
}

// addressLine is the words of the line that ends at end, if they may be a line of an address: a few of them, and
// no sentence.
func addressLine(text string, end int) (from, to int, ok bool) {
	if end <= 0 {
		return 0, 0, false
	}
	start := lineStart(text, end)
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	line := text[start:end]
	first := strings.IndexFunc(line, letter)
	if first < 0 {
		return 0, 0, false
	}
	words := strings.TrimRightFunc(line[first:], func(r rune) bool { return !letter(r) })
	n := len(strings.Fields(words))
	sentence := strings.ContainsAny(strings.TrimSpace(line[first:]), ".?!:;")
	return start + first, start + first + len(words), n <= 5 && len(words) <= 50 && !sentence
}

func overlaps(all []found, from, to int) bool {
	for _, f := range all {
		if f.start < to && from < f.end {
			return true
		}
	}
	return false
}
