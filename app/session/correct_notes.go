package session

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/store"
)

// SetStage says of turns which buying stage they are about, 0 for none. Mentions in them count at that stage.
func (s *Session) SetStage(ctx context.Context, turns []research.ID, stage int) error {
	what := "no stage"
	if st, ok := s.Book().Stage(stage); ok {
		what = st.Name
	} else if stage != 0 {
		return research.Problemf(research.Invalid, "The codebook has no stage %d.", stage)
	}
	_, err := s.store.Edit(ctx, "Set the stage of what was said: "+what, func(tx *store.Tx) error {
		for _, id := range turns {
			t, err := tx.Turn(ctx, id)
			if err != nil {
				return err
			}
			t.Stage = stage
			if _, err := tx.PutTurn(t); err != nil {
				return err
			}
		}
		return nil
	})
	return err
}

// inVivoMost is how long the name of a code from a participant's words is at most, in characters.
const inVivoMost = 60

// CodeInVivo makes a code of the words of a passage, flagged as a participant's, and puts it on them, as one step.
// Where the stage of the words is not known, stage is the new code's. A code of that name is used again.
func (s *Session) CodeInVivo(ctx context.Context, interview research.ID, from, to research.Anchor, stage int) (research.Coding, error) {
	words, err := quoted(ctx, s.store, interview, from, to)
	if err != nil {
		return research.Coding{}, err
	}
	name := nameFrom(words)
	if name == "" {
		return research.Coding{}, research.Problemf(research.Invalid, "Select the words first that the code is to be called.")
	}
	if err := s.typed(ctx, &name); err != nil {
		return research.Coding{}, err
	}
	for _, c := range s.Book().Codes {
		if strings.EqualFold(c.Name, name) && !c.Retired && c.MergedInto == "" {
			return s.ApplyCode(ctx, interview, from, to, c.ID)
		}
	}
	t, err := s.store.Turn(ctx, from.Turn)
	if err != nil {
		return research.Coding{}, err
	}
	c := research.Code{ID: store.NewID(), Name: name, Stage: t.Stage, InVivo: true}
	if c.Stage == 0 {
		c.Stage = stage
	}
	if _, ok := s.Book().Stage(c.Stage); !ok {
		return research.Coding{}, research.Problemf(research.Invalid, "Set the buying stage of this turn first, so that the new code has one.")
	}
	s.place(&c)
	var out research.Coding
	_, err = s.store.Edit(ctx, fmt.Sprintf("Code in their words “%s”", name), func(tx *store.Tx) error {
		if _, err := tx.PutCode(c); err != nil {
			return err
		}
		v, _, err := s.verbatimAt(ctx, tx, interview, from, to)
		if err != nil {
			return err
		}
		out, err = s.newCoding(ctx, interview, v, c.ID)
		if err != nil {
			return err
		}
		out.ID, err = tx.PutCoding(out)
		return err
	})
	return out, err
}

// newCoding is a coding as it begins, to be said more of.
func (s *Session) newCoding(ctx context.Context, interview, verbatim, code research.ID) (research.Coding, error) {
	p, err := s.likelyPolarity(ctx, interview)
	return research.Coding{Verbatim: verbatim, Code: code, Coder: s.Coder(), Round: s.round(interview), About: research.AboutUs, Polarity: p, Weight: research.Mentioned}, err
}

// nameFrom is words as a code is called by them: on one line, without the signs around them, cut after a word.
func nameFrom(words string) string {
	name := strings.Trim(strings.Join(strings.Fields(words), " "), ` .,;:!?…–—-“”„"‘’'()`)
	if utf8.RuneCountInString(name) <= inVivoMost {
		return name
	}
	cut := string([]rune(name)[:inVivoMost-1])
	if i := strings.LastIndexByte(cut, ' '); i > inVivoMost/2 {
		cut = cut[:i]
	}
	return strings.TrimRight(cut, " ,;:–—-") + "…"
}
