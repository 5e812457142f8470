package store

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

// Keys are replaced in the records and in all that undo and redo can bring back, and the history does not know of it:
// what was undone can still be done again.
func TestRekey(t *testing.T) {
	s := MustOpen(t)
	ctx := context.Background()
	var iv research.Interview
	var turn, gone research.Turn
	edit := func(name string, fn func(tx *Tx) error) {
		t.Helper()
		if _, err := s.Edit(ctx, name, fn); err != nil {
			t.Fatal(err)
		}
	}
	edit("Import", func(tx *Tx) (err error) {
		iv = research.Interview{Label: "P01", SourceKey: "sealed:a", Method: research.Telephone}
		if iv.ID, err = tx.PutInterview(iv); err != nil {
			return err
		}
		turn = research.Turn{Interview: iv.ID, Text: "It was late.", SourceKey: "sealed:b"}
		if turn.ID, err = tx.PutTurn(turn); err != nil {
			return err
		}
		gone = research.Turn{Interview: iv.ID, Pos: 1, Text: "And slow.", SourceKey: "sealed:c"}
		gone.ID, err = tx.PutTurn(gone)
		return err
	})
	edit("Take a turn out", func(tx *Tx) error { return tx.DeleteTurn(gone.ID) })
	edit("Note", func(tx *Tx) error { iv.Note = "Rung back"; return second(tx.PutInterview(iv)) })
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	before, err := s.History(ctx, 100)
	if err != nil {
		t.Fatal(err)
	}
	n, err := s.Rekey(ctx, map[string]string{"sealed:a": "key a", "sealed:b": "key b", "sealed:c": "key c", "sealed:d": "of nothing"})
	if err != nil || n != 2 {
		t.Fatalf("%d records, %v", n, err)
	}
	if after, err := s.History(ctx, 100); err != nil || len(after) != len(before) {
		t.Errorf("the history has %d steps after %d: %v", len(after), len(before), err)
	}
	holds := func(when string, want ...string) {
		t.Helper()
		interviews, err := s.Interviews(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var got []string
		for _, iv := range interviews {
			got = append(got, iv.SourceKey)
			turns, err := s.Turns(ctx, iv.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, x := range turns {
				got = append(got, x.SourceKey)
			}
		}
		if strings.Join(got, "|") != strings.Join(want, "|") {
			t.Errorf("%s: %q, want %q", when, got, want)
		}
	}
	walk := func(step func(context.Context, ...func(done, total int)) (Change, error)) {
		t.Helper()
		if _, err := step(ctx); err != nil {
			t.Fatal(err)
		}
	}
	holds("at once", "key a", "key b")
	walk(s.Redo)
	holds("after the note", "key a", "key b")
	walk(s.Undo)
	walk(s.Undo)
	holds("with the turn back", "key a", "key b", "key c")
	walk(s.Undo)
	holds("without the import")
	walk(s.Redo)
	holds("with it again", "key a", "key b", "key c")
	walk(s.Redo)
	holds("without the turn", "key a", "key b")
}
