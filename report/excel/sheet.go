package excel

import (
	"maps"
	"math"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// sheet is a sheet in the making; columns and rows count from 1.
type sheet struct {
	b      *book
	name   string
	widths map[int]float64
	head   int // row of the headings; 0 none
	fixed  int // columns that stay in sight
	across int // printed pages side by side; 0: as many as it takes
	wraps  []wrapped
}

// wrapped is a cell whose text takes several lines.
type wrapped struct {
	col, row int
	words    string
}

// The widths of columns, in characters.
const (
	narrowest = 7.0
	widest    = 64.0
	// mostText is the most UTF-16 units that a cell holds.
	mostText = 32767
)

func cell(col, row int) string {
	s, err := excelize.CoordinatesToCellName(col, row)
	if err != nil {
		return "A1"
	}
	return s
}

// text puts words into a cell. SetCellStr never makes a formula of them.
func (s *sheet) text(col, row int, words string, style int) {
	words = clean(words)
	s.b.do(s.b.f.SetCellStr(s.name, cell(col, row), words))
	s.style(col, row, style)
	if style == s.b.s.wrap || style == s.b.s.strong {
		s.wraps = append(s.wraps, wrapped{col, row, words})
	}
	if style == s.b.s.wrap || style == s.b.s.text || style == s.b.s.strong || style == s.b.s.head || style == s.b.s.withheld {
		s.fit(col, words, style)
	}
}

// fit notes how wide a column has to be. Headings may break between words.
func (s *sheet) fit(col int, words string, style int) {
	longest := 0
	for _, l := range strings.Split(words, "\n") {
		longest = max(longest, utf8.RuneCountInString(l))
	}
	if style == s.b.s.head {
		longest = 0
		for _, w := range strings.Fields(words) {
			longest = max(longest, utf8.RuneCountInString(w)+1)
		}
	}
	s.widths[col] = math.Max(s.widths[col], math.Min(widest, float64(longest)*1.06+2))
}

func (s *sheet) number(col, row int, v float64, style int) {
	s.b.do(s.b.f.SetCellFloat(s.name, cell(col, row), v, -1, 64))
	s.style(col, row, style)
	s.widths[col] = math.Max(s.widths[col], narrowest+2)
}

func (s *sheet) whole(col, row, v, style int) {
	s.b.do(s.b.f.SetCellInt(s.name, cell(col, row), int64(v)))
	s.style(col, row, style)
	s.widths[col] = math.Max(s.widths[col], narrowest)
}

func (s *sheet) date(col, row int, t time.Time) {
	if t.IsZero() {
		return
	}
	day := time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC)
	s.b.do(s.b.f.SetCellValue(s.name, cell(col, row), day))
	s.style(col, row, s.b.s.date)
}

func (s *sheet) style(col, row, style int) {
	s.b.do(s.b.f.SetCellStyle(s.name, cell(col, row), cell(col, row), style))
}

// withheld hatches a cell and says why it is empty.
func (s *sheet) withheld(col, row int) { s.text(col, row, s.b.w.Withheld, s.b.s.withheld) }

// title is the sheet's name for a reader, and what it shows.
func (s *sheet) title(title, note string) {
	s.text(1, 1, title, s.b.s.title)
	s.text(1, 2, note, s.b.s.note)
	s.b.do(s.b.f.SetRowHeight(s.name, 1, 24))
}

// heads writes headings from a column on; the first call freezes what is above and left of the data.
func (s *sheet) heads(col, row int, names ...string) {
	for i, n := range names {
		s.text(col+i, row, n, s.b.s.head)
	}
	s.b.do(s.b.f.SetRowHeight(s.name, row, 32))
	if s.head == 0 {
		s.head = row
	}
}

// measure is the columns of a released count: interviews, base, share, low, high, and mentions if wanted.
func (s *sheet) measure(col, row int, f report.Figure, mentions bool) {
	if f.Measure.Empty() && f.Key == "" {
		return
	}
	st := s.b.s
	if !f.Shown {
		s.withheld(col, row)
		s.whole(col+1, row, f.N, st.whole)
		for i := 2; i < 5; i++ {
			s.withheld(col+i, row)
		}
		if mentions {
			s.withheld(col+5, row)
		}
		return
	}
	s.whole(col, row, f.X, st.whole)
	s.whole(col+1, row, f.N, st.whole)
	s.number(col+2, row, f.Share(), st.percent)
	s.number(col+3, row, f.Low, st.percent)
	s.number(col+4, row, f.High, st.percent)
	if mentions && f.Mentions >= 0 {
		s.whole(col+5, row, f.Mentions, st.whole)
	}
}

func (s *sheet) measureHeads(col, row int, group string, mentions bool) {
	w := s.b.w
	of := []string{w.Interviews, w.Base, w.Share, w.Low, w.High}
	if mentions {
		of = append(of, w.Mentions)
	}
	var names []string
	for _, n := range of {
		names = append(names, group+": "+strings.ToLower(n))
	}
	s.heads(col, row, names...)
}

// finish sets widths, panes, filters and printing.
func (s *sheet) finish() {
	f, yes := s.b.f, true
	for _, c := range slices.Sorted(maps.Keys(s.widths)) {
		w := s.widths[c]
		name, err := excelize.ColumnNumberToName(c)
		s.b.do(err)
		s.b.do(f.SetColWidth(s.name, name, name, math.Max(w, narrowest)))
	}
	s.heights()
	if s.head > 0 {
		s.b.do(f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: s.fixed, YSplit: s.head, TopLeftCell: cell(s.fixed+1, s.head+1), ActivePane: pane(s.fixed)}))
		s.b.do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: s.titles(), Scope: s.name}))
	}
	landscape, a4, across, down := "landscape", 9, s.pagesAcross(), 0
	s.b.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &across, FitToHeight: &down}))
	s.b.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	foot := "&L" + strings.ReplaceAll(clean(s.b.d.Title.String()), "&", "&&") + "  ·  " + s.b.w.Anonymised + "&R" + s.b.w.PageOf
	if utf8.RuneCountInString(foot) > 240 {
		foot = "&L" + s.b.w.Anonymised + "&R" + s.b.w.PageOf
	}
	s.b.do(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: foot}))
	no := false
	s.b.do(f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
}

// pagesAcross is how many pages a sheet is printed across, so that its type stays readable.
func (s *sheet) pagesAcross() int {
	if s.across > 0 {
		return s.across
	}
	const perPage = 190.0 // characters at a size that can be read
	w := 0.0
	for _, v := range s.widths {
		w += math.Max(v, narrowest)
	}
	return max(1, int(math.Ceil(w/perPage)))
}

// titles is the headings, and the columns that stay in sight, for every printed page.
func (s *sheet) titles() string {
	rows := quoted(s.name) + "!$" + strconv.Itoa(s.head) + ":$" + strconv.Itoa(s.head)
	if s.fixed == 0 {
		return rows
	}
	name, err := excelize.ColumnNumberToName(s.fixed)
	s.b.do(err)
	return quoted(s.name) + "!$A:$" + name + "," + rows
}

// heights makes rows as tall as their wrapped text; not every program does so by itself.
func (s *sheet) heights() {
	const line = 15.0
	most := map[int]int{}
	for _, w := range s.wraps {
		n := 0
		for _, l := range strings.Split(w.words, "\n") {
			n += max(1, int(math.Ceil(float64(utf8.RuneCountInString(l))*1.08/math.Max(1, s.widths[w.col]-1))))
		}
		most[w.row] = max(most[w.row], n)
	}
	for _, row := range slices.Sorted(maps.Keys(most)) {
		if n := most[row]; n > 1 {
			s.b.do(s.b.f.SetRowHeight(s.name, row, math.Min(400, line*float64(n)+1)))
		}
	}
}

func pane(fixed int) string {
	if fixed > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// filter adds the little arrows to a table's headings.
func (s *sheet) filter(fromCol, row, toCol, toRow int) {
	if toRow > row {
		s.b.do(s.b.f.AutoFilter(s.name, cell(fromCol, row)+":"+cell(toCol, toRow), nil))
	}
}

// define gives a range a name for formulas and pivots.
func (s *sheet) define(name string, fromCol, fromRow, toCol, toRow int) {
	s.b.do(s.b.f.SetDefinedName(&excelize.DefinedName{Name: name, RefersTo: s.span(fromCol, fromRow, toCol, toRow)}))
}

// span is a range with its sheet, as charts and names refer to it.
func (s *sheet) span(fromCol, fromRow, toCol, toRow int) string {
	return quoted(s.name) + "!" + s.fixedCell(fromCol, fromRow) + ":" + s.fixedCell(toCol, toRow)
}

// fixedCell is "$B$7".
func (s *sheet) fixedCell(col, row int) string {
	n, err := excelize.CoordinatesToCellName(col, row, true)
	s.b.do(err)
	return n
}

func quoted(name string) string { return "'" + strings.ReplaceAll(name, "'", "''") + "'" }

// clean drops what XML or a cell cannot hold.
func clean(s string) string {
	s = strings.Map(func(r rune) rune {
		switch {
		case r == '\n':
			return r
		case r == '\t' || r == '\r':
			return ' '
		case r < ' ' || r == 0x7F || r == 0xFFFE || r == 0xFFFF || r == utf8.RuneError:
			return -1
		}
		return r
	}, s)
	units := 0
	for i, r := range s {
		units++
		if r > 0xFFFF {
			units++
		}
		if units > mostText {
			return s[:i]
		}
	}
	return s
}
