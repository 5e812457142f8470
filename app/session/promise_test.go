package session

import (
	"bytes"
	"context"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
	"unicode"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
)

// childEdits is what the child process of TestPromise does: it opens the study in dir, makes fifty edits of
// every sort, says so in a file, and waits to be killed.
func childEdits(dir string) {
	fail := func(err error) {
		if err != nil {
			os.WriteFile(filepath.Join(dir, "failed"), []byte(err.Error()), 0o600)
			os.Exit(1)
		}
	}
	ctx := context.Background()
	s, err := Open(ctx, filepath.Join(dir, "sample.openloop"), testOptions)
	fail(err)
	fail(s.Unlock(SamplePassphrase))
	prefs := LoadPrefs(filepath.Join(dir, "config", "settings.json"))
	fail(prefs.Opened(s.Path(), s.Study().Title, s.Now()))
	fail(s.Backup(ctx, filepath.Join(dir, "backup.openloop"), nil))
	rnd := rand.New(rand.NewPCG(7, 7))
	for i := range 50 {
		fail(edit(ctx, s, rnd, i))
	}
	_, err = s.Export(ctx, PackOptions{}, filepath.Join(dir, "pack.pdf"), filepath.Join(dir, "pack.xlsx"), nil)
	fail(err)
	fail(os.WriteFile(filepath.Join(dir, "ready"), nil, 0o600))
	time.Sleep(time.Minute)
}

// edit makes the i-th of a mixed lot of edits.
func edit(ctx context.Context, s *Session, rnd *rand.Rand, i int) error {
	rows := s.InterviewRows(InterviewFilter{})
	iv := rows[rnd.IntN(len(rows))].Interview.ID
	codes := s.Book().Codes
	code := codes[rnd.IntN(len(codes))]
	switch i % 10 {
	case 0, 1, 2, 3:
		_, err := applySomewhere(ctx, s, rnd, iv, code.ID)
		return err
	case 4:
		placed, err := s.Placed(ctx, iv)
		if err != nil || len(placed) == 0 {
			return err
		}
		return s.RemoveCoding(ctx, placed[rnd.IntN(len(placed))].Coding)
	case 5:
		return s.SetReason(ctx, iv, research.Told, code.ID)
	case 6:
		return s.SetNote(ctx, iv, fmt.Sprintf("Note %d. Margit Oelschlager of Brandtkamp Verpackungen GmbH called from +49 30 901820.", i))
	case 7:
		_, err := s.SaveCode(ctx, research.Code{Name: fmt.Sprintf("A new code %d", i), Stage: 4})
		return err
	case 8:
		_, err := s.SaveTheme(ctx, research.Theme{Name: fmt.Sprintf("A new theme %d", i), Codes: []research.ID{code.ID}, SoWhat: "Ask Margit Oelschlager."})
		return err
	}
	return s.AddName(ctx, research.CompetitorName, fmt.Sprintf("Rival %d", i))
}

func applySomewhere(ctx context.Context, s *Session, rnd *rand.Rand, iv, code research.ID) (research.Coding, error) {
	turns, err := s.store.Turns(ctx, iv)
	if err != nil {
		return research.Coding{}, err
	}
	t := turns[rnd.IntN(len(turns))]
	n := len([]rune(t.Text))
	from := rnd.IntN(n - 1)
	return s.ApplyCode(ctx, iv, research.Anchor{Turn: t.ID, Offset: from}, research.Anchor{Turn: t.ID, Offset: from + 1 + rnd.IntN(n-from-1)}, code)
}

// The promise: fifty edits, a crash, and everything can be undone; and no file beside the vault names
// anybody of the sample, not in its free pages, its log, its backup or its journal.
func TestPromise(t *testing.T) {
	if testing.Short() {
		t.Skip("starts a process of its own")
	}
	path := copyOfSample(t)
	dir := filepath.Dir(path)
	temp := filepath.Join(dir, "temp")
	if err := os.Mkdir(temp, 0o700); err != nil {
		t.Fatal(err)
	}
	before := tables(t, path)
	crash(t, dir, temp)

	if _, err := os.Stat(path + "-wal"); err != nil {
		t.Log("the crash left no log to look through")
	}
	noNames(t, dir)
	s := open(t, path)
	undone := 0
	for {
		name, ok := s.CanUndo()
		if !ok || name == "Name eight themes" {
			break
		}
		if _, err := s.Undo(context.Background()); err != nil {
			t.Fatal(err)
		}
		undone++
	}
	if undone < 45 {
		t.Errorf("only %d edits could be undone", undone)
	}
	after := tables(t, path)
	for _, ledger := range []string{"export", "export_group", "export_cell", "export_check", "export_file", "export_quote"} {
		if after[ledger] == before[ledger] {
			t.Errorf("undo has emptied the ledger: table %s", ledger)
		}
		delete(before, ledger)
	}
	same(t, "after undo", after, before)
	if err := s.Check(context.Background(), nil); err != nil {
		t.Error(err)
	}
	s.Close()
	noNames(t, dir)
}

// crash lets a child process edit the study and kills it when it is done.
func crash(t *testing.T, dir, temp string) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "SESSION_TEST_CHILD="+dir, "TMPDIR="+temp, "TEMP="+temp, "SQLITE_TMPDIR="+temp, "XDG_CONFIG_HOME="+filepath.Join(dir, "config"))
	var said bytes.Buffer
	child.Stdout, child.Stderr = &said, &said
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		child.Process.Kill()
		child.Wait()
		if said.Len() > 0 {
			t.Errorf("the child wrote %q", said.String())
		}
	}()
	for range 600 {
		if why, err := os.ReadFile(filepath.Join(dir, "failed")); err == nil {
			t.Fatalf("the child failed: %s", why)
		}
		if _, err := os.Stat(filepath.Join(dir, "ready")); err == nil {
			return
		}
		time.Sleep(50 * time.Millisecond)
	}
	t.Fatal("the child has not done its edits in 30 s")
}

// noNames looks through every byte of every file in a folder but the vault for the sample's people,
// companies, salespeople, interviewers, addresses and numbers: whole words, in any case.
func noNames(t *testing.T, dir string) {
	t.Helper()
	names := sampleNames(t)
	looked := 0
	err := filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasSuffix(path, VaultExt) || strings.HasSuffix(path, ".xlsx") {
			return err // a workbook is a zip: the leak check has read it
		}
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		looked++
		folded := bytes.ToLower(b)
		for _, n := range names {
			if at := wordIn(folded, n); at >= 0 {
				t.Errorf("%s names %q at byte %d: …%s…", filepath.Base(path), n, at, printable(b[max(0, at-60):min(len(b), at+60)]))
			}
		}
		return nil
	})
	if err != nil || looked < 3 {
		t.Fatalf("looked into %d files: %v", looked, err)
	}
}

// wordIn finds a folded name as whole words.
func wordIn(text []byte, name string) int {
	for from := 0; ; {
		i := bytes.Index(text[from:], []byte(name))
		if i < 0 {
			return -1
		}
		i += from
		before, after := rune(' '), rune(' ')
		if i > 0 {
			before = rune(text[i-1])
		}
		if i+len(name) < len(text) {
			after = rune(text[i+len(name)])
		}
		if !wordByte(before) && !wordByte(after) {
			return i
		}
		from = i + 1
	}
}

func wordByte(r rune) bool { return r >= 0x80 || unicode.IsLetter(r) || unicode.IsDigit(r) }

func printable(b []byte) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsPrint(r) {
			return r
		}
		return '·'
	}, string(b))
}

// ordinary are parts of the sample's names that say nothing by themselves and are words of its texts too: a
// van is also what goods are driven in.
var ordinary = map[string]bool{"van": true}

// sampleNames is every name of the sample's spreadsheet and every part of one, folded.
func sampleNames(t *testing.T) []string {
	t.Helper()
	seen := map[string]bool{}
	add := func(words ...string) {
		for _, w := range words {
			if w = strings.ToLower(strings.TrimSpace(w)); len([]rune(w)) > 2 && !ordinary[w] {
				seen[w] = true
			}
		}
	}
	for _, iv := range samplePlan(t).Interviews {
		add(iv.Person.Name, iv.Person.Email, iv.Person.Phone, iv.Organisation, iv.Owner, iv.Interviewer, iv.Deal)
		add(strings.Fields(iv.Person.Name)...)
		add(strings.Fields(iv.Owner)...)
		add(strings.Fields(iv.Interviewer)...)
	}
	var out []string
	for n := range seen {
		out = append(out, n)
	}
	if len(out) < 200 {
		t.Fatalf("only %d names to look for", len(out))
	}
	return out
}

// samplePlan is what the sample's spreadsheet says, names included.
func samplePlan(t *testing.T) *intake.Plan {
	t.Helper()
	s := newStudy(t)
	src, err := s.ReadSourceData(context.Background(), assets.SampleName, assets.Sample(), nil)
	if err != nil {
		t.Fatal(err)
	}
	p, err := s.Plan(context.Background(), src, nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
