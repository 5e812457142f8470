package agree_test

import (
	"math"
	"strconv"

	"openloop/report"
	"openloop/research/analysis"
)

// sum is a range as JSON tells it.
type sum struct{ Low, Likely, High float64 }

// toldCase is the business case as JSON tells it.
type toldCase struct {
	Currency string
	Total    sum
	Won      *sum
	Causes   []struct {
		Key, Cause       string
		Interviews, Base *int
		Share, Value     *sum
		Withheld         bool
	}
	Levers []struct {
		Lever, Key       string
		Interviews, Base *int
		Spent            sum
		Elsewhere        *sum
		Withheld         bool
	}
}

// caseData holds the business case of JSON and CSV against the document's, and its counts against their figures.
func (p *pack) caseData(c *toldCase, rows [][]string, at map[string]int) {
	p.Helper()
	want := p.d.Case
	if (c == nil) != (want == nil) || c == nil && len(rows) > 0 {
		p.differ("the business case is in the pack: %v, in JSON: %v, in CSV %d rows", want != nil, c != nil, len(rows))
		return
	}
	if c == nil {
		return
	}
	if c.Currency != want.Currency || !c.Total.is(want.Total) || c.Won != nil && !c.Won.is(want.Won) || len(c.Causes) != len(want.Causes) || len(c.Levers) != len(want.Levers) {
		p.differ("JSON tells of another business case: %+v", c)
		return
	}
	line := map[string][]string{}
	for _, r := range rows {
		line[r[at["key"]]+"|"+r[at["measure"]]] = r
	}
	for i, l := range want.Causes {
		g := c.Causes[i]
		p.counted(l.Key, l.Shown, l.X, l.N, g.Interviews, g.Base, g.Withheld)
		if g.Key != l.Key || g.Cause != l.Name.String() || l.Shown != (g.Value != nil) || l.Shown && (!g.Value.is(l.Value) || !g.Share.is(l.Share)) {
			p.differ("JSON tells %+v at stake, the pack %+v", g, l)
		}
		p.sumLine(line["stake:"+l.Key+"|"+l.Name.String()], at, l.Shown, l.Value)
	}
	for i, l := range want.Levers {
		g := c.Levers[i]
		if l.Key != "" {
			p.counted(l.Key, l.Shown, l.X, l.N, g.Interviews, g.Base, g.Withheld)
		}
		if g.Lever != l.Name.String() || !g.Spent.is(l.Spent) || l.Shown != (g.Elsewhere != nil) || l.Shown && !g.Elsewhere.is(l.Wasted) {
			p.differ("JSON tells %+v spent, the pack %+v", g, l)
		}
		p.sumLine(line["spent:"+l.Key+"|"+l.Name.String()], at, true, l.Spent)
		p.sumLine(line["elsewhere:"+l.Key+"|"+l.Name.String()], at, l.Shown, l.Wasted)
	}
}

func (s *sum) is(r analysis.Range) bool {
	return math.Abs(s.Low-r.Low) <= .51e-4 && math.Abs(s.Likely-r.Likely) <= .51e-4 && math.Abs(s.High-r.High) <= .51e-4
}

// counted holds a count of the case against its figure.
func (p *pack) counted(key string, shown bool, x, n int, gotX, gotN *int, withheld bool) {
	f := p.figures[place{report.OfReason, key, ""}]
	if f.Shown != shown || withheld == shown || shown && (gotX == nil || gotN == nil || *gotX != x || *gotN != n || f.X != x || f.N != n) || !shown && (gotX != nil || gotN != nil) {
		p.differ("the business case counts %v of %v for %s, the figure is %+v", gotX, gotN, key, f)
	}
}

// sumLine holds a row of the CSV against a sum.
func (p *pack) sumLine(row []string, at map[string]int, shown bool, want analysis.Range) {
	if row == nil {
		p.differ("CSV lacks a sum of the business case, %v", want)
		return
	}
	for name, v := range map[string]float64{"low": want.Low, "value": want.Likely, "high": want.High} {
		got, err := strconv.ParseFloat(row[at[name]], 64)
		if shown != (err == nil) || shown && math.Abs(got-v) > .51e-4 {
			p.differ("CSV: %q has %s %q, want %v", row[at["key"]], name, row[at[name]], v)
		}
	}
}
