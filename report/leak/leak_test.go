package leak

import (
	"bytes"
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"
	"github.com/xuri/excelize/v2"

	"openloop/assets/fonts"
	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/pdf"
	"openloop/research"
)

func identities() []Identity {
	return []Identity{
		{"PERSON", "Margit Oelschläger", "P07"}, {"PERSON", "Avery Tovil", "P08"}, {"PERSON", "Li", "P09"}, {"ORGANISATION", "Brandtkamp Verpackungen GmbH", "O03"},
		{"EMAIL", "m.oelschlaeger@brandtkamp.example", "P07"}, {"PHONE", "+49 40 5550 1187", "P07"}, {"PERSON", "Søren Łukasz", "P10"}, {"PERSON", "Mueller", "P11"},
	}
}

func check(t *testing.T, name string, data []byte) []Hit {
	t.Helper()
	hits, err := Check(context.Background(), name, data, identities())
	if err != nil {
		t.Fatal(err)
	}
	return hits
}

// expect wants one hit of an identity at a place.
func expect(t *testing.T, hits []Hit, text, where string) {
	t.Helper()
	for _, h := range hits {
		if h.Identity.Text == text && strings.HasPrefix(h.Where, where) {
			return
		}
	}
	t.Errorf("%q is not found at %q; hits: %+v", text, where, hits)
}

func TestText(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string // identities found
	}{
		{"as it is", "x\nHe met Margit Oelschläger there.", []string{"Margit Oelschläger"}},
		{"capitals, no accents", "MARGIT OELSCHLAGER", []string{"Margit Oelschläger"}},
		{"umlauts as two letters", "margit oelschlaeger", []string{"Margit Oelschläger"}},
		{"across a line's end", "Margit\r\n   Oelschläger", []string{"Margit Oelschläger"}},
		{"broken by a hyphen", "Margit Oel-\nschläger", []string{"Margit Oelschläger"}},
		{"soft hyphen", "Margit Oel\u00adschläger", []string{"Margit Oelschläger"}},
		{"accents apart", "Margit Oelschla\u0308ger", []string{"Margit Oelschläger"}},
		{"strokes", "Soren Lukasz", []string{"Søren Łukasz"}},
		{"umlaut for ue", "Herr Müller kam", []string{"Mueller"}},
		{"a short name", "Li said so", []string{"Li"}},
		{"not inside a word", "Liability, Oelschlägers Margitta, Muellerei", nil},
		{"surname first", "Oelschläger, Margit", []string{"Margit Oelschläger"}},
		{"not in another order", "Oelschläger Margit", nil},
		{"company", "at Brandtkamp Verpackungen GmbH.", []string{"Brandtkamp Verpackungen GmbH"}},
		{"mail", "write to M.Oelschlaeger@Brandtkamp.example now", []string{"m.oelschlaeger@brandtkamp.example"}},
		{"a number grouped otherwise", "call +49 (0)40 55501187", []string{"+49 40 5550 1187"}},
		{"JSON", `{"who": "Margit Oelschl\u00e4ger"}`, []string{"Margit Oelschläger"}},
		{"nobody", "Nobody at all, 49 40 5550.", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			hits := check(t, "notes.txt", []byte(c.text))
			var got []string
			for _, h := range hits {
				got = append(got, h.Identity.Text)
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

func TestTextSaysWhere(t *testing.T) {
	hits := check(t, "f.csv", []byte("a,b\nc,Li\n"))
	if len(hits) != 1 || hits[0].Where != "line 2" || hits[0].Excerpt == "" {
		t.Errorf("%+v", hits)
	}
}

func TestOtherEncodings(t *testing.T) {
	wide := []byte{0xFF, 0xFE}
	for _, r := range "Margit Oelschläger" {
		wide = append(wide, byte(r), byte(r>>8))
	}
	expect(t, check(t, "a.txt", wide), "Margit Oelschläger", "line 1")
	expect(t, check(t, "b.txt", []byte("Margit Oelschl\xe4ger")), "Margit Oelschläger", "line 1")
}

// pack is a PDF as report/pdf writes them, with text that kerning breaks, words across lines, and names
// outside the pages.
func pack(tb testing.TB, fill func(*gofpdf.Fpdf)) []byte {
	tb.Helper()
	p := gofpdf.New("L", "pt", "A4", "")
	p.AddUTF8FontFromBytes("noto", "", fonts.TTF(fonts.Regular))
	p.AddPage()
	p.SetFont("noto", "", 12)
	p.Text(40, 40, "Page one")
	fill(p)
	var b bytes.Buffer
	if err := p.Output(&b); err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

func TestPDF(t *testing.T) {
	for _, c := range []struct {
		name  string
		fill  func(*gofpdf.Fpdf)
		text  string
		where string
	}{
		{"on a page", func(p *gofpdf.Fpdf) { p.AddPage(); p.Text(40, 80, "with Margit Oelschläger (again)") }, "Margit Oelschläger", "page 2"},
		{"across lines", func(p *gofpdf.Fpdf) { p.Text(40, 80, "with Margit"); p.Text(40, 96, "Oelschläger") }, "Margit Oelschläger", "page 1"},
		{"with a hyphen", func(p *gofpdf.Fpdf) { p.Text(40, 80, "with Margit Oel-"); p.Text(40, 96, "schläger") }, "Margit Oelschläger", "page 1"},
		{"broken by kerning", func(p *gofpdf.Fpdf) {
			p.Text(40, 80, "A")
			p.Text(40+p.GetStringWidth("A")-.6, 80, "very T")
			p.Text(40+p.GetStringWidth("Avery T")-1.6, 80, "ovil")
		}, "Avery Tovil", "page 1"},
		{"spaced out", func(p *gofpdf.Fpdf) { p.RawWriteStr("2.5 Tc"); p.Text(40, 80, "Avery Tovil"); p.RawWriteStr("0 Tc") }, "Avery Tovil", "page 1"},
		{"across pages", func(p *gofpdf.Fpdf) {
			p.Text(40, 80, "with Margit Oel-")
			p.Text(40, 500, "Page 1 of 2")
			p.AddPage()
			p.Text(40, 20, "A board pack")
			p.Text(40, 80, "schläger again")
		}, "Margit Oelschläger", "page 1"},
		{"turned", func(p *gofpdf.Fpdf) {
			p.TransformBegin()
			p.TransformRotate(30, 300, 300)
			p.Text(300, 300, "Avery Tovil")
			p.TransformEnd()
		}, "Avery Tovil", "page 1"},
		{"in the title", func(p *gofpdf.Fpdf) { p.SetTitle("For Margit Oelschläger", true) }, "Margit Oelschläger", "document properties"},
		{"in the keywords", func(p *gofpdf.Fpdf) { p.SetKeywords("Li (x)", false) }, "Li", "document properties"},
		{"in a bookmark", func(p *gofpdf.Fpdf) { p.Bookmark("Søren Łukasz", 0, -1) }, "Søren Łukasz", "bookmarks"},
		{"in a link", func(p *gofpdf.Fpdf) { p.LinkString(10, 10, 20, 20, "mailto:m.oelschlaeger@brandtkamp.example") }, "m.oelschlaeger@brandtkamp.example", "a link on page 1"},
		{"in an attachment", func(p *gofpdf.Fpdf) {
			p.SetAttachments([]gofpdf.Attachment{{Content: []byte("a\nMargit Oelschläger"), Filename: "n.txt"}})
		}, "Margit Oelschläger", "an attached file"},
	} {
		t.Run(c.name, func(t *testing.T) { expect(t, check(t, "x.pdf", pack(t, c.fill)), c.text, c.where) })
	}
}

func TestPDFWithoutNames(t *testing.T) {
	if hits := check(t, "x.pdf", pack(t, func(p *gofpdf.Fpdf) { p.Text(40, 80, "Liability and Margitta") })); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
}

// The made-up pack names nobody, and every quote in it can be found again.
func TestBoardPack(t *testing.T) {
	d, err := report.Build(context.Background(), made.Study(60))
	if err != nil {
		t.Fatal(err)
	}
	var paper, book bytes.Buffer
	if err := pdf.Write(context.Background(), &paper, d, nil); err != nil {
		t.Fatal(err)
	}
	if err := excel.Write(context.Background(), &book, d, nil); err != nil {
		t.Fatal(err)
	}
	if hits := check(t, "p.pdf", paper.Bytes()); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
	if hits := check(t, "p.xlsx", book.Bytes()); len(hits) != 0 {
		t.Errorf("%+v", hits)
	}
	for i, q := range d.Quotes {
		words := strings.Fields(q.Words.String())
		id := []Identity{{Text: strings.Join(words[:7], " ")}}
		for name, data := range map[string][]byte{"p.pdf": paper.Bytes(), "p.xlsx": book.Bytes()} {
			if hits, err := Check(context.Background(), name, data, id); err != nil || len(hits) == 0 {
				t.Errorf("quote %d is not found in %s: %v", i, name, err)
			}
		}
	}
	for _, p := range d.Pages {
		hits, err := Check(context.Background(), "p.pdf", paper.Bytes(), []Identity{{Text: p.Title.String()}})
		found := false
		for _, h := range hits {
			found = found || h.Page == p.Number
		}
		if err != nil || !found {
			t.Errorf("the title of page %d is not found there: %v, %v", p.Number, hits, err)
		}
	}
}

func TestWorkbook(t *testing.T) {
	f := excelize.NewFile()
	do := func(err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
	}
	for _, n := range []string{"Open", "Hidden", "Data", "Split"} {
		_, err := f.NewSheet(n)
		do(err)
	}
	do(f.SetSheetVisible("Hidden", false))
	do(f.SetCellStr("Open", "B7", "by margit oelschlaeger"))
	do(f.SetCellStr("Hidden", "A1", "Avery Tovil"))
	do(f.SetCellStr("Split", "A3", "Søren"))
	do(f.SetCellStr("Split", "B3", "Łukasz"))
	do(f.SetCellRichText("Split", "A9", []excelize.RichTextRun{{Text: "Muel"}, {Text: "ler", Font: &excelize.Font{Bold: true}}}))
	do(f.AddComment("Data", excelize.Comment{Cell: "A1", Author: "x", Paragraph: []excelize.RichTextRun{{Text: "ask Brandtkamp Verpackungen GmbH"}}}))
	do(f.SetDocProps(&excelize.DocProperties{Creator: "Margit Oelschläger"}))
	do(f.SetHeaderFooter("Data", &excelize.HeaderFooterOptions{OddFooter: "&LLi"}))
	do(f.SetDefinedName(&excelize.DefinedName{Name: "Avery_Tovil", RefersTo: "Open!$A$1"}))
	do(f.SetCellInt("Data", "A2", 4))
	do(f.AddChart("Data", "C3", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Values: "Data!$A$2:$A$2"}},
		Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "For Mueller"}}}, Format: excelize.GraphicOptions{AltText: "Li and others"}}))
	do(f.SetCellFormula("Data", "D9", `IF(A2=4,"Avery Tovil","")`))
	var b bytes.Buffer
	do(f.Write(&b))
	hits := check(t, "x.xlsx", b.Bytes())
	expect(t, hits, "Margit Oelschläger", "sheet Open, cell B7")
	expect(t, hits, "Avery Tovil", "sheet Hidden (hidden), cell A1")
	expect(t, hits, "Søren Łukasz", "sheet Split, cell A3")
	expect(t, hits, "Mueller", "sheet Split, cell A9")
	expect(t, hits, "Brandtkamp Verpackungen GmbH", "comments on sheet Data, cell A1")
	expect(t, hits, "Margit Oelschläger", "document properties")
	expect(t, hits, "Li", "sheet Data")
	expect(t, hits, "Mueller", "a chart on sheet Data")
	expect(t, hits, "Li", "a drawing on sheet Data")
	expect(t, hits, "Avery Tovil", "sheet Data, cell D9")
	expect(t, hits, "Avery Tovil", "sheet names and defined names")
}

// What cannot be read is said, never passed over.
func TestUnreadable(t *testing.T) {
	whole := pack(t, func(*gofpdf.Fpdf) {})
	secret := func() []byte {
		p := gofpdf.New("P", "mm", "A4", "")
		p.SetProtection(0, "u", "o")
		p.AddPage()
		var b bytes.Buffer
		if err := p.Output(&b); err != nil {
			t.Fatal(err)
		}
		return b.Bytes()
	}
	for name, data := range map[string][]byte{"cut.pdf": whole[:300], "locked.pdf": secret(), "old.xls": []byte("\xD0\xCF\x11\xE0 and so on"), "cut.xlsx": []byte("PK\x03\x04 and so on"),
		"empty.pdf": []byte("%PDF-1.4\ntrailer <</Root 1 0 R>>")} {
		if _, err := Check(context.Background(), name, data, identities()); research.KindOf(err) == "" || !strings.Contains(err.Error(), name) {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestCancel(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := Check(ctx, "x.txt", []byte("x"), nil); err == nil {
		t.Error("went on")
	}
}

func FuzzCheck(f *testing.F) {
	f.Add([]byte("Margit Oelschläger"))
	f.Add(pack(f, func(p *gofpdf.Fpdf) { p.Text(9, 9, "Li") })[:2000])
	f.Add([]byte("%PDF-1.4\n1 0 obj <</A [1 2 (x) <4142> /N true null 3 0 R]>> endobj trailer <</Root 1 0 R>>"))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("{\\rtf1\\ansi{\\info{\\title Li}}\\uc1 \\u246? {\\*\\bkmkstart x}M\\'fcller\\par}"))
	f.Add([]byte("<html><p title='Li' x=y>a<b>c</b><del>d</del><![CDATA[e]]><!-- f --><?g?>&#246;<img src=\"data:image/png;base64,iVBORw0KGgo=\"></p>"))
	f.Add([]byte(`{"a": ["Li", 494055501187, {"b": null}]}`))
	f.Add([]byte("%PDF-1.4\n4 0 obj <</Filter [/AHx /LZW /A85 /RL /Fl] /DecodeParms [null null <</Predictor 12 /Columns 4>>] /Length 9>> stream\n80 0B 60>\nendstream endobj trailer <</Root 1 0 R>>"))
	f.Add(write("1 0 obj <</Pages 2 0 R>> endobj 2 0 obj <</Kids [3 0 R]>> endobj 3 0 obj <</Contents 4 0 R /Resources <</Font <</F 5 0 R>> /XObject <</X 4 0 R>>>>>> endobj 5 0 obj <</Encoding <</Differences [65 /L /i]>>>> endobj",
		stream1(4, "/Subtype /Form", "BT /F 9 Tf 1 0 0 1 0 0 Tm [(AB) -300 (C)] TJ T* (D) ' /X Do BI ID xx EI ET"), "trailer <</Root 1 0 R>>"))
	f.Fuzz(func(t *testing.T, data []byte) {
		_, _ = Check(context.Background(), "x", data, identities()) // must come back, whatever it says
	})
}

func BenchmarkCheck(b *testing.B) {
	d, err := report.Build(context.Background(), made.Study(60))
	if err != nil {
		b.Fatal(err)
	}
	var paper, book bytes.Buffer
	if err := pdf.Write(context.Background(), &paper, d, nil); err != nil {
		b.Fatal(err)
	}
	if err := excel.Write(context.Background(), &book, d, nil); err != nil {
		b.Fatal(err)
	}
	var ids []Identity
	for i := range 2000 {
		ids = append(ids, Identity{"PERSON", fmt.Sprintf("Anna%d Berger%d", i, i), fmt.Sprintf("P%03d", i)})
	}
	for name, data := range map[string][]byte{"p.pdf": paper.Bytes(), "p.xlsx": book.Bytes()} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := Check(context.Background(), name, data, ids); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
