package chart

import (
	"image/color"
	"math"

	"openloop/report/page"
)

// RangeRow is a row of Ranges: a figure that is not known exactly.
type RangeRow struct {
	Name, Note        string // the note stands under the name: "8 of 22"
	Key               string
	Low, Likely, High float64
	Text, Between     string // "€1.8m", and under it "€0.6m to €3.2m"
	Shown             bool
	Open              bool // High is a least one
	Bold              bool
	Fill, Pale        color.NRGBA // none: slate
}

// Tick is a mark on an axis.
type Tick struct {
	Value float64
	Label string
}

// Ranges is one row for each figure: a band from low to high, a mark where it likely is, and both in words.
type Ranges struct {
	Head
	Rows     []RangeRow
	Ticks    []Tick // from 0 on; the last is the end of the axis
	Withheld string
}

// Draw draws the chart.
func (c Ranges) Draw(p *page.Pen, x, y, w, h float64) {
	top := c.Head.draw(p, x, y, w) + p.U(4)
	h -= top - y + p.U(16)
	if len(c.Rows) == 0 || len(c.Ticks) == 0 {
		return
	}
	names, tw := make([]string, len(c.Rows)), 0.0
	for i, r := range c.Rows {
		names[i] = r.Name
		tw = math.Max(tw, math.Max(p.Measure(r.Text, p.Strong(10)), p.Measure(r.Between, p.Type(7.6))))
	}
	nw := gutter(p, names, p.Strong(9), w*.34)
	left := x + nw + p.U(10)
	right := x + w - tw - p.U(10)
	step := math.Min(p.U(40), h/float64(len(c.Rows)))
	end := math.Max(c.Ticks[len(c.Ticks)-1].Value, 1e-9)
	at := func(v float64) float64 { return left + (right-left)*math.Min(1, math.Max(0, v/end)) }
	low := top + step*float64(len(c.Rows))
	for i, t := range c.Ticks {
		ink, width := p.Line, .6
		if i == 0 {
			ink, width = p.Axis, .8
		}
		p.VLine(at(t.Value), top, low-top, p.U(width), ink)
		p.WriteCentre(at(t.Value), low+p.U(11), t.Label, p.Type(7.6), p.Mute)
	}
	for i, r := range c.Rows {
		c.row(p, r, x, nw, left, right, top+step*(float64(i)+.5), step, at)
	}
}

func (c Ranges) row(p *page.Pen, r RangeRow, x, nw, left, right, cy, step float64, at func(float64) float64) {
	f := p.Type(9)
	if r.Bold {
		f = p.Strong(9)
	}
	up := 0.0
	if r.Note != "" {
		up = p.U(4.5)
	}
	last := label(p, x+nw, cy-up, nw, r.Name, f)
	p.WriteRight(x+nw, last+p.U(10.5), r.Note, p.Type(7.6), p.Mute)
	half := math.Min(p.U(6), step*.2)
	if !r.Shown {
		p.Withhold(left+p.U(.4), cy-half, (right-left)*.4, 2*half, r.Key, c.Withheld)
		p.Write(left+(right-left)*.4+p.U(6), cy+p.U(3), c.Withheld, p.Slanted(8), p.Mute)
		return
	}
	strong, pale := r.Fill, r.Pale
	if strong.A == 0 {
		strong, pale = p.Slate, page.Mix(p.Slate, p.Paper, .68)
	}
	a, b := at(r.Low), at(r.High)
	p.Add(page.Rect{X: a, Y: cy - half, W: math.Max(b-a, p.U(1)), H: 2 * half, Fill: pale, Key: r.Key, Tip: r.Name})
	if r.Open {
		p.Add(page.Polygon{Points: []page.Point{{X: b + p.U(1.6), Y: cy - half}, {X: b + p.U(1.6) + half, Y: cy}, {X: b + p.U(1.6), Y: cy + half}}, Fill: pale})
	}
	p.Add(page.Rect{X: at(r.Likely) - p.U(1.5), Y: cy - half - p.U(2.5), W: p.U(3), H: 2*half + p.U(5), Fill: strong, Key: r.Key, Tip: r.Name})
	tx := right + p.U(10)
	p.Write(tx, cy-p.U(.5), r.Text, p.Strong(10), p.Ink)
	p.Write(tx, cy+p.U(9.5), r.Between, p.Type(7.6), p.Mute)
}
