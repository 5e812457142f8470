package excel

import (
	"cmp"
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

// sheet is a sheet in the making; columns and rows count from 1. Its cells are kept till it is whole, since widths come
// before rows in the file; then they are streamed.
type sheet struct {
	b       *book
	name    string
	rows    [][]field
	tall    map[int]float64 // heights of rows, in points
	widths  map[int]float64
	head    int    // row of the headings; 0 none
	fixed   int    // columns that stay in sight
	across  int    // printed pages side by side; 0: as many as it takes
	down    int    // printed pages one under the other; 0: see pagesDown
	area    string // what is printed; "" everything
	wraps   []wrapped
	merged  [][2]string
	charts  []placedChart
	table   *excelize.Table
	formula bool // some cell is worked out from others
}

// field is what a cell holds.
type field struct {
	value any // a string, int, float64, time.Time or worked
	style int
}

// worked is a formula with what comes out of it now.
type worked struct {
	formula string
	v       float64
}

// wrapped is a cell whose text takes several lines, over so many columns.
type wrapped struct {
	col, row, cols int
	words          string
}

// placedChart is a chart and the cell at its corner.
type placedChart struct {
	at    string
	chart *excelize.Chart
}

// The widths of columns, in characters, and the heights of rows, in points.
const (
	narrowest = 7.0
	widest    = 64.0
	tallest   = 409.0
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

// put keeps what a cell will hold.
func (s *sheet) put(col, row int, f field) {
	for len(s.rows) < row {
		s.rows = append(s.rows, nil)
	}
	r := s.rows[row-1]
	if r == nil {
		r = make([]field, 0, max(col, 6))
	}
	for len(r) < col {
		r = append(r, field{})
	}
	r[col-1] = f
	s.rows[row-1] = r
}

// text puts words into a cell, never as a formula. Words that are too long for one line take several.
func (s *sheet) text(col, row int, words string, style int) {
	words = clean(words)
	st := s.b.s
	if style == st.text && float64(utf8.RuneCountInString(words))*1.06+2 > widest {
		style = st.wrap
	}
	s.put(col, row, field{value: words, style: style})
	if style == st.wrap || style == st.strong {
		s.wraps = append(s.wraps, wrapped{col, row, 1, words})
	}
	if style == st.wrap || style == st.text || style == st.strong || style == st.head || style == st.withheld {
		s.fit(col, words, style)
	}
}

// spread puts words into a cell that reaches over several columns.
func (s *sheet) spread(col, row, cols int, words string, style int) {
	words = clean(words)
	s.put(col, row, field{value: words, style: style})
	for c := col + 1; c < col+cols; c++ {
		s.put(c, row, field{style: style})
	}
	s.merged = append(s.merged, [2]string{cell(col, row), cell(col+cols-1, row)})
	s.wraps = append(s.wraps, wrapped{col, row, cols, words})
}

// fit notes how wide a column has to be. Headings may break between words.
func (s *sheet) fit(col int, words string, style int) {
	longest := 0
	for l := range strings.SplitSeq(words, "\n") {
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
	s.put(col, row, field{value: v, style: style})
	s.widths[col] = math.Max(s.widths[col], narrowest+2)
}

func (s *sheet) whole(col, row, v, style int) {
	s.put(col, row, field{value: v, style: style})
	s.widths[col] = math.Max(s.widths[col], narrowest)
}

// work puts in a formula with what comes out of it now.
func (s *sheet) work(col, row int, formula string, v float64, style int) {
	s.put(col, row, field{value: worked{formula, v}, style: style})
	s.formula = true
	s.widths[col] = math.Max(s.widths[col], narrowest+4)
}

func (s *sheet) date(col, row int, t time.Time) {
	if t.IsZero() {
		return
	}
	s.put(col, row, field{value: time.Date(t.Year(), t.Month(), t.Day(), 0, 0, 0, 0, time.UTC), style: s.b.s.date})
}

// height sets how tall a row is at least, in points.
func (s *sheet) height(row int, points float64) {
	s.tall[row] = math.Max(s.tall[row], points)
}

// withheld hatches a cell and says why it is empty.
func (s *sheet) withheld(col, row int) { s.text(col, row, s.b.w.Withheld, s.b.s.withheld) }

// title is the sheet's name for a reader, and what it shows.
func (s *sheet) title(title, note string) {
	if s.b.d.Draft { // a sheet may be passed on by itself
		title = s.b.w.Draft + "  ·  " + title
	}
	s.text(1, 1, title, s.b.s.title)
	s.text(1, 2, note, s.b.s.note)
	s.height(1, 24)
}

// heads writes headings from a column on; the first call freezes what is above and left of the data.
func (s *sheet) heads(col, row int, names ...string) {
	for i, n := range names {
		s.text(col+i, row, n, s.b.s.head)
	}
	s.height(row, 32)
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
		names = append(names, w.Under(group, n))
	}
	s.heads(col, row, names...)
}

// finish sets panes and printing, and writes the cells.
func (s *sheet) finish() {
	f, yes, no := s.b.f, true, false
	s.heights()
	last := 1
	for _, r := range s.rows {
		last = max(last, len(r))
	}
	s.b.do(f.SetSheetDimension(s.name, "A1:"+cell(last, max(1, len(s.rows)))))
	if s.head > 0 {
		s.b.do(f.SetPanes(s.name, &excelize.Panes{Freeze: true, XSplit: s.fixed, YSplit: s.head, TopLeftCell: cell(s.fixed+1, s.head+1), ActivePane: pane(s.fixed)}))
		s.b.do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Titles", RefersTo: s.titles(), Scope: s.name}))
	}
	landscape, a4, across := "landscape", 9, s.pagesAcross()
	down := cmp.Or(s.down, s.pagesDown(across))
	if s.area != "" {
		s.b.do(f.SetDefinedName(&excelize.DefinedName{Name: "_xlnm.Print_Area", RefersTo: s.area, Scope: s.name}))
	}
	s.b.do(f.SetPageMargins(s.name, &excelize.PageLayoutMarginsOptions{Left: inches(.45), Right: inches(.45), Top: inches(.55), Bottom: inches(.6), Header: inches(.3), Footer: inches(.3)}))
	s.b.do(f.SetPageLayout(s.name, &excelize.PageLayoutOptions{Orientation: &landscape, Size: &a4, FitToWidth: &across, FitToHeight: &down}))
	s.b.do(f.SetSheetProps(s.name, &excelize.SheetPropsOptions{FitToPage: &yes}))
	foot := "&L" + strings.ReplaceAll(clean(s.b.d.Title.String()), "&", "&&") + "  ·  " + s.b.w.Anonymised + "&R" + s.b.w.PageOf
	if utf8.RuneCountInString(foot) > 240 {
		foot = "&L" + s.b.w.Anonymised + "&R" + s.b.w.PageOf
	}
	s.b.do(f.SetHeaderFooter(s.name, &excelize.HeaderFooterOptions{OddFooter: foot, OddHeader: s.overPages()}))
	s.b.do(f.SetSheetView(s.name, 0, &excelize.ViewOptions{ShowGridLines: &no}))
	for _, c := range slices.Sorted(maps.Keys(s.widths)) {
		name, err := excelize.ColumnNumberToName(c)
		s.b.do(err)
		s.b.do(f.SetColWidth(s.name, name, name, math.Max(s.widths[c], narrowest)))
	}
	if s.formula {
		s.place()
	} else {
		s.stream()
	}
}

func inches(v float64) *float64 { return &v }

// overPages is what stands over each printed page: that it is a draft, and the line on confidentiality.
func (s *sheet) overPages() string {
	var head string
	if s.b.d.Draft {
		head = "&L" + s.b.w.Draft
	}
	if c := strings.ReplaceAll(clean(s.b.d.Confidential.String()), "&", "&&"); c != "" && utf8.RuneCountInString(head+c) < 240 {
		head += "&R" + c
	}
	return head
}

// pagesAcross is how many pages a sheet is printed across, so that its type stays readable.
func (s *sheet) pagesAcross() int {
	if s.across > 0 {
		return s.across
	}
	const perPage = 225.0 // characters at a size that can be read
	return max(1, int(math.Ceil(s.wide()/perPage)))
}

// wide is how wide a sheet is, in characters.
func (s *sheet) wide() float64 {
	w := 0.0
	for _, v := range s.widths {
		w += math.Max(v, narrowest)
	}
	return w
}

// pagesDown is how many pages a sheet is printed down, 0 for as many as it takes: a last page of a few rows is spared
// by setting all a little smaller.
func (s *sheet) pagesDown(across int) int {
	const chars, lines = 150.0, 34.0 // of a page at full size
	if len(s.wraps) > 0 {
		return 0
	}
	again := 0.0 // the columns that stand on every page
	for c := 1; c <= s.fixed; c++ {
		again += s.widths[c] * float64(across-1)
	}
	scale := math.Min(1, chars*float64(across)/math.Max(1, s.wide()+again))
	pages := float64(len(s.rows)) * scale / lines
	if whole := math.Floor(pages); whole >= 1 && pages-whole < .2 {
		return int(whole)
	}
	return 0
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
	for _, w := range s.wraps {
		wide := -1.0
		for c := w.col; c < w.col+w.cols; c++ {
			wide += math.Max(s.widths[c], narrowest)
		}
		n := 0
		for l := range strings.SplitSeq(w.words, "\n") {
			n += max(1, int(math.Ceil(float64(utf8.RuneCountInString(l))*1.08/math.Max(1, wide))))
		}
		if n > 1 {
			s.height(w.row, math.Min(tallest, line*float64(n)+1))
		}
	}
}

func pane(fixed int) string {
	if fixed > 0 {
		return "bottomRight"
	}
	return "bottomLeft"
}

// list makes a native table of a range with headings, for filters, sorting and formulas by name. A sheet has one.
func (s *sheet) list(name string, fromCol, row, toCol, toRow int) {
	if toRow > row {
		no := false
		s.table = &excelize.Table{Name: name, Range: cell(fromCol, row) + ":" + cell(toCol, toRow), ShowRowStripes: &no}
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
