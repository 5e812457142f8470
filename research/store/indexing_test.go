package store

import (
	"context"
	"fmt"
	"slices"
	"testing"

	"openloop/research"
)

// manyTurnsOf are new turns of an interview, each with a word of its own.
func manyTurnsOf(iv research.ID, n int) []research.Turn {
	turns := make([]research.Turn, n)
	for i := range turns {
		turns[i] = research.Turn{ID: NewID(), Interview: iv, Pos: 100 + i, Speaker: "P07", Text: fmt.Sprintf("late word%d", i)}
	}
	return turns
}

// finds says whether a search finds just these turns by a word.
func finds(t *testing.T, s *Store, word string, want ...research.ID) {
	t.Helper()
	hits, err := s.Search(t.Context(), word+" ", len(want)+1)
	if err != nil {
		t.Fatal(err)
	}
	var got []research.ID
	for _, h := range hits {
		got = append(got, h.Turn)
	}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("%q finds %v, not %v", word, got, want)
	}
}

// Very many turns are saved before the index has them: a search finds them all the same, whether the study was
// closed meanwhile or not, and whatever became of them.
func TestIndexCatchesUp(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	s.catcher.close() // nothing is taken into the index by itself
	finds(t, s, "early")
	turns := manyTurnsOf(v.interview.ID, indexLater+10)
	MustEdit(t, s, "Import", func(tx *Tx) error { return tx.AddTurns(turns) })
	if !s.behind.Load() {
		t.Fatal("the index has them already, so this tests nothing")
	}
	early := v.turns[0]
	early.Text = "early"
	changed, gone := turns[3], turns[5]
	changed.Text = "changed"
	MustEdit(t, s, "Change", func(tx *Tx) error {
		if _, err := tx.PutTurn(early); err != nil {
			return err
		}
		if _, err := tx.PutTurn(changed); err != nil {
			return err
		}
		return tx.DeleteTurn(gone.ID)
	})
	if !s.behind.Load() {
		t.Error("an edit was held up by what an import had left")
	}
	if err := s.catchUpSome(t.Context()); err != nil {
		t.Fatal(err)
	}
	if !s.behind.Load() {
		t.Fatal("all was taken in at once")
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}

	read := must(Open(t.Context(), path, Options{ReadOnly: true}))(t)
	_, err := read.Search(t.Context(), "late", 1)
	wantKind(t, err, research.ReadOnly)
	if err := read.Close(); err != nil {
		t.Fatal(err)
	}

	s = must(Open(t.Context(), path, Options{}))(t)
	t.Cleanup(func() { s.Close() })
	finds(t, s, "word20009", turns[indexLater+9].ID)
	finds(t, s, "word3")
	finds(t, s, "changed", changed.ID)
	finds(t, s, "word5")
	finds(t, s, "early", early.ID)
	checkSearchIndex(t, s)
	for range 2 { // the change, then the import
		if _, err := s.Undo(t.Context()); err != nil {
			t.Fatal(err)
		}
		checkSearchIndex(t, s)
	}
	finds(t, s, "word3")
	if _, err := s.Redo(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds(t, s, "word5", gone.ID)
	checkSearchIndex(t, s)
}

// What is taken back before the index has it was never in it.
func TestIndexOfWhatIsTakenBack(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	s.catcher.close() // nothing is taken into the index by itself
	turns := manyTurnsOf(v.interview.ID, indexLater)
	MustEdit(t, s, "Import", func(tx *Tx) error { return tx.AddTurns(turns) })
	if _, err := s.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	finds(t, s, "word3")
	checkSearchIndex(t, s)
}

// A search that is cancelled while it waits says so, and the next one goes on.
func TestSearchWaitsNoLongerThanAsked(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	s.catcher.close() // nothing is taken into the index by itself
	turns := manyTurnsOf(v.interview.ID, indexLater)
	MustEdit(t, s, "Import", func(tx *Tx) error { return tx.AddTurns(turns) })
	if err := s.Check(t.Context(), nil); err != nil {
		t.Errorf("what waits to be taken in is called damage: %v", err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if _, err := s.Search(ctx, "late", 1); err == nil {
		t.Error("a cancelled search found something")
	}
	finds(t, s, "word7", turns[7].ID)
}
