package chart

import (
	"image/color"
	"math"
	"strings"

	"openloop/report/page"
)

// Cell is one field of Heat.
type Cell struct {
	Key   string
	Text  string  // the count
	Note  string  // smaller, beside it: the interval
	Value float64 // 0–1, its colour
	Shown bool    // false: hatched
	None  bool    // there is nothing to show: left empty, not hatched
	// Marked is shown, and hatched at its right end: on the screen, of what an export withholds. Tip says why.
	Marked bool
	Tip    string
}

// HeatRow is a row of Heat; a Tick colours a small mark before its name.
type HeatRow struct {
	Name  string
	Bold  bool
	Tick  color.NRGBA
	Cells []Cell
}

// Heat is counts in a grid, coloured by share, with what is withheld hatched.
type Heat struct {
	Head
	Cols     []string
	Bases    []string // under the heads: "of 24"
	Rows     []HeatRow
	Low      string // ends of the colour key: "none", "all"
	High     string
	Withheld string // the key of the hatching; drawn only when something is hatched
	// Gap sets the first column apart: all interviews before the groups.
	Gap bool
	// RowMost is the tallest that a row gets, in points; 0: 30.
	RowMost float64
}

// Draw draws the chart.
func (c Heat) Draw(p *page.Pen, x, y, w, h float64) {
	g, ok := c.frame(p, x, y, w, h)
	if !ok {
		return
	}
	c.heads(p, g)
	for i, r := range c.Rows {
		c.row(p, g, r, g.y+g.ch*float64(i))
	}
	c.key(p, g)
}

// frame draws the head, and answers the grid under it.
func (c Heat) frame(p *page.Pen, x, y, w, h float64) (heatGrid, bool) {
	y0 := c.Head.draw(p, x, y, w)
	if len(c.Rows) == 0 || len(c.Cols) == 0 {
		return heatGrid{}, false
	}
	return c.grid(p, x, y0, w, y+h-y0), true
}

// Grid is where a Heat's fields stand, for files that hold it as a table.
type Grid struct {
	X, Y       float64 // top left corner of the column heads, names included
	NameW      float64 // of the column of names, up to the first field
	CellW, Gap float64 // of a field, and between the first column and the others
	HeadH, H   float64 // of the heads and of a row
	Stacked    bool    // intervals stand under their counts
}

// Around draws head and key only, and answers where the fields would stand; false when there are none.
func (c Heat) Around(p *page.Pen, x, y, w, h float64) (Grid, bool) {
	g, ok := c.frame(p, x, y, w, h)
	if ok {
		c.key(p, g)
	}
	head := p.U(14) + c.headHeight(p)
	return Grid{X: g.nameX, Y: g.y - head, NameW: g.x - g.nameX, CellW: g.cw, Gap: g.gap, HeadH: head, H: g.ch, Stacked: g.stacked && g.ch >= p.U(20)}, ok
}

type heatGrid struct {
	nameX, nameR, x, y, cw, ch, gap float64
	stacked                         bool // intervals stand under their counts
}

func (c Heat) grid(p *page.Pen, x, y, w, h float64) heatGrid {
	names := make([]string, len(c.Rows))
	tick := 0.0
	for i, r := range c.Rows {
		names[i] = r.Name
		if r.Tick.A > 0 {
			tick = p.U(10)
		}
	}
	g := heatGrid{nameX: x}
	g.nameR = x + tick + gutter(p, names, p.Strong(8.8), w*.36)
	g.x = g.nameR + p.U(9)
	g.y = y + p.U(14) + c.headHeight(p)
	if c.Gap && len(c.Cols) > 1 {
		g.gap = p.U(8)
	}
	g.cw = math.Min((x+w-g.x-g.gap)/float64(len(c.Cols)), p.U(150))
	most := c.RowMost
	if most == 0 {
		most = 30
	}
	g.ch = math.Min((y+h-p.U(24)-g.y)/float64(len(c.Rows)), p.U(most))
	g.stacked = !c.beside(p, g.cw-p.U(2))
	return g
}

// beside says whether every interval has room beside its count.
func (c Heat) beside(p *page.Pen, w float64) bool {
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			if cell.Shown && cell.Note != "" && p.Measure(cell.Text, p.Strong(8.8))+p.Measure(cell.Note, p.Type(7))+p.U(8) > w {
				return false
			}
		}
	}
	return true
}

func (c Heat) headHeight(p *page.Pen) float64 {
	if len(c.Bases) > 0 {
		return p.U(22)
	}
	return p.U(12)
}

// col is the left end of a column.
func (g heatGrid) col(j int) float64 {
	x := g.x + g.cw*float64(j)
	if j > 0 {
		x += g.gap
	}
	return x
}

func (c Heat) heads(p *page.Pen, g heatGrid) {
	for j, name := range c.Cols {
		mid, y := g.col(j)+g.cw/2, g.y-p.U(6)
		if j < len(c.Bases) && c.Bases[j] != "" {
			p.WriteCentre(mid, y, c.Bases[j], p.Type(7.5), p.Mute)
			y -= p.U(10.5)
		}
		f := p.Strong(8)
		for f.Size > p.U(6) && !whole(p, name, f, g.cw-p.U(3)) {
			f.Size -= p.U(.5)
		}
		lines := p.Measure.Lines(name, f, g.cw-p.U(3), 2)
		for k := len(lines) - 1; k >= 0; k-- {
			p.WriteCentre(mid, y, lines[k], f, p.Ink)
			y -= f.Size * 1.2
		}
	}
}

func (c Heat) row(p *page.Pen, g heatGrid, r HeatRow, y float64) {
	f := p.Type(8.8)
	if r.Bold {
		f = p.Strong(8.8)
	}
	cy := y + g.ch/2
	w := g.nameR - g.nameX
	if r.Tick.A > 0 {
		w -= p.U(10)
		p.Add(page.Rect{X: g.nameX, Y: cy - p.U(5), W: p.U(3), H: p.U(10), Radius: p.U(1.5), Fill: r.Tick})
		for i, l := range p.Measure.Lines(r.Name, f, w, 2) {
			n := float64(len(p.Measure.Lines(r.Name, f, w, 2)))
			p.Write(g.nameX+p.U(10), cy-(n-1)*f.Size*.59+f.Size*.36+float64(i)*f.Size*1.18, l, f, p.Ink)
		}
	} else {
		label(p, g.nameR, cy, w, r.Name, f)
	}
	for j, cell := range r.Cells {
		c.cell(p, g, cell, g.col(j), y)
	}
}

func (c Heat) cell(p *page.Pen, g heatGrid, cell Cell, x, y float64) {
	in := p.U(1)
	x, y = x+in, y+in
	w, h := g.cw-2*in, g.ch-2*in
	switch {
	case cell.None:
		return
	case !cell.Shown:
		p.Withhold(x, y, w, h, cell.Key, c.Withheld)
		return
	}
	fill, ink := p.HeatAt(cell.Value)
	p.Add(page.Rect{X: x, Y: y, W: w, H: h, Fill: fill, Key: cell.Key, Tip: or(cell.Tip, cell.Text)})
	if cell.Marked {
		strip := math.Min(p.U(7), w*.16)
		p.Withhold(x+w-strip, y, strip+p.U(.7), h, "", "")
		w -= strip
	}
	cy := y + h/2 + p.U(3)
	big, small := p.Strong(8.8), p.Type(7)
	tw, nw := p.Measure(cell.Text, big), p.Measure(cell.Note, small)
	switch {
	case cell.Note == "" || g.stacked && h < p.U(18):
		p.WriteCentre(x+w/2, cy, cell.Text, big, ink)
		return
	case g.stacked:
		p.WriteCentre(x+w/2, cy-p.U(3.4), cell.Text, big, ink)
		p.WriteCentre(x+w/2, cy+p.U(5.4), cell.Note, p.Type(6.6), ink)
		return
	}
	left := x + (w-tw-nw-p.U(4))/2
	end := p.Write(left, cy, cell.Text, big, ink)
	p.Write(end+p.U(4), cy, cell.Note, small, ink)
}

// key explains the colours, and the hatching where there is some.
func (c Heat) key(p *page.Pen, g heatGrid) {
	y := g.y + g.ch*float64(len(c.Rows)) + p.U(9)
	x := p.Write(g.x+p.U(1), y+p.U(6), c.Low, p.Type(7.5), p.Mute) + p.U(4)
	for k := 0; k < 40; k++ {
		fill, _ := p.HeatAt(float64(k) / 39)
		p.Box(x+float64(k)*p.U(2), y, p.U(2.2), p.U(7), fill)
	}
	x = p.Write(x+p.U(85), y+p.U(6), c.High, p.Type(7.5), p.Mute) + p.U(20)
	if c.hatched() {
		Key(p, x, y, c.Withheld)
	}
}

// Key draws the key of the hatching.
func Key(p *page.Pen, x, y float64, words string) {
	p.Add(page.Hatch{X: x, Y: y, W: p.U(14), H: p.U(7), Step: p.U(3.4), LineWidth: p.U(.5), Ground: p.HatchGround, Lines: p.HatchLines})
	p.Write(x+p.U(19), y+p.U(6), words, p.Type(7.5), p.Mute)
}

func (c Heat) hatched() bool {
	for _, r := range c.Rows {
		for _, cell := range r.Cells {
			if !cell.Shown && !cell.None || cell.Marked {
				return true
			}
		}
	}
	return false
}

// whole says whether a name takes two lines at most without a word being broken.
func whole(p *page.Pen, name string, f page.Font, w float64) bool {
	for _, word := range strings.Fields(name) {
		if p.Measure(word, f) > w {
			return false
		}
	}
	return len(p.Measure.Lines(name, f, w, 0)) <= 2
}
