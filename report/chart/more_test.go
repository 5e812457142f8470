package chart

import (
	"fmt"
	"math"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/report/page"
)

// moreModels are the charts of the Explore screen, each with something withheld, a long name and a zero.
func moreModels() map[string]Model {
	long := strings.Repeat("Donaudampfschifffahrt", 3)
	moment := func(x, n int, key string) Moment { return Moment{Estimate: est(x, n), Key: key} }
	return map[string]Model{
		"timeline": Timeline{Head: Head{"Over time", "its measure"}, Periods: []string{"2026 H1", "2026 H2", "2027 H1"}, Bases: []string{"of 24", "of 22", "of 30"}, VerdictHead: "Last against first", Withheld: "withheld",
			Rows: []Course{{Name: "Delivery risk", Holds: true, Verdict: "clearly less", Moments: []Moment{moment(18, 24, "a"), moment(9, 22, "b"), moment(0, 30, "c")}},
				{Name: long, Verdict: "too close to call", Moments: []Moment{moment(4, 24, "d"), {Estimate: Estimate{N: 22}, Key: "e"}, {Key: "f", Estimate: Estimate{Shown: true}}}}}},
		"curve": Curve{Head: Head{"Enough", "codes heard"}, Seen: []int{4, 9, 12, 14, 15, 15, 16, 16, 16}, At: 6, AtText: "enough after interview 6", EndText: "16 codes", AxisX: "interviews", Hand: 3},
		"pair": Pair{Head: Head{"Importance", "performance"}, HeadA: "Decided", HeadB: "Hurt or helped", EndA: "all hurt", EndB: "all helped", VerdictHead: "So", Withheld: "withheld", WithheldKey: "withheld here",
			Rows: []PairRow{{Name: "Fear of delivery risk", KeyA: "a", KeyB: "b", Importance: est(12, 60), Diff: -.7, Low: -.9, High: -.3, DiffText: "13 hurt, 2 helped", DiffShown: true, Holds: true, Verdict: "mend first"},
				{Name: long, KeyA: "c", KeyB: "d", Importance: Estimate{N: 60}, Verdict: "too few to say"},
				{Name: "Listening", KeyA: "e", KeyB: "f", Importance: est(0, 60), Diff: .6, Low: .2, High: .9, DiffText: "1 hurt, 9 helped", DiffShown: true, Holds: true, Verdict: "protect"}}},
		"together": Together(Head{"Together", ""}, []string{"Price", long, "Timing"}, func(a, b int) Cell {
			return Cell{Key: fmt.Sprintf("%d:%d", a, b), Text: fmt.Sprint(10 * a * b), Value: float64(a*b) / 10, Shown: a != 2 || b != 1, Marked: a == 1 && b == 0}
		}),
		"no timeline": Timeline{}, "no curve": Curve{Empty: "Nothing is coded yet."}, "no pair": Pair{}, "one interview": Curve{Seen: []int{3}}, "none together": Together(Head{}, nil, nil),
	}
}

// They draw into any rectangle at any scale, without a coordinate that is none.
func TestMoreChartsDraw(t *testing.T) {
	for name, c := range moreModels() {
		for _, scale := range []float64{1, 1.35} {
			for _, s := range [][2]float64{{700, 400}, {260, 140}, {40, 30}} {
				p := pen(scale)
				c.Draw(p, 10, 10, s[0], s[1])
				for _, m := range p.Marks {
					if text := fmt.Sprintf("%v", m); strings.Contains(text, "NaN") || strings.Contains(text, "Inf") {
						t.Errorf("%s: %v in %v at %v", name, m, s, scale)
					}
				}
			}
		}
	}
}

// What is withheld is hatched and its number stands nowhere; what is only marked keeps its number.
func TestMoreChartsWithhold(t *testing.T) {
	for name, want := range map[string]int{"timeline": 1, "pair": 2, "together": 2, "curve": 0} {
		p := pen(1)
		moreModels()[name].Draw(p, 0, 0, 700, 400)
		n := 0
		for _, m := range p.Marks {
			if h, ok := m.(page.Hatch); ok && (h.H > 7 || h.W != p.U(14)) {
				n++
			}
		}
		if n != want {
			t.Errorf("%s has %d hatched fields, want %d", name, n, want)
		}
	}
}

// A share twice as large stands twice as high, and the curve is as high as it has codes.
func TestMoreChartsFollowTheirNumbers(t *testing.T) {
	p := pen(1)
	Timeline{Periods: []string{"a", "b", "c"}, Rows: []Course{{Name: "x", Moments: []Moment{{Estimate: est(0, 40), Key: "0"}, {Estimate: est(10, 40), Key: "1"}, {Estimate: est(20, 40), Key: "2"}}}}}.Draw(p, 0, 0, 600, 300)
	y := map[string]float64{}
	for _, m := range p.Marks {
		if d, ok := m.(page.Disc); ok && d.Key != "" {
			y[d.Key] = d.Y
		}
	}
	if up := y["0"] - y["1"]; up <= 0 || math.Abs(y["0"]-y["2"]-2*up) > 1e-6 {
		t.Errorf("the dots stand at %v", y)
	}
	p = pen(1)
	Curve{Seen: []int{5, 10, 20}}.Draw(p, 0, 0, 600, 300)
	for _, m := range p.Marks {
		if d, ok := m.(page.Disc); ok && d.Key != "" {
			y[d.Key] = d.Y
		}
	}
	if a, b := y["0:0"]-y["0:1"], y["0:1"]-y["0:2"]; a <= 0 || math.Abs(b-2*a) > 1e-6 {
		t.Errorf("the curve stands at %v", y)
	}
	p = pen(1)
	Pair{Rows: []PairRow{{Name: "x", KeyA: "a", KeyB: "x", Importance: est(1, 4), DiffShown: true, Diff: -1}, {Name: "y", KeyB: "y", DiffShown: true}, {Name: "z", KeyB: "z", DiffShown: true, Diff: 1}}}.Draw(p, 0, 0, 600, 300)
	x := map[string]float64{}
	for _, m := range p.Marks {
		if d, ok := m.(page.Disc); ok && d.Key != "" {
			x[d.Key] = d.X
		}
	}
	if x["y"] <= x["x"] || math.Abs(x["x"]+x["z"]-2*x["y"]) > 1e-6 {
		t.Errorf("hurt, neither and helped stand at %v", x)
	}
}

// The drawings are what they were: run with OPENLOOP_GOLDEN=1 to accept a change, and look at it.
func TestMoreChartsGolden(t *testing.T) {
	for _, name := range []string{"timeline", "curve", "pair", "together"} {
		p := pen(1)
		moreModels()[name].Draw(p, 20, 20, 700, 360)
		var b strings.Builder
		for _, m := range p.Marks {
			b.WriteString(drawn(m) + "\n")
		}
		path := filepath.Join("testdata", name+".golden")
		if os.Getenv("OPENLOOP_GOLDEN") != "" {
			if err := os.MkdirAll("testdata", 0o755); err != nil {
				t.Fatal(err)
			}
			if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
				t.Fatal(err)
			}
		}
		want, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if string(want) != b.String() {
			t.Errorf("%s is drawn otherwise than in %s", name, path)
		}
	}
}

// drawn is a mark in one line: what it is, where, in which colour.
func drawn(m page.Mark) string {
	switch m := m.(type) {
	case page.Text:
		return fmt.Sprintf("text %.1f %.1f %q %.1f %v %v %02x", m.X, m.Y, m.Words, m.Font.Size, m.Font.Style(), m.Align, m.Colour)
	case page.Line:
		return fmt.Sprintf("line %.1f %.1f %.1f %.1f %.1f %02x", m.X1, m.Y1, m.X2, m.Y2, m.Width, m.Colour)
	case page.Rect:
		return fmt.Sprintf("rect %.1f %.1f %.1f %.1f %q %02x", m.X, m.Y, m.W, m.H, m.Key, m.Fill)
	case page.Disc:
		return fmt.Sprintf("disc %.1f %.1f %.1f %q %02x", m.X, m.Y, m.R, m.Key, m.Fill)
	case page.Hatch:
		return fmt.Sprintf("hatch %.1f %.1f %.1f %.1f %q", m.X, m.Y, m.W, m.H, m.Key)
	}
	return fmt.Sprintf("%v", m)
}

func TestRoundAxis(t *testing.T) {
	for v, want := range map[float64]float64{0: 1, 1: 1, 6: 6, 7: 8, 58: 60, 60: 60, 61: 80, 10_000: 10_000} {
		if got, step := round(v); math.Abs(got-want) > 1e-9 || got/step > 6+1e-9 {
			t.Errorf("an axis for %v ends at %v in steps of %v, want %v", v, got, step, want)
		}
	}
}
