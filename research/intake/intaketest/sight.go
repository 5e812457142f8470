package intaketest

import (
	"archive/zip"
	"bytes"
	"encoding/xml"
	"fmt"
	"path/filepath"
	"strings"
	"time"
)

// Sight is one file as a team has it, written without a look at how headings are read, with what should come out of it.
//
// Its sheets are written as text, a row a line and cells by " | ". A line "== Name" begins a sheet; "@2026-03-12" is a
// cell that holds a date, "#12.5" one that holds a number, "\n" a line within a cell.
type Sight struct {
	Name, File string
	Comma      rune   // of a text table, ',' where 0
	Encoding   string // of a text table: "", "bom", "latin1", "utf-16"
	Text       string

	Interviews, Answers, Codings, Deals, Campaigns, Members, Notes int

	Refused int // rows that say nothing of their own, such as totals that are listed
	// Cols is what columns mean: "Heading=field/other field; …", of the first sheet, or "Sheet!Heading=field". What
	// stands in columns of identity is looked for in the study.
	Cols     string
	Outcomes string   // of the interviews in turn, else of the deals: "won lost -"
	Dates    string   // of the interviews in turn: "2026-03-12 -"; of deals when they were closed
	Codes    string   // of the codings in turn
	Keys     string   // of the interviews in turn, by " ; "
	Hidden   []string // identities that stand in other columns
	Asks     bool     // a person should be asked: nobody could tell from the file alone
}

// identity are the fields whose cells go to the vault.
var identity = map[string]bool{"name": true, "first_name": true, "last_name": true, "email": true, "phone": true, "organisation": true, "deal": true, "owner": true, "contact": true}

// Tabs are the sheets.
func (s Sight) Tabs() []Tab {
	var out []Tab
	for _, line := range strings.Split(strings.Trim(s.Text, "\n"), "\n") {
		if name, ok := strings.CutPrefix(line, "== "); ok {
			out = append(out, Tab{Name: name})
			continue
		}
		if len(out) == 0 {
			out = append(out, Tab{Name: "Sheet1"})
		}
		var row []any
		for _, cell := range strings.Split(line, "|") {
			row = append(row, typed(strings.TrimSpace(cell)))
		}
		t := &out[len(out)-1]
		t.Rows = append(t.Rows, row)
	}
	return out
}

func typed(cell string) any {
	if cell == "" {
		return nil
	}
	if d, err := time.Parse("@"+time.DateOnly, cell); err == nil {
		return d
	}
	var n float64
	if rest, ok := strings.CutPrefix(cell, "#"); ok {
		if _, err := fmt.Sscanf(rest, "%g", &n); err == nil {
			return n
		}
	}
	return strings.ReplaceAll(cell, `\n`, "\n")
}

// Data is the file's bytes.
func (s Sight) Data(write Workbook) ([]byte, error) {
	switch filepath.Ext(s.File) {
	case ".xlsx":
		return write(s.Tabs())
	case ".ods":
		return openDocument(s.Tabs())
	}
	l := Layout{text: true, comma: s.Comma, encoding: s.Encoding, Tabs: s.Tabs()}
	if l.comma == 0 {
		l.comma = ','
	}
	data, err := l.Data(write)
	if s.Encoding == "latin1" { // what Windows-1252 has and Latin-1 has not
		data = bytes.ReplaceAll(data, []byte{'?', '?'}, []byte{0x80})
	}
	return data, err
}

// Means is what columns should mean: by "Sheet!Heading", with the sheet "" for the first one.
func (s Sight) Means() map[[2]string][]string {
	out := map[[2]string][]string{}
	for _, item := range strings.Split(s.Cols, ";") {
		head, fields, ok := strings.Cut(strings.TrimSpace(item), "=")
		if !ok {
			continue
		}
		tab := ""
		if t, h, ok := strings.Cut(head, "!"); ok {
			tab, head = t, h
		}
		out[[2]string{tab, head}] = strings.Split(fields, "/")
	}
	return out
}

// Identities are the people, companies and addresses in the file: whatever stands in columns that should go to the
// vault, and Hidden.
func (s Sight) Identities() []string {
	out := append([]string(nil), s.Hidden...)
	for i, t := range s.Tabs() {
		for head, fields := range s.Means() {
			if !identity[fields[0]] || head[0] != "" && head[0] != t.Name || head[0] == "" && i > 0 && !strings.Contains(s.Cols, t.Name+"!") && !t.has(head[1]) {
				continue
			}
			out = append(out, t.below(head[1])...)
		}
	}
	return out
}

func (t Tab) has(head string) bool { r, _ := t.find(head); return r >= 0 }

func (t Tab) find(head string) (row, col int) {
	for r, row := range t.Rows {
		for c, v := range row {
			if v == head {
				return r, c
			}
		}
	}
	return -1, -1
}

// below are the cells under a heading.
func (t Tab) below(head string) (out []string) {
	r, c := t.find(head)
	if r < 0 {
		return nil
	}
	for _, row := range t.Rows[r+1:] {
		if c < len(row) {
			for _, part := range strings.FieldsFunc(asText(row[c]), func(r rune) bool { return r == ';' || r == '\n' }) {
				if part = strings.TrimSpace(part); len([]rune(part)) > 4 && !strings.HasPrefix(part, "{") {
					out = append(out, part)
				}
			}
		}
	}
	return out
}

// openDocument writes tabs as an .ods file.
func openDocument(tabs []Tab) ([]byte, error) {
	var x strings.Builder
	x.WriteString(`<?xml version="1.0"?><office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:spreadsheet>`)
	for _, t := range tabs {
		fmt.Fprintf(&x, `<table:table table:name="%s">`, t.Name)
		for _, row := range t.Rows {
			x.WriteString("<table:table-row>")
			for _, v := range row {
				cell(&x, v)
			}
			x.WriteString("</table:table-row>")
		}
		x.WriteString("</table:table>")
	}
	x.WriteString("</office:spreadsheet></office:body></office:document-content>")
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, f := range [][2]string{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", x.String()}} {
		w, err := z.Create(f[0])
		if err != nil {
			return nil, err
		}
		if _, err := w.Write([]byte(f[1])); err != nil {
			return nil, err
		}
	}
	err := z.Close()
	return b.Bytes(), err
}

func cell(x *strings.Builder, v any) {
	switch v := v.(type) {
	case nil:
		x.WriteString("<table:table-cell/>")
	case time.Time:
		fmt.Fprintf(x, `<table:table-cell office:value-type="date" office:date-value="%s"><text:p>%s</text:p></table:table-cell>`, v.Format(time.DateOnly), v.Format("02.01.06"))
	case float64:
		fmt.Fprintf(x, `<table:table-cell office:value-type="float" office:value="%g"><text:p>%g</text:p></table:table-cell>`, v, v)
	case string:
		x.WriteString(`<table:table-cell office:value-type="string"><text:p>`)
		xml.EscapeText(x, []byte(v))
		x.WriteString("</text:p></table:table-cell>")
	}
}

// Sights are all of them.
func Sights() []Sight {
	var out []Sight
	for _, group := range [][]Sight{sightTrackers(), sightTools(), sightSurveys(), sightCodings(), sightCRM(), sightMixed(), sightLater()} {
		out = append(out, group...)
	}
	return out
}
