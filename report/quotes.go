package report

import (
	"slices"
	"sort"

	"openloop/assets/fonts"
	"openloop/research"
)

// perParticipant is the most quotes that one person's words may fill.
const perParticipant = 2

// chosenQuote is a quote that may be printed, with what placing it needs.
type chosenQuote struct {
	QuoteLine
	theme    int // in Input.Themes by position; -1 none
	code     research.ID
	verbatim research.ID
	polarity research.Polarity
	weight   research.Weight
}

// chooseQuotes takes the cleared quotes of the pack's interviews: those chosen for themes first, at most two
// from anyone, signed no closer than the rule allows.
func (b *builder) chooseQuotes() {
	themes := append([]research.Theme(nil), b.in.Themes...)
	sort.SliceStable(themes, func(i, j int) bool { return themes[i].Pos < themes[j].Pos })
	rank, themeOf := b.quoteRank(themes)
	quotes := append([]Quote(nil), b.in.Quotes...)
	sort.SliceStable(quotes, func(i, j int) bool { return rank(quotes[i]) < rank(quotes[j]) })
	used, seen, said := map[research.ID]int{}, map[research.ID]bool{}, map[string]bool{}
	full := func(id research.ID) bool { return used[id] >= perParticipant }
	for _, q := range quotes {
		p := b.in.Index.Position(q.Interview)
		if p < 0 || !b.scope.Has(p) || q.Text.String() == "" || seen[q.Verbatim] && q.Verbatim != "" || said[q.Text.String()] || slices.ContainsFunc(q.voices(), full) || !b.allowed(b.scope) || b.signedAt(p).mayNot != "" || !b.maySign(q, p) {
			continue
		}
		for _, who := range q.voices() {
			used[who]++
		}
		seen[q.Verbatim], said[q.Text.String()] = true, true
		b.quotes = append(b.quotes, b.quoteLine(q, p, themeOf(q), themes))
		b.enterQuote(q, p)
	}
	for _, q := range b.quotes {
		b.doc.Quotes = append(b.doc.Quotes, q.QuoteLine)
	}
}

// voices is everybody who may have said a quote.
func (q Quote) voices() []research.ID {
	switch {
	case len(q.Voices) > 0:
		return q.Voices
	case q.Participant != "":
		return []research.ID{q.Participant}
	}
	return []research.ID{"interview " + q.Interview}
}

// quoteRank orders quotes: by theme, those chosen for it first and in their order, then by code.
func (b *builder) quoteRank(themes []research.Theme) (rank func(Quote) int, themeOf func(Quote) int) {
	chosen, theme := map[research.ID]int{}, map[research.ID]int{}
	for t := len(themes) - 1; t >= 0; t-- {
		for i, v := range themes[t].Quotes {
			chosen[v], theme[v] = t*100000+i, t
		}
	}
	themeOf = func(q Quote) int {
		if t, ok := theme[q.Verbatim]; ok {
			return t
		}
		return slices.IndexFunc(themes, func(t research.Theme) bool { return counts(t, q) })
	}
	return func(q Quote) int {
		if r, ok := chosen[q.Verbatim]; ok {
			return r
		}
		if t := themeOf(q); t >= 0 {
			return t*100000 + 50000 + b.in.Book.Index(q.Code)
		}
		return len(themes)*100000 + 50000 + b.in.Book.Index(q.Code)
	}, themeOf
}

// counts says whether a theme counts the coding that a quote was chosen by: its code, and on its side.
func counts(t research.Theme, q Quote) bool {
	side := t.Says.Polarity()
	return slices.Contains(t.Codes, q.Code) && (side == nil || *side == q.Polarity)
}

func (b *builder) quoteLine(q Quote, p, theme int, themes []research.Theme) chosenQuote {
	c := chosenQuote{theme: theme, code: q.Code, verbatim: q.Verbatim, polarity: q.Polarity, weight: q.Weight}
	c.Words, c.Reworded = Words(q.Text), q.Reworded
	if theme >= 0 {
		c.Theme = b.name(themes[theme].Name)
	}
	if code, ok := b.in.Book.Code(q.Code); ok {
		c.Code, c.Stage, c.Path = b.name(code.Title()), code.Stage, b.path(code)
	}
	c.Who = Label(b.w.Buyer)
	for _, g := range b.groups {
		if g.Members.Has(p) && b.splitShows(q.Code, g.Key) {
			s := b.signedAt(p)
			c.Group, c.Of, c.Who = g.Key, b.groupName(g), s.who
			c.Role, c.Segment, c.Region = s.names["role"], s.names["segment"], s.names["region"]
		}
	}
	if q.Reworded {
		c.Who = fill(b.w.WaveOf, c.Who, Label(b.w.Reworded))
	}
	_, lost := b.fonts.Clean(fonts.Italic, c.Words.s)
	c.Printed = !lost
	return c
}

// path is a code's place in the codebook: its stage, the codes that it belongs to, and itself.
func (b *builder) path(c research.Code) []Text {
	path := []Text{b.name(c.Name)}
	for range b.in.Book.Codes {
		parent, ok := b.in.Book.Code(c.Parent)
		if !ok || parent.Parent == "" { // the entry of the whole stage
			break
		}
		c, path = parent, append([]Text{b.name(parent.Name)}, path...)
	}
	if s, ok := b.in.Book.Stage(c.Stage); ok {
		path = append([]Text{b.name(s.Name)}, path...)
	}
	return path
}

// splitShows says whether the figure of a code in a group is shown. Where it is not, a quote does not say from which
// group it comes either: it would tell that somebody there has the code.
func (b *builder) splitShows(code research.ID, group string) bool {
	c, ok := b.in.Book.Code(code)
	return !ok || b.figure(OfCode, c.Ref, group).Shown
}

// quoteFor is the best printable quote for codes from a released group, that says what the direction
// says; it prefers one that has not been taken.
func (b *builder) quoteFor(codes []research.ID, group string, d direction, taken map[research.ID]bool) *chosenQuote {
	var best *chosenQuote
	score := 0
	for i := range b.quotes {
		q := &b.quotes[i]
		if !q.Printed || taken[q.verbatim] || len(q.Words.s) > 330 {
			continue
		}
		s := 1
		if q.weight == research.Decided {
			s++
		}
		if group != "" && q.Group == group {
			s += 8
		}
		for _, c := range codes {
			if c == q.code {
				s += 4
				break
			}
		}
		if d == hurts && q.polarity == research.Hurt || d == helps && q.polarity == research.Helped {
			s += 2
		}
		if group != "" && q.Group != group {
			continue
		}
		if s > score {
			best, score = q, s
		}
	}
	if best != nil {
		taken[best.verbatim] = true
	}
	return best
}
