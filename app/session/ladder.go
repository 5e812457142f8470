package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
)

// LadderView is the chain of whys of one interview as a screen shows it, from what was told to what decided.
type LadderView struct {
	Interview research.ID
	Rungs     []LadderRung
	Test      research.PriceTest
	// TestFrom and TestTo are where the buyer answered the price test, TestWords what they said there: "" where
	// no passage is marked, or where it has lost its words.
	TestFrom, TestTo research.Anchor
	TestWords        string
	// Doubts say, a sentence each, where the ladder and the reasons of the interview do not agree.
	Doubts []string
	// Settles is what SetRootCause would do, "" where the reasons say it already or the last rung says nothing.
	Settles string
}

// LadderRung is one rung: a passage, and what it says.
type LadderRung struct {
	research.Rung
	From, To research.Anchor
	Words    string        // "" once the passage has lost them
	Name     string        // of the code that the rung says, or ""
	Stage    int           // of that code, 0 for none
	Coded    []research.ID // codes on the very passage, each once
	// Lost says that the words under the rung are gone, Uncoded that its code is not on the passage, or no longer.
	Lost, Uncoded bool
}

// Says is what a person ought to know of a rung, or "".
func (r LadderRung) Says() string {
	switch {
	case r.Lost:
		return "The words of this rung are gone. Select others and add them, then remove it."
	case r.Code == "":
		return "What does it say? Choose its code."
	case r.Uncoded:
		return "Its passage is not coded " + r.Name + "."
	}
	return ""
}

// Ladder reads the ladder of an interview.
func (s *Session) Ladder(ctx context.Context, interview research.ID) (LadderView, error) {
	return s.ladder(ctx, interview, func(ids []research.ID) (ladderPlaces, error) { return s.readPlaces(ctx, interview) })
}

// LadderIn is the ladder of an interview that is open: it reads no more than the rungs, so that it can follow
// every key.
func (s *Session) LadderIn(ctx context.Context, t *Transcript) (LadderView, error) {
	return s.ladder(ctx, t.Interview.ID, func(ids []research.ID) (ladderPlaces, error) {
		vs, err := s.store.VerbatimsByID(ctx, ids)
		p := newPlaces(t.Turns, vs)
		for _, c := range t.Codings {
			p.code(c.Coding)
		}
		return p, err
	})
}

// ladder puts a ladder together; places reads the passages of the rungs and of the price test.
func (s *Session) ladder(ctx context.Context, interview research.ID, places func(ids []research.ID) (ladderPlaces, error)) (LadderView, error) {
	l := LadderView{Interview: interview}
	if s.Blind(interview) {
		return l, nil // a second coder does not see how the first one read the interview
	}
	row, ok := s.InterviewRow(interview)
	if !ok {
		return l, research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	list, err := s.store.Rungs(ctx, interview)
	if err != nil {
		return l, err
	}
	own, _, err := s.store.Ladder(ctx, interview)
	if err != nil {
		return l, err
	}
	l.Test = own.PriceTest
	var ids []research.ID
	for _, r := range list {
		ids = append(ids, r.Verbatim)
	}
	if own.PriceVerbatim != "" {
		ids = append(ids, own.PriceVerbatim)
	}
	if len(ids) > 0 {
		p, err := places(ids)
		if err != nil {
			return l, err
		}
		for _, r := range list {
			l.Rungs = append(l.Rungs, p.rung(s.Book(), r))
		}
		if v, ok := p.verbatims[own.PriceVerbatim]; ok && !v.Orphan {
			l.TestFrom, l.TestTo, l.TestWords = v.From, v.To, Quote(p.turns, v.From, v.To)
		}
	}
	l.Doubts, l.Settles = s.ladderDoubts(l, row), s.settles(l, row)
	return l, nil
}

// ladderPlaces are the passages of an interview with their words and codes.
type ladderPlaces struct {
	turns     []research.Turn
	verbatims map[research.ID]research.Verbatim
	codes     map[research.ID][]research.ID // by verbatim
}

func (s *Session) readPlaces(ctx context.Context, interview research.ID) (p ladderPlaces, err error) {
	if p.turns, err = s.store.Turns(ctx, interview); err != nil {
		return p, err
	}
	vs, err := s.store.Verbatims(ctx, interview)
	if err != nil {
		return p, err
	}
	cs, err := s.store.Codings(ctx, interview)
	if err != nil {
		return p, err
	}
	p = newPlaces(p.turns, vs)
	for _, c := range cs {
		p.code(c)
	}
	return p, nil
}

func newPlaces(turns []research.Turn, vs []research.Verbatim) ladderPlaces {
	p := ladderPlaces{turns: turns, verbatims: make(map[research.ID]research.Verbatim, len(vs)), codes: map[research.ID][]research.ID{}}
	for _, v := range vs {
		p.verbatims[v.ID] = v
	}
	return p
}

// code notes which code is on which passage.
func (p ladderPlaces) code(c research.Coding) {
	if !slices.Contains(p.codes[c.Verbatim], c.Code) {
		p.codes[c.Verbatim] = append(p.codes[c.Verbatim], c.Code)
	}
}

func (p ladderPlaces) rung(book *research.Codebook, r research.Rung) LadderRung {
	v := p.verbatims[r.Verbatim]
	out := LadderRung{Rung: r, From: v.From, To: v.To, Coded: p.codes[r.Verbatim]}
	if !v.Orphan {
		out.Words = Quote(p.turns, v.From, v.To)
	}
	out.Lost = strings.TrimSpace(out.Words) == ""
	if c, ok := book.Code(r.Code); ok {
		out.Name, out.Stage = c.Name, c.Stage
	}
	out.Uncoded = r.Code != "" && !slices.Contains(out.Coded, r.Code)
	return out
}

// last is the lowest rung that says something; top the first of the ladder, which says what was told.
func (l LadderView) last() (LadderRung, bool) {
	if n := len(l.Rungs); n > 0 && l.Rungs[n-1].Name != "" {
		return l.Rungs[n-1], true
	}
	return LadderRung{}, false
}

func (l LadderView) top() (LadderRung, bool) {
	if len(l.Rungs) > 1 && l.Rungs[0].Name != "" {
		return l.Rungs[0], true
	}
	return LadderRung{}, false
}

// ladderDoubts says where ladder, price test and reasons do not agree.
func (s *Session) ladderDoubts(l LadderView, row InterviewRow) []string {
	var out []string
	told, decided := primary(row.Reasons[research.Told]), primary(row.Reasons[research.DecidedReason])
	if r, ok := l.last(); ok && decided != "" && decided != r.Code {
		out = append(out, fmt.Sprintf("The last rung says %s, what decided it is set to %s.", r.Name, s.codeName(decided)))
	}
	if r, ok := l.top(); ok && told != "" && told != r.Code {
		out = append(out, fmt.Sprintf("The first rung says %s, what was told is set to %s.", r.Name, s.codeName(told)))
	}
	c, named := s.Book().Code(decided)
	switch {
	case named && l.Test == research.SameChoice && onPrice(c):
		out = append(out, "At the same price the buyer would have chosen the same, so price did not decide.")
	case named && l.Test == research.OtherChoice && !onPrice(c):
		out = append(out, fmt.Sprintf("At the same price the buyer would have chosen otherwise, yet what decided it is set to %s.", c.Name))
	}
	return out
}

// onPrice knows the code on the level of price: the starter codebook's, or one named so. The report tells it
// the same way where it counts price as a graceful excuse.
func onPrice(c research.Code) bool {
	return strings.EqualFold(c.Ref, "NEG-01") || strings.HasPrefix(strings.ToLower(c.Name), "price")
}

// settles is what SetRootCause would change, in words.
func (s *Session) settles(l LadderView, row InterviewRow) string {
	decided, told := s.rootCause(l, row)
	switch {
	case decided != "" && told != "":
		return fmt.Sprintf("Set what decided it to %s and what was told to %s", s.codeName(decided), s.codeName(told))
	case decided != "":
		return "Set what decided it to " + s.codeName(decided)
	case told != "":
		return "Set what was told to " + s.codeName(told)
	}
	return ""
}

// rootCause is the code that the last rung makes the decided reason, and the one that the first makes the told
// reason; "" where that is so already. What was told is left alone where somebody has set it.
func (s *Session) rootCause(l LadderView, row InterviewRow) (decided, told research.ID) {
	if r, ok := l.last(); ok && primary(row.Reasons[research.DecidedReason]) != r.Code {
		decided = r.Code
	}
	if r, ok := l.top(); ok && primary(row.Reasons[research.Told]) == "" {
		told = r.Code
	}
	return decided, told
}

// LadderStep is a rung as a story tells it: what it says, and the passage with its words as they stand in the
// transcript. They leave only as a cleared quote, or reworded.
type LadderStep struct {
	Code     research.ID
	Name     string
	Verbatim research.ID
	Words    string
}

// LadderOf is what a story can tell of an interview's ladder: the rungs that still have their words, from what
// was told to what decided, and the answer to the price test.
func (s *Session) LadderOf(ctx context.Context, interview research.ID) ([]LadderStep, research.PriceTest, error) {
	l, err := s.Ladder(ctx, interview)
	if err != nil {
		return nil, research.NotAsked, err
	}
	var out []LadderStep
	for _, r := range l.Rungs {
		if !r.Lost {
			out = append(out, LadderStep{Code: r.Code, Name: r.Name, Verbatim: r.Verbatim, Words: r.Words})
		}
	}
	return out, l.Test, nil
}
