// Package sheet reads spreadsheets (.xlsx, .xlsm, .ods, .csv, .tsv) to plain rows, entirely in memory.
//
// The steps, in order: tell the kind of file by its content, whatever its extension; refuse what is
// no spreadsheet, encrypted, cut off or built to fill the memory; decode text; hand out cells as
// people see them, with dates as dates. It knows nothing of interviews: that is intake's work.
//
// It writes no temporary file, never panics on bad input, and every refusal is a *research.Problem
// that names the file and says what to do.
package sheet

import "time"

// Book is a spreadsheet file: one sheet for text files, any number for workbooks.
type Book struct {
	File   string // base name
	Format string // "xlsx", "ods", "csv" or "tsv", by content
	Sheets []Sheet
}

// Sheet is a grid of cells. Rows[i] is what spreadsheet programs call row i+1; rows may differ in
// length, and blank rows are empty.
type Sheet struct {
	Name     string
	Rows     [][]Cell
	Hidden   bool
	Warnings []string // sentences about what was read with doubt

	HiddenRows    map[int]bool // by index; nil when none is
	HiddenColumns map[int]bool
}

// Cell is one cell as a person sees it. Text is always filled: dates read "2026-03-12" (with
// " 08:30:00" after it when the time is not midnight), numbers "1234.5", booleans "TRUE".
type Cell struct {
	Text   string
	Date   bool
	Number bool
	Merged Merge
}

// Time is when it is, of a Date; the zero time of others.
func (c Cell) Time() time.Time {
	for _, layout := range []string{time.DateOnly, time.DateTime} {
		if t, err := time.Parse(layout, c.Text); c.Date && err == nil {
			return t
		}
	}
	return time.Time{}
}

// Merge says whether a cell only repeats another one that it is merged with.
type Merge uint8

// The places of a cell in a merged range.
const (
	NotMerged   Merge = iota
	MergedBelow       // repeats the cell above it
	MergedRight       // repeats the cell to its left
)

// Cell is the cell at a row and column index, empty where the row ends before it.
func (s *Sheet) Cell(row, col int) Cell {
	if row < 0 || row >= len(s.Rows) || col < 0 || col >= len(s.Rows[row]) {
		return Cell{}
	}
	return s.Rows[row][col]
}

// Width is the length of the longest row.
func (s *Sheet) Width() int {
	w := 0
	for _, r := range s.Rows {
		w = max(w, len(r))
	}
	return w
}

// Sheet finds a sheet by name.
func (b *Book) Sheet(name string) (*Sheet, bool) {
	for i := range b.Sheets {
		if b.Sheets[i].Name == name {
			return &b.Sheets[i], true
		}
	}
	return nil, false
}
