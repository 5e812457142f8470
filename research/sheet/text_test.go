package sheet_test

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/japanese"
	"golang.org/x/text/encoding/unicode"
)

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, in string
		want     [][]string
	}{
		{"commas", "a,b\n1,2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"semicolons", "Name;Wert\nMüller;1,5\nÖz;2,5\n", [][]string{{"Name", "Wert"}, {"Müller", "1,5"}, {"Öz", "2,5"}}},
		{"tabs", "a\tb, c\n1\t2, 3\n", [][]string{{"a", "b, c"}, {"1", "2, 3"}}},
		{"pipes", "a|b,c|d\n1|2|3\n", [][]string{{"a", "b,c", "d"}, {"1", "2", "3"}}},
		{"quotes, doubled quotes, line ends inside", "a,b\r\n\"x, \"\"y\"\"\r\nz\",2\r\n", [][]string{{"a", "b"}, {"x, \"y\"\nz", "2"}}},
		{"old Mac line ends", "a,b\r1,2\r", [][]string{{"a", "b"}, {"1", "2"}}},
		{"ragged rows", "a,b,c\n1\n1,2,3,4\n\n,,x\n", [][]string{{"a", "b", "c"}, {"1"}, {"1", "2", "3", "4"}, {}, {"", "", "x"}}},
		{"bare quotes", "a,b\n6\" pipe,he said \"no\"\n", [][]string{{"a", "b"}, {"6\" pipe", "he said \"no\""}}},
		{"space after a closing quote", "\"a\" ,b\n\"1\",2\n", [][]string{{"a", "b"}, {"1", "2"}}},
		{"a quote never closed", "a,b\n1,\"open\n2,\"fine\"\n3,4\n", [][]string{{"a", "b"}, {"1", "\"open"}, {"2", "fine"}, {"3", "4"}}},
		{"delimiter named", "sep=;\na;b,c;d,e\n", [][]string{{"a", "b,c", "d,e"}}},
		{"one column", "Answer\nToo dear\nToo late\n", [][]string{{"Answer"}, {"Too dear"}, {"Too late"}}},
		{"byte order mark, NUL, control characters", "\xEF\xBB\xBFid,b\x00c\n1,x\x07y\n", [][]string{{"id", "bc"}, {"1", "xy"}}},
		{"text kept from change", "id,n\n=\"00123\",1\n", [][]string{{"id", "n"}, {"00123", "1"}}},
		{"no line end at the end", "a,b\n1,", [][]string{{"a", "b"}, {"1"}}},
		{"prose with commas under a title", "A list, made by us, of calls\nname;said\nA;well, yes, no\nB;no, never\n", [][]string{{"A list, made by us, of calls"}, {"name", "said"}, {"A", "well, yes, no"}, {"B", "no, never"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantRows(t, &mustRead(t, "t.csv", []byte(c.in)).Sheets[0], c.want)
		})
	}
}

func TestTextNamesAndFormat(t *testing.T) {
	b := mustRead(t, `C:\Users\someone\Wave 2.tsv`, []byte("a\tb\n1\t2\n"))
	if b.File != "Wave 2.tsv" || b.Format != "tsv" || b.Sheets[0].Name != "Wave 2" {
		t.Errorf("%q %q %q", b.File, b.Format, b.Sheets[0].Name)
	}
	if b := mustRead(t, "really.xlsx", []byte("a,b\n1,2\n")); b.Format != "csv" {
		t.Errorf("a text called .xlsx is %q", b.Format)
	}
	if b := mustRead(t, "really.csv", good(t)); b.Format != "xlsx" {
		t.Errorf("a workbook called .csv is %q", b.Format)
	}
}

func TestUnclosedQuoteWarns(t *testing.T) {
	s := mustRead(t, "q.csv", []byte("a,b\n1,2\n3,\"open\n")).Sheets[0]
	if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0], "row 3") {
		t.Errorf("%q", s.Warnings)
	}
}

func TestEncodings(t *testing.T) {
	western := "Name,Antwort\nMüller,Zu teuer – für uns\nJosé,Trop cher à l’époque\nSøren,naïve façade\n"
	japaneseText := "名前,回答\n山田,価格が高すぎました。とても残念です。\n鈴木,営業の人が話を聞いてくれませんでした。\n佐藤,提案が早すぎたと思います。\n"
	russian := "Имя,Ответ\nИван,Нам показалось слишком дорого и никто не перезвонил\nПётр,Предложение пришло раньше чем мы договорились о потребности\nОльга,Мы остались с прежним поставщиком потому что так спокойнее\n"
	for _, c := range []struct {
		name string
		e    encoding.Encoding
		text string
		warn bool
	}{
		{"UTF-16 with mark", unicode.UTF16(unicode.LittleEndian, unicode.UseBOM), western, false},
		{"UTF-16 big-endian with mark", unicode.UTF16(unicode.BigEndian, unicode.UseBOM), western, false},
		{"UTF-16 without mark", unicode.UTF16(unicode.LittleEndian, unicode.IgnoreBOM), western, false},
		{"UTF-16 big-endian without mark", unicode.UTF16(unicode.BigEndian, unicode.IgnoreBOM), western, false},
		{"Windows-1252", charmap.Windows1252, western, true},
		{"Mac Roman", charmap.Macintosh, western, true},
		{"Shift JIS", japanese.ShiftJIS, japaneseText, true},
		{"Windows-1251", charmap.Windows1251, russian, true},
	} {
		t.Run(c.name, func(t *testing.T) {
			data, err := c.e.NewEncoder().Bytes([]byte(c.text))
			must(t, err)
			s := mustRead(t, "e.csv", data).Sheets[0]
			var want [][]string
			for _, l := range strings.Split(strings.TrimSuffix(c.text, "\n"), "\n") {
				want = append(want, strings.Split(l, ","))
			}
			wantRows(t, &s, want)
			if (len(s.Warnings) > 0) != c.warn {
				t.Errorf("warnings: %q", s.Warnings)
			}
		})
	}
}

func TestBrokenUTF8IsRepaired(t *testing.T) {
	in := strings.Repeat("Zürich,Köln,Straße\n", 30) + "Z\xfcrich,x,y\n"
	s := mustRead(t, "e.csv", []byte(in)).Sheets[0]
	if got := s.Cell(30, 0).Text; got != "Z\uFFFDrich" || len(s.Warnings) != 1 {
		t.Errorf("%q, warnings %q", got, s.Warnings)
	}
}

// The survey exports collected as test data must read whole, odd bytes and all.
func TestSurveys(t *testing.T) {
	for name, rows := range map[string]int{"surveymonkey_starwars.csv": 1188, "qualtrics_sample.csv": 4, "qualtrics_sample_legacy.csv": 3} {
		t.Run(name, func(t *testing.T) {
			data, err := os.ReadFile(filepath.Join("/work/shared/data/surveys", name))
			if err != nil {
				t.Skip("no test data here")
			}
			b := mustRead(t, name, data)
			if got := len(b.Sheets[0].Rows); got != rows {
				t.Errorf("%d rows, want %d", got, rows)
			}
			if name == "qualtrics_sample_legacy.csv" && b.Sheets[0].Cell(0, 0).Text != "V1" {
				t.Errorf("byte order mark left in %q", b.Sheets[0].Cell(0, 0).Text)
			}
		})
	}
}
