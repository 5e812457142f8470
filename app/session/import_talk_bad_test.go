package session

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"runtime"
	"strings"
	"testing"

	"openloop/research"
)

// wordFile is a Word document of some paragraphs.
func wordFile(tb testing.TB, paragraphs ...string) string {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create("word/document.xml")
	if err != nil {
		tb.Fatal(err)
	}
	fmt.Fprintf(w, `<?xml version="1.0"?><w:document xmlns:w="x"><w:body><w:p><w:r><w:t>%s</w:t></w:r></w:p></w:body></w:document>`, strings.Join(paragraphs, "</w:t></w:r></w:p><w:p><w:r><w:t>"))
	if err := z.Close(); err != nil {
		tb.Fatal(err)
	}
	return b.String()
}

// pdfFile is a PDF with one line of text after another.
func pdfFile(lines ...string) string {
	text := "BT /F 12 Tf 40 700 Td 14 TL "
	for _, l := range lines {
		text += "(" + l + ") Tj T* "
	}
	return fmt.Sprintf("%%PDF-1.4\n1 0 obj<</Pages 2 0 R>>endobj\n2 0 obj<</Kids[3 0 R]>>endobj\n3 0 obj<</Contents 4 0 R/Resources<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>>>>>>>endobj\n4 0 obj<</Length %d>>stream\n%s ET\nendstream endobj\ntrailer<</Root 1 0 R>>\n%%%%EOF\n", len(text)+4, text)
}

// Every kind of file comes in through one folder; what cannot be read is listed with what to do, and takes nothing
// of the others with it.
func TestFolderOfEveryKind(t *testing.T) {
	s := newStudy(t)
	d := takeTalks(t, s, false, nil, talkFolder(t, map[string]string{
		"a.vtt": vttOne, "b.txt": docxTwo, "c.docx": wordFile(t, "Ada Byron: What was it?", "Eva Lund: It was late."), "d.pdf": pdfFile("Ada Byron: And what was", "it really?", "Eva Lund: Nobody called back."),
		"e 2026-05-04.srt": "1\n00:00:03,120 --> 00:00:05,000\nAda Byron: Why?\n\n2\n00:00:07,000 --> 00:00:12,900\nPer Dahl: We were asked too late.\n",
		"x.docx":           "PK\x03\x04 cut", "x.pdf": "%PDF-1.7 cut off", "x.txt": " \n", "x.md": `{\rtf1 x}`, "scan.pdf": pdfFile(),
	}))
	if d.New != 5 || len(d.Refused) != 5 || len(d.Talks) != 5 {
		t.Fatalf("%+v", d)
	}
	for _, r := range d.Refused {
		if !strings.Contains(r.Reason, r.Sheet) || !strings.HasSuffix(r.Reason, ".") || research.KindOf(errors.New(r.Reason)) != "" {
			t.Errorf("%s: %s", r.Sheet, r.Reason)
		}
	}
	dated := false
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		dated = dated || r.Interview.Date == "2026-05-04" && r.Wave == "2026 H1"
	}
	if !dated {
		t.Error("the day in the name of a file is lost")
	}
	all := ""
	for _, text := range tables(t, s.Path()) {
		all += text
	}
	for _, want := range []string{"And what was it really?", "Nobody called back.", "It was late.", "We were asked too late."} {
		if !strings.Contains(all, want) {
			t.Errorf("%q did not come in", want)
		}
	}
	for _, name := range []string{"Byron", "Lund", "Dahl"} {
		if strings.Contains(all, name) {
			t.Errorf("the study names %s", name)
		}
	}
}

// A file that is cut off or turned over reads as far as it goes or says what to do. It never takes the program
// with it, and never an import.
func TestBrokenTranscripts(t *testing.T) {
	rnd := rand.New(rand.NewPCG(7, 7))
	for name, good := range map[string]string{"a.vtt": vttOne, "b.docx": wordFile(t, "Ada: What was it?", "Eva: It was late."), "c.pdf": pdfFile("Ada: What?", "Eva: Late."), "d.txt": docxTwo} {
		for i := range 300 {
			bad := []byte(good)
			if i%2 == 0 {
				bad = bad[:rnd.IntN(len(bad))]
			} else {
				for range 1 + rnd.IntN(8) {
					bad[rnd.IntN(len(bad))] ^= 1 << rnd.IntN(8)
				}
			}
			talk, err := readTalk(context.Background(), name, bad)
			if err == nil && len(talk.Turns) == 0 || err != nil && (research.KindOf(err) == "" || !strings.HasPrefix(err.Error(), name)) {
				t.Fatalf("%s, %d: %v", name, i, err)
			}
		}
	}
}

// A file whose length is not what it was said to be has changed while it was read.
func TestFileThatChanges(t *testing.T) {
	if runtime.GOOS != "linux" {
		t.Skip("needs a file that says it is empty and is not")
	}
	_, err := readSteady("/proc/self/status", maxTalk)
	wantKind(t, err, research.Conflict)
	_, err = readSteady(t.TempDir(), maxTalk)
	wantKind(t, err, research.Invalid)
	_, err = readSteady("nowhere.vtt", maxTalk)
	wantKind(t, err, research.NotFound)
	if _, err = readSteady(os.DevNull, maxTalk); err == nil {
		t.Error("a device is read")
	}
}

// Cancelled at any point, an import of transcripts leaves the study as it was, and comes in whole the next time.
func TestCancelledTranscripts(t *testing.T) {
	for _, word := range []string{"Reading b.vtt", "Matching transcript 2", "Replacing names in interview 2", "Storing interview 2"} {
		s := newStudy(t)
		dir := talkFolder(t, map[string]string{"a.txt": docxTwo, "b.vtt": vttOne, "c.txt": "Ada: What now?\nEva: Nothing comes of it.\n"})
		before := tables(t, s.Path())
		ctx, cancel := context.WithCancel(context.Background())
		stop := func(_, _ int, doing string) {
			if strings.HasPrefix(doing, word) {
				cancel()
			}
		}
		err := func() error {
			talks, err := s.ReadTalks(ctx, []string{dir}, stop)
			if err == nil {
				err = s.MatchTalks(ctx, talks, nil, stop)
			}
			if err != nil {
				return err
			}
			plan, err := s.PlanTalks(ctx, talks)
			if err == nil {
				_, err = s.Import(ctx, plan, false, stop)
			}
			return err
		}()
		if !errors.Is(err, context.Canceled) {
			t.Fatalf("%s: the error is %v", word, err)
		}
		same(t, word, tables(t, s.Path()), before)
		if d := takeTalks(t, s, false, nil, dir); d.New != 3 {
			t.Errorf("after it: %+v", d)
		}
		cancel()
	}
}

// Names in any script are known again, in the file's name and in what is said, and stay out of the study.
func TestNamesInAnyScript(t *testing.T) {
	s := newStudy(t)
	rows := [][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Interviewer", "Consent to quote"}}
	names := []string{"Ελένη Παπαδάκη", "Zoë Müller-Strauß", "Анна Каренова", "佐藤 花子", "مريم حداد", "Nguyễn Thị Ánh"}
	files := map[string]string{}
	for i, n := range names {
		rows = append(rows, []string{fmt.Sprint("N-", i), n, fmt.Sprint("Werk ", i, " Kappelmann"), "lost", "2026-03-01", "Ruth Oakden", "yes"})
		files[n+".txt"] = "Ruth Oakden: Wie war es?\n" + n + ": Am Ende war es zu spät für uns.\n"
	}
	takeIn(t, s, rows, false)
	d := takeTalks(t, s, false, nil, talkFolder(t, files))
	if d.New != 0 || d.Updated != len(names) || d.People != 0 {
		t.Fatalf("%+v", d)
	}
	all := ""
	for _, text := range tables(t, s.Path()) {
		all += text
	}
	for i, n := range names {
		if got := saidIn(t, s, fmt.Sprintf("P%02d", i+1)); !strings.HasPrefix(got, "RO? Wie war es?\nP0") {
			t.Errorf("%d says %s", i, got)
		}
		for _, w := range strings.Fields(n) {
			if strings.Contains(all, w) {
				t.Errorf("the study holds a part of name %d", i)
			}
		}
	}
}

// The same talk under two names in one folder comes in once, and parts of one talk come in one after the other.
func TestPartsAndCopies(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, contacts(), false)
	dir := talkFolder(t, map[string]string{"INT-01.vtt": vttOne, "INT-01 (copy).vtt": vttOne, "INT-01 part 2.txt": "Ruth Oakden: We were cut off.\nMargit Oelschlager: The visit decided it in the end.\n"})
	d := takeTalks(t, s, false, nil, dir)
	if len(d.Refused) != 1 || !strings.Contains(d.Refused[0].Reason, "another file of this import") {
		t.Fatalf("%+v", d.Refused)
	}
	said := saidIn(t, s, "P01")
	if strings.Count(said, "\n") != 6 || strings.Count(said, "what was it really") != 1 || !strings.Contains(said, "The visit decided it") {
		t.Errorf("P01 says\n%s", said)
	}
	turns := turnsOfLabel(t, s, "P01")
	for i, x := range turns {
		if x.Pos != i {
			t.Errorf("turn %d stands at %d", i, x.Pos)
		}
	}
	before := tables(t, s.Path())
	takeTalks(t, s, false, nil, dir)
	same(t, "again", tables(t, s.Path()), before)
}
