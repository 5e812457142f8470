package report

import (
	"image/color"

	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research"
)

func (b *builder) loss() color.NRGBA     { return page.Light().Loss }
func (b *builder) paleLoss() color.NRGBA { return page.Light().LossPale }

// winLossPage compares the themes between lost and won.
func (b *builder) winLossPage() {
	if !b.anyTheme() {
		return
	}
	explored := b.themes[0].explored
	foot, sub := fill(b.w.WinLossFooter, b.base()), Label(b.w.WinLossSub)
	if explored {
		foot, sub = fill(b.w.WinLossFooterExplored, b.base()), Label(b.w.WinLossSubExplored)
	}
	if b.lost == nil || b.won == nil {
		sub, foot = Label(b.w.WinLossSubOne), fill(b.w.WinLossFooterOne, b.base())
	}
	pg, y := b.addPage(WinLoss, b.w.WinLossName, b.w.WinLossEyebrow, b.winLossTitle(), sub, foot)
	quotes := b.winLossQuotes()
	low := float64(bottom)
	if len(quotes) > 0 {
		low -= 96 + 16
		w := (inner - gutterX*float64(len(quotes)-1)) / float64(len(quotes))
		for i, q := range quotes {
			pg.put(marginX+float64(i)*(w+gutterX), bottom-94, w, 94, quoted{q.Words, q.Who, toneOf(q.Group)})
		}
	}
	h := min(low-y, 64+float64(len(b.themes))*36)
	pg.put(marginX, y, inner, h, drawing{b.dots()})
}

func (b *builder) anyTheme() bool {
	for _, t := range b.themes {
		if b.figure(OfTheme, t.key, "").Shown {
			return true
		}
	}
	return false
}

func (b *builder) winLossTitle() Text {
	l, w := b.clearest(true), b.clearest(false)
	switch {
	case l != nil && w != nil:
		return fill(b.w.WinLossBoth, b.inside(l.bare), b.inside(w.bare))
	case l != nil:
		return fill(b.w.WinLossLost, b.inside(l.bare))
	case w != nil:
		return fill(b.w.WinLossWon, b.inside(w.bare))
	case b.lost == nil || b.won == nil:
		if top := b.topThemes(); len(top) > 0 && len(top) < 3 {
			return fill(b.w.WinLossOne, b.w.list(top))
		}
		return Label(b.w.WinLossFew)
	}
	for _, t := range b.themes {
		if t.compared && t.verdict.Words != Label(b.w.TooFew) {
			return Label(b.w.WinLossNone)
		}
	}
	return Label(b.w.WinLossFew)
}

// sideOf says what is counted of a theme.
func (b *builder) sideOf(t themeRow) string {
	switch t.direction {
	case hurts:
		return string(b.w.SideHurt)
	case helps:
		return string(b.w.SideHelped)
	}
	return string(b.w.SideRaised)
}

// topThemes is the theme with most interviews, or those that are level.
func (b *builder) topThemes() []Text {
	best, names := 1, []Text(nil)
	for _, t := range b.themes {
		switch f := b.figure(OfTheme, t.key, ""); {
		case !f.Shown || f.X < best:
		case f.X == best:
			names = append(names, b.inside(t.bare))
		default:
			best, names = f.X, []Text{b.inside(t.bare)}
		}
	}
	return names
}

func (b *builder) dots() chart.Model {
	w := b.w
	c := chart.Dots{Head: chart.Head{Title: string(w.WinLossChart)}, Withheld: string(w.Withheld), WithheldKey: string(w.WithheldKey), PerCent: w.perCent()}
	if b.lost == nil || b.won == nil {
		c.NameA, c.PlainA = string(w.AllInterviews), true
		for _, t := range b.themes {
			f := b.figure(OfTheme, t.key, "")
			c.Rows = append(c.Rows, chart.Dot{Name: t.bare.s, Note: b.sideOf(t), Key: "theme:" + t.key, A: b.estimate(f)})
		}
		return c
	}
	c.NameA, c.NameB = b.groupName(*b.lost).s, b.groupName(*b.won).s
	c.VerdictHead = fill(w.Against, Text{c.NameA}, b.inside(Text{c.NameB})).s
	compared := 0
	for _, t := range b.themes {
		row := chart.Dot{Name: t.bare.s, Note: b.sideOf(t), Key: "theme:" + t.key, Holds: t.verdict.Holds, Verdict: t.verdict.Words.s,
			A: b.estimate(b.figure(OfTheme, t.key, b.lost.Key)), B: b.estimate(b.figure(OfTheme, t.key, b.won.Key))}
		if t.compared {
			compared++
			row.Gap = b.points(t).s
		}
		c.Rows = append(c.Rows, row)
	}
	if compared > 1 {
		c.Sub = fill(w.WinLossChartSub, w.num(compared)).s
	}
	return c
}

// winLossQuotes is a quote from the lost and one from the won, about what marks them where there is one.
func (b *builder) winLossQuotes() []*chosenQuote {
	var r []*chosenQuote
	add := func(t *themeRow, group string, d direction) {
		var codes []research.ID
		if t != nil {
			codes, d = t.theme.Codes, t.direction
		}
		if q := b.quoteFor(codes, group, d, b.taken); q != nil {
			r = append(r, q)
		}
	}
	if b.lost == nil || b.won == nil {
		add(nil, "", raised)
		add(nil, "", raised)
		return r
	}
	add(b.clearest(true), b.lost.Key, hurts)
	add(b.clearest(false), b.won.Key, helps)
	return r
}
