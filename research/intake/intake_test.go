package intake_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// must fails the test on the error of setting something up.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// starter is the codebook and guide that studies begin with.
func starter(tb testing.TB) (*research.Codebook, []research.Question) {
	tb.Helper()
	stages, codes, err := assets.Codebook()
	must(tb, err)
	guide, err := assets.Guide()
	must(tb, err)
	return research.NewCodebook(stages, codes), guide
}

// tab is one sheet to make.
type tab struct {
	name string
	rows [][]any
}

// xlsx makes a real workbook of tabs and reads it back.
func xlsx(tb testing.TB, tabs ...tab) *sheet.Book {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	for i, t := range tabs {
		if i == 0 {
			must(tb, f.SetSheetName("Sheet1", t.name))
		} else {
			_, err := f.NewSheet(t.name)
			must(tb, err)
		}
		for r, row := range t.rows {
			must(tb, f.SetSheetRow(t.name, fmt.Sprintf("A%d", r+1), &row))
		}
	}
	b, err := f.WriteToBuffer()
	must(tb, err)
	return read(tb, "book.xlsx", b.Bytes())
}

// csvBook makes a text table of rows and reads it back.
func csvBook(tb testing.TB, rows [][]string) *sheet.Book {
	tb.Helper()
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	must(tb, w.WriteAll(rows))
	return read(tb, "book.csv", b.Bytes())
}

func read(tb testing.TB, name string, data []byte) *sheet.Book {
	tb.Helper()
	b, err := sheet.Read(context.Background(), name, data, nil)
	must(tb, err)
	return b
}

// plan guesses and builds with the starter codebook and guide.
func plan(tb testing.TB, book *sheet.Book) *intake.Plan {
	tb.Helper()
	cb, guide := starter(tb)
	p, err := intake.Build(context.Background(), book, intake.Guess(book, guide), cb, guide, nil)
	must(tb, err)
	return p
}

// refusals are a plan's refusals as "sheet!row column: reason".
func refusals(p *intake.Plan) string {
	var out []string
	for _, r := range p.Refused {
		out = append(out, fmt.Sprintf("%s!%d %s: %s", r.Sheet, r.Row, r.Column, r.Reason))
	}
	return strings.Join(out, "\n")
}

// fields are a mapping's fields in the order of the columns.
func fields(m intake.Mapping) []intake.Field {
	var out []intake.Field
	for _, c := range m.Columns {
		out = append(out, c.Field)
	}
	return out
}

// headed makes a book of one row of headings and some rows of values.
func headed(tb testing.TB, headings string, rows ...string) *sheet.Book {
	tb.Helper()
	table := [][]string{split(headings)}
	for _, r := range rows {
		table = append(table, split(r))
	}
	return csvBook(tb, table)
}

// split cuts "a | b" into cells.
func split(s string) []string {
	parts := strings.Split(s, "|")
	for i := range parts {
		parts[i] = strings.TrimSpace(parts[i])
	}
	return parts
}
