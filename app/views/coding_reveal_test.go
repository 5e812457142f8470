package views

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
	"openloop/research/store"
)

// shown is the transcript's text as it is drawn.
func shown(v *Coding) string {
	var b strings.Builder
	for _, t := range v.turns() {
		b.WriteString(t.Text + "\n")
	}
	return b.String()
}

// V shows what was said; codes put on it meanwhile are on the masked words; whatever takes the screen out of
// sight takes the words away.
func TestCodingShowsOriginals(t *testing.T) {
	s := sampleStudy(t)
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	var id research.ID
	for _, row := range s.InterviewRows(session.InterviewFilter{}) {
		if row.Interview.Label == "P03" {
			id = row.Interview.ID
		}
	}
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View { return NewCoding(h) }, id)
	v := r.view.(*Coding)
	words, err := s.Reveal(context.Background(), id)
	if err != nil || len(words) == 0 {
		t.Fatal(err)
	}
	there := func() int {
		n := 0
		for _, w := range words {
			if strings.Contains(shown(v), w) {
				n++
			}
		}
		return n
	}
	if there() > 0 {
		t.Fatal("originals are shown to begin with")
	}
	before := map[research.ID]string{}
	for _, c := range v.open.Codings {
		before[c.ID] = session.Quote(v.open.Turns, c.From, c.To)
	}
	v.goTo(v.open.Codings[0].ID)
	want := v.passage
	r.typed("v")
	if there() != len(words) {
		t.Fatalf("%d of %d originals are shown", there(), len(words))
	}
	r.shoot("coding-originals")
	v.readPassage()
	if v.passage.from != want.from || v.passage.to != want.to {
		t.Errorf("the passage has moved from %v to %v", want, v.passage)
	}
	for _, c := range v.open.Codings {
		v.goTo(c.ID)
		v.readPassage()
		if got := session.Quote(v.open.Turns, v.passage.from, v.passage.to); got != before[c.ID] {
			t.Errorf("a coding on %q is on %q", before[c.ID], got)
		}
	}
	n := len(v.open.Codings)
	v.apply(s.Offered().Codes[5].ID)
	if len(v.open.Codings) != n+1 && v.passage.ok {
		t.Log("the passage had that code already")
	}
	for _, c := range v.open.Codings {
		if q := session.Quote(v.open.Turns, c.From, c.To); before[c.ID] != "" && before[c.ID] != q {
			t.Errorf("a coding on %q is on %q", before[c.ID], q)
		}
	}
	hides := map[string]func(){
		"V":                  func() { r.typed("v") },
		"leaving":            func() { v.Leave() },
		"a search":           func() { v.Find(); r.key(fyne.KeyEscape) },
		"the locked vault":   func() { s.LockVault(); v.Changed(store.Change{}) },
		"another transcript": func() { v.Show(s.InterviewRows(session.InterviewFilter{})[0].Interview.ID); v.Show(id) },
	}
	for what, hide := range hides {
		if err := s.Unlock(session.SamplePassphrase); err != nil {
			t.Fatal(err)
		}
		v.conceal()
		v.unveil()
		if there() == 0 {
			t.Fatal("originals are not shown")
		}
		hide()
		if there() > 0 || v.said != nil {
			t.Errorf("%s leaves originals on the screen", what)
		}
	}
}
