package excel

import (
	"fmt"
	"sort"
	"strings"

	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// summary is the pack in short: what it asks, its messages, and the themes of lost against won.
func (b *book) summary(s *sheet) {
	w, d := b.w, b.d
	s.title(d.Title.String(), w.Subtitle+"  ·  "+w.Anonymised)
	row := 3
	if !d.Confidential.Empty() {
		s.text(1, row, d.Confidential.String(), b.s.draft)
		row++
	}
	for _, l := range [][2]string{{w.Client, d.Client.String()}, {w.Wave, d.Wave.String()}} {
		if l[1] != "" {
			s.text(1, row, l[0], b.s.label)
			s.text(2, row, l[1], b.s.text)
			row++
		}
	}
	s.text(1, row, w.Issued, b.s.label)
	s.date(2, row, d.Date)
	s.text(1, row+1, w.Base, b.s.label)
	s.whole(2, row+1, d.Base, b.s.whole)
	s.define("Base", 2, row+1, 2, row+1)
	row += 3
	s.text(1, row, w.Decision, b.s.label)
	s.spread(1, row+1, 8, d.Decision.String(), b.s.ask)
	s.height(row+1, 54)
	row = b.messages(s, row+3)
	b.findings(s, row+1)
	s.widths[1] = max(s.widths[1], 36)
	s.across = 1
}

// messages lists the pages with what each says.
func (b *book) messages(s *sheet, row int) int {
	s.text(1, row, b.w.Messages, b.s.label)
	row++
	last := report.Kind("")
	for _, p := range b.d.Pages {
		if p.Kind == last {
			continue
		}
		last = p.Kind
		s.text(1, row, p.Name.String(), b.s.text)
		s.whole(2, row, p.Number, b.s.whole)
		s.spread(3, row, 6, p.Title.String(), b.s.message)
		row++
	}
	s.widths[3] = narrowest
	return row
}

// findings is the themes in lost and won with their intervals, the verdict, and a chart.
func (b *book) findings(s *sheet, row int) {
	w := b.w
	rows, groups := b.d.Rows(report.OfTheme), b.d.Groups(report.OfTheme)
	if len(rows) == 0 {
		return
	}
	if len(groups) > 1 {
		groups = groups[1:] // all interviews stand in the figures
	}
	s.text(1, row, w.Findings, b.s.label)
	s.text(1, row+1, w.FindingsNote, b.s.note)
	head, at := row+2, 2+5*len(groups)
	s.heads(1, head, w.Theme)
	for i, g := range groups {
		s.measureHeads(2+5*i, head, name(g, w), false)
	}
	s.heads(at, head, w.Points, w.PointsLow, w.PointsHigh, w.Verdict)
	s.head = 0 // a summary scrolls as one
	for i, r := range rows {
		figures := r.Groups
		if len(figures) == 0 {
			figures = []report.Figure{r.Total}
		}
		s.text(1, head+1+i, r.Measure.String(), b.s.strong)
		for j, f := range figures {
			s.measure(2+5*j, head+1+i, f, false)
		}
		s.verdict(at, head+1+i, r.Key)
	}
	last := head + len(rows)
	s.define("Findings", 1, head, at+3, last)
	s.list("FindingTable", 1, head, at+3, last)
	s.withheldNote(last + 1)
	var series []excelize.ChartSeries
	for i, g := range groups {
		series = append(series, s.series(colourOf(g.Key), 1, 4+5*i, head+1, last))
	}
	s.chart(cell(1, last+3), w.ChartThemes, inPercent, series, len(rows)*len(series), 900)
}

// verdict is a comparison's difference with its interval, in points and in words.
func (s *sheet) verdict(col, row int, key string) {
	for _, v := range s.b.d.Verdicts {
		if v.Key == key {
			s.number(col, row, v.Diff, s.b.s.points)
			s.number(col+1, row, v.Low, s.b.s.points)
			s.number(col+2, row, v.High, s.b.s.points)
			s.text(col+3, row, v.Words.String(), s.b.s.text)
		}
	}
}

func (s *sheet) withheldNote(row int) { s.text(1, row, s.b.w.WithheldNote, s.b.s.note) }

func name(g report.GroupRef, w report.BookWords) string {
	if g.Key == "" {
		return w.AllInterviews
	}
	return g.Name.String()
}

func colourOf(group string) string {
	switch group {
	case "won", "customers":
		return accent
	case "lost", "not_won":
		return loss
	}
	return slate
}

// themes is every code with all interviews and each group, and the ones heard most as a chart.
func (b *book) themes(s *sheet) {
	w := b.w
	s.title(w.Themes, w.CodesNote)
	rows, groups := b.d.Rows(report.OfCode), b.d.Groups(report.OfCode)
	const head = 4
	s.heads(1, head, w.Stage, w.StageName, w.Code)
	s.fixed = 3
	for i, g := range groups {
		s.measureHeads(4+6*i, head, name(g, w), true)
	}
	for i, r := range rows {
		y := head + 1 + i
		s.whole(1, y, r.Stage, b.stageStyle(r.Stage))
		s.text(2, y, b.d.StageName(r.Stage).String(), b.s.text)
		s.text(3, y, r.Measure.String(), b.s.strong)
		s.measure(4, y, r.Total, true)
		for j, f := range r.Groups {
			s.measure(10+6*j, y, f, true)
		}
	}
	width, last := 3+6*len(groups), head+len(rows)
	s.list("CodeTable", 1, head, width, last)
	s.define("Codes", 1, head, width, last)
	s.withheldNote(last + 2)
	b.mostHeard(s, width+2, head, rows, groups)
	if len(rows) < 90 {
		s.down = 1 // every code of a group on one page
	}
}

// mostHeard is a small table of the codes in most interviews, beside the long one, and its chart.
func (b *book) mostHeard(s *sheet, col, head int, rows []report.FigureRow, groups []report.GroupRef) {
	const most = 12
	var top []report.FigureRow
	for _, r := range rows {
		if r.Total.Shown && r.Total.X > 0 && strings.Contains(r.Key, "-") { // codes, not whole stages
			top = append(top, r)
		}
	}
	sort.SliceStable(top, func(i, j int) bool { return top[i].Total.X > top[j].Total.X })
	top = top[:min(len(top), most)]
	if len(top) == 0 {
		return
	}
	s.text(col, head-1, b.w.MostHeardNote, b.s.label)
	s.heads(col, head, b.w.MostHeard)
	for j, g := range groups {
		n := name(g, b.w)
		s.heads(col+1+3*j, head, b.w.Under(n, b.w.Share), b.w.Under(n, b.w.Low), b.w.Under(n, b.w.High))
	}
	for i, r := range top {
		y := head + 1 + i
		s.text(col, y, r.Measure.String(), b.s.strong)
		for j, f := range append([]report.Figure{r.Total}, r.Groups...) {
			for k, v := range []float64{f.Share(), f.Low, f.High} {
				if f.Shown {
					s.number(col+1+3*j+k, y, v, b.s.percent)
				} else {
					s.withheld(col+1+3*j+k, y)
				}
			}
		}
	}
	last := head + len(top)
	series := []excelize.ChartSeries{s.series(slate, col, col+1, head+1, last)}
	s.chart(cell(col, last+2), b.w.ChartCodes, inPercent, series, len(top), 720)
}

// stages is interviews by stage and group as a heatmap, with the shares and intervals under it.
func (b *book) stages(s *sheet) {
	w := b.w
	s.title(w.Stages, w.StagesNote)
	rows, groups := b.d.Rows(report.OfStage), b.d.Groups(report.OfStage)
	const head = 4
	s.heads(1, head, w.Stage, w.StageName)
	s.fixed = 2
	for i, g := range groups {
		s.heads(3+i, head, fmt.Sprintf("%s (%d)", name(g, w), g.Base))
	}
	for i, r := range rows {
		y := head + 1 + i
		s.stage(y, r)
		for j, f := range append([]report.Figure{r.Total}, r.Groups...) {
			if f.Shown {
				s.whole(3+j, y, f.X, b.s.whole)
			} else {
				s.withheld(3+j, y)
			}
		}
	}
	last := head + len(rows)
	for i, g := range groups {
		s.heat(3+i, head+1, last, g.Base)
	}
	s.define("StageCounts", 1, head, 2+len(groups), last)
	s.list("StageTable", 1, head, 2+len(groups), last)
	s.withheldNote(last + 1)
	below := last + 4
	if len(rows) > 0 { // under the table, so that no page cuts it in two
		s.chart(cell(3, below), w.ChartStages, inWhole, []excelize.ChartSeries{s.series(slate, 2, 3, head+1, last)}, len(rows), 640)
		below += (110+24*len(rows))/20 + 3
	}
	b.stageShares(s, below, rows, groups)
}

func (s *sheet) stage(y int, r report.FigureRow) {
	s.whole(1, y, r.Stage, s.b.stageStyle(r.Stage))
	s.text(2, y, r.Measure.String(), s.b.s.strong)
}

func (b *book) stageShares(s *sheet, row int, rows []report.FigureRow, groups []report.GroupRef) {
	w := b.w
	if len(rows) > 0 {
		s.text(1, row, w.StagesShare, b.s.label)
		s.heads(1, row+1, w.Stage, w.StageName)
		for i, g := range groups {
			s.measureHeads(3+6*i, row+1, name(g, w), true)
		}
		for i, r := range rows {
			y := row + 2 + i
			s.stage(y, r)
			s.measure(3, y, r.Total, true)
			for j, f := range r.Groups {
				s.measure(9+6*j, y, f, true)
			}
		}
		row += len(rows) + 4
	}
	clocks := b.d.Rows(report.OfClock)
	if len(clocks) == 0 {
		return
	}
	s.text(1, row, w.ClocksNote, b.s.label)
	s.heads(1, row+1, "", w.Clock, w.Months, w.Low, w.High, w.Base)
	for i, r := range clocks {
		y := row + 2 + i
		s.text(2, y, r.Measure.String(), b.s.strong)
		s.clock(3, y, r.Total)
	}
}

// clock is a median with its interval and base.
func (s *sheet) clock(col, row int, f report.Figure) {
	if !f.Shown {
		for i := range 3 {
			s.withheld(col+i, row)
		}
	} else {
		s.number(col, row, f.Value, s.b.s.decimal)
		if f.High > 0 {
			s.number(col+1, row, f.Low, s.b.s.decimal)
			s.number(col+2, row, f.High, s.b.s.decimal)
		}
	}
	s.whole(col+3, row, f.N, s.b.s.whole)
}
