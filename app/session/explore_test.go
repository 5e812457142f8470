package session

import (
	"context"
	"testing"

	"openloop/research"
)

// Every number of every breakdown opens its quotes: as many interviews as it counts, and every passage that it counts.
func TestEveryExploredFigureHasItsQuotes(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	n := 0
	for _, rows := range ExploreRows() {
		for _, by := range ExploreBy() {
			for _, side := range ExploreSides() {
				ask := ExploreAsk{Rows: rows.Key, By: by.Key, Side: side.Key}
				if ask.Clean().Side != side.Key || by.Key == ByRemark && ask.ofReasons() {
					continue
				}
				e, err := s.Explore(ctx, ask)
				if err != nil {
					t.Fatal(err)
				}
				for i := range e.Rows {
					for j := -1; j < len(e.Columns); j++ {
						want := e.Rows[i].Total
						if j >= 0 {
							want = e.Rows[i].Cells[j]
						}
						if n++; n%61 != 0 && want.X > 0 { // each is read from the file
							continue
						}
						b, err := s.ExploreBehind(ctx, e, i, j)
						if err != nil {
							t.Fatal(err)
						}
						heard, words := map[research.ID]bool{}, 0
						for _, q := range b.Quotes {
							heard[q.Interview.Interview.ID] = true
							if q.Text != "" {
								words++
							}
						}
						if b.Interviews != want.X || b.Base != want.N || len(heard) != want.X || words != b.Mentions {
							t.Fatalf("%s, %s by %s, %s in column %d: %d of %d; behind it are %d of %d, %d heard, %d of %d passages", rows.Key, side.Key, by.Key, e.Rows[i].Name, j,
								want.X, want.N, b.Interviews, b.Base, len(heard), words, b.Mentions)
						}
					}
				}
			}
		}
	}
	if n < 3000 {
		t.Errorf("only %d figures", n)
	}
}

// What Explore marks as withheld is what `openloop codes` withholds, by every dimension that both have.
func TestExploreMarksWhatCodesWithhold(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, by := range []string{"outcome", "wave", "segment", "region"} {
		released, err := s.Released(ctx, by, "")
		if err != nil {
			t.Fatal(err)
		}
		e, err := s.Explore(ctx, ExploreAsk{Rows: CountCodes, By: by})
		if err != nil {
			t.Fatal(err)
		}
		m, err := s.ExploreMarks(ctx, e)
		if err != nil {
			t.Fatal(err)
		}
		at := map[string]int{}
		for i, r := range released.Rows {
			at[codeRow+r.Key] = i
		}
		shown, hidden := 0, 0
		for i, row := range e.Rows {
			r := released.Rows[at[row.Key]]
			if r.Total.Shown != (m.Totals[i] == "") {
				t.Errorf("by %s, %s: an export shows the total %v, Explore says %q", by, row.Name, r.Total.Shown, m.Totals[i])
			}
			for j, c := range e.Columns {
				for k, g := range released.Groups {
					if !g.Members.Equal(c.members) {
						continue
					}
					if r.Cells[k].Shown != (m.Cells[i][j] == "") {
						t.Errorf("by %s, %s, %s: an export shows it %v, Explore says %q", by, row.Name, c.Name, r.Cells[k].Shown, m.Cells[i][j])
					}
					if r.Cells[k].Shown {
						shown++
						if r.Cells[k].X != row.Cells[j].X {
							t.Errorf("by %s, %s, %s: an export says %d, Explore %d", by, row.Name, c.Name, r.Cells[k].X, row.Cells[j].X)
						}
					} else {
						hidden++
					}
				}
			}
		}
		if shown == 0 || m.Withheld() == 0 {
			t.Errorf("by %s: %d shown, %d hidden, %d marked", by, shown, hidden, m.Withheld())
		}
	}
}

// Every combination is counted and marked, for a study of nobody too; a reason stands at every mark.
func TestExploreEverything(t *testing.T) {
	for name, s := range map[string]*Session{"sample": openSample(t), "empty": newStudy(t)} {
		ctx := context.Background()
		for _, c := range ExploreCharts() {
			for _, rows := range ExploreRows() {
				for _, by := range []string{"outcome", ByRemark} {
					e, err := s.Explore(ctx, ExploreAsk{Rows: rows.Key, By: by, Chart: c.Key})
					if err != nil {
						t.Fatalf("%s: %v", name, err)
					}
					if name == "empty" && (e.Base != 0 || len(e.Columns) != 0 && c.Key != ChartDots && by != ByRemark) {
						t.Errorf("%s, %s by %s: %d interviews in %d columns", c.Key, rows.Key, by, e.Base, len(e.Columns))
					}
					if name == "empty" {
						continue
					}
					for i, row := range e.Together {
						if row[i] != e.Rows[i].Total.X {
							t.Fatalf("%s alone is in %d interviews, said together %d", e.Rows[i].Name, e.Rows[i].Total.X, row[i])
						}
					}
					for i, r := range e.Importance {
						if r.Name != e.Rows[i].Name {
							t.Fatalf("the importance of %s stands at %s", r.Name, e.Rows[i].Name)
						}
					}
					for i, r := range e.Rows {
						for j := range r.Cells {
							if r.Cells[j].X > r.Cells[j].N || j >= len(e.Columns) {
								t.Fatalf("%s, %s by %s, row %d: %+v", c.Key, rows.Key, by, i, r.Cells)
							}
						}
					}
					if c.Key == ChartTogether || c.Key == ChartSaturation || c.Key != ChartTable && rows.Key != CountCodes {
						continue
					}
					if _, err := s.ExploreMarks(ctx, e); err != nil {
						t.Fatal(err)
					}
				}
			}
		}
	}
}

// A view is kept under a name, changed, deleted, and each is taken back by one undo; a name twice is refused.
func TestSavedViews(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	names := func() (r []string) {
		list, err := s.SavedViews(ctx)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range list {
			r = append(r, v.Name+" "+v.By)
		}
		return r
	}
	id, err := s.SaveView(ctx, research.SavedView{Name: "What hurt, by region", Rows: CountCodes, Side: SideHurt, By: "region", Chart: ChartTable})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.SaveView(ctx, research.SavedView{Name: "what hurt, by REGION"}); research.KindOf(err) != research.Invalid {
		t.Errorf("the name twice: %v", err)
	}
	if _, err := s.SaveView(ctx, research.SavedView{Name: "  "}); research.KindOf(err) != research.Invalid {
		t.Errorf("no name: %v", err)
	}
	if _, err := s.SaveView(ctx, research.SavedView{ID: id, Name: "What hurt", Rows: CountCodes, By: "wave"}); err != nil {
		t.Fatal(err)
	}
	if got := names(); len(got) != 1 || got[0] != "What hurt wave" {
		t.Fatalf("views %q", got)
	}
	list, _ := s.SavedViews(ctx)
	if err := s.DeleteView(ctx, list[0]); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"What hurt wave", "What hurt, by region region"} {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if got := names(); len(got) != 1 || got[0] != want {
			t.Fatalf("after undo %q, want %q", got, want)
		}
	}
}
