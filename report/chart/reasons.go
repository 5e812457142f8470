package chart

import (
	"image/color"
	"math"

	"openloop/report/page"
)

// ReasonRow is a reason with its count in each column.
type ReasonRow struct {
	Name   string
	Strong bool // the row to look at
	Cells  []Estimate
	Keys   []string
}

// Reasons sets the same reasons side by side in several columns of bars: believed, recorded, told,
// decided. The last column is the one to look at.
type Reasons struct {
	Head
	Cols     []string
	Subs     []string // under each head: "what the CRM says"
	Bases    []string
	Rows     []ReasonRow
	Withheld string
}

// Draw draws the chart.
func (c Reasons) Draw(p *page.Pen, x, y, w, h float64) {
	y0 := c.Head.draw(p, x, y, w)
	if len(c.Rows) == 0 || len(c.Cols) == 0 {
		return
	}
	names := make([]string, len(c.Rows))
	for i, r := range c.Rows {
		names[i] = r.Name
	}
	nw := gutter(p, names, p.Strong(9.4), w*.26)
	left, gap := x+nw+p.U(14), p.U(14)
	cw := (x + w - left - gap*float64(len(c.Cols)-1)) / float64(len(c.Cols))
	top := y0 + p.U(38)
	bottom := y + h
	if c.hatched() {
		bottom -= p.U(20)
		Key(p, left, bottom+p.U(9), c.Withheld)
	}
	step := math.Min((bottom-top)/float64(len(c.Rows)), p.U(34))
	for j := range c.Cols {
		c.head(p, j, left+(cw+gap)*float64(j), y0, cw)
		p.VLine(left+(cw+gap)*float64(j), top, step*float64(len(c.Rows)), p.U(.8), p.Axis)
	}
	most := c.most()
	for i, r := range c.Rows {
		cy := top + step*(float64(i)+.5)
		f := p.Type(9.4)
		if r.Strong {
			f = p.Strong(9.4)
			p.Add(page.Rect{X: x - p.U(6), Y: cy - step/2 + p.U(1), W: w + p.U(12), H: step - p.U(2), Radius: p.U(3), Fill: p.Panel})
			for j := range c.Cols {
				p.VLine(left+(cw+gap)*float64(j), cy-step/2, step, p.U(.8), p.Axis)
			}
		}
		label(p, x+nw, cy, nw, r.Name, f)
		for j := range r.Cells {
			c.bar(p, r, j, left+(cw+gap)*float64(j), cy, cw, math.Min(step*.52, p.U(14)), most)
		}
	}
}

func (c Reasons) head(p *page.Pen, j int, x, y, w float64) {
	col := p.Ink
	if j == len(c.Cols)-1 {
		col = p.LossInk
	}
	p.Write(x, y+p.U(9), c.Cols[j], p.Strong(9.4), col)
	if j < len(c.Subs) {
		p.Write(x, y+p.U(20), p.Measure.Shorten(c.Subs[j], p.Type(7.6), w), p.Type(7.6), p.Mute)
	}
	if j < len(c.Bases) {
		p.Write(x, y+p.U(30), c.Bases[j], p.Type(7.6), p.Mute)
	}
}

func (c Reasons) bar(p *page.Pen, r ReasonRow, j int, x, cy, w, h, most float64) {
	e := r.Cells[j]
	if !e.Shown {
		p.Withhold(x+p.U(.4), cy-h/2, w*.5, h, r.Keys[j], c.Withheld)
		return
	}
	fill, words, f := c.colours(p, r, j)
	room := w - p.U(22)
	bw := 0.0
	if most > 0 {
		bw = room * e.Share / most
	}
	bar := page.Rect{X: x + p.U(.4), Y: cy - h/2, W: bw, H: h, Fill: fill, Key: r.Keys[j], Tip: r.Name}
	if bw == 0 { // nothing to be seen, and still something to press
		bar.W, bar.Fill = p.U(12), page.None
	}
	p.Add(bar)
	end := p.Write(x+bw+p.U(4), cy+p.U(3.2), e.Text, f, words)
	mark(p, end+p.U(3), cy, e)
}

// colours: the row to look at is dark, its last bar brick; the rest steps back.
func (c Reasons) colours(p *page.Pen, r ReasonRow, j int) (fill, words color.NRGBA, f page.Font) {
	last := j == len(c.Cols)-1
	switch {
	case r.Strong && last:
		return p.Loss, p.LossInk, p.Strong(9.4)
	case r.Strong:
		return p.Slate, p.Ink, p.Strong(9.4)
	case last:
		return p.LossPale, p.LossInk, p.Type(9)
	}
	return page.Mix(p.Slate, p.Paper, .62), p.Ink2, p.Type(9)
}

func (c Reasons) most() float64 {
	m := 0.0
	for _, r := range c.Rows {
		for _, e := range r.Cells {
			if e.Shown {
				m = math.Max(m, e.Share)
			}
		}
	}
	return m
}

func (c Reasons) hatched() bool {
	for _, r := range c.Rows {
		for _, e := range r.Cells {
			if !e.Shown || e.Marked {
				return true
			}
		}
	}
	return false
}
