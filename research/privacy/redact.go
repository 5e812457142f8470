package privacy

import (
	"sort"
	"strings"
	"unicode/utf8"
)

// found is a piece of text by bytes, before overlaps are settled.
type found struct {
	start, end int
	kind       Kind
	pseudonym  string
	review     bool
	rank       int
}

// The surer a find, the lower its rank: where two overlap, the lower stays.
const (
	rankKnown = iota
	rankPattern
	rankGuess
)

// Find lists what in the text identifies somebody, in order and without overlaps.
func (d *Dictionary) Find(text string) []Span { return spansOf(text, d.certain(text)) }

// Redact replaces what Find lists: by the pseudonym of somebody known, else by words such as [name].
func (d *Dictionary) Redact(text string) (redacted string, spans []Span) {
	return d.redact(text, d.certain(text))
}

func (d *Dictionary) redact(text string, all []found) (string, []Span) {
	var b strings.Builder
	spans := spansOf(text, all)
	at := 0
	for i, f := range all {
		b.WriteString(text[at:f.start])
		b.WriteString(spans[i].mask())
		at = f.end
	}
	b.WriteString(text[at:])
	return b.String(), spans
}

// certain is what dictionary and patterns find.
func (d *Dictionary) certain(text string) []found {
	return settle(append(patterns(text), d.names(tokenise(text))...))
}

// names is what the dictionary finds.
func (d *Dictionary) names(tokens []token) []found {
	var out []found
	for i := 0; i < len(tokens); {
		h, ok := d.lookup(tokens, i)
		if !ok {
			i++
			continue
		}
		if !h.entry.clear {
			out = append(out, found{start: tokens[h.from].start, end: tokens[h.to-1].end, kind: h.entry.kind, pseudonym: h.entry.pseudonym, review: h.entry.review, rank: rankKnown})
		}
		i = h.to
	}
	return out
}

// settle sorts finds and drops those that overlap a surer or longer one.
func settle(all []found) []found {
	sort.SliceStable(all, func(i, j int) bool {
		a, b := all[i], all[j]
		if a.end-a.start != b.end-b.start {
			return a.end-a.start > b.end-b.start
		}
		return a.rank < b.rank
	})
	var kept []found
	for _, f := range all {
		free := true
		for _, k := range kept {
			free = free && (f.end <= k.start || k.end <= f.start)
		}
		if free {
			kept = append(kept, f)
		}
	}
	sort.Slice(kept, func(i, j int) bool { return kept[i].start < kept[j].start })
	return kept
}

// spansOf turns bytes into code points.
func spansOf(text string, all []found) []Span {
	spans := make([]Span, 0, len(all))
	at, point := 0, 0
	for _, f := range all {
		point += utf8.RuneCountInString(text[at:f.start])
		n := utf8.RuneCountInString(text[f.start:f.end])
		spans = append(spans, Span{Start: point, End: point + n, Kind: f.kind, Text: text[f.start:f.end], Review: f.review, Pseudonym: f.pseudonym})
		at, point = f.end, point+n
	}
	return spans
}
