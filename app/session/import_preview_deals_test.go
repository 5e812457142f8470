package session

import (
	"context"
	"testing"

	"openloop/research"
	"openloop/research/intake/intaketest"
)

// The deals of a workbook are shown to meet the interviews beside them, and the interviews what their deals say, also
// while the vault is locked; whom others meet is not said then.
func TestPreviewOfInterviewsWithTheirDeals(t *testing.T) {
	ctx := context.Background()
	s := newStudy(t)
	data, err := workbook([]intaketest.Tab{
		{Name: "Interviews", Rows: [][]any{{"Interview ID", "Opportunity ID", "Interviewee", "Company", "Interview Date", "Why did you decide so?"},
			{"INT-1", "0065g00000AbCd1AAA", "Margit Oelschlager", "Brandtkamp Verpackungen", "2026-03-02", "Nobody rang back in all that time."},
			{"INT-2", "0065g00000AbCd2", "Henk Vandersteen", "Polderman Logistiek", "2026-03-03", "He listened from the first call on."}}},
		{Name: "Opportunities", Rows: [][]any{{"Opportunity ID", "Opportunity Name", "Account Name", "Stage", "Amount", "Close Date"},
			{"0065g00000AbCd1", "Renewal", "Brandtkamp Verpackungen", "Closed Lost", 20000, "2026-02-02"},
			{"0065g00000AbCd2", "Rollout", "Polderman Logistiek", "Closed Won", 30000, "2026-02-03"},
			{"0065g00000AbCd9", "Try", "Zwolle Staal", "Closed Lost", 4000, "2026-02-04"}}}})
	if err != nil {
		t.Fatal(err)
	}
	for _, locked := range []bool{false, true} {
		if locked {
			s.LockVault()
		}
		src, err := s.ReadSourceData(ctx, "both.xlsx", data, nil)
		if err != nil {
			t.Fatal(err)
		}
		p, err := s.NewPreview(ctx)
		if err != nil {
			t.Fatal(err)
		}
		people, err := p.Sheet(ctx, src, 0, 10)
		if err != nil || len(people) != 2 || people[0].Outcome != research.Lost || people[1].Outcome != research.Won || people[0].Refused != "" {
			t.Errorf("locked %v: interviews %+v %v", locked, people, err)
		}
		deals, err := p.Sheet(ctx, src, 1, 10)
		other := map[bool]string{false: nobodyMet, true: unmet}[locked]
		if err != nil || len(deals) != 3 || deals[0].Cells[0] != metHere || deals[1].Cells[0] != metHere || deals[2].Cells[0] != other {
			t.Errorf("locked %v: deals %+v %v", locked, deals, err)
		}
		if n := src.Completed(); n != 2 {
			t.Errorf("%d interviews are completed", n)
		}
	}
}
