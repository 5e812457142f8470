package transcript

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

// readsOrSays reads a transcript: clean turns, or a sentence about the file.
func readsOrSays(t *testing.T, name, data string) {
	t.Helper()
	got, err := Read(context.Background(), name, []byte(data))
	if err != nil {
		if research.KindOf(err) == "" || !strings.Contains(err.Error(), name) {
			t.Fatalf("not a sentence about %s: %v", name, err)
		}
		return
	}
	if len(got.Turns) == 0 {
		t.Fatal("neither turns nor an error")
	}
	for _, u := range got.Turns {
		if strings.TrimSpace(u.Text) == "" || u.T0 < 0 || u.T1 < 0 || strings.ContainsRune(u.Text, 0) {
			t.Fatalf("%+v", u)
		}
	}
}

func FuzzVTT(f *testing.F) {
	f.Add("00:01.000 --> 00:02.000\n<v Ada>Hello</v>\n\n00:02.000 --> 00:03.000\nBuyer: Yes")
	f.Add("NOTE x\n\nSTYLE\n::cue {}\n\n1\n1:00:00.000 --> 1:00:01.000 align:start\n<v.loud Ada Lee>Hi <i>all</i>\n- and")
	f.Fuzz(func(t *testing.T, cues string) { readsOrSays(t, "f.vtt", "WEBVTT\n\n"+cues) })
}

func FuzzSRT(f *testing.F) {
	f.Add("Ada: Hello\n\n2\n00:00:03,000 --> 00:00:04,000\nBuyer: Yes {\\an8}")
	f.Add("<font color=\"#fff\">Ada</font>: Hi\n\n00:00:01,000 --> 99:99:99,999\nx")
	f.Fuzz(func(t *testing.T, cues string) { readsOrSays(t, "f.srt", "1\n00:00:01,000 --> 00:00:02,000\n"+cues) })
}

func FuzzDocx(f *testing.F) {
	f.Add(`<w:p><w:r><w:t>Ada: Hello</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r><w:t>0:03</w:t></w:r></w:p></w:tc></w:tr></w:tbl>`)
	f.Add(`<w:p><w:del><w:r><w:delText>x</w:delText></w:r></w:del><w:r><w:tab/><w:br/><w:t xml:space="preserve"> a</w:t></w:r></w:p><w:tr><w:tr><w:tc>`)
	f.Fuzz(func(t *testing.T, body string) {
		readsOrSays(t, "f.docx", zipped("word/document.xml", `<?xml version="1.0"?><w:document xmlns:w="x"><w:body>`+body+`</w:body></w:document>`))
	})
}

func FuzzODT(f *testing.F) {
	f.Add(`<text:p>Ada: Hello<text:s text:c="3"/>x<text:tab/></text:p><text:h>Buyer</text:h>`)
	f.Add(`<text:note><text:p>n</text:p></text:note><table:table><table:table-row><table:table-cell><text:p>Ada</text:p></table:table-cell></table:table-row></table:table>`)
	f.Fuzz(func(t *testing.T, body string) {
		readsOrSays(t, "f.odt", zipped("content.xml", `<office:document-content><office:body><office:text>`+body+`</office:text></office:body></office:document-content>`))
	})
}

func FuzzPlain(f *testing.F) {
	f.Add("Ada: Hello\nBuyer: Yes\n\n[00:03] Ada: And?\nBuyer  0:07\nNothing.")
	f.Add("# Talk\n\n**Ada:** Hello\n\n*Buyer*: Yes\nAda\t0:01\tHi\n(0:02) <Ada> x")
	f.Fuzz(func(t *testing.T, words string) { readsOrSays(t, "f.md", words) })
}
