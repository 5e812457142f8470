// Package chart holds the charts of the board pack and of the window as plain models and draws them
// with a page.Pen: the same marks on paper and on screen. Labels are plain strings that have been
// released already; the package counts nothing and withholds nothing, it draws what it is told.
package chart

import (
	"cmp"
	"math"
	"strconv"

	"openloop/report/page"
)

// Model is a chart that can be drawn into a rectangle.
type Model interface {
	Draw(p *page.Pen, x, y, w, h float64)
}

// Head is a chart's title, which is its finding, and the measure and base under it.
type Head struct{ Title, Sub string }

// draw sets the two lines and answers the top of what is left.
func (h Head) draw(p *page.Pen, x, y, w float64) float64 {
	if h.Title != "" {
		f := p.Measure.Fit(h.Title, p.Strong(11), w, 2, p.U(9))
		y = p.Para(x, y+p.U(10), w, p.U(14), h.Title, f, p.Ink, 2) - p.U(10)
	}
	if h.Sub != "" {
		y = p.Para(x, y+p.U(10), w, p.U(11.5), h.Sub, p.Type(8.2), p.Mute, 2) - p.U(8)
	}
	return y + p.U(8)
}

// label sets a row's name, right-aligned, in one line or two around the middle of the row, and answers
// the last line's baseline.
func label(p *page.Pen, right, cy, w float64, s string, f page.Font) float64 {
	lines := p.Measure.Lines(s, f, w, 2)
	lead := f.Size * 1.18
	y := cy - lead*float64(len(lines)-1)/2 + f.Size*.36
	for _, l := range lines {
		p.WriteRight(right, y, l, f, p.Ink)
		y += lead
	}
	return y - lead
}

// gutter is the width that names need, no more than most.
func gutter(p *page.Pen, names []string, f page.Font, most float64) float64 {
	w := 0.0
	for _, n := range names {
		w = math.Max(w, p.Measure(n, f))
	}
	return math.Min(w, most)
}

// axisEnd is the end of an axis for shares up to v, and the step between its marks.
func axisEnd(v float64) (end, step float64) {
	step = .2
	if v <= .4 {
		step = .1
	}
	return math.Min(1, math.Max(2*step, math.Ceil(v/step-1e-9)*step)), step
}

// or is the first of two texts that is not empty.
func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// signed is a share in hundredths with what stands behind them, "%" where nothing else is said.
func signed(v float64, sign string) string {
	return strconv.Itoa(int(math.Round(v*100))) + cmp.Or(sign, "%")
}
