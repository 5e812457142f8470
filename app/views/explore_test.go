package views

import (
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

func atOnce(f func()) { f() }

// newThemes is the screen with everything done at once, on the test's own goroutine, but for the editor.
func newThemes(h Host) View {
	v := NewThemes(h)
	v.side.off, v.side.deliver = atOnce, atOnce
	return v
}

// newExplore is the screen with everything done at once, on the test's own goroutine.
func newExplore(h Host) View {
	v := NewExplore(h)
	v.off, v.deliver = atOnce, atOnce
	v.side.off, v.side.deliver = atOnce, atOnce
	return v
}

// Every figure of every chart is reached by the arrows, and Enter opens as many interviews as it counts.
func TestExploreByKeyboard(t *testing.T) {
	r := newRoom(t, sampleStudy(t), theme.LightMode, usual, newExplore, nil)
	v := r.view.(*Explore)
	r.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyRight, fyne.KeyRight)
	if v.at != (place{2, 1}) {
		t.Fatalf("the arrows lead to %+v", v.at)
	}
	for range 4 {
		want := v.data.Rows[v.at.row].Cells[max(0, v.at.col)]
		if v.at.col < 0 {
			want = v.data.Rows[v.at.row].Total
		}
		r.key(fyne.KeyReturn)
		if !v.side.open() || v.side.data.Interviews != want.X || v.side.data.Base != want.N {
			t.Fatalf("%+v is %d of %d; behind it are %+v", v.at, want.X, want.N, v.side.data)
		}
		r.key(fyne.KeyEscape)
		if v.side.open() {
			t.Fatal("Escape does not close the quotes")
		}
		r.key(fyne.KeyDown, fyne.KeyLeft)
	}
	r.key(fyne.KeyEnd)
	if v.at.row != len(v.data.Rows)-1 || v.row0 == 0 {
		t.Errorf("End leads to row %d of %d, the first in sight is %d", v.at.row, len(v.data.Rows), v.row0)
	}
	if _, ok := v.where[v.at]; !ok {
		t.Errorf("the figure in hand is not in sight")
	}
	before := v.ask
	r.typed("b")
	if v.ask.By == before.By {
		t.Error("B does not change the classes")
	}
	r.typed("gmho")
	if v.ask.Chart == before.Chart || v.ask.Rows == before.Rows || !v.ask.BookOrder {
		t.Errorf("the keys lead to %+v", v.ask)
	}
	if len(r.fails) > 0 {
		t.Error(r.fails)
	}
}

// Every chart of everything draws at every size, with the figure in hand among its marks; the text beside a mark is the
// figure's own count.
func TestExploreDrawsEverything(t *testing.T) {
	for name, s := range map[string]*session.Session{"sample": sampleStudy(t), "empty": emptyStudy(t)} {
		for _, size := range []fyne.Size{usual, fyne.NewSize(1000, 560)} {
			r := newRoom(t, s, theme.DarkMode, size, newExplore, nil)
			v := r.view.(*Explore)
			v.off = func(func()) {} // what exports would withhold is for the tests below
			for _, c := range session.ExploreCharts() {
				for _, rows := range []string{session.CountThemes, session.CountCodes, session.CountTold} {
					v.look(session.ExploreAsk{Rows: rows, By: "outcome", Chart: c.Key})
					n, _, _ := v.grid()
					if _, ok := v.where[v.at]; name == "sample" && n > 0 && !ok {
						t.Errorf("%s of %s at %v: the figure in hand %+v is not drawn", c.Key, rows, size, v.at)
					}
					if n > 0 && v.words(v.at) == "" {
						t.Errorf("%s of %s: no words for %+v", c.Key, rows, v.at)
					}
				}
			}
			if len(r.fails) > 0 {
				t.Errorf("%s: %v", name, r.fails)
			}
		}
	}
}

// What an export would withhold is marked with its reason in words, on the figure and under the chart.
func TestExploreMarksWithReasons(t *testing.T) {
	r := newRoom(t, sampleStudy(t), theme.LightMode, usual, newExplore, nil)
	v := r.view.(*Explore)
	marked := 0
	for i := range v.data.Rows {
		for j := range v.data.Columns {
			why := v.why(place{i, j})
			if why == "" {
				continue
			}
			marked++
			if !strings.HasSuffix(why, ".") || len(why) < 20 {
				t.Errorf("the reason is %q", why)
			}
			if c := v.cell(place{i, j}, v.data.Rows[i].Cells[j]); !c.Marked || !c.Shown || c.Text != fmt.Sprint(v.data.Rows[i].Cells[j].X) {
				t.Errorf("the figure is drawn as %+v", c)
			}
		}
	}
	if marked == 0 || marked == len(v.data.Rows)*len(v.data.Columns) {
		t.Errorf("%d figures are marked of %d", marked, len(v.data.Rows)*len(v.data.Columns))
	}
}

// A view that was kept is opened again, and Undo takes it away.
func TestExploreKeepsViews(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, newExplore, nil)
	v := r.view.(*Explore)
	if _, err := s.SaveView(t.Context(), research.SavedView{Name: "Regions", Rows: session.CountStages, Side: session.SideHelped, By: "region", Chart: session.ChartTimeline, Order: "book"}); err != nil {
		t.Fatal(err)
	}
	v.Show(nil)
	if len(v.views) != 1 {
		t.Fatalf("%d views", len(v.views))
	}
	v.Show(v.views[0])
	if v.ask.Rows != session.CountStages || v.ask.Side != session.SideHelped || v.ask.By != "region" || v.ask.Chart != session.ChartTimeline || !v.ask.BookOrder {
		t.Errorf("the view opens as %+v", v.ask)
	}
	v.askSave()
	if r.win.Canvas().Overlays().Top() == nil {
		t.Error("nothing asks for a name")
	}
}
