package session

import (
	"bytes"
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
)

// scriptRows are interviews in writing without capitals: the names of the people stand in their answers with letters
// attached, and in text without blanks.
func scriptRows() [][]string {
	return [][]string{
		{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Q09 Tell me about the first proper meeting."},
		{"1", "דנה שפירא", "מגדלור מערכות בע\"מ", "lost", "2026-03-01", "yes", "אמרו לדנה שהמחיר סביר. במגדלור חיכינו חודש, ושפירא הפסיקה לחכות. גם ניצן מהמחסן חיכתה."},
		{"2", "سامي الخطيب", "منارة الشرق", "won", "2026-03-02", "yes", "قالوا لسامي إن السعر مناسب، وللخطيب وصلت الخطة في وقتها."},
		{"3", "橘香織", "株式会社灯台ソフト", "won", "2026-03-03", "yes", "弊社の橘が灯台ソフトとして価格は妥当だと言いました。"},
		{"4", "ปิยะดา วงศ์งาม", "ประภาคารโซลูชั่น", "lost", "2026-03-04", "yes", "ตอนนั้นปิยะดาบอกว่าราคาดี แต่แผนมาช้า"},
	}
}

// What is said in writing without capitals stays readable, nobody whom the sheet names stands in it, and the import
// says that other names are not found by themselves. Nothing of the study file says who anybody is.
func TestScriptsInAnImport(t *testing.T) {
	s := newStudy(t)
	d := takeIn(t, s, scriptRows(), false)
	if d.New != 4 {
		t.Fatalf("%+v", d)
	}
	said := strings.Join(d.Warnings, "\n")
	for _, want := range []string{"4 texts are written in Arabic, Hebrew, Japanese and Thai", "not found by themselves"} {
		if !strings.Contains(said, want) {
			t.Errorf("no word of %q: %s", want, said)
		}
	}
	if strings.Contains(said, "knows nobody") {
		t.Errorf("the vault knows names in all of them: %s", said)
	}
	all := ""
	for _, label := range []string{"P01", "P02", "P03", "P04"} {
		all += saidIn(t, s, label)
	}
	for _, want := range []string{"אמרו לP01 שהמחיר סביר. בO01 חיכינו חודש, וP01 הפסיקה לחכות. גם ניצן מהמחסן חיכתה.", "قالوا لP02 إن السعر مناسب، وP02 وصلت", "弊社のP03がO03として価格は妥当だと言いました。", "ตอนนั้นP04บอกว่าราคาดี แต่แผนมาช้า"} {
		if !strings.Contains(all, want) {
			t.Errorf("%q is not in\n%s", want, all)
		}
	}
	path := s.Path()
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"דנה", "שפירא", "מגדלור", "سامي", "الخطيب", "للخطيب", "منارة", "橘", "香織", "灯台ソフト", "ปิยะดา", "วงศ์งาม", "ประภาคาร"} {
		if bytes.Contains(raw, []byte(name)) {
			t.Error("the study file holds a name")
		}
	}
}

// Where the vault has its names in other letters than the texts, the import says that nobody is recognised.
func TestScriptsOfOtherLetters(t *testing.T) {
	s := newStudy(t)
	rows := scriptRows()[:2]
	rows[1][1], rows[1][2] = "Tehila Shapira", "Migdalor Systems"
	rows[1][6] = strings.ReplaceAll(rows[1][6], "דנה", "תהילה")
	for _, dry := range []bool{true, false} {
		said := strings.Join(takeIn(t, s, rows, dry).Warnings, "\n")
		if !strings.Contains(said, "The vault knows nobody by a name written in Hebrew.") || !strings.Contains(said, "1 text is written in Hebrew") {
			t.Errorf("dry %v: %s", dry, said)
		}
	}
	if text := saidIn(t, s, "P01"); !strings.Contains(text, "לתהילה") || !strings.Contains(text, "במגדלור") {
		t.Errorf("ordinary words are masked: %s", text)
	}
	// by hand: somebody says who it is, once
	item := ReviewItem{Words: "תהילה", Label: "P01", Mask: research.Mask{Kind: string(privacy.Person)}}
	if err := s.IsKnown(context.Background(), "P01", true, item); err != nil {
		t.Fatal(err)
	}
	if text := saidIn(t, s, "P01"); !strings.Contains(text, "לP01") || strings.Contains(text, "תהילה") {
		t.Errorf("the name stands there still: %s", text)
	}
	said := strings.Join(takeIn(t, s, [][]string{rows[0], {"7", "Uri Lev", "Migdalor Systems", "won", "2026-03-05", "yes", "וכשתהילה חזרה, המחיר היה בסדר."}}, false).Warnings, "\n")
	if strings.Contains(said, "knows nobody") {
		t.Errorf("it knows a name now: %s", said)
	}
	if n := strings.Count(saidIn(t, s, "P01")+saidIn(t, s, "P02"), "תהילה"); n > 0 {
		t.Errorf("%d names are left", n)
	}
}

// A text in Latin letters gives no such warning.
func TestNoWarningOfLatin(t *testing.T) {
	s := newStudy(t)
	if said := strings.Join(takeIn(t, s, contactsSaying("He said “the price is right” – 東京 was never named."), false).Warnings, "\n"); strings.Contains(said, "capitals") {
		t.Error(said)
	}
}

func contactsSaying(words string) [][]string {
	return [][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Q09 Tell me about the first proper meeting."},
		{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", words}}
}

// A clearance that a sheet brings is not taken for a quote in writing without capitals, where nobody has looked for
// names: somebody reads it first. One that somebody has given stays.
func TestClearancesInScripts(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, scriptRows(), false)
	rows := [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"},
		{"1", "Q09", "גם ניצן מהמחסן חיכתה.", "DIS-02", "RO", "as said"}}
	d := takeIn(t, s, rows, false)
	if d.Codings != 1 || len(d.Refused) != 1 || !strings.Contains(d.Refused[0].Reason, "Names in Hebrew are not found by themselves") {
		t.Fatalf("%d codings, refused %+v", d.Codings, d.Refused)
	}
	if cleared, _ := s.clearances(context.Background()); len(cleared) != 0 {
		t.Fatalf("%d quotes are cleared", len(cleared))
	}
}

// The leak check finds names with letters attached and inside text without blanks, in a text and in a document; words
// that only begin like one are none.
func TestLeakCheckInScripts(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, scriptRows(), false)
	ctx, dir := context.Background(), t.TempDir()
	for _, c := range []struct {
		text string
		who  string
	}{
		{"אמרו ולדנה שפירא", "P01"}, {"וכשדָּנָה שפירא באה", "P01"}, {"ממגדלור מערכות קנינו", "O01"}, {"فلسامي الخطيب", "P02"}, {"وللخطيب قالوا", "P02"}, {"弊社の橘香織が言った", "P03"}, {"前橘香織後", "P03"},
		{"ตอนนั้นปิยะดาบอก", "P04"}, {"เพราะประภาคารโซลูชั่นช้า", "O04"}, {"הנדנדה בסדנה, דנתי בזה", ""}, {"価格は妥当です", ""}, {"وصلت الخطة", ""},
	} {
		for name, data := range map[string][]byte{"x.txt": []byte(c.text), "x.docx": archive(t, "word/document.xml", "<w:document><w:body><w:p><w:r><w:t>"+c.text+"</w:t></w:r></w:p></w:body></w:document>")} {
			path := filepath.Join(dir, name)
			if err := os.WriteFile(path, data, 0o600); err != nil {
				t.Fatal(err)
			}
			hits, err := s.CheckFile(ctx, path)
			if err != nil {
				t.Fatal(err)
			}
			found := ""
			for _, h := range hits {
				found = h.Identity.Pseudonym
			}
			if found != c.who || c.who != "" && len(hits) != 1 {
				t.Errorf("%s %q: %d hits, of %q, want %q", name, c.text, len(hits), found, c.who)
			}
		}
	}
}
