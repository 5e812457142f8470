package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/privacy"
)

// firstTablesOf is what the tables that every pack shows depend on: the figures as they are after so many changes, the rule
// and the wave. Issuing a pack is a change too.
type firstTablesOf struct {
	facts   *facts
	changes int
	rule    privacy.Rule
	wave    research.ID
}

// firsts are the tables that every pack shows, kept while nothing changes: each question about the same figures is held
// against the same ones.
type firsts struct {
	of     firstTablesOf
	tables []privacy.Table
}

// firstTables discloses what every pack shows of codes and stages: by outcome, then by wave, then by segment, each held
// against those before.
func (s *Session) firstTables(ctx context.Context, w *exploreWork) ([]privacy.Table, error) {
	s.mu.Lock()
	kept := s.firsts
	s.mu.Unlock()
	if kept.of == w.of && len(kept.tables) > 0 {
		return kept.tables, nil
	}
	var tables []privacy.Table
	earlier := w.earlier
	for _, d := range w.first {
		t := w.rule.Disclose(w.frame, d, w.base, earlier)
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		earlier = append(slices.Clip(earlier), t.Released()...)
		tables = append(tables, t)
	}
	s.mu.Lock()
	s.firsts = firsts{w.of, tables}
	s.mu.Unlock()
	return tables, nil
}
