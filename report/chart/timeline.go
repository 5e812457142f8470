package chart

import (
	"image/color"
	"math"

	"openloop/report/page"
)

// Moment is a row's figure in one period.
type Moment struct {
	Estimate
	Key string
}

// Course is one row of Timeline: the same figure period after period.
type Course struct {
	Name    string
	Moments []Moment
	Holds   bool // the last period differs from the first
	Verdict string
}

// Timeline sets a figure of several rows over periods: a band a row, on one scale, each period a dot with its interval
// and its count. What is withheld is hatched, and the line is broken there.
type Timeline struct {
	Head
	Periods     []string
	Bases       []string // under them: "of 24"
	Rows        []Course
	VerdictHead string // "2026 H2 against 2026 H1"
	Withheld    string
}

// Draw draws the chart.
func (c Timeline) Draw(p *page.Pen, x, y, w, h float64) {
	y0 := c.Head.draw(p, x, y, w)
	if len(c.Rows) == 0 || len(c.Periods) == 0 {
		return
	}
	names, vw := make([]string, len(c.Rows)), p.Measure(c.VerdictHead, p.Strong(8.2))
	for i, r := range c.Rows {
		names[i] = r.Name
		vw = math.Max(vw, p.Measure(r.Verdict, p.Slanted(9)))
	}
	nw := gutter(p, names, p.Strong(9.4), w*.26)
	if vw > 0 {
		vw = math.Min(vw, w*.24) + p.U(16)
	}
	left, right := x+nw+p.U(14), x+w-vw
	foot := p.U(28)
	if c.hatches() {
		foot += p.U(14)
	}
	top, bottom := y0+p.U(16), y+h-foot
	step := math.Min((bottom-top)/float64(len(c.Rows)), p.U(64))
	bottom = top + step*float64(len(c.Rows))
	at := func(j int) float64 { return left + (right-left)*(float64(j)+.5)/float64(len(c.Periods)) }
	for j, name := range c.Periods {
		room := (right - left) / float64(len(c.Periods))
		p.VLine(at(j), top, bottom-top, p.U(.5), p.Line)
		f := p.Measure.Fit(name, p.Strong(8), room-p.U(4), 1, p.U(6))
		p.WriteCentre(at(j), bottom+p.U(11), p.Measure.Shorten(name, f, room-p.U(2)), f, p.Ink)
		if j < len(c.Bases) {
			p.WriteCentre(at(j), bottom+p.U(21), p.Measure.Shorten(c.Bases[j], p.Type(7.5), room), p.Type(7.5), p.Mute)
		}
	}
	p.Write(right+p.U(16), top-p.U(6), p.Measure.Shorten(c.VerdictHead, p.Strong(8.2), vw-p.U(16)), p.Strong(8.2), p.Ink2)
	end, hatched := c.end(), false
	for i, r := range c.Rows {
		band := top + step*float64(i)
		p.HLine(left, band+step-p.U(.5), right-left, p.U(.5), p.Line)
		f, words := p.Type(9.4), p.Slanted(9)
		if r.Holds {
			f, words = p.Strong(9.4), p.Strong(9)
		}
		label(p, x+nw, band+step/2, nw, r.Name, f)
		hatched = c.course(p, r, at, band, step, end) || hatched
		p.Write(right+p.U(16), band+step/2+p.U(3.2), p.Measure.Shorten(r.Verdict, words, vw-p.U(16)), words, p.Ink2)
	}
	if hatched {
		Key(p, left, y+h-p.U(6), c.Withheld)
	}
}

// hatches says whether something is withheld.
func (c Timeline) hatches() bool {
	for _, r := range c.Rows {
		for _, m := range r.Moments {
			if !m.Shown || m.Marked {
				return true
			}
		}
	}
	return false
}

// course draws a row's dots, and says whether some of it is hatched.
func (c Timeline) course(p *page.Pen, r Course, at func(int) float64, top, h, end float64) (hatched bool) {
	low, high := top+h-p.U(6), top+p.U(14)
	up := func(v float64) float64 { return low - (low-high)*v/end }
	for j := 1; j < len(r.Moments); j++ {
		if a, b := r.Moments[j-1], r.Moments[j]; a.Shown && b.Shown && a.N > 0 && b.N > 0 {
			p.Add(page.Line{X1: at(j - 1), Y1: up(a.Share), X2: at(j), Y2: up(b.Share), Width: p.U(1.1), Colour: page.Mix(p.Slate, p.Paper, .35)})
		}
	}
	for j, m := range r.Moments {
		x := at(j)
		switch {
		case !m.Shown:
			p.Withhold(x-p.U(8), high, p.U(16), low-high, m.Key, c.Withheld)
			hatched = true
			continue
		case m.N == 0:
			continue
		}
		c.whisker(p, x, up(m.Low), up(m.High), r.Holds)
		p.Add(page.Disc{X: x, Y: up(m.Share), R: p.U(3.3), Fill: p.Slate, Edge: p.Paper, EdgeWidth: p.U(.8), Key: m.Key, Tip: r.Name})
		p.WriteCentre(x, up(m.High)-p.U(4), m.Text, p.Type(8), p.Ink)
		mark(p, x+p.Measure(m.Text, p.Type(8))/2+p.U(3), up(m.High)-p.U(6.5), m.Estimate)
		hatched = hatched || m.Marked
	}
	return hatched
}

func (c Timeline) whisker(p *page.Pen, x, low, high float64, holds bool) {
	col, lw := color.NRGBA(p.Slate), p.U(1)
	if !holds {
		col, lw = page.Mix(p.Slate, p.Paper, .35), p.U(.8)
	}
	p.VLine(x, high, low-high, lw, col)
	p.HLine(x-p.U(2.2), low, p.U(4.4), lw, col)
	p.HLine(x-p.U(2.2), high, p.U(4.4), lw, col)
}

// end is the share at the top of every band.
func (c Timeline) end() float64 {
	most := 0.0
	for _, r := range c.Rows {
		for _, m := range r.Moments {
			if m.Shown && m.N > 0 {
				most = math.Max(most, m.High)
			}
		}
	}
	return math.Max(most, .1)
}
