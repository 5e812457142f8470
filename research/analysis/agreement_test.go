package analysis

import (
	"math"
	"math/rand/v2"
	"strings"
	"testing"
)

// crossed are the units of a table of two coders' categories.
func crossed(table [][]int) (units []Rated) {
	for k, row := range table {
		for l, n := range row {
			units = append(units, Rated{Weight: n, Values: []int{k, l}})
		}
	}
	return units
}

// Published tables of two coders: Cohen's kappa, Gwet's AC1, and the case in which kappa turns negative while
// coders agree on 94 of 100.
func TestAgreementPublished(t *testing.T) {
	for _, c := range []struct {
		table               [][]int
		percent, kappa, ac1 string
	}{
		{[][]int{{45, 15}, {25, 15}}, "0.600", "0.1304", ""},
		{[][]int{{13, 0, 0}, {0, 20, 7}, {0, 4, 56}}, "0.89", "0.7964094", "0.8493305"},
		{[][]int{{118, 5}, {2, 0}}, "0.944", "-0.0234", ""},
	} {
		a := Agree(crossed(c.table), 2, len(c.table))
		near(t, "percent", a.Percent.Value, c.percent)
		near(t, "kappa", a.Kappa.Value, c.kappa)
		if c.ac1 != "" {
			near(t, "AC1", a.AC1.Value, c.ac1)
		}
	}
}

// listed are the units of coders' values written one coder a line, "-" where one is missing.
func listed(coders ...string) (units []Rated) {
	for c, line := range coders {
		for i, v := range strings.Split(line, ",") {
			if i == len(units) {
				units = append(units, Rated{Cluster: i, Weight: 1, Values: make([]int, len(coders))})
			}
			units[i].Values[c] = Missing
			if v != "-" {
				units[i].Values[c] = int(v[0] - '1')
			}
		}
	}
	return units
}

// Krippendorff's alpha with missing values: his own example and the one most often retold.
func TestAlphaPublished(t *testing.T) {
	four := listed("1,2,3,3,2,1,4,1,2,-,-,-", "1,2,3,3,2,2,4,1,2,5,-,-", "-,3,3,3,2,3,4,2,2,5,1,3", "1,2,3,3,2,4,4,1,2,5,1,-")
	near(t, "alpha of four coders", Agree(four, 4, 5).Alpha.Value, "0.7434")
	three := listed("-,-,-,-,-,3,4,1,2,1,1,3,3,-,3", "1,-,2,1,3,3,4,3,-,-,-,-,-,-,-", "-,-,2,1,3,4,4,-,2,1,1,3,3,-,4")
	near(t, "alpha of three coders", Agree(three, 3, 4).Alpha.Value, "0.6914")
}

// Passages: what another tool gets wrong. Kappa is the plain one of a table of characters, disjoint passages are
// worse than chance, and one coder's overlaps are one passage.
func TestAgreeOnPassages(t *testing.T) {
	text := func(marks ...Mark) []Doubly { return []Doubly{{Turns: []int{300, 700}, Marks: marks}} }
	for _, c := range []struct {
		what  string
		marks []Mark
		kappa string
	}{
		{"overlapping", []Mark{{Coder: 0, From: 0, To: 125}, {Coder: 1, From: 75, To: 200}}, "0.314"},
		{"disjoint", []Mark{{Coder: 0, From: 0, To: 100}, {Coder: 1, From: 500, To: 600}}, "-0.111"},
		{"one coder's own", []Mark{{Coder: 0, From: 0, To: 60}, {Coder: 0, From: 40, To: 100}, {Coder: 1, From: 0, To: 100}}, "1.000"},
	} {
		byCode, overall := AgreeOn(ByCharacter, text(c.marks...), 2, 1)
		near(t, c.what, byCode[0].Kappa.Value, c.kappa)
		if overall.Kappa.Value != byCode[0].Kappa.Value || overall.Units != 1000 {
			t.Errorf("%s: of one code, overall is %+v and the code %+v", c.what, overall, byCode[0])
		}
	}
}

// Counting stretches, turns and interviews gives what counting each character gives.
func TestAgreeOnAgainstEachCharacter(t *testing.T) {
	rnd := rand.New(rand.NewPCG(3, 1))
	for range 60 {
		coders, codes := 2+rnd.IntN(2), 1+rnd.IntN(3)
		var interviews []Doubly
		for range 1 + rnd.IntN(8) {
			d := Doubly{}
			for range 1 + rnd.IntN(6) {
				d.Turns = append(d.Turns, rnd.IntN(30)) // some are empty
			}
			for range rnd.IntN(12) {
				from := rnd.IntN(100) - 10
				d.Marks = append(d.Marks, Mark{Coder: rnd.IntN(coders), Code: rnd.IntN(codes), From: from, To: from + rnd.IntN(40)})
			}
			if rnd.IntN(2) == 0 {
				for range coders {
					d.Saw = append(d.Saw, rnd.IntN(4) > 0)
				}
			}
			interviews = append(interviews, d)
		}
		for _, unit := range []Unit{ByTurn, ByInterview, ByCharacter} {
			byCode, _ := AgreeOn(unit, interviews, coders, codes)
			for code, got := range byCode {
				want := Agree(oneByOne(unit, interviews, coders, code), coders, 2)
				if !same(got, want) {
					t.Fatalf("by %s: %+v, one by one %+v", unit, got, want)
				}
			}
		}
	}
}

// oneByOne rates every unit by looking at each of its characters.
func oneByOne(unit Unit, interviews []Doubly, coders, code int) (units []Rated) {
	for i, d := range interviews {
		var has [][]int // by character and coder
		var turn []int
		for n, length := range d.Turns {
			for range length {
				has, turn = append(has, make([]int, coders)), append(turn, n)
			}
		}
		for _, m := range d.Marks {
			for at := max(m.From, 0); at < m.To && at < len(has) && m.Code == code; at++ {
				has[at][m.Coder] = 1
			}
		}
		byTurn, whole := make([][]int, len(d.Turns)), make([]int, coders)
		for n := range byTurn {
			byTurn[n] = make([]int, coders)
		}
		for at, values := range has {
			for c, v := range values {
				byTurn[turn[at]][c], whole[c] = max(byTurn[turn[at]][c], v), max(whole[c], v)
			}
		}
		for _, values := range map[Unit][][]int{ByCharacter: has, ByTurn: byTurn, ByInterview: {whole}}[unit] {
			for c, saw := range d.Saw {
				if !saw {
					values[c] = Missing
				}
			}
			units = append(units, Rated{Cluster: i, Weight: 1, Values: values})
		}
	}
	return units
}

func same(a, b Agreement) bool {
	close := func(x, y float64) bool { return math.IsNaN(x) && math.IsNaN(y) || math.Abs(x-y) < 1e-6 }
	e := func(x, y Estimate) bool {
		return x.Why == y.Why && close(x.Value, y.Value) && close(x.Interval.Low, y.Interval.Low) && close(x.Interval.High, y.Interval.High)
	}
	return a.Units == b.Units && e(a.Percent, b.Percent) && e(a.Kappa, b.Kappa) && e(a.Alpha, b.Alpha) && e(a.AC1, b.AC1)
}

// What is not defined says why.
func TestAgreementUndefined(t *testing.T) {
	alike := Agree(crossed([][]int{{9, 0}, {0, 0}}), 2, 2)
	if alike.Kappa.Defined() || alike.Alpha.Defined() || alike.Percent.Value != 1 || alike.AC1.Value != 1 {
		t.Errorf("all alike: %+v", alike)
	}
	for _, a := range []Agreement{Agree(nil, 2, 2), Agree([]Rated{{Weight: 3, Values: []int{1, Missing}}}, 2, 2), Agree([]Rated{{Weight: 3, Values: []int{1}}}, 1, 2)} {
		for _, e := range []Estimate{a.Percent, a.Kappa, a.Alpha, a.AC1} {
			if e.Defined() || e.String() != nobodyShared {
				t.Errorf("with nothing to compare: %+v", a)
			}
		}
	}
}

// An interval needs five interviews, is about its value, and narrows with more of them.
func TestAgreementIntervals(t *testing.T) {
	rnd := rand.New(rand.NewPCG(5, 5))
	study := func(interviews int) (units []Rated) {
		for i := range interviews {
			for range 30 {
				v := rnd.IntN(2)
				w := v
				if rnd.IntN(5) == 0 {
					w = 1 - v
				}
				units = append(units, Rated{Cluster: i, Weight: 1, Values: []int{v, w}})
			}
		}
		return units
	}
	if few := Agree(study(4), 2, 2); !math.IsNaN(few.Kappa.Interval.Low) {
		t.Errorf("four interviews have an interval: %v", few.Kappa)
	}
	some, many := Agree(study(8), 2, 2), Agree(study(80), 2, 2)
	for _, pair := range [][2]Estimate{{some.Percent, many.Percent}, {some.Kappa, many.Kappa}, {some.Alpha, many.Alpha}, {some.AC1, many.AC1}} {
		for _, e := range pair {
			if !e.Interval.Contains(e.Value) || e.Interval.Width() <= 0 {
				t.Errorf("%v is not within its interval", e)
			}
		}
		if pair[0].Interval.Width() < 1.5*pair[1].Interval.Width() {
			t.Errorf("ten times the interviews make %v of %v", pair[1], pair[0])
		}
	}
	if !many.Kappa.Interval.Contains(.6) {
		t.Errorf("four in five agree on what is even: kappa is %v", many.Kappa)
	}
}

// 200 interviews of 30,000 characters with 30,000 codings of 100 codes by two coders.
func BenchmarkAgreeOn(b *testing.B) {
	rnd := rand.New(rand.NewPCG(1, 1))
	interviews := make([]Doubly, 200)
	for i := range interviews {
		for range 150 {
			interviews[i].Turns = append(interviews[i].Turns, 200)
		}
		for range 150 {
			from := rnd.IntN(29_800)
			interviews[i].Marks = append(interviews[i].Marks, Mark{Coder: rnd.IntN(2), Code: rnd.IntN(100), From: from, To: from + 20 + rnd.IntN(180)})
		}
	}
	for _, unit := range []Unit{ByTurn, ByInterview, ByCharacter} {
		b.Run(unit.String(), func(b *testing.B) {
			for b.Loop() {
				AgreeOn(unit, interviews, 2, 100)
			}
		})
	}
}
