package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

const companyInterviews = "Interview ID,Interviewee,Company,Outcome,Date,Interviewer,Consent to quote\n" +
	"1,Margit Oelschlager,Brandtkamp Verpackungen GmbH,lost,2026-03-01,RO,yes\n" +
	"2,Henk Vandersteen,Polderman Logistiek,won,2026-03-02,RO,yes\n" +
	"3,Solveig Aune,Fjordline Ferger,lost,2026-03-03,RO,yes\n"

const companyDeals = "Opportunity ID,Account Name,Opportunity Name,Opportunity Owner,Stage,Amount,Created Date,Close Date\n" +
	"0065g00000QxAWc,BRANDTKAMP VERPACKUNGEN,rollout,Torben Riisgaard,Closed – Lost to Competitor,$342.09K,2025-11-01,2026-02-03\n" +
	"0065g00000QxBWd,Polderman Logistiek B.V.,plan,Dagny Holmquist,Closed Won,\"$12,500.00\",2025-11-02,2026-02-04\n" +
	"0065g00000QxBWe,Polderman Logistiek,second plan,Dagny Holmquist,Closed Lost,\"$12,500.00\",2025-11-02,2026-02-04\n" +
	"0065g00000QxZZz,Zwolle Staal,try,Dagny Holmquist,Closed Lost,\"$12,500.00\",2025-11-02,2026-02-04\n"

// An interview without the CRM's id is proposed to the only deal of its company, however the name is written, and joined
// only where somebody says so; what can be taken two ways is said and left. The interview sheet once more leaves it so.
func TestInterviewsMeetDealsByCompany(t *testing.T) {
	s, ctx := newStudy(t), context.Background()
	takeFile(t, s, "interviews.csv", []byte(companyInterviews))
	take := func(byCompany bool) Imported {
		t.Helper()
		src, err := s.ReadSourceData(ctx, "deals.csv", []byte(companyDeals), nil)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := s.Plan(ctx, src, nil)
		if err != nil {
			t.Fatal(err)
		}
		plan.ByCompany = byCompany
		done, err := s.Import(ctx, plan, false, nil)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	first := take(false)
	if len(first.Joins) != 1 || first.Joins[0].Interview != "P01" || first.Joins[0].Row != 2 || first.CRM.Joined != 0 {
		t.Fatalf("proposed %+v, joined %d", first.Joins, first.CRM.Joined)
	}
	said := strings.Join(first.Warnings, " ")
	if !strings.Contains(said, "P01. They stay apart") || !strings.Contains(said, "several deals or interviews: P02.") || strings.Contains(said, "Brandt") {
		t.Errorf("said %q", first.Warnings)
	}
	if row := s.InterviewRows(InterviewFilter{})[0]; row.Deal.CRMClosed != "" || len(row.Reasons[research.Recorded]) != 0 {
		t.Errorf("joined without anybody saying so: %+v", row.Deal)
	}
	deals := func() int {
		list, err := s.store.Deals(ctx)
		if err != nil {
			t.Fatal(err)
		}
		return len(list)
	}
	before := deals()
	second := take(true)
	row := s.InterviewRows(InterviewFilter{})[0]
	if second.CRM.Joined != 1 || row.Deal.CRMClosed != "2026-02-03" || row.Deal.ValueBand != "over 250k" || len(row.Reasons[research.Recorded]) != 1 || row.Deal.Organisation == "" {
		t.Errorf("joined %d: %+v, reasons %v", second.CRM.Joined, row.Deal, row.Reasons)
	}
	if now := deals(); now != before-1 {
		t.Errorf("%d deals, not %d: the interview's own is still there", now, before-1)
	}
	again := takeFile(t, s, "interviews.csv", []byte(companyInterviews))
	if row := s.InterviewRows(InterviewFilter{})[0]; again.New != 0 || row.Deal.CRMClosed != "2026-02-03" || deals() != before-1 {
		t.Errorf("the sheet once more: %+v, %d deals", row.Deal, deals())
	}
	if third := take(true); len(third.Joins) != 0 || third.CRM.New+third.CRM.Updated != 0 {
		t.Errorf("once more: %+v", third.CRM)
	}
}
