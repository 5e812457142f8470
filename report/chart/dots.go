package chart

import (
	"image/color"
	"math"
	"strings"

	"openloop/report/page"
)

// Estimate is a count out of a base with its interval, or one that is withheld.
type Estimate struct {
	X, N             int
	Share, Low, High float64
	Shown            bool
	Text             string // "28 of 46"
	// Marked is shown, with a small hatched field: on the screen, of what an export withholds.
	Marked bool
}

// Dot is one row of Dots.
type Dot struct {
	Name    string
	Note    string // under the name, small: what is counted
	Key     string
	KeyA    string // of each mark by itself, where they are told apart; Key otherwise
	KeyB    string
	Holds   bool // the difference holds; others step back
	A, B    Estimate
	Gap     string // "40 points", set before the verdict; may be ""
	Verdict string // "more often lost", "too close to call"
	Page    int    // that the name leads to; 0 none
}

// Dots compares two groups row by row: a dot for the first, a square for the second, each with its
// interval, the counts beside them and the verdict in words.
type Dots struct {
	Head
	NameA, NameB string // "Lost", "Won"; NameB is "" where there is one group only
	VerdictHead  string // "Lost against won"
	Withheld     string // what stands beside a hatch
	WithheldKey  string // why
	Rows         []Dot
	// PerCent stands behind the numbers of the axis: "%" when empty, " %" in many languages.
	PerCent string
	// PlainA says that the first group is neither won nor lost, and is drawn in slate.
	PlainA bool
	// PlainB says so of the second group, which is drawn in ink.
	PlainB bool
}

// Draw draws the chart.
func (d Dots) Draw(p *page.Pen, x, y, w, h float64) {
	y0 := d.Head.draw(p, x, y, w)
	g := d.grid(p, x, y0, w, y+h-y0)
	g.axis(p, d.PerCent)
	g.heads(p, d)
	hatched := false
	for i, r := range d.Rows {
		g.row(p, d, r, g.top+g.step*(float64(i)+.5))
		hatched = hatched || d.hatches(r) || d.halved(r) || r.A.Marked || r.B.Marked
	}
	if hatched {
		wide := p.U(20) + p.Measure(d.WithheldKey, p.Type(7.5))
		at, under := g.right+p.U(28), p.U(4)
		if at > x+w-wide {
			at, under = x+w-wide, p.U(15) // below the axis
		}
		Key(p, at, g.bottom+under, d.WithheldKey)
	}
}

// nameMost is the most room for a group's name above its counts.
const nameMost = 118

// dotGrid is where the columns of a Dots are.
type dotGrid struct {
	x, w            float64
	nameR, nameW    float64 // right end and width of the names
	left, right     float64 // of the plot
	top, bottom     float64
	step            float64 // height of a row
	end, tick       float64 // of the axis
	countA, countB  float64 // right ends
	verdict, vWidth float64
}

func (d Dots) grid(p *page.Pen, x, y, w, h float64) dotGrid {
	names, most := []string{}, 0.0
	g := dotGrid{x: x, w: w}
	vw := p.Measure(d.VerdictHead, p.Strong(8.2))
	for _, r := range d.Rows {
		if d.hatches(r) {
			vw = math.Max(vw, p.Measure(d.Withheld, p.Slanted(9)))
		}
		names = append(names, r.Name)
		for _, e := range []Estimate{r.A, r.B} {
			if e.Shown {
				most = math.Max(most, e.High)
			}
		}
		vw = math.Max(vw, p.Measure(r.Gap, p.Strong(9))+p.U(5)+p.Measure(r.Verdict, p.Type(9)))
	}
	g.end, g.tick = axisEnd(most)
	g.nameW = gutter(p, names, p.Strong(9.4), w*.24)
	for _, r := range d.Rows {
		g.nameW = math.Max(g.nameW, math.Min(p.Measure(r.Note, p.Type(7)), w*.28))
	}
	g.top, g.bottom = y+p.U(16), y+h-p.U(14)
	g.step = (g.bottom - g.top) / math.Max(1, float64(len(d.Rows)))
	if g.crowded(p, d) {
		g.nameW = math.Max(g.nameW, gutter(p, names, p.Strong(8), w*.36)+1)
	}
	g.nameR = x + g.nameW
	g.left = g.nameR + p.U(12)
	g.vWidth = math.Min(vw, w*.26)
	g.verdict = x + w - g.vWidth
	g.countB = g.verdict - p.U(20)
	g.countA = g.countB
	if d.NameB != "" {
		g.countA -= math.Max(p.U(64), math.Min(p.U(nameMost), p.Measure(d.NameB, p.Strong(8.2)))+p.U(24))
	}
	g.right = g.countA - math.Max(p.U(62), math.Min(p.U(nameMost), p.Measure(d.NameA, p.Strong(8.2)))-p.U(20))
	return g
}

// crowded says whether there is no room for a name of two lines above a note.
func (g dotGrid) crowded(p *page.Pen, d Dots) bool {
	if g.step >= p.U(34) {
		return false
	}
	for _, r := range d.Rows {
		if r.Note != "" && p.Measure(r.Name, p.Strong(8)) > g.nameW {
			return true
		}
	}
	return false
}

// hatches says whether nothing of a row is shown.
func (d Dots) hatches(r Dot) bool { return !r.A.Shown && (d.NameB == "" || !r.B.Shown) }

// halved says whether one of two is shown.
func (d Dots) halved(r Dot) bool { return d.NameB != "" && r.A.Shown != r.B.Shown }

func (g dotGrid) at(v float64) float64 { return g.left + (g.right-g.left)*v/g.end }

func (g dotGrid) axis(p *page.Pen, sign string) {
	for i := 0; float64(i)*g.tick <= g.end+1e-9; i++ {
		v := float64(i) * g.tick
		c, lw := p.Line, p.U(.5)
		if i == 0 {
			c, lw = p.Axis, p.U(.8)
		}
		p.VLine(g.at(v), g.top, g.bottom-g.top, lw, c)
		p.WriteCentre(g.at(v), g.bottom+p.U(11), signed(v, sign), p.Type(7.5), p.Mute)
	}
}

func (g dotGrid) heads(p *page.Pen, d Dots) {
	y, f := g.top-p.U(7), p.Strong(8.2)
	a := d.colourA(p)
	l := p.WriteRight(g.countA, y, p.Measure.Shorten(d.NameA, f, p.U(nameMost)), f, a)
	p.Add(page.Disc{X: l - p.U(7), Y: y - p.U(3), R: p.U(3), Fill: a})
	if d.NameB != "" {
		c := d.colourB(p)
		l = p.WriteRight(g.countB, y, p.Measure.Shorten(d.NameB, f, p.U(nameMost)), f, c)
		p.Box(l-p.U(10), y-p.U(5.6), p.U(5.4), p.U(5.4), c)
	}
	p.Write(g.verdict, y, d.VerdictHead, f, p.Ink2)
}

func (d Dots) colourA(p *page.Pen) color.NRGBA {
	if d.PlainA {
		return p.Slate
	}
	return p.Loss
}

func (d Dots) colourB(p *page.Pen) color.NRGBA {
	if d.PlainB {
		return p.Ink
	}
	return p.Accent
}

func (g dotGrid) row(p *page.Pen, d Dots, r Dot, cy float64) {
	f := p.Type(9.4)
	if r.Holds {
		f = p.Strong(9.4)
	}
	if r.Note != "" {
		f = p.Measure.Fit(r.Name, f, g.nameW, 1, p.U(8))
		g.name(p, r, cy, f)
	} else {
		label(p, g.nameR, cy, g.nameW, r.Name, f)
	}
	if r.Page > 0 {
		p.Links = append(p.Links, page.Link{X: g.nameR - g.nameW, Y: cy - g.step/2, W: g.nameW, H: g.step, Page: r.Page})
	}
	if d.hatches(r) {
		hh := math.Min(g.step*.56, p.U(15))
		p.Withhold(g.left+p.U(1), cy-hh/2, g.right-g.left-p.U(1), hh, r.Key, d.Withheld)
		p.Write(g.verdict, cy+p.U(3.2), d.Withheld, p.Slanted(9), p.Mute)
		return
	}
	off := math.Min(g.step*.2, p.U(5.2))
	if d.NameB == "" {
		off = 0
	}
	a := d.colourA(p)
	if r.A.Shown {
		g.whisker(p, r.A, cy-off, a, r.Holds)
		p.Add(page.Disc{X: g.at(r.A.Share), Y: cy - off, R: p.U(3.3), Fill: a, Edge: p.Paper, EdgeWidth: p.U(.8), Key: or(r.KeyA, r.Key), Tip: r.Name})
		p.WriteRight(g.countA, cy+p.U(3.2), r.A.Text, p.Type(9), ink(p, a))
		mark(p, g.countA+p.U(2), cy, r.A)
	}
	if d.NameB != "" && r.B.Shown {
		c := d.colourB(p)
		g.whisker(p, r.B, cy+off, c, r.Holds)
		s := p.U(5.8)
		p.Add(page.Rect{X: g.at(r.B.Share) - s/2, Y: cy + off - s/2, W: s, H: s, Fill: c, Edge: p.Paper, EdgeWidth: p.U(.8), Key: or(r.KeyB, r.Key), Tip: r.Name})
		p.WriteRight(g.countB, cy+p.U(3.2), r.B.Text, p.Type(9), c)
		mark(p, g.countB+p.U(2), cy, r.B)
	}
	if d.halved(r) {
		right := g.countB
		if !r.A.Shown {
			right = g.countA
		}
		p.Withhold(right-p.U(30), cy-p.U(5), p.U(30), p.U(10), r.Key, "")
	}
	g.words(p, r, cy)
}

// name is a row's name above what is counted; of two lines, with that behind the second where the row is low.
func (g dotGrid) name(p *page.Pen, r Dot, cy float64, f page.Font) {
	lines := p.Measure.Lines(r.Name, f, g.nameW, 2)
	if len(lines) == 2 && g.step < p.U(34) {
		p.WriteRight(g.nameR, cy-p.U(2), lines[0], f, p.Ink)
		x, room, note := g.nameR, g.nameW-p.Measure(lines[1], f)-p.U(6), r.Note
		if p.Measure(note, p.Type(7)) > room { // what is counted, without where the quotes are
			note, _, _ = strings.Cut(note, "  ·  ")
		}
		if p.Measure(note, p.Type(7)) <= room {
			x = p.WriteRight(x, cy+p.U(7.6), note, p.Type(7), p.Mute) - p.U(6)
		}
		p.WriteRight(x, cy+p.U(7.6), lines[1], f, p.Ink)
		return
	}
	last := label(p, g.nameR, cy-p.U(4.2), g.nameW, r.Name, f)
	p.WriteRight(g.nameR, last+p.U(8.8), r.Note, p.Type(7), p.Mute)
}

// mark is the small hatched field beside a figure that an export withholds.
func mark(p *page.Pen, x, cy float64, e Estimate) {
	if e.Marked && e.Shown {
		p.Withhold(x, cy-p.U(5), p.U(5), p.U(10), "", "")
	}
}

// ink is the darker brick for text in the colour of loss.
func ink(p *page.Pen, c color.NRGBA) color.NRGBA {
	if c == p.Loss {
		return p.LossInk
	}
	return c
}

func (g dotGrid) whisker(p *page.Pen, e Estimate, y float64, c color.NRGBA, holds bool) {
	lw := p.U(1.15)
	if !holds {
		c, lw = page.Mix(c, p.Paper, .35), p.U(.8)
	}
	l, r, cap := g.at(e.Low), g.at(e.High), p.U(2.4)
	p.HLine(l, y, r-l, lw, c)
	p.VLine(l, y-cap, 2*cap, lw, c)
	p.VLine(r, y-cap, 2*cap, lw, c)
}

func (g dotGrid) words(p *page.Pen, r Dot, cy float64) {
	if !r.Holds {
		p.Write(g.verdict, cy+p.U(3.2), p.Measure.Shorten(r.Verdict, p.Slanted(9), g.vWidth), p.Slanted(9), p.Mute)
		return
	}
	x := g.verdict
	if r.Gap != "" {
		x = p.Write(x, cy+p.U(3.2), r.Gap, p.Strong(9), p.Ink) + p.U(5)
	}
	p.Write(x, cy+p.U(3.2), p.Measure.Shorten(r.Verdict, p.Type(9), g.verdict+g.vWidth-x+p.U(1)), p.Type(9), p.Ink)
}
