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
	"openloop/app/widgets"
)

// anonymityRoom shows the screen over a study, with its work done at once.
func anonymityRoom(t *testing.T, s *session.Session, mode theme.Mode, size fyne.Size) (*room, *Anonymity) {
	t.Helper()
	r := newRoom(t, s, mode, size, func(h Host) View {
		v := NewAnonymity(h)
		v.off, v.deliver = func(f func()) { f() }, func(f func()) { f() }
		return v
	}, nil)
	return r, r.view.(*Anonymity)
}

func openVaultOf(t *testing.T, s *session.Session) *session.Session {
	t.Helper()
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	return s
}

// Each leaf stands in every size and colour, and what it says is what the session answers.
func TestAnonymityLeaves(t *testing.T) {
	s := openVaultOf(t, sampleStudy(t))
	ctx := context.Background()
	if err := s.Backup(ctx, filepath.Join(filepath.Dir(s.Path()), "sample-backup.openloop"), nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Export(ctx, session.PackOptions{}, filepath.Join(t.TempDir(), "board-pack.pdf"), "", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(ctx, session.Erasing{Pseudonym: "P11"}, nil); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"anonymity-light", theme.LightMode, bodyLarge}, {"anonymity-dark", theme.DarkMode, bodyLarge}, {"anonymity-small", theme.LightMode, bodySmall}} {
		r, v := anonymityRoom(t, s, c.mode, c.size)
		if v.data == nil || v.data.Participants != 59 || !v.counted || len(r.fails) > 0 {
			t.Fatalf("%s: %+v, %v", c.name, v.data, r.fails)
		}
		r.shoot(c.name + "-1")
		for leaf := 1; leaf < len(anonymityLeaves); leaf++ {
			if !v.Key(&fyne.KeyEvent{Name: fyne.KeyRight}) || v.leaf != leaf {
				t.Errorf("%s: the arrow leads to leaf %d", c.name, v.leaf)
			}
			r.win.Canvas().Refresh(v.layout)
			r.shoot(c.name + "-" + string(rune('1'+leaf)))
		}
	}
}

// A wish is previewed as it is picked: by one dimension, by two, and one class alone.
func TestAnonymityPreviewsWishes(t *testing.T) {
	r, v := anonymityRoom(t, sampleStudy(t), theme.LightMode, bodyLarge)
	v.turn(leafWish)
	if !v.answered || v.list.Count() != len(v.classes) || v.answer.Says == "" {
		t.Fatalf("the wish is answered: %v with %d of %d groups", v.answered, v.list.Count(), len(v.classes))
	}
	first := v.answer.Says
	v.by.Pick(2)
	if v.wish.By != "segment" || v.answer.Says == first {
		t.Errorf("split by %s: %q", v.wish.By, v.answer.Says)
	}
	r.shoot("wish-segment")
	v.and.Pick(1)
	if v.wish.And != "outcome" || v.answer.Groups[len(v.answer.Groups)-1].Within == "" {
		t.Errorf("segment and outcome: %+v", v.answer.Groups)
	}
	r.shoot("wish-segment-outcome")
	v.by.Pick(0)
	if v.wish.And != "" {
		t.Error("outcome within outcome")
	}
	small := -1
	for i, c := range v.classes {
		if c.Interviews < 5 {
			small = i
		}
	}
	v.only.Pick(small + 1)
	if len(v.answer.Groups) != 1 || v.answer.Shown != 0 || !strings.Contains(v.answer.Says, "cannot") {
		t.Errorf("a small class alone: %+v", v.answer)
	}
	r.shoot("wish-alone")
	if !v.board.Tap("btn:Copy the sentencecopy") || !strings.Contains(r.lastSaid(), "Copied") {
		t.Errorf("copying: %v", v.board.Keys())
	}
}

// Erasing says first what goes, does it, and offers the certificate; nobody is taken without being chosen.
func TestAnonymityErases(t *testing.T) {
	s := openVaultOf(t, sampleStudy(t))
	r, v := anonymityRoom(t, s, theme.LightMode, bodyLarge)
	done := 0
	d := askErase(v.host, "", func() { done++ })
	if d.confirm() || s.Heard() != 60 {
		t.Fatal("nobody was chosen, and somebody went")
	}
	r.shoot("erase-nobody")
	for i, p := range d.people {
		if p == "P23" {
			d.pick.Pick(i)
		}
	}
	if len(d.says) < 3 || !strings.Contains(d.says[0].words, "1 interview, ") {
		t.Errorf("it says %+v", d.says)
	}
	r.shoot("erase-chosen")
	v.erasing = askErase(v.host, "P23", nil)
	if v.Leave(); v.erasing != nil || strings.Contains(strings.Join(v.board.Keys(), " "), "P23") {
		t.Error("names stay up when the screen is left")
	}
	d.dialog.Confirm()
	r.shoot("erase-proof")
	if s.Heard() != 59 || done != 1 || len(r.fails) > 0 || !strings.Contains(strings.Join(r.said, " "), "P23 was erased") {
		t.Errorf("%d interviews, %v, said %q", s.Heard(), r.fails, r.said)
	}
}

// The study closes only when its title was typed.
func TestAnonymityCloses(t *testing.T) {
	s := openVaultOf(t, sampleStudy(t))
	r, v := anonymityRoom(t, s, theme.LightMode, bodyLarge)
	d := askClose(v.host, v.load)
	r.shoot("close")
	d.Confirm()
	if _, err := os.Stat(session.VaultPath(s.Path())); err != nil {
		t.Fatal("the vault went without the title")
	}
	closeStudy(v.host, s.Study().Title, v.load)
	if _, err := os.Stat(session.VaultPath(s.Path())); err == nil || v.data.Closed.IsZero() {
		t.Error("the vault is still there")
	}
	r.shoot("closed")
}

// An empty study and a locked vault say what they are.
func TestAnonymityOfLittle(t *testing.T) {
	_, v := anonymityRoom(t, emptyStudy(t), theme.LightMode, bodySmall)
	if len(v.Actions()) != 0 {
		t.Error("nobody can be erased from an empty study")
	}
	r, v := anonymityRoom(t, sampleStudy(t), theme.DarkMode, bodySmall)
	if v.data.Identities != -1 || !v.board.Tap("btn:Open it") {
		t.Errorf("a locked vault: %v", v.board.Keys())
	}
	r.shoot("anonymity-locked")
	if len(v.Actions()) != 1 || !v.board.Tap("btn:Erase a participanttrash") {
		t.Errorf("what can be done: %v", v.board.Keys())
	}
	v.Actions()[0].(*widgets.Button).Press()
	if len(r.went) == 0 || r.went[0] != "review" {
		t.Errorf("the review is at %v", r.went)
	}
}
