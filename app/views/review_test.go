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

// doubtful is the sample with what was only guessed put into the queue, its vault open.
func doubtful(t *testing.T, unlock bool) *session.Session {
	t.Helper()
	s := sampleStudy(t)
	ctx := context.Background()
	_, err := s.Store().Edit(ctx, "Doubt", func(tx *store.Tx) error {
		for _, r := range s.InterviewRows(session.InterviewFilter{})[:16] {
			masks, err := tx.Masks(ctx, r.Interview.ID)
			if err != nil {
				return err
			}
			for i := range masks {
				if masks[i].Pseudonym == "" {
					masks[i].State = research.MaskOpen
				}
			}
			if _, err := tx.PutMasks(masks); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil && unlock {
		err = s.Unlock(session.SamplePassphrase)
	}
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// The queue is gone through by keyboard alone: each key answers and goes on to the next passage.
func TestReviewByKeyboard(t *testing.T) {
	s := doubtful(t, true)
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View { return NewReview(h) }, nil)
	v := r.view.(*Review)
	r.win.Canvas().Focus(v.rows)
	n := len(v.list.Open)
	if n < 20 {
		t.Fatalf("only %d passages wait", n)
	}
	r.shoot("review-light")
	r.key(fyne.KeyReturn)
	if len(v.list.Open) != n-1 || !strings.HasPrefix(r.lastSaid(), "Kept masked") {
		t.Fatalf("Enter leaves %d of %d, said %q", len(v.list.Open), n, r.lastSaid())
	}
	was := v.current
	r.typed("jjk")
	if v.current == was || v.rows.Chosen() != 1 {
		t.Errorf("J J K led to passage %d", v.rows.Chosen())
	}
	it, _ := v.item()
	r.typed("n")
	if len(v.list.Open) != n-2 || len(r.fails) > 0 {
		t.Fatalf("N leaves %d of %d, %v", len(v.list.Open), n, r.fails)
	}
	turn, err := s.Store().Turn(context.Background(), it.Turn.ID)
	if err != nil || !strings.Contains(turn.Text, it.Words) {
		t.Error("the words did not come back")
	}
	if _, err := s.Undo(context.Background()); err != nil || len(v.list.Open) != n-1 {
		t.Errorf("undo leaves %d of %d: %v", len(v.list.Open), n, err)
	}
	for i := range v.list.Open {
		v.rows.Choose(i)
		if len(v.same) > 2 {
			break
		}
	}
	if len(v.same) < 2 {
		t.Fatal("no words stand at two places")
	}
	left, same := len(v.list.Open), len(v.same)
	r.typed("a")
	r.shoot("review-all")
	r.key(fyne.KeyReturn)
	if len(v.list.Open) != left-same {
		t.Errorf("all %d places: %d of %d left", same, len(v.list.Open), left)
	}
	left = len(v.list.Open)
	r.typed("w")
	if len(v.list.Open) >= left || len(r.fails) > 0 {
		t.Errorf("W leaves %d of %d, %v", len(v.list.Open), left, r.fails)
	}
	left = len(v.list.Open)
	r.typed("g")
	r.typed("Peter Smith")
	r.key(fyne.KeyReturn)
	r.shoot("review-wording")
	if len(v.list.Open) != left {
		t.Fatal("a name was taken for a coarser wording")
	}
	for range 20 {
		r.key(fyne.KeyBackspace)
	}
	r.typed("somebody of the works council")
	r.key(fyne.KeyReturn)
	if len(v.list.Open) != left-1 || len(r.win.Canvas().Overlays().List()) != 0 {
		t.Errorf("a coarser wording leaves %d of %d, said %q", len(v.list.Open), left, r.lastSaid())
	}
	left = len(v.list.Open)
	r.typed("s")
	r.typed("P07")
	r.shoot("review-who")
	r.key(fyne.KeyReturn)
	if len(v.list.Open) != left-1 || !strings.HasPrefix(r.lastSaid(), "It is P07") {
		t.Errorf("somebody known leaves %d of %d, said %q", len(v.list.Open), left, r.lastSaid())
	}
	left = len(v.list.Open)
	r.typed("p")
	if len(v.list.Open) >= left || !strings.Contains(r.lastSaid(), "P61") {
		t.Errorf("a new person leaves %d of %d, said %q", len(v.list.Open), left, r.lastSaid())
	}
	for len(v.list.Open) > 0 {
		left = len(v.list.Open)
		if r.key(fyne.KeyReturn); len(v.list.Open) >= left {
			t.Fatalf("Enter is stuck at %d", left)
		}
	}
	if !v.empty.Visible() || v.work.Visible() {
		t.Error("with nothing left the screen does not say so")
	}
	r.shoot("review-done")
}

// With the vault closed the screen shows what stands there, and passages can still be kept masked.
func TestReviewWithoutTheVault(t *testing.T) {
	s := doubtful(t, false)
	for _, size := range []fyne.Size{bodyLarge, bodySmall, fyne.NewSize(844, 560)} {
		r := newRoom(t, s, theme.DarkMode, size, func(h Host) View { return NewReview(h) }, nil)
		v := r.view.(*Review)
		r.win.Canvas().Focus(v.rows)
		if it, _ := v.item(); it.Words != "" || !strings.HasPrefix(it.Shown, "[") {
			t.Error("words are shown while the vault is closed")
		}
		n := len(v.list.Open)
		r.key(fyne.KeyReturn)
		if len(v.list.Open) != n-1 {
			t.Errorf("Enter leaves %d of %d", len(v.list.Open), n)
		}
		if size == bodySmall {
			r.shoot("review-locked-dark")
		}
	}
	if err := s.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	r := newRoom(t, s, theme.DarkMode, bodySmall, func(h Host) View { return NewReview(h) }, nil)
	r.shoot("review-dark-small")
	r = newRoom(t, s, theme.DarkMode, bodyLarge, func(h Host) View { return NewReview(h) }, nil)
	r.shoot("review-dark")
}
