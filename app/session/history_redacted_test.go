package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

// Stepping back over a redaction needs the vault: locked, nothing at all is taken back; open, the words are there
// again, and stepping forward hides them once more.
func TestStepBackOverARedaction(t *testing.T) {
	s, iv, turns := saidStudy(t, "Write to q.zylber@tannhof.example in March.", "Nothing else.")
	ctx := context.Background()
	steps, err := s.Trail(ctx)
	if err != nil {
		t.Fatal(err)
	}
	start := steps[0].ID
	if _, err := s.CorrectText(ctx, turns[1].ID, turns[1].Text, "Nothing else, really."); err != nil {
		t.Fatal(err)
	}
	if _, err := s.LookAgain(ctx, nil); err != nil {
		t.Fatal(err)
	}
	if err := s.SetNoteOn(ctx, iv.ID, "Short of time."); err != nil {
		t.Fatal(err)
	}
	text := func(i int) string {
		now, err := s.store.Turns(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		return now[i].Text
	}
	if strings.Contains(text(0), "tannhof") {
		t.Fatalf("it is not redacted: %q", text(0))
	}
	after := tables(t, s.Path())
	s.LockVault()
	_, err = s.StepTo(ctx, start, nil)
	wantKind(t, err, research.Locked)
	same(t, "refused", tables(t, s.Path()), after)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.StepTo(ctx, start, nil); err != nil {
		t.Fatal(err)
	}
	if text(0) != turns[0].Text || text(1) != turns[1].Text {
		t.Errorf("stepped back it says %q, %q", text(0), text(1))
	}
	now, err := s.Trail(ctx)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.StepTo(ctx, now[0].ID, nil); err != nil {
		t.Fatal(err)
	}
	same(t, "stepped forward", tables(t, s.Path()), after)
}
