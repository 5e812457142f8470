package store

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// A backup is a whole study in one file, taken while the study is in use.
func TestBackup(t *testing.T) {
	s := MustOpen(t)
	fill(t, s)
	want := dump(t, s)
	dir := t.TempDir()
	path := filepath.Join(dir, "Backup of #1.openloop")
	edited, last := false, [2]int{}
	err := s.Backup(t.Context(), path, func(done, total int) {
		last = [2]int{done, total}
		if !edited { // somebody goes on working
			edited = true
			MustEdit(t, s, "Meanwhile", func(tx *Tx) error { return second(tx.PutWave(research.Wave{Name: "late"})) })
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if last[0] != last[1] || last[1] == 0 {
		t.Errorf("progress ended at %v", last)
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("the backup left %q", got)
	}
	b, err := Open(t.Context(), path, Options{})
	if err != nil {
		t.Fatal(err)
	}
	defer b.Close()
	sameDump(t, "backup", dump(t, b), want)
	if name, ok := b.CanUndo(); !ok || name != "Put retired" {
		t.Errorf("the backup's journal ends with %q", name)
	}
	checkSearchIndex(t, b)
}

func TestBackupOverAnother(t *testing.T) {
	s := MustOpen(t)
	path := filepath.Join(t.TempDir(), "b.openloop")
	for _, content := range []string{"an older backup", "x"} {
		if err := os.WriteFile(path+partSuffix, []byte("left over"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(content), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.Backup(t.Context(), path, nil); err != nil {
			t.Fatal(err)
		}
	}
	if b, err := Open(t.Context(), path, Options{ReadOnly: true}); err != nil {
		t.Error(err)
	} else {
		b.Close()
	}
}

// A backup that cannot be made leaves the study, and an older backup, alone.
func TestBackupProblems(t *testing.T) {
	s := MustOpen(t)
	dir := t.TempDir()
	wantKind(t, s.Backup(t.Context(), s.Path(), nil), research.Invalid)
	link := filepath.Join(dir, "link.openloop")
	if os.Symlink(s.Path(), link) == nil {
		wantKind(t, s.Backup(t.Context(), link, nil), research.Invalid)
		os.Remove(link)
	}
	err := s.Backup(t.Context(), filepath.Join(dir, "no", "b.openloop"), nil)
	wantKind(t, err, research.NotFound)
	if strings.Contains(err.Error(), partSuffix) {
		t.Errorf("the sentence names a file nobody asked for: %q", err)
	}

	path := filepath.Join(dir, "b.openloop")
	if err := os.WriteFile(path, []byte("older"), 0o600); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	if err := s.Backup(ctx, path, func(int, int) { cancel() }); !errors.Is(err, context.Canceled) {
		t.Errorf("error is %v", err)
	}
	if b := must(os.ReadFile(path))(t); string(b) != "older" {
		t.Error("the older backup was touched")
	}
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("the cancelled backup left %q", got)
	}
	if err := s.Check(t.Context(), nil); err != nil {
		t.Error(err)
	}
}
