package session

import (
	"context"
	"testing"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
)

// The Themes screen and the pages compare the same two groups: their names, their bases, their counts and their
// verdicts are the same, also where an outcome is too small to stand alone.
func TestThemesCompareWhatThePagesCompare(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	in, err := s.packInput(ctx, PackOptions{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	doc, err := report.Build(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	f, err := s.Figures(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	key := func(side CompareSide) string {
		for _, g := range doc.Groups(report.OfTheme) {
			if g.Name.String() == side.Name {
				return g.Key
			}
		}
		t.Fatalf("no group of the pages is called %q", side.Name)
		return ""
	}
	lost, won, compared := key(f.Lost), key(f.Won), 0
	for _, row := range doc.Rows(report.OfTheme) {
		for _, th := range f.Themes {
			if th.Theme.Name != trimSide(row.Measure.String()) {
				continue
			}
			for _, g := range row.Groups {
				share := map[string]analysis.Share{lost: th.Lost, won: th.Won}[g.Group]
				if g.Shown && share.N > 0 {
					compared++
					if share.X != g.X || share.N != g.N {
						t.Errorf("%s, %s: the page says %d of %d, the screen %d of %d", th.Theme.Name, g.Group, g.X, g.N, share.X, share.N)
					}
				}
			}
		}
	}
	if compared < 4 {
		t.Errorf("only %d figures were compared", compared)
	}
	for _, v := range doc.Verdicts {
		for _, th := range f.Themes {
			if th.Theme.Name == trimSide(v.Measure.String()) && th.Holds != v.Holds {
				t.Errorf("%s holds on the page: %v, on the screen: %v", th.Theme.Name, v.Holds, th.Holds)
			}
		}
	}
}

// trimSide is a theme's name without what the pages add of its side.
func trimSide(s string) string {
	for _, end := range []string{", hurt", ", helped"} {
		if len(s) > len(end) && s[len(s)-len(end):] == end {
			return s[:len(s)-len(end)]
		}
	}
	return s
}

// Each side is the outcomes that it names, no more and no less.
func TestSidesAreTheirOutcomes(t *testing.T) {
	s := openSample(t)
	for _, w := range append(s.Waves(), research.Wave{}) {
		f, err := s.Figures(context.Background(), w.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, side := range []CompareSide{f.Lost, f.Won} {
			want := 0
			for _, c := range f.Outcomes {
				for _, o := range side.Outcomes {
					if c.Key == string(o) {
						want += c.Members.Count()
					}
				}
			}
			if got := side.Members.Count(); got != want || got == 0 || side.Name == "" {
				t.Errorf("wave %q, %s: %d interviews, its outcomes have %d", w.Name, side.Name, got, want)
			}
		}
	}
}
