package views

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/assets"
	"openloop/report"
	"openloop/research"
)

var usual = fyne.NewSize(1232, 780)

// Pressing a figure lists its quotes: as many as it counts.
func TestThemesListTheQuotesBehindAFigure(t *testing.T) {
	r := newRoom(t, sampleStudy(t), theme.LightMode, usual, newThemes, nil)
	v := r.view.(*Themes)
	for _, row := range v.data.Themes {
		for _, o := range []research.Outcome{research.Lost, research.Won} {
			if !v.board.Tap("count:" + string(o) + ":" + string(row.Theme.ID)) {
				t.Fatalf("%s has no count to press", row.Theme.Name)
			}
			want := row.Lost.X
			if o == research.Won {
				want = row.Won.X
			}
			seen := map[research.ID]bool{}
			for _, q := range v.side.data.Quotes {
				seen[q.Interview.Interview.ID] = true
			}
			if v.side.data.Interviews != want || len(seen) != want || len(v.side.data.Quotes) != v.side.data.Mentions {
				t.Errorf("%s, %s: shows %d, lists %d interviews and %d of %d quotes", row.Theme.Name, o, want, len(seen), len(v.side.data.Quotes), v.side.data.Mentions)
			}
		}
	}
	if !v.Key(&fyne.KeyEvent{Name: fyne.KeyEscape}) || v.side.open() {
		t.Error("Escape does not close the quotes")
	}
}

func TestThemesTakeAndGiveBackAClearance(t *testing.T) {
	r := newRoom(t, sampleStudy(t), theme.DarkMode, usual, newThemes, nil)
	v := r.view.(*Themes)
	v.board.Tap("theme:" + string(v.data.Themes[0].Theme.ID))
	for i, q := range v.side.data.Quotes {
		if q.Cleared {
			v.side.rows.Choose(i)
			v.side.toggleClear()
			if v.side.data.Quotes[i].Cleared {
				t.Error("the quote is still cleared")
			}
			return
		}
	}
	t.Fatal("no quote of the theme is cleared")
}

func TestThemesWithoutAny(t *testing.T) {
	r := newRoom(t, emptyStudy(t), theme.LightMode, usual, newThemes, nil)
	if v := r.view.(*Themes); len(v.data.Themes) != 0 || !strings.Contains(strings.Join(v.board.Keys(), " "), "New theme") {
		t.Errorf("an empty study offers %v", v.board.Keys())
	}
}

// The import screen goes from file to plan to done, and shows what each would do.
func TestImportGoesStepByStep(t *testing.T) {
	s := emptyStudy(t)
	path := filepath.Join(t.TempDir(), "interviews.xlsx")
	if err := os.WriteFile(path, assets.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	r := newRoom(t, s, theme.LightMode, usual, importHere, path)
	v := r.view.(*Import)
	if v.step != 2 || len(v.columns()) < 30 {
		t.Fatalf("step %d with %d columns", v.step, len(v.columns()))
	}
	v.goOn()
	if v.step != 3 || v.would.New != 60 || v.would.Codings != 607 {
		t.Fatalf("step %d would take %d interviews and %d codings", v.step, v.would.New, v.would.Codings)
	}
	if n := len(s.InterviewRows(session.InterviewFilter{})); n != 0 {
		t.Fatalf("the plan alone stored %d interviews", n)
	}
	v.goOn()
	v.goOn()
	if v.step != stepDone || v.did.New != 60 || len(s.InterviewRows(session.InterviewFilter{})) != 60 {
		t.Fatalf("step %d took %d interviews", v.step, v.did.New)
	}
}

func TestSettingsAreSavedAsTheyChange(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View { return NewSettings(h) }, nil)
	v := r.view.(*Settings)
	if !v.board.Tap("k:8") || s.Study().MinInterviews != 8 {
		t.Errorf("figures need %d interviews, want 8", s.Study().MinInterviews)
	}
	v.name.SetText("Brightwater")
	v.name.OnSubmitted("Brightwater")
	names, err := s.Names(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	found := false
	for _, n := range names {
		found = found || n.Text == "Brightwater"
	}
	if !found {
		t.Error("the name was not kept")
	}
	v.coder.OnSubmitted("rk")
	if s.Coder() != "RK" {
		t.Errorf("codes as %s", s.Coder())
	}
}

func TestHomeAndOverviewOfEveryStudy(t *testing.T) {
	for _, size := range []fyne.Size{usual, fyne.NewSize(720, 450), fyne.NewSize(1900, 1100)} {
		newRoom(t, emptyStudy(t), theme.DarkMode, size, func(h Host) View { return NewHome(h) }, nil)
		r := newRoom(t, emptyStudy(t), theme.DarkMode, size, func(h Host) View { return NewOverview(h) }, nil)
		if !r.view.(*Overview).board.Tap("begin:overview.sheet") || len(r.went) != 1 || r.went[0] != "import" {
			t.Errorf("an empty study leads to %q", r.went)
		}
		r = newRoom(t, sampleStudy(t), theme.LightMode, size, func(h Host) View { return NewOverview(h) }, nil)
		if d := r.view.(*Overview).data; d.Interviews != 60 || d.Codings != 607 || d.Headline == "" {
			t.Errorf("the overview counts %d interviews and %d codings, headline %q", d.Interviews, d.Codings, d.Headline)
		}
	}
}

// The report is drafted, its pages turn, and a message of one's own takes the place of the drafted one.
func TestReportPagesAndMessages(t *testing.T) {
	s := sampleStudy(t)
	r := newRoom(t, s, theme.LightMode, usual, func(h Host) View {
		v := NewReport(h)
		v.off = func(f func()) { f() }
		return v
	}, nil)
	v := r.view.(*Report)
	if len(v.doc.Pages) < 8 {
		t.Fatalf("%d pages", len(v.doc.Pages))
	}
	for _, p := range v.doc.Pages {
		if n := len([]rune(p.Title.String())); n > report.MessageMost && p.Kind != report.SinceLast { // it says which wave, and takes two lines
			t.Errorf("page %d drafts a message of %d characters", p.Number, n)
		}
	}
	v.Key(&fyne.KeyEvent{Name: fyne.KeyPageDown})
	on := v.rows[1].page // the list of contents has no message, and is stepped over
	if v.page != on || v.title.Text != v.doc.Pages[on].Title.String() {
		t.Errorf("page %d with message %q", v.page, v.title.Text)
	}
	v.title.SetText("Price is an excuse")
	v.keepTitle()
	if got := v.doc.Pages[on].Title.String(); got != "Price is an excuse" {
		t.Errorf("the page says %q", got)
	}
}
