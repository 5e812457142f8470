package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"

	"openloop/research"
)

// rowOf is the row number of the record whose id is the next parameter.
func rowOf(table string) string { return "(SELECT k FROM " + table + " WHERE id = ?)" }

// Turns is an interview's transcript, in order.
func (r reader) Turns(ctx context.Context, interview research.ID) ([]research.Turn, error) {
	v, err := all(ctx, r.q, turns, "WHERE interview = "+rowOf("interview")+" ORDER BY pos, id", interview)
	return v, r.explain("read turns", err)
}

// Turn is one turn.
func (r reader) Turn(ctx context.Context, id research.ID) (research.Turn, error) {
	v, err := one(ctx, r.q, turns, "WHERE id = ?", id)
	return v, r.explain("read a turn", err)
}

// Interview is one interview with its participants.
func (r reader) Interview(ctx context.Context, id research.ID) (research.Interview, error) {
	v, err := one(ctx, r.q, interviews, "WHERE id = ?", id)
	if err != nil {
		return v, r.explain("read an interview", err)
	}
	who, err := participantLinks.of(ctx, r.q, id)
	for _, k := range who {
		v.Participants = append(v.Participants, k.other)
	}
	return v, r.explain("read an interview", err)
}

// Verbatims are an interview's verbatims, in the order in which they were marked.
func (r reader) Verbatims(ctx context.Context, interview research.ID) ([]research.Verbatim, error) {
	v, err := all(ctx, r.q, verbatims, "WHERE interview = "+rowOf("interview")+" ORDER BY id", interview)
	return v, r.explain("read verbatims", err)
}

// VerbatimAt is the verbatim of an interview that begins and ends at two anchors and still has its words, with the
// codings on it; without an ID where there is none.
func (r reader) VerbatimAt(ctx context.Context, interview research.ID, from, to research.Anchor) (v research.Verbatim, on []research.Coding, err error) {
	v, err = one(ctx, r.q, verbatims, `WHERE interview = (SELECT k FROM interview WHERE id = ?) AND from_turn = (SELECT k FROM turn WHERE id = ?) AND from_offset = ?
		AND to_turn = (SELECT k FROM turn WHERE id = ?) AND to_offset = ? AND orphan = 0 ORDER BY id LIMIT 1`, interview, from.Turn, from.Offset, to.Turn, to.Offset)
	if research.KindOf(err) == research.NotFound || errors.Is(err, sql.ErrNoRows) {
		return research.Verbatim{}, nil, nil
	}
	if err == nil {
		on, err = all(ctx, r.q, codings, "WHERE verbatim = (SELECT k FROM verbatim WHERE id = ?) ORDER BY id", v.ID)
	}
	return v, on, r.explain("read a verbatim", err)
}

// Verbatim is one verbatim.
func (r reader) Verbatim(ctx context.Context, id research.ID) (research.Verbatim, error) {
	v, err := one(ctx, r.q, verbatims, "WHERE id = ?", id)
	return v, r.explain("read a verbatim", err)
}

// VerbatimsByID are verbatims in the order of ids; those no longer there are left out.
func (r reader) VerbatimsByID(ctx context.Context, ids []research.ID) ([]research.Verbatim, error) {
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	v, err := all(ctx, r.q, verbatims, "JOIN json_each(?) j ON verbatim.id = j.value ORDER BY j.key", string(b))
	return v, r.explain("read verbatims", err)
}

// Codings are an interview's codings, in the order in which they were made.
func (r reader) Codings(ctx context.Context, interview research.ID) ([]research.Coding, error) {
	v, err := all(ctx, r.q, codings, "JOIN verbatim v ON v.k = coding.verbatim WHERE v.interview = "+rowOf("interview")+" ORDER BY coding.id", interview)
	return v, r.explain("read codings", err)
}

// Counts are how many of each there are.
type Counts struct {
	Waves, Organisations, Participants, Deals, Interviews, Coded int
	Turns, Verbatims, Codings, Codes, Themes, Clearances         int
}

// Counts counts for Home and Overview.
func (r reader) Counts(ctx context.Context) (c Counts, err error) {
	err = r.q.QueryRowContext(ctx, `SELECT (SELECT count(*) FROM wave), (SELECT count(*) FROM organisation),
		(SELECT count(*) FROM participant), (SELECT count(*) FROM deal), (SELECT count(*) FROM interview),
		(SELECT count(*) FROM interview WHERE coded), (SELECT count(*) FROM turn), (SELECT count(*) FROM verbatim),
		(SELECT count(*) FROM coding), (SELECT count(*) FROM code), (SELECT count(*) FROM theme), (SELECT count(*) FROM clearance)`).
		Scan(&c.Waves, &c.Organisations, &c.Participants, &c.Deals, &c.Interviews, &c.Coded,
			&c.Turns, &c.Verbatims, &c.Codings, &c.Codes, &c.Themes, &c.Clearances)
	return c, r.explain("count", err)
}
