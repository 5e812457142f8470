package session

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"openloop/research"
)

// contacts is the sheet that comes first: who is interviewed, without a word of what they say.
func contacts() [][]string {
	return [][]string{
		{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Interviewer", "Method"},
		{"INT-01", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "telephone"},
		{"INT-02", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "telephone"},
		{"INT-03", "Solveig Aune", "Fjordline Ferger", "lost", "2026-03-04", "reworded", "Ruth Oakden", "telephone"},
	}
}

const (
	vttOne = "WEBVTT\n\n1\n00:00:03.120 --> 00:00:05.000\nRuth Oakden: Thanks for the hour, Margit.\n\n2\n00:00:05.000 --> 00:00:06.480\nRuth Oakden: What was going on then?\n\n" +
		"3\n00:00:07.000 --> 00:00:12.900\nMargit Oelschlager: We told them it was price. Torben Riis from Corvina was faster.\n\n" +
		"4\n00:00:13.000 --> 00:00:15.000\nRuth Oakden: And what was it really?\n\n5\n00:00:16.000 --> 00:00:25.000\nMargit Oelschlager: Nobody could show us a customer who had done it.\n"
	docxTwo = "Interviewer   0:03\nWhat made you say yes?\nSpeaker 1   0:07\nHe listened to us. He really listened.\nSpeaker 2   0:15\nAnd the plan was on one page.\n"
)

// talkFolder writes files by name and answers where they lie.
func talkFolder(tb testing.TB, files map[string]string) string {
	tb.Helper()
	dir := filepath.Join(tb.TempDir(), "talks")
	for name, text := range files {
		path := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			tb.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
			tb.Fatal(err)
		}
	}
	return dir
}

// takeTalks imports transcripts as they are guessed, but for what a person changes.
func takeTalks(tb testing.TB, s *Session, dry bool, change func(*Talks), paths ...string) Imported {
	tb.Helper()
	ctx := context.Background()
	t, err := s.ReadTalks(ctx, paths, nil)
	if err != nil {
		tb.Fatal(err)
	}
	if err := s.MatchTalks(ctx, t, nil, nil); err != nil {
		tb.Fatal(err)
	}
	if change != nil {
		change(t)
	}
	plan, err := s.PlanTalks(ctx, t)
	if err != nil {
		tb.Fatal(err)
	}
	done, err := s.Import(ctx, plan, dry, nil)
	if err != nil {
		tb.Fatal(err)
	}
	return done
}

// saidIn is an interview as "speaker?: text" lines.
func saidIn(tb testing.TB, s *Session, label string) string {
	tb.Helper()
	var b strings.Builder
	for _, t := range turnsOfLabel(tb, s, label) {
		mark := ":"
		if t.Asked {
			mark = "?"
		}
		b.WriteString(t.Speaker + mark + " " + t.Text + "\n")
	}
	return b.String()
}

func turnsOfLabel(tb testing.TB, s *Session, label string) []research.Turn {
	tb.Helper()
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		if r.Interview.Label == label {
			turns, err := s.store.Turns(context.Background(), r.Interview.ID)
			if err != nil {
				tb.Fatal(err)
			}
			return turns
		}
	}
	tb.Fatalf("there is no interview %s", label)
	return nil
}

// codeWords puts a code on words of an interview.
func codeWords(tb testing.TB, s *Session, label, words, ref string) {
	tb.Helper()
	code, ok := s.Book().Find(ref)
	if !ok {
		tb.Fatalf("no code %s", ref)
	}
	for _, t := range turnsOfLabel(tb, s, label) {
		if i := strings.Index(t.Text, words); i >= 0 {
			from := len([]rune(t.Text[:i]))
			_, err := s.ApplyCode(context.Background(), t.Interview, research.Anchor{Turn: t.ID, Offset: from}, research.Anchor{Turn: t.ID, Offset: from + len([]rune(words))}, code.ID)
			if err != nil {
				tb.Fatal(err)
			}
			return
		}
	}
	tb.Fatalf("%q is not said by %s", words, label)
}

// codedIn is what is coded in an interview, "code: words", sorted, with orphans marked.
func codedIn(tb testing.TB, s *Session, label string) string {
	tb.Helper()
	turns := turnsOfLabel(tb, s, label)
	placed, err := s.Placed(context.Background(), turns[0].Interview)
	if err != nil {
		tb.Fatal(err)
	}
	var out []string
	for _, p := range placed {
		out = append(out, p.Code.Ref+": "+Quote(turns, p.From, p.To))
	}
	slices.Sort(out)
	return strings.Join(out, " | ")
}

// A sheet of contacts, then a folder of transcripts, each finds its interview; names stay out; the same again
// changes nothing; an amended file leaves every coding on its words.
func TestJourneyOfTranscripts(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, contacts(), false)
	dir := talkFolder(t, map[string]string{"INT-01 call.vtt": vttOne, "more/Vandersteen, Henk 2026-03-02.txt": docxTwo, "notes/P03.md": "**Ruth Oakden:** How did it begin?\n\n**Solveig Aune:** With a fair in Bergen.\n", ".hidden.txt": "A: b", "~$x.docx": "lock"})
	dry := takeTalks(t, s, true, nil, dir)
	done := takeTalks(t, s, false, nil, dir)
	for _, d := range []Imported{dry, done} {
		if d.New != 0 || d.Updated != 3 || len(d.Refused) > 0 || len(d.Talks) != 3 {
			t.Fatalf("the folder: %+v", d)
		}
	}
	if name, _ := s.CanUndo(); name != "Import 3 transcripts" {
		t.Errorf("the step is called %q", name)
	}
	want := "RO? Thanks for the hour, P01. What was going on then?\nP01: We told them it was price. "
	if got := saidIn(t, s, "P01"); !strings.HasPrefix(got, want) || !strings.Contains(got, "RO? And what was it really?\nP01: Nobody could show us") {
		t.Errorf("P01 says\n%s", got)
	}
	if turns := turnsOfLabel(t, s, "P01"); turns[1].T0 != 7000 || turns[1].T1 != 12900 {
		t.Errorf("times %d to %d", turns[1].T0, turns[1].T1)
	}
	if got := saidIn(t, s, "P02"); got != "RO? What made you say yes?\nP02: He listened to us. He really listened.\nP04: And the plan was on one page.\n" {
		t.Errorf("P02 says\n%s", got)
	}
	if r := s.InterviewRows(InterviewFilter{})[1]; len(r.Participants) != 2 || r.Participants[1].Organisation != r.Participants[0].Organisation {
		t.Errorf("who speaks in P02: %+v", r.Participants)
	}
	all := ""
	for _, text := range tables(t, s.Path()) {
		all += text + "\n"
	}
	for _, name := range []string{"Margit", "Oelschlager", "Torben", "Riis", "Oakden", "Vandersteen", "Solveig", "INT-01", "Henk"} {
		if strings.Contains(all, name) {
			t.Errorf("the study names %s", name)
		}
	}

	codeWords(t, s, "P01", "We told them it was price", "NEG-01")
	codeWords(t, s, "P01", "Nobody could show us a customer", "DIS-02")
	before, vault := tables(t, s.Path()), read(t, VaultPath(s.Path()))
	if d := takeTalks(t, s, false, nil, dir); d.Unchanged != 3 || d.Updated+d.New+d.People+len(d.Refused) != 0 {
		t.Errorf("the same folder again: %+v", d)
	}
	same(t, "the same folder", tables(t, s.Path()), before)
	if !bytes.Equal(vault, read(t, VaultPath(s.Path()))) {
		t.Error("the vault grew")
	}
	takeIn(t, s, contacts(), false)
	same(t, "the sheet again", tables(t, s.Path()), before)

	// Amended and renamed: words before and within, a turn more, and one divided by a question.
	now := strings.Replace(vttOne, "We told them it was price.", "Well. We told them that it was price.", 1)
	now = strings.Replace(now, "Margit Oelschlager: Nobody could show us a customer who had done it.", "Margit Oelschlager: It was late.\n\n6\n00:00:26.000 --> 00:00:27.000\nRuth Oakden: Go on.\n\n7\n00:00:28.000 --> 00:00:30.000\nMargit Oelschlager: Nobody could show us a customer who had done it.", 1)
	d := takeTalks(t, s, false, nil, talkFolder(t, map[string]string{"Oelschlager final v2.vtt": now}))
	if d.Updated != 1 || d.New != 0 || len(d.Talks) != 1 || len(d.Talks[0].Lost) > 0 {
		t.Fatalf("amended: %+v", d)
	}
	if got := codedIn(t, s, "P01"); got != "DIS-02: Nobody could show us a customer | NEG-01: We told them that it was price" {
		t.Errorf("coded is %s", got)
	}
	checkWords(t, s)
	if got := saidIn(t, s, "P01"); strings.Count(got, "\n") != 6 {
		t.Errorf("P01 says\n%s", got)
	}

	// What is gone is listed, and waits as an orphan.
	now = strings.Replace(now, "Nobody could show us a customer who had done it.", "Leave that out.", 1)
	d = takeTalks(t, s, false, nil, talkFolder(t, map[string]string{"Oelschlager final v2.vtt": now}))
	if len(d.Talks[0].Lost) != 1 {
		t.Errorf("gone: %+v", d.Talks)
	}
	o, err := s.Orphans(ctx, turnsOfLabel(t, s, "P01")[0].Interview)
	if err != nil || len(o) != 1 || o[0].Codings[0].Code.Ref != "DIS-02" {
		t.Errorf("orphans %+v, %v", o, err)
	}
	for range 2 {
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
	}
	same(t, "undone", tables(t, s.Path()), before)
}
