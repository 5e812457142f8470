package report

import (
	"math"

	"openloop/report/chart"
	"openloop/report/page"
	"openloop/research"
	"openloop/research/analysis"
)

const (
	leverWide = 244.0 // the column of what was spent
	leverHigh = 74.0  // a panel in it
	givenLead = 14.6  // between assumptions
	givenTop  = 34.0  // their heading
	givenCols = 74.0  // a column of numbers
)

// casePage is the numbers: what is at stake on each root cause, what the wrong lever has cost, and the assumptions
// behind both.
func (b *builder) casePage() {
	c := b.doc.Case
	if c == nil {
		return
	}
	w := caseWordsOf(b.in.Lang)
	sub := Label(w.Sub)
	if len(c.Levers) > 0 {
		sub = Label(w.SubLevers)
	}
	pg, y := b.addPage(BusinessCase, w.Name, w.Eyebrow, b.caseTitle(), sub, b.caseFooter())
	given := givenTable{w: w, percent: b.w.percent, lines: c.Given, currency: c.Currency}
	low := bottom - given.height()
	pg.put(marginX, low, inner, given.height(), given)
	low -= 16
	side := b.sidePanels()
	wide := inner
	if len(side) > 0 && len(c.Causes) > 0 {
		wide -= leverWide + 34
	}
	if len(c.Causes) > 0 {
		pg.put(marginX, y, wide, low-y, drawing{b.stakeChart()})
	}
	if len(side) > 0 {
		x, room := marginX+inner-leverWide, leverWide
		if len(c.Causes) == 0 {
			x, room = marginX, inner
		}
		pg.put(x, y, room, low-y, leverPanels{head: Label(w.LeverHead), bare: len(c.Levers) == 0, panels: side})
	}
}

// stakeTop is the cause on which most is at stake; none where several are level.
func (c *Case) stakeTop() (CaseLine, bool) {
	var named []CaseLine
	for _, l := range c.Causes {
		if l.Shown && !l.Others {
			named = append(named, l)
		}
	}
	if len(named) == 0 || len(named) > 1 && named[1].X == named[0].X {
		return CaseLine{}, false
	}
	return named[0], true
}

// wasted is what went to all the wrong levers together.
func (c *Case) wasted() analysis.Range {
	r := analysis.Range{}
	for _, l := range c.Levers {
		r = r.Plus(l.Wasted)
	}
	return r.Rounded()
}

func (b *builder) caseTitle() Text {
	c, w := b.doc.Case, caseWordsOf(b.in.Lang)
	top, ok := c.stakeTop()
	wasted := c.wasted()
	spent := w.money(wasted.Likely, c.Currency)
	switch {
	case ok:
		at, on := w.money(top.Value.Likely, c.Currency), b.inside(top.Name)
		plain := fill(w.Title, at, on)
		if wasted.Likely > 0 {
			return fitting(fill(w.TitleBoth, at, on, spent), plain)
		}
		return plain
	case wasted.Likely > 0:
		return fill(w.TitleLever, spent)
	}
	return Label(w.TitleBare)
}

// caseFooter is the base and the method: by deal, and how the ends come about.
func (b *builder) caseFooter() Text {
	c, w := b.doc.Case, caseWordsOf(b.in.Lang)
	deals := Label(w.EachDeal)
	if c.Deals != c.N {
		deals = fill(w.Parted, b.w.num(c.Deals))
	}
	if c.Unvalued > 0 && !c.Whole {
		deals.s += " " + fill(w.Unvalued, b.w.num(c.Unvalued)).s
	}
	base := Text{b.w.interviews(c.N).s + ", " + b.reasonsOf().s}
	if c.Whole || len(c.Causes) == 0 {
		return fill(w.Footer, base, deals)
	}
	return fill(w.FooterOwn, base, deals)
}

// stakeChart is what is at stake, the most first.
func (b *builder) stakeChart() chart.Model {
	c, w := b.doc.Case, caseWordsOf(b.in.Lang)
	m := chart.Ranges{Head: chart.Head{Title: string(w.Chart), Sub: fill(w.ChartOwn, b.w.num(c.Deals)).s}, Withheld: string(b.w.Withheld)}
	if c.Whole {
		m.Sub = fill(w.ChartWhole, w.money(c.Total.Likely, c.Currency)).s
	}
	most := 0.0
	top, _ := c.stakeTop()
	for _, l := range c.Causes {
		row := chart.RangeRow{Name: l.Name.s, Key: "reason:" + l.Key, Shown: l.Shown, Open: c.Open}
		if l.Shown {
			row.Note, row.Bold = b.w.of(l.X, l.N).s, l.Key == top.Key && top.Key != ""
			row.Low, row.Likely, row.High = l.Value.Low, l.Value.Likely, l.Value.High
			row.Text, row.Between = w.money(l.Value.Likely, c.Currency).s, w.between(l.Value, c.Currency, c.Open).s
			most = math.Max(most, l.Value.High)
			if !l.Others {
				row.Fill, row.Pale = b.loss(), b.paleLoss()
				if !row.Bold {
					row.Fill, row.Pale = page.Mix(row.Fill, page.Light().Paper, .25), page.Mix(row.Pale, page.Light().Paper, .45)
				}
			}
		}
		m.Rows = append(m.Rows, row)
	}
	if c.Open {
		most *= 1.05 // room for the points of what has no end
	}
	step := niceStep(most)
	for v := 0.0; ; v += step {
		m.Ticks = append(m.Ticks, chart.Tick{Value: v, Label: w.money(v, c.Currency).s})
		if v >= most-1e-9 {
			break
		}
	}
	return m
}

// niceStep is 1, 2 or 5 times a power of ten, so that three to six marks reach a sum.
func niceStep(most float64) float64 {
	if most <= 0 {
		return 1
	}
	unit := math.Pow(10, math.Floor(math.Log10(most/3)))
	for _, m := range []float64{1, 2, 5, 10} {
		if most/(m*unit) <= 6 {
			return m * unit
		}
	}
	return 10 * unit
}

func (w caseWords) between(r analysis.Range, currency string, open bool) Text {
	pattern := w.Between
	if open {
		pattern = w.AtLeast
	}
	return fill(pattern, w.money(r.Low, currency), w.money(r.High, currency))
}

// sidePanels is a panel for each lever, and one for what could be won back.
func (b *builder) sidePanels() []leverPanel {
	c, w := b.doc.Case, caseWordsOf(b.in.Lang)
	var r []leverPanel
	for _, l := range c.Levers {
		p := leverPanel{tone: lost, figure: w.money(l.Wasted.Likely, c.Currency), caption: fill(w.LeverSpent, w.money(l.Spent.Likely, c.Currency), l.Name)}
		switch {
		case l.unnamed:
			p.tone, p.figure, p.caption, p.note = plain, Text{}, l.Name, Label(w.LeverUnnamed)
		case !l.Shown:
			p.tone, p.figure, p.caption, p.note = plain, Text{}, l.Name, fill(w.LeverHidden, b.inside(l.Cause))
		default:
			p.note = fill(w.LeverNote, b.inside(l.Cause), b.w.of(l.X, l.N), w.money(l.Wasted.Low, c.Currency), w.money(l.Wasted.High, c.Currency))
		}
		r = append(r, p)
	}
	if !c.Won.IsZero() && len(c.Causes) > 0 {
		r = append(r, leverPanel{tone: won, figure: w.money(c.Won.Likely, c.Currency), caption: Label(w.WonHead),
			note: fill(w.WonNote, b.w.percent(c.WonBack.Low), b.w.percent(c.WonBack.High), w.money(c.Won.Low, c.Currency), w.money(c.Won.High, c.Currency))})
	}
	return r
}

// percent is a share in hundredths: "40%", or with a space where the language has one.
func (w phrases) percent(v float64) Text { return fill(w.Percent, w.num(percentOf(v))) }

// leverPanels stand one under the other.
type leverPanels struct {
	head   Text
	bare   bool // none of them is a lever
	panels []leverPanel
}

type leverPanel struct {
	figure, caption, note Text
	tone                  tone
}

func (l leverPanels) draw(p *page.Pen, b Block) {
	y := b.Y
	if !l.bare {
		f := p.Measure.Fit(l.head.s, p.Strong(11), b.W, 2, 9)
		y = p.Para(b.X, y+10, b.W, 14, l.head.s, f, p.Ink, 2) - 10 + 12
	}
	gap := 9.0
	h := math.Min(leverHigh, (b.Y+b.H-y-gap*float64(len(l.panels)-1))/float64(len(l.panels)))
	for _, panel := range l.panels {
		panel.draw(p, Block{X: b.X, Y: y, W: b.W, H: h})
		y += h + gap
	}
}

func (l leverPanel) draw(p *page.Pen, b Block) {
	strong, words, _ := l.tone.colours(p)
	p.Box(b.X, b.Y, b.W, b.H, p.Panel)
	p.Box(b.X, b.Y, 3.1, b.H, strong)
	x, y, size := b.X+14, b.Y+26, 18.0
	if b.H < 66 {
		y, size = b.Y+21, 14
	}
	if !l.figure.Empty() {
		x = p.Write(x, y, l.figure.s, page.Font{Size: size, Bold: true}, words) + 7
	}
	room := b.X + b.W - x - 10
	f := p.Measure.Fit(l.caption.s, p.Strong(9), room, 2, 7.4)
	lines := p.Measure.Lines(l.caption.s, f, room, 2)
	for i, line := range lines {
		p.Write(x, y-float64(len(lines)-1-i)*f.Size*1.18, line, f, p.Ink)
	}
	note := p.Type(8.2)
	for note.Size > 6.8 && float64(len(p.Measure.Lines(l.note.s, note, b.W-24, 0)))*note.Size*1.3 > b.H-(y-b.Y)-8 {
		note.Size -= .2
	}
	p.Para(b.X+14, y+4+note.Size*1.2, b.W-24, note.Size*1.3, l.note.s, note, p.Mute, 0)
}

// givenTable is the assumptions, each with where it comes from.
type givenTable struct {
	w        caseWords
	percent  func(float64) Text
	lines    []GivenLine
	currency string
}

func (g givenTable) height() float64 { return givenTop + float64(len(g.lines))*givenLead }

func (g givenTable) draw(p *page.Pen, b Block) {
	p.Write(b.X, b.Y+10, string(g.w.GivenHead), p.Strong(11), p.Ink)
	source := b.X + b.W*.70
	col := func(i int) float64 { return source - 24 - float64(2-i)*givenCols }
	y := b.Y + 24
	for i, h := range []constant{g.w.Low, g.w.Likely, g.w.High} {
		p.WriteRight(col(i), y, string(h), p.Type(7.6), p.Mute)
	}
	p.Write(source, y, string(g.w.Source), p.Type(7.6), p.Mute)
	y += 4.5
	for _, l := range g.lines {
		p.HLine(b.X, y, b.W, .6, p.Line)
		base := y + 10.4
		p.Write(b.X, base, p.Measure.Shorten(l.Name.s, p.Type(8.8), col(0)-b.X-58), p.Type(8.8), p.Ink)
		for i, v := range []float64{l.Low, l.Likely, l.High} {
			if i != 1 && l.Low == 0 && l.High == 0 {
				continue
			}
			words, f := g.sum(l, v), p.Type(8.8)
			if i == 1 {
				f = p.Strong(8.8)
			}
			p.WriteRight(col(i), base, words, f, p.Ink)
		}
		from := l.Source.s
		if from == "" {
			from = string(g.w.NoSource)
		}
		p.Write(source, base, p.Measure.Shorten(from, p.Type(8.2), b.X+b.W-source), p.Type(8.2), p.Mute)
		y += givenLead
	}
	p.HLine(b.X, y, b.W, .6, p.Line)
}

// sum is an assumption in figures. One that a person typed to more than two is printed in two.
func (g givenTable) sum(l GivenLine, v float64) string {
	if l.Kind == research.WonBack {
		return g.percent(v).s
	}
	return g.w.money(v, g.currency).s
}
