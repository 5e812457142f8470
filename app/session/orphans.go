package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// Orphan is a passage that lost all of its words in a correction: no figure counts it, and a person decides what
// becomes of it.
type Orphan struct {
	Verbatim research.Verbatim // its two ends are where its words stood
	Codings  []Placed
}

// Names are its codes, "Price, References", or that there is only a note on it.
func (o Orphan) Names() string {
	if len(o.Codings) == 0 {
		return "a note"
	}
	names := make([]string, len(o.Codings))
	for i, c := range o.Codings {
		names[i] = c.Code.Name
	}
	return strings.Join(names, ", ")
}

// Orphans lists the passages of an interview that lost their words.
func (s *Session) Orphans(ctx context.Context, interview research.ID) ([]Orphan, error) {
	vs, err := s.store.Orphans(ctx, interview)
	if err != nil || len(vs) == 0 {
		return nil, err
	}
	out, ids := make([]Orphan, len(vs)), make([]research.ID, len(vs))
	at := map[research.ID]int{}
	for i, v := range vs {
		at[v.ID], ids[i], out[i].Verbatim = i, v.ID, v
	}
	cs, err := s.store.CodingsAmong(ctx, nil, ids)
	if err != nil {
		return nil, err
	}
	book := s.Book()
	for _, c := range cs {
		if i, ok := at[c.Verbatim]; ok && s.sees(interview, c) {
			code, _ := book.Code(c.Code)
			v := out[i].Verbatim
			out[i].Codings = append(out[i].Codings, Placed{Coding: c, From: v.From, To: v.To, Code: code})
		}
	}
	if s.Blind(interview) { // where nothing of one's own stood, nothing was lost
		out = slices.DeleteFunc(out, func(o Orphan) bool { return len(o.Codings) == 0 })
	}
	return out, nil
}

// PlaceOrphan puts a passage that lost its words on others, with its codes and all that refers to it.
func (s *Session) PlaceOrphan(ctx context.Context, v research.Verbatim, from, to research.Anchor) error {
	_, err := s.store.Edit(ctx, "Put a passage of "+s.labelOf(v.Interview)+" on other words", func(tx *store.Tx) error {
		words, err := quoted(ctx, tx, v.Interview, from, to)
		if err != nil {
			return err
		}
		if !hasWords(words) {
			return research.Problemf(research.Invalid, "Select the words first that this passage should be on.")
		}
		v.From, v.To, v.Orphan, v.Checksum = from, to, false, checksum(words)
		_, err = tx.PutVerbatim(v)
		return err
	})
	return err
}

// RemoveOrphan takes a passage that lost its words away, with its codings.
func (s *Session) RemoveOrphan(ctx context.Context, v research.Verbatim) error {
	name := fmt.Sprintf("Remove a passage of %s that lost its words", s.labelOf(v.Interview))
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error { return tx.DeleteVerbatim(v.ID) })
	return err
}
