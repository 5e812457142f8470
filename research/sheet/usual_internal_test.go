package sheet

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"reflect"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"
)

// readAs reads a file, tag by tag where slowly.
func readAs(tb testing.TB, name string, data []byte, slowly bool) (*Book, error) {
	tb.Helper()
	r := &reader{ctx: context.Background(), file: name, data: data, limits: Options{MaxCells: 4 << 20}.filled(), slowly: slowly}
	return r.read()
}

// bothWays reads a workbook quickly and tag by tag: everything must be the same.
func bothWays(tb testing.TB, name string, data []byte) *Book {
	tb.Helper()
	quick, err1 := readAs(tb, name, data, false)
	slow, err2 := readAs(tb, name, data, true)
	if (err1 == nil) != (err2 == nil) || err1 != nil && err1.Error() != err2.Error() {
		tb.Fatalf("%s: quickly %v, tag by tag %v", name, err1, err2)
	}
	if !reflect.DeepEqual(quick, slow) {
		tb.Fatalf("%s: quickly not as tag by tag", name)
	}
	return quick
}

// Every sheet of the test data, also as other programs write it, reads cell by cell as the library reads it.
func TestEverySheetAsTheLibrary(t *testing.T) {
	files := workbooksOfTestData(t)
	sheets, cells := 0, 0
	for _, path := range files {
		data, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		book := bothWays(t, filepath.Base(path), data)
		f, err := excelize.OpenFile(path, excelize.Options{RawCellValue: true})
		if err != nil {
			t.Fatal(err)
		}
		for i := range book.Sheets {
			sheets++
			cells += asTheLibrary(t, filepath.Base(path), f, &book.Sheets[i])
		}
		_ = f.Close()
	}
	t.Logf("%d workbooks, %d sheets, %d cells", len(files), sheets, cells)
	if cells < 1000 {
		t.Errorf("only %d cells", cells)
	}
}

// asTheLibrary compares one sheet and says how many cells it has.
func asTheLibrary(t *testing.T, file string, f *excelize.File, s *Sheet) int {
	t.Helper()
	want, err := f.GetRows(s.Name)
	if err != nil {
		t.Fatal(err)
	}
	cells := 0
	for r := range max(len(want), len(s.Rows)) {
		for c := range s.Width() {
			w := ""
			if r < len(want) && c < len(want[r]) {
				w = want[r][c]
			}
			got := s.Cell(r, c)
			if got.Text != "" {
				cells++
			}
			if !sameValue(got, w) {
				t.Fatalf("%s, sheet %q, row %d column %d: %q, the library %q", file, s.Name, r+1, c+1, got.Text, w)
			}
		}
	}
	return cells
}

// sameValue says whether a cell is what the library makes of it, which answers numbers as they are stored, merged
// cells once, and errors as words.
func sameValue(c Cell, raw string) bool {
	switch {
	case c.Merged != NotMerged, c.Text == "" && strings.HasPrefix(raw, "#"):
		return true
	case c.Text == cleanText(raw):
		return true
	case c.Text == "TRUE" && raw == "1", c.Text == "FALSE" && raw == "0":
		return true
	}
	f := format{date: c.Date, clock: !c.Number && strings.Contains(c.Text, ":")}
	if f.clock && c.Date {
		f = format{date: true, clock: true}
	}
	w := &workbook{}
	if c.Number {
		n := w.numeric(raw, format{})
		return n.Number && strings.TrimLeft(c.Text, "0") == strings.TrimLeft(n.Text, "0")
	}
	return w.numeric(raw, f).Text == c.Text
}

// workbooksOfTestData are the workbooks there are, and the tables there are as LibreOffice makes workbooks of them.
func workbooksOfTestData(t *testing.T) []string {
	var files []string
	for _, glob := range []string{"../../assets/sample/*.xlsx", "../../../shared/data/*/*.xlsx", "testdata/*.xlsx"} {
		more, _ := filepath.Glob(glob)
		files = append(files, more...)
	}
	tables, _ := filepath.Glob("../../../shared/data/surveys/*.csv")
	office, err := exec.LookPath("soffice")
	if err != nil || testing.Short() {
		t.Log("without LibreOffice: its workbooks are left out")
		return files
	}
	dir := t.TempDir()
	for _, kind := range []string{"xlsx:Calc MS Excel 2007 XML", "xlsx:Calc Office Open XML"} {
		out := filepath.Join(dir, strings.ReplaceAll(kind, ":", " "))
		args := append([]string{"-env:UserInstallation=file://" + dir + "/profile", "--headless", "--convert-to", kind, "--outdir", out}, append(tables, files...)...)
		if say, err := exec.Command(office, args...).CombinedOutput(); err != nil {
			t.Logf("LibreOffice did not convert: %v %s", err, say)
		}
		made, _ := filepath.Glob(filepath.Join(out, "*.xlsx"))
		files = append(files, made...)
	}
	return files
}
