package sheet_test

import (
	"archive/zip"
	"bytes"
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"openloop/research/sheet"
)

func TestWorkbookCells(t *testing.T) {
	day := time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)
	data := workbook(t, func(f *excelize.File) {
		dateStyle, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		german, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr(`[$-407]d\. mmmm yyyy;@`)})
		must(t, err)
		hours, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("[h]:mm")})
		must(t, err)
		zeros, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr("00000")})
		must(t, err)
		money, err := f.NewStyle(&excelize.Style{CustomNumFmt: ptr(`#,##0.00 "days"`)})
		must(t, err)
		for cell, v := range map[string]any{"A1": "text", "B1": 12.5, "C1": day, "D1": day.Add(8*time.Hour + 30*time.Minute), "E1": true, "F1": 0.1 + 0.2, "G1": 123456789012345, "H1": 46093, "I1": 1.5, "J1": 42, "K1": 46093, "L1": 0.5} {
			must(t, f.SetCellValue("Sheet1", cell, v))
		}
		must(t, f.SetCellStyle("Sheet1", "H1", "H1", german))
		must(t, f.SetCellStyle("Sheet1", "I1", "I1", hours))
		must(t, f.SetCellStyle("Sheet1", "J1", "J1", zeros))
		must(t, f.SetCellStyle("Sheet1", "K1", "K1", money))
		must(t, f.SetCellStyle("Sheet1", "C1", "C1", dateStyle))
		clock, err := f.NewStyle(&excelize.Style{NumFmt: 20})
		must(t, err)
		must(t, f.SetCellStyle("Sheet1", "L1", "L1", clock))
		must(t, f.SetCellRichText("Sheet1", "M1", []excelize.RichTextRun{{Text: "two "}, {Text: "runs", Font: &excelize.Font{Bold: true}}}))
		must(t, f.SetCellValue("Sheet1", "N1", "a & b <c> \"d\"\r\ne"))
	})
	s := &mustRead(t, "cells.xlsx", data).Sheets[0]
	wantRows(t, s, [][]string{{"text", "12.5", "2026-03-12", "2026-03-12 08:30:00", "TRUE", "0.3", "123456789012345", "2026-03-12", "1.5", "00042", "46093", "12:00:00", "two runs", "a & b <c> \"d\"\ne"}})
	for col, date := range map[int]bool{0: false, 1: false, 2: true, 3: true, 7: true, 8: false, 10: false, 11: false} {
		if s.Cell(0, col).Date != date {
			t.Errorf("column %d: date is %v, want %v", col, !date, date)
		}
	}
	if !s.Cell(0, 2).Time().Equal(day) || !s.Cell(0, 1).Number {
		t.Errorf("the date is %v, the number %+v", s.Cell(0, 2).Time(), s.Cell(0, 1))
	}
}

func ptr(s string) *string { return &s }

func TestWorkbook1904(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		must(t, f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: boolPtr(true)}))
		style, err := f.NewStyle(&excelize.Style{NumFmt: 14})
		must(t, err)
		must(t, f.SetCellValue("Sheet1", "A1", 44631))
		must(t, f.SetCellStyle("Sheet1", "A1", "A1", style))
	})
	wantRows(t, &mustRead(t, "mac.xlsx", data).Sheets[0], [][]string{{"2026-03-12"}})
}

func boolPtr(b bool) *bool { return &b }

func TestWorkbookHiddenMergedFormulas(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		must(t, f.SetSheetRow("Sheet1", "A1", &[]any{"Title over all"}))
		must(t, f.MergeCell("Sheet1", "A1", "C1"))
		must(t, f.SetSheetRow("Sheet1", "A2", &[]any{"id", "q", "n"}))
		must(t, f.SetSheetRow("Sheet1", "A3", &[]any{"7", "one", 1}))
		must(t, f.SetSheetRow("Sheet1", "A4", &[]any{nil, "two", 2}))
		must(t, f.MergeCell("Sheet1", "A3", "A4"))
		must(t, f.SetCellFormula("Sheet1", "D3", "1+1"))
		must(t, f.SetRowVisible("Sheet1", 4, false))
		must(t, f.SetColVisible("Sheet1", "C", false))
		_, err := f.NewSheet("Old")
		must(t, err)
		must(t, f.SetCellValue("Old", "B2", "kept"))
		must(t, f.SetSheetVisible("Old", false))
	})
	b := mustRead(t, "hidden.xlsx", data)
	s := &b.Sheets[0]
	wantRows(t, s, [][]string{{"Title over all", "Title over all", "Title over all"}, {"id", "q", "n"}, {"7", "one", "1"}, {"7", "two", "2"}})
	if s.Cell(0, 1).Merged != sheet.MergedRight || s.Cell(3, 0).Merged != sheet.MergedBelow || s.Cell(2, 0).Merged != sheet.NotMerged {
		t.Errorf("merged: %v %v %v", s.Cell(0, 1).Merged, s.Cell(3, 0).Merged, s.Cell(2, 0).Merged)
	}
	if !s.HiddenRows[3] || s.HiddenRows[2] || !s.HiddenColumns[2] || s.HiddenColumns[0] {
		t.Errorf("hidden rows %v, columns %v", s.HiddenRows, s.HiddenColumns)
	}
	if s.Hidden || !b.Sheets[1].Hidden {
		t.Error("hidden sheet not marked")
	}
	wantRows(t, &b.Sheets[1], [][]string{{}, {"", "kept"}})
	all := strings.Join(s.Warnings, "\n")
	if !strings.Contains(all, "One row is hidden") || !strings.Contains(all, "no stored result") {
		t.Errorf("warnings: %q", s.Warnings)
	}
}

// raw makes a minimal workbook around the XML of its parts, for what excelize would not write.
func raw(tb testing.TB, parts map[string]string) []byte {
	tb.Helper()
	all := map[string]string{
		"[Content_Types].xml":        `<Types/>`,
		"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="http://x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
		"xl/workbook.xml":            `<workbook xmlns:r="x"><sheets><sheet name="One" sheetId="1" r:id="r1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="http://x/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="http://x/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="r3" Type="http://x/styles" Target="/xl/styles.xml"/></Relationships>`,
	}
	for n, x := range parts {
		all[n] = x
	}
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for n, x := range all {
		w, err := z.Create(n)
		must(tb, err)
		_, err = w.Write([]byte(x))
		must(tb, err)
	}
	must(tb, z.Close())
	return b.Bytes()
}

// sheetXML puts rows into a worksheet.
func sheetXML(rows string) map[string]string {
	return map[string]string{"xl/worksheets/sheet1.xml": `<?xml version="1.0"?><worksheet><sheetData>` + rows + `</sheetData></worksheet>`}
}

func TestWorkbookAsOtherProgramsWriteIt(t *testing.T) {
	for _, c := range []struct {
		name string
		xml  string
		want [][]string
	}{
		{"inline strings, plain and rich", `<row r="1"><c r="A1" t="inlineStr"><is><t>plain</t></is></c><c r="C1" t="inlineStr"><is><r><t>ri</t></r><r><t xml:space="preserve">ch </t></r></is></c></row>`, [][]string{{"plain", "", "rich "}}},
		{"no references", `<row><c><v>1</v></c><c/><c t="str"><v>x</v></c></row><row><c><v>2</v></c></row>`, [][]string{{"1", "", "x"}, {"2"}}},
		{"prefixed names", `<x:row r="2"><x:c r="B2" t="str"><x:v>p</x:v></x:c></x:row>`, [][]string{nil, {"", "p"}}},
		{"rows out of order", `<row r="2"><c r="A2"><v>2</v></c></row><row r="1"><c r="A1"><v>1</v></c></row>`, [][]string{{"1"}, {"2"}}},
		{"formula with stored text", `<row r="1"><c r="A1" t="str"><f>CONCAT("a","&lt;")</f><v>a&lt;</v></c></row>`, [][]string{{"a<"}}},
		{"comments, CDATA, entities", `<row r="1"><!-- <c r="Z1"><v>9</v></c> > --><c r="A1" t="inlineStr"><is><t><![CDATA[<b> & > c]]>&#10;&#x1F600;&bogus;</t></is></c></row>`, [][]string{{"<b> & > c\n😀&bogus;"}}},
		{"escaped control characters", `<row r="1"><c r="A1" t="inlineStr"><is><t>a_x000D_&#10;b_x005F_x000D_ _x00zz_</t></is></c></row>`, [][]string{{"a\nb_x000D_ _x00zz_"}}},
		{"phonetic hints left out", `<row r="1"><c r="A1" t="inlineStr"><is><t>東京</t><rPh sb="0" eb="2"><t>とうきょう</t></rPh></is></c></row>`, [][]string{{"東京"}}},
		{"errors count as blank", `<row r="1"><c r="A1" t="e"><v>#REF!</v></c><c r="B1" t="b"><v>0</v></c></row>`, [][]string{{"", "FALSE"}}},
		{"dates spelled out", `<row r="1"><c r="A1" t="d"><v>2026-03-12</v></c><c r="B1" t="d"><v>2026-03-12T09:05:00</v></c></row>`, [][]string{{"2026-03-12", "2026-03-12 09:05:00"}}},
		{"a greater-than sign in an attribute", `<row r="1" x="a>b"><c r='A1'><v>1e3</v></c></row>`, [][]string{{"1000"}}},
		{"index of a shared string that is not there", `<row r="1"><c r="A1" t="s"><v>99</v></c><c r="B1"><v>3</v></c></row>`, [][]string{{"", "3"}}},
		{"invalid UTF-8 and NUL", "<row r=\"1\"><c r=\"A1\" t=\"str\"><v>a\xff\x00b</v></c></row>", [][]string{{"a\uFFFDb"}}},
	} {
		t.Run(c.name, func(t *testing.T) {
			wantRows(t, &mustRead(t, "raw.xlsx", raw(t, sheetXML(c.xml))).Sheets[0], c.want)
		})
	}
}

// Excel's table of built-in formats is not written to files: the reader has to know it.
func TestBuiltinDateFormats(t *testing.T) {
	styles := `<styleSheet><cellXfs>`
	row := `<row r="1">`
	for i, id := range []int{0, 1, 9, 14, 17, 22, 45, 49} {
		styles += fmt.Sprintf(`<xf numFmtId="%d"/>`, id)
		row += fmt.Sprintf(`<c s="%d"><v>46093.25</v></c>`, i)
	}
	parts := sheetXML(row + `</row>`)
	parts["xl/styles.xml"] = styles + `</cellXfs></styleSheet>`
	s := &mustRead(t, "raw.xlsx", raw(t, parts)).Sheets[0]
	for i, date := range []bool{false, false, false, true, true, true, false, false} {
		if s.Cell(0, i).Date != date {
			t.Errorf("style %d: %+v", i, s.Cell(0, i))
		}
	}
	if got := s.Cell(0, 3).Text; got != "2026-03-12 06:00:00" {
		t.Errorf("date is %q", got)
	}
}

// The reader and excelize must see the same values in a workbook of every shape of cell.
func TestAgreesWithExcelize(t *testing.T) {
	data := workbook(t, func(f *excelize.File) {
		for r := 1; r <= 60; r++ {
			for c := 1; c <= 30; c++ {
				cell, err := excelize.CoordinatesToCellName(c, r)
				must(t, err)
				switch (r*7 + c*3) % 6 {
				case 0:
					must(t, f.SetCellValue("Sheet1", cell, fmt.Sprintf("text %d\nשלום 😀 <&> %d", r, c)))
				case 1:
					must(t, f.SetCellValue("Sheet1", cell, r*1000+c))
				case 2:
					must(t, f.SetCellValue("Sheet1", cell, float64(r)/7))
				case 3:
					must(t, f.SetCellValue("Sheet1", cell, r%2 == 0))
				}
			}
		}
	})
	f, err := excelize.OpenReader(bytes.NewReader(data))
	must(t, err)
	defer f.Close()
	want, err := f.GetRows("Sheet1")
	must(t, err)
	got := mustRead(t, "all.xlsx", data).Sheets[0]
	for r := range want {
		for c := range want[r] {
			if g := got.Cell(r, c).Text; g != want[r][c] && !closeNumbers(g, want[r][c]) {
				t.Fatalf("row %d column %d: %q, excelize %q", r+1, c+1, g, want[r][c])
			}
		}
	}
}

// closeNumbers allows a difference in the sixteenth digit.
func closeNumbers(a, b string) bool {
	return len(a) > 14 && len(b) > 14 && a[:14] == b[:14]
}

func TestReadKeepsTheSample(t *testing.T) {
	data, err := os.ReadFile("../../assets/sample/tessell-interviews.xlsx")
	if err != nil {
		t.Skip("no sample")
	}
	b := mustRead(t, "tessell-interviews.xlsx", data)
	if len(b.Sheets) != 2 || b.Sheets[0].Name != "Interviews" || len(b.Sheets[0].Rows) < 60 {
		t.Errorf("%d sheets, first %q with %d rows", len(b.Sheets), b.Sheets[0].Name, len(b.Sheets[0].Rows))
	}
}

func TestReadProgressAndCancel(t *testing.T) {
	data := big(t, 3000, 5)
	last, calls := 0, 0
	_, err := sheet.Read(context.Background(), "big.xlsx", data, func(done, total int) {
		if done < last || done > total {
			t.Errorf("progress went from %d to %d of %d", last, done, total)
		}
		last, calls = done, calls+1
	})
	must(t, err)
	if calls == 0 {
		t.Error("no progress")
	}
	ctx, cancel := context.WithCancel(context.Background())
	if _, err := sheet.Read(ctx, "big.xlsx", data, func(done, total int) { cancel() }); err != context.Canceled {
		t.Errorf("cancelled reading answers %v", err)
	}
}

// big makes a workbook of rows × cols: ids, dates, categories, numbers and some text.
func big(tb testing.TB, rows, cols int) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	w, err := f.NewStreamWriter("Sheet1")
	must(tb, err)
	row := make([]any, cols)
	for r := 1; r <= rows; r++ {
		for c := range row {
			switch c % 4 {
			case 0:
				row[c] = r*cols + c
			case 1:
				row[c] = fmt.Sprintf("Company %d", r%5000)
			case 2:
				row[c] = "Lost"
			case 3:
				row[c] = float64(r) * 1.25
			}
		}
		must(tb, w.SetRow(fmt.Sprintf("A%d", r), row))
	}
	must(tb, w.Flush())
	b, err := f.WriteToBuffer()
	must(tb, err)
	return b.Bytes()
}

func BenchmarkReadXLSX100000x20(b *testing.B) {
	data := big(b, 100_000, 20)
	b.SetBytes(int64(len(data)))
	b.ReportAllocs()
	for b.Loop() {
		book := mustRead(b, "big.xlsx", data)
		if len(book.Sheets[0].Rows) != 100_000 {
			b.Fatal(len(book.Sheets[0].Rows))
		}
	}
}
