package session

import (
	"strings"
	"testing"
)

// Whoever is erased takes out of the vault what the CRM told of their deal and of deals of an account that bears their
// company's name; what it told of others stays.
func TestEraseWhatTheCRMTold(t *testing.T) {
	s, ctx := newStudy(t), t.Context()
	more := strings.Replace(orderDeals, "Grand Totals", "0065g00000QxYYy,BRANDTKAMP VERPACKUNGEN,Boxes,Germany,second,Dagny Holmquist,Closed Lost,$1,2025-11-02,2026-02-04,,Web\nGrand Totals", 1)
	takeFile(t, s, "deals.csv", []byte(more))
	takeFile(t, s, "interviews.csv", []byte("Interview ID,Interviewee,Company,Deal ID,Date,Interviewer\n1,Margit Oelschlager,Brandtkamp Verpackungen,0065g00000QxAWc,2026-03-01,RO\n"))
	told := func() string {
		t.Helper()
		batches, err := s.store.Batches(ctx)
		if err != nil {
			t.Fatal(err)
		}
		var all string
		for _, b := range batches {
			text, _, err := s.vault.Original(toldRef(b.VaultBatch))
			if err != nil {
				t.Fatal(err)
			}
			all += text
		}
		return all
	}
	if n := strings.Count(strings.ToLower(told()), "brandtkamp"); n != 2 || !strings.Contains(told(), "Zwolle Staal") {
		t.Fatalf("the vault keeps %d accounts of the name", n)
	}
	if _, err := s.Erase(ctx, Erasing{Pseudonym: "P01"}, nil); err != nil {
		t.Fatal(err)
	}
	if now := told(); strings.Contains(strings.ToLower(now), "brandtkamp") || !strings.Contains(now, "Zwolle Staal") || !strings.Contains(now, "Polderman") {
		t.Error("after the erasure the vault keeps other accounts than it should")
	}
	takeFile(t, s, "more.csv", []byte("Interview ID,Interviewee,Deal ID,Date,Interviewer\n9,Joost Wieringa,0065g00000QxZZz,2026-04-01,RO\n"))
	rows := s.InterviewRows(InterviewFilter{})
	if len(rows) != 1 || rows[0].Organisation.Region != "Netherlands" {
		t.Errorf("%d interviews, %+v", len(rows), rows[0].Organisation)
	}
}
