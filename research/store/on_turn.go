package store

import (
	"context"

	"openloop/research"
)

// What stands on one turn is read without the rest of its interview, which may have thousands of verbatims.

// VerbatimsOn are the verbatims that have words in a turn: those that begin or end in it, those that reach over it,
// and those that lost their words there.
func (r reader) VerbatimsOn(ctx context.Context, turn research.ID) ([]research.Verbatim, error) {
	v, err := all(ctx, r.q, verbatims, `WHERE k IN (
		SELECT b.k FROM turn t CROSS JOIN verbatim b ON b.interview = t.interview AND b.from_turn = t.k WHERE t.id = ?1
		UNION ALL
		SELECT a.k FROM turn t CROSS JOIN verbatim a ON a.interview = t.interview AND a.from_turn <> a.to_turn WHERE t.id = ?1 AND (a.to_turn = t.k
			OR (SELECT pos FROM turn WHERE k = a.from_turn) < t.pos AND t.pos < (SELECT pos FROM turn WHERE k = a.to_turn)))
		ORDER BY id`, turn)
	return v, r.explain("read verbatims", err)
}

// MasksOn are the masked passages of a turn, in the order of its text.
func (r reader) MasksOn(ctx context.Context, turn research.ID) ([]research.Mask, error) {
	v, err := all(ctx, r.q, masks, "WHERE turn = ? ORDER BY from_offset", turn)
	return v, r.explain("read masked passages", err)
}

// ClearancesOf are the clearances of some verbatims.
func (r reader) ClearancesOf(ctx context.Context, verbatims []research.ID) ([]research.Clearance, error) {
	if len(verbatims) == 0 {
		return nil, nil
	}
	v, err := all(ctx, r.q, clearances, "WHERE verbatim IN (SELECT value FROM json_each(?)) ORDER BY id", asJSON(verbatims))
	return v, r.explain("read clearances", err)
}

// TurnStages are the buying stages of an interview's turns, 0 where none is known.
func (r reader) TurnStages(ctx context.Context, interview research.ID) (map[research.ID]int, error) {
	out := map[research.ID]int{}
	rows, err := r.q.QueryContext(ctx, "SELECT id, stage FROM turn WHERE interview = "+ofInterview, interview)
	if err != nil {
		return nil, r.explain("read turns", err)
	}
	defer rows.Close()
	for rows.Next() {
		var id research.ID
		var stage int
		if err := rows.Scan(&id, &stage); err != nil {
			return nil, r.explain("read turns", err)
		}
		out[id] = stage
	}
	return out, r.explain("read turns", rows.Err())
}

// CodingsAmong are the codings among some, and on some verbatims, that are still in the study, in the order in which
// they were made.
func (r reader) CodingsAmong(ctx context.Context, some, on []research.ID) ([]research.Coding, error) {
	v, err := all(ctx, r.q, codings, `WHERE coding.k IN (SELECT c.k FROM json_each(?1) j JOIN coding c ON c.id = j.value
		UNION SELECT c.k FROM json_each(?2) j JOIN verbatim v ON v.id = j.value JOIN coding c ON c.verbatim = v.k) ORDER BY coding.id`, asJSON(some), asJSON(on))
	return v, r.explain("read codings", err)
}

// Orphans are the verbatims of an interview that lost all of their words.
func (r reader) Orphans(ctx context.Context, interview research.ID) ([]research.Verbatim, error) {
	v, err := all(ctx, r.q, verbatims, "WHERE interview = "+ofInterview+" AND orphan = 1 ORDER BY id", interview)
	return v, r.explain("read verbatims", err)
}

// CountTurns is how many turns an interview has.
func (r reader) CountTurns(ctx context.Context, interview research.ID) (n int, err error) {
	err = r.q.QueryRowContext(ctx, "SELECT count(*) FROM turn WHERE interview = "+ofInterview, interview).Scan(&n)
	return n, r.explain("count turns", err)
}

// Latest is the number of the step that Undo would take back, 0 where there is none.
func (s *Store) Latest() int64 {
	s.state.RLock()
	defer s.state.RUnlock()
	return s.kept.undo.id
}
