package sheet

import (
	"bytes"
	"context"
	"encoding/csv"
	"path/filepath"
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/research"
)

// Options bound what one file may hold. The zero value stands for Defaults.
type Options struct {
	MaxRows  int   // rows of a sheet
	MaxCols  int   // columns of a sheet
	MaxCells int   // cells of the whole file, padding included
	MaxBytes int64 // of the file once unpacked
}

// Defaults are the limits of spreadsheet programs and of a laptop's memory.
func Defaults() Options {
	return Options{MaxRows: 1 << 20, MaxCols: 1 << 14, MaxCells: 16 << 20, MaxBytes: 2 << 30}
}

// Read reads a spreadsheet under the default limits. name is only used to say which file a Problem
// or Book is about. progress, when not nil, is called with bytes done and in total.
func Read(ctx context.Context, name string, data []byte, progress func(done, total int)) (*Book, error) {
	return ReadLimited(ctx, name, data, Defaults(), progress)
}

// ReadLimited is Read under limits of one's own.
func ReadLimited(ctx context.Context, name string, data []byte, o Options, progress func(done, total int)) (*Book, error) {
	file := filepath.Base(name)
	book := &Book{File: file, Format: "csv"}
	if bytes.HasPrefix(data, []byte("PK")) {
		f, err := excelize.OpenReader(bytes.NewReader(data))
		if err != nil {
			return nil, research.Problemf(research.Unreadable, "%s cannot be read as a workbook. Open it in a spreadsheet program and save it again as .xlsx.", file)
		}
		book.Format = "xlsx"
		for _, n := range f.GetSheetList() {
			rows, _ := f.GetRows(n)
			book.Sheets = append(book.Sheets, Sheet{Name: n, Rows: toCells(rows)})
		}
		return book, ctx.Err()
	}
	r := csv.NewReader(bytes.NewReader(data))
	r.FieldsPerRecord, r.LazyQuotes = -1, true
	rows, err := r.ReadAll()
	if err != nil {
		return nil, research.Problemf(research.Unreadable, "%s cannot be read as a table.", file)
	}
	book.Sheets = []Sheet{{Name: strings.TrimSuffix(file, filepath.Ext(file)), Rows: toCells(rows)}}
	return book, ctx.Err()
}

func toCells(rows [][]string) [][]Cell {
	out := make([][]Cell, len(rows))
	for i, r := range rows {
		for _, t := range r {
			out[i] = append(out[i], Cell{Text: t})
		}
	}
	return out
}
