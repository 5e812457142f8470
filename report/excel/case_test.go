package excel

import (
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// caseInput is a made-up study with a business case.
func caseInput(n int) report.Input {
	in := made.Study(n)
	safe := func(s string) privacy.SafeText { t, _ := privacy.Release(in.Dictionary, s); return t }
	in.Case = []report.Assumption{{Kind: research.CurrencyKind, Name: safe("EUR")},
		{Kind: research.LostValue, Name: safe("lost in 2025"), Low: 8_000_000, Likely: 9_400_000, High: 11_000_000, Source: safe("CRM")},
		{Kind: research.Lever, Name: safe("end-of-quarter discounts"), Code: "code-NEG-01", Low: 380_000, Likely: 420_000, High: 460_000, Source: safe("Finance")},
		{Kind: research.Lever, Name: safe("a demonstration room"), Code: "code-LIV-03", Low: 90_000, Likely: 90_000, High: 90_000},
		{Kind: research.WonBack, Low: 10, Likely: 20, High: 30}}
	return in
}

// formulas is every cell with a formula, by its place.
func formulas(t *testing.T, f *excelize.File, sheet string) map[string]string {
	t.Helper()
	r := map[string]string{}
	for y, row := range raw(t, f, sheet) {
		for x := range row {
			if formula, _ := f.GetCellFormula(sheet, cell(x+1, y+1)); formula != "" {
				r[cell(x+1, y+1)] = formula
			}
		}
	}
	return r
}

// Every formula gives the number that stands in its cell, that number is the case's, and another assumption gives
// what the same count says of it.
func TestCaseIsWorkedOutInTheSheet(t *testing.T) {
	d := build(t, caseInput(60))
	c := d.Case
	f := open(t, write(t, d))
	sheet := report.WordsOfCase(d.Lang).Sheet
	all := formulas(t, f, sheet)
	shown := 0
	for _, l := range c.Causes {
		if l.Shown {
			shown++
		}
	}
	if want := 3*(shown+len(c.Levers)) + 3; len(all) != want || shown < 3 {
		t.Fatalf("%d formulas, want %d", len(all), want)
	}
	for at := range all {
		stored, _ := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true})
		kind, _ := f.GetCellType(sheet, at)
		worked, err := f.CalcCellValue(sheet, at, excelize.Options{RawCellValue: true})
		if err != nil || number(worked) != number(stored) || kind == excelize.CellTypeFormula {
			t.Errorf("%s holds %q (type %v), its formula gives %q: %v", at, stored, kind, worked, err)
		}
	}
	has := func(v float64) bool {
		for at := range all {
			if stored, _ := f.GetCellValue(sheet, at, excelize.Options{RawCellValue: true}); number(stored) == v {
				return true
			}
		}
		return false
	}
	for _, l := range c.Causes {
		for _, v := range ends(l.Value) {
			if l.Shown && !has(v) {
				t.Errorf("%s: no formula gives %v", l.Name, v)
			}
		}
	}
	for _, v := range append(ends(c.Levers[0].Wasted), ends(c.Won)...) {
		if !has(v) {
			t.Errorf("no formula gives %v", v)
		}
	}
	changeTotal(t, f, sheet, c)
}

// changeTotal puts in another value of all deals.
func changeTotal(t *testing.T, f *excelize.File, sheet string, c *report.Case) {
	t.Helper()
	for _, n := range f.GetDefinedName() {
		if n.Name == "CaseAssumptions" {
			from := strings.Split(strings.ReplaceAll(n.RefersTo[strings.LastIndex(n.RefersTo, "!")+1:], "$", ""), ":")[0]
			_, row, _ := excelize.CellNameToCoordinates(from)
			for i, v := range []int{1_000_000, 2_000_000, 3_000_000} {
				if err := f.SetCellInt(sheet, cell(2+i, row+1), int64(v)); err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	want := analysis.AtStake(analysis.Range{Low: 1e6, Likely: 2e6, High: 3e6}, c.Causes[0].X, c.Causes[0].N).Rounded()
	for y, row := range raw(t, f, sheet) {
		if len(row) > 0 && row[0] == c.Causes[0].Name.String() {
			for i, v := range ends(want) {
				if got, err := f.CalcCellValue(sheet, cell(7+i, y+1), excelize.Options{RawCellValue: true}); err != nil || math.Abs(number(got)-v) > .5 {
					t.Errorf("with other assumptions %s is at stake, want %v: %v", got, v, err)
				}
			}
		}
	}
}

func number(s string) float64 {
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		return math.NaN()
	}
	return v
}

// Without a case there is no sheet of it, and LibreOffice opens the one there is without an error in a cell.
func TestCaseSheetOpens(t *testing.T) {
	sheet := report.WordsOfCase(report.English).Sheet
	if f := open(t, write(t, build(t, made.Study(60)))); f.GetSheetMap()[5] == sheet {
		t.Error("a sheet of a case that is not there")
	}
	office, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("no LibreOffice here")
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "case.xlsx"), write(t, build(t, caseInput(60))), 0o600); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(office, "-env:UserInstallation=file://"+dir+"/profile", "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1", "--outdir", dir, filepath.Join(dir, "case.xlsx"))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	made, _ := filepath.Glob(filepath.Join(dir, "*.csv"))
	var csv []byte // of all sheets
	for _, name := range made {
		sheet, _ := os.ReadFile(name)
		csv = append(csv, sheet...)
	}
	for _, bad := range []string{"#VALUE!", "#REF!", "#NAME?", "Err:"} {
		if strings.Contains(string(csv), bad) {
			t.Errorf("LibreOffice shows %s:\n%s", bad, csv)
		}
	}
	if !strings.Contains(string(csv), "3600000,6500000") {
		t.Errorf("LibreOffice shows:\n%s", csv)
	}
	if to := os.Getenv("OPENLOOP_LOOK"); to != "" {
		_ = os.WriteFile(filepath.Join(to, "case.csv"), csv, 0o600)
		data, _ := os.ReadFile(filepath.Join(dir, "case.xlsx"))
		_ = os.WriteFile(filepath.Join(to, "case.xlsx"), data, 0o600)
	}
}

// A sum fits into its column with a digit to spare: one that does not is shown as ###.
func TestSumsFitTheirColumns(t *testing.T) {
	in := caseInput(60)
	in.Case[1].Low, in.Case[1].Likely, in.Case[1].High = 400_000_000, 520_000_000, 600_000_000
	f := open(t, write(t, build(t, in)))
	sheet := report.WordsOfCase(report.English).Sheet
	for _, col := range []string{"B", "D", "I"} {
		w, err := f.GetColWidth(sheet, col)
		if err != nil || w < float64(len("6,000,000,000 EUR")) {
			t.Errorf("column %s is %.1f wide (%v)", col, w, err)
		}
	}
}
