package session

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/report"
	"openloop/research"
)

// folder reads every file under a folder.
func folder(t *testing.T, dir string) map[string][]byte {
	t.Helper()
	out := map[string][]byte{}
	err := filepath.WalkDir(dir, func(path string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			name, _ := filepath.Rel(dir, path)
			out[name], err = os.ReadFile(path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// issueAll issues the pack in every form and answers its files.
func issueAll(t *testing.T, s *Session) map[string][]byte {
	t.Helper()
	dir := t.TempDir()
	at := filepath.Join(dir, "pack")
	o := PackOptions{Slides: at + ".pptx", Quotes: at + "-quotes.csv", Figures: at + "-figures.json", Charts: at + "-charts"}
	if _, err := s.Export(context.Background(), o, at+".pdf", at+".xlsx", nil); err != nil {
		t.Fatal(err)
	}
	return folder(t, dir)
}

// An issued pack is made again to the byte, whatever was done to the study since, after a restart, under another name.
func TestSaveAgain(t *testing.T) {
	path := copyOfSample(t)
	s := open(t, path)
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	ctx := context.Background()
	was := issueAll(t, s)
	if err := s.SetPackTitle(ctx, report.WinLoss, "Something else"); err != nil {
		t.Fatal(err)
	}
	st := s.Study()
	st.Title = "Another title"
	if err := s.SaveStudy(ctx, st); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	later := testOptions
	later.Now = func() time.Time { return time.Date(2027, 3, 1, 9, 0, 0, 0, time.UTC) }
	s, err := Open(ctx, path, later)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	packs := must(s.IssuedPacks(ctx))(t)
	if len(packs) != 1 || len(packs[0].Files) != len(was) {
		t.Fatalf("%d files of %d are kept", len(packs[0].Files), len(was))
	}
	_, err = s.SaveAgain(ctx, packs[0].ID, filepath.Join(t.TempDir(), "x.pdf"), nil)
	wantKind(t, err, research.Locked)
	if err := s.Unlock(SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for range 2 { // over what is there already, too
		w, err := s.SaveAgain(ctx, packs[0].ID, filepath.Join(dir, "again.pdf"), nil)
		if err != nil || len(w.Files) != len(was) || w.Checked == 0 {
			t.Fatalf("%+v, %v", w, err)
		}
	}
	now := folder(t, dir)
	if len(now) != len(was) {
		t.Errorf("%d files, issued were %d", len(now), len(was))
	}
	for name, b := range was {
		if !bytes.Equal(now[strings.Replace(name, "pack", "again", 1)], b) {
			t.Errorf("%s is not the same", name)
		}
	}
	if n := len(must(s.Issued(ctx))(t)); n != 1 {
		t.Errorf("the ledger has %d packs", n)
	}
}

// A pack that names somebody who was taken into the vault since is not saved again.
func TestSaveAgainLooksForNames(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	issueAll(t, s)
	rows := [][]string{{"Interviewee", "Company", "Outcome", "Interview date", "Why did you choose as you did?"},
		{"Board Pack", "Anonymised Ltd", "Lost", "2026-10-02", "They were slow."}}
	takeIn(t, s, rows, false)
	pack := must(s.IssuedPacks(ctx))(t)[0]
	dir := t.TempDir()
	_, err := s.SaveAgain(ctx, pack.ID, filepath.Join(dir, "a.pdf"), nil)
	wantKind(t, err, research.Withheld)
	if left := folder(t, dir); len(left) != 0 {
		t.Errorf("%d files were written", len(left))
	}
}

// Whoever is erased is in no kept file: the pack's files go, its figures stay in the ledger, and the page says why.
func TestErasureTakesIssuedFiles(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	issueAll(t, s)
	proof := must(s.Erase(ctx, Erasing{Pseudonym: "P07"}, nil))(t)
	if !slices.ContainsFunc(proof.Removed, func(r Removed) bool { return r.What == "files of issued packs" && r.N > 4 }) {
		t.Errorf("the proof says %+v", proof.Removed)
	}
	pack := must(s.IssuedPacks(ctx))(t)[0]
	ok, why := pack.Kept()
	if ok || !strings.Contains(why, "taken out of the study") || pack.Shown == 0 {
		t.Errorf("kept %v, %q, %d figures", ok, why, pack.Shown)
	}
	_, err := s.SaveAgain(ctx, pack.ID, filepath.Join(t.TempDir(), "a.pdf"), nil)
	wantKind(t, err, research.NotFound)
}

// A person may take the files out of the study; the ledger keeps what they told.
func TestDiscardIssued(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	issueAll(t, s)
	pack := must(s.IssuedPacks(ctx))(t)[0]
	if err := s.DiscardIssued(ctx, pack.ID); err != nil {
		t.Fatal(err)
	}
	now := must(s.IssuedPacks(ctx))(t)[0]
	if ok, _ := now.Kept(); ok || now.Shown != pack.Shown {
		t.Errorf("%+v", now.Files)
	}
}
