package session

import (
	"context"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/vault"
)

func init() {
	if study := os.Getenv("SESSION_TEST_SAME"); study != "" {
		childMerges(study)
		os.Exit(0)
	}
}

// twice makes a study into which one buyer came under two spellings, P01 and P02, as did her company, O01 and
// O02. Everybody in it is invented.
func twice(t *testing.T, dir string) *Session {
	t.Helper()
	ctx := context.Background()
	s, err := New(ctx, filepath.Join(dir, "study.openloop"), Fresh{Client: "Tessell Systems", Passphrase: "correct horse"}, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	takeIn(t, s, interviewSheet(
		[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked and talked. Nobody called.", "We trusted them once."},
		[]string{"2", "Greta Oelschlager", "Brandtkamp GmbH Nord", "lost", "2026-03-02", "reworded", "Ruth Oakden", "I am Greta Oelschlager and I said no.", "Nothing came of it."},
		[]string{"3", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "Greta Oelschlager told me it was fine.", "We trusted them at once."},
	), false)
	takeIn(t, s, codingSheet(
		[]string{"3", "Q09", "Greta Oelschlager told me", "DIS-02", "RO", "us", "hurt", "decided", "as said"},
		[]string{"2", "Q09", "I said no", "DIS-01", "RO", "us", "hurt", "decided", ""}), false)
	code := s.Book().Codes[1].ID
	if _, err := s.SaveTheme(ctx, research.Theme{Name: "P02 was left alone", SoWhat: "Ring P02.", Codes: []research.ID{code}}); err != nil {
		t.Fatal(err)
	}
	if err := s.SetNote(ctx, s.InterviewRows(InterviewFilter{})[2].Interview.ID, "P02 knows them, P020 does not."); err != nil {
		t.Fatal(err)
	}
	return s
}

// Two pseudonyms of one person become one everywhere: in what was said, in who took part, in what was written;
// the vault knows both names under the one that stays; undo brings both back exactly.
func TestOnePersonOnePseudonym(t *testing.T) {
	s := twice(t, t.TempDir())
	ctx := context.Background()
	before := tables(t, s.Path())
	if !strings.Contains(before["turn"], "P02 told me") || !strings.Contains(before["clearance"], "level=") {
		t.Fatal("there is nothing to merge")
	}
	did, err := s.SameAs(ctx, "P02", "P01", nil)
	if err != nil {
		t.Fatal(err)
	}
	if did.Interviews != 1 || did.Masked != 2 || did.Texts != 2 {
		t.Errorf("did %+v", did)
	}
	after := tables(t, s.Path())
	for table, rows := range after {
		rows = strings.ReplaceAll(rows, "P020", "")
		if table != "retired" && strings.Contains(rows, "P02") {
			t.Errorf("table %s still says P02:\n%s", table, rows)
		}
	}
	if !strings.Contains(after["turn"], "P01 told me") || !strings.Contains(after["theme"], "Ring P01.") || !strings.Contains(after["interview"], "P01 knows them, P020 does not.") {
		t.Error("the texts do not say P01")
	}
	row := s.InterviewRows(InterviewFilter{Words: "P01"})
	if len(row) != 2 || row[0].Participants[0] != row[1].Participants[0] || row[0].Participants[0].Consent != research.ConsentReworded {
		t.Errorf("heard as P01: %d, %+v", len(row), row[0].Participants)
	}
	quotes, _ := s.Behind(ctx, Asked{})
	if !slices.ContainsFunc(quotes.Quotes, func(q QuoteRow) bool { return q.Text == "P01 told me" && q.Cleared }) {
		t.Error("a cleared quote is no longer cleared, though only a pseudonym changed in it")
	}
	checkWords(t, s)
	known, err := s.Known(ctx)
	if err != nil || slices.ContainsFunc(known, func(w Somebody) bool { return w.Pseudonym == "P02" }) || !slices.ContainsFunc(known, func(w Somebody) bool {
		return w.Pseudonym == "P01" && w.Name == "Margit Oelschlager" && slices.Contains(w.Aliases, "Greta Oelschlager")
	}) {
		t.Errorf("the vault knows %+v, %v", known, err)
	}
	d, _ := s.Dictionary(ctx)
	if text, _ := d.Redact("Ask Greta Oelschlager."); text != "Ask P01." {
		t.Errorf("her other name becomes %q", text)
	}
	if more, err := s.LookAgain(ctx, nil); err != nil || more != (LookedAgain{}) {
		t.Errorf("another look did %+v, %v", more, err)
	}

	s.LockVault() // no words come back, so that undo needs none
	for range 2 {
		if name, err := s.Undo(ctx); err != nil || name != "P02 is P01" {
			t.Fatalf("undid %q, %v", name, err)
		}
		same(t, "undone", tables(t, s.Path()), before)
		if _, err := s.Redo(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, "done again", tables(t, s.Path()), after)
	}
	if err := s.Unlock("correct horse"); err != nil || s.VaultOlder() {
		t.Errorf("opened again: %v, older %v", err, s.VaultOlder())
	}
	if err := s.Check(ctx, nil); err != nil {
		t.Error(err)
	}
}

// The pseudonym that went is never given again, a second import knows her under either name, and the two sorts
// cannot be mixed.
func TestRetiredPseudonymStaysRetired(t *testing.T) {
	s := twice(t, t.TempDir())
	ctx := context.Background()
	for _, no := range [][2]string{{"P02", "P02"}, {"P02", "O01"}, {"P02", "P77"}, {"", "P01"}} {
		if _, err := s.SameAs(ctx, no[0], no[1], nil); err == nil || research.KindOf(err) == "" {
			t.Errorf("%v: %v", no, err)
		}
	}
	for _, m := range [][2]string{{"O02", "O01"}, {"P03", "P02"}, {"P02", "P01"}} {
		if _, err := s.SameAs(ctx, m[0], m[1], nil); err != nil {
			t.Fatal(err)
		}
	}
	if orgs, _ := s.store.Organisations(ctx); len(orgs) != 2 {
		t.Errorf("%d organisations", len(orgs))
	}
	if got := survivors(must2(s.store.Retired(ctx))(t)); got["P03"] != "P01" || got["P02"] != "P01" || got["O02"] != "O01" {
		t.Errorf("survivors %v", got)
	}
	takeIn(t, s, interviewSheet([]string{"9", "Greta Oelschlager", "Brandtkamp GmbH Nord", "won", "2026-04-01", "yes", "Ruth Oakden", "I came back.", ""},
		[]string{"10", "Ilse Zumbrunnen", "Wollkamm Handel", "won", "2026-04-01", "yes", "Ruth Oakden", "I am new.", ""}), false)
	var labels []string
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		labels = append(labels, r.Interview.Label)
	}
	slices.Sort(labels)
	if want := []string{"P01", "P01", "P01", "P01", "P04"}; !slices.Equal(labels, want) {
		t.Errorf("interviews of %v, want %v", labels, want)
	}
	if p, err := s.IsNew(ctx, privacy.Person, ReviewItem{Words: "Wendelin Quastenberg", Label: "P01"}); err != nil || p != "P05" {
		t.Errorf("the next is %s, %v", p, err)
	}
}

func must2[T any](v T, err error) func(*testing.T) T {
	return func(t *testing.T) T {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// Erased, somebody is gone under every name and pseudonym, also from a copy in which they still were two.
func TestErasedUnderEveryPseudonym(t *testing.T) {
	s := twice(t, t.TempDir())
	ctx := context.Background()
	copied := filepath.Join(t.TempDir(), "copy.openloop")
	if err := s.Backup(ctx, copied, nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.SameAs(ctx, "P02", "P01", nil); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P01", Copies: []string{copied}}, nil); err != nil {
		t.Fatal(err)
	}
	entries, err := s.vault.Entries()
	if err != nil || slices.ContainsFunc(entries, func(e vault.Entry) bool {
		return e.Pseudonym == "P01" || e.Pseudonym == "P02" || strings.Contains(e.Fields["name"], "Oelschlager")
	}) {
		t.Errorf("the vault still knows them: %d entries, %v", len(entries), err)
	}
	c := open(t, copied)
	if people, _ := c.store.Participants(ctx); len(people) != 1 || people[0].Pseudonym != "P03" {
		t.Errorf("the copy has %d people", len(people))
	}
	if n := len(s.InterviewRows(InterviewFilter{})); n != 1 {
		t.Errorf("%d interviews left", n)
	}
}

func childMerges(study string) {
	ctx := context.Background()
	s, err := Open(ctx, study, testOptions)
	if err == nil {
		err = s.Unlock("correct horse")
	}
	os.WriteFile(study+".ready", nil, 0o600)
	if err == nil {
		_, err = s.SameAs(ctx, "P02", "P01", nil)
	}
	if err != nil {
		os.WriteFile(study+".failed", []byte(err.Error()), 0o600)
		os.Exit(1)
	}
	time.Sleep(time.Minute)
}

// Killed at whatever moment, two people are one or still two, in study and vault alike, and it can be done then.
func TestMergeKilled(t *testing.T) {
	if testing.Short() {
		t.Skip("starts processes of its own")
	}
	first := twice(t, t.TempDir())
	path := first.Path()
	first.Close()
	rnd := rand.New(rand.NewPCG(12, 7))
	done, not := 0, 0
	for round := range 10 {
		dir := t.TempDir()
		study := filepath.Join(dir, "study.openloop")
		for _, f := range []string{path, VaultPath(path)} {
			if err := os.WriteFile(filepath.Join(dir, filepath.Base(f)), read(t, f), 0o600); err != nil {
				t.Fatal(err)
			}
		}
		killMerging(t, study, time.Duration(rnd.IntN(60))*time.Millisecond)
		done, not = mergedOrNot(t, round, study, done, not)
	}
	t.Logf("%d were one, %d still two", done, not)
}

func mergedOrNot(t *testing.T, round int, study string, done, not int) (int, int) {
	t.Helper()
	ctx := context.Background()
	s := open(t, study)
	defer s.Close()
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	people, _ := s.store.Participants(ctx)
	known, err := s.Known(ctx)
	if err != nil || s.VaultOlder() {
		t.Errorf("round %d: %v, older %v", round, err, s.VaultOlder())
	}
	two := slices.ContainsFunc(known, func(w Somebody) bool { return w.Pseudonym == "P02" })
	if two != (len(people) == 3) {
		t.Errorf("round %d: %d people in the study, P02 in the vault: %v", round, len(people), two)
	}
	if two {
		not++
		if _, err := s.SameAs(ctx, "P02", "P01", nil); err != nil {
			t.Errorf("round %d: %v", round, err)
		}
	} else {
		done++
	}
	checkWords(t, s)
	if err := s.Check(ctx, nil); err != nil {
		t.Error(err)
	}
	return done, not
}

func killMerging(t *testing.T, study string, after time.Duration) {
	t.Helper()
	child := exec.Command(os.Args[0])
	child.Env = append(os.Environ(), "SESSION_TEST_SAME="+study)
	if err := child.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() {
		child.Process.Kill()
		child.Wait()
		if why, err := os.ReadFile(study + ".failed"); err == nil {
			t.Fatalf("the child failed: %s", why)
		}
		os.Remove(study + ".ready")
	}()
	for range 20_000 {
		if _, err := os.Stat(study + ".ready"); err == nil {
			time.Sleep(after)
			return
		}
		time.Sleep(time.Millisecond)
	}
	t.Fatal("the child has not begun")
}
