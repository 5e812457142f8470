package leak

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"compress/zlib"
	"context"
	"encoding/base64"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/jung-kurt/gofpdf"

	"openloop/research"
)

func look(t *testing.T, name string, data []byte) Report {
	t.Helper()
	r, err := Look(context.Background(), name, data, identities())
	if err != nil {
		t.Fatal(err)
	}
	return r
}

// However a name is written, it is found; what only looks alike is not.
func TestForms(t *testing.T) {
	for _, c := range []struct {
		name, text string
		want       []string
	}{
		{"no-break space", "Margit\u00a0Oelschläger", []string{"Margit Oelschläger"}},
		{"zero-width space in a word", "Margit Oel\u200bschl\u2060äger", []string{"Margit Oelschläger"}},
		{"zero-width space between words", "Margit\u200bOelschläger", []string{"Margit Oelschläger"}},
		{"wide letters", "Ｍａｒｇｉｔ Ｏｅｌｓｃｈｌäger", []string{"Margit Oelschläger"}},
		{"small capitals as letters", "𝐌𝐚𝐫𝐠𝐢𝐭 𝐎𝐞𝐥𝐬𝐜𝐡𝐥𝐚𝐞𝐠𝐞𝐫", []string{"Margit Oelschläger"}},
		{"letter by letter", "M a r g i t  O e l s c h l ä g e r", []string{"Margit Oelschläger"}},
		{"as one word", "file MargitOelschlaeger.docx", []string{"Margit Oelschläger"}},
		{"with a genitive", "Margit Oelschlägers Angebot", []string{"Margit Oelschläger"}},
		{"with an apostrophe", "Avery Tovil’s view", []string{"Avery Tovil"}},
		{"soft hyphen at a line's end", "Margit Oel\u00ad\nschläger", []string{"Margit Oelschläger"}},
		{"true hyphen at a line's end", "Avery To\u2010\n   vil", []string{"Avery Tovil"}},
		{"entities", "Margit Oelschl&auml;ger and A&#118;ery &#x54;ovil", []string{"Margit Oelschläger", "Avery Tovil"}},
		{"in a link", "https://x.example/?who=Margit%20Oelschl%C3%A4ger", []string{"Margit Oelschläger"}},
		{"Office's own escapes", "Margit_x0020_Oelschläger", []string{"Margit Oelschläger"}},
		{"address broken by a line's end", "write to m.oelschlaeger@brandt\nkamp.example", []string{"m.oelschlaeger@brandtkamp.example"}},
		{"number of the country", "040 / 5550-1187", []string{"+49 40 5550 1187"}},
		{"number with another prefix", "0049 40 5550 1187", []string{"+49 40 5550 1187"}},
		{"number without spaces in wide digits", "＋４９４０５５５０１１８７", []string{"+49 40 5550 1187"}},
		{"figures in columns", "49 40\n55 50\n11 87\n49 40 5550", nil},
		{"part of a longer number", "494055501187999", nil},
		{"initials in a row", "A T and B C D", nil},
		{"a plural is no genitive", "tovils averys", nil},
	} {
		t.Run(c.name, func(t *testing.T) {
			var got []string
			for _, h := range check(t, "notes.txt", []byte(c.text)) {
				got = append(got, h.Identity.Text)
			}
			if strings.Join(got, "|") != strings.Join(c.want, "|") {
				t.Errorf("%q, want %q", got, c.want)
			}
		})
	}
}

// Files within files are read, with the place of each.
func TestWithin(t *testing.T) {
	var inner, outer, packed bytes.Buffer
	fill := func(b *bytes.Buffer, files map[string][]byte) []byte {
		z := zip.NewWriter(b)
		for n, data := range files {
			w, err := z.Create(n)
			if err == nil {
				_, err = w.Write(data)
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		z.SetComment("made for Li")
		z.Close()
		return b.Bytes()
	}
	g := gzip.NewWriter(&packed)
	fmt.Fprint(g, "Avery Tovil")
	g.Close()
	in := fill(&inner, map[string][]byte{"Søren Łukasz.txt": []byte("x\nMueller")})
	r := look(t, "all.zip", fill(&outer, map[string][]byte{"a/in.zip": in, "b.txt.gz": packed.Bytes(), "c.svg": []byte(`<svg><text>Mar<tspan>git Oel</tspan>schläger</text></svg>`), "d.bin": {0, 1, 2}, "e.png": []byte("\x89PNG\r\n\x1a\n")}))
	expect(t, r.Hits, "Mueller", "in.zip, [P10].txt, line 2")
	expect(t, r.Hits, "Søren Łukasz", "in.zip, the name of a file")
	expect(t, r.Hits, "Avery Tovil", "b.txt.gz, line 1")
	expect(t, r.Hits, "Margit Oelschläger", "c.svg, line 1")
	expect(t, r.Hits, "Li", "remarks of the archive")
	if len(r.Unread) != 2 || r.Clean() || r.Problem() == nil || !strings.Contains(r.Problem().Error(), "all.zip") {
		t.Errorf("unread: %+v", r.Unread)
	}
	for _, h := range r.Hits {
		if strings.Contains(h.Where, "Søren") {
			t.Errorf("a place names somebody: %s", h.Where)
		}
	}
}

// Web pages, drawings and data, with what hides in them.
func TestMarkup(t *testing.T) {
	picture := base64.StdEncoding.EncodeToString(append([]byte("\x89PNG\r\n\x1a\n"), chunk("tEXt", "Author\x00Li")...))
	page := "<html><head><meta name=author content='Søren Łukasz'><style>.x{}</style></head>\n<body><!-- for Mueller -->\n<p>Avery <b>To</b>vil<del>, Margit Oelschläger</del></p>\n<img src=\"data:image/png;base64," + picture + "\" alt=x></body></html>"
	r := look(t, "p.html", []byte(page))
	expect(t, r.Hits, "Søren Łukasz", "line 1")
	expect(t, r.Hits, "Mueller", "line 2")
	expect(t, r.Hits, "Avery Tovil", "line 3")
	expect(t, r.Hits, "Margit Oelschläger", "line 3, deleted text")
	expect(t, r.Hits, "Li", "an embedded picture")
	r = look(t, "d.json", []byte("{\"a\": [\"x\",\n \"Margit\\nOelschl\\u00e4ger\", 494055501187]}"))
	expect(t, r.Hits, "Margit Oelschläger", "line 2")
	expect(t, r.Hits, "+49 40 5550 1187", "line 2")
	if r.Kind != "json" || len(r.Looked) == 0 {
		t.Errorf("%+v", r)
	}
}

// chunk is a piece of a PNG; nobody looks at its sum.
func chunk(kind, body string) []byte {
	return append(append([]byte{0, 0, byte(len(body) >> 8), byte(len(body))}, kind+body...), 0, 0, 0, 0)
}

// write makes a PDF of objects, each a body or a stream.
func write(objects ...string) []byte {
	var b strings.Builder
	b.WriteString("%PDF-1.5\n")
	for _, o := range objects {
		b.WriteString(o + "\n")
	}
	return []byte(b.String())
}

func stream1(n int, dict, body string) string {
	return fmt.Sprintf("%d 0 obj <<%s /Length %d>> stream\n%s\nendstream endobj", n, dict, len(body), body)
}

func deflated(s string) string {
	var b bytes.Buffer
	z := zlib.NewWriter(&b)
	z.Write([]byte(s))
	z.Close()
	return b.String()
}

// PDFs by other hands: earlier versions, comments, fields, forms, encodings, packings.
func TestOtherPDFs(t *testing.T) {
	const pages = "1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj\n2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj\n5 0 obj <</Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding>> endobj"
	const page = "3 0 obj <</Type /Page /Parent 2 0 R /Contents 4 0 R /Resources <</Font <</F1 5 0 R>> /XObject <</X1 6 0 R>>>> /Annots [7 0 R]>> endobj"
	const end = "trailer <</Root 1 0 R>>"
	plain := stream1(4, "", "BT /F1 12 Tf 40 700 Td (Nobody here) Tj ET")
	for name, c := range map[string]struct {
		data        []byte
		text, where string
	}{
		"an earlier version":     {write(pages, page, stream1(4, "", "BT /F1 12 Tf 40 700 Td (for Avery Tovil) Tj ET"), end, plain, end), "Avery Tovil", "a part that no page shows"},
		"a comment":              {write(pages, page, plain, "7 0 obj <</Type /Annot /Subtype /Text /Rect [0 0 9 9] /Contents (ask Avery Tovil)>> endobj", end), "Avery Tovil", "a comment on page 1"},
		"a field":                {write(pages, page, plain, "7 0 obj <</Subtype /Widget /FT /Tx /Rect [0 0 9 9] /V <FEFF004D00FC006C006C00650072>>> endobj", end), "Mueller", "a form field on page 1"},
		"a form":                 {write(pages, page, stream1(4, "", "q /X1 Do Q BT /F1 9 Tf (Nobody) Tj ET"), stream1(6, "/Subtype /Form /Resources <</Font <</F1 5 0 R>>>>", "BT /F1 12 Tf (Avery ) Tj (Tovil) Tj ET"), end), "Avery Tovil", "page 1"},
		"next lines":             {write(pages, page, stream1(4, "", "BT /F1 12 Tf 14 TL 40 700 Td (with Avery) Tj (Tovil) ' ET"), end), "Avery Tovil", "page 1"},
		"set by single letters":  {write(pages, page, stream1(4, "", "BT /F1 12 Tf 40 700 Td [(A) -900 (v) -900 (e) -900 (r) -900 (y) -900 (T) -900 (o) -900 (v) -900 (i) -900 (l)] TJ ET"), end), "Avery Tovil", "page 1"},
		"another meaning":        {write(pages, page, stream1(4, "", "/Span <</ActualText (Avery Tovil)>> BDC BT /F1 9 Tf (Nobody) Tj ET EMC"), end), "Avery Tovil", "page 1"},
		"letters above ASCII":    {write(pages, page, stream1(4, "", "BT /F1 12 Tf (Margit Oelschl\xe4ger) Tj ET"), end), "Margit Oelschläger", "page 1"},
		"hexadecimal, deflated":  {write(pages, page, stream1(4, "/Filter [/AHx /FlateDecode]", fmt.Sprintf("%x>", deflated("BT /F1 12 Tf (Avery Tovil) Tj ET"))), end), "Avery Tovil", "page 1"},
		"run lengths":            {write(pages, page, stream1(4, "/Filter /RunLengthDecode", "\x1fBT /F1 12 Tf (Avery Tovil) Tj ET\x80"), end), "Avery Tovil", "page 1"},
		"names of glyphs":        {write(strings.Replace(pages, "/Encoding /WinAnsiEncoding", "/Encoding <</Differences [65 /L /i /space /adieresis]>>", 1), page, stream1(4, "", "BT /F1 12 Tf (AB) Tj ET"), end), "Li", "page 1"},
		"objects inside streams": {write(pages, page, plain, stream1(8, "/Type /ObjStm /N 1 /First 5 /Filter /FlateDecode", deflated("9 0  <</Title (Avery Tovil) /Parent 1 0 R>>")), end), "Avery Tovil", "bookmarks"},
		"a script":               {write(pages, page, plain, stream1(9, "", "app.alert('Avery Tovil')"), end), "Avery Tovil", "a part that no page shows, line 1"},
		"labels of pages":        {write(pages, page, plain, "9 0 obj <</Nums [0 <</P (Mueller-)>>]>> endobj", end), "Mueller", "page labels"},
	} {
		t.Run(name, func(t *testing.T) { expect(t, look(t, "x.pdf", c.data).Hits, c.text, c.where) })
	}
	blind := write(strings.Replace(pages, "/Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding", "/Subtype /Type0 /Encoding /Identity-H", 1), page, strings.Replace(plain, "ET", "ET BT /F2 9 Tf ET", 1), end)
	if _, err := Look(context.Background(), "x.pdf", blind, identities()); research.KindOf(err) != research.Unreadable {
		t.Errorf("letters that nobody can tell: %v", err)
	}
	two := strings.Replace(pages, "/Kids [3 0 R]", "/Kids [3 0 R 10 0 R]", 1)
	scan := write(two, page, plain, "10 0 obj <</Type /Page /Parent 2 0 R /Contents 11 0 R /Resources <</XObject <</I 12 0 R>>>>>> endobj", stream1(11, "", "q 500 0 0 700 0 0 cm /I Do Q"), stream1(12, "/Subtype /Image /Filter /DCTDecode", "\xff\xd8\xff\xe0"), end)
	if r := look(t, "x.pdf", scan); len(r.Unread) != 1 || r.Unread[0].Where != "page 2" || r.Clean() {
		t.Errorf("a page that is a picture: %+v", r.Unread)
	}
}

// The same PDF written anew by other programs, where they are there.
func TestRewrittenPDF(t *testing.T) {
	p := pack(t, func(p *gofpdf.Fpdf) {
		p.SetTitle("For Søren Łukasz", true)
		p.Text(40, 80, "with Margit Oel-")
		p.Text(40, 96, "schläger")
		p.AddPage()
		p.Text(40, 80, "and Avery Tovil")
		p.Bookmark("Mueller", 0, -1)
	})
	dir := t.TempDir()
	in := filepath.Join(dir, "in.pdf")
	if err := os.WriteFile(in, p, 0o600); err != nil {
		t.Fatal(err)
	}
	for name, args := range map[string][]string{
		"packed":     {"qpdf", "--object-streams=generate", "--recompress-flate", in, "OUT"},
		"linear":     {"qpdf", "--linearize", in, "OUT"},
		"readable":   {"qpdf", "--qdf", in, "OUT"},
		"drawn anew": {"gs", "-q", "-sDEVICE=pdfwrite", "-o", "OUT", in},
	} {
		t.Run(name, func(t *testing.T) {
			if _, err := exec.LookPath(args[0]); err != nil {
				t.Skip(args[0] + " is not installed")
			}
			out := filepath.Join(dir, name+".pdf")
			for i := range args {
				args[i] = strings.Replace(args[i], "OUT", out, 1)
			}
			if b, err := exec.Command(args[0], args[1:]...).CombinedOutput(); err != nil {
				t.Skipf("%s: %v %s", args[0], err, b)
			}
			b, err := os.ReadFile(out)
			if err != nil {
				t.Fatal(err)
			}
			r := look(t, "x.pdf", b)
			expect(t, r.Hits, "Margit Oelschläger", "page 1")
			expect(t, r.Hits, "Avery Tovil", "page 2")
			expect(t, r.Hits, "Mueller", "bookmarks")
			expect(t, r.Hits, "Søren Łukasz", "document properties")
		})
	}
}

// Documents whose parts are anything at all must come back too.
func FuzzParts(f *testing.F) {
	f.Add([]byte("<w:document><w:p><w:r><w:t>Li</w:t></w:r><w:del><w:delText>x</w:delText></w:del><w:tab/></w:p></w:document>"), "word/document.xml")
	f.Add([]byte("<worksheet><sheetData><row><c r='A1' t='s'><f>1</f><v>0</v></c></row></sheetData><headerFooter>&amp;LLi</headerFooter></worksheet>"), "xl/worksheets/sheet1.xml")
	f.Add([]byte("<sst><si><t>Li</t><rPh><t>x</t></rPh></si></sst>"), sharedStrings)
	f.Add([]byte("<Relationships><Relationship Id='a' Target='/xl/workbook.xml'/></Relationships>"), "xl/_rels/workbook.xml.rels")
	f.Add([]byte("<office:spreadsheet><table:table table:name='T'><table:table-row table:number-rows-repeated='3'><table:table-cell table:number-columns-repeated='9'/></table:table-row></table:table><text:p>Li"), "content.xml")
	f.Add([]byte("\x00\x01Li"), "xl/printerSettings/printerSettings1.bin")
	f.Fuzz(func(t *testing.T, data []byte, name string) {
		for _, kind := range []string{"xl/workbook.xml", "word/document.xml", "ppt/presentation.xml"} {
			k := &taken{ctx: context.Background(), left: 1 << 20, looked: map[string]int{}}
			k.readOffice(map[string][]byte{kind: []byte("<workbook><sheets><sheet name='S' r:id='a'/></sheets></workbook>"), name: data})
			for _, s := range k.streams {
				newMatcher(identities()).find(s)
			}
		}
		k := &taken{ctx: context.Background(), left: 1 << 20, looked: map[string]int{}}
		k.readODF(map[string][]byte{"mimetype": []byte("application/vnd.oasis.opendocument.text"), "content.xml": data, name: data})
	})
}

// Escapes that the end of the file cuts off.
func TestCutOff(t *testing.T) {
	for _, s := range []string{"%PDF-1.4\n1 0 obj<</A(x\\", "%PDF-1.4\n1 0 obj<</A<0", "%PDF-1.4\n1 0 obj<<", "%PDF-1.4\n1 0 obj<</A(x\\1", "{\\rtf1\\'", "{\\rtf1\\bin99999 x", "<a b=", "<a b='", "<", "<!--", "<![CDATA["} {
		_, _ = Check(context.Background(), "x", []byte(s), identities())
	}
}
