package excel

import (
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// reasons is believed, recorded, told and decided side by side, and what decided by what was told.
func (b *book) reasons(s *sheet) {
	w := b.w
	s.title(w.Reasons, w.ReasonsNote)
	const head = 4
	kinds := []struct{ key, name string }{{"believed", w.Believed}, {"recorded", w.Recorded}, {"told", w.Told}, {"decided", w.Decided}}
	s.heads(1, head, w.Reason)
	s.fixed = 1
	for i, k := range kinds {
		s.shareHeads(2+5*i, head, k.name)
	}
	line := map[string]int{}
	for _, r := range b.d.Rows(report.OfReason) {
		kind, ref, _ := strings.Cut(r.Key, ":")
		y, ok := line[ref]
		if !ok {
			y = head + 1 + len(line)
			line[ref] = y
			s.text(1, y, r.Measure.String(), b.s.strong)
		}
		for i, k := range kinds {
			if k.key == kind {
				s.measure(2+5*i, y, r.Total, false)
			}
		}
	}
	last := head + len(line)
	s.list("ReasonTable", 1, head, 21, last)
	s.define("FourReasons", 1, head, 21, last)
	s.withheldNote(last + 1)
	b.decided(s, last+4)
}

// shareHeads is the headings of a count that stands under a name: interviews, base, share, low, high.
func (s *sheet) shareHeads(col, row int, name string) {
	w := s.b.w
	heads := []string{name}
	for _, n := range []string{w.Base, w.Share, w.Low, w.High} {
		heads = append(heads, w.Under(name, n))
	}
	s.heads(col, row, heads...)
}

func (b *book) decided(s *sheet, row int) {
	rows, groups := b.d.Rows(report.OfDecided), b.d.Groups(report.OfDecided)
	if len(rows) == 0 {
		return
	}
	s.text(1, row, b.w.DecidedNote, b.s.label)
	s.heads(1, row+1, b.w.Reason)
	for i, g := range groups {
		s.shareHeads(2+5*i, row+1, name(g, b.w))
	}
	for i, r := range rows {
		y := row + 2 + i
		s.text(1, y, r.Measure.String(), b.s.strong)
		for j, f := range append([]report.Figure{r.Total}, r.Groups...) {
			s.measure(2+5*j, y, f, false)
		}
	}
}

// quotes is the cleared quotes.
func (b *book) quotes(s *sheet) {
	w := b.w
	s.title(w.Quotes, w.QuotesNote)
	const head = 4
	s.heads(1, head, w.Theme, w.Code, w.Quote, w.SignedAs, w.Outcome, w.Reworded)
	s.widths[3] = widest
	for i, q := range b.d.Quotes {
		y := head + 1 + i
		s.text(1, y, q.Theme.String(), b.s.wrap)
		s.text(2, y, q.Code.String(), b.s.wrap)
		s.text(3, y, q.Words.String(), b.s.wrap)
		s.text(4, y, q.Who.String(), b.s.wrap)
		s.text(5, y, q.Of.String(), b.s.wrap)
		if q.Reworded {
			s.text(6, y, w.Yes, b.s.text)
		}
	}
	last := head + len(b.d.Quotes)
	s.widths[1], s.widths[2], s.widths[4] = min(s.widths[1], 28), min(s.widths[2], 34), min(s.widths[4], 28)
	s.list("QuoteTable", 1, head, 6, last)
}

// stories is the cleared stories, each with whose it is.
func (b *book) stories(s *sheet) {
	w := b.w
	s.title(w.Stories, w.StoriesNote)
	const head = 4
	s.heads(1, head, w.Title, w.Whose, w.Story)
	s.widths[3] = 110
	y := head + 1
	for _, l := range b.d.Stories {
		for i, p := range l.Paragraphs { // one a row: no row is taller than a page
			if i == 0 {
				s.text(1, y, l.Title.String(), b.s.wrap)
				s.text(2, y, l.Label.String(), b.s.wrap)
			}
			s.text(3, y, p.String(), b.s.wrap)
			y++
		}
	}
	s.widths[1], s.widths[2] = 28, 28
}

// figures is every figure of the pack, one a row.
func (b *book) figures(s *sheet) {
	w := b.w
	s.title(w.Figures, w.FiguresNote)
	const head = 4
	names := []string{w.Subject, w.Measure, w.Stage, w.Group, w.Interviews, w.Base, w.Share, w.Low, w.High, w.Mentions, w.Value, w.Status, w.Why, w.Page, w.Key, w.GroupKey}
	s.heads(1, head, names...)
	s.fixed = 2
	for i, f := range b.d.Figures {
		b.figure(s, head+1+i, f)
	}
	last := head + len(b.d.Figures)
	s.widths[2], s.widths[13] = min(s.widths[2], 48), max(s.widths[13], 32)
	const keys, perPage = 2, 72 // keys are for formulas, not for paper
	s.across, s.down = 1, (last+perPage-1)/perPage
	s.area = s.span(1, 1, len(names)-keys, max(last, head+1))
	s.list("FigureTable", 1, head, len(names), last)
	s.define("AllFigures", 1, head, len(names), max(last, head+1))
}

func (b *book) figure(s *sheet, y int, f report.Figure) {
	s.text(1, y, string(f.Subject), b.s.text)
	s.text(2, y, f.Measure.String(), b.s.wrap)
	if f.Stage > 0 {
		s.whole(3, y, f.Stage, b.s.whole)
	}
	group := f.Group
	if group == "" {
		group = "all"
	}
	s.text(4, y, f.Of.String(), b.s.text)
	s.whole(6, y, f.N, b.s.whole)
	if f.Page > 0 {
		s.whole(14, y, f.Page, b.s.whole)
	}
	s.text(15, y, f.Key, b.s.text)
	s.text(16, y, group, b.s.text)
	if !f.Shown {
		for _, c := range []int{5, 7, 8, 9, 10, 11} {
			s.withheld(c, y)
		}
		s.text(12, y, b.w.Withheld, b.s.text)
		s.text(13, y, b.w.WhyWithheld, b.s.text)
		return
	}
	s.text(12, y, b.w.Shown, b.s.text)
	s.whole(5, y, f.X, b.s.whole)
	if f.HasValue {
		s.number(11, y, f.Value, b.s.decimal)
		if f.High > 0 {
			s.number(8, y, f.Low, b.s.decimal)
			s.number(9, y, f.High, b.s.decimal)
		}
		return
	}
	s.number(7, y, f.Share(), b.s.percent)
	if f.Subject != report.OfHeard {
		s.number(8, y, f.Low, b.s.percent)
		s.number(9, y, f.High, b.s.percent)
	}
	if f.Mentions >= 0 {
		s.whole(10, y, f.Mentions, b.s.whole)
	}
}

// codebook is what each code means.
func (b *book) codebook(s *sheet) {
	s.across = 1 // what a code takes in and leaves out stands beside its name on paper too
	w := b.w
	s.title(w.Codebook, w.CodebookNote)
	const head = 4
	s.heads(1, head, w.Stage, w.StageName, w.Ref, w.Code, w.Definition, w.Include, w.Exclude)
	for i, c := range b.d.Codebook {
		y := head + 1 + i
		s.whole(1, y, c.Stage, b.stageStyle(c.Stage))
		s.text(2, y, c.StageName.String(), b.s.wrap)
		s.text(3, y, c.Ref, b.s.text)
		s.text(4, y, c.Name.String(), b.s.strong)
		s.text(5, y, c.Definition.String(), b.s.wrap)
		s.text(6, y, c.Include.String(), b.s.wrap)
		s.text(7, y, c.Exclude.String(), b.s.wrap)
	}
	for c, most := range map[int]float64{2: 26, 4: 32, 5: 46, 6: 40, 7: 40} {
		s.widths[c] = min(s.widths[c], most)
	}
	s.list("CodebookTable", 1, head, 7, head+len(b.d.Codebook))
}

// method is how it was made, and its limits.
func (b *book) method(s *sheet) {
	w := b.w
	s.title(w.Method, w.MethodNote)
	const head = 4
	s.heads(1, head, w.Topic, w.Text)
	y := head + 1
	for _, part := range b.d.Method {
		for i, t := range part.Paragraphs {
			if i == 0 {
				s.text(1, y, part.Heading.String(), b.s.strong)
			}
			s.text(2, y, t.String(), b.s.wrap)
			y++
		}
	}
	s.widths[2] = 110
}

// series is a row of bars: the categories of one column, the values of another.
// Its name is the heading of the values.
func (s *sheet) series(colour string, cats, vals, from, to int) excelize.ChartSeries {
	return excelize.ChartSeries{Name: quoted(s.name) + "!" + s.fixedCell(vals, from-1), Categories: s.span(cats, from, cats, to), Values: s.span(vals, from, vals, to),
		Fill: excelize.Fill{Type: "pattern", Pattern: 1, Color: []string{colour}}}
}

// The number formats of charts.
const (
	inPercent = "0%"
	inWhole   = "0"
)

// chart puts a native bar chart beside its table, with words for those who cannot see it.
func (s *sheet) chart(at, title, format string, series []excelize.ChartSeries, bars int, width uint) {
	if len(series) == 0 {
		return
	}
	font := excelize.Font{Color: slate, Size: 9}
	zero := 0.0
	gap := uint(60)
	legend := "top"
	if len(series) == 1 {
		legend = "none"
	}
	s.charts = append(s.charts, placedChart{at, &excelize.Chart{
		Type: excelize.Bar, Series: series, GapWidth: &gap,
		Format:    excelize.GraphicOptions{AltText: strings.Replace(s.b.w.ChartAlt, "%s", title, 1), Positioning: "oneCell"},
		Title:     excelize.ChartTitle{Paragraph: []excelize.RichTextRun{{Text: title, Font: &excelize.Font{Bold: true, Color: ink, Size: 11}}}},
		Legend:    excelize.ChartLegend{Position: legend, Font: &font},
		XAxis:     excelize.ChartAxis{ReverseOrder: true, Font: font},
		YAxis:     excelize.ChartAxis{MajorGridLines: true, Minimum: &zero, Font: font, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}},
		PlotArea:  excelize.ChartPlotArea{ShowVal: true, NumFmt: excelize.ChartNumFmt{CustomNumFmt: format}},
		Dimension: excelize.ChartDimension{Width: width, Height: uint(110 + 24*bars)},
	}})
}
