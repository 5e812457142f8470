package store

import (
	"bytes"
	"database/sql"
	"encoding/binary"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// closedStudy is a tidy study file with a sample in it, as bytes.
func closedStudy(tb testing.TB) []byte {
	tb.Helper()
	s := MustOpen(tb)
	fill(tb, s)
	if err := s.Close(); err != nil {
		tb.Fatal(err)
	}
	return must(os.ReadFile(s.Path()))(tb)
}

// What cannot be opened is explained by name, and stays as it was, with nothing beside it.
func TestOpenProblems(t *testing.T) {
	study := closedStudy(t)
	changed := func(change func(b []byte) []byte) []byte { return change(slices.Clone(study)) }
	const pageSize = 4096
	for _, c := range []struct {
		name, says string
		kind       research.Kind
		content    []byte
	}{
		{"empty", "empty", research.Damaged, []byte{}},
		{"text", "not a study", research.Unreadable, []byte("name,answer\nx,y\n")},
		{"workbook", "not a study", research.Unreadable, append([]byte("PK\x03\x04"), make([]byte, 5000)...)},
		{"another program's database", "not a study", research.Unreadable, foreign(t)},
		{"newer version", "newer version", research.Unreadable, changed(func(b []byte) []byte { binary.BigEndian.PutUint32(b[60:], 99); return b })},
		{"cut off", "damaged", research.Damaged, study[:len(study)-3*pageSize]},
		{"cut within a page", "damaged", research.Damaged, study[:pageSize+100]},
		{"header only", "damaged", research.Damaged, study[:100]},
		{"no version", "damaged", research.Damaged, changed(func(b []byte) []byte { binary.BigEndian.PutUint32(b[60:], 0); return b })},
		{"schema overwritten", "damaged", research.Damaged, changed(func(b []byte) []byte { copy(b[100:pageSize], bytes.Repeat([]byte{0xa5}, pageSize)); return b })},
		{"pages overwritten", "damaged", research.Damaged, changed(func(b []byte) []byte {
			for i := 8 * pageSize; i < len(b); i += 5 * pageSize {
				copy(b[i:i+pageSize], bytes.Repeat([]byte{0xa5}, pageSize))
			}
			return b
		})},
	} {
		t.Run(c.name, func(t *testing.T) {
			dir := t.TempDir()
			path := filepath.Join(dir, "My study.openloop")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			for _, o := range []Options{{}, {ReadOnly: true}} {
				_, err := Open(t.Context(), path, o)
				wantKind(t, err, c.kind)
				if !strings.Contains(err.Error(), "My study.openloop") || !strings.Contains(err.Error(), c.says) {
					t.Errorf("%q does not say %q", err, c.says)
				}
			}
			if b := must(os.ReadFile(path))(t); !bytes.Equal(b, c.content) {
				t.Error("the file was changed")
			}
			if got := files(t, dir); len(got) != 1 {
				t.Errorf("beside the file there is %q", got)
			}
		})
	}
	_, err := Open(t.Context(), filepath.Join(t.TempDir(), "gone.openloop"), Options{})
	wantKind(t, err, research.NotFound)
	_, err = Open(t.Context(), t.TempDir(), Options{})
	wantKind(t, err, research.Unreadable)
}

// foreign is a database of another program.
func foreign(tb testing.TB) []byte {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "x.db")
	db := must(sql.Open("sqlite", path))(tb)
	if _, err := db.Exec("CREATE TABLE study (id); INSERT INTO study VALUES (1)"); err != nil {
		tb.Fatal(err)
	}
	if err := db.Close(); err != nil {
		tb.Fatal(err)
	}
	return must(os.ReadFile(path))(tb)
}

// Damage that opening a study did not meet is found by Check, and by Backup before it counts as one.
func TestCheckFindsDamage(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Many", func(tx *Tx) error {
		iv, err := tx.PutInterview(research.Interview{})
		if err != nil {
			return err
		}
		var turns []research.Turn
		for i := range 400 {
			turns = append(turns, research.Turn{Interview: iv, Pos: i, Text: strings.Repeat("padding ", 50)})
		}
		return second(tx.PutTurns(turns))
	})
	var progress [][2]int
	if err := s.Check(t.Context(), func(done, total int) { progress = append(progress, [2]int{done, total}) }); err != nil {
		t.Fatal(err)
	}
	if len(progress) == 0 || progress[len(progress)-1] != [2]int{2, 2} {
		t.Errorf("progress was %v", progress)
	}
	// The index on turns loses its entries behind the study's back.
	var root int
	if err := s.q.QueryRowContext(t.Context(), "SELECT rootpage FROM sqlite_schema WHERE name = 'turn_interview'").Scan(&root); err != nil {
		t.Fatal(err)
	}
	if err := s.writer.exec(t.Context(), "PRAGMA wal_checkpoint(TRUNCATE)"); err != nil {
		t.Fatal(err)
	}
	f := must(os.OpenFile(s.Path(), os.O_RDWR, 0))(t)
	if _, err := f.WriteAt(append([]byte{10, 0, 0, 0, 0, 16, 0, 0}, make([]byte, 100)...), int64(root-1)*4096); err != nil {
		t.Fatal(err)
	}
	f.Close()
	wantKind(t, s.Check(t.Context(), nil), research.Damaged)

	backup := filepath.Join(t.TempDir(), "backup.openloop")
	wantKind(t, s.Backup(t.Context(), backup, nil), research.Damaged)
	if got := files(t, filepath.Dir(backup)); len(got) != 0 {
		t.Errorf("the failed backup left %q", got)
	}
}

// A study is written by one process at a time; reading it meanwhile is welcome.
func TestLock(t *testing.T) {
	s := MustOpen(t)
	v := fill(t, s)
	if got := files(t, filepath.Dir(s.Path())); !slices.Contains(got, filepath.Base(s.Path())+".lock") {
		t.Errorf("there is no lock: %q", got)
	}
	_, err := Open(t.Context(), s.Path(), Options{})
	wantKind(t, err, research.Conflict)
	if !strings.Contains(err.Error(), "already open") {
		t.Errorf("the sentence is %q", err)
	}

	link := filepath.Join(t.TempDir(), "link.openloop")
	if os.Symlink(s.Path(), link) == nil {
		_, err := Open(t.Context(), link, Options{})
		wantKind(t, err, research.Conflict)
	}

	r, err := Open(t.Context(), s.Path(), Options{ReadOnly: true})
	if err != nil {
		t.Fatal(err)
	}
	MustEdit(t, s, "Meanwhile", func(tx *Tx) error { return second(tx.PutMemo(research.Memo{On: v.interview.ID, Text: "new"})) })
	if m := must(r.Memos(t.Context()))(t); len(m) != 2 {
		t.Errorf("the reader sees %v", m)
	}
	_, err = r.Edit(t.Context(), "No", func(tx *Tx) error { return nil })
	wantKind(t, err, research.ReadOnly)
	_, err = r.Undo(t.Context())
	wantKind(t, err, research.ReadOnly)
	if _, ok := r.CanUndo(); ok || !r.ReadOnly() {
		t.Error("the reader offers to undo")
	}
	if err := r.Close(); err != nil {
		t.Fatal(err)
	}

	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, filepath.Dir(s.Path())); len(got) != 1 {
		t.Errorf("after closing there is %q", got)
	}
	// A lock file left behind by a process that died keeps nobody out.
	if err := os.WriteFile(s.Path()+".lock", nil, 0o600); err != nil {
		t.Fatal(err)
	}
	Reopen(t, s)
}

// A lock file that its holder removes while another waits at it is not mistaken for the lock.
func TestLockRace(t *testing.T) {
	path := filepath.Join(t.TempDir(), "x")
	for range 200 {
		a := must(lockFile(path))(t)
		got := make(chan *fileLock)
		go func() {
			for {
				if b, err := lockFile(path); err == nil {
					got <- b
					return
				}
			}
		}()
		if err := a.release(); err != nil {
			t.Fatal(err)
		}
		b := <-got
		if _, err := lockFile(path); research.KindOf(err) != research.Conflict {
			t.Fatalf("locked twice: %v", err)
		}
		if err := b.release(); err != nil {
			t.Fatal(err)
		}
	}
}
