package store

import (
	"context"

	"openloop/research"
)

// CodingRow is a coding with what counting needs to know of its place.
type CodingRow struct {
	ID, Code, Interview, Verbatim research.ID
	Stage                         int // of the mention: its turn's if that is known, otherwise its code's
	Polarity                      research.Polarity
	Weight                        research.Weight
	About                         research.About
	Round                         int
	Orphan                        bool // its verbatim lost all of its words
}

const selectCodings = `SELECT c.id, k.id, i.id, v.id, CASE WHEN t.stage > 0 THEN t.stage ELSE k.stage END,
	c.polarity, c.weight, c.about, c.round, v.orphan
	FROM interview i JOIN verbatim v ON v.interview = i.k JOIN coding c ON c.verbatim = v.k
	JOIN turn t ON t.k = v.from_turn JOIN code k ON k.k = c.code `

// EachCodingOf calls fn with every coding of one interview, until fn fails.
func (r reader) EachCodingOf(ctx context.Context, interview research.ID, fn func(CodingRow) error) error {
	return r.eachCoding(ctx, fn, selectCodings+"WHERE i.id = ? ORDER BY c.k", interview)
}

// CodingRows are the codings among some, and on some verbatims, that are still in the study.
func (r reader) CodingRows(ctx context.Context, codings, verbatims []research.ID) ([]CodingRow, error) {
	var rows []CodingRow
	take := func(c CodingRow) error { rows = append(rows, c); return nil }
	for _, id := range codings {
		if err := r.eachCoding(ctx, take, selectCodings+"WHERE c.id = ?", id); err != nil {
			return nil, err
		}
	}
	for _, id := range verbatims {
		if err := r.eachCoding(ctx, take, selectCodings+"WHERE v.id = ?", id); err != nil {
			return nil, err
		}
	}
	return rows, nil
}

// EachCoding calls fn with every coding of the study, until fn fails. A million take some seconds; EachCount
// is for those who only count.
func (r reader) EachCoding(ctx context.Context, fn func(CodingRow) error) error {
	return r.eachCoding(ctx, fn, selectCodings)
}

func (r reader) eachCoding(ctx context.Context, fn func(CodingRow) error, query string, args ...any) error {
	rows, err := r.q.QueryContext(ctx, query, args...)
	if err != nil {
		return r.explain("read codings", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c CodingRow
		if err := rows.Scan(&c.ID, &c.Code, &c.Interview, &c.Verbatim, &c.Stage, &c.Polarity, &c.Weight, &c.About, &c.Round, &c.Orphan); err != nil {
			return r.explain("read codings", err)
		}
		if err := fn(c); err != nil {
			return err
		}
	}
	return r.explain("read codings", rows.Err())
}
