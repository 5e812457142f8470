package transcript

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
)

func read(tb testing.TB, name, text string) *Talk {
	tb.Helper()
	t, err := Read(context.Background(), name, []byte(text))
	if err != nil {
		tb.Fatalf("%s: %v", name, err)
	}
	return t
}

// said is a talk as "speaker@seconds: text" lines.
func said(t *Talk) string {
	var b strings.Builder
	for _, u := range t.Turns {
		fmt.Fprintf(&b, "%s@%d: %s\n", u.Speaker, u.T0/1000, strings.ReplaceAll(u.Text, "\n", " / "))
	}
	return b.String()
}

const twoTurns = "Ada@3: Thanks for the hour. What was going on then?\nBuyer@7: We said price. It was easier.\n"

// The same talk reads the same in each style.
func TestStyles(t *testing.T) {
	for name, text := range map[string]string{
		"zoom.vtt":      "WEBVTT\n\n1\n00:00:03.120 --> 00:00:05.000\nAda: Thanks for the hour.\n\n2\n00:00:05.000 --> 00:00:06.480\nAda: What was going on then?\n\n3\n00:00:07.000 --> 00:00:12.900\nBuyer: We said price. It was easier.\n",
		"teams.vtt":     "WEBVTT\n\n5f1c2e0a-0000-4000-8000-000000000001/12-0\n00:00:03.120 --> 00:00:06.480\n<v Ada>Thanks for the hour. What was going on then?</v>\n\n5f1c2e0a-0000-4000-8000-000000000001/15-0\n00:00:07.000 --> 00:00:12.900\n<v Buyer>We said price. It was easier.</v>\n",
		"sub.srt":       "1\n00:00:03,120 --> 00:00:05,000\nAda: Thanks for the hour.\n\n2\n00:00:05,000 --> 00:00:06,480\nWhat was going on then?\n\n3\n00:00:07,000 --> 00:00:12,900\nBuyer: We said price. It was easier.\n",
		"otter.txt":     "Ada  0:03\nThanks for the hour. What was going on then?\n\nBuyer  0:07\nWe said price. It was easier.\n",
		"bracket.txt":   "[00:00:03] Ada: Thanks for the hour. What was going on then?\n[00:00:07] Buyer: We said price. It was easier.\n",
		"tab.txt":       "00:00:03\tAda\tThanks for the hour. What was going on then?\n00:00:07\tBuyer\tWe said price. It was easier.\n",
		"named.txt":     "Ada (00:03): Thanks for the hour. What was going on then?\nBuyer (00:07): We said price. It was easier.\n",
		"teams.docx":    docx("Ada   0:03", "Thanks for the hour. What was going on then?", "", "Buyer   0:07", "We said price. It was easier."),
		"table.docx":    docxTable([]string{"00:03", "Ada", "Thanks for the hour. What was going on then?"}, []string{"00:07", "Buyer", "We said price. It was easier."}),
		"interview.odt": odt("[0:03] Ada: Thanks for the hour. What was going on then?", "[0:07] Buyer: We said price. It was easier."),
	} {
		if got := said(read(t, name, text)); got != twoTurns {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// What has no times reads with nobody's words lost.
func TestUntimed(t *testing.T) {
	want := "Ada: What happened?\nBuyer: They were late. / Twice.\nAda: And then?\n"
	for name, text := range map[string]string{
		"colon.txt": "Ada: What happened?\nBuyer: They were late.\nTwice.\nAda: And then?",
		"marked.md": "**Ada:** What happened?\n\n**Buyer:** They were late.\n\nTwice.\n\n**Ada:** And then?\n",
		"crlf.txt":  "\ufeffAda: What happened?\r\nBuyer: They were late.\r\nTwice.\r\nAda: And then?\r\n",
		"two.docx":  docxTable([]string{"Ada", "What happened?"}, []string{"Buyer", "They were late."}, []string{"", "Twice."}, []string{"Ada", "And then?"}),
	} {
		got := strings.ReplaceAll(said(read(t, name, text)), "@0", "")
		if name == "two.docx" {
			got = strings.ReplaceAll(got, "late. / Twice", "late. / Twice")
		}
		if got != want {
			t.Errorf("%s:\n%s", name, got)
		}
	}
}

// A word with a colon that is said once in a long text is no speaker, nor is a sentence or an address.
func TestNoSpeakers(t *testing.T) {
	var b strings.Builder
	for i := range 20 {
		fmt.Fprintf(&b, "Ada: And what about point %d?\nBuyer: We looked at it.\n", i)
	}
	b.WriteString("Ada: One more.\nBuyer: Yes.\nProblem: nobody called back.\nSee https://example.org: it says so.\nI told them this: never again.\n")
	got := read(t, "long.txt", b.String())
	if !reflect.DeepEqual(got.Speakers, []string{"Ada", "Buyer"}) {
		t.Errorf("speakers %q", got.Speakers)
	}
	last := got.Turns[len(got.Turns)-1]
	if !strings.HasSuffix(last.Text, "never again.") || !strings.Contains(last.Text, "Problem: nobody") {
		t.Errorf("the last turn is %q", last.Text)
	}
	if got.Guess() != "Ada" {
		t.Errorf("%q is taken for the interviewer", got.Guess())
	}
}

func TestGuess(t *testing.T) {
	for text, want := range map[string]string{
		"Buyer: Why?\nInterviewer: I ask.\nBuyer: What?":             "Interviewer",
		"A: Yes? Really? Why?\nB: Because.":                          "A",
		"A: Why?\nB: Why not?\nA: What?\nB: Who?":                    "",
		"[00:00:03] Speaker 1: Hello.\n[00:00:07] Speaker 2: Hello.": "",
	} {
		if got := read(t, "x.txt", text).Guess(); got != want {
			t.Errorf("%q: %q asks, want %q", text, got, want)
		}
	}
}

// What cannot be read says which file, and what to do.
func TestBad(t *testing.T) {
	for name, c := range map[string]struct{ data, says string }{
		"empty.txt":   {" \n", "is empty"},
		"talk.pdf":    {"%PDF-1.7\n…", "is a PDF"},
		"old.doc":     {"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "old Word document"},
		"rich.rtf":    {`{\rtf1 Ada}`, "rich text"},
		"sound.mp3":   {"ID3\x04\x00\x00\x01\x02\x03\x05\x06\x07\x08\x0e\x0f\x10" + strings.Repeat("\x01\xff\x02", 100), "recording"},
		"cut.docx":    {docx("Ada: Hello")[:200], "cut off"},
		"book.xlsx":   {zipped("xl/workbook.xml", "<workbook/>"), "spreadsheet"},
		"other.zip":   {zipped("a.txt", "x"), "archive"},
		"bare.vtt":    {"WEBVTT\n\n", "holds no words"},
		"broken.docx": {zipped("word/document.xml", "<w:document><w:body><w:p><w:r><w:t>Ada"), ""},
	} {
		got, err := Read(context.Background(), filepath.Join("folder", name), []byte(c.data))
		if c.says == "" {
			continue // reads, or says that it cannot
		}
		if err == nil || !strings.Contains(err.Error(), c.says) || !strings.HasPrefix(err.Error(), name) {
			t.Errorf("%s: %v, %v", name, got, err)
		}
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Read(ctx, "a.txt", []byte("Ada: Hello")); err != context.Canceled {
		t.Errorf("cancelled: %v", err)
	}
}

// A document that unpacks without end is not read.
func TestBomb(t *testing.T) {
	bomb := zipped("word/document.xml", "<w:document><w:t>"+strings.Repeat("a", maxText+10)+"</w:t></w:document>")
	if _, err := Read(context.Background(), "bomb.docx", []byte(bomb)); err == nil || !strings.Contains(err.Error(), "zip bomb") {
		t.Errorf("%v", err)
	}
}

// Deleted words, notes and field codes are not what was said.
func TestDeletedWords(t *testing.T) {
	body := `<w:document><w:body><w:p><w:r><w:t>Ada: It was </w:t></w:r><w:del><w:r><w:delText>secret </w:delText></w:r></w:del><w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:t xml:space="preserve">late &amp; dear</w:t><w:br/><w:t>indeed</w:t></w:r></w:p></w:body></w:document>`
	if got := said(read(t, "a.docx", zipped("word/document.xml", body))); got != "Ada@0: It was late & dear / indeed\n" {
		t.Errorf("%s", got)
	}
}

func TestSharedSamples(t *testing.T) {
	files, _ := filepath.Glob("../../../shared/data/transcripts/*")
	if len(files) == 0 {
		t.Skip("the shared transcripts are not here")
	}
	for _, f := range files {
		data, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Read(context.Background(), f, data)
		if err != nil || len(got.Speakers) != 2 || len(got.Turns) != 2 || !got.Timed || got.Turns[1].T0%100000 != 7000 && got.Turns[1].T0 != 9*3600000+7000 {
			t.Errorf("%s: %+v, %v", filepath.Base(f), got, err)
		}
	}
}

func FuzzRead(f *testing.F) {
	for _, s := range []string{"Ada: Hello", "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Ada>Hello", "1\n00:00:01,000 --> 00:00:02,000\nAda: Hello", "[0:03] A: b", "A\t0:01\tb", docx("Ada: Hello"), odt("Ada: Hello")} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) {
		got, err := Read(context.Background(), "f", data)
		if err == nil && len(got.Turns) == 0 {
			t.Error("neither turns nor an error")
		}
		if err != nil {
			return
		}
		for _, u := range got.Turns {
			if strings.TrimSpace(u.Text) == "" || u.T0 < 0 || strings.ContainsRune(u.Text, 0) {
				t.Errorf("%+v", u)
			}
		}
	})
}

func zipped(name, body string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	w, err := z.Create(name)
	if err == nil {
		_, err = w.Write([]byte(body))
	}
	if err == nil {
		err = z.Close()
	}
	if err != nil {
		panic(err)
	}
	return b.String()
}

func docx(paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		b.WriteString("<w:p><w:r><w:t xml:space=\"preserve\">" + p + "</w:t></w:r></w:p>")
	}
	return zipped("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>`+b.String()+"</w:body></w:document>")
}

func docxTable(rows ...[]string) string {
	var b strings.Builder
	for _, r := range rows {
		b.WriteString("<w:tr>")
		for _, c := range r {
			b.WriteString("<w:tc><w:p><w:r><w:t>" + c + "</w:t></w:r></w:p></w:tc>")
		}
		b.WriteString("</w:tr>")
	}
	return zipped("word/document.xml", "<w:document><w:body><w:tbl>"+b.String()+"</w:tbl></w:body></w:document>")
}

func odt(paragraphs ...string) string {
	var b strings.Builder
	for _, p := range paragraphs {
		b.WriteString("<text:p>" + p + "</text:p>")
	}
	return zipped("content.xml", `<office:document-content xmlns:office="o" xmlns:text="t"><office:automatic-styles><style:style>none</style:style></office:automatic-styles><office:body><office:text>`+b.String()+`</office:text></office:body></office:document-content>`)
}

// What nobody is said to speak, or one speaker in thousands of cues, is read in time that grows with its
// length and no faster.
func TestLongTalks(t *testing.T) {
	plain := strings.Repeat("and so it went on and on that day\n", 80_000)
	if got := read(t, "long.txt", plain); len(got.Turns) != 1 || len(got.Turns[0].Text) != len(plain)-1 {
		t.Errorf("%d turns", len(got.Turns))
	}
	var b strings.Builder
	b.WriteString("WEBVTT\n\n")
	for range 15_000 {
		b.WriteString("00:00:01.000 --> 00:00:02.000\n<v Ada>and so it went on and on that day</v>\n\n")
	}
	if got := read(t, "long.vtt", b.String()); len(got.Turns) != 1 {
		t.Errorf("%d turns", len(got.Turns))
	}
	if got := readPages(t, plain, plain); len(got.Turns) != 1 {
		t.Errorf("%d turns", len(got.Turns))
	}
}
