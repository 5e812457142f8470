package store

import (
	"context"
	"path/filepath"
	"testing"

	"openloop/research"
)

// MustOpen makes a study in a folder of the test and closes it at its end.
func MustOpen(tb testing.TB) *Store {
	tb.Helper()
	s, err := Create(context.Background(), filepath.Join(tb.TempDir(), "Study of öäü & co.openloop"), research.Study{Title: "Test", Client: "Tessell"}, Options{Coder: "AB"})
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() {
		if err := s.Close(); err != nil {
			tb.Error(err)
		}
	})
	return s
}

func TestSmoke(t *testing.T) {
	ctx := context.Background()
	s := MustOpen(t)
	var iv, turn research.ID
	ch, err := s.Edit(ctx, "Add an interview", func(tx *Tx) (err error) {
		code, err := tx.PutCode(research.Code{Ref: "DIS-02", Name: "Listening", Stage: 4})
		if err != nil {
			return err
		}
		p, err := tx.PutParticipant(research.Participant{Pseudonym: "P07"})
		if err != nil {
			return err
		}
		iv, err = tx.PutInterview(research.Interview{Label: "P07", Participants: []research.ID{p}})
		if err != nil {
			return err
		}
		turn, err = tx.PutTurn(research.Turn{Interview: iv, Text: "They listened to us."})
		if err != nil {
			return err
		}
		v, err := tx.PutVerbatim(research.Verbatim{Interview: iv, From: research.Anchor{Turn: turn}, To: research.Anchor{Turn: turn, Offset: 4}})
		if err != nil {
			return err
		}
		_, err = tx.PutCoding(research.Coding{Verbatim: v, Code: code, Coder: "AB", Round: 1, About: research.AboutUs, Polarity: 1, Weight: 2})
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	t.Log(ch)
	hits, err := s.Search(ctx, "list", 10)
	t.Log(hits, err)
	ivs, err := s.Interviews(ctx)
	t.Log(ivs, err)
	s.EachCoding(ctx, func(c CodingRow) error { t.Log(c); return nil })
	if _, err := s.Edit(ctx, "Delete", func(tx *Tx) error { return tx.DeleteInterview(iv) }); err != nil {
		t.Fatal(err)
	}
	ch, err = s.Undo(ctx)
	t.Log(ch, err)
	ch, err = s.Undo(ctx)
	t.Log(ch, err)
	ch, err = s.Redo(ctx)
	t.Log(ch, err)
	h, err := s.History(ctx, 10)
	t.Log(h, err)
	t.Log(s.Check(ctx, nil))
	t.Log(s.Backup(ctx, filepath.Join(filepath.Dir(s.Path()), "b.openloop"), nil))
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	m, _ := filepath.Glob(filepath.Dir(path) + "/*")
	t.Log(m)
	s, err = Open(ctx, path, Options{})
	t.Log(err)
	defer s.Close()
	t.Log(s.Study())
	hits, err = s.Search(ctx, "list", 10)
	t.Log(hits, err)
}
