package report

import (
	"openloop/report/chart"
	"openloop/research"
	"openloop/research/analysis"
)

// reasonsPage sets believed, recorded, told and decided side by side.
func (b *builder) reasonsPage() {
	r := &b.reasons
	if !r.ok {
		return
	}
	foot := fill(b.w.ReasonsFooter, b.w.interviews(r.group.Members.Count()), b.reasonsOf())
	pg, y := b.addPage(FourReasons, b.w.ReasonsName, b.w.ReasonsEyebrow, b.reasonsTitle(), Label(b.w.ReasonsSub), foot)
	right := 226.0
	pg.put(marginX, y, inner-right-36, bottom-y, drawing{b.reasonsChart()})
	if r.asTold {
		b.toldAgainstDecided(pg, marginX+inner-right, y, right)
	} else {
		b.toldBesideDecided(pg, marginX+inner-right, y, right)
	}
}

// toldBesideDecided is the column at the right where what decided cannot be split by what was told: both
// counts, and a quote.
func (b *builder) toldBesideDecided(pg *Page, x, y, w float64) {
	r := &b.reasons
	told := b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), "")
	decided := b.figure(OfReason, b.reasonKey(research.DecidedReason, r.top.Ref), "")
	for _, g := range []struct {
		f    Figure
		note constant
		tone tone
	}{{told, b.w.ToldNote, plain}, {decided, b.w.DecidedNote, lost}} {
		if g.f.Shown {
			pg.put(x, y, w, 62, big{figure: b.w.of(g.f.X, g.f.N), tone: g.tone, note: fill(g.note, b.topName())})
			y += 62 + 12
		}
	}
	group := ""
	if b.lost != nil {
		group = b.lost.Key
	}
	if q := b.quoteFor([]research.ID{r.top.ID}, group, raised, b.taken); q != nil {
		pg.put(x, y+2, w, min(150, bottom-y-2), quoted{q.Words, q.Who, toneOf(q.Group)})
	}
}

func (b *builder) reasonsOf() Text {
	if b.reasons.group.Key == b.total.Key {
		return b.inside(Label(b.w.AllInterviews))
	}
	return b.inside(b.groupName(b.reasons.group))
}

func (b *builder) reasonsTitle() Text {
	switch b.reasons.verdict {
	case analysis.ClearlyLess:
		return capital(fill(b.w.ReasonsClear, b.topName()))
	case analysis.ClearlyMore:
		return capital(fill(b.w.ReasonsMore, b.topName()))
	case analysis.TooFew:
		return Label(b.w.ReasonsFew)
	}
	return capital(fill(b.w.ReasonsClose, b.topName()))
}

func (b *builder) reasonsChart() chart.Model {
	r, w := &b.reasons, b.w
	c := chart.Reasons{Head: chart.Head{Title: string(w.ReasonsChart), Sub: string(w.ReasonsChartSub)},
		Cols: []string{string(w.Believed), string(w.Recorded), string(w.Told), string(w.Decided)},
		Subs: []string{string(w.BelievedSub), string(w.RecordedSub), string(w.ToldSub), string(w.DecidedSub)}, Withheld: string(w.WithheldKey)}
	for _, k := range research.ReasonKinds() {
		c.Bases = append(c.Bases, fill(w.OutOf, w.num(r.bases[k])).s)
	}
	for _, code := range r.codes {
		c.Rows = append(c.Rows, b.reasonRow(b.name(code.Name).s, code.Ref, code.ID == r.top.ID))
	}
	if r.others {
		c.Rows = append(c.Rows, b.reasonRow(string(w.OtherReasons), otherReasons, false))
	}
	return c
}

func (b *builder) reasonRow(name, ref string, strong bool) chart.ReasonRow {
	row := chart.ReasonRow{Name: name, Strong: strong}
	for _, k := range research.ReasonKinds() {
		f := b.figure(OfReason, b.reasonKey(k, ref), "")
		e := b.estimate(f)
		e.Text = b.w.num(f.X).s
		row.Cells, row.Keys = append(row.Cells, e), append(row.Keys, "reason:"+f.Key)
	}
	return row
}

// toldAgainstDecided is the column at the right: how often the top reason was told, and what decided there.
func (b *builder) toldAgainstDecided(pg *Page, x, y, w float64) {
	r := &b.reasons
	told := b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), "")
	decided := b.figure(OfReason, b.reasonKey(research.DecidedReason, r.top.Ref), "")
	if told.Shown && decided.Shown {
		pg.put(x, y-2, w/2-6, 30, big{figure: b.w.num(told.X), caption: fill(b.w.ToldBig, b.topName())})
		pg.put(x+w/2, y-2, w/2, 30, big{figure: b.w.num(decided.X), caption: fill(b.w.DecidedBig, b.topName()), tone: lost})
	}
	c := chart.Bars{Withheld: string(b.w.Withheld), RowMost: 26, NameMost: .5}
	n := 0
	add := func(name, ref string, top bool) {
		f := b.figure(OfDecided, ref, toldTop)
		n = f.N
		row := chart.Bar{Name: name, Key: "decided:" + ref, Text: b.w.num(f.X).s, Value: f.Share(), Shown: f.Shown, Bold: top, Fill: b.paleLoss()}
		if top {
			row.Fill = b.loss()
		}
		c.Rows = append(c.Rows, row)
	}
	for _, code := range r.codes {
		add(b.name(code.Name).s, code.Ref, code.ID == r.top.ID)
	}
	if r.others {
		add(string(b.w.OtherReasons), otherReasons, false)
	}
	c.Title = fill(b.w.ToldOfTitle, b.topName()).s
	c.Sub = fill(b.w.ToldOfSub, b.w.interviews(n), b.topName()).s
	pg.put(x, y+52, w, bottom-y-52, drawing{c})
}
