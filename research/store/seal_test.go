package store

import (
	"bytes"
	"os"
	"testing"

	"openloop/research"
)

// aTurn makes an interview of one turn that says text.
func aTurn(t *testing.T, s *Store, text string) research.Turn {
	t.Helper()
	turn := research.Turn{Text: text}
	MustEdit(t, s, "Import", func(tx *Tx) (err error) {
		if turn.Interview, err = tx.PutInterview(research.Interview{Label: "P01"}); err != nil {
			return err
		}
		turn.ID, err = tx.PutTurn(turn)
		return err
	})
	return turn
}

// hidden fails the test where a word stands in the study's file or its log, or in the words of the search.
func hidden(t *testing.T, s *Store, word string) {
	t.Helper()
	for _, f := range []string{s.Path(), s.Path() + "-wal"} {
		b, err := os.ReadFile(f)
		if err != nil && !os.IsNotExist(err) {
			t.Fatal(err)
		}
		if at := bytes.Index(bytes.ToLower(b), []byte(word)); at >= 0 {
			t.Errorf("byte %d of %s says it", at, f[len(f)-4:])
		}
	}
	if hits := must(s.Search(t.Context(), word, 5))(t); len(hits) > 0 {
		t.Error("a search still finds it")
	}
}

// What was sealed is nowhere in the file; undo and redo, in whatever order and after a restart, bring it back
// and hide it again, and ask for the vault only where they bring it back.
func TestSealedWordingsUndoAndRedo(t *testing.T) {
	s := MustOpen(t)
	vault := map[string]string{}
	open := true
	reader := func(refs []string) (map[string]string, error) {
		if !open {
			return nil, research.Problemf(research.Locked, "The vault is locked. Open it first.")
		}
		return vault, nil
	}
	s.OpenSealed(reader)
	turn := aTurn(t, s, "Quillfeather never called.")
	amended := turn
	amended.Text = "Quillfeather never called back."
	MustEdit(t, s, "Amend", func(tx *Tx) error { return second(tx.PutTurn(amended)) })
	named := dump(t, s)

	list := must(s.Wordings(t.Context()))(t)
	if len(list) != 2 {
		t.Fatalf("the journal holds %+v", list)
	}
	for i, w := range list {
		list[i].Ref = string(NewID())
		vault[list[i].Ref] = w.Text
	}
	masked := turn
	masked.Text = "P09 never called back."
	MustEdit(t, s, "Hide names", func(tx *Tx) error {
		if err := tx.Seal(list...); err != nil {
			return err
		}
		return second(tx.PutTurn(masked))
	})
	hidden(t, s, "quillfeather")
	after := dump(t, s)

	open = false
	_, err := s.Undo(t.Context())
	wantKind(t, err, research.Locked)
	sameDump(t, "after an undo that was refused", dump(t, s), after)

	open = true
	for range 2 {
		must(s.Undo(t.Context()))(t)
		sameDump(t, "undone", dump(t, s), named)
		must(s.Undo(t.Context()))(t)
		must(s.Undo(t.Context()))(t) // the import itself, whose row goes into the journal whole
		s = Reopen(t, s)
		s.OpenSealed(reader)
		must(s.Redo(t.Context()))(t)
		must(s.Redo(t.Context()))(t)
		sameDump(t, "done again up to the names", dump(t, s), named)
		open = false // hiding again needs no vault
		must(s.Redo(t.Context()))(t)
		sameDump(t, "hidden again", dump(t, s), after)
		hidden(t, s, "quillfeather")
		open = true
	}
}

// Sealing something that holds no words is refused.
func TestSealRefusesWhatHoldsNoWords(t *testing.T) {
	s := MustOpen(t)
	_, err := s.Edit(t.Context(), "Seal", func(tx *Tx) error { return tx.Seal(Wording{Table: "wave", Column: "name", Ref: "r"}) })
	wantKind(t, err, research.Invalid)
}
