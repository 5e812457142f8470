package session

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/suggest"
)

// waitFor waits until suggesting has something new to show and what is asked holds.
func waitFor(t *testing.T, news <-chan struct{}, what string, holds func() bool) {
	t.Helper()
	for !holds() {
		select {
		case <-news:
		case <-time.After(60 * time.Second):
			t.Fatalf("waited in vain until %s", what)
		}
	}
}

// learning starts suggesting.
func learning(t *testing.T, s *Session) <-chan struct{} {
	news := make(chan struct{}, 1000)
	s.OnSuggestions(func() { news <- struct{}{} })
	s.StartSuggesting()
	t.Cleanup(s.StopSuggesting)
	return news
}

// codedPassage is a transcript and a coding in it that suggest can be asked about.
func codedPassage(t *testing.T, s *Session) (*Transcript, Placed) {
	t.Helper()
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		tr, err := s.Transcript(context.Background(), r.Interview.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, p := range tr.Codings {
			if p.Code.Name == "Price against value" {
				return tr, p
			}
		}
	}
	t.Fatal("the sample has no such coding")
	return nil, Placed{}
}

// Codes are suggested with their reasons, from this study alone; nothing is suggested for codes with few examples; and
// the file is not touched.
func TestSuggestions(t *testing.T) {
	s := openSample(t)
	before := steps(t, s)
	tr, p := codedPassage(t, s)
	if got := s.Suggestions(tr.Interview.ID, tr.Turns, p.From, p.To, nil); got.State != SuggestOff || got.Codes != nil {
		t.Fatalf("before it was switched on: %+v", got)
	}
	news := learning(t, s)
	waitFor(t, news, "the hit rate is measured", func() bool { return s.SuggestionRate().Measured })
	got := s.Suggestions(tr.Interview.ID, tr.Turns, p.From, p.To, nil)
	if got.State != SuggestReady || len(got.Codes) != 3 || !slices.ContainsFunc(got.Codes, func(c SuggestedCode) bool { return c.Code.ID == p.Code.ID }) {
		t.Fatalf("for a passage about price: %+v", got)
	}
	if len(got.Codes[0].Words) == 0 || !slices.ContainsFunc(got.Codes, func(c SuggestedCode) bool { return c.Like != "" && c.Where != "" }) {
		t.Errorf("reasons are missing: %+v", got.Codes)
	}
	for _, c := range s.Suggestions(tr.Interview.ID, tr.Turns, p.From, p.To, []research.ID{p.Code.ID}).Codes {
		if c.Code.ID == p.Code.ID {
			t.Error("a code that the passage has is suggested for it")
		}
	}
	r := s.SuggestionRate()
	if r.Passages < 400 || r.First < r.Passages/4 || r.Three < r.First || len(r.Codes) < 20 || r.Codes[0].Passages < r.Codes[1].Passages || r.May != len(s.suggest.lesson.model.Codes()) {
		t.Errorf("the hit rate: %+v", r)
	}
	for _, c := range s.suggest.lesson.model.Codes() {
		if n := s.Index().Code(research.ID(c)).Mentions; n < suggest.Few {
			t.Errorf("a code with %d examples may be suggested", n)
		}
	}
	if now := steps(t, s); now != before {
		t.Errorf("suggesting made %d steps", now-before)
	}
	s.StopSuggesting()
	if got := s.Suggestions(tr.Interview.ID, tr.Turns, p.From, p.To, nil); got.State != SuggestOff {
		t.Errorf("switched off: %+v", got)
	}
}

// steps is how many steps the study has.
func steps(t *testing.T, s *Session) int {
	t.Helper()
	list, err := s.History(t.Context(), 10_000)
	if err != nil {
		t.Fatal(err)
	}
	return len(list)
}

// None of these is learnt for the passage and for others like it, can be taken back, and is stored nowhere.
func TestRefuseSuggestions(t *testing.T) {
	s := openSample(t)
	before := steps(t, s)
	tr, p := codedPassage(t, s)
	news := learning(t, s)
	iv := tr.Interview.ID
	ask := func() Suggested { return s.Suggestions(iv, tr.Turns, p.From, p.To, nil) }
	waitFor(t, news, "codes are suggested", func() bool { return len(ask().Codes) == 3 })
	rest := research.Anchor{Turn: p.To.Turn, Offset: p.To.Offset - 1} // the same words but for a letter
	first := s.Suggestions(iv, tr.Turns, p.From, rest, nil).Codes[0].Code.ID
	if err := s.RemoveCoding(t.Context(), p.Coding); err != nil { // else what it has speaks for it
		t.Fatal(err)
	}
	s.RefuseSuggestions(iv, tr.Turns, p.From, p.To, []research.ID{first})
	if got := ask(); !got.Refused || got.Codes != nil {
		t.Errorf("refused, and still: %+v", got)
	}
	waitFor(t, news, "a passage like it gets something else", func() bool {
		got := s.Suggestions(iv, tr.Turns, p.From, rest, nil).Codes
		return len(got) > 0 && got[0].Code.ID != first
	})
	s.AllowSuggestions(iv, p.From, p.To)
	waitFor(t, news, "it is suggested again", func() bool { got := ask(); return len(got.Codes) > 0 && got.Codes[0].Code.ID == first })
	if now := steps(t, s); now != before+1 {
		t.Errorf("%d steps were stored, not the one", now-before)
	}
}

// What is coded is learnt while it is coded, and the study can be closed at any time.
func TestSuggestionsFollow(t *testing.T) {
	s := newStudy(t)
	var turns []research.Turn
	_, err := s.store.Edit(t.Context(), "Add an interview", func(tx *store.Tx) error {
		iv, err := tx.PutInterview(research.Interview{Label: "P01", Outcome: research.Lost})
		if err != nil {
			return err
		}
		for i, said := range []string{"Their invoices were a muddle from the first month.", "Every invoice was a muddle again.", "The invoices, such a muddle.", "An invoice muddle without end.",
			"A muddle with invoices, always.", "Invoices: again a muddle.", "We liked the team that visited us."} {
			turns = append(turns, research.Turn{Interview: iv, Pos: i + 1, Speaker: "P01", Text: said})
		}
		ids, err := tx.PutTurns(turns)
		for i := range ids {
			turns[i].ID = ids[i]
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	news := learning(t, s)
	waitFor(t, news, "it is known that there are too few", func() bool { return s.SuggestionRate().State == SuggestTooFew })
	code := s.Offered().Codes[3].ID
	whole := func(x research.Turn) (from, to research.Anchor) {
		return research.Anchor{Turn: x.ID}, research.Anchor{Turn: x.ID, Offset: len([]rune(x.Text))}
	}
	for _, x := range turns[:suggest.Few] {
		from, to := whole(x)
		if _, err := s.ApplyCode(t.Context(), x.Interview, from, to, code); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, news, "the code is suggested", func() bool {
		from, to := whole(turns[5])
		got := s.Suggestions(turns[5].Interview, turns, from, to, nil)
		return len(got.Codes) == 1 && got.Codes[0].Code.ID == code && slices.ContainsFunc(got.Codes[0].Words, func(w string) bool { return strings.HasPrefix(w, "invoice") || w == "muddle" })
	})
	if err := s.Close(); err != nil {
		t.Errorf("closed while learning: %v", err)
	}
}

// A second coder who codes blind is told nothing that was made of the first one's codings of the same interviews.
func TestSuggestionsAreBlind(t *testing.T) {
	s := openSample(t)
	news := learning(t, s)
	waitFor(t, news, "something is learnt", func() bool { return s.SuggestionRate().State == SuggestReady })
	d := secondOf(t, s)
	s.SetCoder("CD")
	tr, err := s.Transcript(t.Context(), d.Interviews[0])
	if err != nil {
		t.Fatal(err)
	}
	end := research.Anchor{Turn: tr.Turns[0].ID, Offset: len([]rune(tr.Turns[0].Text))}
	waitFor(t, news, "it is learnt for the second coder", func() bool {
		return s.Suggestions(d.Interviews[0], tr.Turns, research.Anchor{Turn: tr.Turns[0].ID}, end, nil).State == SuggestReady
	})
	s.suggest.mu.Lock()
	defer s.suggest.mu.Unlock()
	n := 0
	for _, e := range s.suggest.lesson.examples {
		if slices.Contains(d.Interviews, research.ID(e.Group)) {
			t.Fatal("an interview that is coded blind was learnt from")
		}
		if len(e.Codes) > 0 {
			n++
		}
	}
	if n < 100 {
		t.Errorf("learnt from %d passages only", n)
	}
}

// Sentences of answers that nobody coded count as left, in interviews that are done.
func TestLeftOut(t *testing.T) {
	turns := []research.Turn{{ID: "q", Asked: true, Text: "And what did you make of the demonstration?"},
		{ID: "a", Text: "Well, yes. The demonstration ran on the wrong data. “Nobody had looked at our plant!” It rained all that day long…\nAnd we drove home late."}}
	in := func(part string) (from, to research.Anchor) {
		at := strings.Index(turns[1].Text, part)
		n := len([]rune(turns[1].Text[:at]))
		return research.Anchor{Turn: "a", Offset: n}, research.Anchor{Turn: "a", Offset: n + len([]rune(part))}
	}
	from, to := in("wrong data")
	var got []string
	for _, r := range leftOut("iv", turns, []Placed{{From: from, To: to}}) {
		got = append(got, strings.TrimSpace(r.text))
		if a, b := in(strings.TrimSpace(r.text)); a.Offset != r.from.Offset+len(r.text)-len(strings.TrimLeft(r.text, " ")) || b.Offset > r.to.Offset {
			t.Errorf("%q is at %d to %d", r.text, r.from.Offset, r.to.Offset)
		}
	}
	want := []string{"“Nobody had looked at our plant!” It rained all that day long…", "And we drove home late."}
	if !slices.Equal(got, want) {
		t.Errorf("left out: %q", got)
	}
}

// Learning stands still while somebody is at work, and goes on or ends when it should.
func TestLearningRestsWhileKeysCome(t *testing.T) {
	var g suggesting
	ctx, cancel := context.WithCancel(t.Context())
	pace := g.pace(ctx)
	pace.Yield() // nobody is there
	g.lately.Store(time.Now().Add(time.Hour).UnixNano())
	rested := make(chan struct{})
	go func() { pace.Yield(); close(rested) }()
	select {
	case <-rested:
		t.Fatal("learning went on while keys came")
	case <-time.After(50 * time.Millisecond):
	}
	cancel()
	<-rested
	if g.atWork(); time.Since(time.Unix(0, g.lately.Load())) > time.Minute {
		t.Error("what somebody does is not noted")
	}
}
