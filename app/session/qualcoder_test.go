package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/store/storetest"
)

// A project of QualCoder comes in whole: every coding with the words that QualCoder keeps beside it, in whatever it
// counted, by its coder; codes in their categories; memos, annotations and the journal; what cases say. Nobody's name
// is in the study, what cannot be held is said, and the same once more changes nothing.
func TestQualCoderFromEndToEnd(t *testing.T) {
	s, ctx := newStudy(t), context.Background()
	path := filepath.Join(t.TempDir(), "Margit's talks.qda")
	want, err := storetest.MakeQualCoder(path)
	if err != nil {
		t.Fatal(err)
	}
	p := projectOf(t, s, path)
	if p.Program() != "QualCoder" || len(p.Codes) != 5 || len(p.Talks.Files) != 2 || p.Undecided() {
		t.Fatalf("%s with %d codes and %d texts", p.Program(), len(p.Codes), len(p.Talks.Files))
	}
	done := takeProject(t, s, p, false)
	if done.New != 2 || done.Codings != len(want) || done.People != 2 || done.Organisations != 2 || len(done.Refused) != 0 {
		t.Errorf("%+v", done)
	}
	passages := slices.Compact(slices.Sorted(slices.Values(append(slices.Clone(want), "The plan was")))) // each once, and the annotated one
	if got := slices.Sorted(slices.Values(quotesOf(t, s))); !slices.Equal(got, passages) {
		t.Errorf("marked is\n%q, want\n%q", got, passages)
	}
	for code, above := range map[string]string{"Nobody called back": "Keeping in touch", "Keeping in touch": "How they sold", "Heard us out": "How they sold", "Dear": placeName} {
		c := codeNamed(t, s, code)
		if parent, ok := s.Book().Code(c.Parent); !ok || parent.Name != above {
			t.Errorf("%s stands below %q, want %q", code, parent.Name, above)
		}
	}
	if c := codeNamed(t, s, "Nobody called back"); c.Definition != "Whether anybody did what was agreed" || !strings.EqualFold(c.Colour, "#aa3311") {
		t.Errorf("%+v", c)
	}
	coders := map[string]int{}
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		tr, err := s.Transcript(ctx, row.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range tr.Codings {
			coders[c.Coder]++
		}
		if row.Interview.Outcome == research.Lost && row.Organisation.Segment != "Packaging" || row.Interview.Outcome == "" {
			t.Errorf("%+v", row)
		}
	}
	if len(coders) != 2 || coders["HV"] != 5 || coders["AB"] != 4 {
		t.Errorf("coders %v", coders)
	}
	notes, err := s.Notes(ctx, "")
	if err != nil {
		t.Fatal(err)
	}
	said := ""
	for _, n := range notes {
		said += n.Text + "\n"
	}
	for _, words := range []string{"First round of talks", "was the frankest of all", "Spoke freely", "as agreed in", "Ask for that page", "twice", "who called whom"} {
		if !strings.Contains(said+strings.Join(saysAll(t, s), "\n"), words) {
			t.Errorf("no note says %q:\n%s", words, said)
		}
	}
	losses := strings.Join(done.Losses, " ")
	for _, l := range []string{"1 coding on pictures", "2 codings on sound and film", "2 pictures, sound, film", "1 variable "} {
		if !strings.Contains(losses, l) {
			t.Errorf("it is not said that %s cannot be held: %s", l, losses)
		}
	}
	nobodyIn(t, s, done, "Margit", "Oelschlager", "Torben", "Riis", "Henk", "Vandersteen", "Hanna", "Vogt", "Brandtkamp", "Polderman", "Ruth", "Oakden")
	again := takeProject(t, s, projectOf(t, s, path), false)
	if again.New+again.Updated+again.Codings+again.Codes+again.Memos+again.People > 0 || again.CodingsKnown != len(want) {
		t.Errorf("the same once more does %+v", again)
	}
}

func codeNamed(t *testing.T, s *Session, name string) research.Code {
	t.Helper()
	for _, c := range s.Book().Codes {
		if c.Name == name {
			return c
		}
	}
	t.Errorf("there is no code %q", name)
	return research.Code{}
}

// nobodyIn makes sure that nobody of some is named in the study's files or in what is said of an import.
func nobodyIn(t *testing.T, s *Session, done Imported, names ...string) {
	t.Helper()
	all := s.ImportReport(done, "a project") + fmt.Sprint(done.Losses, done.Refused, done.Warnings)
	files, err := filepath.Glob(s.Path() + "*")
	if err != nil || len(files) == 0 {
		t.Fatal(err)
	}
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		all += string(data)
	}
	for i, name := range names {
		if at := strings.Index(all, name); at >= 0 {
			t.Errorf("name %d is in the study or in what is said of it: …%q", i, all[max(0, at-40):min(len(all), at+len(name)+20)])
		}
	}
}

// A project that is open in its own program, which has not written all of it, is not read by half.
func TestQualCoderOpenElsewhere(t *testing.T) {
	s := newStudy(t)
	path := filepath.Join(t.TempDir(), "talks.qda")
	if _, err := storetest.MakeQualCoder(path); err != nil {
		t.Fatal(err)
	}
	for _, beside := range []string{"-wal", "-journal"} {
		half := filepath.Join(path, "data.qda"+beside)
		if err := os.WriteFile(half, []byte("more to come"), 0o600); err != nil {
			t.Fatal(err)
		}
		_, err := s.ReadProject(context.Background(), path, nil)
		wantKind(t, err, research.Conflict)
		if err != nil && (!strings.Contains(err.Error(), "talks.qda") || !strings.Contains(err.Error(), "Close the project there")) {
			t.Error(err)
		}
		if err := os.Remove(half); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := s.ReadProject(context.Background(), path, nil); err != nil {
		t.Error(err)
	}
}
