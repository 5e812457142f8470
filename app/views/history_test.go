package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
	"openloop/research/store"
)

// lived is the sample study after a day of work, with steps taken back and overtaken.
func lived(t *testing.T) *session.Session {
	t.Helper()
	s := sampleStudy(t)
	ctx := t.Context()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	rows := s.InterviewRows(session.InterviewFilter{})
	do(s.MarkCoded(ctx, rows[0].Interview.ID, true))
	do(s.MarkCoded(ctx, rows[1].Interview.ID, true))
	do(s.SetNote(ctx, rows[2].Interview.ID, "Speaks of timing first, of price later."))
	_, err := s.Undo(ctx)
	do(err)
	a, _ := s.Book().ByRef("DIS-02")
	b, _ := s.Book().ByRef("DIS-03")
	_, err = s.MergeCodes(ctx, []research.ID{a.ID}, b.ID)
	do(err)
	_, err = s.KeepVersion(ctx, "After the pilot")
	do(err)
	do(s.MarkCoded(ctx, rows[3].Interview.ID, true))
	_, err = s.Undo(ctx)
	do(err)
	return s
}

func historyRoom(t *testing.T, mode theme.Mode, size fyne.Size) (r *room, v *History) {
	r = newRoom(t, lived(t), mode, size, func(h Host) View { v = NewHistory(h); return v }, "codebook")
	return r, v
}

func TestHistoryPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodySmall}} {
		r, _ := historyRoom(t, c.mode, c.size)
		r.key(fyne.KeyDown)
		r.shoot("history-" + c.name)
	}
}

// Enter steps back to the chosen step, at once where it is one, and forward again.
func TestHistoryStepsBackAndForward(t *testing.T) {
	r, v := historyRoom(t, theme.LightMode, bodyLarge)
	if v.lines[0].at >= 0 || v.steps[0].Name == "" || !v.steps[0].Undone {
		t.Fatalf("the list begins with %+v, %+v", v.lines[0], v.steps[0])
	}
	st, ok := v.chosen()
	if !ok || st.ID != v.now || !strings.HasPrefix(st.Name, "Keep version 1") {
		t.Fatalf("the list opens on %+v", st)
	}
	r.key(fyne.KeyDown, fyne.KeyReturn)
	if c, _ := r.s.Book().ByRef("DIS-02"); c.MergedInto == "" || !strings.HasPrefix(r.lastSaid(), "Took back 1 step.") {
		t.Errorf("one step back: %q", r.lastSaid())
	}
	if list, _ := r.s.BookVersions(t.Context()); len(list) != 0 {
		t.Error("the version is still there")
	}
	r.key(fyne.KeyDown) // the note, overtaken
	if st, _ := v.chosen(); !st.Overtaken {
		t.Errorf("below is %+v", st)
	}
	r.key(fyne.KeyReturn)
	if len(r.fails) != 1 || research.KindOf(r.fails[0]) != research.Conflict {
		t.Errorf("stepping to it says %v", r.fails)
	}
	first := r.s.InterviewRows(session.InterviewFilter{})[0]
	before := first.Interview.Coded
	v.walk(v.steps[len(v.steps)-1], mustWay(t, r.s, v.steps[len(v.steps)-1].ID))
	if n := len(r.s.InterviewRows(session.InterviewFilter{})); n != 0 || !before {
		t.Errorf("back at the beginning there are %d interviews", n)
	}
	if v.now != v.steps[len(v.steps)-1].ID {
		t.Error("the list does not show where the study stands")
	}
	top := v.steps[0]
	v.walk(top, mustWay(t, r.s, top.ID))
	if n := len(r.s.InterviewRows(session.InterviewFilter{})); n != 60 || v.steps[0].Undone {
		t.Errorf("forward to the end there are %d interviews", n)
	}
	r.key(fyne.KeyEscape)
	if len(r.went) != 1 || r.went[0] != "codebook" {
		t.Errorf("Escape leads to %v", r.went)
	}
}

func mustWay(t *testing.T, s *session.Session, step int64) store.Way {
	t.Helper()
	way, err := s.WayTo(t.Context(), step)
	if err != nil {
		t.Fatal(err)
	}
	return way
}

// Typing finds steps by what and who; headings of days without any go.
func TestHistoryFilters(t *testing.T) {
	r, v := historyRoom(t, theme.LightMode, bodyLarge)
	all := len(v.lines)
	r.typed("/merge dis")
	v.search.SetText("merge")
	if len(v.lines) != 2 || all < 6 {
		t.Errorf("%d of %d lines", len(v.lines), all)
	}
	label := strings.ToLower(r.s.InterviewRows(session.InterviewFilter{})[2].Interview.Label)
	v.search.SetText(label)
	if found := len(v.lines); found < 2 || found >= all {
		t.Errorf("%q finds %d of %d lines", label, found, all)
	}
	v.search.SetText("nothing of the kind")
	if len(v.lines) != 0 {
		t.Errorf("%d lines", len(v.lines))
	}
	v.searchKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(v.lines) != all {
		t.Error("Escape does not show all again")
	}
}
