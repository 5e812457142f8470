package analysis

import (
	"encoding/csv"
	"encoding/json"
	"math"
	"os"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// workedCase is a row of the shared table.
type workedCase struct {
	method, inputs, expected string
	held                     map[string]bool // printed results that were held against ours
}

func workedCases(t *testing.T) []workedCase {
	t.Helper()
	f, err := os.Open("../../../shared/stats/cases.csv")
	if err != nil {
		t.Skip("the shared cases are not beside the project")
	}
	defer f.Close()
	rows, err := csv.NewReader(f).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var r []workedCase
	for _, row := range rows[1:] {
		r = append(r, workedCase{row[0], row[1], row[2], map[string]bool{}})
	}
	return r
}

// number is a named input or result: "x=81; n=263".
func (c workedCase) number(t *testing.T, in, name string) string {
	t.Helper()
	m := regexp.MustCompile(`(?:^|[;,] *)` + regexp.QuoteMeta(name) + ` *= *(-?[0-9.]+(?:e-?[0-9]+)?)`).FindStringSubmatch(in)
	if m == nil {
		t.Fatalf("%s: no %s in %q", c.method, name, in)
	}
	return m[1]
}

func (c workedCase) in(t *testing.T, name string) int {
	t.Helper()
	n, err := strconv.Atoi(c.number(t, c.inputs, name))
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// is holds a result against the printed one.
func (c workedCase) is(t *testing.T, name string, got float64) {
	t.Helper()
	c.held[name] = true
	near(t, c.method+" "+c.inputs+", "+name, got, c.number(t, c.expected, name))
}

// Every worked case of the shared table comes out to every printed digit, and none is passed over.
func TestEveryWorkedCase(t *testing.T) {
	for _, c := range workedCases(t) {
		check := caseOf(c.method)
		if check == nil {
			t.Errorf("nothing checks the case %q", c.method)
			continue
		}
		t.Run(c.method, func(t *testing.T) {
			check(t, c)
			c.nothingLeft(t)
		})
	}
}

// nothingLeft fails where a printed result was looked at by nobody.
func (c workedCase) nothingLeft(t *testing.T) {
	t.Helper()
	some := false
	for _, m := range regexp.MustCompile(`(?:^|; *)([^;=()]+?) *= *-?[0-9.]`).FindAllStringSubmatch(c.expected, -1) {
		if some = true; !c.held[m[1]] {
			t.Errorf("%s: nothing checks the printed %s", c.method, m[1])
		}
	}
	if !some {
		t.Errorf("%s: nothing is read from %q", c.method, c.expected)
	}
}

func caseOf(method string) func(*testing.T, workedCase) {
	for _, k := range []struct {
		name  string
		check func(*testing.T, workedCase)
	}{
		{"Wilson", wilsonCase}, {"Newcombe hybrid", newcombeCase}, {"Newcombe paired", pairedCase}, {"McNemar", mcnemarCase}, {"Fisher", fisherCase},
		{"Benjamini", adjustedCase}, {"Holm", adjustedCase}, {"Cohen", tableCase}, {"Gwet", tableCase}, {"Krippendorff", krippendorffCase}, {"Saturation", saturationCase},
	} {
		if strings.HasPrefix(method, k.name) {
			return k.check
		}
	}
	return nil
}

func wilsonCase(t *testing.T, c workedCase) {
	in := Wilson(c.in(t, "x"), c.in(t, "n"))
	if strings.Contains(c.inputs, "z=1.96") {
		in = WilsonZ(c.in(t, "x"), c.in(t, "n"), 1.96)
	}
	c.is(t, "lower", in.Low)
	c.is(t, "upper", in.High)
}

func newcombeCase(t *testing.T, c workedCase) {
	d, in := Newcombe(c.in(t, "x1"), c.in(t, "n1"), c.in(t, "x2"), c.in(t, "n2"))
	c.is(t, "diff", d)
	c.is(t, "lower", in.Low)
	c.is(t, "upper", in.High)
}

func pairedCase(t *testing.T, c workedCase) {
	d, in := NewcombePaired(c.in(t, "a"), c.in(t, "b"), c.in(t, "c"), c.in(t, "d"))
	c.is(t, "diff", d)
	c.is(t, "lower", in.Low)
	c.is(t, "upper", in.High)
}

func mcnemarCase(t *testing.T, c workedCase) {
	switch {
	case strings.Contains(c.method, "exact"):
		c.is(t, "p", McNemarExact(c.in(t, "b"), c.in(t, "c")))
	case strings.Contains(c.method, "corrected"):
		d, _ := NewcombePaired(c.in(t, "f00"), c.in(t, "f01"), c.in(t, "f10"), c.in(t, "f11"))
		x2, p := McNemarCorrected(c.in(t, "f01"), c.in(t, "f10"))
		c.is(t, "estimate", d)
		c.is(t, "|z|", math.Sqrt(x2))
		c.is(t, "p", p)
	default:
		x2, p := McNemar(c.in(t, "b"), c.in(t, "c"))
		c.is(t, "p", p)
		if strings.Contains(c.expected, "X2=") {
			c.is(t, "X2", x2)
			c.is(t, "z", math.Sqrt(x2))
		} else {
			c.is(t, "z^2", x2)
		}
	}
}

func fisherCase(t *testing.T, c workedCase) {
	var m [2][2]int
	if err := json.Unmarshal([]byte(c.inputs), &m); err != nil {
		t.Fatal(err)
	}
	c.is(t, "p", Fisher(m[0][0], m[0][1], m[1][0], m[1][1]))
}

func adjustedCase(t *testing.T, c workedCase) {
	var p []float64
	for _, s := range strings.Split(strings.TrimPrefix(c.inputs, "p="), ";") {
		v, err := strconv.ParseFloat(s, 64)
		if err != nil {
			t.Fatal(err)
		}
		p = append(p, v)
	}
	got := Holm(p)
	if strings.HasPrefix(c.method, "Benjamini") {
		got = BenjaminiHochberg(p)
	}
	reject, adjusted, _ := strings.Cut(c.expected, "; adjusted=")
	n := 0
	for i, printed := range strings.Split(adjusted, ";") {
		near(t, c.method, got[i], printed)
		c.held["adjusted"] = true
		if got[i] <= level {
			n++
		}
	}
	if want := "reject first " + strconv.Itoa(n); reject != want {
		t.Errorf("%s: %s, printed %q", c.method, want, reject)
	}
}

func tableCase(t *testing.T, c workedCase) {
	var table [][]int
	if err := json.Unmarshal([]byte(c.inputs), &table); err != nil {
		t.Fatal(err)
	}
	a := Agree(crossed(table), 2, len(table))
	some := false
	po, kappa := a.Percent.Value, a.Kappa.Value
	for name, got := range map[string]float64{"po": po, "pe": (po - kappa) / (1 - kappa), "percent agreement": po, "kappa": kappa, "AC1": a.AC1.Value} {
		if strings.Contains(c.expected, name+"=") {
			some = true
			c.is(t, name, got)
		}
	}
	if !some {
		t.Errorf("nothing of %q was checked", c.expected)
	}
}

func krippendorffCase(t *testing.T, c workedCase) { c.is(t, "alpha", alphaCase(c.inputs).Alpha.Value) }

// saturationCase makes interviews with so many themes in the base and so many new ones in the run after it.
func saturationCase(t *testing.T, c workedCase) {
	base, fresh := c.in(t, "base themes"), c.in(t, "new themes in run")
	r := Saturation(heard(base, 0, 0, 0, fresh, 0))
	if r.BaseCodes != base || len(r.Runs) != 1 || r.Runs[0].New != fresh {
		t.Fatalf("%+v", r)
	}
	printed := regexp.MustCompile(`[0-9]+/[0-9]+=([0-9.]+)`).FindStringSubmatch(c.expected)
	if printed == nil {
		t.Fatalf("no ratio in %q", c.expected)
	}
	near(t, c.method, r.Runs[0].Ratio, printed[1])
	c.held[printed[0][:strings.Index(printed[0], "=")]] = true
	if saturated := !strings.Contains(c.expected, "not saturated"); r.Reached != saturated {
		t.Errorf("saturation reached: %v, printed %v", r.Reached, saturated)
	}
}
