package session

import (
	"context"
	"maps"
	"slices"
	"strings"
	"sync"

	"openloop/research"
	"openloop/research/store"
)

// Whoever codes an interview blind must not see what the others put there, nor what follows from it. What is theirs
// to see is asked of this file: codings, notes, steps of the history, what a correction did and what copies of the
// study differ in. Figures, reasons, quotes and the ladder leave the interview out by themselves.

// blindNow is what the session's coder codes blind, for reading only; empty where they code nothing so.
func (s *Session) blindNow() (interviews map[research.ID]bool, coder string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.facts.blind, s.opt.Coder
}

// sees says whether the session's coder may see a coding of an interview.
func (s *Session) sees(interview research.ID, c research.Coding) bool {
	blind, coder := s.blindNow()
	if !blind[interview] {
		return true
	}
	return c.Round == research.SecondRound && c.Coder == coder
}

// hiddenStep is what a step is called of which a blind coder must not know more.
const hiddenStep = "A step in an interview that is yet to be coded blind"

// redoing stands for the step that would be done again, 0 for the one that would be taken back.
const redoing = -1

// hiddenSteps are the steps by others in interviews that the session's coder codes blind. What was found once is
// kept: whatever comes after it is looked at alone.
func (s *Session) hiddenSteps(ctx context.Context) (map[int64]bool, error) {
	blind, coder := s.blindNow()
	if len(blind) == 0 {
		return nil, nil
	}
	last, err := s.store.History(ctx, 1)
	if err != nil || len(last) == 0 {
		return nil, err
	}
	s.hides.mu.Lock()
	defer s.hides.mu.Unlock()
	h := &s.hides
	if h.coder != coder || !maps.Equal(h.blind, blind) {
		h.coder, h.blind, h.upTo, h.steps = coder, maps.Clone(blind), 0, nil
	}
	if last[0].ID == h.upTo {
		return h.steps, nil
	}
	more, err := s.store.StepsIn(ctx, blind, coder, h.upTo)
	if err != nil {
		return nil, err
	}
	h.upTo, h.steps = last[0].ID, maps.Clone(h.steps) // whoever has the old ones may be reading them
	if h.steps == nil {
		h.steps = map[int64]bool{}
	}
	for _, id := range more {
		h.steps[id] = true
	}
	return h.steps, nil
}

// hidden is what hiddenSteps found last.
type hidden struct {
	mu    sync.Mutex
	coder string
	blind map[research.ID]bool
	upTo  int64 // the last step that was looked at
	steps map[int64]bool
}

// onTheWay are the steps that walking to a step would walk, or the one that Undo or Redo would.
func (s *Session) onTheWay(ctx context.Context, to int64) ([]store.Step, error) {
	steps, err := s.store.History(ctx, 1<<30)
	if err != nil {
		return nil, err
	}
	back := to == 0 || slices.ContainsFunc(steps, func(st store.Step) bool { return st.ID == to && !st.Undone })
	var out []store.Step
	for _, st := range steps {
		if st.Rows == 0 || st.Overtaken || st.Undone == back {
			continue
		}
		switch {
		case to == 0: // the newest that is done
			return []store.Step{st}, nil
		case to == redoing: // the oldest that is undone
			out = []store.Step{st}
		case back && st.ID > to, !back && st.ID <= to:
			out = append(out, st)
		}
	}
	return out, nil
}

// mayWalk refuses to take back, or do again, what others did in an interview that is coded blind.
func (s *Session) mayWalk(ctx context.Context, to int64) error {
	hidden, err := s.hiddenSteps(ctx)
	if err != nil || len(hidden) == 0 {
		return err
	}
	way, err := s.onTheWay(ctx, to)
	if err != nil {
		return err
	}
	for _, st := range way {
		if hidden[st.ID] {
			return research.Problemf(research.Conflict, "This would change what %s did in an interview that you have yet to code blind, so nothing was changed. Finish the interview first, or leave it to %s.", st.Coder, st.Coder)
		}
	}
	return nil
}

// unseen is the name of the step that Undo or Redo would walk, as the session's coder may see it.
func (s *Session) unseen(name string, to int64) string {
	ctx := context.Background()
	hidden, err := s.hiddenSteps(ctx)
	if err == nil && len(hidden) == 0 {
		return name
	}
	way, err2 := s.onTheWay(ctx, to)
	if err != nil || err2 != nil || len(way) > 0 && hidden[way[0].ID] {
		return hiddenStep
	}
	return name
}

// onlyOwn takes out of what a correction says what it did to codings that are not to be seen: of an interview that
// is coded blind it says nothing of passages.
func (s *Session) onlyOwn(c *Corrected) {
	if s.Blind(c.Turn.Interview) {
		c.Orphans, c.Voided = 0, 0
	}
}

// unseenTables are the records that say how an interview was coded.
var unseenTables = []string{"verbatim", "coding", "reason", "clearance", "memo", "ladder", "rung", "verdict", "story"}

// hideAsk takes the words out of a conflict between copies that is about the coding of an interview that is coded
// blind; it can be decided all the same.
func (s *Session) hideAsk(a *Ask) {
	if !slices.Contains(unseenTables, a.Table) || !s.Blind(a.Interview) {
		return
	}
	row, _ := s.InterviewRow(a.Interview)
	a.Where = "The coding of " + row.Interview.Label
	a.Says = "The copies differ in an interview that you have yet to code blind, so what they say is not shown."
	a.Ours, a.Theirs = "", ""
	for i := range a.Options {
		a.Options[i].Words = ""
	}
}

// blindLabels are what the interviews are called that the session's coder codes blind.
func (s *Session) blindLabels() []string {
	blind, _ := s.blindNow()
	var out []string
	for _, id := range slices.Sorted(maps.Keys(blind)) {
		if l := s.label(id); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// namesOne says whether a text speaks of one of some interviews.
func namesOne(text string, labels []string) bool {
	words := strings.FieldsFunc(text, func(r rune) bool { return !wordLetter(r) })
	return slices.ContainsFunc(labels, func(l string) bool { return slices.Contains(words, l) })
}
