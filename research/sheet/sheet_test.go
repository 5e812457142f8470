package sheet_test

import (
	"context"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/research"
	"openloop/research/sheet"
)

// workbook makes a real .xlsx in memory.
func workbook(tb testing.TB, fill func(f *excelize.File)) []byte {
	tb.Helper()
	f := excelize.NewFile()
	defer f.Close()
	fill(f)
	b, err := f.WriteToBuffer()
	if err != nil {
		tb.Fatal(err)
	}
	return b.Bytes()
}

// must fails the test on the error of setting something up.
func must(tb testing.TB, err error) {
	tb.Helper()
	if err != nil {
		tb.Fatal(err)
	}
}

// mustRead reads a file that is meant to be good.
func mustRead(tb testing.TB, name string, data []byte) *sheet.Book {
	tb.Helper()
	b, err := sheet.Read(context.Background(), name, data, nil)
	must(tb, err)
	return b
}

// mustRefuse reads a file that is meant to be refused, and checks that the sentence names the file.
func mustRefuse(tb testing.TB, name string, data []byte) string {
	tb.Helper()
	b, err := sheet.Read(context.Background(), name, data, nil)
	if err == nil {
		tb.Fatalf("%s was read: %d sheets", name, len(b.Sheets))
	}
	if research.KindOf(err) == "" {
		tb.Fatalf("%s: not a Problem: %v", name, err)
	}
	if !strings.Contains(err.Error(), name) {
		tb.Errorf("%q does not name %s", err, name)
	}
	return err.Error()
}

// texts are the cells of a sheet as text.
func texts(s *sheet.Sheet) [][]string {
	out := make([][]string, len(s.Rows))
	for i, r := range s.Rows {
		for _, c := range r {
			out[i] = append(out[i], c.Text)
		}
	}
	return out
}

// wantRows compares the texts of a sheet.
func wantRows(tb testing.TB, s *sheet.Sheet, want [][]string) {
	tb.Helper()
	got := texts(s)
	if len(got) != len(want) {
		tb.Fatalf("%d rows, want %d: %q", len(got), len(want), got)
	}
	for i := range want {
		if strings.Join(got[i], "\x1f") != strings.Join(want[i], "\x1f") {
			tb.Errorf("row %d is %q, want %q", i+1, got[i], want[i])
		}
	}
}
