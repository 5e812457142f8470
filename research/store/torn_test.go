package store

import (
	"database/sql"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"openloop/research"
)

// A process that died in the middle of writing to the file itself, as while opening it, leaves a journal. The
// study opens as it was before.
func TestOpenAfterTornWrite(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Many waves", func(tx *Tx) error {
		for i := range 3000 {
			if _, err := tx.PutWave(research.Wave{Pos: i, Name: fmt.Sprintf("A wave with a rather long name, number %d", i)}); err != nil {
				return err
			}
		}
		return nil
	})
	want := dump(t, s)
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", fileURI(s.Path(), "mode=rw&"+pragmas("cache_size(5)", "synchronous(FULL)")))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	db.SetMaxOpenConns(1)
	for _, q := range []string{"BEGIN IMMEDIATE", "UPDATE wave SET name = 'torn ' || name"} {
		if _, err := db.Exec(q); err != nil {
			t.Fatal(err)
		}
	}
	torn := filepath.Join(t.TempDir(), "torn.openloop")
	for _, end := range []string{"", "-journal"} {
		b, err := os.ReadFile(s.Path() + end)
		if err != nil || len(b) == 0 {
			t.Fatalf("nothing was left half-written: %v", err)
		}
		if err := os.WriteFile(torn+end, b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	again, err := Open(t.Context(), torn, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer again.Close()
	sameDump(t, "after the torn write", dump(t, again), want)
}
