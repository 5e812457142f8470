package sheet

import (
	"fmt"
	"io"
	"strings"
	"time"

	"openloop/research"
)

// sheetReader reads one sheet of a workbook.
type sheetReader struct {
	*workbook
	sheet Sheet
	row   []Cell // of the row being read, reused
	texts arena
	cells slab
	rowNo int // from 1; 0 before the first
	col   int // of the next cell, from 0

	kind     byte // of the cell being read: the first letter of its type, 'i' for inline, 'f' for text of a formula
	style    int
	value    []byte
	inline   []byte
	inCell   bool
	inHint   bool
	formula  bool
	stored   bool // a value stands in the cell, be it an empty text
	open     bool // within a row
	finished bool

	before, size int64 // bytes unpacked before this sheet, and of it in all

	merges            []mergeRange
	noValue, errCells int
	full              int // first row with a cell as long as spreadsheets allow
}

// readSheet reads the cells of a sheet, then repeats merged values over their range.
func (w *workbook) readSheet(ref sheetRef) (*Sheet, error) {
	r := &sheetReader{workbook: w, sheet: Sheet{Name: ref.name, Hidden: ref.hidden}, before: w.unpacked, size: w.unpackedSize(ref.part)}
	err := w.each(ref.part, r.tag)
	if err == nil && !r.finished {
		err = io.ErrUnexpectedEOF
	}
	if err != nil {
		return nil, r.explainRow(err)
	}
	r.sheet.fillMerged(r.merges)
	r.sheet.Rows = trimRows(r.sheet.Rows)
	r.warn()
	return &r.sheet, nil
}

// explainRow says after which row the file breaks off, unless the error has its own sentence.
func (r *sheetReader) explainRow(err error) error {
	if strings.HasPrefix(err.Error(), "zip: checksum") || err == io.ErrUnexpectedEOF || strings.HasPrefix(err.Error(), "flate:") || err == errTokenTooLong {
		return research.Problemf(research.Damaged, "%s is damaged: its sheet “%s” breaks off after row %d. Copy or download the file again, or open and save it in a spreadsheet program.", r.r.file, r.sheet.Name, r.rowNo)
	}
	return err
}

// tag handles one tag of the sheet.
func (r *sheetReader) tag(m *markup) (bool, error) {
	switch {
	case m.is("row"):
		if err := r.startRow(m); err != nil {
			return true, err
		}
		return true, r.usualCells(m)
	case m.ends("row"):
		return true, r.endRow()
	case m.is("c"):
		return true, r.startCell(m)
	case m.ends("c"):
		if err := r.endCell(); err != nil {
			return true, err
		}
		return true, r.usualCells(m)
	case m.ends("v"):
		r.value, r.stored = append(r.value[:0], unescape(m.text)...), true
	case m.ends("t") && !r.inHint:
		r.inline = append(r.inline, unescape(m.text)...)
	case m.is("v"):
		r.stored = true
	case m.is("f"):
		r.formula = true
	case m.is("rPh"):
		r.inHint = !m.empty
	case m.ends("rPh"):
		r.inHint = false
	case m.is("col"):
		r.hideColumns(m)
	case m.is("mergeCell"):
		r.addMerge(m.attr("ref"))
	case m.ends("worksheet"), m.is("sheetData") && m.empty:
		r.finished = true
	}
	return true, nil
}

func (r *sheetReader) startRow(m *markup) error {
	n, ok := m.attrInt("r")
	if !ok || n < 1 {
		n = r.rowNo + 1
	}
	if n > r.r.limits.MaxRows {
		return research.Problemf(research.Invalid, "%s has more than %d rows in its sheet “%s”. Delete what is not needed, or split it into several files.", r.r.file, r.r.limits.MaxRows, r.sheet.Name)
	}
	r.rowNo, r.col, r.row, r.open = n, 0, r.row[:0], true
	if m.attrTrue("hidden") {
		if r.sheet.HiddenRows == nil {
			r.sheet.HiddenRows = map[int]bool{}
		}
		r.sheet.HiddenRows[n-1] = true
	}
	if m.empty {
		return r.endRow()
	}
	return nil
}

// endRow keeps the row at its place, whatever the order in which rows come.
func (r *sheetReader) endRow() error {
	if !r.open {
		return nil
	}
	r.open = false
	row := trimRow(r.row)
	if len(row) == 0 {
		return nil
	}
	if err := r.r.count(max(0, r.rowNo-len(r.sheet.Rows)-1)); err != nil {
		return err
	}
	r.makeRoom()
	for len(r.sheet.Rows) < r.rowNo {
		r.sheet.Rows = append(r.sheet.Rows, nil)
	}
	r.sheet.Rows[r.rowNo-1] = r.cells.keep(row)
	return nil
}

// makeRoom takes memory for as many rows as the sheet will have if it goes on as it began: growing bit by bit would
// leave several times as much behind.
func (r *sheetReader) makeRoom() {
	n, done := len(r.sheet.Rows), r.unpacked-r.before
	if n < 1000 || n < cap(r.sheet.Rows) || done <= 0 || done >= r.size {
		return
	}
	expected := int(float64(n) * float64(r.size) / float64(done) * 1.03)
	rows := make([][]Cell, n, min(max(expected, n+n/4), r.r.limits.MaxRows)+1)
	copy(rows, r.sheet.Rows)
	r.sheet.Rows = rows
}

func (r *sheetReader) startCell(m *markup) error {
	if ref := m.attr("r"); ref != nil {
		if col, _, ok := parseRef(ref); ok {
			r.col = col
		}
	}
	if r.col >= r.r.limits.MaxCols {
		return r.tooWide()
	}
	r.kind = kindOf(m.attr("t"))
	r.style, _ = m.attrInt("s")
	r.value, r.inline, r.formula, r.stored, r.inHint = r.value[:0], r.inline[:0], false, false, false
	if r.inCell = !m.empty; m.empty {
		r.col++
	}
	return nil
}

func (r *sheetReader) tooWide() error {
	return research.Problemf(research.Invalid, "%s has more than %d columns in row %d of its sheet “%s”. Delete the columns that are not needed.", r.r.file, r.r.limits.MaxCols, r.rowNo, r.sheet.Name)
}

// kindOf is the letter for a type of cell.
func kindOf(t []byte) byte {
	switch string(t) {
	case "":
		return 'n'
	case "inlineStr":
		return 'i'
	case "str":
		return 'f'
	}
	return t[0]
}

// endCell puts the cell in its column.
func (r *sheetReader) endCell() error {
	if !r.inCell {
		return nil
	}
	r.inCell = false
	words := r.value
	if r.kind == 'i' && len(r.inline) > 0 {
		words = r.inline
	}
	c := r.cell(r.kind, r.style, words)
	if c.Text == "" && r.formula && !r.stored {
		r.noValue++
	}
	return r.put(c)
}

// put puts a cell in the next column.
func (r *sheetReader) put(c Cell) error {
	col := r.col
	r.col++
	if c.Text == "" || !r.open {
		return nil
	}
	if len(c.Text) >= maxCellText && r.full == 0 && len([]rune(c.Text)) >= maxCellText {
		r.full = r.rowNo
	}
	before := len(r.row)
	for len(r.row) < col {
		r.row = append(r.row, Cell{})
	}
	if col < len(r.row) {
		r.row[col] = c
		return nil
	}
	r.row = append(r.row, c)
	return r.r.count(len(r.row) - before)
}

// maxCellText is how many characters a cell of a workbook holds: programs cut longer text in silence.
const maxCellText = 32767

// cell is what a cell shows, of its letter for its type, style and value.
func (r *sheetReader) cell(kind byte, style int, value []byte) Cell {
	switch kind {
	case 's':
		if i, ok := number(trimSpace(value)); ok {
			text, _ := r.shared.text(i)
			return Cell{Text: text}
		}
		return Cell{}
	case 'i', 'f':
		return Cell{Text: r.texts.clean(value)}
	case 'b':
		return Cell{Text: boolText(string(trimSpace(value)))}
	case 'e':
		r.errCells++
		return Cell{}
	case 'd':
		return isoCell(string(trimSpace(value)))
	}
	if len(value) == 0 {
		return Cell{}
	}
	var f format
	if style < len(r.formats) {
		f = r.formats[style]
	}
	if f == (format{}) && len(value) <= 15 && wholeNumber(value) {
		return Cell{Text: r.texts.keep(value), Number: true}
	}
	c := r.numeric(string(value), f)
	c.Text = r.texts.keep([]byte(c.Text))
	return c
}

// wholeNumber says whether a value is digits alone, as most numbers are.
func wholeNumber(b []byte) bool {
	for _, c := range b {
		if c < '0' || c > '9' {
			return false
		}
	}
	return true
}

// clean is a text of a workbook as it is kept.
func (a *arena) clean(b []byte) string {
	if plainText(b) {
		return a.keep(b)
	}
	return cellText(b)
}

// plainText says that a text is kept as it stands: ASCII without control characters, and without the _x000D_ of
// workbooks.
func plainText(b []byte) bool {
	for i, c := range b {
		if c < ' ' && c != '\n' && c != '\t' || c >= 0x7f || c == '_' && i+1 < len(b) && b[i+1] == 'x' {
			return false
		}
	}
	return true
}

func trimSpace(b []byte) []byte {
	for len(b) > 0 && b[0] <= ' ' {
		b = b[1:]
	}
	for len(b) > 0 && b[len(b)-1] <= ' ' {
		b = b[:len(b)-1]
	}
	return b
}

func boolText(v string) string {
	switch v {
	case "1", "true":
		return "TRUE"
	case "0", "false":
		return "FALSE"
	}
	return ""
}

// isoCell is a cell that spells its date out, as strict workbooks do.
func isoCell(v string) Cell {
	for _, layout := range []string{time.DateOnly, "2006-01-02T15:04:05", "2006-01-02T15:04:05.999999999", time.RFC3339} {
		if t, err := time.Parse(layout, v); err == nil {
			return dateCell(t.Truncate(time.Second))
		}
	}
	return Cell{Text: cleanText(v)}
}

// cellText cleans a text and resolves the _x000D_ by which workbooks write control characters.
func cellText(b []byte) string {
	s := string(b)
	for i := 0; ; {
		j := strings.Index(s[i:], "_x")
		if j < 0 || i+j+7 > len(s) {
			return cleanText(s)
		}
		i += j
		if c, ok := hex4(s[i+2 : i+6]); ok && s[i+6] == '_' {
			s = s[:i] + string(c) + s[i+7:]
		}
		i++
	}
}

func hex4(s string) (rune, bool) {
	var c rune
	if _, err := fmt.Sscanf(s, "%04x", &c); err != nil || strings.Trim(s, "0123456789abcdefABCDEF") != "" {
		return 0, false
	}
	return c, true
}

// warn says what was read with doubt.
func (r *sheetReader) warn() {
	r.sheet.warnHidden()
	r.sheet.say(r.noValue, "One formula has no stored result and counts as blank: open the file in a spreadsheet program and save it.",
		"%d formulas have no stored result and count as blank: open the file in a spreadsheet program and save it.")
	r.sheet.say(r.errCells, "One cell shows an error such as #REF! and counts as blank.", "%d cells show an error such as #REF! and count as blank.")
	if r.full > 0 {
		r.sheet.Warnings = append(r.sheet.Warnings, fmt.Sprintf("Row %d holds a cell of 32,767 characters, the most a spreadsheet keeps: its end may be missing.", r.full))
	}
}

// warnHidden says how many rows of data nobody sees on opening the sheet.
func (s *Sheet) warnHidden() {
	hidden := 0
	for i := range s.HiddenRows {
		if i < len(s.Rows) && len(s.Rows[i]) > 0 {
			hidden++
		}
	}
	s.say(hidden, "One row is hidden in the sheet; it was read too.", "%d rows are hidden in the sheet, perhaps by a filter; they were read too.")
}

// say warns of what happened once or more.
func (s *Sheet) say(n int, one, many string) {
	if n == 1 {
		s.Warnings = append(s.Warnings, one)
	} else if n > 1 {
		s.Warnings = append(s.Warnings, fmt.Sprintf(many, n))
	}
}
