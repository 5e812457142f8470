package chart

import (
	"math"
	"strconv"

	"openloop/report/page"
)

// Curve is how many different codes had been heard after each interview: whether further ones still bring new codes.
type Curve struct {
	Head
	Seen    []int  // after interview 1, 2 …
	At      int    // the interview from which on too little was new, 0: not reached
	AtText  string // "from interview 9 on at most 5% new"
	EndText string // "58 codes"
	AxisX   string // "interviews, in the order held"
	Empty   string // what is said where there is nothing to draw
	Hand    int    // an interview that has a dot whatever the others, 0: none
}

// curvePoints is how many points of a long curve are drawn.
const curvePoints = 240

// curveStops is how many of them can be stopped at.
const curveStops = 12

// Draw draws the chart.
func (c Curve) Draw(p *page.Pen, x, y, w, h float64) {
	y0 := c.Head.draw(p, x, y, w)
	n := len(c.Seen)
	if n == 0 || c.Seen[n-1] == 0 {
		p.Para(x, y0+p.U(12), w, p.U(13), c.Empty, p.Type(9), p.Ink2, 0)
		return
	}
	tw := p.Measure(c.EndText, p.Strong(9)) + p.U(10)
	left, right := x+p.U(26), x+w-tw
	top, bottom := y0+p.U(8), y+h-p.U(30)
	end, step := round(float64(c.Seen[n-1]))
	at := func(i int) float64 { return left + (right-left)*float64(i)/math.Max(1, float64(n-1)) }
	up := func(v float64) float64 { return bottom - (bottom-top)*v/end }
	for v := 0.0; v <= end+1e-9; v += step {
		p.HLine(left, up(v), right-left, p.U(.5), p.Line)
		p.WriteRight(left-p.U(5), up(v)+p.U(2.6), strconv.Itoa(int(v)), p.Type(7.5), p.Mute)
	}
	p.HLine(left, bottom, right-left, p.U(.8), p.Axis)
	c.ticks(p, at, bottom, n)
	p.WriteCentre((left+right)/2, bottom+p.U(23), c.AxisX, p.Type(7.5), p.Mute)
	every := max(1, n/curvePoints)
	for i := 0; i < n-1; i += every {
		j := min(n-1, i+every)
		p.Add(page.Line{X1: at(i), Y1: up(float64(c.Seen[i])), X2: at(j), Y2: up(float64(c.Seen[j])), Width: p.U(1.6), Colour: p.Slate})
	}
	c.reached(p, at, up, top, bottom, right)
	stops := min(n, curveStops)
	for k := range stops {
		i := 0
		if stops > 1 {
			i = k * (n - 1) / (stops - 1)
		}
		if i != c.Hand-1 {
			c.stop(p, at, up, i)
		}
	}
	if c.Hand > 0 && c.Hand <= n {
		c.stop(p, at, up, c.Hand-1)
	}
	p.Write(right+p.U(6), up(float64(c.Seen[n-1]))+p.U(3), c.EndText, p.Strong(9), p.Ink)
}

// stop is the dot after an interview, counted from 0: "0:7".
func (c Curve) stop(p *page.Pen, at func(int) float64, up func(float64) float64, i int) {
	p.Add(page.Disc{X: at(i), Y: up(float64(c.Seen[i])), R: p.U(3), Fill: p.Slate, Edge: p.Paper, EdgeWidth: p.U(.8), Key: "0:" + strconv.Itoa(i), Tip: strconv.Itoa(c.Seen[i])})
}

// reached is the line from which on too little was new, with its words on the side that has room.
func (c Curve) reached(p *page.Pen, at func(int) float64, up func(float64) float64, top, bottom, right float64) {
	if c.At <= 0 || c.At > len(c.Seen) {
		return
	}
	x, f := at(c.At-1), p.Strong(8.6)
	p.VLine(x, top, bottom-top, p.U(1), p.Accent)
	if x+p.U(6)+p.Measure(c.AtText, f) <= right {
		p.Write(x+p.U(6), bottom-p.U(8), c.AtText, f, p.Accent)
	} else {
		p.WriteRight(x-p.U(6), bottom-p.U(8), c.AtText, f, p.Accent)
	}
}

// ticks are the numbers of interviews under the axis: the first, the last and round ones between.
func (c Curve) ticks(p *page.Pen, at func(int) float64, bottom float64, n int) {
	_, step := round(float64(n))
	p.WriteCentre(at(0), bottom+p.U(11), "1", p.Type(7.5), p.Mute)
	for v := int(step); v < n-int(step)/2; v += int(step) {
		if v > 1 {
			p.WriteCentre(at(v-1), bottom+p.U(11), strconv.Itoa(v), p.Type(7.5), p.Mute)
		}
	}
	if n > 1 {
		p.WriteCentre(at(n-1), bottom+p.U(11), strconv.Itoa(n), p.Type(7.5), p.Mute)
	}
}

// round is a round end of an axis for counts up to v, and the step between its marks: at most six.
func round(v float64) (end, step float64) {
	step = 1
	for v/step > 6 {
		switch lead := step / math.Pow(10, math.Floor(math.Log10(step)+1e-9)); {
		case lead < 1.5:
			step *= 2
		case lead < 3:
			step *= 2.5
		default:
			step *= 2
		}
	}
	return math.Max(step, math.Ceil(v/step-1e-9)*step), step
}
