package session

import (
	"context"
	"fmt"

	"openloop/research"
	"openloop/research/store"
)

// ApplyCode puts a code on a passage, and answers the coding. A passage that has the code already keeps it
// as it is.
func (s *Session) ApplyCode(ctx context.Context, interview research.ID, from, to research.Anchor, code research.ID) (research.Coding, error) {
	c, ok := s.Book().Code(code)
	if !ok {
		return research.Coding{}, research.Problemf(research.NotFound, "This code is no longer in the codebook. Choose another.")
	}
	var out research.Coding
	_, err := s.store.Edit(ctx, "Apply code "+c.Name, func(tx *store.Tx) error {
		v, have, err := s.verbatimAt(ctx, tx, interview, from, to)
		if err != nil {
			return err
		}
		for _, h := range have {
			if h.Code == code && h.Coder == s.opt.Coder && h.Round == s.round(interview) {
				out = h
				return nil
			}
		}
		out = research.Coding{Verbatim: v, Code: code, Coder: s.opt.Coder, Round: s.round(interview), About: research.AboutUs, Polarity: research.Hurt, Weight: research.Mentioned}
		if out.Polarity, err = s.likelyPolarity(ctx, interview); err != nil {
			return err
		}
		out.ID, err = tx.PutCoding(out)
		return err
	})
	return out, err
}

// likelyPolarity is what a new coding begins with: what won helped, everything else hurt.
func (s *Session) likelyPolarity(_ context.Context, interview research.ID) (research.Polarity, error) {
	row, _ := s.InterviewRow(interview)
	if row.Interview.Outcome == research.Won {
		return research.Helped, nil
	}
	return research.Hurt, nil
}

// verbatimAt finds or makes the verbatim on a passage and answers the codings on it.
func (s *Session) verbatimAt(ctx context.Context, tx *store.Tx, interview research.ID, from, to research.Anchor) (research.ID, []research.Coding, error) {
	there, on, err := tx.VerbatimAt(ctx, interview, from, to)
	if err != nil || there.ID != "" {
		return there.ID, on, err
	}
	text, err := quoted(ctx, tx, interview, from, to)
	if err != nil {
		return "", nil, err
	}
	v := research.Verbatim{Interview: interview, From: from, To: to, Checksum: checksum(text)}
	if err := v.Validate(); err != nil {
		return "", nil, research.Problemf(research.Invalid, "Select the words first, then choose a code.")
	}
	id, err := tx.PutVerbatim(v)
	return id, nil, err
}

// turnReader is what a quotation needs of a study.
type turnReader interface {
	Turns(ctx context.Context, interview research.ID) ([]research.Turn, error)
	Turn(ctx context.Context, id research.ID) (research.Turn, error)
}

// quoted is the text between two anchors, turns joined by a line break.
func quoted(ctx context.Context, r turnReader, interview research.ID, from, to research.Anchor) (string, error) {
	if from.Turn == to.Turn {
		t, err := r.Turn(ctx, from.Turn)
		return Quote([]research.Turn{t}, from, to), err
	}
	turns, err := r.Turns(ctx, interview)
	if err != nil {
		return "", err
	}
	return Quote(turns, from, to), nil
}

// Quote is the text between two anchors of an interview's turns, in order; turns are joined by a line
// break. It is empty where the anchors are not in turns.
func Quote(turns []research.Turn, from, to research.Anchor) string {
	out, in := "", false
	for _, t := range turns {
		in = in || t.ID == from.Turn
		if !in {
			continue // without looking at its letters: transcripts are long
		}
		r := []rune(t.Text)
		a, b := 0, len(r)
		if t.ID == from.Turn {
			a = min(from.Offset, len(r))
		}
		if t.ID == to.Turn {
			b = min(to.Offset, len(r))
		}
		if out != "" {
			out += "\n"
		}
		if a < b {
			out += string(r[a:b])
		}
		if t.ID == to.Turn {
			return out
		}
	}
	return ""
}

// RemoveCoding takes one coding away.
func (s *Session) RemoveCoding(ctx context.Context, c research.Coding) error {
	_, err := s.store.Edit(ctx, "Remove code "+s.codeName(c.Code), func(tx *store.Tx) error { return tx.DeleteCoding(c.ID) })
	return err
}

// ChangeCoding stores a coding's new polarity, weight or whom it is about.
func (s *Session) ChangeCoding(ctx context.Context, c research.Coding, what string) error {
	_, err := s.store.Edit(ctx, fmt.Sprintf("Mark %s as %s", s.codeName(c.Code), what), func(tx *store.Tx) error {
		_, err := tx.PutCoding(c)
		return err
	})
	return err
}

func (s *Session) codeName(id research.ID) string {
	c, _ := s.Book().Code(id)
	return c.Name
}

// SetReason sets the primary reason of one kind, or takes it away with an empty code.
func (s *Session) SetReason(ctx context.Context, interview research.ID, kind research.ReasonKind, code research.ID) error {
	name := fmt.Sprintf("Set what was %s: %s", kind, s.codeName(code))
	if code == "" {
		name = fmt.Sprintf("Clear what was %s", kind)
	}
	row, ok := s.InterviewRow(interview)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	if err := s.notJudging(interview, kind); err != nil {
		return err
	}
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error {
		for _, r := range row.Reasons[kind] {
			if r.Primary || r.Code == code {
				if err := tx.DeleteReason(r.ID); err != nil {
					return err
				}
			}
		}
		if code == "" {
			return nil
		}
		_, err := tx.PutReason(research.Reason{Interview: interview, Kind: kind, Code: code, Primary: true})
		return err
	})
	return err
}

// ToggleReason adds or removes a code as a contributing reason.
func (s *Session) ToggleReason(ctx context.Context, interview research.ID, kind research.ReasonKind, code research.ID) error {
	if err := s.notJudging(interview, kind); err != nil {
		return err
	}
	_, err := s.store.Edit(ctx, fmt.Sprintf("Change what was %s: %s", kind, s.codeName(code)), func(tx *store.Tx) error {
		all, err := tx.Reasons(ctx)
		if err != nil {
			return err
		}
		for _, r := range all {
			if r.Interview == interview && r.Kind == kind && r.Code == code {
				return tx.DeleteReason(r.ID)
			}
		}
		_, err = tx.PutReason(research.Reason{Interview: interview, Kind: kind, Code: code})
		return err
	})
	return err
}

// MarkCoded says that an interview is done, or not.
func (s *Session) MarkCoded(ctx context.Context, interview research.ID, done bool) error {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	if s.Blind(interview) {
		return s.FinishSecond(ctx, interview)
	}
	iv := row.Interview
	iv.Coded = done
	name := "Mark " + iv.Label + " as coded"
	if !done {
		name = "Mark " + iv.Label + " as not yet coded"
	}
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error {
		_, err := tx.PutInterview(iv)
		return err
	})
	return err
}
