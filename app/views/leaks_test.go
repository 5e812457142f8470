package views

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
)

// heldBack is a study whose pack names somebody: a new interviewee is called as the pack's own words say.
func heldBack(t *testing.T) *session.Session {
	t.Helper()
	s := sampleStudy(t)
	ctx := context.Background()
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	src, err := s.ReadSourceData(ctx, "more.csv", []byte("Interview ID,Interviewee,Company,Outcome,Date,Consent to quote,Interviewer,Q09 Tell me about the first proper meeting.\n"+
		"L1,Lars Anonymised,Kortmann Werke,won,2026-04-01,yes,RO,They listened.\n"), nil)
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
	return s
}

// A pack that names somebody is held back place by place; let pass at each of them, it is written.
func TestReportIsHeldBack(t *testing.T) {
	for name, set := range map[string]struct {
		mode theme.Mode
		size fyne.Size
	}{"leaks": {theme.LightMode, bodyLarge}, "leaks-dark-1280x720": {theme.DarkMode, bodySmall}} {
		s := heldBack(t)
		r := newRoom(t, s, set.mode, set.size, func(h Host) View {
			v := NewReport(h)
			v.off = func(f func()) { f() }
			return v
		}, nil)
		v := r.view.(*Report)
		path := filepath.Join(t.TempDir(), "pack.pdf")
		_, err := s.Export(context.Background(), session.PackOptions{}, path, strings.TrimSuffix(path, "pdf")+"xlsx", nil)
		var named *session.NamedError
		if !errors.As(err, &named) {
			t.Fatalf("the export says %v", err)
		}
		exported := 0
		l := showLeaks(r, named, func() { exported++; v.write(path, false) })
		if l == nil || len(l.places) < 2 {
			t.Fatalf("the places are not listed: %+v", l)
		}
		l.dialog.EnableConfirm(false)
		l.rows.OnRune('p')
		r.shoot(name)
		if l.decided() != 1 || l.rows.Chosen() == 0 {
			t.Errorf("P decides %d places and chooses row %d", l.decided(), l.rows.Chosen())
		}
		l.mask()
		if l.wrong == "" || !l.dialog.Open() {
			t.Error("where no text names them any more, nothing is said of it")
		}
		r.win.Canvas().Focus(l.rows)
		for k := 0; k < len(l.places) && l.decided() < len(l.places); k++ {
			if k == 0 {
				l.rows.TypedRune('a')
			} else {
				l.rows.OnRune('a')
			}
		}
		if l.decided() != len(l.places) {
			t.Errorf("%d of %d places are decided", l.decided(), len(l.places))
		}
		l.dialog.Confirm()
		if _, err := os.Stat(path); exported != 1 || err != nil || l.dialog.Open() || len(r.fails) > 0 {
			t.Errorf("exported %d times, %v; failed with %v", exported, err, r.fails)
		}
	}
}
