package views

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
	"openloop/research/intake"
)

// asFile writes a source for the screen to read.
func asFile(t *testing.T, name, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), name)
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const crmDeals = "Opportunity ID,Account Name,Opportunity Name,Opportunity Owner,Stage,Amount,Created Date,Close Date,Lead Source,Primary Campaign Source,Forecast note\n" +
	"0065g00000QxAWc,Brandtkamp Verpackungen,Brandtkamp rollout,Torben Riisgaard,Closed – Lost to Competitor,$342.09K,2025-11-01,2026-02-03,Web,Fair 2026,x\n" +
	"0065g00000QxBWd,Polderman Logistiek,Polderman plan,Dagny Holmquist,Closed Won,\"$12,500.00\",2025-11-02,2026-02-04,Partner,,y\n" +
	"0065g00000QxCWe,Zwolle Staal,Zwolle try,Dagny Holmquist,Closed Lost,\"$12,500.00\",2025-11-02,31/31/2026,Partner,,z\n"

// An export of a CRM shows what of it is kept, what is new and what is refused, light and dark.
func TestImportOfACRM(t *testing.T) {
	for _, at := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"large", theme.LightMode, bodyLarge}, {"small-dark", theme.DarkMode, bodySmall}} {
		s, _ := talksStudy(t)
		r := newRoom(t, s, at.mode, at.size, importHere, asFile(t, "deals.csv", crmDeals))
		v := r.view.(*Import)
		if v.step != stepMatch || v.source.Mappings[0].Layout != intake.Deals {
			t.Fatalf("step %d, %v", v.step, r.fails)
		}
		if len(v.shown) != 3 || len(v.shown[0].Cells) != len(session.PreviewHeads(intake.Deals)) || v.shown[0].Cells[3] != "Rival did it better" || v.shown[2].Refused == "" {
			t.Errorf("previewed %+v", v.shown)
		}
		r.shoot("import-crm-2-" + at.name)
		v.goOn()
		r.shoot("import-crm-3-" + at.name)
		v.goOn()
		if v.step != stepPlan || v.would.CRM.New != 3 || len(v.would.Refused) != 1 || !strings.Contains(v.would.Refused[0].Reason, "date") {
			t.Fatalf("step %d, %+v, %v", v.step, v.would.CRM, r.fails)
		}
		r.shoot("import-crm-4-" + at.name)
		v.goOn()
		if v.step != stepDone || v.did.CRM.New != 3 {
			t.Fatalf("step %d, %+v", v.step, v.did.CRM)
		}
	}
}

// The campaign that a deal came from, and when the CRM opened and closed it, stand on the interview's card.
func TestCardSaysTheCampaign(t *testing.T) {
	s := emptyStudy(t)
	take := func(name, text string) {
		t.Helper()
		src, err := s.ReadSourceData(context.Background(), name, []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := s.Plan(context.Background(), src, nil)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Import(context.Background(), plan, false, nil); err != nil {
			t.Fatal(err)
		}
	}
	take("interviews.csv", "Interview ID,Interviewee,Company,Deal ID,Outcome,Date,Interviewer,Consent to quote\n1,Margit Oelschlager,Brandtkamp Verpackungen,0065g00000QxAWcAAF,lost,2026-03-01,RO,yes\n")
	take("deals.csv", crmDeals)
	row := s.InterviewRows(session.InterviewFilter{})[0]
	if row.Campaign.Name != "Fair 2026" {
		t.Fatalf("the row has the campaign %+v", row.Campaign)
	}
	r := newRoom(t, s, theme.LightMode, bodyLarge, func(h Host) View { return NewInterviews(h) }, nil)
	c := r.view.(*Interviews).card
	if lines := c.cameFrom(); len(lines) != 2 || lines[0].words != "Campaign Fair 2026" || lines[1].words != "In the CRM 1 Nov 2025 to 3 Feb 2026" {
		t.Errorf("the card says %q", lines)
	}
	r.shoot("interview-card-campaign")
	take("interviews.csv", "Interview ID,Interviewee,Company,Deal ID,Outcome,Date,Interviewer,Consent to quote\n1,Margit Oelschlager,Brandtkamp Verpackungen,0065g00000QxAWcAAF,lost,2026-03-02,RO,yes\n")
	if row := s.InterviewRows(session.InterviewFilter{})[0]; row.Campaign.Name != "Fair 2026" || row.Interview.Date != "2026-03-02" {
		t.Errorf("the interview sheet once more takes the campaign away: %+v", row.Campaign)
	}
}

// Dates that can be read two ways are asked about before anything is planned, and the answer is remembered.
func TestImportAsksForDates(t *testing.T) {
	s := emptyStudy(t)
	path := asFile(t, "calls.csv", "Interview,Interview Date,Interviewee,Company,Result,Interviewer,Why did you buy or not?\n1,03/04/2026,Margit Oelschlager,Brandtkamp Verpackungen,Lost,RO,They never asked us anything at all.\n2,05/06/2026,Henk Vandersteen,Polderman Logistiek,Won,RO,They listened from the first call on.\n")
	r := newRoom(t, s, theme.LightMode, bodyLarge, importHere, path)
	v := r.view.(*Import)
	v.goOn()
	if v.step != stepMatch || len(v.plan.Doubts) != 1 {
		t.Fatalf("step %d, doubts %+v, %v", v.step, v.plan, r.fails)
	}
	r.shoot("import-dates-large")
	v.saysDates(v.plan.Doubts[0].Sheet, intake.MonthFirst)
	if v.step != stepNames || v.plan.Interviews[0].Date != "2026-03-04" {
		t.Fatalf("step %d, %v", v.step, v.plan.Interviews[0].Date)
	}
	v.goOn()
	v.goOn()
	again := newRoom(t, s, theme.LightMode, bodyLarge, importHere, nil)
	*again.Prefs() = *r.Prefs()
	w := again.view.(*Import)
	w.Show(path)
	if w.goOn(); w.step != stepNames || w.plan.Interviews[0].Date != "2026-03-04" {
		t.Errorf("asked once more: step %d, %v", w.step, again.fails)
	}
}

// A transcript that makes an interview of its own gets its company, outcome and wave before it is stored.
func TestTranscriptGetsItsFacts(t *testing.T) {
	s, dir := talksStudy(t)
	r := newRoom(t, s, theme.LightMode, bodyLarge, importHere, filepath.Join(dir, "unknown recording.srt"))
	v := r.view.(*Import)
	f := v.file()
	if f == nil || f.Of != "" {
		t.Fatalf("%+v, %v", f, r.fails)
	}
	v.rowKey(&fyne.KeyEvent{Name: fyne.Key0})
	r.shoot("import-facts-dialog")
	f.Organisation, f.Outcome, f.Wave = "Hvalsey Fiskur", research.Lost, "Pilot"
	v.changed()
	r.shoot("import-facts-large")
	for v.step < stepDone {
		before := v.step
		if v.goOn(); v.step == before {
			t.Fatalf("stays at step %d: %v", v.step, r.fails)
		}
	}
	for _, row := range s.InterviewRows(session.InterviewFilter{}) {
		if row.Interview.Outcome == research.Lost && row.Wave == "Pilot" && row.Organisation.Pseudonym != "" {
			return
		}
	}
	t.Error("no interview has what was said")
}

// Interviews without the CRM's id are asked about before they are joined to the deal of their company.
func TestImportAsksForJoins(t *testing.T) {
	s, _ := talksStudy(t)
	r := newRoom(t, s, theme.LightMode, bodyLarge, importHere, asFile(t, "deals.csv", crmDeals))
	v := r.view.(*Import)
	v.goOn()
	if len(v.would.Joins) != 2 || v.would.CRM.Joined != 0 {
		t.Fatalf("proposed %+v, %v", v.would.Joins, r.fails)
	}
	r.shoot("import-joins")
	r.confirm()
	if !v.joins || v.would.CRM.Joined != 2 || v.step != stepNames {
		t.Errorf("joined %d in step %d, %v", v.would.CRM.Joined, v.step, r.fails)
	}
}
