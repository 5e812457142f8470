package exchange

import (
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"
)

// Headings are those of a codebook as a table, in their order.
func Headings() []string {
	return []string{"ref", "name", "stage", "parent", "definition", "include", "exclude", "colour", "example"}
}

// cells are the fields of an entry under the headings.
func (e *Entry) cells() []*string {
	return []*string{&e.Ref, &e.Name, &e.Stage, &e.Parent, &e.Definition, &e.Include, &e.Exclude, &e.Colour, &e.Example}
}

// WriteCSV writes a codebook as a table. A text that a spreadsheet would take for a formula gets an apostrophe
// before it.
func WriteCSV(w io.Writer, entries []Entry) error {
	out := csv.NewWriter(w)
	if err := out.Write(Headings()); err != nil {
		return err
	}
	for _, e := range entries {
		var row []string
		for _, c := range e.cells() {
			cell := *c
			if cell != "" && strings.ContainsRune(formula, rune(cell[0])) {
				cell = "'" + cell
			}
			row = append(row, cell)
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// formula is what a spreadsheet takes for the beginning of one.
const formula = "=+-@\t\r"

// also are other words that people use as headings.
var also = map[string]string{"code": "name", "reference": "ref", "id": "ref", "color": "colour", "inclusion": "include", "exclusion": "exclude",
	"description": "definition", "put here": "include", "not here": "exclude", "buying stage": "stage", "below": "parent", "examples": "example"}

// ReadCSV reads a codebook from a table: its first row names the columns, in any order and case, separated by
// commas, semicolons or tabs. Only a name, or a reference, is needed.
func ReadCSV(r io.Reader) (Book, error) {
	data, err := io.ReadAll(io.LimitReader(r, maxBytes+1))
	if err != nil {
		return Book{}, err
	}
	if len(data) > maxBytes {
		return Book{}, unreadable("This table is larger than 32 MB. It is probably no codebook.")
	}
	data = bytes.TrimPrefix(data, []byte("\xef\xbb\xbf"))
	if !utf8.Valid(data) {
		return Book{}, unreadable("This table is not in UTF-8. In the spreadsheet program, save it as “CSV UTF-8”.")
	}
	in := csv.NewReader(bytes.NewReader(data))
	in.Comma, in.FieldsPerRecord, in.LazyQuotes = separator(data), -1, true
	rows, err := in.ReadAll()
	if err != nil || len(rows) == 0 {
		return Book{}, unreadable("This file is no table. Its first row must name the columns: %s.", strings.Join(Headings(), ", "))
	}
	columns := columnsOf(rows[0])
	if !slices.Contains(columns, "name") && !slices.Contains(columns, "ref") {
		return Book{}, unreadable("The first row names no column “name”. A codebook has the columns %s.", strings.Join(Headings(), ", "))
	}
	return table(rows[1:], columns)
}

// separator is what parts the columns of the first line.
func separator(data []byte) rune {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	best, most := ',', bytes.Count(line, []byte(","))
	for _, c := range ";\t" {
		if n := bytes.Count(line, []byte(string(c))); n > most {
			best, most = c, n
		}
	}
	return best
}

// columnsOf names the columns as Headings does, "" for one that is none of them.
func columnsOf(row []string) []string {
	out := make([]string, len(row))
	for i, cell := range row {
		h := strings.ToLower(strings.TrimSpace(cell))
		if to, ok := also[h]; ok && !slices.ContainsFunc(row, func(c string) bool { return strings.EqualFold(strings.TrimSpace(c), to) }) {
			h = to
		}
		if slices.Contains(Headings(), h) && !slices.Contains(out[:i], h) {
			out[i] = h
		}
	}
	return out
}

// table reads the rows below the headings.
func table(rows [][]string, columns []string) (Book, error) {
	var book Book
	if len(rows) > maxCodes {
		return book, unreadable("No codebook has more than %d codes; this table has %d rows.", maxCodes, len(rows))
	}
	for i, row := range rows {
		var e Entry
		for k, cell := range row {
			if k < len(columns) && columns[k] != "" {
				*e.cells()[slices.Index(Headings(), columns[k])] = uncelled(cell)
			}
		}
		if e.Name == "" && e.Ref == "" {
			if strings.TrimSpace(strings.Join(row, "")) != "" {
				book.Warnings = append(book.Warnings, fmt.Sprintf("Row %d has neither a name nor a reference and was left out.", i+2))
			}
			continue
		}
		if c := colour(e.Colour); c != e.Colour {
			if c == "" {
				book.Warnings = append(book.Warnings, fmt.Sprintf("Row %d: “%s” is no colour such as #2a67ae; the code gets that of its stage.", i+2, short(e.Colour)))
			}
			e.Colour = c
		}
		if e.Parent != "" {
			e.Depth = 1
		}
		book.Entries = append(book.Entries, e)
	}
	if len(book.Entries) == 0 {
		return book, unreadable("There are no codes in this table.")
	}
	return book, nil
}

// uncelled is a cell without the apostrophe that keeps it from being a formula.
func uncelled(cell string) string {
	cell = strings.TrimSpace(cell)
	if after, ok := strings.CutPrefix(cell, "'"); ok && after != "" && strings.ContainsRune(formula, rune(after[0])) {
		return after
	}
	return cell
}
