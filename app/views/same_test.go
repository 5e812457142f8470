package views

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
)

// Two pseudonyms become one by keyboard alone: from the queue of names by choosing both, from an interview by
// choosing who its participant is.
func TestTwoPseudonymsBecomeOneByKeyboard(t *testing.T) {
	s := doubtful(t, true)
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View { return NewReview(h) }, nil)
	v := r.view.(*Review)
	r.win.Canvas().Focus(v.rows)
	r.typed("m")
	if v.asked == nil || !v.asked.Open() {
		t.Fatal("M asks nothing")
	}
	r.typed("P02")
	r.key(fyne.KeyReturn)
	if !v.asked.Open() || !strings.Contains(v.asked.(*sameDialog).pick.asks, "goes. Who stays?") {
		t.Fatalf("after the first choice: open %v, %q", v.asked.Open(), v.asked.(*sameDialog).pick.asks)
	}
	for _, o := range v.asked.(*sameDialog).pick.options {
		if o.id == "P02" || o.id[0] != 'P' {
			t.Fatalf("P02 cannot be %s", o.id)
		}
	}
	r.typed("P01")
	r.shoot("same-review")
	r.key(fyne.KeyReturn)
	if v.asked.Open() || len(r.fails) > 0 || !strings.HasPrefix(r.lastSaid(), "P02 is P01 everywhere now") {
		t.Fatalf("said %q, %v", r.lastSaid(), r.fails)
	}
	if n := len(s.InterviewRows(session.InterviewFilter{Words: "P01"})); n != 2 {
		t.Errorf("P01 took part in %d interviews", n)
	}
	iv := newRoom(t, s, theme.DarkMode, usual, func(h Host) View { return NewInterviews(h) }, nil)
	w := iv.view.(*Interviews)
	iv.win.Canvas().Focus(w.table.Rows())
	w.table.Rows().Choose(2)
	who := w.card.row.Participants[0].Pseudonym
	iv.typed("m")
	iv.shoot("same-interviews")
	iv.typed("P01")
	iv.key(fyne.KeyReturn)
	if len(iv.fails) > 0 || !strings.HasPrefix(iv.lastSaid(), who+" is P01 everywhere now") {
		t.Errorf("said %q, %v", iv.lastSaid(), iv.fails)
	}
	if n := len(s.InterviewRows(session.InterviewFilter{Words: "P01"})); n != 3 {
		t.Errorf("P01 took part in %d interviews", n)
	}
	w.card.same()
	w.Leave()
	if w.card.asked != nil {
		t.Error("names stay in sight")
	}
}
