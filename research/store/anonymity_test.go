package store

import (
	"testing"
	"time"

	"openloop/research"
)

// Erasures and words let pass are kept, and no undo takes them back.
func TestAsideIsNotUndone(t *testing.T) {
	s := MustOpen(t)
	at := time.Date(2026, 3, 12, 9, 0, 0, 0, time.UTC)
	erased := research.Erased{Pseudonym: "P07", UTC: at}
	passed := research.Passed{Word: "hmac", Place: "xlsx Themes!B7", Coder: "AB", UTC: at}
	MustEdit(t, s, "Let a word pass", func(tx *Tx) (err error) {
		if erased.ID, err = tx.PutErased(erased); err != nil {
			return err
		}
		if passed.ID, err = tx.PutPassed(passed); err != nil {
			return err
		}
		return second(tx.PutWave(research.Wave{Name: "2026 H1"}))
	})
	must(s.Undo(t.Context()))(t)
	s = Reopen(t, s)
	if got := must(s.Erased(t.Context()))(t); len(got) != 1 || got[0] != erased {
		t.Errorf("erased after undo: %+v, want %+v", got, erased)
	}
	if got := must(s.Passed(t.Context()))(t); len(got) != 1 || got[0] != passed {
		t.Errorf("passed after undo: %+v, want %+v", got, passed)
	}
}
