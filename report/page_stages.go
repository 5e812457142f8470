package report

import (
	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research"
)

// stagesPage is the stages by outcome, and the buyer's clock beside the CRM's.
func (b *builder) stagesPage() {
	heat, clock := b.anyStage(), b.clocks.ok
	if !heat && !clock {
		return
	}
	sub := Label(b.w.StagesSub)
	if !b.hurt {
		sub = Label(b.w.StagesSubAny)
	}
	pg, y := b.addPage(Stages, b.w.StagesName, b.w.StagesEyebrow, b.stagesTitle(), sub, fill(b.w.StagesFooter, b.base()))
	right := 236.0
	if !clock {
		right = 0
	}
	if heat {
		w := inner
		if clock {
			w = inner - right - 36
		}
		pg.put(marginX, y, w, bottom-y, drawing{b.stageHeat()})
	}
	if clock {
		pg.put(marginX+inner-right, y, right, 226, drawing{b.clock()})
		b.stageNotes(pg, marginX+inner-right, y+226+12, right)
	}
}

// stageNotes is what to take from the page, under the clocks: the time before the CRM notices, and the
// stage in which most goes wrong.
func (b *builder) stageNotes(pg *Page, x, y, w float64) {
	if lead := b.figure(OfClock, clockLead, ""); lead.Shown && lead.Value >= 1 {
		g := big{figure: b.w.months(lead.Value), caption: Label(b.w.LeadHead), tone: won, note: Label(b.w.LeadNoteBare)}
		if lead.High > 0 {
			g.note = fill(b.w.LeadNote, b.w.halves(lead.Low), b.w.halves(lead.High))
		}
		pg.put(x, y, w, 66, g)
		y += 66 + 10
	}
	if s, ok := b.topStage(); ok && y+66 <= bottom {
		f := b.figure(OfStage, num(s.Number).s, "")
		pg.put(x, y, w, 66, big{figure: b.w.of(f.X, f.N), tone: lost, note: fill(b.w.TopStageNote, b.w.num(s.Number), b.inside(b.name(s.Name)), Text{interval(f)})})
	}
}

// topStage is the stage in which something hurt in most interviews, if one stands out.
func (b *builder) topStage() (research.Stage, bool) {
	first, second, top := 0, 0, research.Stage{}
	for _, s := range b.in.Book.Stages {
		f := b.figure(OfStage, num(s.Number).s, "")
		switch {
		case f.Shown && f.X > first:
			first, second, top = f.X, first, s
		case f.Shown && f.X > second:
			second = f.X
		}
	}
	return top, b.hurt && first > second
}

func (b *builder) anyStage() bool {
	for _, s := range b.in.Book.Stages {
		if f := b.figure(OfStage, num(s.Number).s, ""); f.Shown && f.X > 0 {
			return true
		}
	}
	return false
}

func (b *builder) stagesTitle() Text {
	if lead := b.figure(OfClock, clockLead, ""); lead.Shown && lead.Value >= 1 {
		return fill(b.w.StagesClock, b.w.months(lead.Value))
	}
	if s, ok := b.topStage(); ok {
		return fill(b.w.StagesTop, b.w.num(s.Number), b.inside(b.name(s.Name)))
	}
	return Label(b.w.StagesNone)
}

func (b *builder) stageHeat() chart.Model {
	w := b.w
	c := chart.Heat{Head: chart.Head{Title: string(w.StagesChart), Sub: string(w.StagesChartSub)}, Gap: true,
		Low: string(w.HeatLow), High: string(w.HeatHigh), Withheld: string(w.WithheldKey), RowMost: 34}
	if !b.hurt {
		c.Title, c.Sub = string(w.StagesChartAny), string(w.StagesChartSubAny)
	}
	b.heads(&c)
	for _, s := range b.in.Book.Stages {
		key := num(s.Number).s
		row := chart.HeatRow{Name: key + "  " + b.name(s.Name).s, Tick: page.Light().Stage(s.Number)}
		row.Cells = b.cells(OfStage, key)
		c.Rows = append(c.Rows, row)
	}
	return c
}

// heads is all interviews and the released groups as columns.
func (b *builder) heads(c *chart.Heat) {
	c.Cols, c.Bases = []string{string(b.w.AllInterviews)}, []string{fill(b.w.OutOf, b.w.num(b.doc.Base)).s}
	for _, g := range b.groups {
		name, base := b.groupHead(g)
		c.Cols, c.Bases = append(c.Cols, name), append(c.Bases, base)
	}
}

// cells is a measure's figures in those columns.
func (b *builder) cells(s Subject, key string) []chart.Cell {
	var r []chart.Cell
	groups := []string{""}
	for _, g := range b.groups {
		groups = append(groups, g.Key)
	}
	for _, g := range groups {
		f := b.figure(s, key, g)
		r = append(r, chart.Cell{Key: string(s) + ":" + key + "|" + g, Text: b.w.num(f.X).s, Note: interval(f), Value: f.Share(), Shown: f.Shown})
	}
	return r
}

func (b *builder) clock() chart.Model {
	w, p := b.w, page.Light()
	buyer, crm, lead := b.figure(OfClock, clockBuyer, ""), b.figure(OfClock, clockCRM, ""), b.figure(OfClock, clockLead, "")
	c := chart.Clock{Head: chart.Head{Title: string(w.ClockTitle), Sub: fill(w.ClockSub, fill(w.Deals, w.num(buyer.N))).s},
		Axis: string(w.ClockAxis), Withheld: string(w.Withheld)}
	span := func(name, sub constant, f Figure, from float64) chart.Span {
		s := chart.Span{Name: string(name), Sub: string(sub), From: from, Months: f.Value, Low: f.Low, High: f.High, Text: w.months(f.Value).s, Shown: f.Shown, Key: "clock:" + f.Key}
		s.Note = fill(w.ClockNote, fill(w.Deals, w.num(f.N))).s
		if f.High > 0 {
			s.Note = fill(w.ClockNoteRange, w.halves(f.Low), w.halves(f.High), fill(w.Deals, w.num(f.N))).s
		}
		return s
	}
	c.Spans = []chart.Span{span(w.ClockBuyer, w.ClockBuyerSub, buyer, 0), span(w.ClockCRM, w.ClockCRMSub, crm, max(0, lead.Value))}
	c.Spans[0].Fill, c.Spans[1].Fill = p.Accent, p.Slate
	return c
}
