package chart

import (
	"cmp"
	"math"
	"strconv"

	"openloop/report/page"
)

// PairRow is one row of Pair.
type PairRow struct {
	Name       string
	KeyA, KeyB string   // of the two marks
	Importance Estimate // how often it decided
	// Diff is helped less hurt, -1 to 1, with its interval.
	Diff, Low, High float64
	DiffText        string // "8 hurt, 2 helped"
	DiffShown       bool
	Holds           bool
	Verdict         string // "mend first"
}

// Pair sets how often each thing decided beside whether it helped or hurt: importance against performance, row by row, so
// that every name stands beside its marks whatever its length.
type Pair struct {
	Head
	HeadA, HeadB string // over the two parts: "Decided", "Hurt or helped"
	EndA, EndB   string // the ends of the second axis: "hurt", "helped"
	VerdictHead  string
	Withheld     string
	WithheldKey  string
	PerCent      string // behind hundredths on the axis; "": "%"
	Rows         []PairRow
	RowMost      float64 // the tallest that a row gets, in points; 0: 30
}

// Draw draws the chart.
func (c Pair) Draw(p *page.Pen, x, y, w, h float64) {
	y0 := c.Head.draw(p, x, y, w)
	if len(c.Rows) == 0 {
		return
	}
	names, vw, tw, dw, most := make([]string, len(c.Rows)), p.Measure(c.VerdictHead, p.Strong(8.2)), 0.0, 0.0, 0.0
	for i, r := range c.Rows {
		names[i] = r.Name
		vw = math.Max(vw, p.Measure(r.Verdict, p.Strong(9)))
		tw, dw = math.Max(tw, p.Measure(r.Importance.Text, p.Type(9))), math.Max(dw, p.Measure(r.DiffText, p.Type(8)))
		if r.Importance.Shown {
			most = math.Max(most, r.Importance.High)
		}
	}
	nw, end, tick := gutter(p, names, p.Strong(9.4), w*.27), 0.0, 0.0
	end, tick = axisEnd(most)
	vw = math.Min(vw, w*.16)
	left := x + nw + p.U(14)
	room := x + w - vw - left - tw - dw - p.U(64)
	a := pairPart{left, left + room*.42}
	b := pairPart{a.right + tw + p.U(34), a.right + tw + p.U(34) + room*.58}
	top, bottom := y0+p.U(18), y+h-p.U(16)
	step := math.Min((bottom-top)/float64(len(c.Rows)), p.U(cmp.Or(c.RowMost, 30)))
	bottom = top + step*float64(len(c.Rows))
	c.axes(p, a, b, top, bottom, end, tick, x+w-vw)
	hatched := false
	for i, r := range c.Rows {
		cy := top + step*(float64(i)+.5)
		f := p.Type(9.4)
		if r.Holds {
			f = p.Strong(9.4)
		}
		label(p, x+nw, cy, nw, r.Name, f)
		c.importance(p, r, a, cy, end)
		c.performance(p, r, b, cy)
		vf, col := p.Slanted(9), p.Mute
		if r.Holds {
			vf, col = p.Strong(9), p.Ink
		}
		p.Write(x+w-vw, cy+p.U(3.2), p.Measure.Shorten(r.Verdict, vf, vw), vf, col)
		hatched = hatched || !r.Importance.Shown || !r.DiffShown || r.Importance.Marked
	}
	if hatched {
		Key(p, left, y+h-p.U(7), c.WithheldKey)
	}
}

// pairPart is one of the two parts, from left to right.
type pairPart struct{ left, right float64 }

// on is the place of v, from 0 to 1.
func (q pairPart) on(v float64) float64 { return q.left + (q.right-q.left)*v }

func (c Pair) axes(p *page.Pen, a, b pairPart, top, bottom, end, tick, verdict float64) {
	p.Write(a.left, top-p.U(7), c.HeadA, p.Strong(8.2), p.Ink2)
	p.Write(b.left, top-p.U(7), c.HeadB, p.Strong(8.2), p.Ink2)
	p.Write(verdict, top-p.U(7), c.VerdictHead, p.Strong(8.2), p.Ink2)
	for i := 0; float64(i)*tick <= end+1e-9; i++ {
		v := float64(i) * tick
		p.VLine(a.on(v/end), top, bottom-top, p.U(.5), p.Line)
		p.WriteCentre(a.on(v/end), bottom+p.U(10), signed(v, c.PerCent), p.Type(7.5), p.Mute)
	}
	for _, v := range []float64{0, .5, 1} {
		col, lw := p.Line, p.U(.5)
		if v == .5 {
			col, lw = p.Axis, p.U(.8)
		}
		p.VLine(b.on(v), top, bottom-top, lw, col)
	}
	p.Write(b.left, bottom+p.U(10), c.EndA, p.Type(7.5), p.LossInk)
	p.WriteRight(b.right, bottom+p.U(10), c.EndB, p.Type(7.5), p.Accent)
}

func (c Pair) importance(p *page.Pen, r PairRow, q pairPart, cy, end float64) {
	e := r.Importance
	if !e.Shown {
		p.Withhold(q.left, cy-p.U(5), (q.right-q.left)*.6, p.U(10), r.KeyA, c.Withheld)
		return
	}
	p.HLine(q.on(e.Low/end), cy, q.on(e.High/end)-q.on(e.Low/end), p.U(.9), page.Mix(p.Slate, p.Paper, .35))
	p.Add(page.Disc{X: q.on(e.Share / end), Y: cy, R: p.U(3.3), Fill: p.Slate, Edge: p.Paper, EdgeWidth: p.U(.8), Key: r.KeyA, Tip: r.Name})
	at := p.Write(q.right+p.U(8), cy+p.U(3.2), e.Text, p.Type(9), p.Ink)
	mark(p, at+p.U(2), cy, e)
}

// performance is a square where it helped and a dot where it hurt; in between, and where it cannot be told, a slate dot.
func (c Pair) performance(p *page.Pen, r PairRow, q pairPart, cy float64) {
	if !r.DiffShown {
		p.Withhold(q.left, cy-p.U(5), (q.right-q.left)*.6, p.U(10), r.KeyB, c.Withheld)
		return
	}
	col := p.Slate
	switch {
	case r.Holds && r.Diff > 0:
		col = p.Accent
	case r.Holds && r.Diff < 0:
		col = p.Loss
	}
	at := func(v float64) float64 { return q.on((v + 1) / 2) }
	p.HLine(at(r.Low), cy, at(r.High)-at(r.Low), p.U(1), page.Mix(col, p.Paper, .25))
	if r.Holds && r.Diff > 0 {
		s := p.U(5.8)
		p.Add(page.Rect{X: at(r.Diff) - s/2, Y: cy - s/2, W: s, H: s, Fill: col, Edge: p.Paper, EdgeWidth: p.U(.8), Key: r.KeyB, Tip: strconv.Itoa(int(math.Round(r.Diff * 100)))})
	} else {
		p.Add(page.Disc{X: at(r.Diff), Y: cy, R: p.U(3.3), Fill: col, Edge: p.Paper, EdgeWidth: p.U(.8), Key: r.KeyB, Tip: strconv.Itoa(int(math.Round(r.Diff * 100)))})
	}
	p.Write(q.right+p.U(8), cy+p.U(3.2), r.DiffText, p.Type(8), p.Mute)
}
