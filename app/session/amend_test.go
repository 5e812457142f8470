package session

import (
	"context"
	"strings"
	"testing"

	"openloop/research"
)

// interviewSheet is one row an interview, with an answer to Q09 and to Q14.
func interviewSheet(rows ...[]string) [][]string {
	return append([][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Interviewer", "Q09 Tell me about the first proper meeting.", "Q14 What proof did you look for, and what convinced or worried you?"}}, rows...)
}

func codingSheet(rows ...[]string) [][]string {
	return append([][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "About", "Polarity", "Weight", "Clearance"}}, rows...)
}

// A text that was corrected by hand stays as corrected when its sheet comes again, with its codings on their words,
// and codings that quote it as corrected find their place.
func TestSameSheetAfterACorrection(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	sheet := interviewSheet([]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They taked and taked, said Margit. They never asked a thing.", "None."})
	codings := codingSheet([]string{"1", "Q09", "They never asked a thing", "DIS-02", "RO", "us", "hurt", "decided", ""})
	takeIn(t, s, sheet, false)
	takeIn(t, s, codings, false)
	turns, err := s.store.Turns(ctx, s.InterviewRows(InterviewFilter{})[0].Interview.ID)
	if err != nil {
		t.Fatal(err)
	}
	was := turns[1].Text
	now := strings.ReplaceAll(was, "taked", "talked")
	if _, err := s.CorrectText(ctx, turns[1].ID, was, now); err != nil || was == now {
		t.Fatal(err)
	}
	d := takeIn(t, s, sheet, false)
	if d.Unchanged != 1 || d.Updated != 0 || d.Corrected != 1 || len(d.Warnings) == 0 || !strings.Contains(d.Warnings[len(d.Warnings)-1], "1 text that somebody had corrected") {
		t.Errorf("the same sheet again: %+v", d)
	}
	more := codingSheet([]string{"1", "Q09", "They never asked a thing", "DIS-02", "RO", "us", "hurt", "decided", ""}, []string{"1", "Q09", "They talked and talked", "DIS-01", "RO", "us", "hurt", "mentioned", ""})
	if d := takeIn(t, s, more, false); d.Codings != 1 || d.CodingsKnown != 1 {
		t.Errorf("codings: %+v", d)
	}
	after, err := s.store.Turn(ctx, turns[1].ID)
	if err != nil || after.Text != now {
		t.Errorf("the text is %q, %v", after.Text, err)
	}
	placed, err := s.Placed(ctx, after.Interview)
	if err != nil {
		t.Fatal(err)
	}
	var words []string
	for _, p := range placed {
		words = append(words, Quote([]research.Turn{after}, p.From, p.To))
	}
	if got := strings.Join(words, " | "); got != "They never asked a thing | They talked and talked" {
		t.Errorf("coded is %q", got)
	}
}

// A sheet that was amended changes what it amends, in place: codings stay on their words and none doubles,
// whether the codings' own sheet was amended with it or not.
func TestAmendedSheet(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, interviewSheet(
		[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "Ruth Oakden", "They talked and talked. Margit, he said, trust us. They never asked a thing.", "None."},
		[]string{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "He listened to us.", "The visit to Margit Oelschlager."},
	), false)
	sheet := codingSheet(
		[]string{"1", "Q09", "They never asked a thing", "DIS-02", "RO", "us", "hurt", "decided", "as said"},
		[]string{"1", "Q09", "They talked and talked", "DIS-02", "RO", "us", "hurt", "mentioned", ""},
		[]string{"1", "Q09", "They talked and talked", "DIS-01", "RO", "us", "hurt", "mentioned", ""},
		[]string{"2", "Q09", "He listened to us", "DIS-02", "RO", "us", "helped", "decided", ""})
	if d := takeIn(t, s, sheet, false); d.Codings != 4 || len(d.Refused) > 0 {
		t.Fatalf("codings: %+v", d)
	}
	words := func(label string) string {
		var out []string
		for _, r := range s.InterviewRows(InterviewFilter{}) {
			if r.Interview.Label != label {
				continue
			}
			turns, _ := s.store.Turns(ctx, r.Interview.ID)
			placed, err := s.Placed(ctx, r.Interview.ID)
			if err != nil {
				t.Fatal(err)
			}
			for _, p := range placed {
				out = append(out, p.Code.Ref+" "+Quote(turns, p.From, p.To))
			}
		}
		return strings.Join(out, " | ")
	}
	if got := words("P01"); got != "DIS-02 They never asked a thing | DIS-02 They talked and talked | DIS-01 They talked and talked" {
		t.Fatalf("coded is %q", got)
	}
	if c, _ := s.clearances(ctx); len(c) != 1 {
		t.Fatalf("%d quotes cleared", len(c))
	}

	// The answer grows before, between and after the codings, and names somebody else.
	d := takeIn(t, s, interviewSheet(
		[]string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "no decision", "2026-03-01", "yes", "Ruth Oakden", "Well. They talked and talked. Henk Vandersteen and Margit were there. They really never asked a thing. Never.", "None."},
		[]string{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "yes", "Ruth Oakden", "He listened to us.", "The visit to Margit Oelschlager."},
	), false)
	if d.New != 0 || d.Updated != 1 || d.Unchanged != 1 || d.People != 0 {
		t.Errorf("amended: %+v", d)
	}
	if got := words("P01"); got != "DIS-02 They really never asked a thing | DIS-02 They talked and talked | DIS-01 They talked and talked" {
		t.Errorf("coded is now %q", got)
	}
	checkWords(t, s)
	if name, _ := s.CanUndo(); name != "Bring 2 interviews up to date" {
		t.Errorf("the step is called %q", name)
	}
	row := s.InterviewRows(InterviewFilter{})[0]
	if row.Interview.Outcome != research.NoDecision || row.Codings != 3 {
		t.Errorf("the interview is %+v", row)
	}
	if b, _ := s.Behind(ctx, Asked{}); len(b.Quotes) != 4 {
		t.Errorf("%d quotes", len(b.Quotes))
	} else {
		for _, q := range b.Quotes {
			if q.Cleared {
				t.Errorf("a clearance outlived a change of the text: %q", q.Text)
			}
		}
	}

	// The codings' sheet follows: one verbatim is longer now, one shorter, one as it was.
	sheet[1][2], sheet[2][2] = "Never", "They talked"
	sheet[1][2] = "They really never asked a thing. Never"
	d = takeIn(t, s, sheet, false)
	if d.Codings != 0 || d.CodingsKnown != 4 || len(d.Refused) > 0 {
		t.Errorf("codings amended: %+v", d)
	}
	if got := words("P01"); !strings.Contains(got, "DIS-02 They really never asked a thing. Never") || strings.Count(got, "DIS-02") != 2 || strings.Count(got, "DIS-01 They talked") != 1 {
		t.Errorf("coded is at last %q", got)
	}
	before := tables(t, s.Path())
	takeIn(t, s, sheet, false)
	same(t, "the same codings again", tables(t, s.Path()), before)
	checkWords(t, s)
}

// An answer that is gone leaves its coding as an orphan to look at, which no figure counts.
func TestOrphan(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	row := []string{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "yes", "RO", "They talked and talked.", "Alpha beta gamma."}
	takeIn(t, s, interviewSheet(row), false)
	takeIn(t, s, codingSheet([]string{"1", "Q14", "beta", "DIS-02", "RO", "us", "hurt", "decided", ""}), false)
	row[8] = "Omega."
	takeIn(t, s, interviewSheet(row), false)
	r := s.InterviewRows(InterviewFilter{})[0]
	vs, err := s.store.Verbatims(ctx, r.Interview.ID)
	if err != nil || len(vs) != 1 || !vs[0].Orphan {
		t.Fatalf("verbatims %+v, %v", vs, err)
	}
	b, err := s.Behind(ctx, Asked{})
	if err != nil || b.Mentions != 0 || len(b.Quotes) != 0 || r.Codings != 0 {
		t.Errorf("the orphan counts: %+v, %v, %d codings", b, err, r.Codings)
	}
	if _, err := s.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	if b, _ := s.Behind(ctx, Asked{}); b.Mentions != 1 || len(b.Quotes) != 1 || b.Quotes[0].Text != "beta" {
		t.Errorf("after undo: %+v", b)
	}
}

// Whoever sells, asks or is named in a cell of their own stays out of the study, also in cells that are kept.
func TestCellsWithoutNames(t *testing.T) {
	s := newStudy(t)
	takeIn(t, s, [][]string{
		{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Account owner", "Interviewer", "Lead source", "Region", "Industry", "Competitors", "Q09 Tell me about the first proper meeting."},
		{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "Torben Riis", "Ruth Oakden", "Referral by Henk Vandersteen", "Nordics", "Food and drink", "Corvina; Polderman Logistiek", "Mr Riis called Mr Oakden's colleague."},
		{"2", "Henk Vandersteen", "Polderman Logistiek", "won", "2026-03-02", "Torben Riis", "Ruth Oakden", "Trade fair", "Nordics", "Food and drink", "Corvina", "Margit told me."},
	}, false)
	all := ""
	for _, text := range tables(t, s.Path()) {
		all += text + "\n"
	}
	for _, name := range []string{"Margit", "Oelschlager", "Brandtkamp", "Riis", "Torben", "Oakden", "Ruth", "Vandersteen", "Polderman"} {
		if strings.Contains(all, name) {
			i := strings.Index(all, name)
			t.Errorf("the study names %s: %s", name, all[max(0, i-50):i+40])
		}
	}
	for _, kept := range []string{"Trade fair", "Nordics", "Food and drink", "Corvina", "Referral by P02"} {
		if !strings.Contains(all, kept) {
			t.Errorf("the study has lost %q", kept)
		}
	}
}
