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

	"openloop/research"
	"openloop/research/store/storetest"
	"openloop/research/vault"
)

// lateNames are people and companies that nobody knew of when the study was taken in and coded. Everybody in
// it is invented.
var lateNames = []string{"Quillfeather", "Brambleford", "Ottoline Quillfeather", "Brambleford Mills"}

// learnedLate makes a study in which those names stand in clear: in coded answers, in an answer that was
// amended, in a note, a theme and a message; and whose vault has learnt of them since.
func learnedLate(t *testing.T, dir string) *Session {
	t.Helper()
	ctx := context.Background()
	s, err := New(ctx, filepath.Join(dir, "study.openloop"), Fresh{Client: "Tessell Systems", Passphrase: "correct horse"}, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	must := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range lateNames {
		must(s.AddName(ctx, research.CommonWord, n))
	}
	sheet := func(first string) [][]string {
		return interviewSheet(
			[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", first, "We asked Brambleford Mills, they said the roll-out took a year."},
			[]string{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "He listened to us.", "Ottoline Quillfeather convinced us. Quillfeather's plan was clear and short."},
		)
	}
	takeIn(t, s, sheet("They talked. Quillfeather promised a call, and nobody called."), false)
	takeIn(t, s, sheet("They talked and talked. Quillfeather promised a call, and nobody ever called."), false)
	takeIn(t, s, codingSheet(
		[]string{"1", "Q09", "Quillfeather promised a call", "DIS-02", "RO", "us", "hurt", "decided", "as said"},
		[]string{"1", "Q09", "nobody ever called", "DIS-01", "RO", "us", "hurt", "decided", "as said"},
		[]string{"1", "Q14", "Brambleford Mills", "DIS-01", "RO", "us", "hurt", "mentioned", ""},
		[]string{"1", "Q14", "the roll-out took a year", "DIS-02", "RO", "us", "hurt", "mentioned", ""},
		[]string{"2", "Q14", "Quillfeather convinced us", "DIS-02", "RO", "us", "helped", "decided", ""},
		[]string{"2", "Q14", "clear and short", "DIS-01", "RO", "us", "helped", "decided", ""}), false)
	rows := s.InterviewRows(InterviewFilter{})
	must(s.SetNote(ctx, rows[0].Interview.ID, "Ask Quillfeather once more."))
	theme := research.Theme{Name: "Nobody called", SoWhat: "Tell Quillfeather to call.", Codes: []research.ID{s.Book().Codes[0].ID}}
	theme.ID, err = s.SaveTheme(ctx, theme)
	must(err)
	theme.Name = "Quillfeather never called"
	_, err = s.SaveTheme(ctx, theme)
	must(err)
	must(s.SetPackDecision(ctx, "Send Ottoline Quillfeather to Brambleford Mills."))
	must(second(s.Undo(ctx)))
	must(second(s.Redo(ctx)))
	names, err := s.Names(ctx)
	must(err)
	for _, n := range names {
		if n.Kind == research.CommonWord {
			must(s.RemoveName(ctx, n))
		}
	}
	must(second(s.vault.Add(vault.Batch{Entries: []vault.Entry{
		{Pseudonym: "S09", Kind: kindSalesperson, Fields: map[string]string{"name": "Ottoline Quillfeather"}},
		{Pseudonym: "O09", Kind: kindOrganisation, Fields: map[string]string{"name": "Brambleford Mills"}}}})))
	return s
}

// coded is what every code of a study is on, by interview and code.
func coded(t *testing.T, s *Session) []string {
	t.Helper()
	var out []string
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		turns, err := s.store.Turns(context.Background(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		placed, err := s.Placed(context.Background(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range placed {
			out = append(out, r.Interview.Label+" "+p.Code.Ref+" "+Quote(turns, p.From, p.To))
		}
	}
	slices.Sort(out)
	return out
}

// namesIn lists which of some words the files of a study but the vault hold, its log and the words of its
// search included.
func namesIn(t *testing.T, study string, words []string) []string {
	t.Helper()
	var found []string
	files, err := filepath.Glob(strings.TrimSuffix(study, StudyExt) + "*")
	if err != nil || len(files) < 2 {
		t.Fatalf("files %v, %v", files, err)
	}
	for _, f := range files {
		if strings.HasSuffix(f, VaultExt) || strings.Contains(f, VaultExt+".") {
			continue
		}
		b, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, w := range words {
			folded := bytes.ToLower(b)
			if at := bytes.Index(folded, []byte(strings.ToLower(w))); at >= 0 {
				found = append(found, filepath.Base(f)+": "+w+" in "+printable(folded[max(0, at-50):min(len(folded), at+50)]))
			}
		}
	}
	db := storetest.Open(t, study)
	defer db.Close()
	terms := map[string]bool{}
	for _, w := range db.Words() {
		terms[w] = true
	}
	if len(terms) < 20 {
		t.Fatal("the words of the search could not be read")
	}
	for _, w := range words {
		for _, part := range strings.Fields(strings.ToLower(w)) {
			if terms[part] && part != "mills" {
				found = append(found, "search: "+part)
			}
		}
	}
	return found
}

// Names learnt after a study was coded go from every place of its file, codings stay on their words, and undo
// with the vault open brings everything back as it was.
func TestLookAgain(t *testing.T) {
	s := learnedLate(t, t.TempDir())
	ctx := context.Background()
	if len(namesIn(t, s.Path(), lateNames)) == 0 {
		t.Fatal("the names are not there to begin with")
	}
	before := tables(t, s.Path())
	was := coded(t, s)
	did, err := s.LookAgain(ctx, nil)
	if err != nil {
		t.Fatal(err)
	}
	if did.Interviews != 2 || did.Turns != 3 || did.Masked != 4 || did.Texts != 3 {
		t.Errorf("did %+v", did)
	}
	if found := namesIn(t, s.Path(), lateNames); len(found) > 0 {
		t.Errorf("still there: %s", strings.Join(found, "\n"))
	}
	want := []string{"P01 DIS-01 O09", "P01 DIS-01 nobody ever called", "P01 DIS-02 S09 promised a call", "P01 DIS-02 the roll-out took a year", "P02 DIS-01 clear and short", "P02 DIS-02 S09 convinced us"}
	if got := coded(t, s); !slices.Equal(got, want) {
		t.Errorf("coded is %q, want %q", got, want)
	}
	checkWords(t, s)
	if b, _ := s.Behind(ctx, Asked{}); !slices.ContainsFunc(b.Quotes, func(q QuoteRow) bool { return q.Text == "nobody ever called" && q.Cleared }) ||
		slices.ContainsFunc(b.Quotes, func(q QuoteRow) bool { return strings.Contains(q.Text, "S09") && q.Cleared }) {
		t.Error("a quote whose words stayed is no longer cleared, or one whose words went still is")
	}
	after := tables(t, s.Path())
	if more, err := s.LookAgain(ctx, nil); err != nil || more != (LookedAgain{}) {
		t.Errorf("once more did %+v, %v", more, err)
	}
	same(t, "once more", tables(t, s.Path()), after)

	s.LockVault()
	_, err = s.Undo(ctx)
	wantKind(t, err, research.Locked)
	same(t, "an undo that needs the vault", tables(t, s.Path()), after)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, "undone", tables(t, s.Path()), before)
		if got := coded(t, s); !slices.Equal(got, was) {
			t.Errorf("undone, coded is %q", got)
		}
		if _, err := s.Redo(ctx); err != nil {
			t.Fatal(err)
		}
		same(t, "done again", tables(t, s.Path()), after)
		if found := namesIn(t, s.Path(), lateNames); len(found) > 0 {
			t.Errorf("done again, still there: %s", strings.Join(found, "\n"))
		}
	}
	for name, ok := s.CanUndo(); ok && name != "Create the study"; name, ok = s.CanUndo() {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatalf("undo of %q: %v", name, err)
		}
	}
	for _, ok := s.CanRedo(); ok; _, ok = s.CanRedo() {
		if _, err := s.Redo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undone to the beginning and done again", tables(t, s.Path()), after)
	s.Close()
	if found := namesIn(t, s.Path(), lateNames); len(found) > 0 {
		t.Errorf("after all of that: %s", strings.Join(found, "\n"))
	}
}

// A look that is cancelled leaves the study as it was.
func TestLookAgainCancelled(t *testing.T) {
	s := learnedLate(t, t.TempDir())
	before := tables(t, s.Path())
	for _, stop := range []string{"Looking for names in interview 2 of 2", "Sealing words into the vault", "Storing interview 2 of 2"} {
		ctx, cancel := context.WithCancel(context.Background())
		_, err := s.LookAgain(ctx, func(_, _ int, doing string) {
			if doing == stop {
				cancel()
			}
		})
		if err == nil || ctx.Err() == nil {
			t.Fatalf("%s was not cancelled: %v", stop, err)
		}
		same(t, "cancelled at "+stop, tables(t, s.Path()), before)
	}
}

// The sample, looked through again, stays as it is: nobody was learnt since.
func TestLookAgainOverTheSample(t *testing.T) {
	s := openSample(t)
	before := tables(t, s.Path())
	start := time.Now()
	did, err := s.LookAgain(context.Background(), nil)
	if err != nil || did != (LookedAgain{}) {
		t.Errorf("did %+v, %v", did, err)
	}
	t.Logf("60 interviews in %v", time.Since(start))
	same(t, "the sample", tables(t, s.Path()), before)
	checkWords(t, s)
}
