package chart

import (
	"image/color"
	"math"

	"openloop/report/page"
)

// Bar is a row of Bars.
type Bar struct {
	Name  string
	Key   string
	Text  string // beside the bar: "24", "12 of 20"
	Note  string // smaller, after it
	Value float64
	Fill  color.NRGBA // none: slate
	Shown bool
	Bold  bool
	// Marked is shown, with a small hatched field: on the screen, of what an export withholds.
	Marked bool
}

// Bars is one bar a row with its figure beside it.
type Bars struct {
	Head
	Rows     []Bar
	Withheld string
	// RowMost is the tallest that a row gets, in points; 0: 22.
	RowMost float64
	// NameMost is the widest that names get, as a share of the chart; 0: .42.
	NameMost float64
}

// Draw draws the chart.
func (c Bars) Draw(p *page.Pen, x, y, w, h float64) {
	y = c.Head.draw(p, x, y, w) + p.U(2)
	h -= 0
	if len(c.Rows) == 0 {
		return
	}
	names, most, tw := make([]string, len(c.Rows)), 0.0, 0.0
	for i, r := range c.Rows {
		names[i] = r.Name
		most = math.Max(most, r.Value)
		tw = math.Max(tw, p.Measure(r.Text, p.Strong(9))+p.U(6)+p.Measure(r.Note, p.Type(7.6)))
	}
	share := c.NameMost
	if share == 0 {
		share = .42
	}
	nw := gutter(p, names, p.Strong(9), w*share)
	left := x + nw + p.U(10)
	room := x + w - left - tw - p.U(4)
	step := p.U(22)
	if c.RowMost > 0 {
		step = p.U(c.RowMost)
	}
	step = math.Min(step, h/float64(len(c.Rows)))
	for i, r := range c.Rows {
		c.row(p, r, x, left, y+step*(float64(i)+.5), nw, room, math.Min(step*.56, p.U(12)), most)
	}
	p.VLine(left, y, step*float64(len(c.Rows)), p.U(.8), p.Axis)
}

func (c Bars) row(p *page.Pen, r Bar, x, left, cy, nw, room, h, most float64) {
	f, v := p.Type(9), p.Type(9)
	if r.Bold {
		f, v = p.Strong(9), p.Strong(9)
	}
	label(p, x+nw, cy, nw, r.Name, f)
	if !r.Shown {
		p.Withhold(left+p.U(.4), cy-h/2, room*.5, h, r.Key, c.Withheld)
		p.Write(left+room*.5+p.U(6), cy+p.U(3.2), c.Withheld, p.Slanted(8), p.Mute)
		return
	}
	bw := 0.0
	if most > 0 {
		bw = room * r.Value / most
	}
	fill := r.Fill
	if fill.A == 0 {
		fill = page.Mix(p.Slate, p.Paper, .45)
	}
	if bw > 0 {
		p.Add(page.Rect{X: left + p.U(.4), Y: cy - h/2, W: bw, H: h, Fill: fill, Key: r.Key, Tip: r.Name})
	}
	end := p.Write(left+bw+p.U(5), cy+p.U(3.2), r.Text, v, p.Ink)
	end = p.Write(end+p.U(5), cy+p.U(3.2), r.Note, p.Type(7.6), p.Mute)
	mark(p, end+p.U(3), cy, Estimate{Shown: true, Marked: r.Marked})
}
