package sheet

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"

	"openloop/research"
)

// Options bound what one file may hold. A zero field stands for its default.
type Options struct {
	MaxRows  int    // rows of a sheet
	MaxCols  int    // columns of a sheet
	MaxCells int    // cells of the whole file, the blank ones between others included
	MaxBytes int64  // of the file once unpacked
	Password string // opens a workbook that is encrypted as a whole; "" where there is none
}

// Defaults are the limits of spreadsheet programs (rows, columns) and of a laptop's memory: 16 million
// cells are about 800 MB.
func Defaults() Options {
	return Options{MaxRows: 1 << 20, MaxCols: 1 << 14, MaxCells: 16 << 20, MaxBytes: 1 << 30}
}

// filled replaces zero fields by their defaults.
func (o Options) filled() Options {
	d := Defaults()
	d.Password = o.Password
	if o.MaxRows > 0 {
		d.MaxRows = o.MaxRows
	}
	if o.MaxCols > 0 {
		d.MaxCols = o.MaxCols
	}
	if o.MaxCells > 0 {
		d.MaxCells = o.MaxCells
	}
	if o.MaxBytes > 0 {
		d.MaxBytes = o.MaxBytes
	}
	return d
}

// Read reads a spreadsheet under the default limits. name only says which file a Problem or the Book
// is about: the kind is told by content. progress, when not nil, is called now and then with how much
// is done out of how much.
func Read(ctx context.Context, name string, data []byte, progress func(done, total int)) (*Book, error) {
	return ReadLimited(ctx, name, data, Options{}, progress)
}

// ReadLimited is Read under limits of one's own.
func ReadLimited(ctx context.Context, name string, data []byte, o Options, progress func(done, total int)) (*Book, error) {
	r := &reader{ctx: ctx, file: baseName(name), data: data, limits: o.filled(), progress: progress}
	book, err := r.read()
	if err != nil {
		return nil, r.explain(err)
	}
	if book.blank() {
		return nil, research.Problemf(research.Invalid, "%s is empty: there is not one filled cell in it. Check that it was saved and is the right file.", r.file)
	}
	return book, nil
}

// baseName is the last part of a path of any system.
func baseName(name string) string {
	name = cleanText(name)
	if i := strings.LastIndexAny(name, `/\`); i >= 0 {
		name = name[i+1:]
	}
	if name == "" {
		return "The file"
	}
	return name
}

// reader holds what the steps of reading one file share.
type reader struct {
	ctx      context.Context
	file     string
	data     []byte
	limits   Options
	progress func(done, total int)

	cells  int  // so far, in all sheets
	slowly bool // tag by tag, as tests do to compare
}

// read tells the kind of file by its first bytes.
func (r *reader) read() (*Book, error) {
	if len(r.data) == 0 {
		return nil, research.Problemf(research.Invalid, "%s is empty (0 bytes). Save or download it again.", r.file)
	}
	if r.encrypted() {
		return r.locked()
	}
	if p := r.foreign(); p != nil {
		return nil, p
	}
	if bytes.HasPrefix(r.data, []byte("PK\x03\x04")) || bytes.HasPrefix(r.data, []byte("PK\x05\x06")) {
		return r.readZip()
	}
	return r.readText()
}

// explain turns what went wrong below into the sentence for the window. Cancelling stays as it is.
func (r *reader) explain(err error) error {
	var p *research.Problem
	if errors.As(err, &p) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	return &research.Problem{Kind: research.Damaged, Err: err,
		Say: r.file + " is damaged and cannot be read. Open it in a spreadsheet program, save it again as .xlsx and import that."}
}

// count adds cells and refuses what would not fit in memory.
func (r *reader) count(n int) error {
	if r.cells += n; r.cells > r.limits.MaxCells {
		return research.Problemf(research.Invalid, "%s holds more than %d cells, blank ones between others included. Delete what is not needed, or split it into several files.", r.file, r.limits.MaxCells)
	}
	return nil
}

// tell reports progress.
func (r *reader) tell(done, total int) {
	if r.progress != nil {
		r.progress(min(done, total), total)
	}
}

// blank says that no sheet holds anything.
func (b *Book) blank() bool {
	for i := range b.Sheets {
		if len(b.Sheets[i].Rows) > 0 {
			return false
		}
	}
	return true
}

// stem is a file name without its extension: the name of a text file's only sheet.
func stem(file string) string { return strings.TrimSuffix(file, filepath.Ext(file)) }

// trimRow cuts blank cells off the end of a row.
func trimRow(row []Cell) []Cell {
	for len(row) > 0 && row[len(row)-1].Text == "" {
		row = row[:len(row)-1]
	}
	return row
}

// trimRows cuts blank rows off the end of a sheet.
func trimRows(rows [][]Cell) [][]Cell {
	for len(rows) > 0 && len(rows[len(rows)-1]) == 0 {
		rows = rows[:len(rows)-1]
	}
	return rows
}
