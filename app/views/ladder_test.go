package views

import (
	"context"
	"slices"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// laddered is the Coding screen on an interview with several coded passages, and its ladder.
func laddered(t *testing.T, mode theme.Mode, size fyne.Size) (*room, *Coding, *codingLadder) {
	t.Helper()
	s := sampleStudy(t)
	most := session.InterviewRow{}
	for _, r := range s.InterviewRows(session.InterviewFilter{}) {
		if r.Codings > most.Codings && r.Told != r.Decided {
			most = r
		}
	}
	r := newRoom(t, s, mode, size, func(h Host) View { return NewCoding(h) }, most.Interview.ID)
	v := r.view.(*Coding)
	i := slices.IndexFunc(v.sides, func(s codingSide) bool { _, ok := s.(*codingLadder); return ok })
	if i < 0 {
		t.Fatal("the screen has no ladder")
	}
	return r, v, v.sides[i].(*codingLadder)
}

// climbUp makes a rung of each of the first so many codings, by keyboard.
func climbUp(v *Coding, n int) {
	for _, id := range v.inOrder()[:n] {
		v.goTo(id)
		v.Rune('r')
	}
}

// A ladder is built, put in order, given the price test and settled without the mouse.
func TestLadderByKeyboard(t *testing.T) {
	r, v, l := laddered(t, theme.LightMode, usual)
	if l.height(v.card) != 0 {
		t.Error("an empty ladder takes room")
	}
	climbUp(v, 3)
	if len(l.data.Rungs) != 3 || l.height(v.card) < ladderHead+ladderCards || l.board.Size().Height != l.height(v.card) {
		t.Fatalf("%d rungs, %v high, drawn %v high", len(l.data.Rungs), l.height(v.card), l.board.Size().Height)
	}
	was := []research.ID{l.data.Rungs[0].ID, l.data.Rungs[1].ID, l.data.Rungs[2].ID}
	v.Rune('w')
	if p := v.passage; !p.ok || p.from != l.data.Rungs[0].From {
		t.Error("W does not go to the rung in hand")
	}
	v.Rune('w')
	if l.at != 1 || v.passage.from != l.data.Rungs[1].From {
		t.Error("W does not go on to the next rung")
	}
	dispatch(r.Prefs(), v.acts, "Alt+Up")
	if l.at != 0 || l.data.Rungs[0].ID != was[1] || l.data.Rungs[1].ID != was[0] {
		t.Error("Alt Up does not move the rung")
	}
	dispatch(r.Prefs(), v.acts, "Alt+Down")
	if l.at != 1 || l.data.Rungs[1].ID != was[1] {
		t.Error("Alt Down does not move it back")
	}
	v.text.Select(l.data.Rungs[2].From, l.data.Rungs[2].To)
	for _, want := range []research.PriceTest{research.SameChoice, research.OtherChoice, research.UnsureTest, research.NotAsked, research.SameChoice} {
		if v.Rune('y'); l.data.Test != want {
			t.Errorf("the price test is %q, want %q", l.data.Test, want)
		}
	}
	if l.data.TestWords != l.data.Rungs[2].Words {
		t.Errorf("the answer stands on %q", l.data.TestWords)
	}
	v.Rune('q')
	if v.picker == nil {
		t.Fatal("Q does not ask for a code")
	}
	other := v.host.Session().Book().Codes[5]
	v.picker.OnPick(other)
	if l.data.Rungs[1].Code != other.ID || !l.data.Rungs[1].Uncoded {
		t.Errorf("the rung says %s", l.data.Rungs[1].Name)
	}
	if l.data.Settles == "" {
		t.Fatalf("nothing to settle: %+v", l.data.Doubts)
	}
	v.Rune('u')
	row, _ := v.host.Session().InterviewRow(v.open.Interview.ID)
	if row.Decided != l.data.Rungs[2].Name || l.data.Settles != "" {
		t.Errorf("decided %q, the last rung says %q", row.Decided, l.data.Rungs[2].Name)
	}
	dispatch(r.Prefs(), v.acts, "Alt+Del")
	if len(l.data.Rungs) != 2 {
		t.Errorf("%d rungs are left", len(l.data.Rungs))
	}
	if _, err := v.host.Session().Undo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if v.refresh(); len(l.data.Rungs) != 3 {
		t.Errorf("after undo %d rungs", len(l.data.Rungs))
	}
}

// A ladder is drawn in any window: as cards, as one line where it is low, with what does not fit together below.
func TestLadderDrawn(t *testing.T) {
	for name, c := range map[string]struct {
		mode theme.Mode
		size fyne.Size
	}{"ladder-light": {theme.LightMode, fyne.NewSize(1232, 872)}, "ladder-dark": {theme.DarkMode, fyne.NewSize(1232, 872)}, "ladder-low": {theme.LightMode, fyne.NewSize(1224, 692)}} {
		r, v, l := laddered(t, c.mode, c.size)
		climbUp(v, 4)
		v.text.Select(l.data.Rungs[3].From, l.data.Rungs[3].To)
		l.setTest(research.UnsureTest)
		if err := v.host.Session().RemoveCoding(context.Background(), v.placed[v.inOrder()[1]].Coding); err != nil {
			t.Fatal(err)
		}
		v.refresh()
		l.choose(1)
		if says := l.doubt(); says == "" || !strings.HasSuffix(says, ".") {
			t.Errorf("%s says %q", name, says)
		}
		keys := []string{rungKey(0), rungKey(1), rungKey(3), "priceunsure"}
		if name == "ladder-low" {
			keys = keys[1:2] // the others as they fit
		}
		for _, key := range keys {
			if pos, size, ok := l.board.Region(key); !ok || pos.X < 0 || pos.X+size.Width > l.board.Size().Width || pos.Y+size.Height > l.board.Size().Height {
				t.Errorf("%s: %s stands at %v, %v", name, key, pos, size)
			}
		}
		r.shoot(name)
	}
}
