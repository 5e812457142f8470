package attack_test

import (
	"context"
	"math"
	"strconv"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research/analysis"
	"openloop/research/sheet"
)

// printed is a figure as the workbook prints it: what a reader can read off, inverted to counts.
type printed struct {
	subject, key, name, group string
	n                         int
	shown                     bool
	x                         int
	mentions                  int // -1: none printed
	months                    bool
	share, low, high          float64
	of                        string // the group's name
	why                       string // the reason given for what is withheld
}

// readWorkbook reads the figures off the sheet that lists them, and holds every other sheet against it: a number
// beside a measure's name that no shown figure of that measure explains is a leak by itself.
func readWorkbook(tb testing.TB, data []byte) (figures []printed, odd []string) {
	tb.Helper()
	book, err := sheet.Read(context.Background(), "pack.xlsx", data, nil)
	if err != nil {
		tb.Fatal(err)
	}
	for _, s := range book.Sheets {
		if s.Name == "Figures" {
			figures = figuresOf(tb, s)
		}
	}
	explained := map[string]map[int64]bool{}
	for _, f := range figures {
		explain(explained, f)
	}
	for _, s := range book.Sheets {
		if s.Name == "Figures" || s.Name == "Codebook" || s.Name == "Method" || s.Name == "Quotes" || s.Name == report.WordsOfCase(report.English).Sheet {
			continue
		}
		for _, row := range s.Rows {
			odd = append(odd, unexplained(s.Name, row, explained)...)
		}
	}
	return figures, odd
}

// quoted is how often a code is quoted from a group, by the group's name as the quotes are listed under it.
type quoted struct{ code, group string }

// quotesOf counts the quotes of a workbook.
func quotesOf(tb testing.TB, data []byte) map[quoted]int {
	tb.Helper()
	book, err := sheet.Read(context.Background(), "pack.xlsx", data, nil)
	if err != nil {
		tb.Fatal(err)
	}
	r := map[quoted]int{}
	for _, s := range book.Sheets {
		for y := 4; s.Name == "Quotes" && y < len(s.Rows); y++ {
			ref, _, _ := strings.Cut(s.Cell(y, 1).Text, " ")
			if group := s.Cell(y, 4).Text; ref != "" && group != "" {
				r[quoted{ref, group}]++
			}
		}
	}
	return r
}

func figuresOf(tb testing.TB, s sheet.Sheet) []printed {
	const head = 3
	at := map[string]int{}
	for i, c := range s.Rows[head] {
		at[c.Text] = i
	}
	var r []printed
	for y := head + 1; y < len(s.Rows); y++ {
		cell := func(name string) string { return s.Cell(y, at[name]).Text }
		number := func(name string) float64 {
			v, err := strconv.ParseFloat(cell(name), 64)
			if err != nil {
				return -1
			}
			return v
		}
		if cell("Subject") == "" {
			continue
		}
		f := printed{subject: cell("Subject"), key: cell("Key"), name: cell("Measure"), why: cell("Reason withheld"), group: cell("Group key"), n: int(number("Base")), mentions: int(number("Mentions")), of: cell("Group")}
		if f.group == "all" {
			f.group = ""
		}
		f.x, f.share, f.low, f.high = int(number("Interviews")), number("Share"), number("Low"), number("High")
		f.months = number("Value (months)") >= 0
		f.shown = f.x >= 0 || f.share >= 0 || f.low >= 0 || f.high >= 0 || f.months
		if f.shown && !f.months {
			f.x = countOf(tb, f)
		}
		r = append(r, f)
	}
	return r
}

// countOf is the count that a figure's share and interval come from, whichever of them are printed: they are
// inverted, and must agree.
func countOf(tb testing.TB, f printed) int {
	found := -1
	for x := 0; x <= f.n; x++ {
		in := analysis.Wilson(x, f.n)
		fits := f.x < 0 || f.x == x
		for _, p := range [][2]float64{{f.share, float64(x) / float64(max(1, f.n))}, {f.low, in.Low}, {f.high, in.High}} {
			fits = fits && (p[0] < 0 || math.Abs(p[0]-p[1]) < 1e-9)
		}
		if fits {
			if found >= 0 && f.n > 0 {
				tb.Fatalf("%s %s could be %d or %d of %d", f.subject, f.key, found, x, f.n)
			}
			found = x
		}
	}
	if found < 0 {
		tb.Fatalf("%s %s of %q does not agree with itself: %+v", f.subject, f.key, f.group, f)
	}
	return found
}

// explain notes the numbers that may stand beside a measure's name.
func explain(m map[string]map[int64]bool, f printed) {
	if m[f.name] == nil {
		m[f.name] = map[int64]bool{}
	}
	may := []float64{float64(f.n)}
	if f.shown {
		may = append(may, float64(f.x), float64(f.mentions), f.share, f.low, f.high)
	}
	for _, v := range may {
		m[f.name][rounded(v)] = true
	}
}

func rounded(v float64) int64 { return int64(math.Round(v * 1e9)) }

// unexplained is the numbers of a row that stand beside a measure's name without being one of its shown figures'.
// Differences, with their intervals, follow from the two counts beside them.
func unexplained(where string, row []sheet.Cell, explained map[string]map[int64]bool) (odd []string) {
	var may map[int64]bool
	name, numbers := "", 0
	for _, c := range row {
		if !c.Number {
			if m := explained[c.Text]; m != nil {
				may, name, numbers = m, c.Text, 0
			}
			continue
		}
		v, err := strconv.ParseFloat(c.Text, 64)
		if numbers++; may == nil || err != nil {
			continue
		}
		if !may[rounded(v)] && !((where == "Summary" || where == report.WordsOfSince(report.English).Sheet) && numbers > 10 && math.Abs(v) <= 1) {
			odd = append(odd, where+": "+name+" "+strings.TrimSpace(c.Text))
		}
	}
	return odd
}
