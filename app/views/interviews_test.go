package views

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// interviewsRoom delivers searches when deliver is called, on the test's own goroutine, until the last one
// is answered.
func interviewsRoom(t *testing.T, mode theme.Mode, size fyne.Size) (r *room, v *Interviews, deliver func()) {
	s := sampleStudy(t)
	r = newRoom(t, s, mode, size, func(h Host) View { v = NewInterviews(h); return v }, nil)
	answers := make(chan func(), 16)
	v.deliver, v.pause = func(f func()) { answers <- f }, time.Millisecond
	return r, v, func() {
		t.Helper()
		for v.done != v.asked {
			select {
			case f := <-answers:
				f()
			case <-time.After(10 * time.Second):
				t.Fatal("the search never answered")
			}
		}
	}
}

func TestInterviewsPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}} {
		r, v, deliver := interviewsRoom(t, c.mode, c.size)
		r.key(fyne.KeyDown, fyne.KeyDown)
		r.shoot("interviews-" + c.name)
		r.typed("/price")
		deliver()
		if len(v.hits) == 0 {
			t.Fatal("nobody said price")
		}
		r.shoot("interviews-search-" + c.name)
	}
	r := newRoom(t, emptyStudy(t), theme.LightMode, bodyLarge, func(h Host) View { return NewInterviews(h) }, nil)
	r.shoot("interviews-empty")
}

func TestInterviewsByKeyboard(t *testing.T) {
	r, v, _ := interviewsRoom(t, theme.LightMode, bodyLarge)
	if got, _ := v.chosen(); got.Interview.Label != "P01" {
		t.Fatalf("the cursor begins on %q", got.Interview.Label)
	}
	r.key(fyne.KeyDown, fyne.KeyDown)
	third, _ := v.chosen()
	if third.Interview.Label != "P03" || v.card.row.Interview.ID != third.Interview.ID {
		t.Fatalf("two down is %q, and the card shows %q", third.Interview.Label, v.card.row.Interview.Label)
	}
	r.key(fyne.KeyReturn)
	r.typed("c")
	if len(r.went) != 2 || r.went[0] != "coding" || r.went[1] != "coding" || r.args[0] != third.Interview.ID || r.args[1] != third.Interview.ID {
		t.Errorf("Enter and C went to %v with %v", r.went, r.args)
	}
	r.typed("/")
	if !v.search.Focused() {
		t.Error("/ does not go to the search field")
	}
	r.key(fyne.KeyEscape)
	if !v.table.Rows().Focused() {
		t.Error("Escape does not go back to the table")
	}
}

// The choice stays with the person when the table is sorted or filtered.
func TestInterviewsSortAndFilter(t *testing.T) {
	r, v, _ := interviewsRoom(t, theme.LightMode, bodyLarge)
	r.key(fyne.KeyDown, fyne.KeyDown, fyne.KeyDown, fyne.KeyDown)
	was, _ := v.chosen()
	v.table.SortBy(8, true)
	if now, _ := v.chosen(); now.Interview.ID != was.Interview.ID {
		t.Errorf("sorting moved the choice from %s to %s", was.Interview.Label, now.Interview.Label)
	}
	v.outcome.Pick(1)
	if len(v.rows) == 0 || len(v.rows) == v.all {
		t.Fatalf("the filter shows %d of %d", len(v.rows), v.all)
	}
	for _, row := range v.rows {
		if row.Interview.Outcome != research.Won {
			t.Fatalf("%s is %s", row.Interview.Label, row.Interview.Outcome)
		}
	}
	if !strings.HasPrefix(v.tally(), howMany(len(v.rows), "interview")+" from ") {
		t.Errorf("the foot says %q", v.tally())
	}
	v.consent.Pick(1)
	for _, row := range v.rows {
		if c := row.Participants[0].Consent; c != research.ConsentFree && c != research.ConsentReworded {
			t.Errorf("%s allows no quotes", row.Interview.Label)
		}
	}
	v.clear()
	if len(v.rows) != v.all {
		t.Errorf("after clearing, %d of %d are shown", len(v.rows), v.all)
	}
}

// What was said is searched beside the table, and an answer that comes too late is dropped.
func TestInterviewsSearchWhatWasSaid(t *testing.T) {
	r, v, deliver := interviewsRoom(t, theme.LightMode, bodyLarge)
	r.typed("/flipch")
	deliver()
	if len(v.rows) != 0 || len(v.hits) == 0 {
		t.Fatalf("%d rows and %d hits for words that were only said", len(v.rows), len(v.hits))
	}
	r.key(fyne.KeyDown)
	if !v.found.Focused() || v.found.Chosen() != 0 {
		t.Fatal("Down does not go to what was found")
	}
	r.key(fyne.KeyReturn)
	if h, ok := r.args[0].(store.Hit); !ok || h.Turn != v.hits[0].Turn {
		t.Errorf("Enter went to %v", r.args[0])
	}
	v.search.SetText("")
	deliver()
	if len(v.hits) != 0 || len(v.rows) != v.all {
		t.Errorf("after emptying the field: %d rows, %d hits", len(v.rows), len(v.hits))
	}
}

func TestInterviewNoteIsSavedOnLeaving(t *testing.T) {
	r, v, _ := interviewsRoom(t, theme.LightMode, bodyLarge)
	id := v.card.row.Interview.ID
	r.win.Canvas().Focus(v.card.note)
	v.card.note.SetText("Spoke freely once recording ended.")
	v.table.Focus()
	if row, _ := r.s.InterviewRow(id); row.Interview.Note != "Spoke freely once recording ended." {
		t.Errorf("the note is %q", row.Interview.Note)
	}
	if name, _ := r.s.CanUndo(); name != "Note on P01" {
		t.Errorf("the last step is %q", name)
	}
	r.win.Canvas().Focus(v.card.note)
	r.key(fyne.KeyEnd)
	v.table.Focus()
	if steps, _ := r.s.History(t.Context(), 2); len(steps) < 2 || steps[1].Name == "Note on P01" {
		t.Error("leaving the note unchanged saved it again")
	}
}

func TestExcerptKeepsTheFoundWord(t *testing.T) {
	_ = theme.Light()
	newRoom(t, emptyStudy(t), theme.LightMode, bodySmall, func(h Host) View { return NewInterviews(h) }, nil)
	h := store.Hit{Excerpt: strings.Repeat("long before it ", 12) + "the price\nwas too high", Marks: [][2]int{{184, 189}}}
	got := excerpt(h, 300)
	text, width := "", float32(0)
	for _, p := range got {
		if p.marked && p.text != "price" {
			t.Errorf("marked %q", p.text)
		}
		text += p.text
		width += widgets.Width(p.text, p.typ())
	}
	if !strings.Contains(text, "price was") || !strings.HasPrefix(text, "…") || width > 300.5 {
		t.Errorf("%q, %v wide", text, width)
	}
}
