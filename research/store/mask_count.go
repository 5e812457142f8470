package store

import (
	"context"

	"openloop/research"
)

// CountMasks is how many masked passages there are in each state.
func (r reader) CountMasks(ctx context.Context) (map[research.MaskState]int, error) {
	rows, err := r.q.QueryContext(ctx, "SELECT state, count(*) FROM mask GROUP BY state")
	if err != nil {
		return nil, r.explain("count masked passages", err)
	}
	defer rows.Close()
	out := map[research.MaskState]int{}
	for rows.Next() {
		var state research.MaskState
		var n int
		if err := rows.Scan(&state, &n); err != nil {
			return nil, r.explain("count masked passages", err)
		}
		out[state] = n
	}
	return out, r.explain("count masked passages", rows.Err())
}
