package exchange

import (
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
	"unicode/utf16"

	"openloop/research"
)

const shared = "../../../shared/refi/"

func id(n int) string { return fmt.Sprintf("00000000-0000-4000-8000-%012d", n) }

// madeUp is a project of our own with everything in it that a text project can have.
func madeUp() *Project {
	at := time.Date(2026, 3, 12, 9, 30, 0, 0, time.UTC)
	text := "Who decided? 🙂\nThe board did – nobody called back.\nשלום עולם, über alles Donaudampfschifffahrt."
	from := len([]rune("Who decided? 🙂\nThe board did – "))
	return &Project{
		Origin: "Openloop", Name: "Made up & sound <study>", Users: []User{{id(1), "AB"}, {id(2), "CD"}},
		Codes: []Entry{
			{GUID: id(10), Name: "Contact", Definition: "Who kept in touch", Include: "calls", Exclude: "prices", Example: "nobody called", Ref: "CON", Colour: "#aa3311"},
			{GUID: id(11), Name: "Follow-up", Parent: id(10), Depth: 1},
			{GUID: id(12), Name: "Price"},
		},
		CodeNotes: map[string][]Note{id(11): {{GUID: id(50), Text: "seen in most", User: id(2), At: at}}},
		Sources: []Source{
			{GUID: id(20), Name: "P01", Text: text, At: at, Values: []Value{{"Outcome", "Text", "lost"}, {"Answers", "Integer", "3"}},
				Selections: []Selection{
					{GUID: id(30), Start: from, End: from + len("nobody called back"), Coded: []Coded{{id(40), id(11), id(1), at, nil}, {id(41), id(12), id(2), at, []Note{{GUID: id(54), Text: "on the code alone"}}}}},
					{GUID: id(31), Start: 13, End: 14, Coded: []Coded{{GUID: id(42), Code: id(12)}}, Notes: []Note{{GUID: id(51), Text: "smiled"}}},
				}},
			{GUID: id(21), Name: "P02", Text: "x", Notes: []Note{{GUID: id(52), Text: "short\n\none"}}},
		},
		Cases: []Case{{GUID: id(60), Name: "O01", Values: []Value{{"Segment", "Text", "SME"}}, Sources: []string{id(20), id(21)}}},
		Sets:  []Set{{GUID: id(70), Name: "Short book", Codes: []string{id(11)}, Sources: []string{id(21)}}},
		Notes: []Note{{GUID: id(53), Text: "on the whole"}},
	}
}

func written(t testing.TB, p *Project) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := WriteQDPX(&b, p); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func readBack(t testing.TB, data []byte) *Project {
	t.Helper()
	p, err := ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// What is written is read as it was, and written again it is the same to the byte.
func TestProjectThereAndBack(t *testing.T) {
	data := written(t, madeUp())
	got := readBack(t, data)
	if len(got.Lost) > 0 || got.Readings[0].Dialect != (Dialect{Unit: CodePoints}) || got.Readings[0].First[0] != "nobody called back" {
		t.Errorf("lost %q, read as %+v", got.Lost, got.Readings[0])
	}
	got.Readings = nil
	if want := madeUp(); !reflect.DeepEqual(got, want) {
		t.Errorf("read\n%+v\nwritten\n%+v", got, want)
	}
	if !bytes.Equal(written(t, got), data) {
		t.Error("the same project is written with other bytes")
	}
}

// The standard's own schema accepts what is written.
func TestProjectValidates(t *testing.T) {
	schema := shared + "Project-mrt2019.xsd"
	if _, err := os.Stat(schema); err != nil {
		t.Skip("the standard's schema is not beside the project")
	}
	xmllint, err := exec.LookPath("xmllint")
	if err != nil {
		t.Skip("xmllint is not installed here")
	}
	file := filepath.Join(t.TempDir(), "project.qde")
	z, err := zip.NewReader(bytes.NewReader(written(t, madeUp())), int64(len(written(t, madeUp()))))
	if err != nil {
		t.Fatal(err)
	}
	b := &bundle{}
	data, err := b.read(z.File[0], maxProject)
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, data, 0o600); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(xmllint, "--noout", "--schema", schema, file).CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}

// zipped makes a project of a description and files.
func zipped(t testing.TB, files map[string]string) []byte {
	t.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range files {
		f, err := z.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		f.Write([]byte(text))
	}
	z.Close()
	return b.Bytes()
}

// However a program counts, every passage is the one that was marked.
func TestDialects(t *testing.T) {
	lines := []string{"Well 🙂 it was slow, 😀 really slow.", "Nobody called — “ever” — für Wochen.", "שלום, we waited 𝔉our weeks.", "They came late."}
	passages := []string{"it was slow", "Nobody called", "für Wochen", "waited", "late", "came"}
	plain := strings.Join(lines, "\n")
	for _, crlf := range []bool{false, true} {
		raw := plain
		if crlf {
			raw = strings.ReplaceAll(plain, "\n", "\r\n")
		}
		for _, d := range dialects() {
			if d.LongLines && !crlf {
				continue // the same as without
			}
			counted := func(s string) int {
				if !d.LongLines {
					s = strings.ReplaceAll(s, "\r\n", "\n")
				}
				switch d.Unit {
				case UTF16:
					return len(utf16.Encode([]rune(s)))
				case Bytes:
					return len(s)
				}
				return len([]rune(s))
			}
			var marks strings.Builder
			for i, p := range passages {
				at := strings.Index(raw, p)
				from, to := counted(raw[:at]), counted(raw[:at+len(p)])
				if d.Last {
					to--
				}
				fmt.Fprintf(&marks, `<PlainTextSelection guid="%s" startPosition="%d" endPosition="%d"/>`, id(100+i), from, to)
			}
			qde := `<Project xmlns="urn:QDA-XML:project:0:4" name="p" origin="Some program"><Sources><TextSource guid="{` + id(1) + `}" name="P01" plainTextPath="a.TXT">` + marks.String() + `</TextSource></Sources><Sets/></Project>`
			p := readBack(t, zipped(t, map[string]string{"Trial.qde": qde, "sources/A.txt": "\ufeff" + raw, "sources/.root": ""}))
			src := p.Sources[0]
			if src.Text != plain || len(src.Selections) != len(passages) {
				t.Fatalf("%s, CR LF %v: %d of %d passages in %q", d, crlf, len(src.Selections), len(passages), src.Text)
			}
			for i, s := range src.Selections {
				if got := string([]rune(src.Text)[s.Start:s.End]); got != passages[i] {
					t.Errorf("%s, CR LF %v: %q instead of %q, read %s", d, crlf, got, passages[i], p.Readings[0].Dialect)
				}
			}
		}
	}
}

// What cannot be held is counted and named, everything else is there.
func TestLosses(t *testing.T) {
	qde := `<?xml version="1.0"?><Project name="p" origin="ATLAS.ti"><CodeBook><Codes><Code guid="` + id(1) + `" name=" A  b " isCodable="true" color="#f08"/></Codes></CodeBook>
	<Sources><TextSource guid="` + id(2) + `" name="Words" richTextPath="internal://x.docx"><PlainTextSelection guid="` + id(3) + `" startPosition="0" endPosition="4"/></TextSource>
	<TextSource guid="` + id(4) + `" name="Here"><PlainTextContent>one two</PlainTextContent><PlainTextSelection guid="` + id(5) + `" startPosition="4" endPosition="7">
	<Coding guid="` + id(6) + `"><CodeRef targetGUID="` + id(1) + `"/></Coding><Coding guid="` + id(7) + `"><CodeRef targetGUID="` + id(99) + `"/></Coding></PlainTextSelection>
	<PlainTextSelection guid="` + id(8) + `" startPosition="5" endPosition="70"/></TextSource>
	<PictureSource guid="` + id(9) + `" name="Face"><PictureSelection guid="` + id(10) + `" firstX="0" firstY="0" secondX="1" secondY="1"/></PictureSource>
	<AudioSource guid="` + id(11) + `" name="Tape"><Transcript guid="` + id(12) + `"><PlainTextContent>we waited long</PlainTextContent><SyncPoint guid="` + id(13) + `" position="3"/><SyncPoint guid="` + id(14) + `" position="9"/>
	<TranscriptSelection guid="` + id(15) + `" fromSyncPoint="` + id(13) + `" toSyncPoint="` + id(14) + `"/></Transcript></AudioSource></Sources>
	<Links><Link guid="` + id(16) + `"/></Links></Project>`
	p := readBack(t, zipped(t, map[string]string{"project.qde": qde}))
	if len(p.Sources) != 2 || p.Codes[0].Name != "A b" || p.Codes[0].Colour != "#ff0088" {
		t.Fatalf("%+v", p)
	}
	if tape := p.Sources[1]; string([]rune(tape.Text)[tape.Selections[0].Start:tape.Selections[0].End]) != "waited" {
		t.Errorf("%+v", tape)
	}
	if n, c := p.Count(); n != 2 || c != 1 {
		t.Errorf("%d passages and %d codings", n, c)
	}
	lost := strings.Join(p.Lost, "\n")
	for _, want := range []string{"1 text left out", "1 passage of a text that was left out: text 1", "1 coding with a code that is not in the codebook: text 2",
		"1 passage that lies outside its text: text 2", "1 picture: picture 1", "1 passage marked on a picture", "1 link "} {
		if !strings.Contains(lost, want) {
			t.Errorf("%q is not said in\n%s", want, lost)
		}
	}
}

// The projects of other programs are read as their own descriptions have them.
func TestOtherProgramsProjects(t *testing.T) {
	for _, c := range []struct {
		file                                string
		codes, sources, selections, codings int
		quote                               string
		lost                                string
	}{
		{"cproctor_demo.qdpx", 262, 2, 158, 205, "", ""},
		{"cproctor_nvivo_project.qdpx", 0, 2, 0, 0, "", ""},
		{"skyloom_TestProject.qdpx", 0, 0, 0, 0, "", "texts left out"},
	} {
		data, err := os.ReadFile(shared + "samples/" + c.file)
		if err != nil {
			t.Skip("the samples of other programs are not beside the project")
		}
		p := readBack(t, data)
		sel, cod := p.Count()
		t.Logf("%s: %d codes, %d sources, %d passages, %d codings, %d cases, %d sets, lost %q", c.file, len(p.Codes), len(p.Sources), sel, cod, len(p.Cases), len(p.Sets), p.Lost)
		if len(p.Readings) > 0 {
			t.Logf("%+v", p.Readings[0])
		}
		if c.codes > 0 && len(p.Codes) != c.codes || len(p.Sources) != c.sources || sel != c.selections || cod != c.codings {
			t.Errorf("%s: %d codes, %d sources, %d passages, %d codings", c.file, len(p.Codes), len(p.Sources), sel, cod)
		}
	}
}

// Broken files are refused with a sentence.
func TestBrokenProjects(t *testing.T) {
	good := written(t, madeUp())
	deep := strings.Repeat(`<Code guid="`+id(1)+`" name="a" isCodable="true">`, 5000)
	laughs := `<?xml version="1.0"?><!DOCTYPE p [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><Project name="&b;"/>`
	for name, data := range map[string][]byte{
		"empty": nil, "no zip": []byte("PK but no zip"), "cut": good[:len(good)/2], "no project": zipped(t, map[string]string{"a.txt": "x"}),
		"no xml": zipped(t, map[string]string{"project.qde": "hello"}), "other xml": zipped(t, map[string]string{"project.qde": "<a/>"}),
		"cut xml": zipped(t, map[string]string{"project.qde": `<Project name="x"><CodeBook>`}), "laughs": zipped(t, map[string]string{"project.qde": laughs}),
		"deep":  zipped(t, map[string]string{"project.qde": `<Project name="x"><CodeBook><Codes>` + deep}),
		"words": zipped(t, map[string]string{"project.qde": `<Project name="x"><Sources><TextSource guid="` + id(1) + `"><PlainTextContent>a</PlainTextContent><PlainTextSelection guid="` + id(2) + `" startPosition="one" endPosition="2"/></TextSource></Sources></Project>`}),
	} {
		_, err := ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
		var problem *research.Problem
		if !errors.As(err, &problem) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func FuzzReadQDPX(f *testing.F) {
	f.Add(`<Project name="x" origin="NVivo"><Sources><TextSource guid="`+id(1)+`" plainTextPath="internal://a.txt"><PlainTextSelection guid="`+id(2)+`" startPosition="1" endPosition="3"/></TextSource></Sources></Project>`, "a\r\nb🙂c")
	f.Fuzz(func(t *testing.T, qde, text string) {
		data := zipped(t, map[string]string{"project.qde": qde, "Sources/a.txt": text})
		p, err := ReadQDPX(bytes.NewReader(data), int64(len(data)), nil)
		if err != nil {
			return
		}
		for _, s := range p.Sources {
			n := len([]rune(s.Text))
			for _, m := range s.Selections {
				if m.Start < 0 || m.End <= m.Start || m.End > n {
					t.Fatalf("%d to %d of %d", m.Start, m.End, n)
				}
			}
		}
	})
}
