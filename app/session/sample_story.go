package session

import (
	"context"
	"fmt"
	"strings"
	"unicode/utf8"

	"openloop/assets"
	"openloop/research"
)

// sampleStory gives the sample study what a person adds at the end: the ladders of three lost deals with the price
// test, a story that is told from them, and the assumptions of a business case.
func (s *Session) sampleStory(ctx context.Context) error {
	rows := s.InterviewRows(InterviewFilter{})
	of := map[int]InterviewRow{}
	for i, r := range rows { // the rows of the sheet are the interviews in order
		of[i+1] = r
	}
	if err := s.sampleLadders(ctx, of); err != nil {
		return err
	}
	told, err := assets.ReadSampleStory()
	if err != nil {
		return err
	}
	st := research.Story{Title: told.Title, Text: told.Text}
	for _, n := range told.Rows {
		st.Interviews = append(st.Interviews, of[n].Interview.ID)
	}
	id, err := s.SaveStory(ctx, st)
	if err != nil {
		return err
	}
	if err := s.ClearStory(ctx, id, true); err != nil {
		return err
	}
	return s.sampleCase(ctx)
}

func (s *Session) sampleLadders(ctx context.Context, of map[int]InterviewRow) error {
	rungs, err := assets.SampleLadders()
	if err != nil {
		return err
	}
	for _, r := range rungs {
		row := of[r.Row]
		id := row.Interview.ID
		from, to, err := s.sampleWords(ctx, row, r.Words)
		if err != nil {
			return err
		}
		if r.Test != "" {
			if err := s.SetPriceTest(ctx, id, r.Test, from, to); err != nil {
				return err
			}
			continue
		}
		if err := s.sampleRung(ctx, row, from, to, r); err != nil {
			return err
		}
	}
	return nil
}

// sampleRung adds a rung, says what it says, and clears its words where the story repeats them.
func (s *Session) sampleRung(ctx context.Context, row InterviewRow, from, to research.Anchor, r assets.SampleRung) error {
	if err := s.AddRung(ctx, row.Interview.ID, from, to); err != nil {
		return err
	}
	l, err := s.Ladder(ctx, row.Interview.ID)
	if err != nil {
		return err
	}
	last := l.Rungs[len(l.Rungs)-1]
	if c, ok := s.Book().ByRef(r.Says); ok && c.ID != last.Code {
		if err := s.SetRungCode(ctx, last.ID, c.ID); err != nil {
			return err
		}
	}
	if !r.Clear {
		return nil
	}
	q := QuoteRow{Interview: row, Placed: Placed{Coding: research.Coding{Verbatim: last.Verbatim}, From: from, To: to}}
	return s.ClearQuote(ctx, q, true, "")
}

// sampleWords finds words in the answers of an interview.
func (s *Session) sampleWords(ctx context.Context, row InterviewRow, words string) (from, to research.Anchor, err error) {
	turns, err := s.store.Turns(ctx, row.Interview.ID)
	if err != nil {
		return from, to, err
	}
	for _, t := range turns {
		if i := strings.Index(t.Text, words); i >= 0 {
			at := utf8.RuneCountInString(t.Text[:i])
			return research.Anchor{Turn: t.ID, Offset: at}, research.Anchor{Turn: t.ID, Offset: at + utf8.RuneCountInString(words)}, nil
		}
	}
	return from, to, fmt.Errorf("the words of a rung of the sample's %s are in none of its answers", row.Interview.Label)
}

func (s *Session) sampleCase(ctx context.Context) error {
	list, err := assets.SampleCase()
	if err != nil {
		return err
	}
	for _, a := range list {
		c, _ := s.Book().ByRef(string(a.Code))
		a.Code = c.ID
		if _, err := s.SetAssumption(ctx, a); err != nil {
			return err
		}
	}
	return nil
}
