package attack_test

import (
	"bytes"
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/excel"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
	"openloop/research/sheet"
)

// What all deals were worth and what was spent, as the client knows it.
var (
	caseTotal = analysis.Range{Low: 6_000_000, Likely: 7_000_000, High: 9_000_000}
	caseSpent = analysis.Range{Low: 300_000, Likely: 400_000, High: 500_000}
)

// makeCase gives a study a business case: one lever for a code that is told often, and one for a code that seldom is.
func (s *study) makeCase() {
	safe := func(words string) privacy.SafeText { t, _ := privacy.Release(s.in.Dictionary, words); return t }
	sums := func(k research.AssumptionKind, name string, r analysis.Range, code research.ID) report.Assumption {
		return report.Assumption{Kind: k, Name: safe(name), Code: code, Low: int(r.Low), Likely: int(r.Likely), High: int(r.High)}
	}
	s.in.Case = []report.Assumption{{Kind: research.CurrencyKind, Name: safe("EUR")}, sums(research.LostValue, "lost in 2025", caseTotal, ""),
		sums(research.Lever, "discounts", caseSpent, s.habits[len(s.habits)/2].code), sums(research.Lever, "brochures", caseSpent, s.habits[len(s.habits)-1].code)}
}

// checkCase inverts every sum of the business case to a count: it must be the one that stands beside it, of a figure
// that is shown, and no sum may stand beside a count that is withheld.
func checkCase(tb testing.TB, data []byte, figures []printed) (odd []string, sums int) {
	tb.Helper()
	book, err := sheet.Read(context.Background(), "pack.xlsx", data, nil)
	if err != nil {
		tb.Fatal(err)
	}
	shown := map[[2]int]bool{}
	for _, f := range figures {
		if f.subject == "reason" && f.shown && strings.HasPrefix(f.key, "decided:") {
			shown[[2]int{f.x, f.n}] = true
		}
	}
	w := report.WordsOfCase(report.English)
	for _, s := range book.Sheets {
		if s.Name != w.Sheet {
			continue
		}
		of := func(x, n int) analysis.Range { return analysis.AtStake(caseTotal, x, n).Rounded() }
		for y := range s.Rows {
			switch s.Cell(y, 0).Text {
			case w.Lever:
				of = func(x, n int) analysis.Range { return analysis.WrongLever(caseSpent, x, n).Rounded() }
			}
			n, isRow := cellNumber(s, y, 2)
			if !isRow {
				continue
			}
			x, open := cellNumber(s, y, 1)
			for i, want := range []func(analysis.Range) float64{func(r analysis.Range) float64 { return r.Low }, func(r analysis.Range) float64 { return r.Likely }, func(r analysis.Range) float64 { return r.High }} {
				v, there := cellNumber(s, y, 6+i)
				switch {
				case there && !open:
					odd = append(odd, "a sum beside a count that is withheld: "+s.Cell(y, 0).Text)
				case there && (!shown[[2]int{int(x), int(n)}] || math.Abs(v-want(of(int(x), int(n)))) > .5):
					odd = append(odd, "a sum that no shown count explains: "+s.Cell(y, 0).Text+" "+s.Cell(y, 6+i).Text)
				case there:
					sums++
				}
			}
		}
	}
	return odd, sums
}

func cellNumber(s sheet.Sheet, y, x int) (float64, bool) {
	c := s.Cell(y, x)
	v, err := strconv.ParseFloat(c.Text, 64)
	return v, err == nil && c.Number
}

// Packs have sums to check, and a sum that no shown count explains is found.
func TestSumsAreInverted(t *testing.T) {
	sums, found := 0, 0
	for seed := range uint64(8) {
		if sizeOf(seed) > 120 {
			continue
		}
		s := newStudy(t, seed, sizeOf(seed))
		d, err := report.Build(context.Background(), s.input())
		if err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := excel.Write(context.Background(), &b, d, nil); err != nil {
			t.Fatal(err)
		}
		figures, _ := readWorkbook(t, b.Bytes())
		odd, n := checkCase(t, b.Bytes(), figures)
		if sums += n; len(odd) > 0 {
			t.Errorf("seed %d: %s", seed, strings.Join(odd, "; "))
		}
		odd, _ = checkCase(t, b.Bytes(), nil)
		found += len(odd)
	}
	if sums < 20 || found < 20 {
		t.Errorf("%d sums were checked, %d found where no count is shown", sums, found)
	}
}
