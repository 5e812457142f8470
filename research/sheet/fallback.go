package sheet

import (
	"bytes"
	"errors"
	"fmt"

	"github.com/xuri/excelize/v2"

	"openloop/research"
)

// errOther is a workbook that is written in a way this package does not read: another encoding than Unicode, or
// sheets that are not where they should be.
var errOther = errors.New("written in an unusual way")

// maxOther is how much such a workbook may unpack to: the library takes many times as much memory.
const maxOther = 24 << 20

// readOther reads such a workbook by a library, which is slow and large but knows more ways. It answers why it is
// not read either.
func (p *pack) readOther() (*Book, error) {
	r := p.r
	none := research.Problemf(research.Damaged, "%s holds no sheet that can be read. Open it in a spreadsheet program and save it again as .xlsx.", r.file)
	total := uint64(0)
	for _, f := range p.parts {
		if total += min(f.UncompressedSize64, 1<<40); total > maxOther {
			return nil, none
		}
	}
	book, err := r.library()
	if err != nil || book.blank() {
		return nil, none
	}
	return book, nil
}

// library reads with a library, which may fall over what it does not expect. The limits keep it from writing
// temporary files.
func (r *reader) library() (book *Book, err error) {
	defer func() {
		if e := recover(); e != nil {
			book, err = nil, fmt.Errorf("the library fell over the workbook")
		}
	}()
	f, err := excelize.OpenReader(bytes.NewReader(r.data), excelize.Options{UnzipSizeLimit: maxOther, UnzipXMLSizeLimit: maxOther})
	if err != nil {
		return nil, err
	}
	defer func() { _ = f.Close() }() // in memory: nothing to lose
	book = &Book{File: r.file, Format: "xlsx"}
	for _, name := range f.GetSheetList() {
		s, err := r.librarySheet(f, name)
		if err != nil {
			return nil, err
		}
		book.Sheets = append(book.Sheets, *s)
	}
	return book, nil
}

// librarySheet is a sheet as the library reads it: dates are as the workbook shows them.
func (r *reader) librarySheet(f *excelize.File, name string) (*Sheet, error) {
	rows, err := f.GetRows(name)
	if err != nil {
		return nil, err
	}
	visible, err := f.GetSheetVisible(name)
	s := &Sheet{Name: cleanText(name), Hidden: err == nil && !visible}
	if len(rows) > r.limits.MaxRows {
		return nil, errOther
	}
	for _, texts := range rows {
		row := make([]Cell, len(texts))
		for i, t := range texts {
			row[i].Text = cleanText(t)
		}
		row = trimRow(row)
		if err := r.count(len(row)); err != nil {
			return nil, err
		}
		s.Rows = append(s.Rows, row)
	}
	s.Rows = trimRows(s.Rows)
	s.Warnings = append(s.Warnings, "The workbook is written in an unusual way and was read by a slower road. Look whether dates and numbers are as they should be.")
	return s, r.ctx.Err()
}
