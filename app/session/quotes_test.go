package session

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/report"
	"openloop/research"
	"openloop/research/privacy"
	"openloop/research/sheet"
	"openloop/research/store"
)

// quoteStudy is twelve interviews of twelve companies, six won and six lost; everybody says three things that
// are coded, and the first four differ in what they allow. Nothing is cleared.
func quoteStudy(t *testing.T) *Session {
	t.Helper()
	return quoteStudyOf(t, func(int) string { return "DIS-02" })
}

// quoteStudyOf is quoteStudy with a code chosen for each interview, from 0.
func quoteStudyOf(t *testing.T, code func(i int) string) *Session {
	t.Helper()
	s := newStudy(t)
	people := []string{"Margit Oelschlager", "Henk Vandersteen", "Torben Riis", "Ulrike Zumwinkel", "Pieter Hoogland", "Astrid Fagerlund", "Jolanta Wrzesniewska", "Benedetta Quagliarella", "Sixten Bjurstrom", "Eudora Fitzwilliam", "Casimir Dobrowolski", "Philippa Ravenscroft"}
	rows := [][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Interviewer", "Role band", "Segment", "Q09 Tell me about the first proper meeting."}}
	codings := [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "About", "Polarity", "Weight", "Clearance"}}
	consent := []string{"no", "reworded", "yes", ""}
	for i, who := range people {
		id, yes, role, outcome := fmt.Sprint(i+1), "yes", "Operations", "won"
		if i < len(consent) {
			yes = consent[i]
		}
		if i >= 6 {
			outcome = "lost"
		}
		if i == 5 {
			role = "Finance"
		}
		rows = append(rows, []string{id, who, strings.Fields(who)[1] + " Werke", outcome, "2026-03-01", yes, "RO", role, "Machines",
			fmt.Sprintf("Remark one of %s is long enough. Remark two of %s is long enough. Remark three of %s is long enough.", word(i), word(i), word(i))})
		for _, n := range []string{"one", "two", "three"} {
			if code(i) == "" {
				continue
			}
			codings = append(codings, []string{id, "Q09", "Remark " + n + " of " + word(i) + " is long enough", code(i), "RO", "us", "helped", "decided", ""})
		}
	}
	if d := takeIn(t, s, rows, false); d.New != 12 || len(d.Refused) > 0 {
		t.Fatalf("import: %+v", d)
	}
	if d := takeIn(t, s, codings, false); d.Codings != len(codings)-1 || len(d.Refused) > 0 {
		t.Fatalf("codings: %+v", d)
	}
	return s
}

// word is a word of its own for each interview.
func word(i int) string {
	return []string{"apples", "barley", "cheese", "dates", "eggs", "figs", "grapes", "honey", "icing", "jam", "kale", "lemons"}[i]
}

// candidate is the n-th quote of an interview.
func candidate(t *testing.T, s *Session, interview, n int) Candidate {
	t.Helper()
	l, err := s.Quotes(context.Background(), QuoteFilter{Words: word(interview)})
	if err != nil || len(l.Rows) != 3 {
		t.Fatalf("%d quotes of %s, %v", len(l.Rows), word(interview), err)
	}
	return l.Rows[n]
}

func mustBe(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// printed is everything that a person reads in the finished PDF and workbook.
func printed(t *testing.T, s *Session) (pdf, xlsx string) {
	t.Helper()
	ctx, dir := context.Background(), t.TempDir()
	a, b := filepath.Join(dir, "pack.pdf"), filepath.Join(dir, "pack.xlsx")
	_, err := s.Export(ctx, PackOptions{}, a, b, nil)
	mustBe(t, err)
	book, err := sheet.Read(ctx, "pack.xlsx", read(t, b), nil)
	mustBe(t, err)
	var cells []string
	for _, sh := range book.Sheets {
		for _, row := range sh.Rows {
			for _, c := range row {
				cells = append(cells, c.Text)
			}
		}
	}
	if _, err := exec.LookPath("pdftotext"); err == nil {
		out, err := exec.Command("pdftotext", "-layout", a, "-").Output()
		mustBe(t, err)
		pdf = strings.Join(strings.Fields(string(out)), " ")
	} else {
		t.Log("no pdftotext here: only the workbook is read")
	}
	return pdf, strings.Join(cells, "\n")
}

// Who has not agreed is never printed, whatever was cleared before; who allows other words only is printed in
// those; and nobody more than twice.
func TestPrintedQuotesKeepTheRules(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	for i := range 12 {
		wantKind := map[int]research.Kind{0: research.Withheld, 1: research.Withheld, 3: research.Withheld}[i]
		for n := range 3 {
			if err := s.ClearQuote(ctx, candidate(t, s, i, n).QuoteRow, true, ""); research.KindOf(err) != wantKind {
				t.Fatalf("%s: %v", word(i), err)
			}
		}
	}
	mustBe(t, s.ClearQuote(ctx, candidate(t, s, 1, 0).QuoteRow, true, "They liked the grain"))
	third := candidate(t, s, 4, 2)
	if third.State != QuoteLimit || third.Why == "" || candidate(t, s, 4, 0).State != QuoteAsSaid {
		t.Errorf("the third quote of a person is %s", third.State)
	}
	pdf, xlsx := printed(t, s)
	for i := range 12 {
		want := 2
		switch i {
		case 0, 1, 3:
			want = 0
		}
		if n := len(regexp.MustCompile(`Remark (one|two|three) of `+word(i)).FindAllString(xlsx, -1)); n != want {
			t.Errorf("the workbook prints %d quotes of %s, want %d", n, word(i), want)
		}
		seen := map[string]bool{}
		for _, m := range regexp.MustCompile(`Remark (?:one|two|three) of `+word(i)).FindAllString(pdf, -1) {
			seen[m] = true
		}
		if len(seen) > want {
			t.Errorf("the PDF prints %d quotes of %s, want at most %d", len(seen), word(i), want)
		}
	}
	if !strings.Contains(xlsx, "They liked the grain") {
		t.Error("the reworded quote is not in the workbook")
	}
	for _, text := range []string{pdf, xlsx} {
		if p := regexp.MustCompile(`\b[POS]\d\d+\b`).FindString(text); p != "" {
			t.Errorf("%s stands in what is printed", p)
		}
	}

	// Consent that is taken back takes back what was cleared under it; undo brings both back.
	mustBe(t, s.SetConsent(ctx, research.ConsentReworded, candidate(t, s, 4, 0).Voices[0].ID))
	mustBe(t, s.SetConsent(ctx, research.ConsentNone, candidate(t, s, 5, 0).Voices[0].ID))
	if a, b := candidate(t, s, 4, 0).State, candidate(t, s, 5, 0).State; a != QuoteVoid || b != QuoteNotAllowed {
		t.Errorf("with less consent the quotes are %s and %s", a, b)
	}
	if _, xlsx = printed(t, s); strings.Contains(xlsx, word(4)) || strings.Contains(xlsx, word(5)) {
		t.Error("a quote is printed although its consent was taken back")
	}
	for range 2 + 2 { // two consents; two issued packs are no steps, should they ever become some
		if name, ok := s.CanUndo(); ok && strings.Contains(name, "allows to be quoted") {
			_, err := s.Undo(ctx)
			mustBe(t, err)
		}
	}
	if got := candidate(t, s, 5, 0).State; got != QuoteAsSaid {
		t.Errorf("after undo the quote is %s", got)
	}
}

// Whoever is named in a quote, in its other words or in a story stands in the file as nobody: no pseudonym either,
// with the vault open or locked.
func TestNoPseudonymStandsInPrint(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	rows := interviewSheet()
	rows = append(rows, []string{"21", "Wilhelmina Achterberg", "Achterberg Werke", "won", "2026-03-01", "yes", "RO", "Henk Vandersteen of Vandersteen Werke told us to look closer.", "Nothing else."})
	takeIn(t, s, rows, false)
	takeIn(t, s, [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"}, {"21", "Q09", "Henk Vandersteen of Vandersteen Werke told us to look closer", "DIS-02", "RO", ""}}, false)
	l, err := s.Quotes(ctx, QuoteFilter{Words: "look closer"})
	mustBe(t, err)
	q := l.Rows[0]
	if !pseudonym.MatchString(q.Text) || passagesOf(q.Tales, privacy.TellName) == 0 {
		t.Fatalf("the quote names nobody by pseudonym, or nothing warns of it: %q", q.Text)
	}
	mustBe(t, s.ClearQuote(ctx, q.QuoteRow, true, ""))
	mustBe(t, s.ClearQuote(ctx, candidate(t, s, 9, 0).QuoteRow, true, "As P02 and O03 said, they were heard by S01"))
	st := story(t, s, 6, 7, 8)
	st.Title, st.Text = "What P07 saw", "P07 of O07 went with S01."
	_, err = s.SaveStory(ctx, st)
	mustBe(t, err)
	mustBe(t, s.ClearStory(ctx, st.ID, true))
	pdf, xlsx := printed(t, s)
	s.LockVault()
	doc, err := s.Pack(ctx, PackOptions{Draft: true})
	mustBe(t, err)
	draft := doc.Stories[0].Title.String() + doc.Stories[0].Paragraphs[0].String()
	for _, quote := range doc.Quotes {
		draft += "\n" + quote.Words.String() + quote.Who.String()
	}
	for name, text := range map[string]string{"PDF": pdf, "workbook": xlsx, "draft": draft} {
		if text == "" {
			continue
		}
		if p := regexp.MustCompile(`\b[POS]\d\d+\b`).FindString(text); p != "" {
			t.Errorf("%s stands in the %s", p, name)
		}
		for _, want := range []string{"told us to look closer", "they were heard by [salesperson]", "went with [salesperson]"} {
			if !strings.Contains(text, want) {
				t.Errorf("the %s lacks %q", name, want)
			}
		}
	}
}

func passagesOf(tales []privacy.TellTale, k privacy.TellTaleKind) int {
	n := 0
	for _, x := range tales {
		if x.Kind == k && !x.Whole() {
			n++
		}
	}
	return n
}

// A quote chosen for a theme goes before others of the same person.
func TestChosenQuotesGoFirst(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	c, _ := s.Book().ByRef("DIS-02")
	_, err := s.SaveTheme(ctx, research.Theme{Name: "They let us talk", Codes: []research.ID{c.ID}})
	mustBe(t, err)
	for n := range 3 {
		mustBe(t, s.ClearQuote(ctx, candidate(t, s, 7, n).QuoteRow, true, ""))
	}
	mustBe(t, s.ChooseForTheme(ctx, candidate(t, s, 7, 2), true))
	in := 0
	for n := range 3 {
		if candidate(t, s, 7, n).InPack {
			in++
		}
	}
	if q := candidate(t, s, 7, 2); !q.InPack || !q.Chosen || q.Theme != "They let us talk" || in != 2 {
		t.Errorf("the chosen quote: %s, chosen %v; %d are in the pack", q.State, q.Chosen, in)
	}
	mustBe(t, s.ChooseForTheme(ctx, candidate(t, s, 7, 2), false))
	if candidate(t, s, 7, 2).InPack {
		t.Error("the third quote is in the pack although it is no longer chosen")
	}
}

// A long list comes in pages: together they are the whole list, each quote once and in order.
func TestQuotesInPages(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	for _, states := range [][]QuoteState{nil, {QuoteToClear}, {QuoteNotAllowed, QuoteRefused}} {
		whole, err := s.Quotes(ctx, QuoteFilter{States: states})
		if err != nil || whole.More || whole.Next != "" {
			t.Fatalf("the whole list: more %v, %v", whole.More, err)
		}
		var paged []research.ID
		f, pages := QuoteFilter{States: states, Most: 40}, 0
		for ; pages < 100; pages++ {
			page, err := s.Quotes(ctx, f)
			if err != nil {
				t.Fatal(err)
			}
			for _, c := range page.Rows {
				paged = append(paged, c.Placed.Verbatim)
			}
			if !page.More {
				break
			}
			if page.Next == f.After || !page.Partly || len(page.Rows) < 40 {
				t.Fatalf("page %d of %d quotes goes on after the same", pages, len(page.Rows))
			}
			f.After = page.Next
		}
		if len(paged) != len(whole.Rows) || pages == 0 && len(paged) > 80 {
			t.Fatalf("%d quotes on %d pages, %d in all", len(paged), pages+1, len(whole.Rows))
		}
		for i, c := range whole.Rows {
			if c.Placed.Verbatim != paged[i] {
				t.Fatalf("quote %d is another", i)
			}
		}
	}
}

// A change of the text voids the clearance, and a sheet that comes again does not bring it back.
func TestEditingVoidsAClearance(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	q := candidate(t, s, 8, 0)
	mustBe(t, s.ClearQuote(ctx, q.QuoteRow, true, ""))
	turns, err := s.store.Turns(ctx, q.Interview.Interview.ID)
	mustBe(t, err)
	_, err = s.store.Edit(ctx, "Change a turn", func(tx *store.Tx) error {
		turn := turns[len(turns)-1]
		turn.Text = strings.Replace(turn.Text, "long enough", "good enough", 1)
		_, err := tx.PutTurn(turn)
		return err
	})
	mustBe(t, err)
	if q = candidate(t, s, 8, 0); q.State != QuoteVoid || q.Why == "" {
		t.Errorf("after a change of its text the quote is %s", q.State)
	}
	if _, xlsx := printed(t, s); strings.Contains(xlsx, "Remark") {
		t.Error("a void quote is printed")
	}
	d := takeIn(t, s, [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"}, {"9", "Q09", "Remark one of icing is long enough", "DIS-02", "RO", "as said"}}, false)
	if q = candidate(t, s, 8, 0); q.State != QuoteVoid {
		t.Errorf("a sheet made the quote %s again: %+v", q.State, d.Refused)
	}
	mustBe(t, s.ClearQuote(ctx, q.QuoteRow, true, ""))
	if q = candidate(t, s, 8, 0); q.State != QuoteAsSaid {
		t.Errorf("cleared anew it is %s", q.State)
	}
}

// What was looked at and kept in stays in, whatever a sheet says, until somebody clears it or takes that back.
func TestRefusedQuotesStayIn(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	mustBe(t, s.RefuseQuote(ctx, candidate(t, s, 8, 0).QuoteRow))
	d := takeIn(t, s, [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"}, {"9", "Q09", "Remark one of icing is long enough", "DIS-02", "RO", "as said"}}, false)
	if q := candidate(t, s, 8, 0); q.State != QuoteRefused || len(d.Refused) != 1 {
		t.Errorf("a refused quote is %s; refused rows %+v", q.State, d.Refused)
	}
	if _, xlsx := printed(t, s); strings.Contains(xlsx, "Remark") {
		t.Error("a refused quote is printed")
	}
	mustBe(t, s.ClearQuote(ctx, candidate(t, s, 8, 0).QuoteRow, true, ""))
	if all, err := s.store.Clearances(ctx); err != nil || len(all) != 1 || candidate(t, s, 8, 0).State != QuoteAsSaid {
		t.Errorf("%d records of one quote, %v", len(all), err)
	}
	mustBe(t, s.ClearQuote(ctx, candidate(t, s, 8, 0).QuoteRow, false, ""))
	if q := candidate(t, s, 8, 0); q.State != QuoteToClear {
		t.Errorf("taken back, the quote is %s", q.State)
	}
}

// A role stands beside a quote only where enough share it and the outcome.
func TestAttributionOfAFewLosesTheRole(t *testing.T) {
	s := quoteStudyOf(t, func(i int) string { return []string{"", "EVA-07"}[i/3%2] }) // three of six, won and lost
	ctx := context.Background()
	lost, finance, won := candidate(t, s, 9, 0), candidate(t, s, 5, 0), candidate(t, s, 4, 0)
	if got := lost.Signed.Who.String(); got != "Operations, Machines, lost deal" {
		t.Errorf("six of Operations lost, and the quote is signed %q", got)
	}
	// Of the six won deals five are Operations: to say so would say who the sixth is.
	for _, q := range []Candidate{finance, won} {
		if got := q.Signed.Who.String(); got != "Machines, won deal" {
			t.Errorf("signed %q", got)
		}
		for _, p := range q.Signed.Parts {
			if p.What == "role" && (p.Allowed || p.Missing == "") {
				t.Errorf("the role: %+v", p)
			}
		}
	}
	mustBe(t, s.ClearQuote(ctx, lost.QuoteRow, true, ""))
	mustBe(t, s.ClearQuote(ctx, finance.QuoteRow, true, ""))
	pdf, xlsx := printed(t, s)
	if !strings.Contains(xlsx, "Operations, Machines, lost deal") || strings.Contains(xlsx+pdf, "Finance,") {
		t.Error("the report signs other than the screen says")
	}
}

// Where the pack withholds who says something, here for want of sellers, a quote of it is anybody's, on the screen and in the
// report.
func TestWithheldQuotesAreAnybodys(t *testing.T) {
	s := quoteStudy(t)
	q := candidate(t, s, 9, 0)
	if got := q.Signed.Who.String(); got != "Buyer" || slices.ContainsFunc(q.Signed.Parts, func(p report.AttributionPart) bool { return p.Allowed || p.Missing == "" }) {
		t.Errorf("the figure is withheld, and the quote is signed %q, with %+v", got, q.Signed.Parts)
	}
	mustBe(t, s.ClearQuote(context.Background(), q.QuoteRow, true, ""))
	if pdf, xlsx := printed(t, s); strings.Contains(pdf+xlsx, "Operations") {
		t.Error("the report signs other than the screen says")
	}
}

// Other words must be other words, without names and without what gave the speaker away.
func TestRewordingIsLookedOver(t *testing.T) {
	s := newStudy(t)
	ctx := context.Background()
	takeIn(t, s, [][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Q09 Tell me about the first proper meeting."},
		{"1", "Margit Oelschlager", "Brandtkamp Verpackungen", "lost", "2026-03-01", "reworded", "We run six depots and they asked about one of them only."}}, false)
	takeIn(t, s, [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"}, {"1", "Q09", "We run six depots and they asked about one of them only", "DIS-02", "RO", ""}}, false)
	l, err := s.Quotes(ctx, QuoteFilter{})
	mustBe(t, err)
	q := l.Rows[0]
	if i := slices.IndexFunc(q.Tales, func(x privacy.TellTale) bool { return !x.Whole() }); i < 0 || q.Tales[i].Kind != privacy.TellSize {
		t.Fatalf("tell-tales %+v", q.Tales)
	}
	wantKind(t, s.ClearQuote(ctx, q.QuoteRow, true, "we run six depots, and they asked about one of them only."), research.Invalid)
	wantKind(t, s.ClearQuote(ctx, q.QuoteRow, true, "We have six depots and they looked at one."), research.Withheld)
	r, err := s.Reword(ctx, q, "We have six depots and Margit Oelschlager looked at one.")
	mustBe(t, err)
	if len(r.Kept) != 1 || r.Names == 0 || r.Same <= .2 || r.Same >= .8 {
		t.Errorf("kept %+v, names %d, same %.2f", r.Kept, r.Names, r.Same)
	}
	var words []string
	for _, w := range r.Words {
		words = append(words, fmt.Sprint(w.Word, w.Change))
	}
	if got := strings.Join(words[:5], " "); got != "We0 run1 have2 six0 depots0" {
		t.Errorf("word by word: %s", got)
	}
	mustBe(t, s.ClearKnowing(ctx, q.QuoteRow, "We have six depots and Margit Oelschlager looked at one."))
	l, _ = s.Quotes(ctx, QuoteFilter{})
	if q = l.Rows[0]; !strings.HasPrefix(q.Reworded, "We have six depots") || strings.Contains(q.Reworded, "Margit") {
		t.Errorf("kept as %q", q.Reworded)
	}
	mustBe(t, s.ClearQuote(ctx, q.QuoteRow, true, "Several places, and they looked at one."))
}

// Several participants at once, as one step; and who speaks in public is warned of.
func TestConsentOfSeveral(t *testing.T) {
	s := quoteStudy(t)
	ctx := context.Background()
	var all []research.ID
	for i := range 4 {
		all = append(all, candidate(t, s, i, 0).Voices[0].ID)
	}
	mustBe(t, s.SetConsent(ctx, research.ConsentFree, all...))
	for i := range 4 {
		if q := candidate(t, s, i, 0); q.State != QuoteToClear {
			t.Errorf("%s: %s", word(i), q.State)
		}
	}
	_, err := s.Undo(ctx)
	mustBe(t, err)
	if q := candidate(t, s, 0, 0); q.State != QuoteNotAllowed || q.Consent != research.ConsentNone {
		t.Errorf("after undo %s, %s", q.State, q.Consent)
	}
	mustBe(t, s.SetPublic(ctx, all[2], true))
	q := candidate(t, s, 2, 0)
	if !slices.ContainsFunc(q.Tales, func(x privacy.TellTale) bool { return x.Kind == privacy.TellPublic }) {
		t.Errorf("nothing warns of somebody who speaks in public: %+v", q.Tales)
	}
	wantKind(t, s.SetPublic(ctx, "nobody", true), research.NotFound)
}

// A sheet may clear quotes, within what its people allow, and says how many of them tell too much.
func TestSheetClearsByTheSameRules(t *testing.T) {
	s := newStudy(t)
	rows := [][]string{{"Interview ID", "Interviewee", "Company", "Outcome", "Date", "Consent to quote", "Q09 Tell me about the first proper meeting."}}
	codings := [][]string{{"Interview ID", "Question", "Verbatim", "Code", "Coder", "Clearance"}}
	for i, consent := range []string{"no", "reworded", "yes", "reworded"} {
		id := fmt.Sprint(i + 1)
		rows = append(rows, []string{id, "Person Vandersteen" + id, "Company" + id, "lost", "2026-03-01", consent, "They wrote to all 1,240 employees of ours. That was all."})
		clear := "as said"
		if i == 3 {
			clear = "agreed wording"
		}
		codings = append(codings, []string{id, "Q09", "They wrote to all 1,240 employees of ours", "DIS-02", "RO", clear})
	}
	takeIn(t, s, rows, false)
	d := takeIn(t, s, codings, false)
	var refused []string
	for _, r := range d.Refused {
		refused = append(refused, fmt.Sprint(r.Row))
	}
	if got := strings.Join(refused, " "); got != "2 3" {
		t.Errorf("rows %s are refused, want 2 and 3: %+v", got, d.Refused)
	}
	if cleared, _ := s.clearances(context.Background()); len(cleared) != 2 {
		t.Errorf("%d quotes are cleared, want the free one and the agreed wording", len(cleared))
	}
	if len(d.Warnings) != 1 || !strings.HasPrefix(d.Warnings[0], "2 cleared quotes") {
		t.Errorf("warnings %q", d.Warnings)
	}
}

// In the sample hardly a cleared quote is warned of.
func TestSampleQuotesGiveFewAlarms(t *testing.T) {
	s := openSample(t)
	ctx := context.Background()
	began := time.Now()
	l, err := s.Quotes(ctx, QuoteFilter{States: []QuoteState{QuoteAsSaid, QuoteReworded, QuoteLimit}})
	mustBe(t, err)
	t.Logf("listed in %v", time.Since(began))
	cues, phrases := 0, 0
	for _, q := range l.Rows {
		if slices.ContainsFunc(q.Tales, func(x privacy.TellTale) bool { return !x.Whole() }) {
			cues++
		}
		tales, err := s.TellTales(ctx, q, q.Text)
		mustBe(t, err)
		for _, x := range tales {
			if x.Kind == privacy.TellPhrase {
				phrases++
			}
		}
	}
	t.Logf("%d quotes, %v: %d with cues, %d unusual phrases", len(l.Rows), l.Counts, cues, phrases)
	if len(l.Rows) < 100 || cues*20 > len(l.Rows) || phrases*5 > len(l.Rows) {
		t.Errorf("of %d cleared quotes %d give an alarm, and %d phrases", len(l.Rows), cues, phrases)
	}
}

// Who may have said a quote: the speaker where the transcript tells people apart, else everybody who was there.
func TestVoices(t *testing.T) {
	row := InterviewRow{Participants: []research.Participant{{ID: "a", Pseudonym: "P01", Consent: research.ConsentFree}, {ID: "b", Pseudonym: "P02", Consent: research.ConsentNone}}}
	place := func(from, to research.ID) Placed {
		return Placed{From: research.Anchor{Turn: from}, To: research.Anchor{Turn: to, Offset: 3}}
	}
	apart := []research.Turn{{ID: "1", Speaker: "RO", Asked: true}, {ID: "2", Speaker: "P01"}, {ID: "3", Speaker: "P02"}, {ID: "4", Speaker: "P01"}}
	together := []research.Turn{{ID: "1", Speaker: "RO", Asked: true}, {ID: "2", Speaker: "P01"}}
	for _, test := range []struct {
		turns    []research.Turn
		from, to research.ID
		want     int
		consent  research.Consent
	}{
		{apart, "2", "2", 1, research.ConsentFree},
		{apart, "3", "3", 1, research.ConsentNone},
		{apart, "2", "3", 2, research.ConsentNone},
		{together, "2", "2", 2, research.ConsentNone},
	} {
		who := voices(row, test.turns, place(test.from, test.to))
		if len(who) != test.want || leastConsent(who) != test.consent {
			t.Errorf("turns %s to %s: %d people, who allow %q", test.from, test.to, len(who), leastConsent(who))
		}
	}
	if leastConsent(nil) != research.ConsentUnasked {
		t.Error("nobody allows something")
	}
}
