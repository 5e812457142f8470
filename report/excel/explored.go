package excel

import (
	"cmp"
	"slices"
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// moreSubjects are what the sheet of further figures holds.
var moreSubjects = []report.Subject{report.OfImportance, report.OfPair, report.OfRival}

// hasMore says whether the pack has any such figure.
func (b *book) hasMore() bool {
	return slices.ContainsFunc(b.d.Figures, func(f report.Figure) bool { return slices.Contains(moreSubjects, f.Subject) })
}

// explored is what the appendix shows beside the pages: how often each theme decided, helped and hurt, which themes were
// named together, and how often deals were won against each competitor; each with its interval.
func (b *book) explored(s *sheet) {
	w := report.WordsOfMore(b.d.Lang)
	s.title(w.Sheet, w.Note)
	row := b.further(s, 4, report.OfRival, w.Rivals, w.Rival, "HeadToHead", "")
	row = b.further(s, row, report.OfImportance, w.Decides, w.Measure, "Importance", "decided:")
	row = b.further(s, row, report.OfPair, w.Together, w.Together, "NamedTogether", "")
	s.withheldNote(row)
	s.head = 0 // several tables: none of their headings stays
	s.across = 1
}

// further is a table of one kind of figure from a row on, coloured by how many have it, with a chart of the shown ones
// whose keys begin so. It answers the row after it.
func (b *book) further(s *sheet, row int, of report.Subject, title, head, name, charted string) int {
	var figures []report.Figure
	for _, f := range b.d.Figures {
		if f.Subject == of && f.Group == "" {
			figures = append(figures, f)
		}
	}
	if len(figures) == 0 {
		return row
	}
	drawn := func(f report.Figure) int {
		if f.Shown && strings.HasPrefix(f.Key, charted) {
			return 0
		}
		return 1
	}
	slices.SortStableFunc(figures, func(x, y report.Figure) int {
		if d := drawn(x) - drawn(y); d != 0 {
			return d
		}
		if of == report.OfImportance { // by what is counted, and by theme
			return cmp.Or(cmp.Compare(partOf(x), partOf(y)), strings.Compare(x.Key, y.Key))
		}
		return y.X - x.X
	})
	s.text(1, row, title, b.s.label)
	s.heads(1, row+1, head)
	s.measureHeads(2, row+1, b.w.AllInterviews, false)
	bars, most := 0, 0
	for i, f := range figures {
		s.text(1, row+2+i, f.Measure.String(), b.s.strong)
		s.measure(2, row+2+i, f, false)
		bars, most = bars+1-drawn(f), max(most, f.N)
	}
	last := row + 1 + len(figures)
	s.define(name, 1, row+1, 6, last)
	if of != report.OfRival {
		s.heat(2, row+2, last, most)
	}
	if bars = min(bars, 12); bars > 0 {
		series := []excelize.ChartSeries{s.series(slate, 1, 4, row+2, row+1+bars)}
		s.chart(cell(8, row), title, inPercent, series, bars, 620)
	}
	return max(last+3, row+8+(110+24*bars)/18)
}

// partOf is the place of a figure's measure among those behind importance.
func partOf(f report.Figure) int {
	part, _, _ := strings.Cut(f.Key, ":")
	return slices.Index([]string{"decided", "said", "hurt", "helped", "both"}, part)
}
