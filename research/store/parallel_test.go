package store

import (
	"errors"
	"math/rand/v2"
	"sync"
	"testing"

	"openloop/research"
)

// Many goroutines edit, undo and read at once: every edit is whole to every reader, and the journal
// takes it all back.
func TestParallel(t *testing.T) {
	s := MustOpen(t)
	iv, _ := talk(t, s, "one")
	want := dump(t, s)
	var editing, reading sync.WaitGroup
	stop := make(chan struct{})
	for range 3 {
		reading.Go(func() {
			for {
				select {
				case <-stop:
					return
				default:
				}
				s.Study()
				s.CanUndo()
				turns, err := s.Turns(t.Context(), iv)
				if err != nil || len(turns)%2 != 1 {
					t.Errorf("a reader sees half an edit: %d turns, %v", len(turns), err)
					return
				}
				hits, err1 := s.Search(t.Context(), "pair", 50)
				_, err2 := s.History(t.Context(), 5)
				err3 := s.EachCoding(t.Context(), func(CodingRow) error { return nil })
				if err := errors.Join(err1, err2, err3); err != nil || len(hits)%2 != 0 {
					t.Errorf("a reader finds %d of pairs, %v", len(hits), err)
					return
				}
			}
		})
	}
	for seed := range uint64(3) {
		editing.Go(func() {
			rnd := rand.New(rand.NewPCG(seed, 3))
			for range 25 {
				cancel := s.Subscribe(func(Change) {})
				_, err := s.Edit(t.Context(), "Pair", func(tx *Tx) error {
					return second(tx.PutTurns([]research.Turn{{Interview: iv, Text: "pair"}, {Interview: iv, Text: "pair"}}))
				})
				if rnd.IntN(4) == 0 && err == nil {
					_, err = s.Undo(t.Context())
				}
				cancel()
				if err != nil && research.KindOf(err) != research.NotFound {
					t.Error(err)
				}
			}
		})
	}
	editing.Wait()
	close(stop)
	reading.Wait()
	for {
		if name, ok := s.CanUndo(); !ok || name != "Pair" {
			break
		}
		must(s.Undo(t.Context()))(t)
	}
	sameDump(t, "all undone", dump(t, s), want)
	checkSearchIndex(t, s)
}
