package views

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
)

// lateComer brings one more interview into a study, of somebody whom earlier ones may name.
func lateComer(t *testing.T, s *session.Session) {
	t.Helper()
	ctx := context.Background()
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	src, err := s.ReadSourceData(ctx, "late.csv", []byte("Interview,Name,Company,Outcome,Date,What happened?\nL1,Quentin Ravensdale,Ravensdale Pumps,lost,2026-05-02,They never called back.\n"), nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err == nil {
		_, err = s.Import(ctx, plan, false, nil)
	}
	if err != nil {
		t.Fatal(err)
	}
	if s.NewPeople(ctx) == 0 {
		t.Fatal("nobody new came in")
	}
}

// Overview and Anonymity offer, in a line, to look through all texts for names that came in later; L does it and
// the line goes.
func TestNewNamesAreOfferedToBeLookedFor(t *testing.T) {
	for i, size := range []fyne.Size{{Width: 1440 - 208, Height: 900 - 28}, {Width: 1280 - 208, Height: 720 - 28}} {
		mode := []theme.Mode{theme.LightMode, theme.DarkMode}[i]
		s := sampleStudy(t)
		lateComer(t, s)
		r := newRoom(t, s, mode, size, func(h Host) View {
			v := NewAnonymity(h)
			v.off, v.deliver = func(f func()) { f() }, func(f func()) { f() }
			return v
		}, nil)
		r.shoot(fmt.Sprint("look-anonymity-", i))
		if !strings.Contains(strings.Join(r.view.(*Anonymity).board.Keys(), " "), "look") {
			t.Error("Anonymity says nothing of new names")
		}
		o := newRoom(t, s, mode, size, func(h Host) View { return NewOverview(h) }, nil)
		o.shoot(fmt.Sprint("look-overview-", i))
		if !o.view.Rune('l') || !strings.Contains(o.lastSaid(), "ooked through") && !strings.Contains(o.lastSaid(), "Masked") {
			t.Errorf("L said %q, %v", o.lastSaid(), o.fails)
		}
		if o.view.Rune('l') || s.NewPeople(context.Background()) != 0 {
			t.Error("it is offered again")
		}
	}
}
