package store

import (
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openloop/research"
)

// MustOpen makes a study in a folder of the test, with a name that a URI has to escape, and closes it at
// the end.
func MustOpen(tb testing.TB) *Store {
	tb.Helper()
	path := filepath.Join(tb.TempDir(), "Study #1 50% öäü & co.openloop")
	s, err := Create(tb.Context(), path, research.Study{Title: "Test", Client: "Tessell", Language: "en"}, Options{Coder: "AB"})
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

// Reopen closes a study and opens it again.
func Reopen(tb testing.TB, s *Store) *Store {
	tb.Helper()
	if err := s.Close(); err != nil {
		tb.Fatal(err)
	}
	s, err := Open(tb.Context(), s.Path(), s.opts)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { s.Close() })
	return s
}

// MustEdit edits, or ends the test.
func MustEdit(tb testing.TB, s *Store, name string, fn func(tx *Tx) error) Change {
	tb.Helper()
	ch, err := s.Edit(tb.Context(), name, fn)
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return ch
}

// must returns a value, or ends the test.
func must[T any](v T, err error) func(tb testing.TB) T {
	return func(tb testing.TB) T {
		tb.Helper()
		if err != nil {
			tb.Fatal(err)
		}
		return v
	}
}

// dump is the content of every table that undo covers, by table: its rows as JSON, by id.
func dump(tb testing.TB, s *Store) map[string]string {
	tb.Helper()
	tables, err := journaledTables(tb.Context(), s.q)
	if err != nil {
		tb.Fatal(err)
	}
	content := map[string]string{}
	for table, columns := range tables {
		rows, err := s.q.QueryContext(tb.Context(), "SELECT "+rowJSON(table, table+".", columns)+" FROM "+table+" ORDER BY id")
		if err != nil {
			tb.Fatal(err)
		}
		var all []string
		for rows.Next() {
			var row string
			if err := rows.Scan(&row); err != nil {
				tb.Fatal(err)
			}
			all = append(all, row)
		}
		if err := rows.Close(); err != nil {
			tb.Fatal(err)
		}
		content[table] = strings.Join(all, "\n")
	}
	return content
}

// sameDump fails the test where two contents differ, and says in which table.
func sameDump(tb testing.TB, what string, got, want map[string]string) {
	tb.Helper()
	for table := range want {
		if got[table] != want[table] {
			tb.Errorf("%s: table %s is\n%s\nwant\n%s", what, table, got[table], want[table])
		}
	}
}

// wantKind fails the test where err is not a Problem of a kind whose sentence reads like one.
func wantKind(tb testing.TB, err error, kind research.Kind) {
	tb.Helper()
	if research.KindOf(err) != kind {
		tb.Fatalf("error is %v (%q), want one of kind %q", err, research.KindOf(err), kind)
	}
	var p *research.Problem
	errors.As(err, &p)
	if !strings.HasSuffix(p.Say, ".") || strings.Contains(strings.ToLower(p.Say), "sql") || strings.Contains(p.Say, "%!") {
		tb.Errorf("%q is no sentence for a person", p.Say)
	}
}

// files lists a folder, to see what an operation left there.
func files(tb testing.TB, dir string) []string {
	tb.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		tb.Fatal(err)
	}
	var names []string
	for _, e := range entries {
		names = append(names, e.Name())
	}
	return names
}

// A new study fills in what the caller left out, and opens again as it was.
func TestCreate(t *testing.T) {
	now := time.Date(2026, 3, 12, 10, 0, 0, 123, time.UTC)
	path := filepath.Join(t.TempDir(), "a.openloop")
	s, err := Create(t.Context(), path, research.Study{Title: "Tessell win/loss 2026"}, Options{Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	st := s.Study()
	if st.ID == "" || !st.Created.Equal(now) || st.MinInterviews != 5 || st.MinOrganisations != 3 {
		t.Errorf("a new study is %+v", st)
	}
	if _, ok := s.CanUndo(); ok {
		t.Error("the creation of a study can be undone")
	}
	s = Reopen(t, s)
	if s.Study() != st {
		t.Errorf("reopened, the study is %+v, want %+v", s.Study(), st)
	}
	if s.Path() != path || s.ReadOnly() {
		t.Errorf("path %s, read-only %v", s.Path(), s.ReadOnly())
	}
}

func TestCreateRefusals(t *testing.T) {
	dir := t.TempDir()
	there := filepath.Join(dir, "there.openloop")
	if err := os.WriteFile(there, []byte("precious"), 0o600); err != nil {
		t.Fatal(err)
	}
	_, err := Create(t.Context(), there, research.Study{}, Options{})
	wantKind(t, err, research.Conflict)
	if b, _ := os.ReadFile(there); string(b) != "precious" {
		t.Error("an existing file was touched")
	}
	_, err = Create(t.Context(), filepath.Join(dir, "no", "folder.openloop"), research.Study{}, Options{})
	wantKind(t, err, research.NotFound)

	_, err = Create(t.Context(), filepath.Join(dir, "k.openloop"), research.Study{MinInterviews: 2}, Options{})
	wantKind(t, err, research.Invalid)
	if got := files(t, dir); len(got) != 1 {
		t.Errorf("a refused study left %v", got)
	}
}

// Closing leaves one file, and using a closed study explains itself.
func TestClose(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Add a wave", func(tx *Tx) error { _, err := tx.PutWave(research.Wave{Name: "2026 H1"}); return err })
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if got := files(t, filepath.Dir(s.Path())); len(got) != 1 || got[0] != filepath.Base(s.Path()) {
		t.Errorf("closing left %q", got)
	}
	head, err := os.ReadFile(s.Path())
	if err != nil {
		t.Fatal(err)
	}
	if head[18] != 1 || head[19] != 1 {
		t.Error("the closed file still needs a log beside it")
	}
	if err := s.Close(); err != nil {
		t.Errorf("closing twice: %v", err)
	}
	_, err = s.Edit(t.Context(), "Late", func(tx *Tx) error { return nil })
	wantKind(t, err, research.Conflict)
	_, err = s.Waves(t.Context())
	wantKind(t, err, research.Conflict)
}

func TestNewID(t *testing.T) {
	seen := map[research.ID]bool{}
	last := research.ID("")
	for range 10_000 {
		id := NewID()
		if len(id) != 36 || id[14] != '7' || !strings.ContainsRune("89ab", rune(id[19])) {
			t.Fatalf("%s is no UUID of version 7", id)
		}
		if seen[id] {
			t.Fatalf("%s came twice", id)
		}
		if id <= last {
			t.Fatalf("%s sorts before one made earlier, %s", id, last)
		}
		seen[id], last = true, id
	}
	at := time.Date(2026, 3, 12, 10, 30, 0, 250_000, time.UTC)
	if got := newID(ticks(at)); got[:18] != "019ce198-9840-7400" {
		t.Errorf("the id of %v begins with %s", at, got[:18])
	}
}

func TestNaturalOrder(t *testing.T) {
	s := MustOpen(t)
	MustEdit(t, s, "Add participants", func(tx *Tx) error {
		for _, p := range []string{"P10", "P2", "P010x", "P1", "Q1", "P"} {
			if _, err := tx.PutParticipant(research.Participant{Pseudonym: p}); err != nil {
				return err
			}
		}
		return nil
	})
	var got []string
	for _, p := range must(s.Participants(t.Context()))(t) {
		got = append(got, p.Pseudonym)
	}
	if want := "P P1 P2 P10 P010x Q1"; strings.Join(got, " ") != want {
		t.Errorf("order is %v, want %s", got, want)
	}
}

func TestWarnings(t *testing.T) {
	for _, c := range []struct{ path, service string }{
		{"/home/ab/studies/Tessell.openloop", ""},
		{"/home/ab/Dropbox/Tessell.openloop", "Dropbox"},
		{"/home/ab/Dropbox (Personal)/x/Tessell.openloop", "Dropbox"},
		{`C:\Users\ab\OneDrive - Firm\Tessell.openloop`, "OneDrive"},
		{"/Users/ab/Library/CloudStorage/GoogleDrive-ab/My Drive/Tessell.openloop", "Google Drive"},
		{"/Users/ab/Library/Mobile Documents/com~apple~CloudDocs/Tessell.openloop", "iCloud"},
		{"/home/ab/about Dropbox/Tessell.openloop", ""},
		{"/home/ab/Dropbox.openloop", ""},
	} {
		got := strings.Join(pathWarnings(c.path), " ")
		if (got == "") != (c.service == "") || !strings.Contains(got, c.service) {
			t.Errorf("%s: %q, want a warning of %q", c.path, got, c.service)
		}
	}
	if s := MustOpen(t); len(s.Warnings()) != 0 {
		t.Errorf("a study in a plain folder warns: %q", s.Warnings())
	}
}
