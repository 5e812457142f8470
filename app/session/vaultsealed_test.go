package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/vault"
)

// takeInNew imports rows while the vault is locked.
func takeInNew(t *testing.T, s *Session, rows [][]string) (Imported, error) {
	t.Helper()
	ctx := context.Background()
	src, err := s.ReadSourceData(ctx, "sheet.csv", []byte(csvOf(rows)), nil)
	if err != nil {
		t.Fatal(err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return s.ImportNew(ctx, plan, false, nil)
}

// While the vault is locked new people go in sealed, under pseudonyms that nobody had. Once it is opened the
// same file finds them again, and what was needed for that is gone from the vault.
func TestImportNew(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, people(0, 2), false)
	s.LockVault()
	done, err := takeInNew(t, s, people(2, 4))
	if err != nil || done.New != 2 || done.People != 2 || done.Organisations != 2 || len(done.Warnings) == 0 {
		t.Fatalf("%+v %v", done, err)
	}
	if s.Vault() != VaultLocked || s.VaultSays() != "" {
		t.Errorf("state %d, %q", s.Vault(), s.VaultSays())
	}
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	once(t, s, 4)
	refs := 0
	for _, iv := range s.InterviewRows(InterviewFilter{}) {
		if strings.HasPrefix(iv.Interview.SourceKey, sealedPrefix) {
			refs++
			if _, ok, _ := s.vault.Original(sealedRef(strings.Split(iv.Interview.SourceKey, ":")[1])); ok {
				t.Error("the vault still holds what the keys stood for")
			}
		}
	}
	if refs > 0 {
		t.Errorf("%d interviews wait", refs)
	}
	again := takeIn(t, s, people(0, 4), false)
	if again.New != 0 || again.Unchanged != 4 {
		t.Errorf("again: %+v", again)
	}
	once(t, s, 4)
}

// The very first import goes in sealed, too, and codings in it find their interviews.
func TestImportNewFirst(t *testing.T) {
	s := newStudy(t)
	s.LockVault()
	if done, err := takeInNew(t, s, people(0, 3)); err != nil || done.New != 3 || len(done.Warnings) != 0 {
		t.Fatalf("%+v %v", done, err)
	}
	before, err := s.Trail(context.Background())
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	once(t, s, 3)
	if after, err := s.Trail(context.Background()); err != nil || len(after) != len(before) {
		t.Errorf("opening the vault made a step: %+v %v", after[0], err)
	}
	if name, err := s.Undo(context.Background()); err != nil || len(s.InterviewRows(InterviewFilter{})) != 0 {
		t.Fatalf("undo took “%s” back and left %d interviews: %v", name, len(s.InterviewRows(InterviewFilter{})), err)
	}
	if _, err := s.Redo(context.Background()); err != nil {
		t.Fatal(err)
	}
	if again := takeIn(t, s, people(0, 3), false); again.Unchanged != 3 {
		t.Errorf("%+v", again)
	}
}

// An import that went in sealed and was taken back can still be done again after the vault was opened, and is then
// recognised.
func TestImportNewRedone(t *testing.T) {
	ctx := context.Background()
	s := newStudy(t)
	s.LockVault()
	if _, err := takeInNew(t, s, people(0, 2)); err != nil {
		t.Fatal(err)
	}
	if _, err := takeInNew(t, s, people(2, 4)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Redo(ctx); err != nil || len(s.InterviewRows(InterviewFilter{})) != 4 {
		t.Fatalf("%d interviews, %v", len(s.InterviewRows(InterviewFilter{})), err)
	}
	s.LockVault()
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	if again := takeIn(t, s, people(0, 4), false); again.Unchanged != 4 {
		t.Errorf("%+v", again)
	}
	once(t, s, 4)
}

// It is refused where a pseudonym could be given twice, and where everybody can be recognised.
func TestImportNewRefused(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, people(0, 1), false)
	if _, err := takeInNew(t, s, people(1, 2)); research.KindOf(err) != research.Conflict {
		t.Errorf("open: %v", err)
	}
	if _, err := s.vault.Add(vault.Batch{Entries: []vault.Entry{{Pseudonym: "P02"}}}); err != nil { // as a broken off import leaves it
		t.Fatal(err)
	}
	s.LockVault()
	if _, err := takeInNew(t, s, people(1, 2)); research.KindOf(err) != research.Locked {
		t.Errorf("an orphan batch: %v", err)
	}
}

// csvOf is rows as a file.
func csvOf(rows [][]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString(strings.Join(r, ",") + "\n")
	}
	return b.String()
}

// once makes sure that nobody and nothing is there twice.
func once(t *testing.T, s *Session, want int) {
	t.Helper()
	if n := len(s.InterviewRows(InterviewFilter{})); n != want {
		t.Errorf("%d interviews, want %d", n, want)
	}
	entries, err := s.vault.Entries()
	if err != nil {
		t.Fatal(err)
	}
	by := map[string]string{}
	for _, e := range entries {
		name := e.Kind + " " + e.Fields["name"]
		if by[name] != "" || len(e.Aliases) > 0 {
			t.Errorf("%s and %s are the same, or one pseudonym has two names", by[name], e.Pseudonym)
		}
		by[name] = e.Pseudonym
	}
	if len(entries) != 2*want || s.VaultSays() != "" {
		t.Errorf("%d entries; %s", len(entries), s.VaultSays())
	}
}
