package excel

import (
	"github.com/xuri/excelize/v2"

	"openloop/report"
)

// since is the themes in this wave and the one before: counts with their intervals, the difference with its own, the
// verdict, and a chart.
func (b *book) since(s *sheet) {
	d, w, in := b.d.Since, b.w, report.WordsOfSince(b.d.Lang)
	note := in.Note
	if d.Explored {
		note = in.Explored
	}
	s.title(in.Sheet, note)
	chance := b.chance()
	const head = 4
	s.heads(1, head, w.Theme)
	s.measureHeads(2, head, d.Before.Name.String(), false)
	s.measureHeads(7, head, d.Now.Name.String(), false)
	s.heads(12, head, w.Points, w.PointsLow, w.PointsHigh, in.P, w.Verdict)
	for i, r := range d.Rows {
		y := head + 1 + i
		s.text(1, y, r.Measure.String(), b.s.strong)
		s.measure(2, y, r.Before, false)
		s.measure(7, y, r.Now, false)
		if !r.Compared {
			for c := 12; c < 17; c++ {
				s.withheld(c, y)
			}
			continue
		}
		s.number(12, y, r.Verdict.Diff, b.s.points)
		s.number(13, y, r.Verdict.Low, b.s.points)
		s.number(14, y, r.Verdict.High, b.s.points)
		s.number(15, y, r.P, chance)
		s.text(16, y, r.Verdict.Words.String(), b.s.text)
	}
	last := head + len(d.Rows)
	s.fixed = 1
	s.define("SinceLastTime", 1, head, 16, last)
	s.list("SinceTable", 1, head, 16, last)
	s.withheldNote(last + 1)
	series := []excelize.ChartSeries{s.series(slate, 1, 4, head+1, last), s.series(ink, 1, 9, head+1, last)}
	s.chart(cell(1, last+3), in.Sheet, inPercent, series, 2*len(d.Rows), 900)
}

// chance is the style of a p-value.
func (b *book) chance() int {
	three := "0.000"
	n, err := b.f.NewStyle(&excelize.Style{Font: &excelize.Font{Size: 11, Color: ink, Family: "Calibri"}, Border: []excelize.Border{{Type: "bottom", Color: line, Style: 1}},
		Alignment: &excelize.Alignment{Vertical: "top"}, CustomNumFmt: &three})
	b.do(err)
	return n
}
