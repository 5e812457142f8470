package report_test

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/made"
	"openloop/report/pdf"
)

// What the PDF prints and what the workbook holds are the same figures: both are read back.
func TestPaperAndWorkbookAgree(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	for _, n := range []int{14, 60} {
		d := build(t, made.Study(n))
		paper := pages(t, d)
		for _, f := range shownFigures(t, d) {
			if f.page == 0 || f.subject == string(report.OfHeard) {
				continue
			}
			text := paper[f.page-1]
			switch f.subject {
			case string(report.OfTheme): // "15 of 21" on the page of its verdict
				if f.group != "all" && !strings.Contains(text, f.x+" of "+f.n) {
					t.Errorf("%d: %s of %s is %s of %s in the workbook and not on page %d", n, f.key, f.group, f.x, f.n, f.page)
				}
			default: // the count beside others
				if !regexp.MustCompile(`\b` + f.x + `\b`).MatchString(text) {
					t.Errorf("%d: %s %s of %s is %s in the workbook and not on page %d", n, f.subject, f.key, f.group, f.x, f.page)
				}
			}
		}
	}
}

// The counts printed on the page of themes are in the workbook, every one.
func TestPaperHoldsNothingElse(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		t.Skip("pdftotext is not installed")
	}
	d := build(t, made.Study(60))
	known := map[string]bool{}
	for _, f := range shownFigures(t, d) {
		known[f.x+" of "+f.n] = true
	}
	for i, text := range pages(t, d) {
		for _, c := range regexp.MustCompile(`\b\d+ of \d+\b`).FindAllString(text, -1) {
			if d.Pages[i].Kind != report.Method && !known[c] {
				t.Errorf("page %d says %q, which is no figure", i+1, c)
			}
		}
	}
}

func pages(t *testing.T, d report.Document) []string {
	t.Helper()
	var b bytes.Buffer
	if err := pdf.Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	name := filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(name, b.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command("pdftotext", "-layout", name, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(string(out), "\f")
}

type bookFigure struct {
	subject, key, group, x, n string
	page                      int
}

// shownFigures are those of the workbook's figures sheet.
func shownFigures(t *testing.T, d report.Document) []bookFigure {
	t.Helper()
	var b bytes.Buffer
	if err := excel.Write(context.Background(), &b, d, nil); err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(&b)
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	rows, err := f.GetRows("Figures", excelize.Options{RawCellValue: true})
	if err != nil {
		t.Fatal(err)
	}
	var r []bookFigure
	for _, row := range rows[4:] {
		if len(row) < 16 || row[11] != "shown" {
			continue
		}
		g := bookFigure{subject: row[0], key: row[14], group: row[15], x: row[4], n: row[5]}
		g.page, _ = strconv.Atoi(row[13])
		r = append(r, g)
	}
	if len(r) == 0 {
		t.Fatal("no figures in the workbook")
	}
	return r
}
