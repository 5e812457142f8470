package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// AddRung puts a passage below the last rung of an interview's ladder. What it says is the code on the very
// passage, the weightiest where there are several; with none the rung waits for SetRungCode. A passage is one
// rung at most: a Problem of kind Conflict says which it is already.
func (s *Session) AddRung(ctx context.Context, interview research.ID, from, to research.Anchor) error {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	if err := s.notJudging(interview, research.DecidedReason); err != nil {
		return err
	}
	_, err := s.store.Edit(ctx, "Add a rung to the ladder of "+row.Interview.Label, func(tx *store.Tx) error {
		v, on, err := s.verbatimAt(ctx, tx, interview, from, to)
		if err != nil {
			return err
		}
		rungs, err := tx.Rungs(ctx, interview)
		if err != nil {
			return err
		}
		for i, r := range rungs {
			if r.Verbatim == v {
				return research.Problemf(research.Conflict, "These words are a rung already: number %d of %d.", i+1, len(rungs))
			}
		}
		_, err = tx.PutRung(research.Rung{Interview: interview, Pos: len(rungs), Verbatim: v, Code: weightiest(on)})
		return err
	})
	return err
}

// weightiest is the code of the weightiest coding, the first of several; "" of none.
func weightiest(on []research.Coding) research.ID {
	best := research.Coding{}
	for _, c := range on {
		if c.Weight > best.Weight || best.ID == "" {
			best = c
		}
	}
	return best.Code
}

// rungAct changes the rungs of the ladder that a rung is of: do gets them in order with the rung's place. What it
// answers is stored, with places from 0 on.
func (s *Session) rungAct(ctx context.Context, rung research.ID, name string, do func(tx *store.Tx, list []research.Rung, at int) ([]research.Rung, error)) error {
	all, err := s.store.AllRungs(ctx)
	if err != nil {
		return err
	}
	i := slices.IndexFunc(all, func(r research.Rung) bool { return r.ID == rung })
	if i < 0 {
		return research.Problemf(research.NotFound, "This rung is no longer on the ladder.")
	}
	if err := s.notJudging(all[i].Interview, research.DecidedReason); err != nil {
		return err
	}
	row, _ := s.InterviewRow(all[i].Interview)
	_, err = s.store.Edit(ctx, fmt.Sprintf(name, row.Interview.Label), func(tx *store.Tx) error {
		list, err := tx.Rungs(ctx, all[i].Interview)
		if err != nil {
			return err
		}
		was := slices.Clone(list)
		at := slices.IndexFunc(list, func(r research.Rung) bool { return r.ID == rung })
		if list, err = do(tx, list, at); err != nil {
			return err
		}
		for n, r := range list {
			if r.Pos = n; slices.Contains(was, r) {
				continue
			}
			if _, err := tx.PutRung(r); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// MoveRung moves a rung by so many places: up with a negative number, towards what was told. It stops at the
// ends of the ladder.
func (s *Session) MoveRung(ctx context.Context, rung research.ID, by int) error {
	return s.rungAct(ctx, rung, "Move a rung of the ladder of %s", func(_ *store.Tx, list []research.Rung, at int) ([]research.Rung, error) {
		r := list[at]
		list = slices.Delete(list, at, at+1)
		return slices.Insert(list, min(max(at+by, 0), len(list)), r), nil
	})
}

// RemoveRung takes a rung off its ladder, and its passage with it where nothing else needs that.
func (s *Session) RemoveRung(ctx context.Context, rung research.ID) error {
	return s.rungAct(ctx, rung, "Remove a rung from the ladder of %s", func(tx *store.Tx, list []research.Rung, at int) ([]research.Rung, error) {
		r := list[at]
		if err := tx.DeleteRung(r.ID); err != nil {
			return nil, err
		}
		return slices.Delete(list, at, at+1), tx.DropVerbatim(r.Verbatim)
	})
}

// SetRungCode says what a rung says; "" takes that back. Its passage is not coded by it: codings are counted,
// rungs are not.
func (s *Session) SetRungCode(ctx context.Context, rung, code research.ID) error {
	name := "Clear what a rung of %s says"
	if code != "" {
		c, ok := s.Book().Code(code)
		if !ok {
			return research.Problemf(research.NotFound, "This code is no longer in the codebook. Choose another.")
		}
		name = "Rung of %s says " + strings.ReplaceAll(c.Name, "%", "%%")
	}
	return s.rungAct(ctx, rung, name, func(_ *store.Tx, list []research.Rung, at int) ([]research.Rung, error) {
		list[at].Code = code
		return list, nil
	})
}

// PriceTestWords is what an answer to the price test is called.
func PriceTestWords(t research.PriceTest) string {
	switch t {
	case research.SameChoice:
		return "the same choice"
	case research.OtherChoice:
		return "another choice"
	case research.UnsureTest:
		return "not sure"
	}
	return "not asked"
}

// SetPriceTest notes what the buyer would have done had every price been the same, with the passage where they
// said so; with empty anchors an earlier passage stays. research.NotAsked takes answer and passage away.
func (s *Session) SetPriceTest(ctx context.Context, interview research.ID, answer research.PriceTest, from, to research.Anchor) error {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	if err := s.notJudging(interview, research.DecidedReason); err != nil {
		return err
	}
	name := fmt.Sprintf("Price test of %s: %s", row.Interview.Label, PriceTestWords(answer))
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error {
		l, _, err := tx.Ladder(ctx, interview)
		if err != nil {
			return err
		}
		l.Interview = interview
		was := l
		l.PriceTest = answer
		switch {
		case answer == research.NotAsked:
			l.PriceVerbatim = ""
		case from.Turn != "":
			if l.PriceVerbatim, _, err = s.verbatimAt(ctx, tx, interview, from, to); err != nil {
				return err
			}
		}
		return putLadder(tx, was, l)
	})
	return err
}

// putLadder stores a ladder's own row, or deletes it once it says nothing, and drops the passage that it no
// longer points to.
func putLadder(tx *store.Tx, was, now research.Ladder) error {
	var err error
	switch {
	case now == was:
		return nil
	case now.PriceTest == research.NotAsked:
		err = tx.DeleteLadder(was.ID)
	default:
		_, err = tx.PutLadder(now)
	}
	if err != nil || was.PriceVerbatim == "" || was.PriceVerbatim == now.PriceVerbatim {
		return err
	}
	return tx.DropVerbatim(was.PriceVerbatim)
}

// SetRootCause makes what the last rung says the primary decided reason of the interview, and, where no told
// reason is set yet, what the first of several rungs says the primary told one: one step. A Problem of kind
// Invalid says what the ladder lacks.
func (s *Session) SetRootCause(ctx context.Context, interview research.ID) error {
	l, err := s.Ladder(ctx, interview)
	if err != nil {
		return err
	}
	row, _ := s.InterviewRow(interview)
	last, ok := l.last()
	switch {
	case len(l.Rungs) == 0:
		return research.Problemf(research.Invalid, "The ladder of %s has no rungs yet. Select what the buyer said and add it.", row.Interview.Label)
	case !ok:
		return research.Problemf(research.Invalid, "The last rung does not say anything yet. Choose its code first.")
	}
	decided, told := s.rootCause(l, row)
	_, err = s.store.Edit(ctx, fmt.Sprintf("Set the root cause of %s: %s", row.Interview.Label, last.Name), func(tx *store.Tx) error {
		if err := replacePrimary(tx, row, research.DecidedReason, decided); err != nil {
			return err
		}
		return replacePrimary(tx, row, research.Told, told)
	})
	return err
}

// replacePrimary makes a code the primary reason of a kind; "" leaves everything as it is.
func replacePrimary(tx *store.Tx, row InterviewRow, kind research.ReasonKind, code research.ID) error {
	if code == "" {
		return nil
	}
	for _, r := range row.Reasons[kind] {
		if r.Primary || r.Code == code {
			if err := tx.DeleteReason(r.ID); err != nil {
				return err
			}
		}
	}
	_, err := tx.PutReason(research.Reason{Interview: row.Interview.ID, Kind: kind, Code: code, Primary: true})
	return err
}
