package views

import (
	"context"
	"os"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/research"
)

// quotesRoom shows the Quotes screen with everything done at once.
func quotesRoom(t *testing.T, s *session.Session, mode theme.Mode, size fyne.Size) (*room, *Quotes) {
	t.Helper()
	var v *Quotes
	r := newRoom(t, s, mode, size, func(h Host) View {
		v = NewQuotes(h)
		v.off, v.deliver = func(f func()) { f() }, func(f func()) { f() }
		return v
	}, nil)
	return r, v
}

func TestQuotesPictures(t *testing.T) {
	if os.Getenv("OPENLOOP_SHOTS") == "" {
		t.Skip("OPENLOOP_SHOTS is not set")
	}
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}} {
		s := sampleStudy(t)
		if err := s.Unlock(session.SamplePassphrase); err != nil {
			t.Fatal(err)
		}
		r, v := quotesRoom(t, s, c.mode, c.size)
		r.shoot("quotes-" + c.name)
		v.quotes.states.Pick(4)
		v.quotes.search.SetText("mistake from week")
		r.key(fyne.KeyDown)
		r.shoot("quotes-tale-" + c.name)
		v.quotes.card.words.SetText("Later we looked at our own plant on their screen, with the mistake from week forty-six in it")
		r.shoot("quotes-reword-" + c.name)
		v.quotes.search.SetText("")
		v.quotes.states.Pick(1)
		r.shoot("quotes-cleared-" + c.name)
		v.quotes.states.Pick(3)
		r.shoot("quotes-in-" + c.name)
		v.Show("stories")
		r.shoot("stories-empty-" + c.name)
		aStory(t, s, 3)
		aStory(t, s, 1)
		v.Show("stories")
		r.shoot("stories-" + c.name)
	}
	r, _ := quotesRoom(t, emptyStudy(t), theme.LightMode, bodyLarge)
	r.shoot("quotes-empty")
}

// aStory writes a story of so many interviews.
func aStory(t *testing.T, s *session.Session, n int) {
	t.Helper()
	st := research.Story{Title: "They said it was too expensive. It was the week of the Donaudampfschifffahrtsgesellschaftsumstellung.",
		Text: "They had looked at three systems and liked ours best. The demonstration ran on somebody else’s data.\n\nNobody asked about the week in which both systems run. As the largest bakery in Kent they could not stop for a day."}
	for _, row := range s.InterviewRows(session.InterviewFilter{})[:n] {
		st.Interviews = append(st.Interviews, row.Interview.ID)
	}
	if _, err := s.SaveStory(context.Background(), st); err != nil {
		t.Fatal(err)
	}
}

// Quotes are settled one by one from the keyboard: C, X, S and T, and each goes on to the next.
func TestQuotesAreSettledByKeyboard(t *testing.T) {
	s := sampleStudy(t)
	r, v := quotesRoom(t, s, theme.LightMode, bodySmall)
	q := v.quotes
	all := len(q.list.Rows)
	at := func() session.Candidate {
		c, ok := q.chosen()
		if !ok {
			t.Fatal("no quote is chosen")
		}
		return c
	}
	r.key(fyne.KeyDown)
	first := at().Placed.Verbatim
	r.typed("s")
	second := at().Placed.Verbatim
	if second == first || len(q.list.Rows) != all {
		t.Fatal("S does not skip")
	}
	for at().Consent != research.ConsentFree {
		r.typed("s")
	}
	cleared, next := at().Placed.Verbatim, q.list.Rows[q.rows.Chosen()+1].Placed.Verbatim
	r.typed("c")
	if len(q.list.Rows) != all-1 || at().Placed.Verbatim != next {
		t.Fatalf("C leaves %d of %d to clear", len(q.list.Rows), all)
	}
	r.typed("x")
	if len(q.list.Rows) != all-2 {
		t.Fatalf("X leaves %d of %d to clear", len(q.list.Rows), all)
	}
	q.states.Pick(3)
	if q.list.Counts[session.QuoteRefused] != 1 {
		t.Errorf("%d quotes are kept in", q.list.Counts[session.QuoteRefused])
	}
	q.states.Pick(1)
	for i, row := range q.list.Rows {
		if row.Placed.Verbatim == cleared {
			q.rows.Choose(i)
		}
	}
	if at().Placed.Verbatim != cleared {
		t.Fatal("what C cleared is not among the cleared")
	}
	n := len(q.list.Rows)
	r.typed("t")
	if len(q.list.Rows) != n-1 {
		t.Error("T does not take back")
	}
	if len(r.fails) > 0 {
		t.Errorf("failed: %v", r.fails)
	}
}

// The list goes on at once, while it is still being read anew.
func TestQuotesGoOnWithoutWaiting(t *testing.T) {
	s := sampleStudy(t)
	r, v := quotesRoom(t, s, theme.LightMode, bodySmall)
	q := v.quotes
	for i, row := range q.list.Rows {
		if row.Consent == research.ConsentFree && q.list.Rows[i+1].Consent == research.ConsentFree {
			q.rows.Choose(i)
			break
		}
	}
	q.rows.Focus()
	at, n, next := q.rows.Chosen(), len(q.list.Rows), q.list.Rows[q.rows.Chosen()+1].Placed.Verbatim
	var later []func()
	v.off = func(f func()) { later = append(later, f) }
	r.typed("c")
	if c, _ := q.chosen(); len(q.list.Rows) != n-1 || q.rows.Chosen() != at || c.Placed.Verbatim != next || q.card.c.Placed.Verbatim != next {
		t.Errorf("%d of %d are listed, and the cursor is on %d", len(q.list.Rows), n, q.rows.Chosen())
	}
	r.typed("x")
	v.off = func(f func()) { f() }
	for len(later) > 0 {
		f := later[0]
		later = later[1:]
		f()
	}
	if len(q.list.Rows) != n-2 || len(r.fails) > 0 {
		t.Errorf("read anew, %d of %d are listed; %v", len(q.list.Rows), n, r.fails)
	}
}

// Where other words only are allowed, C goes to them; what they keep of the tell-tales asks for a second Enter.
func TestQuotesAreReworded(t *testing.T) {
	s := sampleStudy(t)
	r, v := quotesRoom(t, s, theme.DarkMode, bodyLarge)
	q := v.quotes
	i := -1
	for k, row := range q.list.Rows {
		if row.Consent == research.ConsentReworded && i < 0 {
			i = k
		}
	}
	q.rows.Choose(i)
	q.rows.Focus()
	c, _ := q.chosen()
	r.typed("c")
	if !q.card.words.Focused() || q.card.words.Text != c.Text {
		t.Fatal("C does not ask for other words")
	}
	r.key(fyne.KeyReturn)
	if len(r.fails) != 1 {
		t.Errorf("the words that were said are cleared as other words: %v", r.fails)
	}
	q.card.words.SetText("Quite another way to put it")
	q.card.words.Focus()
	r.key(fyne.KeyReturn)
	if got := q.list.Counts[session.QuoteToClear]; got != len(q.list.Rows) || !q.rows.Focused() || len(r.fails) != 1 {
		t.Errorf("%d to clear of %d; %v", got, len(q.list.Rows), r.fails)
	}
	q.states.Pick(4)
	q.search.SetText("mistake from week")
	q.rows.Choose(0)
	q.card.words.SetText("There was a mistake from week forty-six on it")
	if len(q.card.check.Kept) != 1 || len(q.card.findings()) < 2 {
		t.Fatalf("nothing is said of what is kept: %+v", q.card.findings())
	}
	q.card.words.Focus()
	r.key(fyne.KeyReturn)
	if now, _ := q.chosen(); now.State == session.QuoteReworded {
		t.Error("one Enter cleared what still tells")
	}
	q.card.words.Focus()
	r.key(fyne.KeyReturn)
	if now, _ := q.chosen(); now.State != session.QuoteReworded && now.State != session.QuoteLimit || len(r.fails) != 1 {
		t.Errorf("two leave it %s; %v", now.State, r.fails)
	}
}

// What somebody allows is noted on the card, and of several in a list.
func TestQuotesNoteConsent(t *testing.T) {
	s := sampleStudy(t)
	_, v := quotesRoom(t, s, theme.LightMode, bodyLarge)
	q := v.quotes
	q.rows.Choose(0)
	c, _ := q.chosen()
	q.card.consent.Pick(3)
	q.states.Pick(4)
	for _, row := range q.list.Rows {
		if row.Voices[0].ID == c.Voices[0].ID && row.State != session.QuoteNotAllowed {
			t.Errorf("after No a quote is %s", row.State)
		}
	}
	l := newConsentList(s)
	l.toggle(0)
	l.toggle(1)
	l.toggle(1)
	l.toggle(2)
	if got := len(l.ticked()); got != 2 {
		t.Errorf("%d are ticked", got)
	}
}

// A story is begun, written, given whose it is and its days, and then cleared.
func TestStoriesAreWrittenAndCleared(t *testing.T) {
	s := untold(t)
	r, v := quotesRoom(t, s, theme.LightMode, bodySmall)
	v.Show("stories")
	st := v.stories
	if !st.empty.Visible() {
		t.Error("nothing says what to do first")
	}
	st.add()
	if len(st.list) != 1 || len(st.form.row.Missing) == 0 {
		t.Fatalf("%d stories", len(st.list))
	}
	st.form.title.SetText("It was never the price")
	st.form.text.SetText("They said it was too expensive. It was not.")
	st.form.save()
	row := st.form.row.Story
	row.Interviews = []research.ID{s.InterviewRows(session.InterviewFilter{})[0].Interview.ID}
	if _, err := s.SaveStory(context.Background(), row); err != nil {
		t.Fatal(err)
	}
	st.form.consented.SetText("2026-03-01")
	st.form.save()
	st.view.Rune('c')
	if len(r.fails) != 1 || st.form.row.Cleared {
		t.Errorf("cleared without read-back: %v", r.fails)
	}
	st.form.readBack.SetText("2026-03-09")
	st.form.save()
	st.view.Rune('c')
	if !st.form.row.Tells || st.tally() != "1 in the report, 1 written" {
		t.Errorf("not cleared: %q, %v", st.form.row.Missing, r.fails)
	}
	st.form.text.SetText("They said it was too expensive. It was not, at all.")
	st.form.save()
	if st.form.row.Cleared || st.form.row.ReadBack != "" || st.form.readBack.Text != "" {
		t.Error("new words are cleared as if they had been read back")
	}
}
