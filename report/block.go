package report

import (
	"cmp"
	"image/color"

	"openloop/report/chart"
	"openloop/report/page"
)

// Block is a piece of a page at its place.
type Block struct {
	X, Y, W, H float64
	content    content
}

// content draws a block's inside.
type content interface {
	draw(p *page.Pen, b Block)
}

// The page's margins, and the lines between which its content stands.
const (
	marginX  = 45.4
	inner    = page.Width - 2*marginX
	ruleY    = 37.4  // the short bar above the eyebrow
	footerY  = 559.8 // the line above the footer
	bottom   = 544   // where content ends
	gutterX  = 20
	titleTop = 62.5
)

// header is the eyebrow, the message and the line under it.
type header struct{ eyebrow, title, subtitle Text }

// titleFont is the size in which a message takes one line, or two where it is long.
func titleFont(m page.Measure, title string) page.Font {
	f := m.Fit(title, page.Font{Size: 23, Bold: true}, inner, 1, 20)
	if len(m.Lines(title, f, inner, 0)) == 1 {
		return f
	}
	return m.Fit(title, page.Font{Size: 22, Bold: true}, inner, 2, 16)
}

// under is where a page's content begins beneath a header.
func (h header) under(m page.Measure) float64 {
	f := titleFont(m, h.title.s)
	y := titleTop + float64(min(2, len(m.Lines(h.title.s, f, inner, 2))))*f.Size*1.22
	if !h.subtitle.Empty() {
		y += 9 + float64(len(m.Lines(h.subtitle.s, page.Font{Size: 10.6}, inner*.94, 2)))*14.8
	}
	return y + 22
}

func (h header) draw(p *page.Pen, _ Block) {
	p.Box(marginX, ruleY, 22.7, 3.1, p.Brand)
	p.Write(marginX, 55.6, upper(h.eyebrow.s), page.Font{Size: 8, Bold: true, Track: .9}, p.Brand)
	f := titleFont(p.Measure, h.title.s)
	y := titleTop + f.Size
	y = p.Set(marginX, y, p.Measure.Balanced(h.title.s, f, inner, 2), f, p.Ink, page.Running{Words: h.title.s, W: inner, Lead: f.Size * 1.22, Heading: true})
	p.Set(marginX, y-f.Size+17.2, p.Measure.Balanced(h.subtitle.s, p.Type(10.6), inner*.94, 2), p.Type(10.6), p.Mute, page.Running{Words: h.subtitle.s, W: inner * .94, Lead: 14.8})
}

// footer is the base and method, what the pack is, and the page's number.
type footer struct {
	base, running, note Text
	number, total       int
}

func (f footer) draw(p *page.Pen, _ Block) {
	y := footerY + 13.6
	p.HLine(marginX, footerY, inner, .6, p.Line)
	x := p.WriteRight(marginX+inner, y, " / "+num(f.total).s, p.Type(8), p.Mute)
	x = p.WriteRight(x, y, num(f.number).s, p.Strong(8), p.Ink)
	running := p.Measure.Shorten(f.running.s, p.Type(7.2), 250)
	x = p.WriteRight(min(x-16, marginX+inner-46), y, running, p.Type(7.2), p.Mute)
	p.Para(marginX, y, x-marginX-24, 9, f.base.s, p.Type(7.2), p.Mute, 2)
	if !f.note.Empty() {
		p.WriteRight(marginX+inner, y+9.6, p.Measure.Shorten(f.note.s, p.Strong(7.2), 330), p.Strong(7.2), p.Ink2)
	}
}

// stamp is the word across a draft, behind everything.
type stamp struct {
	words Text
	right float64 // of its first line, for the logo
}

func (s stamp) draw(p *page.Pen, _ Block) {
	f := page.Font{Size: 190, Bold: true, Track: 14}
	p.Add(page.Text{X: page.Width / 2, Y: page.Height/2 + 68, Words: s.words.s, Font: f, Align: page.Centre, Colour: p.Stamp, Turn: 28})
	w := p.Measure(s.words.s, page.Font{Size: 8, Bold: true, Track: .9})
	end := marginX + inner - s.right
	p.Add(page.Rect{X: end - w - 16, Y: ruleY + 2, W: w + 16, H: 17, Radius: 3, Fill: p.WarnSoft})
	p.Write(end-w-8, ruleY+13.4, s.words.s, page.Font{Size: 8, Bold: true, Track: .9}, p.Warn)
}

// drawing is a chart.
type drawing struct{ model chart.Model }

func (d drawing) draw(p *page.Pen, b Block) { d.model.Draw(p, b.X, b.Y, b.W, b.H) }

// BlockScene is what a block of the document draws, at its place on the page, in the document's colours.
func (d Document) BlockScene(b Block, m page.Measure) page.Scene {
	p := page.NewPen(page.Width, page.Height, m, d.Palette())
	b.content.draw(p, b)
	return p.Scene
}

// Scene is what the block draws, at its place on the page.
func (b Block) Scene(m page.Measure) page.Scene {
	p := page.NewPen(page.Width, page.Height, m, page.Light())
	b.content.draw(p, b)
	return p.Scene
}

// Chart is the block's chart as a model, for the window; nil where it has none.
func (b Block) Chart() chart.Model {
	if d, ok := b.content.(drawing); ok {
		return d.model
	}
	return nil
}

// tone is which colour a block speaks in.
type tone int

const (
	plain tone = iota
	won
	lost
)

func (t tone) colours(p *page.Pen) (strong, words, pale color.NRGBA) {
	switch t {
	case won:
		return p.Accent, p.Accent, p.AccentPale
	case lost:
		return p.Loss, p.LossInk, p.LossPale
	}
	return p.Slate, p.Ink2, page.Mix(p.Slate, p.Paper, .5)
}

// contents is the pages of the pack in a line, each a link.
type contents struct {
	head  Text
	items []contentsItem
}

type contentsItem struct {
	name Text
	page int
}

// rows is how many lines the contents take.
func (c contents) rows(m page.Measure, w float64) int {
	f := page.Font{Size: 8, Bold: true}
	n, x := 1, m(c.head.s, f)+14
	for _, i := range c.items {
		wide := m(num(i.page).s, f) + 4 + m(i.name.s, page.Font{Size: 8})
		if x+wide > w {
			n, x = n+1, 0
		}
		x += wide + 15
	}
	return n
}

func (c contents) draw(p *page.Pen, b Block) {
	f := p.Type(8)
	x := p.Write(b.X, b.Y+8, c.head.s, p.Strong(8), p.Ink2) + 14
	y := b.Y + 8
	for _, i := range c.items {
		n := num(i.page).s
		w := p.Measure(n, p.Strong(8)) + 4 + p.Measure(i.name.s, f)
		if x+w > b.X+b.W {
			x, y = b.X, y+12
		}
		e := p.Write(x, y, n, p.Strong(8), p.Brand)
		e = p.Write(e+4, y, i.name.s, f, p.Mute)
		p.Links = append(p.Links, page.Link{X: x - 2, Y: y - 9, W: e - x + 4, H: 12, Page: i.page})
		x = e + 15
	}
}

// big is one figure with what it counts beside it, on a panel if it has a note under it.
type big struct {
	figure, caption Text
	tone            tone
	note            Text
}

func (g big) draw(p *page.Pen, b Block) {
	strong, words, _ := g.tone.colours(p)
	if !g.note.Empty() {
		p.Box(b.X, b.Y, b.W, b.H, p.Panel)
		p.Box(b.X, b.Y, 3.1, b.H, strong)
		x := p.Write(b.X+16, b.Y+30, g.figure.s, page.Font{Size: 20, Bold: true}, words)
		p.Para(x+8, b.Y+30, b.X+b.W-x-16, 10.6, g.caption.s, p.Strong(9), p.Ink, 1)
		p.Para(b.X+16, b.Y+45, b.W-32, 11.4, g.note.s, p.Type(8.4), p.Mute, max(1, int((b.H-36)/11.4)))
		return
	}
	x := p.Write(b.X, b.Y+22, g.figure.s, page.Font{Size: 25, Bold: true}, words)
	p.Para(x+8, b.Y+12, b.X+b.W-x-8, 10.6, g.caption.s, p.Type(8.6), p.Mute, 2)
}

// prose is headings with paragraphs, down a column.
type prose struct {
	sections []Section
	size     float64 // of its type; 0: proseSize
}

func (t prose) draw(p *page.Pen, b Block) {
	y := b.Y
	for i, s := range t.sections {
		if i > 0 && !s.Heading.Empty() {
			y += proseGap
		}
		y = s.draw(p, b.X, y, b.W, cmp.Or(t.size, proseSize))
	}
}

const (
	proseGap  = 10
	proseSize = 8.8
	proseLead = 12.8 / proseSize // of its type
)

func (s Section) draw(p *page.Pen, x, y, w, size float64) float64 {
	if !s.Heading.Empty() {
		p.Write(x, y+10, s.Heading.s, p.Strong(11), p.Ink)
		y += 20
	}
	for _, t := range s.Paragraphs {
		y = p.Para(x, y+size, w, size*proseLead, t.s, p.Type(size), p.Ink2, 0) - size + 4
	}
	return y
}

// height is how much of a column a section fills.
func (s Section) height(m page.Measure, w, size float64) float64 {
	h := 0.0
	if !s.Heading.Empty() {
		h += 20
	}
	for _, t := range s.Paragraphs {
		h += paraHeight(m, t, w, size)
	}
	return h
}

func paraHeight(m page.Measure, t Text, w, size float64) float64 {
	return float64(len(m.Lines(t.s, page.Font{Size: size}, w, 0)))*size*proseLead + 4
}

// themeHead is a theme's name above its quotes.
type themeHead struct {
	name, note Text
	of         bool // a theme, and not what belongs to none
	page       int  // where it is compared; 0 nowhere
}

func (t themeHead) draw(p *page.Pen, b Block) {
	p.HLine(b.X, b.Y+.4, b.W, .8, p.Brand)
	room := b.W - 14 - p.Measure(t.note.s, p.Type(7.6))
	f := p.Measure.Fit(t.name.s, p.Strong(10.4), room, 1, 7.4)
	p.Write(b.X, b.Y+15, p.Measure.Shorten(t.name.s, f, room), f, p.Ink)
	p.WriteRight(b.X+b.W, b.Y+15, t.note.s, p.Type(7.6), p.Mute)
	if t.page > 0 {
		p.Links = append(p.Links, page.Link{X: b.X, Y: b.Y, W: b.W, H: 20, Page: t.page})
	}
}

// listed is a quote in the appendix, between its marks.
type listed struct {
	words, who Text
	tone       tone
	size       float64 // of its type
}

const (
	listedSize = 9.6 // the usual size
	listedLead = 1.44
	listedIn   = 11.0
)

func (q listed) height(m page.Measure, w float64) float64 {
	return float64(len(m.Lines(q.words.s, page.Font{Size: q.size, Italic: true}, w-listedIn, 12)))*q.size*listedLead + 24
}

func (q listed) draw(p *page.Pen, b Block) {
	strong, words, _ := q.tone.colours(p)
	p.Box(b.X, b.Y+2, 2.2, b.H-12, strong)
	y := p.Para(b.X+listedIn, b.Y+q.size+1, b.W-listedIn, q.size*listedLead, q.words.s, page.Font{Size: q.size, Italic: true}, p.Ink, 12)
	p.Write(b.X+listedIn, y-.5, q.who.s, p.Strong(7.6), words)
}
