package report

import (
	"openloop/report/chart"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// Sections of the appendix that show what can be explored on the screen.
const (
	Importance Kind = "importance"
	Together   Kind = "together"
	Timeline   Kind = "timeline"
	HeadToHead Kind = "rivals"
)

// moreBase is the interviews that the figures are out of, in words.
func (b *builder) moreBase() Text {
	n := b.more.total.Members.Count()
	if n == b.doc.Base {
		return b.base()
	}
	return Text{b.w.interviews(n).s + ", " + b.inside(Label(b.w.LostAndWon)).s}
}

// togetherPage is which themes come up in the same interview.
func (b *builder) togetherPage() {
	shown, best, level, first, second := 0, 0, 0, Text{}, Text{}
	for i, t := range b.themes {
		for _, o := range b.themes[:i] {
			f := b.figure(OfPair, o.key+"+"+t.key, "")
			if !f.Shown {
				continue
			}
			shown++
			switch {
			case f.X > best:
				best, level, first, second = f.X, 1, o.bare, t.bare
			case f.X == best:
				level++
			}
		}
	}
	if shown < 2 || best == 0 {
		return
	}
	w := moreWordsOf(b.in.Lang)
	title := Label(w.TogetherPlain)
	head := Label(w.TogetherChart)
	if level == 1 { // of those that are shown: one that is withheld may be more
		head = fill(w.TogetherTitle, first, b.inside(second), b.w.of(best, b.more.total.Members.Count()))
		if title = fitting(head, title); title == head {
			head = Label(w.TogetherChart) // said once is enough
		}
	}
	pg, y := b.addPage(Together, w.TogetherName, b.w.Appendix, title, Label(w.TogetherSub), fill(w.TogetherFooter, b.moreBase()))
	pg.put(marginX, y, inner, bottom-y, drawing{b.togetherChart(head)})
}

func (b *builder) togetherChart(head Text) chart.Model {
	w := moreWordsOf(b.in.Lang)
	names := make([]string, len(b.themes))
	for i, t := range b.themes {
		names[i] = t.name.s
	}
	n := b.more.total.Members.Count()
	c := chart.Together(chart.Head{Title: head.s, Sub: fill(w.TogetherChartSub, fill(b.w.OutOf, b.w.num(n))).s}, names, func(i, j int) chart.Cell {
		f := b.figure(OfTheme, b.themes[i].key, "")
		if i != j {
			f = b.figure(OfPair, b.themes[min(i, j)].key+"+"+b.themes[max(i, j)].key, "")
		} else if f.N != n {
			return chart.Cell{None: true} // out of others
		}
		return chart.Cell{Key: string(f.Subject) + ":" + f.Key + "|", Text: b.w.num(f.X).s, Value: f.Share(), Shown: f.Shown}
	})
	c.Low, c.High, c.Withheld, c.RowMost = string(b.w.HeatLow), string(b.w.HeatHigh), string(b.w.WithheldKey), 40
	return c
}

// timelinePage is each theme over time.
func (b *builder) timelinePage() {
	last := len(b.more.periods) - 1
	if last < leastPeriods-1 {
		return
	}
	c := chart.Timeline{Withheld: string(b.w.WithheldKey)}
	for i, g := range b.more.periods {
		c.Periods, c.Bases = append(c.Periods, b.more.names[i].s), append(c.Bases, fill(b.w.OutOf, b.w.num(g.Members.Count())).s)
	}
	var at []int
	var counts []analysis.Counts
	some := false
	for _, t := range b.themes {
		row := chart.Course{Name: t.name.s}
		var figures []Figure
		for _, g := range b.more.periods {
			f := b.figure(OfSince, t.key, g.Key)
			figures = append(figures, f)
			some = some || f.Shown
			row.Moments = append(row.Moments, chart.Moment{Estimate: b.estimate(f), Key: string(OfSince) + ":" + t.key + "|" + g.Key})
		}
		if from, to := figures[0], figures[last]; from.Shown && to.Shown {
			at, counts = append(at, len(c.Rows)), append(counts, analysis.Counts{X1: to.X, N1: to.N, X2: from.X, N2: from.N})
		}
		c.Rows = append(c.Rows, row)
	}
	if !some {
		return
	}
	w := moreWordsOf(b.in.Lang)
	title := Label(w.TimePlain)
	for i, v := range analysis.Explore(counts) {
		row, pattern := &c.Rows[at[i]], w.TimeMore
		row.Holds, row.Verdict = v.Holds(), b.changed(v)
		if v.Verdict == analysis.ClearlyLess {
			pattern = w.TimeLess
		}
		if v.Holds() && title == Label(w.TimePlain) {
			title = fitting(fill(pattern, b.themes[at[i]].bare), title)
		}
	}
	c.Title, c.Sub = string(w.TimeChart), string(w.TimeChartSub)
	if len(counts) > 0 {
		c.VerdictHead = fill(b.w.Against, b.more.names[last], b.more.names[0]).s
	}
	sub := Label(w.TimeSub)
	if b.more.merged {
		sub.s += " " + string(w.TimeMerged)
	}
	pg, y := b.addPage(Timeline, w.TimeName, b.w.Appendix, title, sub, fill(w.TimeFooter, b.moreBase(), b.w.num(len(counts))))
	pg.put(marginX, y, inner, bottom-y, drawing{c})
}

// changed is a comparison with the first period in words.
func (b *builder) changed(c analysis.Comparison) string {
	w := moreWordsOf(b.in.Lang)
	switch c.Verdict {
	case analysis.ClearlyMore:
		return string(w.More)
	case analysis.ClearlyLess:
		return string(w.Less)
	case analysis.TooFew:
		return string(b.w.TooFew)
	}
	return string(b.w.TooClose)
}

// placed is a theme's importance by its figures; known says of which of its two parts all are shown.
type placed struct {
	theme              themeRow
	of                 analysis.Importance
	decided            Figure
	importance, placed bool
}

func (b *builder) places() (rows []placed) {
	var at []int
	var known []analysis.Importance
	for _, t := range b.themes {
		f := func(part string) Figure { return b.figure(OfImportance, part+":"+t.key, "") }
		said, decided, hurt, helped, both := f(saidPart), f(decidedPart), f(hurtPart), f(helpedPart), f(bothPart)
		p := placed{theme: t, decided: decided, importance: decided.Shown, placed: said.Shown && decided.Shown && hurt.Shown && helped.Shown && both.Shown}
		if p.placed {
			at = append(at, len(rows))
			known = append(known, analysis.Importance{Said: said.X, Decided: analysis.NewShare(decided.X, decided.N), Hurt: hurt.X, Helped: helped.X, Both: both.X})
		}
		rows = append(rows, p)
	}
	analysis.PlaceAll(known)
	for i, r := range at {
		rows[r].of = known[i]
	}
	return rows
}

// importancePage is how often each theme decided, beside whether it helped or hurt.
func (b *builder) importancePage() {
	rows, shown := b.places(), 0
	w := moreWordsOf(b.in.Lang)
	title := Label(w.ImportPlain)
	rank, told := 0, false
	for _, r := range rows {
		if r.importance {
			shown++
		}
		told = told || r.placed && r.of.Place != analysis.PlaceUnknown
		switch {
		case r.placed && r.of.Place == analysis.MendFirst && rank < 2:
			title, rank = fitting(fill(w.ImportMend, b.inside(r.theme.bare)), title), 2
		case r.placed && r.of.Place == analysis.Protect && rank < 1:
			title, rank = fitting(fill(w.ImportProtect, b.inside(r.theme.bare)), title), 1
		}
	}
	if shown < 2 || !told {
		return
	}
	pg, y := b.addPage(Importance, w.ImportName, b.w.Appendix, title, Label(w.ImportSub), fill(w.ImportFooter, b.moreBase()))
	pg.put(marginX, y, inner, bottom-y, drawing{b.importanceChart(rows)})
}

func (b *builder) importanceChart(rows []placed) chart.Model {
	w := moreWordsOf(b.in.Lang)
	c := chart.Pair{Head: chart.Head{Title: string(w.ImportChart), Sub: string(w.ImportChartSub)}, HeadA: string(w.HeadDecided), HeadB: string(w.HeadSides), EndA: string(w.EndHurt), EndB: string(w.EndHelped),
		VerdictHead: string(w.So), Withheld: string(b.w.Withheld), WithheldKey: string(b.w.WithheldKey), PerCent: b.w.perCent(), RowMost: 40}
	for _, r := range rows {
		p, key := r.of.Performance, r.theme.key
		b.more.print(decidedPart + ":" + key + "|")
		row := chart.PairRow{Name: r.theme.bare.s, KeyA: string(OfImportance) + ":" + decidedPart + ":" + key, KeyB: string(OfImportance) + ":" + helpedPart + ":" + key, Importance: b.estimate(r.decided), DiffShown: r.placed}
		if r.placed {
			row.Diff, row.Low, row.High, row.Holds, row.Verdict = p.Diff, p.Interval.Low, p.Interval.High, p.Holds(), b.placeWords(r.of.Place)
			b.more.print(hurtPart+":"+key+"|", helpedPart+":"+key+"|")
			row.DiffText = fill(w.HurtHelped, b.w.num(r.of.Hurt), b.w.num(r.of.Helped)).s
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

func (b *builder) placeWords(p analysis.Place) string {
	w := moreWordsOf(b.in.Lang)
	switch p {
	case analysis.MendFirst:
		return string(w.MendFirst)
	case analysis.Protect:
		return string(w.Protect)
	case analysis.KeepAnEye:
		return string(w.KeepAnEye)
	case analysis.PlaceHeld:
		return string(w.Holds)
	case analysis.PlaceUnknown:
		return string(b.w.TooFew)
	}
	return string(b.w.TooClose)
}

// rivalsPage is how often deals are won against each competitor.
func (b *builder) rivalsPage() {
	const most = 14
	w := moreWordsOf(b.in.Lang)
	c := chart.Dots{Head: chart.Head{Title: string(w.RivalsChart)}, NameA: string(b.w.Won), PlainA: true, Withheld: string(b.w.Withheld), WithheldKey: string(b.w.WithheldKey), PerCent: b.w.perCent()}
	title, shown, decided := Label(w.RivalsPlain), 0, 0
	for _, m := range b.more.rivals {
		f := b.figure(OfRival, m.key, "")
		if f.Shown {
			shown++
			if m.key != allRivals && f.N > decided {
				decided, title = f.N, fitting(fill(w.RivalsTitle, m.name, b.w.of(f.X, f.N)), Label(w.RivalsPlain))
			}
		}
		row := chart.Dot{Name: m.name.s, Key: string(OfRival) + ":" + m.key, A: b.estimate(f)}
		if met := b.figure(OfCompetitor, m.key, ""); met.Shown {
			row.Note = fill(w.SeenIn, b.w.interviews(met.X)).s
		}
		if len(c.Rows) < most {
			c.Rows = append(c.Rows, row)
		}
	}
	if shown < 2 {
		return
	}
	pg, y := b.addPage(HeadToHead, w.RivalsName, b.w.Appendix, title, Label(w.RivalsSub), fill(w.RivalsFooter, b.base()))
	pg.put(marginX, y, inner, min(bottom-y, 64+float64(len(c.Rows))*44), drawing{c})
}

// allRivals is the key of the figure that those of single competitors are read against: all deals won or lost.
const allRivals = "*"

// allWonOrLost is that figure: it follows from the sizes of two groups that the pack names.
func (b *builder) allWonOrLost(won, lost privacy.Group) {
	x, n := won.Members.Count(), won.Members.Count()+lost.Members.Count()
	m := measure{subject: OfRival, key: allRivals, name: Label(moreWordsOf(b.in.Lang).RivalsAll)}
	b.more.rivals = append([]measure{m}, b.more.rivals...)
	b.file(m, "", Label(moreWordsOf(b.in.Lang).RivalsBase), privacy.Cell{X: x, N: n, Shown: true, Mentions: -1})
}
