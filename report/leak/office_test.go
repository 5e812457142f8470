package leak

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
)

// edited are the people whom the files in testdata name, each at one place.
func edited() []Identity {
	return []Identity{{"PERSON", "Alma Tindrum", "P21"}, {"PERSON", "Bodo Kleverstein", "P22"}, {"PERSON", "Cosima Drellmann", "P23"}, {"PERSON", "Detlef Überbrück", "P24"}, {"PERSON", "Elke Fjordmann", "P25"},
		{"PERSON", "Frieda Ganschow", "P26"}, {"PERSON", "Gregor Haselbeck", "P27"}, {"PERSON", "Hilde Immerthal", "P28"}, {"PERSON", "Ingo Jarnebring", "P29"},
		{"EMAIL", "k.lindqvist@tarnholt.example", "P30"}, {"PHONE", "+49 40 55501187", "P30"}, {"PERSON", "Nobody Atall", "P31"}}
}

// savedAs runs LibreOffice: it opens the files and saves them as another kind.
func savedAs(t *testing.T, to string, files ...string) (dir string) {
	t.Helper()
	if testing.Short() {
		t.Skip("starts LibreOffice")
	}
	bin, err := exec.LookPath("soffice")
	if err != nil {
		t.Skip("LibreOffice is not installed")
	}
	profile, err := filepath.Abs(os.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	profile = filepath.Join(profile, "openloop-leak-test-office")
	dir = t.TempDir()
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	args := append([]string{"-env:UserInstallation=file://" + filepath.ToSlash(profile), "--headless", "--convert-to", to, "--outdir", dir}, files...)
	out, err := exec.CommandContext(ctx, bin, args...).CombinedOutput()
	if made, _ := os.ReadDir(dir); err != nil || len(made) < len(files) {
		t.Skipf("LibreOffice did not write every file as %s; it may lack Writer or Impress: %v\n%s", to, err, out)
	}
	return dir
}

// at wants each person once at a place, by pseudonym: "P21" → "document properties".
func at(t *testing.T, path string, want map[string]string) {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	r, err := Look(context.Background(), filepath.Base(path), data, edited())
	if err != nil {
		t.Fatal(err)
	}
	var all []string
	for _, h := range r.Hits {
		all = append(all, h.Identity.Pseudonym+" at "+h.Where)
	}
	for p, where := range want {
		found := false
		for _, a := range all {
			found = found || strings.HasPrefix(a, p+" at "+where)
		}
		if !found {
			t.Errorf("%s: %s is not found at %q", filepath.Base(path), p, where)
		}
	}
	for _, a := range all {
		if strings.HasPrefix(a, "P31") {
			t.Errorf("%s: somebody is found who is not there: %s", filepath.Base(path), a)
		}
	}
	if t.Failed() {
		t.Logf("%s holds %s; unread %v, looked at %v", filepath.Base(path), strings.Join(all, "; "), r.Unread, r.Looked)
	}
	if len(r.Looked) == 0 || len(r.Unread) > 0 {
		t.Errorf("%s: looked at %v, unread %v", filepath.Base(path), r.Looked, r.Unread)
	}
}

// A letter saved by LibreOffice in every kind it knows: names in properties, header and footer, a deleted
// passage, split runs, a footnote, a comment, letters set apart, a link, a table.
func TestLetter(t *testing.T) {
	letter := filepath.Join("testdata", "letter.fodt")
	for kind, want := range map[string]map[string]string{
		"odt":  {"P21": "document properties", "P22": "document properties", "P23": "header", "P24": "footer", "P25": "deleted text", "P26": "paragraph", "P27": "paragraph", "P28": "comment", "P29": "paragraph", "P30": "paragraph"},
		"docx": {"P21": "document properties", "P22": "document properties", "P23": "header", "P24": "footer", "P25": "paragraph 1, deleted text", "P26": "paragraph 2", "P27": "footnotes", "P28": "comments", "P29": "paragraph", "P30": "links"},
		"rtf":  {"P21": "paragraph", "P22": "paragraph", "P23": "paragraph", "P24": "paragraph", "P25": "paragraph", "P26": "paragraph", "P27": "paragraph", "P28": "paragraph", "P29": "paragraph", "P30": "paragraph"},
		"pdf":  {"P21": "document properties", "P23": "page 1", "P24": "page 1", "P26": "page 1", "P27": "page 1", "P29": "page 1", "P30": "a link on page 1"},
		"html": {"P21": "line", "P22": "line", "P26": "line", "P27": "line", "P30": "line"},
		"fodt": {"P21": "line", "P22": "line", "P23": "line", "P24": "line", "P25": "line", "P26": "line", "P27": "line", "P28": "line", "P29": "line", "P30": "line"},
	} {
		t.Run(kind, func(t *testing.T) {
			dir := "testdata"
			if kind != "fodt" {
				dir = savedAs(t, kind, letter)
			}
			at(t, filepath.Join(dir, "letter."+kind), want)
		})
	}
}

// A workbook saved by LibreOffice: names in a comment, a hidden sheet, a hidden row, a list to choose from, a
// name for cells, properties.
func TestSheets(t *testing.T) {
	sheet, drawn := filepath.Join("testdata", "sheet.fods"), withChart(t)
	for kind, want := range map[string]map[string]string{
		"ods":  {"P21": "document properties", "P22": "comment, sheet Open, cell C5", "P23": "sheet Open, cell C5", "P24": "sheet Open, cell A6", "P25": "lists of values", "P26": "sheet Aside, cell A1", "P28": "defined names"},
		"xlsx": {"P21": "document properties", "P22": "comments on sheet Open, cell C5", "P23": "sheet Open, cell C5", "P24": "sheet Open, cell A6", "P25": "sheet Open", "P26": "sheet Aside (hidden), cell A1", "P28": "sheet names and defined names"},
		"pdf":  {"P21": "document properties", "P23": "page 1"},
		"csv":  {"P23": "line 5", "P24": "line 6"},
	} {
		t.Run(kind, func(t *testing.T) {
			dir := savedAs(t, kind, sheet, drawn)
			at(t, filepath.Join(dir, "sheet."+kind), want)
			if chart := map[string]string{"ods": "a chart", "xlsx": "a chart on sheet Data"}[kind]; chart != "" {
				at(t, filepath.Join(dir, "drawn."+kind), map[string]string{"P27": chart, "P29": "a chart"})
			}
		})
	}
}

// withChart is a workbook with a chart that names somebody in its title and in the names that it
// keeps of its bars.
func withChart(t *testing.T) string {
	t.Helper()
	f := excelize.NewFile()
	for _, err := range []error{f.SetSheetName("Sheet1", "Data"), f.SetCellStr("Data", "A1", "Ingo Jarnebring"), f.SetCellInt("Data", "B1", 4),
		f.AddChart("Data", "D3", &excelize.Chart{Type: excelize.Bar, Series: []excelize.ChartSeries{{Categories: "Data!$A$1:$A$1", Values: "Data!$B$1:$B$1"}},
			Title: excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: "Since Gregor "}, {Text: "Haselbeck"}}}})} {
		if err != nil {
			t.Fatal(err)
		}
	}
	path := filepath.Join(t.TempDir(), "drawn.xlsx")
	if err := f.SaveAs(path); err != nil {
		t.Fatal(err)
	}
	return path
}

// Slides saved by LibreOffice: names in a comment, split runs, notes, a picture's other text.
func TestSlides(t *testing.T) {
	slides := filepath.Join("testdata", "slides.fodp")
	for kind, want := range map[string]map[string]string{
		"odp":  {"P21": "comment, slide 2", "P22": "slide 2", "P23": "slide 2", "P24": "notes of slide 2"},
		"pptx": {"P21": "comments on slide 2", "P23": "slide 2", "P24": "notes on slide 2"},
		"pdf":  {"P23": "page 2"},
	} {
		t.Run(kind, func(t *testing.T) { at(t, filepath.Join(savedAs(t, kind, slides), "slides."+kind), want) })
	}
}
