package command

import (
	"archive/zip"
	"bufio"
	"bytes"
	"fmt"
	"io"
)

// The parts of a workbook that every reader asks for.
const (
	sheetTypes = `<?xml version="1.0" encoding="UTF-8"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/></Types>`
	sheetRoot  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="xl/workbook.xml"/></Relationships>`
	sheetBook  = `<?xml version="1.0" encoding="UTF-8"?><workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets><sheet name="Large" sheetId="1" r:id="r1"/></sheets></workbook>`
	sheetRels  = `<?xml version="1.0" encoding="UTF-8"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`
	sheetHead  = `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>`
	sheetFoot  = `</sheetData></worksheet>`
)

// largeSheet makes a workbook of numbers and words in memory.
func largeSheet(rows, columns int) ([]byte, error) {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, part := range [][2]string{{"[Content_Types].xml", sheetTypes}, {"_rels/.rels", sheetRoot}, {"xl/workbook.xml", sheetBook}, {"xl/_rels/workbook.xml.rels", sheetRels}} {
		w, err := z.Create(part[0])
		if err != nil {
			return nil, err
		}
		if _, err := io.WriteString(w, part[1]); err != nil {
			return nil, err
		}
	}
	w, err := z.Create("xl/worksheets/sheet1.xml")
	if err != nil {
		return nil, err
	}
	if err := writeRows(bufio.NewWriter(w), rows, columns); err != nil {
		return nil, err
	}
	err = z.Close()
	return b.Bytes(), err
}

func writeRows(w *bufio.Writer, rows, columns int) error {
	w.WriteString(sheetHead)
	for r := range rows {
		fmt.Fprintf(w, `<row r="%d">`, r+1)
		for c := range columns {
			at := string(rune('A' + c%26))
			if c%3 == 0 {
				fmt.Fprintf(w, `<c r="%s%d"><v>%d</v></c>`, at, r+1, r*c)
			} else {
				fmt.Fprintf(w, `<c r="%s%d" t="inlineStr"><is><t>answer %d of row %d</t></is></c>`, at, r+1, c, r)
			}
		}
		w.WriteString("</row>")
	}
	w.WriteString(sheetFoot)
	return w.Flush()
}
