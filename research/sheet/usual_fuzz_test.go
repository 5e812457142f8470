package sheet

import (
	"archive/zip"
	"bytes"
	"testing"
)

// FuzzUsualCells reads any sheet at one look and tag by tag: both must come to the same.
func FuzzUsualCells(f *testing.F) {
	for _, s := range []string{
		`<row r="1"><c r="A1"><v>1</v></c><c r="B1" t="s" s="1"><v>0</v></c><c r="C1" t="inlineStr"><is><t xml:space="preserve"> a &amp; b_x000D_</t></is></c></row>`,
		`<row><c t="b"><v>1</v></c><c/><c t="str"><f>A1</f><v>x</v></c><c r="AB1" s="2"><v>46093.5</v></c><!-- x --></row><row r="9"><c r="a9"><v>-1e3</v></c></row>`,
		`<row r="1"><c r="A1" t="e"><v>#N/A</v></c><c r='B1'><v>2</v></c><c r="XFE1"><v>3</v></c></row>`,
		`<x:row r="1"><x:c r="A1"><x:v>1</x:v></x:c></x:row><mergeCell ref="A1:B2"/>`,
	} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, rows []byte) {
		var b bytes.Buffer
		z := zip.NewWriter(&b)
		for name, text := range map[string]string{
			"_rels/.rels":                `<Relationships><Relationship Id="r1" Type="x/officeDocument" Target="xl/workbook.xml"/></Relationships>`,
			"xl/workbook.xml":            `<workbook><sheets><sheet name="One" r:id="r1"/></sheets></workbook>`,
			"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="r1" Type="x/worksheet" Target="s.xml"/><Relationship Id="r2" Type="x/sharedStrings" Target="t.xml"/><Relationship Id="r3" Type="x/styles" Target="y.xml"/></Relationships>`,
			"xl/t.xml":                   `<sst uniqueCount="2"><si><t>one</t></si><si><r><t>t</t></r><r><t>wo</t></r></si></sst>`,
			"xl/y.xml":                   `<styleSheet><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
			"xl/s.xml":                   `<worksheet><sheetData>` + string(rows) + `</sheetData></worksheet>`,
		} {
			w, err := z.Create(name)
			if err == nil {
				_, err = w.Write([]byte(text))
			}
			if err != nil {
				t.Fatal(err)
			}
		}
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		bothWays(t, "fuzzed.xlsx", b.Bytes())
	})
}
