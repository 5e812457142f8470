package store

import (
	"context"
	"database/sql"
	"fmt"
	"strconv"
	"strings"

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
}

// EachCodingOf calls fn with every coding of one interview, until fn fails.
func (r reader) EachCodingOf(ctx context.Context, interview research.ID, fn func(CodingRow) error) error {
	rows, err := r.q.QueryContext(ctx, `SELECT c.id, k.id, i.id, v.id, CASE WHEN t.stage > 0 THEN t.stage ELSE k.stage END,
		c.polarity, c.weight, c.about, c.round
		FROM interview i JOIN verbatim v ON v.interview = i.k JOIN coding c ON c.verbatim = v.k
		JOIN turn t ON t.k = v.from_turn JOIN code k ON k.k = c.code WHERE i.id = ? ORDER BY c.k`, interview)
	if err != nil {
		return r.explain("read codings", err)
	}
	defer rows.Close()
	for rows.Next() {
		var c CodingRow
		if err := rows.Scan(&c.ID, &c.Code, &c.Interview, &c.Verbatim, &c.Stage, &c.Polarity, &c.Weight, &c.About, &c.Round); err != nil {
			return r.explain("read codings", err)
		}
		if err := fn(c); err != nil {
			return err
		}
	}
	return r.explain("read codings", rows.Err())
}

// EachCoding calls fn with every coding of the study in the order in which they came, until fn fails.
//
// A million codings have to be counted when a big study is opened. Fetching a row costs more than finding
// it, so SQLite packs each row into a number and an ID, a thousand rows into one text, and joins nothing
// that an array by row number can.
func (r reader) EachCoding(ctx context.Context, fn func(CodingRow) error) error {
	q, done, err := r.snapshot(ctx)
	if err != nil {
		return r.explain("read codings", err)
	}
	defer done()
	e := eachCoding{q: q}
	if err := e.places(ctx); err != nil {
		return r.explain("read codings", err)
	}
	err = packed(ctx, q, codingNumber, "c", "coding c", func(n uint64, id research.ID) error {
		row, err := e.row(n, id)
		if err != nil {
			return err
		}
		return fn(row)
	})
	return r.explain("read codings", err)
}

// snapshot is what reads that must agree with each other go to, and how to end them.
func (r reader) snapshot(ctx context.Context) (q queryer, done func(), err error) {
	db, ok := r.q.(*sql.DB)
	if !ok {
		return r.q, func() {}, nil // within an edit nobody else writes
	}
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, nil, err
	}
	return tx, func() { tx.Rollback() }, nil
}

// eachCoding holds, by row number, what codings refer to.
type eachCoding struct {
	q          queryer
	interviews []research.ID
	codes      []research.ID
	codeStage  []int
	verbatims  []placed
}

// placed is a verbatim with the stage of its turn.
type placed struct {
	id        research.ID
	interview uint32
	stage     uint8
}

// places reads interviews, codes and verbatims.
func (e *eachCoding) places(ctx context.Context) error {
	err := packed(ctx, e.q, "i.k", "i", "interview i", func(k uint64, id research.ID) error {
		e.interviews = set(e.interviews, k, research.ID(strings.Clone(string(id))))
		return nil
	})
	if err != nil {
		return err
	}
	err = packed(ctx, e.q, "(c.k << 16) | c.stage", "c", "code c", func(n uint64, id research.ID) error {
		e.codes = set(e.codes, n>>16, research.ID(strings.Clone(string(id))))
		e.codeStage = set(e.codeStage, n>>16, int(n&0xffff))
		return nil
	})
	if err != nil {
		return err
	}
	return packed(ctx, e.q, "(v.k << 32) | (v.interview << 8) | coalesce(t.stage, 0)", "v", "verbatim v LEFT JOIN turn t ON t.k = v.from_turn",
		func(n uint64, id research.ID) error {
			e.verbatims = set(e.verbatims, n>>32, placed{id, uint32(n) >> 8, uint8(n)})
			return nil
		})
}

// codingNumber packs a coding: 32 bits for its verbatim, 20 for its code, two for polarity, two for
// weight, four for the round, and the last for whom it is about.
const codingNumber = `(c.verbatim << 32) | (c.code << 12) | (c.polarity + 1 << 10) | (c.weight << 8) | (c.round << 4)
	| (CASE c.about WHEN 'us' THEN 1 WHEN 'rival' THEN 2 WHEN 'buyer' THEN 3 ELSE 0 END)`

var abouts = [...]research.About{"", research.AboutUs, research.AboutRival, research.AboutBuyer}

// row unpacks a coding.
func (e *eachCoding) row(n uint64, id research.ID) (CodingRow, error) {
	verbatim, code := n>>32, n>>12&0xfffff
	if verbatim >= uint64(len(e.verbatims)) || code >= uint64(len(e.codes)) {
		return CodingRow{}, fmt.Errorf("coding %s refers to nothing", id)
	}
	v := e.verbatims[verbatim]
	row := CodingRow{
		ID: id, Code: e.codes[code], Interview: e.interviews[v.interview], Verbatim: v.id, Stage: int(v.stage),
		Polarity: research.Polarity(n>>10&3) - 1, Weight: research.Weight(n >> 8 & 3),
		About: abouts[n&3], Round: int(n >> 4 & 15),
	}
	if row.Stage == 0 {
		row.Stage = e.codeStage[code]
	}
	return row, nil
}

// set makes room for position i and fills it.
func set[T any](list []T, i uint64, v T) []T {
	if n := int(i) + 1; n > len(list) {
		list = append(list, make([]T, n-len(list))...)
	}
	list[i] = v
	return list
}

// packedRows are fetched as one text.
const packedRows = 1000

// packed calls fn with a number and the id of each row, in the order of row numbers. alias is that of the
// table whose rows they are.
func packed(ctx context.Context, q queryer, number, alias, from string, fn func(n uint64, id research.ID) error) error {
	var last int
	if err := q.QueryRowContext(ctx, "SELECT coalesce(max("+alias+".k), 0) FROM "+from).Scan(&last); err != nil {
		return err
	}
	query := "SELECT group_concat((" + number + ") || ':' || " + alias + ".id, char(10)) FROM " + from + " WHERE " + alias + ".k BETWEEN ? AND ?"
	for k := 1; k <= last; k += packedRows {
		var text sql.NullString
		if err := q.QueryRowContext(ctx, query, k, k+packedRows-1).Scan(&text); err != nil {
			return err
		}
		for row := range strings.SplitSeq(text.String, "\n") {
			num, id, ok := strings.Cut(row, ":")
			if !ok {
				continue // no rows in this range
			}
			n, err := strconv.ParseUint(num, 10, 64)
			if err != nil {
				return fmt.Errorf("packed row: %w", err)
			}
			if err := fn(n, research.ID(id)); err != nil {
				return err
			}
		}
	}
	return nil
}
