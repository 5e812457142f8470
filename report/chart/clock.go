package chart

import (
	"image/color"
	"math"
	"strconv"

	"openloop/report/page"
)

// Span is a bar of Clock: from a start, in months, for so many months.
type Span struct {
	Name, Sub   string // "The buyer", "began looking to decided"
	From        float64
	Months      float64
	Low, High   float64 // interval of Months; both 0: none
	Text, Note  string  // "8.5 months", "7 to 10, 43 interviews"
	Fill        color.NRGBA
	Shown       bool
	Key         string
	NotRecorded bool
}

// Clock sets spans of time under each other on one axis of months.
type Clock struct {
	Head
	Spans    []Span
	Axis     string // "months since the buyer began"
	Withheld string
}

// Draw draws the chart.
func (c Clock) Draw(p *page.Pen, x, y, w, h float64) {
	y = c.Head.draw(p, x, y, w)
	if len(c.Spans) == 0 {
		return
	}
	end, step := c.end()
	at := func(m float64) float64 { return x + w*m/end }
	rowH := math.Min((h-p.U(46))/float64(len(c.Spans)), p.U(74))
	top, bottom := y+p.U(4), y+p.U(4)+rowH*float64(len(c.Spans))
	for m := 0.0; m <= end+1e-9; m += step {
		for i := range c.Spans {
			p.VLine(at(m), top+rowH*float64(i)+p.U(17), p.U(26), p.U(.5), p.Line)
		}
		p.WriteCentre(at(m), bottom+p.U(11), strconv.Itoa(int(m)), p.Type(7.5), p.Mute)
	}
	p.WriteCentre(x+w/2, bottom+p.U(22), c.Axis, p.Type(7.5), p.Mute)
	for i, s := range c.Spans {
		c.span(p, s, x, top+rowH*float64(i), w, at)
	}
}

func (c Clock) span(p *page.Pen, s Span, x, y, w float64, at func(float64) float64) {
	e := p.Write(x, y+p.U(12), s.Name, p.Strong(9), p.Ink)
	p.Write(e+p.U(5), y+p.U(12), p.Measure.Shorten(s.Sub, p.Type(8), x+w-e-p.U(5)), p.Type(8), p.Mute)
	by, bh := y+p.U(19), p.U(18)
	if !s.Shown {
		p.Withhold(x, by, w*.6, bh, s.Key, c.Withheld)
		p.Write(x+w*.6+p.U(6), by+p.U(12), c.Withheld, p.Slanted(8), p.Mute)
		return
	}
	l, r := at(s.From), at(s.From+s.Months)
	p.Add(page.Rect{X: l, Y: by, W: math.Max(r-l, p.U(1)), H: bh, Fill: s.Fill, Key: s.Key, Tip: s.Text})
	tw := p.Measure(s.Text, p.Strong(9))
	if tw+p.U(12) < r-l {
		p.Write(l+p.U(6), by+p.U(12.2), s.Text, p.Strong(9), p.Paper)
	} else {
		p.Write(math.Min(r+p.U(10), x+w-tw), by+p.U(12.2), s.Text, p.Strong(9), p.Ink)
	}
	if s.High > 0 {
		lo, hi, cy := at(s.From+s.Low), at(s.From+s.High), by+bh+p.U(5)
		p.HLine(lo, cy, hi-lo, p.U(.9), s.Fill)
		p.VLine(lo, cy-p.U(2), p.U(4), p.U(.9), s.Fill)
		p.VLine(hi, cy-p.U(2), p.U(4), p.U(.9), s.Fill)
	}
	p.Write(x, by+bh+p.U(16), s.Note, p.Type(7.6), p.Mute)
}

// end is the end of the axis and the step between its marks.
func (c Clock) end() (end, step float64) {
	m := 1.0
	for _, s := range c.Spans {
		if s.Shown {
			m = math.Max(m, s.From+math.Max(s.Months, s.High))
		}
	}
	step = 1
	for _, t := range []float64{2, 3, 6, 12, 24} {
		if m/step > 8 {
			step = t
		}
	}
	return math.Ceil(m/step-1e-9) * step, step
}
