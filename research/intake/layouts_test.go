package intake_test

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/intake/intaketest"
	"openloop/research/sheet"
)

// workbook writes tabs as a real .xlsx file.
func workbook(tabs []intaketest.Tab) ([]byte, error) {
	f := excelize.NewFile()
	defer f.Close()
	for i, t := range tabs {
		if i == 0 {
			if err := f.SetSheetName("Sheet1", t.Name); err != nil {
				return nil, err
			}
		} else if _, err := f.NewSheet(t.Name); err != nil {
			return nil, err
		}
		for r, row := range t.Rows {
			if err := f.SetSheetRow(t.Name, fmt.Sprintf("A%d", r+1), &row); err != nil {
				return nil, err
			}
		}
		for _, m := range t.Merged {
			from, to, _ := strings.Cut(m, ":")
			if err := f.MergeCell(t.Name, from, to); err != nil {
				return nil, err
			}
		}
		for _, r := range t.Hidden {
			if err := f.SetRowVisible(t.Name, r, false); err != nil {
				return nil, err
			}
		}
		if t.Away {
			if err := f.SetSheetVisible(t.Name, false); err != nil {
				return nil, err
			}
		}
	}
	b, err := f.WriteToBuffer()
	return b.Bytes(), err
}

// wrong says what of a layout is not as it should be, "" where all is.
func wrong(l intaketest.Layout, m intake.Mapping, p *intake.Plan) string {
	var got []string
	for _, c := range m.Columns {
		got = append(got, string(c.Field))
	}
	switch {
	case string(m.Layout) != l.Kind:
		return fmt.Sprintf("it is taken for %s, not %s: %s", m.Layout, l.Kind, strings.Join(got, " "))
	case l.Fields != "" && strings.Join(got, " ") != l.Fields:
		var off []string
		want := strings.Fields(l.Fields)
		for i, c := range m.Columns {
			if i >= len(want) || want[i] != got[i] {
				off = append(off, fmt.Sprintf("%q is %s (%.2f), not %s", c.Heading, got[i], c.Confidence, append(want, make([]string, 99)...)[i]))
			}
		}
		return strings.Join(off, "; ")
	case m.Header != l.Header:
		return fmt.Sprintf("headings in row %d, not %d", m.Header+1, l.Header+1)
	case p == nil:
		return ""
	}
	return wrongRows(l, p)
}

// wrongRows is wrong of what the rows say.
func wrongRows(l intaketest.Layout, p *intake.Plan) string {
	rows := slices.Concat(p.Interviews, p.Deals)
	n := len(rows) + len(p.Codings) + len(p.Campaigns) + len(p.Members) + len(p.Notes)
	whole := 0
	for _, r := range p.Refused {
		if !r.Cell || l.Refused == 0 {
			whole++
		}
	}
	switch {
	case n != l.Rows || whole != l.Refused:
		return fmt.Sprintf("%d rows taken, not %d, %d refused: %s", n, l.Rows, whole, refusals(p))
	case len(p.Doubts) > 0 != l.Asks:
		return fmt.Sprintf("%d questions about dates", len(p.Doubts))
	}
	for i, in := range rows {
		for _, d := range []string{in.Date, in.CRMCreated, in.CRMClosed, in.Began} {
			if d != "" && len(l.Dates) > 0 && !slices.Contains(l.Dates, d) {
				return fmt.Sprintf("row %d has the date %s, which is not in the file", in.Row, d)
			}
		}
		if l.Band != "" && in.ValueBand != "" && in.ValueBand != l.Band {
			return fmt.Sprintf("row %d is worth %s, not %s", in.Row, in.ValueBand, l.Band)
		}
		if l.Answers > 0 && len(in.Answers) != l.Answers {
			return fmt.Sprintf("row %d has %d answers, not %d", in.Row, len(in.Answers), l.Answers)
		}
		if want := strings.Fields(l.Outcome); len(want) > 0 && string(in.Outcome) != strings.TrimPrefix(want[i%len(want)], "-") {
			return fmt.Sprintf("row %d is %q, not %s", in.Row, in.Outcome, want[i%len(want)])
		}
		if want := strings.Fields(l.Reasons); len(want) > 0 {
			has := strings.Join(in.Reasons[research.Recorded], ",")
			if w := want[i%len(want)]; (w == "-") != (has == "") || w != "-" && w != "x" && w != has {
				return fmt.Sprintf("row %d has the reason %q, not %s", in.Row, has, w)
			}
		}
	}
	return ""
}

// The layouts in which teams bring their data import right without a hand on the mapping, nineteen of twenty at the
// least; the others ask. What is wrong with the rest is listed.
func TestLayouts(t *testing.T) {
	cb, guide := starter(t)
	right, all := 0, 0
	look := func(l intaketest.Layout, data []byte) {
		all++
		book, err := sheet.Read(context.Background(), l.File, data, nil)
		must(t, err)
		maps := intake.Guess(book, guide)
		p, err := intake.Build(context.Background(), book, maps, cb, guide, nil)
		if err != nil {
			p = nil
		}
		say := wrong(l, maps[0], p)
		if say == "" && err != nil {
			say = err.Error()
		}
		if say == "" {
			right++
			return
		}
		t.Logf("MISSED %s: %s", l.Name, say)
	}
	for _, l := range intaketest.All() {
		data, err := l.Data(workbook)
		must(t, err)
		look(l, data)
	}
	made := all
	for _, l := range brought() {
		data, err := os.ReadFile(filepath.Join("..", "..", "..", "shared", "data", l.File))
		if err != nil {
			t.Logf("%s is not here, so it is not looked at", l.File)
			continue
		}
		look(l, data)
	}
	t.Logf("%d of %d layouts right without a hand on the mapping (%.1f %%), %d of them made, %d real", right, all, 100*float64(right)/float64(all), made, all-made)
	if made < 60 || right*100 < all*95 {
		t.Errorf("%d of %d are right", right, all)
	}
}

// brought are the real files of the test data.
func brought() []intaketest.Layout {
	asked := strings.Repeat(" closed", 6+14+4)
	return []intaketest.Layout{
		{Name: "real Qualtrics", File: "surveys/qualtrics_sample.csv", Kind: "per_interview", Rows: 1, Fields: "ignore date ignore contact ignore ignore ignore ignore interview last_name first_name email deal contact contact ignore ignore closed answer ignore"},
		{Name: "real Qualtrics, older", File: "surveys/qualtrics_sample_legacy.csv", Kind: "per_interview", Rows: 1, Fields: "interview ignore name deal email contact ignore ignore date ignore ignore answer contact contact contact ignore"},
		{Name: "real SurveyMonkey", File: "surveys/surveymonkey_starwars.csv", Kind: "per_interview", Rows: 1186, Fields: "interview closed closed answer answer answer answer answer answer" + asked + " ignore ignore closed closed region"},
	}
}
