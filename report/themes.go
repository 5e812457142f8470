package report

import (
	"math"
	"slices"
	"sort"
	"strconv"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// direction is which side of a theme is counted.
type direction string

const (
	raised direction = "raised"
	hurts  direction = "hurt"
	helps  direction = "helped"
)

// themeRow is one line of the comparison of won with lost.
type themeRow struct {
	measure
	theme     research.Theme
	bare      Text // the name without "hurt" or "helped"
	direction direction
	explored  bool
	verdict   Verdict
	compared  bool
}

// nameThemes takes the themes named beforehand, each with the side it counts.
func (b *builder) nameThemes() {
	themes := append([]research.Theme(nil), b.in.Themes...)
	sort.SliceStable(themes, func(i, j int) bool { return themes[i].Pos < themes[j].Pos })
	for i, t := range themes {
		if len(t.Codes) > 0 {
			b.themes = append(b.themes, b.themeRow("theme:"+strconv.Itoa(i+1), b.name(t.Name), t, false))
		}
	}
}

// themeMeasures is the themes to count. Of codes looked at without a theme, the side is settled over all interviews
// together, so that it does not depend on who won.
func (b *builder) themeMeasures() []measure {
	if len(b.themes) == 0 {
		b.exploreCodes()
	}
	rows := make([]measure, len(b.themes))
	for i, t := range b.themes {
		rows[i] = t.measure
	}
	return rows
}

// exploreCodes takes the codes heard most where no theme has been named: of those whose figure is released, or the
// choice would tell how large a withheld one is.
func (b *builder) exploreCodes() {
	type heard struct {
		code research.Code
		n    int
	}
	var codes []heard
	for _, c := range b.in.Book.Codes {
		if f := b.figure(OfCode, c.Ref, ""); f.Shown && f.X > 0 && c.Parent != "" && c.MergedInto == "" {
			codes = append(codes, heard{c, f.X})
		}
	}
	sort.SliceStable(codes, func(i, j int) bool { return codes[i].n > codes[j].n })
	for _, h := range codes[:min(len(codes), analysis.MaxNamedThemes)] {
		b.themes = append(b.themes, b.themeRow("code:"+h.code.Ref, b.name(h.code.Name), research.Theme{Codes: []research.ID{h.code.ID}}, true))
	}
}

func (b *builder) themeRow(key string, name Text, t research.Theme, explored bool) themeRow {
	r := themeRow{theme: t, bare: name, explored: explored}
	tally := b.in.Index.CodeOr(t.Codes...)
	hurt, help, any := tally.Hurt.CountAnd(b.scope), tally.Helped.CountAnd(b.scope), tally.Has.CountAnd(b.scope)
	polarity := research.Neutral
	switch {
	case !explored && t.Says == research.HurtSide:
		r.direction, r.has, r.name, polarity = hurts, tally.Hurt, fill(b.w.Hurt, name), research.Hurt
	case !explored && t.Says == research.HelpedSide:
		r.direction, r.has, r.name, polarity = helps, tally.Helped, fill(b.w.Helped, name), research.Helped
	case !explored || 2*max(hurt, help) < any || any == 0:
		r.direction, r.has, r.name = raised, tally.Has, fill(b.w.Raised, name)
	case hurt >= help:
		r.direction, r.has, r.name, polarity = hurts, tally.Hurt, fill(b.w.Hurt, name), research.Hurt
	default:
		r.direction, r.has, r.name, polarity = helps, tally.Helped, fill(b.w.Helped, name), research.Helped
	}
	r.subject, r.key, r.conduct = OfTheme, key, b.conduct(t.Codes)
	if len(t.Codes) > 0 {
		if c, ok := b.in.Book.Code(t.Codes[0]); ok {
			r.stage = c.Stage
		}
	}
	for _, id := range t.Codes {
		c, ok := b.in.Book.Code(id)
		for hops := 0; ok && c.MergedInto != "" && hops < len(b.in.Book.Codes); hops++ {
			c, ok = b.in.Book.Code(c.MergedInto)
		}
		if ok && !slices.Contains(r.within, codeRow(c)) {
			r.within = append(r.within, codeRow(c))
		}
	}
	if r.direction == raised {
		r.parts = r.within
	}
	r.row = r.counts()
	r.count = func(within research.Bits) int {
		q := analysis.Query{Codes: t.Codes, Within: within}
		if r.direction != raised {
			q.Polarity = &polarity
		}
		_, n := b.in.Index.Query(q)
		return n
	}
	return r
}

// counts is the row's name in the ledger: what is counted, so that a theme that was changed, or moved, is another row.
func (t themeRow) counts() string {
	codes := slices.Sorted(slices.Values(t.within))
	return string(OfTheme) + ":" + string(t.direction) + ":" + strings.Join(codes, "+")
}

// conduct says whether a code speaks of how salespeople behaved.
func (b *builder) conduct(codes []research.ID) bool {
	for _, id := range codes {
		if c, ok := b.in.Book.Code(id); ok && c.Stage == research.SalesConductStage {
			return true
		}
	}
	return false
}

// compareThemes sets the lost group beside the won one: at most eight themes, corrected for as many as
// are compared.
func (b *builder) compareThemes() {
	if len(b.themes) > analysis.MaxNamedThemes {
		b.themes = b.themes[:analysis.MaxNamedThemes]
	}
	if b.lost == nil || b.won == nil {
		return
	}
	var at []int
	var counts []analysis.Counts
	for i, t := range b.themes {
		l, w := b.figure(OfTheme, t.key, b.lost.Key), b.figure(OfTheme, t.key, b.won.Key)
		if l.Shown && w.Shown {
			at, counts = append(at, i), append(counts, analysis.Counts{X1: l.X, N1: l.N, X2: w.X, N2: w.N})
		}
	}
	var results []analysis.Comparison
	if len(b.themes) > 0 && b.themes[0].explored {
		results = analysis.Explore(counts)
	} else if r, err := analysis.CompareNamed(counts); err == nil { // never more than eight: cut above
		results = r
	}
	for j, c := range results {
		t := &b.themes[at[j]]
		t.verdict, t.compared = b.verdict(*t, c), true
		b.doc.Verdicts = append(b.doc.Verdicts, t.verdict)
	}
}

func (b *builder) verdict(t themeRow, c analysis.Comparison) Verdict {
	v := Verdict{Key: t.key, Measure: t.name, A: b.lost.Key, B: b.won.Key, Diff: c.Diff, Low: c.Interval.Low, High: c.Interval.High, Explored: t.explored}
	switch c.Verdict {
	case analysis.ClearlyMore:
		v.Holds, v.Words = true, b.moreOften(*b.lost)
	case analysis.ClearlyLess:
		v.Holds, v.Words = true, b.moreOften(*b.won)
	case analysis.TooFew:
		v.Words = Label(b.w.TooFew)
	default:
		v.Words = Label(b.w.TooClose)
	}
	return v
}

func (b *builder) moreOften(g privacy.Group) Text {
	if g.Key == "customers" {
		return Label(b.w.MoreCustomers)
	}
	return fill(b.w.MoreOften, b.inside(b.groupName(g)))
}

// points is a difference in words, where both bases are large enough to speak of percentages.
func (b *builder) points(t themeRow) Text {
	if min(b.lost.Members.Count(), b.won.Members.Count()) < analysis.MinPercentBase {
		return Text{}
	}
	return b.w.points(int(math.Round(math.Abs(t.verdict.Diff) * 100)))
}

// excuse says that a theme is only the reason buyers give on the way out: told often, decided clearly less.
// It is shown with its figures and is not what the pack says deals are lost on.
func (b *builder) excuse(t *themeRow) bool {
	if !b.reasons.ok || b.reasons.verdict != analysis.ClearlyLess {
		return false
	}
	for _, c := range t.theme.Codes {
		if c != b.reasons.top.ID {
			return false
		}
	}
	return true
}

// clearest is the theme with the largest difference that holds: more often among the lost, or the won.
func (b *builder) clearest(lost bool) *themeRow {
	var best *themeRow
	for i := range b.themes {
		t := &b.themes[i]
		if !t.compared || !t.verdict.Holds || (t.verdict.Diff > 0) != lost || lost && t.direction == helps || !lost && t.direction == hurts {
			continue
		}
		if b.excuse(t) {
			continue
		}
		if best == nil || math.Abs(t.verdict.Diff) > math.Abs(best.verdict.Diff) {
			best = t
		}
	}
	return best
}
