package session

import (
	"path/filepath"
	"strings"
	"testing"

	"openloop/research"
)

// Interviews about deals of the CRM: with a company, without one, of a deal that another interview is about too, of a
// deal that the export does not have, and of none. What the sheet says of the deals differs from what the CRM says.
const orderInterviews = "Interview ID,Interviewee,Company,Industry,Deal ID,Outcome,Deal value,Account owner,CRM reason,Date,Interviewer,Consent to quote,Why did you decide as you did?\n" +
	"1,Margit Oelschlager,Brandtkamp Verpackungen,Packaging,0065g00000QxAWcAAF,won,1000,Torben Riisgaard,Price,2026-03-01,RO,yes,Nobody could show us a site of our size.\n" +
	"2,Solveig Aune,Fjordline Ferger,,,lost,,,,2026-03-03,RO,yes,It was too early for all of us.\n" +
	"3,Astrid Fagerlund,,,0065g00000QxAWc,,,,,2026-03-04,RO,yes,It was over in an hour.\n" +
	"4,Ilse Kranenburg,,,0065g00000QxZZy,,,,,2026-03-05,RO,yes,We never heard of it again.\n" +
	"5,Henk Vandersteen,,,0065g00000QxBWd,,,,,2026-03-06,RO,yes,They listened from the first call on.\n"

const orderDeals = "Opportunity ID,Account Name,Industry,Billing Country,Opportunity Name,Opportunity Owner,Stage,Amount,Created Date,Close Date,Loss Reason,Lead Source\n" +
	"0065g00000QxAWc,Brandtkamp Verpackungen,Boxes,Germany,Brandtkamp rollout,Torben Riisgaard,Closed Lost,$342.09K,2025-11-01,2026-02-03,References and proof,Web\n" +
	"0065g00000QxBWd,Polderman Logistiek,Freight,Netherlands,Polderman plan,Dagny Holmquist,Closed Won,\"$12,500.00\",2025-11-02,2026-02-04,,Partner\n" +
	"0065g00000QxZZz,Zwolle Staal,Steel,Netherlands,Zwolle try,Dagny Holmquist,Closed Lost,\"$12,500.00\",2025-11-02,2026-02-04,Timing of the proposal,Partner\n" +
	"Grand Totals (3 records),,,,,,,$1,,,,\n"

// inOrder takes files into copies of one new study, in an order, and answers the study.
func inOrder(t *testing.T, base string, files ...string) *Session {
	t.Helper()
	dir := t.TempDir()
	path := filepath.Join(dir, "study.openloop")
	writeFile(t, path, readFile(t, base))
	writeFile(t, VaultPath(path), readFile(t, VaultPath(base)))
	s := open(t, path)
	if err := s.Unlock("correct horse"); err != nil {
		t.Fatal(err)
	}
	for i, text := range files {
		takeFile(t, s, string(rune('a'+i))+".csv", []byte(text))
	}
	return s
}

// saidBy is a study's tables but for when each import was.
func saidBy(t *testing.T, s *Session) map[string]string {
	t.Helper()
	out := contents(t, s.Path())
	delete(out, "batch")
	return out
}

// Whether the export of the CRM comes before the interviews about its deals or after them, the study is the same, and
// each of the files once more changes nothing. The study has the companies of interviews and no others.
func TestDealsBeforeOrAfterInterviews(t *testing.T) {
	base := newStudy(t)
	if err := base.Close(); err != nil {
		t.Fatal(err)
	}
	after := inOrder(t, base.Path(), orderInterviews, orderDeals)
	before := inOrder(t, base.Path(), orderDeals, orderInterviews)
	want, got := saidBy(t, after), saidBy(t, before)
	for table := range want {
		if got[table] != want[table] {
			t.Errorf("table %s, with the CRM first:\n%.3000s\nwith the interviews first:\n%.3000s", table, got[table], want[table])
		}
	}
	for _, s := range []*Session{after, before} {
		rows := s.InterviewRows(InterviewFilter{})
		if o := rows[4].Organisation; o.Pseudonym != "O03" || o.Segment != "Freight" || o.Region != "Netherlands" || rows[4].Interview.Outcome != research.Won || rows[4].Deal.Organisation != o.ID {
			t.Errorf("the company that only the CRM names is %+v, the outcome %q", o, rows[4].Interview.Outcome)
		}
		if d := rows[0].Deal; d.Outcome != research.Lost || d.ValueBand != "over 250k" || d.CRMClosed != "2026-02-03" || rows[2].Interview.Outcome != research.Lost || rows[0].Interview.Outcome != research.Won {
			t.Errorf("the deal is %+v, the outcomes %q and %q", d, rows[0].Interview.Outcome, rows[2].Interview.Outcome)
		}
		for _, i := range []int{0, 2} {
			if c := recordedIn(s, rows[i].Reasons); c != "References and proof" {
				t.Errorf("the CRM's reason for %s is %q", rows[i].Interview.Label, c)
			}
		}
		orgs, err := s.store.Organisations(t.Context())
		if err != nil || len(orgs) != 3 {
			t.Errorf("%d companies (%v)", len(orgs), err)
		}
		stands := tables(t, s.Path())
		for _, text := range []string{orderInterviews, orderDeals, orderDeals, orderInterviews} {
			takeFile(t, s, "again.csv", []byte(text))
		}
		same(t, "the same files once more", tables(t, s.Path()), stands)
		noTrace(t, s.Path(), "Brandtkamp", "Polderman", "Zwolle", "Riisgaard", "Vandersteen", "Opportunity")
	}
}

// recordedIn is the names of the codes that the CRM records, the main one first.
func recordedIn(s *Session, reasons map[research.ReasonKind][]research.Reason) string {
	var out []string
	for _, r := range reasons[research.Recorded] {
		c, _ := s.Book().Code(r.Code)
		if out = append(out, c.Name); !r.Primary && len(out) == 1 {
			out[0] += ", not the main one"
		}
	}
	return strings.Join(out, ", ")
}

// noTrace makes sure that words stand nowhere in the files of a study.
func noTrace(t *testing.T, path string, words ...string) {
	t.Helper()
	for _, leak := range leaksOf(t, path, words) {
		t.Error(leak)
	}
}

// What somebody gave as the CRM's reason stays, until the CRM itself says another; then the deal and its interviews have
// that. A merged code is followed by deals that nobody was asked about yet. Undo takes all of it back.
func TestRecordedReasonsOfDeals(t *testing.T) {
	s, ctx := newStudy(t), t.Context()
	empty := tables(t, s.Path())
	takeFile(t, s, "deals.csv", []byte(orderDeals))
	withDeals := tables(t, s.Path())
	takeFile(t, s, "interviews.csv", []byte(orderInterviews))
	row := func() InterviewRow { return s.InterviewRows(InterviewFilter{})[0] }
	code := func(name string) research.Code {
		t.Helper()
		c, ok := s.Book().Find(name)
		if !ok {
			t.Fatalf("no code %q", name)
		}
		return c
	}
	if err := s.SetReason(ctx, row().Interview.ID, research.Recorded, code("Capability").ID); err != nil {
		t.Fatal(err)
	}
	takeFile(t, s, "deals.csv", []byte(orderDeals))
	takeFile(t, s, "interviews.csv", []byte(orderInterviews))
	if c := recordedIn(s, row().Reasons); c != "Capability" {
		t.Errorf("given by hand, and then the same files: %q", c)
	}
	other := strings.Replace(orderDeals, "References and proof", "Timing of the proposal", 1)
	if d := takeFile(t, s, "deals.csv", []byte(other)); d.CRM.Updated != 1 || d.Updated != 2 || recordedIn(s, row().Reasons) != "Timing of the proposal" {
		t.Errorf("the CRM says another: %+v, %d interviews, %q", d.CRM, d.Updated, recordedIn(s, row().Reasons))
	}
	stands := tables(t, s.Path())
	takeFile(t, s, "deals.csv", []byte(other))
	same(t, "the amended export once more", tables(t, s.Path()), stands)

	timing, into := code("Timing of the proposal"), code("References and proof")
	if _, err := s.MergeCodes(ctx, []research.ID{timing.ID}, into.ID); err != nil {
		t.Fatal(err)
	}
	stands = tables(t, s.Path())
	takeFile(t, s, "deals.csv", []byte(other))
	same(t, "after a merge, the export once more", tables(t, s.Path()), stands)
	takeFile(t, s, "more.csv", []byte("Interview ID,Interviewee,Deal ID,Date,Interviewer\n9,Joost Wieringa,0065g00000QxZZz,2026-04-01,RO\n"))
	late := s.InterviewRows(InterviewFilter{})
	if last := late[len(late)-1]; recordedIn(s, last.Reasons) != into.Name || last.Interview.Outcome != research.Lost || last.Organisation.Region != "Netherlands" {
		t.Errorf("the late interview has %q, %q, %+v", recordedIn(s, last.Reasons), last.Interview.Outcome, last.Organisation)
	}
	var steps []string
	for range 6 {
		name, _ := s.CanUndo()
		if _, err := s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		if steps = append(steps, name); len(steps) == 5 {
			same(t, "without the interviews", tables(t, s.Path()), withDeals)
		}
	}
	if steps[4] != "Import 5 interviews" || steps[5] != "Import 3 deals of the CRM" {
		t.Errorf("steps %q", steps)
	}
	same(t, "with all undone", tables(t, s.Path()), empty)
	takeFile(t, s, "interviews.csv", []byte(orderInterviews))
	if r := s.InterviewRows(InterviewFilter{})[4]; r.Organisation.ID != "" {
		t.Errorf("a company of an export that was undone: %+v", r.Organisation)
	}
}

// By company, too, the order is all the same, where somebody says that they belong together; unless they do, it is only
// proposed.
func TestByCompanyBeforeOrAfter(t *testing.T) {
	base := newStudy(t)
	if err := base.Close(); err != nil {
		t.Fatal(err)
	}
	take := func(s *Session, byCompany bool, text string) Imported {
		t.Helper()
		src, err := s.ReadSourceData(t.Context(), "a.csv", []byte(text), nil)
		if err != nil {
			t.Fatal(err)
		}
		plan, err := s.Plan(t.Context(), src, nil)
		if err != nil {
			t.Fatal(err)
		}
		plan.ByCompany = byCompany
		done, err := s.Import(t.Context(), plan, false, nil)
		if err != nil {
			t.Fatal(err)
		}
		return done
	}
	after, before := inOrder(t, base.Path(), companyInterviews), inOrder(t, base.Path(), companyDeals)
	take(after, true, companyDeals)
	asked := take(before, false, companyInterviews)
	if len(asked.Joins) != 1 || asked.Joins[0].Interview != "P01" || asked.Joins[0].Row != 0 || asked.Joins[0].Closed != "2026-02-03" || asked.CRM.Joined != 0 {
		t.Errorf("proposed %+v, %+v", asked.Joins, asked.CRM)
	}
	if said := strings.Join(asked.Warnings, " "); !strings.Contains(said, "P01. They stay apart") || !strings.Contains(said, "several deals or interviews: P02.") {
		t.Errorf("said %q", asked.Warnings)
	}
	if _, err := before.Undo(t.Context()); err != nil {
		t.Fatal(err)
	}
	if done := take(before, true, companyInterviews); done.New != 3 || done.Updated != 0 || done.CRM.Joined != 1 || len(done.Joins) != 1 {
		t.Errorf("joined %+v, %d new, %d updated", done.CRM, done.New, done.Updated)
	}
	want, got := saidBy(t, after), saidBy(t, before)
	for table := range want {
		if got[table] != want[table] {
			t.Errorf("table %s, with the CRM first:\n%.3000s\nwith the interviews first:\n%.3000s", table, got[table], want[table])
		}
	}
	stands := tables(t, before.Path())
	take(before, true, companyInterviews)
	take(before, true, companyDeals)
	same(t, "once more", tables(t, before.Path()), stands)
}
