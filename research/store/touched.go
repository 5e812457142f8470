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
	// What was only updated is still there, or its deletion is one of the changes too: that is told by numbers, which
	// takes half the time where a merge touched ten thousand codings.
	res, err := s.writer.query(ctx, `
		WITH touched AS (SELECT tbl, id, op, before, after FROM change WHERE seq >= ?1 AND seq < ?1 + ?2)
		SELECT id FROM interview WHERE k IN (
			SELECT v.interview FROM touched t CROSS JOIN coding c ON c.id = t.id CROSS JOIN verbatim v ON v.k = c.verbatim WHERE t.tbl = 'coding' AND t.op = 'update')
		UNION SELECT coalesce(
			(SELECT i.id FROM coding c JOIN verbatim v ON v.k = c.verbatim JOIN interview i ON i.k = v.interview WHERE c.id = t.id),
			(SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = coalesce(t.after ->> 'verbatim', t.before ->> 'verbatim')))
			FROM touched t WHERE t.tbl = 'coding' AND t.op <> 'update'
		UNION SELECT coalesce(
			(SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = t.id), t.after ->> 'interview', t.before ->> 'interview')
			FROM touched t WHERE t.tbl = 'verbatim'
		UNION SELECT coalesce(
			(SELECT i.id FROM turn u JOIN interview i ON i.k = u.interview WHERE u.id = t.id), t.after ->> 'interview', t.before ->> 'interview')
			FROM touched t WHERE t.tbl = 'turn'`, first, rows)
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
