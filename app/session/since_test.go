package session

import (
	"context"
	"testing"

	"openloop/report"
)

// The page on two waves says of every theme what Explore says of it by wave.
func TestExploreAgreesWithThePageOnWaves(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	if err := s.SetSection(ctx, report.SinceLast, "Since last time", true); err != nil {
		t.Fatal(err)
	}
	in, err := s.packInput(ctx, PackOptions{Lang: "en"})
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Waves()) < 2 {
		t.Skip("the sample is of one wave")
	}
	doc, err := report.Build(ctx, in)
	if err != nil {
		t.Fatal(err)
	}
	e, err := s.Explore(ctx, ExploreAsk{Rows: CountThemes, By: "wave"})
	if err != nil {
		t.Fatal(err)
	}
	if doc.Since == nil {
		t.Fatal("two waves give no comparison")
	}
	compared := 0
	for _, r := range doc.Since.Rows {
		for _, row := range e.Rows {
			if row.Name != trimSide(r.Measure.String()) {
				continue
			}
			for j, c := range e.Columns {
				for _, f := range []report.Figure{r.Before, r.Now} {
					if f.Shown && f.Group == c.Key {
						compared++
						if got := row.Cells[j]; got.X != f.X || got.N != f.N {
							t.Errorf("%s, %s: the page says %d of %d, Explore %d of %d", row.Name, c.Name, f.X, f.N, got.X, got.N)
						}
					}
				}
			}
		}
	}
	if compared == 0 {
		t.Error("nothing was compared")
	}
}
