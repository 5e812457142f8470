package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

const crmInterviews = "Interview ID,Interviewee,Company,Deal ID,Date,Interviewer,Consent to quote,Why did you decide as you did?\n" +
	"1,Margit Oelschlager,Brandtkamp Verpackungen,0065g00000QxAWcAAF,2026-03-01,RO,yes,Nobody could show us a site of our size.\n" +
	"2,Henk Vandersteen,Polderman Logistiek,0065g00000QxBWd,2026-03-02,RO,yes,They listened from the first call on.\n" +
	"3,Solveig Aune,Fjordline Ferger,,2026-03-03,RO,yes,It was too early for all of us.\n"

// Exports of a CRM meet the interviews by its ids, of 15 characters or 18; the same again changes nothing, an amended
// one is updated in place, and no name stands in what the study keeps of them.
func TestCRMJoinsInterviews(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeFile(t, s, "interviews.csv", []byte(crmInterviews))
	deals := "Opportunity ID,Account Name,Opportunity Name,Opportunity Owner,Stage,Amount,Created Date,Close Date,Lead Source,Primary Campaign Source\n" +
		"0065g00000QxAWc,Brandtkamp Verpackungen,Brandtkamp rollout,Torben Riisgaard,Closed – Lost to Competitor,$342.09K,2025-11-01,2026-02-03,Web,Fair 2026\n" +
		"0065g00000QxBWdBBF,Polderman Logistiek,Polderman plan,Dagny Holmquist,Closed Won,\"$12,500.00\",2025-11-02,2026-02-04,Partner,\n" +
		"0065g00000QxZZz,Zwolle Staal,Zwolle try,Dagny Holmquist,Closed Lost,\"$12,500.00\",2025-11-02,2026-02-04,Partner,\n" +
		"Grand Totals (3 records),,,,,$1,,,,\n"
	id := "0065g00000QxBWd"
	deals = strings.Replace(deals, "0065g00000QxBWdBBF", id, 1)
	d := takeFile(t, s, "deals.csv", []byte(deals))
	if d.CRM.Joined != 2 || d.CRM.New != 1 || d.CRM.Updated != 2 && d.CRM.Updated+d.CRM.New != 3 || d.CRM.Campaigns != 1 || len(d.Refused) != 0 {
		t.Fatalf("%+v, refused %v, warnings %q", d.CRM, d.Refused, d.Warnings)
	}
	rows := s.InterviewRows(InterviewFilter{})
	if len(rows) != 3 || rows[0].Deal.ValueBand != "over 250k" || rows[0].Deal.LeadSource != "Web" || rows[0].Interview.Outcome != research.Lost || rows[0].Deal.CRMClosed != "2026-02-03" || rows[0].Deal.Campaign == "" {
		t.Errorf("%+v", rows[0].Deal)
	}
	recorded := rows[0].Reasons[research.Recorded]
	if len(recorded) != 1 {
		t.Fatalf("reasons recorded: %v", recorded)
	}
	if c, _ := s.Book().Code(recorded[0].Code); c.Name != "Rival did it better" {
		t.Errorf("the CRM's reason is %q", c.Name)
	}
	again := takeFile(t, s, "deals.csv", []byte(deals))
	if again.CRM.Unchanged != 3 || again.CRM.New+again.CRM.Updated+again.Updated+again.CRM.Campaigns+again.People+again.Organisations != 0 {
		t.Errorf("once more: %+v, %d updated", again.CRM, again.Updated)
	}
	amended := takeFile(t, s, "deals.csv", []byte(strings.Replace(deals, "2026-02-03", "2026-02-09", 1)))
	if amended.CRM.Updated != 1 || amended.CRM.Unchanged != 2 {
		t.Errorf("amended: %+v", amended.CRM)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if rows = s.InterviewRows(InterviewFilter{}); rows[0].Deal.CRMClosed != "2026-02-03" {
		t.Errorf("after undo it closed on %s", rows[0].Deal.CRMClosed)
	}
}

// Notes and posts come as notes on the interview about their deal, without a name; those on deals that nobody was asked
// about stay out. Campaigns and their members give deals where they came from.
func TestCRMNotesAndCampaigns(t *testing.T) {
	s := newStudy(t)
	takeFile(t, s, "interviews.csv", []byte(crmInterviews))
	notes := "Feed Item ID,Parent ID,Type,Body,Created Date,Created By\n" +
		"0D5A,0065g00000QxAWc,TextPost,<p>Margit Oelschlager waited three weeks before Torben Riisgaard rang her back.</p>,2026-01-20,Torben Riisgaard\n" +
		"0D5B,0065g00000QxZZz,TextPost,Nobody was asked about this one at all.,2026-01-20,Torben Riisgaard\n"
	d := takeFile(t, s, "chatter.csv", []byte(notes))
	if d.CRM.Notes != 1 || len(d.Warnings) != 1 || !strings.Contains(d.Warnings[0], "nobody was interviewed about") {
		t.Fatalf("%+v %q", d.CRM, d.Warnings)
	}
	memos, err := s.store.Memos(context.Background())
	if err != nil || len(memos) != 1 {
		t.Fatal(memos, err)
	}
	row := s.InterviewRows(InterviewFilter{})[0]
	if m := memos[0]; m.On != row.Interview.ID || strings.Contains(m.Text, "Margit") || strings.Contains(m.Text, "Riisgaard") || !strings.Contains(m.Text, "P01 waited three weeks") || !strings.HasPrefix(m.Text, "Hand-off, 2026-01-20, S0") {
		t.Errorf("the note is %q", m.Text)
	}
	if again := takeFile(t, s, "chatter.csv", []byte(notes)); again.CRM.Notes != 0 || again.CRM.NotesKnown != 1 {
		t.Errorf("once more: %+v", again.CRM)
	}
	if again := takeFile(t, s, "chatter.csv", []byte(strings.Replace(notes, "three weeks", "four weeks", 1))); again.CRM.Notes != 1 {
		t.Errorf("amended: %+v", again.CRM)
	}
	if memos, _ = s.store.Memos(context.Background()); len(memos) != 1 || !strings.Contains(memos[0].Text, "four weeks") {
		t.Errorf("%d notes", len(memos))
	}
	members := "Campaign Name,Member Status,First Name,Last Name,Company,Lead or Contact ID\nWebinar spring,Responded,Henk,Vandersteen,Polderman Logistiek,00Q1\nWebinar spring,Sent,Nobody,Known,Nowhere,00Q2\n"
	d = takeFile(t, s, "members.csv", []byte(members))
	if d.CRM.Members != 1 || d.CRM.Campaigns != 1 || d.CRM.Updated != 1 || len(d.Warnings) != 1 {
		t.Errorf("%+v %q", d.CRM, d.Warnings)
	}
}
