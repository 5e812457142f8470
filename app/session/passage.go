package session

import (
	"strings"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/store"
)

// Answered says of how many answers something is coded, out of how many there are.
func Answered(turns []research.Turn, codings []Placed) (coded, answers int) {
	at := make(map[research.ID]int, len(turns))
	touched := make([]bool, len(turns))
	for i, t := range turns {
		at[t.ID] = i
	}
	for _, c := range codings {
		from, ok := at[c.From.Turn]
		to := from
		if ok && c.To.Turn != c.From.Turn {
			to, ok = at[c.To.Turn]
		}
		for i := from; ok && i <= to; i++ {
			touched[i] = true
		}
	}
	for i, t := range turns {
		if t.Asked || strings.TrimSpace(t.Text) == "" {
			continue
		}
		answers++
		if touched[i] {
			coded++
		}
	}
	return coded, answers
}

// HitPassage is where a search found its words: the first of them, or the beginning of the turn where the
// text has changed since.
func HitPassage(turns []research.Turn, h store.Hit) (from, to research.Anchor, ok bool) {
	for _, t := range turns {
		if t.ID != h.Turn {
			continue
		}
		from, to = research.Anchor{Turn: t.ID}, research.Anchor{Turn: t.ID}
		excerpt := strings.TrimSuffix(strings.TrimPrefix(h.Excerpt, "…"), "…")
		cut := utf8.RuneCountInString(h.Excerpt) - utf8.RuneCountInString(strings.TrimPrefix(h.Excerpt, "…"))
		if at := strings.Index(t.Text, excerpt); at >= 0 && len(h.Marks) > 0 {
			start := utf8.RuneCountInString(t.Text[:at]) - cut
			from.Offset, to.Offset = start+h.Marks[0][0], start+h.Marks[0][1]
		}
		return from, to, true
	}
	return from, to, false
}
