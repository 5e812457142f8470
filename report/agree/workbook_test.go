package agree_test

import (
	"bytes"
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/report"
	"openloop/report/excel"
	"openloop/report/internal/readback"
)

// workbook holds every sheet against the document: the sheet of figures row by row, the others by the headings and the
// names beside which numbers stand.
func (p *pack) workbook() {
	p.Helper()
	book, err := excelize.OpenReader(bytes.NewReader(readback.Write(p, excel.Write, p.d)))
	if err != nil {
		p.Fatal(err)
	}
	defer book.Close()
	w := report.WordsOfBook(p.d.Lang)
	r := &bookReader{pack: p, w: w, seen: map[place]map[string]bool{}}
	for _, s := range book.GetSheetList() {
		rows, err := book.GetRows(s, excelize.Options{RawCellValue: true})
		if err != nil {
			p.Fatal(err)
		}
		for y, row := range rows {
			for x, c := range row {
				if strings.HasPrefix(c, "#") || c == "NaN" || c == "+Inf" {
					p.differ("sheet %s, row %d, column %d is %q", s, y+1, x+1, c)
				}
			}
		}
		switch s {
		case w.Figures: // the summary and the others come before it, and stand in for themselves
			before := r.seen
			r.seen = map[place]map[string]bool{}
			r.list(rows)
			r.complete()
			r.seen = before
		case report.WordsOfCase(p.d.Lang).Sheet:
			r.businessCase(rows)
		case report.WordsOfMore(p.d.Lang).Sheet:
			r.sheet(s, rows, report.OfPair, report.OfImportance, report.OfRival)
		case w.Themes:
			r.sheet(s, rows, report.OfCode)
		case w.Summary:
			r.sheet(s, rows, report.OfTheme)
		case w.Stages:
			r.sheet(s, rows, report.OfStage, report.OfClock)
		case w.Reasons:
			r.sheet(s, rows, report.OfReason, report.OfDecided)
		}
	}
	r.complete(report.OfCode, report.OfTheme, report.OfStage, report.OfReason, report.OfDecided, report.OfClock, report.OfPair, report.OfImportance, report.OfRival)
}

// bookReader reads a workbook.
type bookReader struct {
	*pack
	w    report.BookWords
	seen map[place]map[string]bool // the fields of figures that were found beside their names
}

// list reads the sheet of figures.
func (r *bookReader) list(rows [][]string) {
	at := map[string]int{}
	head := slices.IndexFunc(rows, func(row []string) bool { return slices.Contains(row, r.w.GroupKey) })
	if head < 0 {
		r.differ("the sheet of figures has no headings")
		return
	}
	for i, h := range rows[head] {
		at[h] = i
	}
	rows = rows[head+1:]
	if len(rows) != len(r.d.Figures) {
		r.differ("the sheet of figures has %d rows for %d figures", len(rows), len(r.d.Figures))
		return
	}
	for i, f := range r.d.Figures {
		cell := func(name string) string {
			if c, ok := at[name]; ok && c < len(rows[i]) {
				return rows[i][c]
			}
			return ""
		}
		group := f.Group
		if group == "" {
			group = "all"
		}
		if cell(r.w.Subject) != string(f.Subject) || cell(r.w.Key) != f.Key || cell(r.w.Measure) != f.Measure.String() || cell(r.w.GroupKey) != group || cell(r.w.Group) != f.Of.String() {
			r.differ("figures, row %d is %q, want %+v", i+1, rows[i], f)
			continue
		}
		page, _ := strconv.Atoi(cell(r.w.Page))
		if page != f.Page {
			r.differ("figures, row %d is on page %d, want %d", i+1, page, f.Page)
		}
		r.field(f, "base", cell(r.w.Base))
		if f.HasValue {
			r.field(f, "value", cell(r.w.Value))
			if f.High > 0 || !f.Shown {
				r.field(f, "low", cell(r.w.Low))
				r.field(f, "high", cell(r.w.High))
			}
			continue
		}
		r.field(f, "interviews", cell(r.w.Interviews))
		r.field(f, "share", cell(r.w.Share))
		if f.Subject != report.OfHeard {
			r.field(f, "low", cell(r.w.Low))
			r.field(f, "high", cell(r.w.High))
		}
		if f.Mentions >= 0 {
			r.field(f, "mentions", cell(r.w.Mentions))
		}
	}
}

// column is what stands under a heading.
type column struct{ group, field string }

// sheet reads tables: a row of headings says what is below, a name at the left whose it is.
func (r *bookReader) sheet(name string, rows [][]string, subjects ...report.Subject) {
	var heads map[int]column
	for y, row := range rows {
		if h := r.heads(row); len(h) > 0 {
			heads = h
			continue
		}
		for x, col := range heads {
			if x >= len(row) || row[x] == "" {
				continue
			}
			f, ok := r.find(row[:x], col, subjects)
			if !ok {
				if _, err := strconv.ParseFloat(row[x], 64); err == nil {
					r.differ("sheet %s, row %d: %s stands under %v and belongs to nothing: %q", name, y+1, row[x], col, row[:min(3, len(row))])
				}
				continue
			}
			r.field(f, col.field, row[x])
		}
	}
}

// heads reads a row of headings: "Lost: interviews", "Lost (21)", "Told", "Told: share".
func (r *bookReader) heads(row []string) map[int]column {
	fields := map[string]string{r.w.Interviews: "interviews", r.w.Base: "base", r.w.Share: "share", r.w.Low: "low", r.w.High: "high", r.w.Mentions: "mentions", r.w.Months: "value"}
	of := map[string]string{r.w.AllInterviews: "", r.w.Believed: "believed", r.w.Recorded: "recorded", r.w.Told: "told", r.w.Decided: "decided"}
	bases := map[string]int{}
	for _, f := range r.d.Figures {
		if f.Subject != report.OfHeard && f.Subject != report.OfClock {
			of[f.Of.String()] = f.Group
			if f.Group == "" {
				of[f.Of.String()], of[r.w.AllInterviews] = "", ""
			}
			bases[f.Group] = f.N
		}
	}
	heads := map[int]column{}
	clock := slices.Contains(row, r.w.Clock) && slices.Contains(row, r.w.Months)
	for x, c := range row {
		if clock && fields[c] != "" {
			heads[x] = column{"", fields[c]}
			continue
		}
		if g, ok := of[c]; ok && x > 0 && slices.Contains(row, r.w.Reason) {
			heads[x] = column{g, "interviews"}
			continue
		}
		if strings.Contains(c, ": ") {
			for label, field := range fields {
				for name, g := range of {
					if c == r.w.Under(name, label) {
						heads[x] = column{g, field}
					}
				}
			}
			continue
		}
		var n int
		if at := strings.LastIndex(c, " ("); at > 0 {
			if _, err := fmt.Sscanf(c[at:], " (%d)", &n); err == nil {
				if g, ok := of[c[:at]]; ok {
					heads[x] = column{g, "interviews"}
				}
			}
			continue
		}
	}
	return heads
}

// find is the figure that a number under a heading belongs to, by the nearest name to its left.
func (r *bookReader) find(left []string, col column, subjects []report.Subject) (report.Figure, bool) {
	for i := len(left) - 1; i >= 0; i-- {
		if left[i] == "" {
			continue
		}
		for _, f := range r.d.Figures {
			if f.Measure.String() != left[i] || !slices.Contains(subjects, f.Subject) {
				continue
			}
			kind, _, _ := strings.Cut(f.Key, ":")
			switch f.Subject {
			case report.OfReason:
				if kind == col.group {
					return f, true
				}
			default:
				if f.Group == col.group {
					return f, true
				}
			}
		}
	}
	return report.Figure{}, false
}

// field holds one cell against a figure.
func (r *bookReader) field(f report.Figure, field, cell string) {
	at := place{f.Subject, f.Key, f.Group}
	if r.seen[at] == nil {
		r.seen[at] = map[string]bool{}
	}
	if !f.Shown && field != "base" {
		if cell != r.w.Withheld && !(field == "mentions" && cell == "") {
			r.differ("the workbook has %q as %s of a withheld figure, %+v", cell, field, f)
		}
		return
	}
	r.seen[at][field] = true
	want := map[string]float64{"interviews": float64(f.X), "base": float64(f.N), "share": f.Share(), "low": f.Low, "high": f.High, "mentions": float64(f.Mentions), "value": f.Value}[field]
	if v, err := strconv.ParseFloat(cell, 64); err != nil || math.Abs(v-want) > 1e-9 {
		r.differ("the workbook has %q as %s of %s %s of %q, want %v", cell, field, f.Subject, f.Key, f.Group, want)
	}
}

// complete complains of shown figures of some subjects, or of all, that are not given whole.
func (r *bookReader) complete(subjects ...report.Subject) {
	for _, f := range r.d.Figures {
		if !f.Shown || len(subjects) > 0 && (!slices.Contains(subjects, f.Subject) || f.Subject == report.OfTheme && f.Group == "" && len(r.d.Groups(report.OfTheme)) > 1) {
			continue // of themes that are compared, the sheet gives the groups
		}
		need := []string{"interviews", "base", "share"}
		if f.HasValue {
			need = []string{"value", "base"}
		}
		if f.Subject != report.OfHeard && !f.HasValue {
			need = append(need, "low", "high")
		}
		for _, n := range need {
			if !r.seen[place{f.Subject, f.Key, f.Group}][n] {
				r.differ("the workbook lacks %s of %+v", n, f)
			}
		}
	}
}

// businessCase holds the sums that stand beside their formulas against the case, and its counts against their figures.
func (r *bookReader) businessCase(rows [][]string) {
	if r.d.Case == nil {
		r.differ("the workbook has a business case, the pack none")
		return
	}
	has := func(name string, want ...float64) {
		for _, row := range rows {
			if len(row) == 0 || row[0] != name {
				continue
			}
			found := 0
			for _, v := range want {
				if slices.ContainsFunc(row[1:], func(c string) bool {
					got, err := strconv.ParseFloat(c, 64)
					return err == nil && math.Abs(got-v) < 1e-6*math.Max(1, math.Abs(v))
				}) {
					found++
				}
			}
			if found == len(want) {
				return
			}
		}
		r.differ("the business case has no row %q with %v", name, want)
	}
	for _, l := range r.d.Case.Causes {
		f := r.figures[place{report.OfReason, l.Key, ""}]
		if l.Shown != f.Shown || l.Shown && (l.X != f.X || l.N != f.N || l.Share.Low != f.Low || l.Share.High != f.High) {
			r.differ("the case says %+v, the figure is %+v", l, f)
		}
		if l.Shown {
			has(l.Name.String(), float64(l.X), float64(l.N), l.Share.Low, l.Share.Likely, l.Share.High, l.Value.Low, l.Value.Likely, l.Value.High)
		}
	}
	for _, l := range r.d.Case.Levers {
		if l.Shown {
			has(l.Name.String()+" ("+l.Cause.String()+")", float64(l.X), float64(l.N), l.Wasted.Low, l.Wasted.Likely, l.Wasted.High)
		}
	}
}
