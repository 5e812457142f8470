package session

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/exchange"
)

// projectOf reads and matches a project.
func projectOf(tb testing.TB, s *Session, path string) *Project {
	tb.Helper()
	ctx := context.Background()
	p, err := s.ReadProject(ctx, path, nil)
	if err == nil {
		err = s.MatchProject(ctx, p, nil, nil)
	}
	if err != nil {
		tb.Fatal(err)
	}
	return p
}

// takeProject imports a project as it was guessed.
func takeProject(tb testing.TB, s *Session, p *Project, dry bool) Imported {
	tb.Helper()
	plan, err := s.PlanProject(context.Background(), p)
	if err != nil {
		tb.Fatal(err)
	}
	done, err := s.Import(context.Background(), plan, dry, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

// saysAll is everything that a project can hold of a study, line by line.
func saysAll(t *testing.T, s *Session) []string {
	t.Helper()
	ctx := context.Background()
	var out []string
	add := func(format string, args ...any) { out = append(out, fmt.Sprintf(format, args...)) }
	book := s.Book()
	for _, c := range book.Codes {
		if c.MergedInto == "" {
			up, _ := book.Code(c.Parent)
			add("code %s %s below %s: %s %s %s %s %s", c.Ref, c.Name, up.Ref, c.Definition, c.Include, c.Exclude, c.Example, c.Colour)
		}
	}
	coders, err := s.store.Coders(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range coders {
		add("coder %s", c.Initials)
	}
	list, err := s.store.Interviews(ctx)
	if err != nil {
		t.Fatal(err)
	}
	labels, words := map[research.ID]string{}, map[research.ID]string{}
	for _, iv := range list {
		labels[iv.ID] = iv.Label
		row, _ := s.InterviewRow(iv.ID)
		var people []string
		for _, p := range row.Participants {
			people = append(people, p.Pseudonym+" "+p.RoleBand)
		}
		slices.Sort(people)
		add("interview %s %s %s %s %s by %s, %v of %s %s %s", iv.Label, iv.Outcome, iv.Method, iv.Date, row.Wave, iv.Interviewer, people, row.Organisation.Pseudonym, row.Organisation.Segment, row.Organisation.Region)
		turns, err := s.store.Turns(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, u := range turns {
			add("turn of %s: %s %v %s", iv.Label, u.Speaker, u.Asked, strings.TrimSpace(u.Text))
		}
		verbatims, err := s.store.Verbatims(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		codings, err := s.store.Codings(ctx, iv.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, v := range verbatims {
			words[v.ID] = iv.Label + " “" + Quote(turns, v.From, v.To) + "”"
		}
		for _, c := range codings {
			code, _ := book.Code(c.Code)
			add("coding %s by %s round %d on %s: %s %s %s", code.Ref, c.Coder, c.Round, words[c.Verbatim], c.Polarity, c.Weight, c.About)
		}
	}
	memos, err := s.store.PlacedMemos(ctx)
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range memos {
		code, _ := book.Code(m.Code)
		add("memo by %s on %s %s %s: %s", m.Coder, labels[m.Interview], words[m.Verbatim], code.Ref, m.Text)
	}
	sort.Strings(out)
	return out
}

// differences lists the first lines that only one of two has.
func differences(a, b []string) (out []string) {
	n := map[string]int{}
	for _, l := range a {
		n[l]++
	}
	for _, l := range b {
		n[l]--
	}
	for l, k := range n {
		if k != 0 && len(out) < 12 {
			out = append(out, fmt.Sprintf("%+d %s", -k, l))
		}
	}
	sort.Strings(out)
	return out
}

// templateStudy is an empty study that may name whom the sample may name.
func templateStudy(t *testing.T) *Session {
	t.Helper()
	s, err := New(context.Background(), filepath.Join(t.TempDir(), "study.openloop"), Fresh{Client: "Tessell Systems", Products: []string{"Tessell Flow", "Tessell"},
		Competitors: []string{"Corvina", "Plannable", "Dunmore Logic", "Dunmore"}, Passphrase: "correct horse"}, testOptions)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { s.Close() })
	return s
}

// The coded sample goes out as a project and comes in again, into an empty study of the same template: an equal study
// as far as the format holds.
func TestProjectRoundTrip(t *testing.T) {
	from := openSample(t)
	ctx := context.Background()
	code := from.Book().Codes[len(from.Book().Codes)-1]
	iv := from.InterviewRows(InterviewFilter{})[0].Interview.ID
	tr, err := from.Transcript(ctx, iv)
	if err != nil {
		t.Fatal(err)
	}
	for on, text := range map[research.ID]string{code.ID: "Seen in most.", iv: "Spoke freely.", tr.Codings[1].Verbatim: "Said with a smile."} {
		if err := from.SetNoteOn(ctx, on, text); err != nil {
			t.Fatal(err)
		}
	}
	if err := from.SetMemo(ctx, tr.Codings[0].ID, "a code", "This one counts."); err != nil {
		t.Fatal(err)
	}
	first, last := tr.Turns[1], tr.Turns[3]
	if _, err := from.ApplyCode(ctx, iv, research.Anchor{Turn: first.ID, Offset: 4}, research.Anchor{Turn: last.ID, Offset: 9}, code.ID); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "out.qdpx")
	if _, err := from.ExportProject(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	to := templateStudy(t)
	done := takeProject(t, to, projectOf(t, to, path), false)
	if len(done.Refused) > 0 {
		t.Errorf("refused %d, first %+v", len(done.Refused), done.Refused[0])
	}
	want, got := saysAll(t, from), saysAll(t, to)
	if d := differences(want, got); len(d) > 0 {
		t.Errorf("%d lines and %d:\n%s", len(want), len(got), strings.Join(d, "\n"))
	}
	t.Logf("%d lines equal; losses %q", len(want), done.Losses)
	again := takeProject(t, to, projectOf(t, to, path), false)
	if again.New+again.Updated+again.Codings+again.Codes+again.Memos > 0 {
		t.Errorf("the same once more does %+v", again)
	}
	if name, _ := to.store.CanUndo(); !strings.HasPrefix(name, "Import a project of 60 texts") {
		t.Errorf("the last step is %q", name)
	}
	if _, err := to.store.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if left := to.InterviewRows(InterviewFilter{}); len(left) > 0 {
		t.Errorf("%d interviews are left after undoing it", len(left))
	}
}

// What was coded further in another program comes back onto the interviews that it was written from.
func TestProjectComesHome(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	path := filepath.Join(t.TempDir(), "out.qdpx")
	if _, err := s.ExportProject(ctx, path, nil); err != nil {
		t.Fatal(err)
	}
	done := takeProject(t, s, projectOf(t, s, path), true)
	if done.New+done.Updated+done.Codings+done.Codes+done.People > 0 || done.Unchanged != 60 || done.CodingsKnown < 500 || len(done.Refused) > 0 {
		t.Errorf("%+v", done)
	}
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	p, err := exchange.ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	src := &p.Sources[3]
	n := 0
	for src.Selections[n].Coded == nil {
		n++
	}
	sel := src.Selections[n]
	src.Selections = append(src.Selections, exchange.Selection{GUID: "11111111-2222-4333-8444-555555555555", Start: sel.Start, End: sel.End - 2,
		Coded: []exchange.Coded{{GUID: "11111111-2222-4333-8444-555555555556", Code: p.Codes[9].GUID, User: p.Users[0].GUID}}})
	writeProject(t, path, p)
	done = takeProject(t, s, projectOf(t, s, path), false)
	if done.Codings != 1 || done.New+done.Updated > 0 || len(done.Refused) > 0 {
		t.Errorf("%+v", done)
	}
}

func writeProject(t testing.TB, path string, p *exchange.Project) {
	t.Helper()
	var b bytes.Buffer
	if err := exchange.WriteQDPX(&b, p); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}

// zipped writes a project of a description and files.
func zippedProject(t testing.TB, path string, files map[string]string) {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := f.Write([]byte(text)); err != nil {
			t.Fatal(err)
		}
	}
	if err := z.Close(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
}
