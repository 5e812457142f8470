package store

import (
	"context"

	"openloop/research"
)

// touchedInterviews lists the interviews whose turns, verbatims or codings the changes first to
// first+rows-1 touched, also those whose records are gone now.
func (s *Store) touchedInterviews(ctx context.Context, first, rows int64) ([]research.ID, error) {
	if rows > manyChanges {
		return nil, nil
	}
	res, err := s.writer.conn.QueryContext(ctx, `
		WITH touched AS (SELECT tbl, id, before, after FROM change WHERE seq >= ?1 AND seq < ?1 + ?2),
		v(id) AS (
			SELECT coalesce(c.verbatim, t.after ->> 'verbatim', t.before ->> 'verbatim')
				FROM touched t LEFT JOIN coding c ON c.id = t.id WHERE t.tbl = 'coding'
			UNION SELECT id FROM touched WHERE tbl = 'verbatim')
		SELECT coalesce(b.interview, (SELECT coalesce(after ->> 'interview', before ->> 'interview') FROM touched t WHERE t.tbl = 'verbatim' AND t.id = v.id LIMIT 1))
			FROM v LEFT JOIN verbatim b ON b.id = v.id
		UNION SELECT coalesce(u.interview, t.after ->> 'interview', t.before ->> 'interview')
			FROM touched t LEFT JOIN turn u ON u.id = t.id WHERE t.tbl = 'turn'`, first, rows)
	if err != nil {
		return nil, err
	}
	defer res.Close()
	var out []research.ID
	for res.Next() {
		var id *research.ID
		if err := res.Scan(&id); err != nil {
			return nil, err
		}
		if id != nil {
			out = append(out, *id)
		}
	}
	return out, res.Err()
}
