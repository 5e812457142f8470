package store_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"openloop/research"
	"openloop/research/store"
)

// An edit is one step of the journal: saved when Edit returns, and taken back by Undo.
func Example() {
	ctx := context.Background()
	dir, _ := os.MkdirTemp("", "example")
	defer os.RemoveAll(dir)

	s, err := store.Create(ctx, filepath.Join(dir, "Tessell.openloop"), research.Study{Title: "Tessell win/loss 2026"}, store.Options{Coder: "AB"})
	if err != nil {
		fmt.Println(err)
		return
	}
	defer s.Close()
	cancel := s.Subscribe(func(ch store.Change) { fmt.Println(ch.Name, "touched", len(ch.Tables), "tables; undone:", ch.Undone) })
	defer cancel()

	_, err = s.Edit(ctx, "Add an interview", func(tx *store.Tx) error {
		iv, err := tx.PutInterview(research.Interview{Label: "P07", Outcome: research.Lost})
		if err != nil {
			return err
		}
		_, err = tx.PutTurn(research.Turn{Interview: iv, Speaker: "P07", Text: "Their proposal came a week late."})
		return err
	})
	if err != nil {
		fmt.Println(err)
		return
	}
	hits, _ := s.Search(ctx, "propos", 10)
	fmt.Println(hits[0].Excerpt, hits[0].Marks)

	s.Undo(ctx)
	hits, _ = s.Search(ctx, "propos", 10)
	name, _ := s.CanRedo()
	fmt.Printf("%d hits; redo would redo %q\n", len(hits), name)
	// Output:
	// Add an interview touched 2 tables; undone: false
	// Their proposal came a week late. [[6 14]]
	// Add an interview touched 2 tables; undone: true
	// 0 hits; redo would redo "Add an interview"
}
