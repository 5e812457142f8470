package sheet

import (
	"bytes"
	"io"
	"math"
	"strconv"
	"strings"

	"openloop/research"
)

// odsReader reads the sheets of an OpenDocument spreadsheet from its one part of content.
type odsReader struct {
	*pack
	book  *Book
	sheet *Sheet // being read, nil between sheets

	row        []Cell
	rowRepeat  int // how often the row stands in the sheet
	rowHidden  bool
	blankRows  int // seen since the last filled row
	cellRepeat int
	kind       string // of the cell being read
	value      string
	text       []byte
	paragraphs int
	inText     int // depth of paragraphs
	inNote     int // depth of comments
	spanDown   int
	spanRight  int
	merges     []mergeRange
	finished   bool
}

// readODS reads an OpenDocument spreadsheet.
func (p *pack) readODS() (*Book, error) {
	locked := false
	err := p.each("META-INF/manifest.xml", func(m *markup) (bool, error) {
		locked = locked || m.is("encryption-data")
		return true, nil
	})
	if err != nil {
		return nil, err
	}
	if locked {
		return nil, research.Problemf(research.Unreadable, "%s is protected with a password, which OpenDocument files cannot be opened with here. Open it in its program, save it without a password and import it again.", p.r.file)
	}
	if f, ok := p.parts["content.xml"]; ok {
		p.expected = int64(min(f.UncompressedSize64, 1<<40))
	}
	o := &odsReader{pack: p, book: &Book{File: p.r.file, Format: "ods"}}
	if err := p.each("content.xml", o.tag); err != nil {
		return nil, err
	}
	if !o.finished {
		return nil, io.ErrUnexpectedEOF
	}
	return o.book, nil
}

// tag handles one tag of the content.
func (o *odsReader) tag(m *markup) (bool, error) {
	if o.inText > 0 && o.inNote == 0 {
		o.text = append(o.text, strings.Map(oneSpace, string(unescape(m.text)))...)
	}
	switch {
	case m.is("table") && !m.empty && o.sheet == nil:
		o.sheet = &Sheet{Name: cleanText(m.attrText("table:name"))}
		o.merges, o.blankRows = nil, 0
	case m.ends("table"):
		o.endSheet()
	case m.ends("document-content"):
		o.finished = true
	case o.sheet == nil:
	case m.is("table-row"):
		return true, o.startRow(m)
	case m.ends("table-row"):
		return true, o.endRow()
	case m.is("table-cell"), m.is("covered-table-cell"):
		return true, o.startCell(m)
	case m.ends("table-cell"), m.ends("covered-table-cell"):
		return true, o.endCell()
	default:
		o.inCell(m)
	}
	return true, nil
}

// oneSpace makes line ends and tabs of the markup the spaces they stand for.
func oneSpace(c rune) rune {
	if c == '\n' || c == '\r' || c == '\t' {
		return ' '
	}
	return c
}

// inCell handles the text of a cell; comments are left out.
func (o *odsReader) inCell(m *markup) {
	switch {
	case m.is("annotation") && !m.empty:
		o.inNote++
	case m.ends("annotation"):
		o.inNote--
	case o.inNote > 0:
	case m.is("p") || m.is("h"):
		if o.paragraphs++; o.paragraphs > 1 {
			o.text = append(o.text, '\n')
		}
		if !m.empty {
			o.inText++
		}
	case m.ends("p") || m.ends("h"):
		o.inText = max(0, o.inText-1)
	case m.is("s"):
		n, ok := number(m.attr("text:c"))
		if !ok {
			n = 1
		}
		o.text = append(o.text, strings.Repeat(" ", min(n, 1000))...)
	case m.is("tab"):
		o.text = append(o.text, '\t')
	case m.is("line-break"):
		o.text = append(o.text, '\n')
	}
}

// repeat is how often a row or cell stands in a row, at least once.
func (m *markup) repeat(attr string) int {
	if n, ok := number(m.attr(attr)); ok && n > 1 {
		return n
	}
	return 1
}

func (o *odsReader) startRow(m *markup) error {
	o.row, o.rowRepeat = o.row[:0], m.repeat("table:number-rows-repeated")
	v := string(m.attr("table:visibility"))
	o.rowHidden = v == "collapse" || v == "filter"
	if m.empty {
		return o.endRow()
	}
	return nil
}

// endRow keeps the row as often as it stands there. Blank rows only count once a filled one follows:
// sheets end in a million of them.
func (o *odsReader) endRow() error {
	row := trimRow(o.row)
	if len(row) == 0 {
		o.blankRows += o.rowRepeat
		return nil
	}
	s := o.sheet
	if len(s.Rows)+o.blankRows+o.rowRepeat > o.r.limits.MaxRows {
		return research.Problemf(research.Invalid, "%s has more than %d rows in its sheet “%s”. Delete what is not needed, or split it into several files.", o.r.file, o.r.limits.MaxRows, s.Name)
	}
	if err := o.r.count(o.blankRows + o.rowRepeat*len(row)); err != nil {
		return err
	}
	s.Rows = append(s.Rows, make([][]Cell, o.blankRows)...)
	o.blankRows = 0
	for range o.rowRepeat {
		if o.rowHidden {
			if s.HiddenRows == nil {
				s.HiddenRows = map[int]bool{}
			}
			s.HiddenRows[len(s.Rows)] = true
		}
		s.Rows = append(s.Rows, append([]Cell(nil), row...))
	}
	return nil
}

func (o *odsReader) startCell(m *markup) error {
	o.cellRepeat = m.repeat("table:number-columns-repeated")
	o.kind, o.text, o.paragraphs, o.inText, o.inNote = string(m.attr("office:value-type")), o.text[:0], 0, 0, 0
	o.spanDown, o.spanRight = m.repeat("table:number-rows-spanned"), m.repeat("table:number-columns-spanned")
	for _, a := range []string{"office:value", "office:date-value", "office:time-value", "office:boolean-value", "office:string-value"} {
		if o.value = m.attrText(a); o.value != "" {
			break
		}
	}
	if m.empty {
		return o.endCell()
	}
	return nil
}

// endCell puts the cell in the row, blank ones only where a filled one follows within the limits.
func (o *odsReader) endCell() error {
	c := o.cell()
	if c.Text == "" && len(o.row)+o.cellRepeat > o.r.limits.MaxCols {
		return nil
	}
	if len(o.row)+o.cellRepeat > o.r.limits.MaxCols {
		return research.Problemf(research.Invalid, "%s has more than %d columns in its sheet “%s”. Delete the columns that are not needed.", o.r.file, o.r.limits.MaxCols, o.sheet.Name)
	}
	if (o.spanDown > 1 || o.spanRight > 1) && len(o.merges) < maxMerges {
		top, left := len(o.sheet.Rows)+o.blankRows, len(o.row)
		o.merges = append(o.merges, mergeRange{top, left, top + o.spanDown - 1, left + o.spanRight - 1})
	}
	for range o.cellRepeat {
		o.row = append(o.row, c)
	}
	return nil
}

// cell is what the cell just read shows.
func (o *odsReader) cell() Cell {
	text := cleanText(string(bytes.TrimRight(o.text, "\n")))
	switch o.kind {
	case "float", "percentage", "currency":
		if v, err := strconv.ParseFloat(o.value, 64); err == nil && !math.IsInf(v, 0) && !math.IsNaN(v) {
			return Cell{Text: plainNumber(o.value, v), Number: true}
		}
	case "date":
		return isoCell(o.value)
	case "boolean":
		return Cell{Text: boolText(o.value)}
	case "time":
		if clock := clockText(o.value); clock != "" {
			return Cell{Text: clock}
		}
	case "":
		if strings.HasPrefix(text, "#") || strings.HasPrefix(text, "Err:") {
			return Cell{} // an error of a formula
		}
	}
	if text == "" {
		text = cleanText(o.value)
	}
	return Cell{Text: text}
}

// clockText reads a time of day written "PT08H30M00S".
func clockText(v string) string {
	s := strings.NewReplacer("PT", "", "H", ":", "M", ":", "S", "").Replace(v)
	if len(s) != 8 || strings.Trim(s, "0123456789:") != "" {
		return ""
	}
	return s
}

// endSheet keeps the sheet that was read.
func (o *odsReader) endSheet() {
	if o.sheet == nil {
		return
	}
	o.sheet.fillMerged(o.merges)
	o.sheet.Rows = trimRows(o.sheet.Rows)
	o.sheet.warnHidden()
	o.book.Sheets = append(o.book.Sheets, *o.sheet)
	o.sheet = nil
}
