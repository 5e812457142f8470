package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"openloop/research"
	"openloop/research/sheet"
)

// good is a small workbook to damage.
func good(tb testing.TB) []byte {
	return workbook(tb, func(f *excelize.File) {
		for r := 1; r <= 200; r++ {
			must(tb, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", r), &[]any{r, "Company", fmt.Sprintf("answer %d %x", r, r*r*7919)}))
		}
	})
}

// utf16le is a name as OLE directories keep it.
func utf16le(s string) string {
	var b []byte
	for _, u := range utf16.Encode([]rune(s)) {
		b = append(b, byte(u), byte(u>>8))
	}
	return string(b)
}

// zipped makes an archive of the named parts.
func zipped(tb testing.TB, parts ...string) []byte {
	tb.Helper()
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for i := 0; i < len(parts); i += 2 {
		w, err := z.Create(parts[i])
		must(tb, err)
		_, err = w.Write([]byte(parts[i+1]))
		must(tb, err)
	}
	must(tb, z.Close())
	return b.Bytes()
}

// Every file that is no spreadsheet is refused by content, whatever its name, with the remedy.
func TestRefusals(t *testing.T) {
	ole := "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1" + strings.Repeat("\x00", 600)
	var encrypted bytes.Buffer
	f := excelize.NewFile()
	must(t, f.Write(&encrypted, excelize.Options{Password: "secret"}))
	book := good(t)
	for _, c := range []struct {
		name, file string
		data       []byte
		say        string
	}{
		{"nothing", "a.xlsx", nil, "empty"},
		{"only commas", "b.csv", []byte(",,\n,\n"), "empty"},
		{"byte order mark alone", "c.csv", []byte("\xEF\xBB\xBF"), "empty"},
		{"blank workbook", "d.xlsx", workbook(t, func(*excelize.File) {}), "empty"},
		{"encrypted by excelize", "e.xlsx", encrypted.Bytes(), "remove the password"},
		{"encrypted", "f.xlsx", []byte(ole + utf16le("EncryptedPackage") + "\x00\x00"), "remove the password"},
		{"old workbook", "g.xlsx", []byte(ole + utf16le("Workbook") + "\x00\x00"), ".xls kind"},
		{"old Word", "h.xls", []byte(ole + utf16le("WordDocument") + "\x00\x00"), "Word"},
		{"some other container", "i.xls", []byte(ole), "old Office file"},
		{"cut in half", "j.xlsx", book[:len(book)/2], "cut off or damaged"},
		{"cut by one byte", "k.xlsx", book[:len(book)-1], "cut off or damaged"},
		{"first bytes only", "l.xlsx", []byte("PK\x03\x04"), "cut off or damaged"},
		{"Word document", "m.xlsx", zipped(t, "[Content_Types].xml", "<Types/>", "word/document.xml", "<w/>"), "Word document"},
		{"binary workbook", "n.xlsx", zipped(t, "xl/workbook.bin", "x"), ".xlsb"},
		{"plain archive", "o.xlsx", zipped(t, "notes.txt", "hello"), "zip archive"},
		{"OpenDocument text", "p.xlsx", zipped(t, "mimetype", "application/vnd.oasis.opendocument.text", "content.xml", "<x/>"), "OpenDocument text"},
		{"OpenDocument cut short", "p2.ods", zipped(t, "mimetype", "application/vnd.oasis.opendocument.spreadsheet", "content.xml", "<office:document-content><table:table>"), "damaged"},
		{"OpenDocument with a password", "p3.ods", zipped(t, "content.xml", "\x01\x02", "META-INF/manifest.xml", "<manifest:encryption-data/>"), "password"},
		{"no sheets", "q.xlsx", zipped(t, "[Content_Types].xml", "<Types/>", "xl/workbook.xml", "<workbook/>"), "no sheet"},
		{"PDF", "r.csv", []byte("%PDF-1.7 ..."), "PDF"},
		{"picture", "s.xlsx", []byte("\x89PNG\r\n\x1a\n...."), "picture"},
		{"web page called .xls", "t.xls", []byte("\n<html><body><table><tr><td>1</td></tr></table></body></html>"), "web page"},
		{"XML of 2003", "u.xls", []byte(`<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"/>`), "2003"},
		{"noise", "v.csv", noise(4000), "neither a workbook nor text"},
	} {
		t.Run(c.name, func(t *testing.T) {
			say := mustRefuse(t, c.file, c.data)
			if !strings.Contains(say, c.say) {
				t.Errorf("%q does not say %q", say, c.say)
			}
			if !strings.HasSuffix(say, ".") || strings.Contains(say, "zip:") || strings.Contains(say, "*") {
				t.Errorf("not a sentence for people: %q", say)
			}
		})
	}
}

// noise is bytes that repeat with no text in them.
func noise(n int) []byte {
	b := make([]byte, n)
	x := uint32(1)
	for i := range b {
		x = x*1664525 + 1013904223
		b[i] = byte(x >> 24)
		if b[i] > 0x1f {
			b[i] &= 0x1f
		}
	}
	return b
}

func TestDamagedPartNamesSheetAndRow(t *testing.T) {
	parts := sheetXML(`<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c r="A2"><v>2</v>`)
	parts["xl/worksheets/sheet1.xml"] = strings.TrimSuffix(parts["xl/worksheets/sheet1.xml"], "</sheetData></worksheet>")
	say := mustRefuse(t, "torn.xlsx", raw(t, parts))
	if !strings.Contains(say, "“One”") || !strings.Contains(say, "row 2") {
		t.Errorf("%q", say)
	}
}

// A byte changed inside a compressed sheet must be noticed by the checksum, never read as data.
func TestFlippedByte(t *testing.T) {
	book := good(t)
	z, err := zip.NewReader(bytes.NewReader(book), int64(len(book)))
	must(t, err)
	for _, f := range z.File {
		if f.Name != "xl/worksheets/sheet1.xml" {
			continue
		}
		at, err := f.DataOffset()
		must(t, err)
		book[at+int64(f.CompressedSize64)/2] ^= 0xFF
	}
	if say := mustRefuse(t, "flipped.xlsx", book); !strings.Contains(say, "damaged") {
		t.Errorf("%q", say)
	}
}

// A file of 1 MB that unpacks to gigabytes is refused before it fills the memory.
func TestZipBomb(t *testing.T) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range map[string]string{
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook><sheets><sheet name="One" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
	} {
		w, err := z.Create(name)
		must(t, err)
		_, err = w.Write([]byte(text))
		must(t, err)
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	must(t, err)
	_, err = w.Write([]byte("<worksheet><sheetData>"))
	must(t, err)
	row := []byte(strings.Repeat(`<row></row>`, 10_000))
	for range 1000 {
		_, err = w.Write(row)
		must(t, err)
	}
	must(t, z.Close())
	if say := mustRefuse(t, "bomb.xlsx", b.Bytes()); !strings.Contains(say, "zip bomb") && !strings.Contains(say, "rows") {
		t.Errorf("%q", say)
	}
}

func TestLimits(t *testing.T) {
	for _, c := range []struct {
		name string
		data []byte
		o    sheet.Options
		say  string
	}{
		{"rows", raw(t, sheetXML(`<row r="1048577"><c><v>1</v></c></row>`)), sheet.Options{}, "rows"},
		{"a far cell", raw(t, sheetXML(`<row r="1"><c r="ZZZZ1"><v>1</v></c></row>`)), sheet.Options{}, "columns in row 1"},
		{"cells", raw(t, sheetXML(strings.Repeat(`<row><c r="XFD1"><v>1</v></c></row>`, 2000))), sheet.Options{}, "cells"},
		{"text rows", []byte("a\nb\nc\nd\n"), sheet.Options{MaxRows: 3}, "more than 3 rows"},
		{"text columns", []byte("a,b\nc,d,e\n"), sheet.Options{MaxCols: 2}, "more than 2 columns in row 2"},
		{"text cells", []byte("a,b\nc,d\n"), sheet.Options{MaxCells: 3}, "more than 3 cells"},
		{"text bytes", []byte("a,b\nc,d\n"), sheet.Options{MaxBytes: 3}, "larger than"},
		{"one long text", raw(t, sheetXML(`<row><c t="str"><v>`+strings.Repeat("x", 5<<20)+`</v></c></row>`)), sheet.Options{}, "breaks off"},
	} {
		t.Run(c.name, func(t *testing.T) {
			_, err := sheet.ReadLimited(context.Background(), "limit.xlsx", c.data, c.o, nil)
			if research.KindOf(err) == "" || !strings.Contains(err.Error(), c.say) {
				t.Errorf("%v does not say %q", err, c.say)
			}
		})
	}
}

func TestMergeOverTheWholeSheetIsCheap(t *testing.T) {
	parts := sheetXML(`<row r="1"><c r="A1"><v>1</v></c><c r="C1"><v>3</v></c></row>`)
	merges := strings.Repeat(`<mergeCell ref="A1:XFD1048576"/>`, 50_000)
	parts["xl/worksheets/sheet1.xml"] = strings.Replace(parts["xl/worksheets/sheet1.xml"], "</worksheet>", "<mergeCells>"+merges+"</mergeCells></worksheet>", 1)
	wantRows(t, &mustRead(t, "merged.xlsx", raw(t, parts)).Sheets[0], [][]string{{"1", "1", "3"}})
}

func TestWideLongAndForeign(t *testing.T) {
	long := strings.Repeat("Zahlen, Wörter und 😀. ", 1400)[:32000]
	long = strings.ToValidUTF8(long, "")
	wide := make([]any, 200)
	for i := range wide {
		wide[i] = fmt.Sprintf("Column %d", i)
	}
	data := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &wide))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"😀👩‍👩‍👧", "שלום עולם", "مرحبا", long, "e\u0301"}))
	})
	s := mustRead(t, "wide.xlsx", data).Sheets[0]
	if s.Width() != 200 || s.Cell(1, 3).Text != long || s.Cell(1, 0).Text != "😀👩‍👩‍👧" || s.Cell(1, 1).Text != "שלום עולם" || s.Cell(1, 4).Text != "e\u0301" {
		t.Errorf("%d columns, long text kept %v, %q %q", s.Width(), s.Cell(1, 3).Text == long, s.Cell(1, 0).Text, s.Cell(1, 4).Text)
	}
}

func TestFullCellWarns(t *testing.T) {
	parts := sheetXML(`<row r="3"><c r="A3" t="str"><v>` + strings.Repeat("é", 32767) + `</v></c></row>`)
	s := mustRead(t, "full.xlsx", raw(t, parts)).Sheets[0]
	if len(s.Warnings) != 1 || !strings.Contains(s.Warnings[0], "Row 3") {
		t.Errorf("%q", s.Warnings)
	}
}

// What teams import names people: no reader may leave any of it on disk.
func TestNoTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	t.Setenv("TMP", dir)
	list := func() string {
		entries, err := os.ReadDir(os.TempDir())
		must(t, err)
		var names []string
		for _, e := range entries {
			names = append(names, e.Name())
		}
		return strings.Join(names, " ")
	}
	large := big(t, 60_000, 12) // its sheet unpacks to over 16 MB, where readers begin to spill
	before := list()
	during := ""
	watch := func(done, total int) { during += strings.ReplaceAll(list(), before, "") }
	for name, data := range map[string][]byte{"large.xlsx": large, "good.xlsx": good(t), "cut.xlsx": large[:len(large)/2], "a.csv": []byte("a,b\n1,2\n"), "bad.xls": []byte("\xD0\xCF\x11\xE0")} {
		_, _ = sheet.Read(context.Background(), name, data, watch)
	}
	if after := list(); after != before || during != "" {
		t.Errorf("temporary files: before %q, during %q, after %q", before, during, after)
	}
}

func FuzzReadXLSX(f *testing.F) {
	f.Add([]byte(`<row r="1"><c r="A1" t="inlineStr"><is><t>x</t></is></c></row>`), []byte(`<si><t>s</t></si>`), []byte(`<numFmt numFmtId="164" formatCode="yyyy"/>`))
	f.Add([]byte(`<row><c t="s"><v>0</v></c></row><mergeCell ref="A1:B2"/>`), []byte(`<si><r><t>a</t></r></si>`), []byte(`<xf numFmtId="14"/>`))
	f.Add([]byte(`<row r="1"><c><f>1</f></c><![CDATA[`), []byte(`<!-- `), []byte(`<cellXfs><xf`))
	f.Fuzz(func(t *testing.T, cells, strs, styles []byte) {
		parts := sheetXML(string(cells))
		parts["xl/sharedStrings.xml"] = `<sst>` + string(strs) + `</sst>`
		parts["xl/styles.xml"] = `<styleSheet><cellXfs>` + string(styles) + `</cellXfs></styleSheet>`
		checkFuzzed(t, raw(t, parts))
		checkFuzzed(t, append([]byte("PK\x03\x04"), cells...))
	})
}

func FuzzReadODS(f *testing.F) {
	f.Add([]byte(`<table:table table:name="S"><table:table-row><table:table-cell table:number-columns-repeated="3"><text:p>x</text:p></table:table-cell></table:table-row></table:table>`))
	f.Add([]byte(`<table:table><table:table-row table:number-rows-repeated="1048576"><table:table-cell office:value-type="float" office:value="1"/>`))
	f.Fuzz(func(t *testing.T, content []byte) {
		checkFuzzed(t, zipped(t, "content.xml", "<office:document-content>"+string(content)+"</office:document-content>"))
	})
}

func FuzzReadText(f *testing.F) {
	for _, s := range []string{"a,b\n1,2\n", "sep=;\na;b\n\"c\"\"\";d", "\xFF\xFEa\x00,\x00b\x00", "\"open\na,b\n\"x\",y\n", "a\tb\r\nc\td\r", "\xEF\xBB\xBFn\xe4me;x\n", "|\x00|\n", "<table>", "\"\r\"\r"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, data []byte) { checkFuzzed(t, data) })
}

// checkFuzzed reads anything: a Problem or a book of clean text that ends in filled cells.
func checkFuzzed(t *testing.T, data []byte) {
	b, err := sheet.ReadLimited(context.Background(), "fuzzed", data, sheet.Options{MaxCells: 1 << 20, MaxBytes: 1 << 24}, nil)
	if err != nil {
		if research.KindOf(err) == "" {
			t.Fatalf("not a Problem: %v", err)
		}
		return
	}
	for _, s := range b.Sheets {
		for r, row := range s.Rows {
			if len(row) > 0 && row[len(row)-1].Text == "" {
				t.Fatalf("row %d ends in a blank cell", r+1)
			}
			for _, c := range row {
				if strings.ContainsAny(c.Text, "\x00\r\ufeff") || strings.ToValidUTF8(c.Text, "") != c.Text {
					t.Fatalf("row %d holds %q", r+1, c.Text)
				}
			}
		}
	}
}
