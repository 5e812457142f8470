package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
)

// Transcript is one interview opened for coding.
type Transcript struct {
	Interview    research.Interview
	Row          InterviewRow
	Turns        []research.Turn
	Codings      []Placed
	Participants []research.Participant
	Reasons      map[research.ReasonKind][]research.Reason
}

// Placed is a coding on its place in the transcript.
type Placed struct {
	research.Coding
	From, To research.Anchor
	Code     research.Code
	Cleared  bool
}

// Transcript reads one interview with everything that is coded in it.
func (s *Session) Transcript(ctx context.Context, interview research.ID) (*Transcript, error) {
	row, ok := s.InterviewRow(interview)
	if !ok {
		return nil, research.Problemf(research.NotFound, "This interview is no longer in the study.")
	}
	t := &Transcript{Row: row, Interview: row.Interview}
	var err error
	if t.Turns, err = s.store.Turns(ctx, interview); err != nil {
		return nil, err
	}
	if t.Codings, err = s.Placed(ctx, interview); err != nil {
		return nil, err
	}
	t.Participants, t.Reasons = row.Participants, row.Reasons
	return t, s.comeNear(ctx, interview)
}

// Placed reads the codings of one interview with their places, as whoever codes may see them: a second coder
// who has not finished sees their own.
func (s *Session) Placed(ctx context.Context, interview research.ID) ([]Placed, error) {
	return s.placed(ctx, interview, s.shown(interview))
}

// shown says which codings of an interview whoever codes may see.
func (s *Session) shown(interview research.ID) func(research.Coding) bool {
	if !s.Blind(interview) {
		return research.Coding.Counts
	}
	return func(c research.Coding) bool { return c.Round == research.SecondRound && c.Coder == s.opt.Coder }
}

// PlacedSince is Placed where only some codings, and the passages on some verbatims, have changed since was: the others
// are as they were, and are not read. was, in the order of Placed, stays as it is.
func (s *Session) PlacedSince(ctx context.Context, interview research.ID, was []Placed, codings, verbatims []research.ID) ([]Placed, error) {
	cs, err := s.store.CodingsAmong(ctx, codings, verbatims)
	if err != nil {
		return nil, err
	}
	on := make([]research.ID, len(cs))
	for i, c := range cs {
		on[i] = c.Verbatim
	}
	vs, err := s.store.VerbatimsByID(ctx, on)
	if err != nil {
		return nil, err
	}
	out := slices.DeleteFunc(slices.Clone(was), func(p Placed) bool {
		return slices.Contains(codings, p.ID) || slices.Contains(verbatims, p.Verbatim)
	})
	for _, p := range s.placedOn(vs, cs, s.shown(interview)) {
		if at := slices.IndexFunc(vs, func(v research.Verbatim) bool { return v.ID == p.Verbatim }); vs[at].Interview == interview {
			i, _ := slices.BinarySearchFunc(out, p.ID, func(o Placed, id research.ID) int { return strings.Compare(string(o.ID), string(id)) })
			out = slices.Insert(out, i, p)
		}
	}
	return out, nil
}

// counted reads the codings of one interview that may be shown as findings and leave as quotes: of an interview
// that this coder codes blind, none.
func (s *Session) counted(ctx context.Context, interview research.ID) ([]Placed, error) {
	if s.Blind(interview) {
		return nil, nil
	}
	return s.placed(ctx, interview, research.Coding.Counts)
}

func (s *Session) placed(ctx context.Context, interview research.ID, shown func(research.Coding) bool) ([]Placed, error) {
	vs, err := s.store.Verbatims(ctx, interview)
	if err != nil {
		return nil, err
	}
	cs, err := s.store.Codings(ctx, interview)
	if err != nil {
		return nil, err
	}
	return s.placedOn(vs, cs, shown), nil
}

// placedOn puts codings on their verbatims, without those that are not shown or have lost their words.
func (s *Session) placedOn(vs []research.Verbatim, cs []research.Coding, shown func(research.Coding) bool) []Placed {
	byID := make(map[research.ID]research.Verbatim, len(vs))
	for _, v := range vs {
		byID[v.ID] = v
	}
	book := s.Book()
	out := make([]Placed, 0, len(cs))
	for _, c := range cs {
		v, ok := byID[c.Verbatim]
		if !ok || v.Orphan || !shown(c) {
			continue
		}
		code, _ := book.Code(c.Code)
		out = append(out, Placed{Coding: c, From: v.From, To: v.To, Code: code})
	}
	return out
}
