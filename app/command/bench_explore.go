package command

import (
	"io"

	"openloop/app/session"
	"openloop/report"
	"openloop/report/excel"
)

// explored are questions of the Explore screen: the plain ones, and each sort that has more to count.
var explored = []struct {
	job string
	ask session.ExploreAsk
}{
	{"Explore: codes by region", session.ExploreAsk{Rows: session.CountCodes, By: "region"}},
	{"Explore: what hurt by stage of the remark", session.ExploreAsk{Rows: session.CountCodes, Side: session.SideHurt, By: session.ByRemark}},
	{"Explore: told reasons by competitor", session.ExploreAsk{Rows: session.CountTold, By: "competitor"}},
	{"Explore: codes compared, lost and won", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartDots}},
	{"Explore: four reasons", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartReasons}},
	{"Explore: codes said together", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartTogether}},
	{"Explore: codes over time", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartTimeline}},
	{"Explore: importance against performance", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartImportance}},
	{"Explore: competitors head to head", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartRivals}},
	{"Explore: saturation", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartSaturation}},
	{"Explore: who was heard", session.ExploreAsk{Rows: session.CountCodes, Chart: session.ChartCoverage}},
}

// exploring counts what the Explore screen asks for, and marks what of it an export would withhold.
func (b *bencher) exploring(s *session.Session) error {
	for _, x := range explored {
		if err := b.measure(x.job, 60, func(int) error { _, err := s.Explore(b.ctx, x.ask); return err }); err != nil {
			return err
		}
	}
	e, err := s.Explore(b.ctx, explored[0].ask)
	if err != nil {
		return err
	}
	return b.measure("Explore: marks of codes by region", 3, func(int) error { _, err := s.ExploreMarks(b.ctx, e); return err })
}

// clearedQuotes is how many quotes a workbook must hold without ado.
const clearedQuotes = 50_000

// manyQuotes writes a workbook with that many, those of the pack over and over.
func (b *bencher) manyQuotes(doc report.Document) error {
	few := doc.Quotes
	doc.Quotes = nil
	for i := range clearedQuotes {
		doc.Quotes = append(doc.Quotes, few[i%len(few)])
	}
	return b.measure("workbook with 50,000 cleared quotes", 3, func(int) error { return excel.Write(b.ctx, io.Discard, doc, nil) })
}
