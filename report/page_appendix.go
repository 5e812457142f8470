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

// quotesPages lists the cleared quotes by theme, in two columns, on as many pages as they take.
func (b *builder) quotesPages() {
	const perTheme = 6
	f := &flow{b: b}
	for t := range len(b.in.Themes) + 1 {
		if t == len(b.in.Themes) {
			t = -1 // those that belong to no theme come last
		}
		var mine []chosenQuote
		more := 0
		for _, q := range b.quotes {
			switch {
			case q.theme != t || !q.Printed:
			case len(mine) == perTheme:
				more++
			default:
				mine = append(mine, q)
			}
		}
		for i, q := range mine {
			var head *themeHead
			if i == 0 {
				head = &themeHead{name: q.Theme, of: t >= 0}
				if t < 0 {
					head.name = Label(b.w.QuotesOther)
				}
				if more > 0 && t >= 0 {
					head.note = fill(b.w.QuotesMore, b.w.num(more))
				}
			}
			if l := (listed{Text{b.w.quoted(opened(q.Words.s))}, q.Who, toneOf(q.Group)}); t >= 0 || f.fits(head, l) { // no page only for what is left
				f.add(head, l)
			}
		}
	}
}

// flow fills columns from top to bottom and begins pages as they are needed.
type flow struct {
	b      *builder
	pg     *Page
	top, y float64
	col    int
}

const flowGap = 40.0

// fits says whether a quote stands on the page that has been begun.
func (f *flow) fits(head *themeHead, q listed) bool {
	need := q.height(f.b.measure, (inner-flowGap)/2)
	if head != nil {
		need += 32
	}
	return f.pg == nil || f.col == 0 || f.y+need <= bottom
}

func (f *flow) add(head *themeHead, q listed) {
	w := (inner - flowGap) / 2
	h := q.height(f.b.measure, w)
	need := h
	if head != nil {
		need += 32
	}
	if f.pg == nil {
		f.begin()
	}
	if f.y > f.top && f.y+need > bottom {
		if f.col++; f.col == 2 {
			f.begin()
		}
		f.y = f.top
	}
	x := marginX + float64(f.col)*(w+flowGap)
	if head != nil {
		if f.y > f.top {
			f.y += 4
		}
		f.pg.put(x, f.y, w, 22, *head)
		f.pg.Marks = append(f.pg.Marks, Bookmark{head.name, f.y})
		f.y += 28
	}
	f.pg.put(x, f.y, w, h, q)
	f.y += h
}

func (f *flow) begin() {
	b := f.b
	f.pg, f.top = b.addPage(ThemeQuotes, b.w.QuotesName, b.w.Appendix, Label(b.w.QuotesTitle), Label(b.w.QuotesSub), b.quotesFooter())
	f.y, f.col = f.top, 0
}

func (b *builder) quotesFooter() Text {
	t := fill(b.w.QuotesFooter, b.w.num(b.doc.K))
	missing := 0
	for _, q := range b.quotes {
		if !q.Printed {
			missing++
		}
	}
	if missing > 0 {
		t.s += " " + fill(b.w.QuotesScript, b.w.num(missing)).s
	}
	return t
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
