package intake_test

import (
	"context"
	"errors"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"openloop/assets"
	"openloop/research"
	"openloop/research/intake"
	"openloop/research/sheet"
)

// The sample has to come in whole: every interview, every coding, every verbatim where it says.
func TestBuildSample(t *testing.T) {
	p := plan(t, read(t, assets.SampleName, assets.Sample()))
	if len(p.Interviews) != 60 || len(p.Refused) != 0 || len(p.Codings) < 500 || len(p.Warnings) != 0 {
		t.Fatalf("%d interviews, %d codings, refused %s, warnings %q", len(p.Interviews), len(p.Codings), refusals(p), p.Warnings)
	}
	if want := fmt.Sprintf("xlsx, 60 interviews, %d codings", len(p.Codings)); p.Source != want {
		t.Errorf("source %q, want %q", p.Source, want)
	}
	byKey := map[string]intake.Interview{}
	for _, in := range p.Interviews {
		byKey[in.Key] = in
		if in.Outcome == "" || in.Method == "" || in.Consent == "" || in.Date == "" || in.RoleBand == "" || in.Person.Name == "" || in.Organisation == "" || len(in.Answers) < 5 || len(in.Reasons[research.DecidedReason]) == 0 {
			t.Errorf("row %d lacks something", in.Row)
		}
		if !slices.Contains(intake.RoleBands(), in.RoleBand) || in.ValueBand != "" && !slices.Contains(intake.ValueBands(), in.ValueBand) {
			t.Errorf("row %d: role band or value band is not one of the bands", in.Row)
		}
		for _, a := range in.Answers {
			if a.Ref == "" {
				t.Errorf("row %d: an answer without its guide question", in.Row)
			}
		}
	}
	for _, c := range p.Codings {
		n := 0
		for _, a := range byKey[c.Interview].Answers {
			if a.Ref == c.Question {
				_, _, n = intake.Locate(a.Text, c.Verbatim)
			}
		}
		if n != 1 {
			t.Errorf("codings row %d: verbatim found %d times", c.Row, n)
		}
		if c.Clear && byKey[c.Interview].Consent == research.ConsentNone {
			t.Errorf("codings row %d: cleared against consent", c.Row)
		}
	}
}

// A sheet with a bit of everything, checked field by field.
func TestBuildInterview(t *testing.T) {
	day := time.Date(2026, 3, 12, 0, 0, 0, 0, time.UTC)
	p := plan(t, xlsx(t, tab{"Interviews", [][]any{
		{"Our interviews"},
		{},
		{"No.", "Interview date", "Interviewer", "Method", "Interviewee", "Job title", "Email", "Company", "Industry", "Decision", "Deal ID", "Deal value", "Account owner", "Rivals", "Furthest stage", "CRM reason", "Reason told to us", "What decided it", "What else counted", "May we quote", "CRM closed", "LinkedIn", "Q11", "What would you change?"},
		{7, day, "Ruth Oakden", "Phone", "Berg, Margit; Piotr Wasik", "Head of Logistics", "m@b.example; p@b.example", "Brandt AG", "Manufacturing", "Closed Lost", "T-1", 125000, "Felix Aumont", "Corvina / Plannable, n/a", "Proposal", "too expensive", "NEG-01", "LEA-07 Qualified, no next step", "DIS-02, EVA-07", "reworded only", "31/12/2025", "in/margit", "They never asked.", "n/a"},
	}}))
	if len(p.Interviews) != 1 || len(p.Refused) != 0 {
		t.Fatalf("%d interviews, refused: %s", len(p.Interviews), refusals(p))
	}
	_, guide := starter(t)
	want := intake.Interview{Sheet: "Interviews", Row: 4, Key: "7",
		Person: intake.Person{Name: "Margit Berg", Title: "Head of Logistics", Email: "m@b.example", Extra: map[string]string{"LinkedIn": "in/margit"}},
		Others: []intake.Person{{Name: "Piotr Wasik", Email: "p@b.example"}}, Organisation: "Brandt AG", Owner: "Felix Aumont", Deal: "T-1",
		RoleBand: "Operations", Segment: "Manufacturing", Date: "2026-03-12", Interviewer: "Ruth Oakden", Method: research.Telephone, Outcome: research.Lost, ValueBand: "100-250k",
		Competitors: []string{"Corvina", "Plannable"}, FurthestStage: 6, Consent: research.ConsentReworded, CRMClosed: "2025-12-31",
		Reasons: map[research.ReasonKind][]string{research.Recorded: {"NEG-01"}, research.Told: {"NEG-01"}, research.DecidedReason: {"LEA-07", "DIS-02", "EVA-07"}},
		Answers: []intake.Answer{{Question: guide[11].Text, Ref: "Q11", Stage: 4, Text: "They never asked.", Column: 22, Row: 4}}}
	if got := p.Interviews[0]; !reflect.DeepEqual(got, want) {
		t.Errorf("got  %+v\nwant %+v", got, want)
	}
	if len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "matched by their meaning") {
		t.Errorf("warnings %q", p.Warnings)
	}
}

// What cannot be taken is refused by row and column, and the rest of the row goes in.
func TestRefusedCells(t *testing.T) {
	p := plan(t, headed(t, "Interview | Interviewee | Decision | Method | May we quote | Interview date | Deal value | Furthest stage | CRM reason | What did you think?",
		"1 | A B | Lost | Phone | yes | 2026-03-12 | 100k | Proposal | NEG-01 | It was all far too early for us.",
		"2 | C D | Lost | Phone | yes | 2026-03-12 | 100k | Proposal | NEG-01 | Nobody ever listened to what we said.",
		"3 | ZZSECRET | ZZSECRET | ZZSECRET | ZZSECRET | ZZSECRET | ZZSECRET | ZZSECRET | ZZSECRET | A fine answer in our own words here."))
	if len(p.Interviews) != 3 || p.Interviews[2].Person.Name != "ZZSECRET" || len(p.Interviews[2].Answers) != 1 {
		t.Fatalf("%d interviews", len(p.Interviews))
	}
	for _, col := range []string{"Decision", "Method", "May we quote", "Interview date", "Deal value", "Furthest stage", "CRM reason"} {
		if !slices.ContainsFunc(p.Refused, func(r intake.Refusal) bool { return r.Row == 4 && r.Column == col && r.Cell && r.Sheet == "book" }) {
			t.Errorf("%s is not refused:\n%s", col, refusals(p))
		}
	}
	noSecrets(t, p)
}

// noSecrets checks that nothing meant for screens and logs quotes a cell.
func noSecrets(t *testing.T, p *intake.Plan) {
	t.Helper()
	if all := refusals(p) + strings.Join(p.Warnings, " ") + p.Source; strings.Contains(strings.ToLower(all), "zzsecret") {
		t.Errorf("a cell is quoted: %s", all)
	}
}

func TestRefusedRows(t *testing.T) {
	book := xlsx(t, tab{"Interviews", [][]any{
		{"Interview", "Interviewee", "Company", "Decision", "Interviewer", "How did you go about it?"},
		{1, "Anna Berg", "Brandt", "Lost", "RO", "We asked a few people at the fair."},
		{2, "Jan Smit", "Kessel", "Won", "RO", "We read a lot and rang three firms."},
		{},
		{2, "Other Name", "Elsewhere", "Won", "RO", "The same number once more, sadly so."},
		{9},
		{"Interview", "Interviewee", "Company", "Decision", "Interviewer", "How did you go about it?"},
		{3, "Total Recall", "Total", "Lost", "JM", "Our firm really is called like that."},
		{},
		{"Total", nil, 3},
		{"Confidential Information - Do Not Distribute"},
	}})
	p := plan(t, book)
	if got := refusals(p); len(p.Interviews) != 3 || len(p.Refused) != 2 || !strings.HasPrefix(got, "Interviews!5 Interview: the same interview") || !strings.Contains(got, "Interviews!6 : nothing in the columns") {
		t.Fatalf("%d interviews, refused:\n%s", len(p.Interviews), got)
	}
	if len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "rows 7, 10 and 11") {
		t.Errorf("warnings: %q", p.Warnings)
	}
}

func TestPerAnswer(t *testing.T) {
	p := plan(t, xlsx(t, tab{"Answers", [][]any{
		{"Interview", "Interviewee", "Company", "Decision", "Question", "Answer"},
		{"07", "Margit Berg", "Brandt AG", "Lost", "Q11", "They never asked us anything."},
		{nil, nil, nil, nil, "What felt risky about going ahead?", "A week of standstill at Easter."},
		{7, nil, nil, "pending", "Q17", "Then we would have taken the other one."},
		{8, "Jan Smit", "Kessel KG", "Won", "Anything else on your mind, perhaps?", "No."},
		{8, "Jan Smit", "Kessel KG", "Won", "Q12", nil},
		{8, "Jan Smit", "Kessel KG", "Lost", nil, "An answer to nothing at all."},
	}}))
	if len(p.Interviews) != 2 {
		t.Fatalf("%d interviews: %+v", len(p.Interviews), p.Interviews)
	}
	var refs []string
	for _, a := range p.Interviews[0].Answers {
		refs = append(refs, fmt.Sprint(a.Ref, "@", a.Row))
	}
	if got := strings.Join(refs, " "); got != "Q11@2 Q20@3 Q17@4" {
		t.Errorf("answers of the first: %s", got)
	}
	if in := p.Interviews[1]; len(in.Answers) != 1 || in.Answers[0].Ref != "" || in.Answers[0].Question != "Anything else on your mind, perhaps?" || in.Outcome != research.Won {
		t.Errorf("second: %+v", in)
	}
	if got := refusals(p); len(p.Refused) != 2 || !strings.Contains(got, "Answers!4 Decision") || !strings.Contains(got, "Answers!7 Question") {
		t.Errorf("refused:\n%s", got)
	}
}

// codingBook is two interviews and a sheet of codings.
func codingBook(t *testing.T, codings ...[]any) *sheet.Book {
	rows := [][]any{{"Everything coded so far"}, {"Interview", "Question", "Verbatim", "Code", "Coder", "About", "Polarity", "Weight", "Clearance"}}
	return xlsx(t, tab{"Codings", append(rows, codings...)}, tab{"Interviews", [][]any{
		{"Interview", "Interviewee", "Company", "Decision", "Rivals", "May we quote", "Q11", "What would you do?"},
		{1, "Anna Berg", "Brandt", "Lost", "Corvina", "yes", "They never asked us anything.", "Ask first, then talk about it."},
		{2, "Jan Smit", "Kessel", "Won", "", "no", "Very well, I must say.", ""},
		{3, "Kim Lee", "Lorch", "Won", "", "", "Quite well, in the end.", "Nothing."},
	}})
}

func TestCodings(t *testing.T) {
	p := plan(t, codingBook(t,
		[]any{1, "Q11", "never asked us", "DIS-02 Listening", "RO", "us", "−", "decided", "as said"},
		[]any{"01", "What would you do?", "Ask first", "DIS-04; COM-01", "JM", "Corvina", "+", "", "agreed wording"},
		[]any{"Anna Berg", "", "anything", "Listening", "", "", "", "", ""},
		[]any{2, "Q11", "Very well", "DIS-02", "RO", "buyer", 0, 2, "cleared"},
		[]any{3, "Q11", "Quite well", "DIS-02", "RO", "us", "+", 1, "cleared"},
	))
	var got []string
	for _, c := range p.Codings {
		got = append(got, fmt.Sprintf("%d %s %s %s %s %s %s %s %v %q", c.Row, c.Interview, c.Question, c.Code, c.Coder, c.About, c.Polarity, c.Weight, c.Clear, c.Reworded))
	}
	want := `3 1 Q11 DIS-02 RO us hurt decided true ""
4 1 What would you do? DIS-04 JM rival helped mentioned true "Ask first"
4 1 What would you do? COM-01 JM rival helped mentioned true "Ask first"
5 1  DIS-02  us neutral mentioned false ""
6 2 Q11 DIS-02 RO buyer neutral contributed false ""
7 3 Q11 DIS-02 RO us helped mentioned false ""`
	if strings.Join(got, "\n") != want {
		t.Errorf("codings\n%s\nwant\n%s", strings.Join(got, "\n"), want)
	}
	if r := refusals(p); len(p.Refused) != 1 || !strings.Contains(r, "Codings!6 Clearance: cleared, but the interviewee allows no quotes") {
		t.Errorf("refused:\n%s", r)
	}
	if len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "nothing says that their interviewees allow quotes: 1") {
		t.Errorf("warnings %q", p.Warnings)
	}
}

func TestCodingsRefused(t *testing.T) {
	p := plan(t, codingBook(t,
		[]any{99, "Q11", "zzsecret words", "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{nil, "Q11", "zzsecret words", "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{1, "Q77", "zzsecret words", "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{1, "Q12", "zzsecret words", "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{2, "What would you do?", "zzsecret words", "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{1, "Q11", nil, "DIS-02", "RO", "us", "+", "decided", ""},
		[]any{1, "Q11", "zzsecret words", "XXX-99 zzsecret", "RO", "us", "+", "decided", ""},
		[]any{1, "Q11", "zzsecret words", nil, "RO", "us", "+", "decided", ""},
		[]any{1, "Q11", "taken", "DIS-02", "RO", "zzsecret", "zzsecret", "zzsecret", "zzsecret"},
		[]any{1, "Q11", "taken too", "DIS-02; XXX-99", "RO", "us", "+", "decided", "reworded"},
	))
	if len(p.Codings) != 2 || p.Codings[0].Verbatim != "taken" || p.Codings[1].Clear {
		t.Errorf("codings: %+v", p.Codings)
	}
	got := refusals(p)
	for _, want := range []string{"3 Interview: no interview of that number", "4 Interview: names no interview", "5 Question: the question is neither", "6 Question: the interview has no answer", "7 Question: the interview has no answer", "8 Verbatim: no verbatim",
		"9 Code: not a code", "10 Code: no code", "11 About: ", "11 Polarity: ", "11 Weight: ", "11 Clearance: ", "12 Code: not a code", "12 Clearance: cleared in other words"} {
		if !strings.Contains(got, "Codings!"+want) {
			t.Errorf("missing %q in\n%s", want, got)
		}
	}
	if len(p.Refused) != 14 {
		t.Errorf("%d refusals:\n%s", len(p.Refused), got)
	}
	noSecrets(t, p)
}

// Codings alone name interviews that only the study knows: they are passed on.
func TestCodingsAlone(t *testing.T) {
	p := plan(t, headed(t, "Interview | Verbatim | Code | Polarity", "12 | They never listened to us | DIS-02 | -", "13 | It came far too early | COM-01 | -"))
	if len(p.Codings) != 2 || len(p.Refused) != 0 || p.Codings[0].Interview != "12" || p.Codings[0].Polarity != research.Hurt {
		t.Errorf("%+v, refused %s", p.Codings, refusals(p))
	}
}

// Two sheets numbered from 1 each are different interviews; two sheets about the same people are one.
func TestSeveralSheets(t *testing.T) {
	head := []any{"Interview", "Interviewee", "Company", "Decision", "Interviewer", "Q11"}
	p := plan(t, xlsx(t, tab{"Wave 1", [][]any{head, {1, "Anna Berg", "Brandt", "Lost", "RO", "Not at all."}}}, tab{"Wave 2", [][]any{head, {1, "Jan Smit", "Kessel", "Won", "RO", "Very well."}}}))
	if len(p.Interviews) != 2 || p.Interviews[1].Key != "Wave 2/1" || len(p.Warnings) != 1 {
		t.Errorf("%+v, %q", p.Interviews, p.Warnings)
	}
	p = plan(t, xlsx(t, tab{"People", [][]any{{"Interview", "Interviewee", "Company", "Interviewer", "Decision"}, {1, "Anna Berg", "Brandt", "RO", nil}}}, tab{"Answers", [][]any{{"Interview", "Decision", "Question", "Answer"}, {1, "Lost", "Q11", "Not at all."}}}))
	if len(p.Interviews) != 1 || p.Interviews[0].Outcome != research.Lost || len(p.Interviews[0].Answers) != 1 || p.Interviews[0].Person.Name != "Anna Berg" {
		t.Errorf("%+v", p.Interviews)
	}
}

// A CRM export completes the interviews about its deals; other deals are listed apart and make no
// interviews.
func TestDeals(t *testing.T) {
	p := plan(t, xlsx(t,
		tab{"CRM", [][]any{{"Opportunity ID", "Account Name", "Opportunity Owner", "Stage", "Amount", "Close Date", "Created Date", "Loss Reason"},
			{"006A000000abcDEFGH", "Brandt AG", "Felix Aumont", "Closed Lost", 125000, "2026-02-03", "2025-01-02", "Price"}, {"006A000000xxxXX", "Other", "Dagny Holm", "Closed Won", 1000, "2026-02-04", "2025-01-03", nil}}},
		tab{"Interviews", [][]any{{"Interview", "Interviewee", "Interviewer", "Decision", "Deal ID", "Q11"}, {1, "Anna Berg", "RO", nil, "006A000000abcDE", "Not at all."}}}))
	if len(p.Interviews) != 1 || len(p.Deals) != 1 || p.Deals[0].Outcome != research.Won || p.Deals[0].Deal != "006A000000xxxXX" {
		t.Fatalf("%+v\n%+v", p.Interviews, p.Deals)
	}
	in := p.Interviews[0]
	if in.Outcome != research.Lost || in.Owner != "Felix Aumont" || in.ValueBand != "100-250k" || in.CRMClosed != "2026-02-03" || in.CRMCreated != "2025-01-02" || in.Reasons[research.Recorded][0] != "NEG-01" {
		t.Errorf("%+v", in)
	}
}

// Merged cells count for the rows they span, hidden rows are read, both are said.
func TestMergedAndHidden(t *testing.T) {
	f := excelize.NewFile()
	defer f.Close()
	for r, row := range [][]any{{"Interview", "Interviewee", "Decision", "Question", "Answer"}, {1, "Anna Berg", "Lost", "Q11", "Not at all."}, {nil, nil, nil, "Q17", "The other one."}, {2, "Jan Smit", "Won", "Q11", "Very well."}} {
		must(t, f.SetSheetRow("Sheet1", fmt.Sprintf("A%d", r+1), &row))
	}
	for _, col := range []string{"A", "B", "C"} {
		must(t, f.MergeCell("Sheet1", col+"2", col+"3"))
	}
	must(t, f.SetRowVisible("Sheet1", 4, false))
	b, err := f.WriteToBuffer()
	must(t, err)
	p := plan(t, read(t, "m.xlsx", b.Bytes()))
	if len(p.Interviews) != 2 || len(p.Interviews[0].Answers) != 2 || len(p.Warnings) != 1 || !strings.Contains(p.Warnings[0], "hidden") {
		t.Errorf("%+v, %q", p.Interviews, p.Warnings)
	}
}

// A meeting may name each participant in a row of its own: the further rows bring no answers.
func TestMeeting(t *testing.T) {
	p := plan(t, headed(t, "Interview | Interviewee | Email | Decision | Method | Interviewer | Q11", "1 | Anna Berg | a@b.example | Lost | Workshop | RO | They never asked us anything.", "1 | Jan Smit | j@b.example | | | | ", "2 | Kim Lee | k@l.example | Won | Phone | RO | Very well, I should say."))
	if len(p.Interviews) != 2 || len(p.Refused) != 0 || len(p.Interviews[0].Others) != 1 || p.Interviews[0].Others[0].Email != "j@b.example" {
		t.Errorf("%+v, refused %s", p.Interviews, refusals(p))
	}
}

// Without a number, person, company and date make the key; without those, the answers do. The same
// rows have the same keys whatever their order.
func TestKeys(t *testing.T) {
	head := "Interviewee | Company | Interview date | Why did you decide as you did?"
	a, b, c := "Anna Berg | Brandt | 2026-03-12 | Nobody ever rang us back at all.", "Jan Smit | Kessel | 2026-03-13 | They listened and came back with a plan.", " | | | An anonymous answer from the web form."
	one, two := plan(t, headed(t, head, a, b, c)), plan(t, headed(t, head, c, b, a))
	var keys1, keys2 []string
	for i := range one.Interviews {
		keys1, keys2 = append(keys1, one.Interviews[i].Key), append(keys2, two.Interviews[len(two.Interviews)-1-i].Key)
	}
	if !slices.Equal(keys1, keys2) || len(keys1) != 3 || keys1[0] != "anna berg|brandt|2026-03-12" || !strings.HasPrefix(keys1[2], "text:") {
		t.Errorf("%q and %q", keys1, keys2)
	}
	if p := plan(t, headed(t, head, a, a, b)); len(p.Interviews) != 2 || len(p.Refused) != 1 || p.Refused[0].Row != 3 {
		t.Errorf("the same row twice: %d interviews, %s", len(p.Interviews), refusals(p))
	}
}

func TestRolesAndContacts(t *testing.T) {
	p := plan(t, headed(t, "Interview | Interviewee | Company | Role | Job title | Phone | Mobile | City | Interviewer | Decision",
		"1 | A B | X | Champion | Head of Wizardry | +49 40 555 0100 | +49 170 555 0100 | Kiel | RO | Lost", "2 | C D | Y | Champion | CFO | +49 40 555 0101 | | Ulm | RO | Won"))
	in := p.Interviews[0]
	if in.RoleBand != "Champion" || in.Person.Extra["Mobile"] != "+49 170 555 0100" || in.Person.Extra["City"] != "Kiel" || in.Person.Phone != "+49 40 555 0100" {
		t.Errorf("%+v", in)
	}
	p = plan(t, headed(t, "Interview | Interviewee | Company | Job title | Interviewer | Decision", "1 | A B | X | Keeper of the Seals of Kiel | RO | Lost", "2 | C D | Y | CFO | RO | Won"))
	if p.Interviews[0].RoleBand != "Other" || p.Interviews[1].RoleBand != "Finance" {
		t.Errorf("a title is kept as the role: %q, %q", p.Interviews[0].RoleBand, p.Interviews[1].RoleBand)
	}
}

func TestBuildRefusesWhatIsNothing(t *testing.T) {
	cb, guide := starter(t)
	for name, c := range map[string]struct {
		book *sheet.Book
		say  string
	}{
		"no sheet fits": {headed(t, "Product | Weight kg", "Bolt | 0.2"), "no sheet looks like"},
		"headings only": {headed(t, "Interview | Interviewee | Company | Decision | Interviewer | Q11"), "not one row"},
	} {
		_, err := intake.Build(context.Background(), c.book, intake.Guess(c.book, guide), cb, guide, nil)
		if research.KindOf(err) != research.Invalid || !strings.Contains(err.Error(), c.say) || !strings.Contains(err.Error(), "book.csv") {
			t.Errorf("%s: %v", name, err)
		}
	}
}

func TestBuildWithoutCodebookOrGuide(t *testing.T) {
	book := headed(t, "Interview | Interviewee | Decision | Interviewer | CRM reason | Q11 | What else?", "1 | A B | Lost | RO | too dear; late | They never asked us anything. | No more to say about it")
	p, err := intake.Build(context.Background(), book, intake.Guess(book, nil), nil, nil, nil)
	must(t, err)
	if got := p.Interviews[0].Reasons[research.Recorded]; !slices.Equal(got, []string{"too dear", "late"}) || len(p.Interviews[0].Answers) == 0 {
		t.Errorf("%q, %+v", got, p.Interviews[0].Answers)
	}
}

func TestBuildProgressAndCancel(t *testing.T) {
	var rows [][]string
	rows = append(rows, split("Interview | Interviewee | Decision | Interviewer | Q11"))
	for i := range 2000 {
		rows = append(rows, []string{fmt.Sprint(i), fmt.Sprint("Person ", i), "Lost", "RO", "They never asked us anything."})
	}
	book := csvBook(t, rows)
	cb, guide := starter(t)
	last, total := -1, 0
	p, err := intake.Build(context.Background(), book, intake.Guess(book, guide), cb, guide, func(d, n int) {
		if d < last || d > n {
			t.Errorf("progress from %d to %d of %d", last, d, n)
		}
		last, total = d, n
	})
	must(t, err)
	if len(p.Interviews) != 2000 || last != total {
		t.Errorf("%d interviews, ended at %d of %d", len(p.Interviews), last, total)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := intake.Build(ctx, book, intake.Guess(book, guide), cb, guide, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
}
