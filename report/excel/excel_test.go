package excel

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/research/privacy"
)

func build(tb testing.TB, in report.Input) report.Document {
	tb.Helper()
	return readback.Build(tb, in)
}

func write(tb testing.TB, d report.Document) []byte { tb.Helper(); return readback.Write(tb, Write, d) }

func open(tb testing.TB, b []byte) *excelize.File {
	tb.Helper()
	f, err := excelize.OpenReader(bytes.NewReader(b))
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { f.Close() })
	return f
}

// raw is a sheet's stored values.
func raw(tb testing.TB, f *excelize.File, sheet string) [][]string {
	tb.Helper()
	rows, err := f.GetRows(sheet, excelize.Options{RawCellValue: true})
	if err != nil {
		tb.Fatal(err)
	}
	return rows
}

func TestSameBytes(t *testing.T) {
	a := write(t, build(t, made.Study(60)))
	time.Sleep(1100 * time.Millisecond) // a clock inside would show
	if b := write(t, build(t, made.Study(60))); !bytes.Equal(a, b) {
		t.Errorf("%d and %d bytes that differ", len(a), len(b))
	}
}

func TestSheets(t *testing.T) {
	for _, n := range []int{3, 6, 14, 60} {
		t.Run(fmt.Sprint(n), func(t *testing.T) {
			f := open(t, write(t, build(t, made.Study(n))))
			want := []string{"Summary", "Themes", "Stages", "Reasons", "Quotes", "Figures", "More figures", "Codebook", "Method"}
			if n < 10 { // so few say nothing together
				want = slices.Delete(want, 6, 7)
			} else {
				want = slices.Insert(want, 4, "Since last time")
			}
			if got := f.GetSheetList(); !slices.Equal(got, want) {
				t.Errorf("sheets %v", got)
			}
			for _, s := range want[1:] {
				if s == "More figures" { // of several tables no headings stay
					continue
				}
				p, err := f.GetPanes(s)
				if err != nil || !p.Freeze || p.YSplit != 4 {
					t.Errorf("%s is frozen at %d, %v", s, p.YSplit, err)
				}
			}
		})
	}
}

// Every figure stands in the figures sheet as a number, and a withheld one nowhere as a number.
func TestFiguresAreNumbers(t *testing.T) {
	d := build(t, made.Study(60))
	f := open(t, write(t, d))
	rows := raw(t, f, "Figures")
	if len(rows) != 4+len(d.Figures) {
		t.Fatalf("%d rows for %d figures", len(rows)-4, len(d.Figures))
	}
	withheld := 0
	for i, fig := range d.Figures {
		r := rows[4+i]
		at := func(c int) string {
			if c < len(r) {
				return r[c]
			}
			return ""
		}
		if at(0) != string(fig.Subject) || at(14) != fig.Key || at(1) != fig.Measure.String() || at(5) != strconv.Itoa(fig.N) {
			t.Fatalf("row %d is %q, want %+v", i+5, r, fig)
		}
		if !fig.Shown {
			withheld++
			for _, c := range []int{4, 6, 7, 8} {
				if at(c) != "withheld" {
					t.Errorf("row %d column %d is %q", i+5, c+1, at(c))
				}
			}
			continue
		}
		if at(4) != strconv.Itoa(fig.X) {
			t.Errorf("row %d has %q interviews, want %d", i+5, at(4), fig.X)
		}
		if v, err := strconv.ParseFloat(at(6), 64); !fig.HasValue && (err != nil || v < fig.Share()-1e-9 || v > fig.Share()+1e-9) {
			t.Errorf("row %d has share %q, want %v", i+5, at(6), fig.Share())
		}
	}
	if withheld != d.Withheld() || withheld == 0 {
		t.Errorf("%d withheld of %d", withheld, d.Withheld())
	}
}

// Withheld cells are hatched, not blank.
func TestWithheldIsHatched(t *testing.T) {
	f := open(t, write(t, build(t, made.Study(60))))
	n := 0
	for _, s := range []string{"Themes", "Stages", "Figures"} {
		for y, r := range raw(t, f, s) {
			for x, v := range r {
				if v != "withheld" || s == "Figures" && x == 11 {
					continue
				}
				id, err := f.GetCellStyle(s, cell(x+1, y+1))
				if err != nil {
					t.Fatal(err)
				}
				st, err := f.GetStyle(id)
				if err != nil || st.Fill.Pattern != 14 {
					t.Errorf("%s %s has pattern %d, %v", s, cell(x+1, y+1), st.Fill.Pattern, err)
				}
				n++
			}
		}
	}
	if n == 0 {
		t.Error("nothing is withheld")
	}
}

// Words that look like formulas stay words, and what a cell cannot hold is dropped.
func TestTextIsNeverAFormula(t *testing.T) {
	in := made.Study(60)
	odd := []string{"=cmd|' /C calc'!A0", "+1+1", "-2", "@SUM(A1)", "\tx", "bad\x0b\x00ctl _x000D_ ok", strings.Repeat("é😀", 20000)}
	for i, s := range odd {
		in.Quotes[i].Text, _ = privacy.Release(in.Dictionary, s)
	}
	in.Themes[0].Name, in.Study.Title = "=1+1", "=HYPERLINK(\"x\") & more"
	b := write(t, build(t, in))
	f := open(t, b)
	for name, s := range readback.Parts(t, b) {
		if strings.HasPrefix(name, "xl/worksheets/sheet") && (strings.Contains(s, "<f>") || strings.Contains(s, "<f ")) {
			t.Errorf("%s holds a formula", name)
		}
	}
	if got := raw(t, f, "Summary")[0][0]; got != in.Study.Title {
		t.Errorf("title %q", got)
	}
	if got := clean(odd[6]); len(got) > mostText*4 || !strings.HasPrefix(odd[6], got) {
		t.Errorf("long text is cut to %d bytes", len(got))
	}
}

// The heatmap is conditional formatting, the charts are native and say what they show.
func TestHeatmapAndCharts(t *testing.T) {
	b := write(t, build(t, made.Study(60)))
	f := open(t, b)
	formats, err := f.GetConditionalFormats("Stages")
	if err != nil || len(formats) < 3 {
		t.Errorf("%d heat columns, %v", len(formats), err)
	}
	charts, described := 0, 0
	for name, s := range readback.Parts(t, b) {
		switch {
		case strings.HasPrefix(name, "xl/charts/chart"):
			charts++
		case strings.HasPrefix(name, "xl/drawings/drawing"):
			described += strings.Count(s, `descr="Bar chart: `)
		}
	}
	if charts != 6 || described != charts {
		t.Errorf("%d charts, %d of them described", charts, described)
	}
}

// The properties name the study and the program, nobody else; dates are dates.
func TestProperties(t *testing.T) {
	f := open(t, write(t, build(t, made.Study(60))))
	p, err := f.GetDocProps()
	if err != nil || p.Creator != "Openloop" || p.LastModifiedBy != "Openloop" || p.Title != "Tessell win/loss 2026" || p.Created != "2026-11-22T09:00:00Z" {
		t.Errorf("%+v, %v", p, err)
	}
	names := f.GetDefinedName()
	var got []string
	for _, n := range names {
		got = append(got, n.Name)
	}
	for _, want := range []string{"AllFigures", "Base", "Codes", "Findings", "StageCounts"} {
		if !slices.Contains(got, want) {
			t.Errorf("%s is not defined: %v", want, got)
		}
	}
	v, err := f.GetCellValue("Summary", "B4", excelize.Options{RawCellValue: true})
	if err != nil || v != "46348" { // 22 November 2026 as spreadsheets count days
		t.Errorf("issued %q, %v", v, err)
	}
}

// Nothing is left in the folder for temporary files.
func TestNoTemporaryFiles(t *testing.T) {
	dir := t.TempDir()
	t.Setenv("TMPDIR", dir)
	write(t, build(t, made.Study(300)))
	if left, err := os.ReadDir(dir); err != nil || len(left) > 0 {
		t.Errorf("left %v, %v", left, err)
	}
}

// Another program can open it.
func TestOpensElsewhere(t *testing.T) {
	made := readback.Convert(t, readback.Save(t, "pack.xlsx", write(t, build(t, made.Study(60)))), "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1")
	csv, err := os.ReadFile(filepath.Join(filepath.Dir(made), "pack-Figures.csv"))
	if err != nil || !strings.Contains(string(csv), "Timing of the proposal, hurt") {
		t.Error(err)
	}
}

func TestCancelAndProgress(t *testing.T) {
	d := build(t, made.Study(14))
	ctx, cancel := context.WithCancel(context.Background())
	sheets := 0
	err := Write(ctx, &bytes.Buffer{}, d, func(done, _ int) {
		if sheets = done; done == 2 {
			cancel()
		}
	})
	if err == nil || sheets != 2 {
		t.Errorf("went on to sheet %d, %v", sheets, err)
	}
}

// OPENLOOP_LOOK names a file to write the made-up workbook to, for a person to look at.
func TestLook(t *testing.T) {
	to := os.Getenv("OPENLOOP_LOOK")
	if to == "" {
		t.Skip("OPENLOOP_LOOK is not set")
	}
	if err := os.WriteFile(to+".xlsx", write(t, build(t, made.Study(60))), 0o600); err != nil {
		t.Fatal(err)
	}
}
