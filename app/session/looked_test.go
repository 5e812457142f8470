package session

import (
	"context"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/store"
)

// Whoever comes in with a later import is counted until all texts were looked through for them; the first import,
// and a new person of the review, are looked for at once. It is known after a restart.
func TestNewPeopleAreCountedUntilLookedFor(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	want := func(what string, n int) {
		t.Helper()
		if got := s.NewPeople(ctx); got != n {
			t.Errorf("%s: %d new, want %d", what, got, n)
		}
	}
	want("nothing", 0)
	takeIn(t, s, interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "Then vandersteen called, and we hung up.", ""}), false)
	want("the first import", 0)
	later := interviewSheet([]string{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "They listened.", ""})
	takeIn(t, s, later, true)
	want("a rehearsal", 0)
	takeIn(t, s, later, false)
	want("a later import", 2)
	takeIn(t, s, later, false)
	want("the same again", 2)
	s.LockVault()
	want("locked", 0)
	path := s.Path()
	s.Close()
	s = open(t, path)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	want("opened again", 2)
	if o, err := s.Overview(ctx, ""); err != nil || o.NewPeople != 2 || o.Next[0].Screen != LookForNames && o.Next[1].Screen != LookForNames {
		t.Errorf("the overview says %+v, %v", o.Next, err)
	}
	if _, err := s.IsNew(ctx, privacy.Person, ReviewItem{Words: "Wendelin Quastenberg", Label: "P01"}); err != nil {
		t.Fatal(err)
	}
	want("a new person of the review", 2)
	did, err := s.LookAgain(ctx, nil)
	if err != nil || did.Turns != 1 {
		t.Errorf("looked again: %+v, %v", did, err)
	}
	want("looked for", 0)
	if _, err := s.CompactVault(); err != nil {
		t.Fatal(err)
	}
	want("compacted", 0)
}

// A clearance that is void, or that consent no longer covers, is no cleared quote of the overview.
func TestOverviewCountsQuotesInForce(t *testing.T) {
	s := reviewed(t)
	ctx := context.Background()
	cleared := func() int {
		t.Helper()
		o, err := s.Overview(ctx, "")
		if err != nil {
			t.Fatal(err)
		}
		return o.Cleared
	}
	if n := cleared(); n != 1 {
		t.Fatalf("%d cleared", n)
	}
	iv := s.InterviewRows(InterviewFilter{})[0]
	p := iv.Participants[0]
	for _, c := range []struct {
		consent research.Consent
		want    int
	}{{research.ConsentReworded, 0}, {research.ConsentNone, 0}, {research.ConsentFree, 1}} {
		p.Consent = c.consent
		if err := putParticipant(s, p); err != nil {
			t.Fatal(err)
		}
		if n := cleared(); n != c.want {
			t.Errorf("consent %q: %d cleared, want %d", c.consent, n, c.want)
		}
	}
	turns, _ := s.store.Turns(ctx, iv.Interview.ID)
	for _, turn := range turns {
		turn.Text += " So."
		if err := putTurn(s, turn); err != nil {
			t.Fatal(err)
		}
	}
	if n := cleared(); n != 0 {
		t.Errorf("after a change of the text %d are cleared", n)
	}
}

// An outcome that exports merge with another is said to be merged, however many interviews it has.
func TestOverviewSaysWhatExportsMerge(t *testing.T) {
	s := openSample(t)
	o, err := s.Overview(context.Background(), "")
	if err != nil {
		t.Fatal(err)
	}
	doc, err := s.Pack(context.Background(), PackOptions{Draft: true})
	if err != nil {
		t.Fatal(err)
	}
	released := map[string]int{}
	for _, g := range doc.Ledger.Groups {
		released[g.Key] = len(g.Members)
	}
	for _, c := range o.Outcomes {
		n, ok := released["outcome="+string(c.Outcome)]
		if c.Shown != (ok && n == c.Interviews) {
			t.Errorf("%s: shown %v with %d interviews, the pack has %d of them", c.Outcome, c.Shown, c.Interviews, n)
		}
	}
}

func putParticipant(s *Session, p research.Participant) error {
	_, err := s.store.Edit(context.Background(), "Change a participant", func(tx *store.Tx) error { return second(tx.PutParticipant(p)) })
	return err
}

func putTurn(s *Session, turn research.Turn) error {
	_, err := s.store.Edit(context.Background(), "Change a turn", func(tx *store.Tx) error { return second(tx.PutTurn(turn)) })
	return err
}
