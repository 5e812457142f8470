package store

import (
	"context"

	"openloop/research"
)

// SetCoder says whose edits these are from now on: initials, written into the history.
func (s *Store) SetCoder(initials string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.opts.Coder = initials
}

// CodersOf lists the initials on codings of the first two rounds and in how many interviews each has some, by
// round: 1 for what counts, 2 for blind second coding.
func (r reader) CodersOf(ctx context.Context) (map[int]map[string]int, error) {
	out := map[int]map[string]int{research.FirstRound: {}, research.SecondRound: {}}
	rows, err := r.q.QueryContext(ctx, `SELECT coder, max(round, 1), count(DISTINCT v.interview) FROM coding c JOIN verbatim v ON v.k = c.verbatim
		WHERE c.round <= 2 GROUP BY 1, 2`)
	if err != nil {
		return nil, r.explain("read coders", err)
	}
	defer rows.Close()
	for rows.Next() {
		var coder string
		var round, n int
		if err := rows.Scan(&coder, &round, &n); err != nil {
			return nil, r.explain("read coders", err)
		}
		out[round][coder] += n
	}
	return out, r.explain("read coders", rows.Err())
}

// CodedBy is the interviews with codings by a coder that count.
func (r reader) CodedBy(ctx context.Context, coder string) (map[research.ID]bool, error) {
	return r.interviewsWith(ctx, "c.coder = ? AND c.round <= 1", coder)
}

// SecondCodedBy is the interviews with blind second codings by a coder.
func (r reader) SecondCodedBy(ctx context.Context, coder string) (map[research.ID]bool, error) {
	return r.interviewsWith(ctx, "c.coder = ? AND c.round = 2", coder)
}

func (r reader) interviewsWith(ctx context.Context, where string, args ...any) (map[research.ID]bool, error) {
	out := map[research.ID]bool{}
	rows, err := r.q.QueryContext(ctx, "SELECT DISTINCT i.id FROM coding c JOIN verbatim v ON v.k = c.verbatim JOIN interview i ON i.k = v.interview WHERE "+where, args...)
	if err != nil {
		return nil, r.explain("read coders", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id research.ID
		if err := rows.Scan(&id); err != nil {
			return nil, r.explain("read coders", err)
		}
		out[id] = true
	}
	return out, r.explain("read coders", rows.Err())
}
