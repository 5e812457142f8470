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

// firsts are the tables that every pack shows, as many as were asked for so far, kept while nothing changes: each question
// about the same figures is held against the same ones.
type firsts struct {
	of     firstTablesOf
	tables []privacy.Table
}

// firstTables discloses what every pack shows of codes and stages: by outcome, then by wave, then by segment, each held
// against those before; the first n of them.
func (s *Session) firstTables(ctx context.Context, w *exploreWork, n int) ([]privacy.Table, error) {
	s.mu.Lock()
	var tables []privacy.Table
	if s.firsts.of == w.of {
		tables = slices.Clip(s.firsts.tables)
	}
	s.mu.Unlock()
	if len(tables) >= n {
		return tables[:n], nil
	}
	earlier := w.earlier
	for i, d := range w.first[:n] {
		if i >= len(tables) {
			t := w.rule.Disclose(w.frame, d, w.base, earlier)
			if err := ctx.Err(); err != nil {
				return nil, err
			}
			tables = append(tables, t)
		}
		earlier = append(slices.Clip(earlier), tables[i].Released()...)
	}
	s.mu.Lock()
	if s.firsts.of != w.of || len(s.firsts.tables) < len(tables) {
		s.firsts = firsts{w.of, tables}
	}
	s.mu.Unlock()
	return tables, nil
}
