package chart

import (
	"fmt"
	"math"
	"strings"
	"testing"
	"unicode/utf8"

	"openloop/report/page"
)

func pen(scale float64) *page.Pen {
	p := page.NewPen(800, 600, func(s string, f page.Font) float64 { return float64(utf8.RuneCountInString(s)) * f.Size * .52 }, page.Light())
	p.Scale = scale
	return p
}

func est(x, n int) Estimate {
	s := float64(x) / float64(n)
	return Estimate{X: x, N: n, Share: s, Low: math.Max(0, s-.15), High: math.Min(1, s+.15), Shown: true, Text: fmt.Sprintf("%d of %d", x, n)}
}

func models() map[string]Model {
	hidden := Estimate{N: 46}
	return map[string]Model{
		"dots": Dots{Head: Head{"A finding", "its measure"}, NameA: "Lost", NameB: "Won", VerdictHead: "Lost against won", Withheld: "withheld", WithheldKey: "why", Rows: []Dot{
			{Name: "Delivery risk", Note: "said to have hurt", Key: "a", Holds: true, A: est(28, 46), B: est(8, 38), Gap: "40 points", Verdict: "more often lost"},
			{Name: strings.Repeat("Donaudampfschifffahrt", 4), Key: "b", A: est(0, 46), B: est(38, 38), Verdict: "too close to call"}, {Name: "Hidden", Key: "c", A: hidden, B: hidden}}},
		"dots of one group": Dots{NameA: "All", PlainA: true, Rows: []Dot{{Name: "x", A: est(3, 6)}, {Name: "y", A: hidden}}},
		"heat": Heat{Head: Head{"Heat", ""}, Cols: []string{"All interviews", "Won"}, Bases: []string{"of 60", "of 38"}, Gap: true, Withheld: "withheld", Rows: []HeatRow{
			{Name: "Need", Tick: page.Light().Stage(1), Cells: []Cell{{Text: "12", Note: "12–32", Value: .2, Shown: true}, {Key: "h"}}},
			{Name: "Fit", Bold: true, Cells: []Cell{{Text: "60", Value: 1, Shown: true}, {None: true}}}}},
		"reasons": Reasons{Head: Head{"Reasons", "x"}, Cols: []string{"Told", "Decided"}, Subs: []string{"to the seller", "found"}, Bases: []string{"of 46", "of 46"}, Withheld: "w", Rows: []ReasonRow{
			{Name: "Price", Strong: true, Cells: []Estimate{est(30, 46), est(4, 46)}, Keys: []string{"a", "b"}}, {Name: "Other", Cells: []Estimate{hidden, est(0, 46)}, Keys: []string{"c", "d"}}}},
		"bars":    Bars{Head: Head{"Bars", ""}, Withheld: "w", Rows: []Bar{{Name: "a", Text: "4", Note: "of 9", Value: 4, Shown: true, Bold: true}, {Name: "b"}, {Name: "c", Text: "0", Shown: true}}},
		"clock":   Clock{Head: Head{"Clock", ""}, Axis: "months", Spans: []Span{{Name: "Buyer", Sub: "began to decided", Months: 8.5, Low: 7, High: 10, Text: "8.5 months", Note: "n", Fill: page.Light().Accent, Shown: true}, {Name: "CRM", From: 5, Months: .1, Text: "0 months", Shown: true}, {Name: "Hidden"}}},
		"nothing": Dots{}, "no heat": Heat{}, "no reasons": Reasons{}, "no bars": Bars{}, "no clock": Clock{},
	}
}

// Charts can be drawn into any rectangle, at any scale, without a coordinate that is none.
func TestEveryChartDraws(t *testing.T) {
	for name, c := range models() {
		t.Run(name, func(t *testing.T) {
			for _, scale := range []float64{1, 1.35} {
				for _, s := range [][2]float64{{700, 400}, {260, 140}, {40, 30}} {
					p := pen(scale)
					c.Draw(p, 10, 10, s[0], s[1])
					for _, m := range p.Marks {
						if strings.Contains(fmt.Sprintf("%v", m), "NaN") || strings.Contains(fmt.Sprintf("%v", m), "Inf") {
							t.Errorf("%v in %v at %v", m, s, scale)
						}
					}
				}
			}
		})
	}
}

// What is withheld is hatched, its count stands nowhere, and a key says why.
func TestWithheldIsHatched(t *testing.T) {
	for name, want := range map[string]int{"dots": 1, "dots of one group": 1, "heat": 1, "reasons": 1, "bars": 1, "clock": 1} {
		p := pen(1)
		models()[name].Draw(p, 0, 0, 700, 400)
		n := 0
		for _, m := range p.Marks {
			if h, ok := m.(page.Hatch); ok && h.H > 7 {
				n++
			}
		}
		if n != want {
			t.Errorf("%s has %d hatched fields, want %d", name, n, want)
		}
	}
}

// Marks stand where their shares are: a bar twice as large is twice as long.
func TestLengthsFollowCounts(t *testing.T) {
	p := pen(1)
	Bars{Rows: []Bar{{Name: "a", Key: "a", Value: 10, Shown: true}, {Name: "b", Key: "b", Value: 20, Shown: true}}}.Draw(p, 0, 0, 500, 200)
	long := map[string]float64{}
	for _, m := range p.Marks {
		if r, ok := m.(page.Rect); ok {
			long[r.Key] = r.W
		}
	}
	if math.Abs(long["b"]-2*long["a"]) > 1e-6 || long["a"] <= 0 {
		t.Errorf("lengths %v", long)
	}
	p = pen(1)
	Dots{NameA: "Lost", NameB: "Won", Rows: []Dot{{Name: "x", Key: "x", A: est(20, 40), B: est(10, 40)}}}.Draw(p, 0, 0, 700, 200)
	var disc, square, left float64
	for _, m := range p.Marks {
		switch k := m.(type) {
		case page.Disc:
			if k.Key != "" {
				disc = k.X
			}
		case page.Rect:
			if k.Key != "" {
				square = k.X + k.W/2
			}
		case page.Line:
			if k.Colour == p.Axis {
				left = k.X1
			}
		}
	}
	if math.Abs((disc-left)-2*(square-left)) > 1e-6 {
		t.Errorf("50%% stands at %v, 25%% at %v, 0%% at %v", disc, square, left)
	}
}

func TestAxisEnd(t *testing.T) {
	for v, want := range map[float64]float64{0: .2, .05: .2, .4: .4, .41: .6, .61: .8, .99: 1, 1: 1} {
		if got, _ := axisEnd(v); math.Abs(got-want) > 1e-9 {
			t.Errorf("axis for %v ends at %v, want %v", v, got, want)
		}
	}
}

// A chart is hit where its marks are.
func TestHit(t *testing.T) {
	p := pen(1)
	models()["heat"].Draw(p, 0, 0, 500, 300)
	found := false
	for x := 0.0; x < 500 && !found; x += 4 {
		for y := 0.0; y < 300; y += 4 {
			k, _ := p.At(x, y)
			found = found || k == "h"
		}
	}
	if !found {
		t.Error("the withheld cell cannot be hit")
	}
}
