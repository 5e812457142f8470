package bigstudy

import (
	"context"
	"errors"
	"path/filepath"
	"testing"

	"openloop/research"
	"openloop/research/store"
)

func mustOpen(t *testing.T) *store.Store {
	t.Helper()
	s, err := store.Create(t.Context(), filepath.Join(t.TempDir(), "g.openloop"), research.Study{}, store.Options{})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

func counts(t *testing.T, s *store.Store) store.Counts {
	t.Helper()
	c, err := s.Counts(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	return c
}

// As many of everything as asked for, codes where there were none, and one step to take it all back.
func TestGenerate(t *testing.T) {
	s := mustOpen(t)
	last := 0
	o := GenerateOptions{Seed: 1, Interviews: 30, Turns: 400, Codings: 1000}
	if err := Generate(t.Context(), s, o, func(done, total int) { last = done * 100 / total }); err != nil {
		t.Fatal(err)
	}
	c := counts(t, s)
	if c.Interviews != 30 || c.Turns != 400 || c.Codings != 1000 || c.Codes != plainCodes || c.Participants != 30 || c.Deals != 30 || c.Organisations != 11 {
		t.Errorf("counts are %+v", c)
	}
	if last != 100 {
		t.Errorf("progress ended at %d%%", last)
	}
	if stages, _ := s.Stages(t.Context()); len(stages) != plainStages {
		t.Errorf("there are %d stages", len(stages))
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
	checkVerbatims(t, s)
	// Again, beside the first: pseudonyms are new, codes are not.
	if err := Generate(t.Context(), s, o, nil); err != nil {
		t.Fatal(err)
	}
	if c := counts(t, s); c.Interviews != 60 || c.Codes != plainCodes {
		t.Errorf("after a second time counts are %+v", c)
	}
	for range 2 {
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if c := counts(t, s); c != (store.Counts{}) {
		t.Errorf("undone, counts are %+v", c)
	}
}

// checkVerbatims makes sure that every verbatim lies within its turn's text.
func checkVerbatims(t *testing.T, s *store.Store) {
	t.Helper()
	interviews, err := s.Interviews(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	for _, iv := range interviews {
		turns, _ := s.Turns(t.Context(), iv.ID)
		length := map[research.ID]int{}
		for _, turn := range turns {
			length[turn.ID] = len([]rune(turn.Text))
		}
		verbatims, _ := s.Verbatims(t.Context(), iv.ID)
		for _, v := range verbatims {
			if v.Validate() != nil || v.To.Offset > length[v.To.Turn] {
				t.Fatalf("%s: verbatim %+v in a turn of %d", iv.Label, v, length[v.To.Turn])
			}
		}
	}
}

// The same seed makes the same study, another one another.
func TestGenerateSeed(t *testing.T) {
	text := func(seed uint64) (all string) {
		s := mustOpen(t)
		if err := Generate(t.Context(), s, GenerateOptions{Seed: seed, Interviews: 3, Turns: 9, Codings: 9}, nil); err != nil {
			t.Fatal(err)
		}
		interviews, _ := s.Interviews(t.Context())
		for _, iv := range interviews {
			all += iv.Label + string(iv.Outcome) + iv.Date
			turns, _ := s.Turns(t.Context(), iv.ID)
			for _, turn := range turns {
				all += turn.Text
			}
		}
		return all
	}
	if one, again := text(1), text(1); one != again || one == text(2) {
		t.Error("the seed does not decide what the study says")
	}
}

// Codes that are there are used, save those no longer in use.
func TestGenerateUsesCodebook(t *testing.T) {
	s := mustOpen(t)
	_, err := s.Edit(t.Context(), "Codes", func(tx *store.Tx) error {
		_, err1 := tx.PutCode(research.Code{Ref: "A", Stage: 1, Pos: 1})
		_, err2 := tx.PutCode(research.Code{Ref: "B", Stage: 1, Pos: 2, Retired: true})
		return errors.Join(err1, err2)
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := Generate(t.Context(), s, GenerateOptions{Interviews: 2, Turns: 4, Codings: 6}, nil); err != nil {
		t.Fatal(err)
	}
	book, _ := s.Codebook(t.Context())
	if len(book.Codes) != 2 {
		t.Errorf("there are %d codes", len(book.Codes))
	}
	s.EachCoding(t.Context(), func(c store.CodingRow) error {
		if c.Code != book.Codes[0].ID {
			t.Error("a retired code was used")
		}
		return nil
	})
}

// Cancelled, nothing is left.
func TestGenerateCancelled(t *testing.T) {
	s := mustOpen(t)
	ctx, cancel := context.WithCancel(t.Context())
	err := Generate(ctx, s, GenerateOptions{Interviews: 50, Turns: 100, Codings: 100}, func(done, _ int) {
		if done == 20 {
			cancel()
		}
	})
	if !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if c := counts(t, s); c != (store.Counts{}) {
		t.Errorf("counts are %+v", c)
	}
}
