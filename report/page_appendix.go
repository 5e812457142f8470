package report

import (
	"image/color"

	"openloop/report/chart"
	"openloop/report/page"
)

// heardPage is who was interviewed.
func (b *builder) heardPage() {
	if len(b.heard) == 0 {
		return
	}
	title := fill(b.w.HeardTitleOne, b.w.interviews(b.doc.Base))
	if b.lost != nil && b.won != nil {
		title = Label(b.w.HeardTitle)
	}
	foot := fill(b.w.HeardFooter, b.w.interviews(b.doc.Base), b.w.num(b.doc.K), b.w.num(b.doc.MinOrgs))
	pg, y := b.addPage(Heard, b.w.HeardName, b.w.Appendix, title, Label(b.w.HeardSub), foot)
	cols, gap := 3.0, 34.0
	w := (inner - gap*(cols-1)) / cols
	rows := float64((len(b.heard) + 2) / 3)
	h := (bottom - y - gutterX*(rows-1)) / rows
	for i, s := range b.heard {
		x := marginX + float64(i%3)*(w+gap)
		pg.put(x, y+float64(i/3)*(h+gutterX), w, h, drawing{b.heardChart(s)})
	}
}

func (b *builder) heardChart(s heardSplit) chart.Model {
	c := chart.Bars{Head: chart.Head{Title: s.title.s}, RowMost: 22, NameMost: .52}
	for _, g := range s.groups {
		row := chart.Bar{Name: g.Name, Key: "heard:" + s.dim + ":" + g.Key, Value: float64(g.Members.Count()), Text: b.w.num(g.Members.Count()).s, Shown: true}
		if s.dim == "outcome" {
			p := page.Light()
			row.Fill = []color.NRGBA{p.Slate, p.Accent, p.Loss}[toneOf(g.Key)]
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// competitorsPage is who else was in the running.
func (b *builder) competitorsPage() {
	r := &b.rivals
	shown := 0
	for _, m := range r.rows {
		if b.figure(OfCompetitor, m.key, "").Shown {
			shown++
		}
	}
	if shown == 0 {
		return
	}
	title := Label(b.w.CompetitorsTitleOne)
	if shown > 1 && b.figure(OfCompetitor, r.rows[0].key, "").X > b.figure(OfCompetitor, r.rows[1].key, "").X {
		title = fill(b.w.CompetitorsTitle, r.rows[0].name)
	}
	pg, y := b.addPage(Competitors, b.w.CompetitorsName, b.w.Appendix, title, Label(b.w.CompetitorsSub), fill(b.w.CompetitorsFooter, b.base()))
	c := chart.Heat{Head: chart.Head{Title: string(b.w.CompetitorsChart), Sub: string(b.w.CompetitorsChartSub)}, Gap: true,
		Low: string(b.w.HeatLow), High: string(b.w.HeatHigh), Withheld: string(b.w.WithheldKey), RowMost: 44}
	b.heads(&c)
	const most = 10
	for _, m := range r.rows[:min(len(r.rows), most)] {
		c.Rows = append(c.Rows, chart.HeatRow{Name: m.name.s, Cells: b.cells(OfCompetitor, m.key)})
	}
	right := 190.0
	pg.put(marginX, y, inner-right-40, bottom-y, drawing{c})
	how := []Text{Label(b.w.CompetitorsHowText)}
	if n := r.rest + max(0, len(r.rows)-most); n > 0 {
		how = append(how, fill(b.w.CompetitorsFew, b.w.num(b.doc.K), b.w.num(n)))
	}
	pg.put(marginX+inner-right, y, right, bottom-y, prose{sections: []Section{{Label(b.w.CompetitorsHow), how}}})
}

// methodPages is method, limits and definitions, in three columns that break between paragraphs.
func (b *builder) methodPages() {
	b.doc.Method = b.methodSections()
	before := len(b.doc.Pages)
	for size := proseSize; ; size -= .2 { // no page for the last few lines
		b.doc.Pages = b.doc.Pages[:before]
		b.setMethod(size)
		if len(b.doc.Pages) <= before+1 || size < 7.6 {
			return
		}
	}
}

// setMethod sets the method in type of a size.
func (b *builder) setMethod(size float64) {
	c := &columns{b: b, col: columnsMost, size: size}
	for _, s := range b.doc.Method {
		for i, t := range s.Paragraphs {
			part := Section{Paragraphs: []Text{t}}
			if i == 0 {
				part.Heading = s.Heading
			}
			c.add(part)
		}
	}
	c.flush()
}

// columns sets sections into columns, as many pages as it takes.
type columns struct {
	b      *builder
	pg     *Page
	top, y float64
	col    int
	size   float64
	now    prose
}

const (
	columnsMost = 3
	columnsGap  = 34.0
	columnsWide = (inner - columnsGap*(columnsMost-1)) / columnsMost
)

func (c *columns) add(s Section) {
	h := s.height(c.b.measure, columnsWide, c.size)
	gap := 0.0
	if !s.Heading.Empty() && len(c.now.sections) > 0 {
		gap = proseGap
	}
	need := gap + h
	if !s.Heading.Empty() {
		need += 3 * c.size * proseLead // no heading with a single paragraph at the foot of a column
	}
	if c.pg == nil || len(c.now.sections) > 0 && c.y+need > bottom+c.size*proseLead {
		c.flush()
		c.next()
		gap = 0
	}
	c.now.size = c.size
	c.now.sections = append(c.now.sections, s)
	c.y += gap + h
}

func (c *columns) flush() {
	if c.pg != nil && len(c.now.sections) > 0 {
		c.pg.put(marginX+float64(c.col)*(columnsWide+columnsGap), c.top, columnsWide, bottom-c.top, c.now)
	}
	c.now = prose{}
}

func (c *columns) next() {
	b := c.b
	if c.col++; c.col >= columnsMost {
		c.pg, c.top = b.addPage(Method, b.w.MethodName, b.w.Appendix, Label(b.w.MethodTitle), Label(b.w.MethodSub), fill(b.w.MethodFooter, b.base()))
		c.col = 0
	}
	c.y = c.top
}
