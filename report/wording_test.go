package report

import (
	"reflect"
	"regexp"
	"slices"
	"strings"
	"testing"

	"openloop/assets/fonts"
	"openloop/research"
	"openloop/research/analysis"
)

// Every phrase is there in English, and names only what is filled in.
func TestEnglishIsWhole(t *testing.T) {
	v := reflect.ValueOf(english)
	for i := range v.NumField() {
		name, s := v.Type().Field(i).Name, v.Field(i).String()
		if s == "" {
			t.Errorf("%s is empty", name)
		}
		if strings.ContainsAny(s, "→−≥≤≈") || strings.Contains(s, "successfully") || strings.HasSuffix(s, "!") {
			t.Errorf("%s: %q cannot be printed, or should not be", name, s)
		}
	}
	b := reflect.ValueOf(englishBook)
	for i := range b.NumField() {
		if b.Field(i).String() == "" {
			t.Errorf("workbook: %s is empty", b.Type().Field(i).Name)
		}
	}
}

// Every other language has every phrase, with the same things filled in, and nothing that cannot be printed.
func TestLanguagesAreWhole(t *testing.T) {
	set, err := fonts.Load()
	if err != nil {
		t.Fatal(err)
	}
	filled := regexp.MustCompile(`\{\d\}|%s|&[PN]`)
	sorted := func(s string) []string {
		all := filled.FindAllString(s, -1)
		slices.Sort(all)
		return slices.Compact(all)
	}
	for _, l := range []Lang{German, French, Spanish} {
		for _, pair := range [][2]reflect.Value{{reflect.ValueOf(english), reflect.ValueOf(*languages[l])}, {reflect.ValueOf(englishBook), reflect.ValueOf(*books[l])}} {
			for i := range pair[0].NumField() {
				name, en, s := pair[0].Type().Field(i).Name, pair[0].Field(i).String(), pair[1].Field(i).String()
				if s == "" {
					t.Errorf("%s: %s is empty", l, name)
				}
				if !slices.Equal(sorted(en), sorted(s)) {
					t.Errorf("%s: %s is filled in with %v, in English with %v", l, name, sorted(s), sorted(en))
				}
				if _, lost := set.Clean(fonts.Bold, s); lost || strings.ContainsAny(s, "→−≥≤≈") {
					t.Errorf("%s: %s cannot be printed: %q", l, name, s)
				}
			}
		}
		if n := len(strings.Fields(string(languages[l].MonthNames))); n != 12 {
			t.Errorf("%s has %d months", l, n)
		}
	}
}

// A language lacks nothing: what it has no word for stands in English.
func TestFallsBackToEnglish(t *testing.T) {
	w := inLanguage(english, &phrases{Won: "Gewonnen"})
	if w.Won != "Gewonnen" || w.Lost != english.Lost {
		t.Errorf("won %q, lost %q", w.Won, w.Lost)
	}
	if got := wordsOf("xx"); got != english {
		t.Error("an unknown language is not English")
	}
}

func TestWords(t *testing.T) {
	w := english
	for _, c := range []struct{ got, want string }{
		{w.interviews(1).s, "1 interview"}, {w.interviews(60).s, "60 interviews"}, {num(9999).s, "9999"}, {num(10000).s, "10,000"}, {num(1234567).s, "1,234,567"},
		{w.halves(8.5).s, "8.5"}, {w.halves(9).s, "9"}, {german.months(8.5).s, "8,5 Monate"}, {fill("x ({1}) y", Text{}).s, "x y"}, {w.months(1).s, "1 month"}, {w.list(nil).s, ""}, {w.list([]Text{{"a"}, {"b"}, {"c"}}).s, "a, b and c"},
		{w.monthOf("2026-03-12").s, "March 2026"}, {w.monthOf("").s, ""}, {fill("{2} before {1}", Text{"x"}, Text{"y"}).s, "y before x"},
	} {
		if c.got != c.want {
			t.Errorf("%q, want %q", c.got, c.want)
		}
	}
}

// Names keep their capital within a sentence; ordinary words do not.
func TestInside(t *testing.T) {
	b := &builder{}
	b.in.Study.Client = "Tessell Systems"
	b.in.Index = analysis.NewIndex(nil, research.NewCodebook(nil, nil))
	for in, want := range map[string]string{"Timing of the proposal": "timing of the proposal", "ROI model": "ROI model", "Tessell's price": "Tessell's price", "": "", "x": "x"} {
		if got := b.inside(Text{in}).s; got != want {
			t.Errorf("%q becomes %q, want %q", in, got, want)
		}
	}
}

// A median of a few is given without an interval; one of many with it.
func TestMedian(t *testing.T) {
	v := []float64{9, 1, 2, 3, 4, 5, 6, 7, 8, 10}
	mid, low, high := median(v, 10)
	if mid != 5.5 || low != 2 || high != 9 {
		t.Errorf("median %v (%v to %v), want 5.5 (2 to 9)", mid, low, high)
	}
	if _, low, high := median(v, 11); low != 0 || high != 0 {
		t.Errorf("interval %v to %v under the least base", low, high)
	}
	// Ranks of the median's 95% interval, from Conover's binomial tables: n = 5 has none, 6: 1, 10: 2, 20: 6, 60: 22.
	for n, want := range map[int]int{5: 0, 6: 1, 10: 2, 20: 6, 60: 22} {
		if got := lowerRank(n); got != want {
			t.Errorf("rank for %d is %d, want %d", n, got, want)
		}
	}
}

// Months stand within a sentence as each language has them, the year once.
func TestMonthsWithinASentence(t *testing.T) {
	for l, want := range map[Lang]string{English: "from April to August 2026", German: "von April bis August 2026", French: "d’avril à août 2026", Spanish: "de abril a agosto de 2026"} {
		w := wordsOf(l)
		first, last := w.ends("2026-04-02", "2026-08-30")
		if got := w.elided(fill(w.HeldFrom, first, last)).s; got != want {
			t.Errorf("%s: %q, want %q", l, got, want)
		}
	}
	if got := wordsOf(English).span("2025-11-01", "2026-02-01").s; got != "November 2025 to February 2026" {
		t.Errorf("over two years: %q", got)
	}
}
