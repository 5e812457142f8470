package store

import (
	"context"
	"database/sql"
	"encoding/binary"
	"fmt"
	"slices"

	"openloop/research"
)

// A coding as counting reads it is eight bytes, the lowest first: the lower half of the coding's packed
// column, 8 bits for the stage of its turn, and one that says that its verbatim is an orphan.
const countedSQL = `SELECT i.k, (c.packed & 0xffffffff) | (t.stage << 32) | (v.orphan << 40)
	FROM interview i CROSS JOIN verbatim v ON v.interview = i.k JOIN coding c ON c.verbatim = v.k JOIN turn t ON t.k = v.from_turn
	WHERE i.k NOT IN (SELECT interview FROM counted) ORDER BY i.k`

const countedSize = 8

var abouts = [...]research.About{"", research.AboutUs, research.AboutRival, research.AboutBuyer}

// EachCount calls fn with every coding of the study, interview by interview, until fn fails. Rows come without
// ID and Verbatim. Interviews untouched since the study was last closed are read in one piece each: a
// million codings of ten thousand interviews in a fraction of a second.
func (r reader) EachCount(ctx context.Context, fn func(CodingRow) error) error {
	q := r.q
	if db, ok := q.(*sql.DB); ok { // all that follows is of the same moment
		tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
		if err != nil {
			return r.explain("read codings", err)
		}
		defer tx.Rollback()
		q = tx
	}
	c := &counting{fn: fn}
	return r.explain("read codings", c.run(ctx, q))
}

// counting holds, by row number, what codings refer to.
type counting struct {
	fn         func(CodingRow) error
	interviews []research.ID
	codes      []research.ID
	stages     []int // of codes
}

func (c *counting) run(ctx context.Context, q queryer) error {
	err := eachRow(ctx, q, "SELECT k, id FROM interview", func(k int, id research.ID) error {
		c.interviews = set(c.interviews, k, id)
		return nil
	})
	if err != nil {
		return err
	}
	err = eachRow(ctx, q, "SELECT k, id || ' ' || stage FROM code", func(k int, idStage string) error {
		var id research.ID
		var stage int
		if _, err := fmt.Sscan(idStage, &id, &stage); err != nil {
			return err
		}
		c.codes, c.stages = set(c.codes, k, id), set(c.stages, k, stage)
		return nil
	})
	if err != nil {
		return err
	}
	err = eachRow(ctx, q, "SELECT interview, codings FROM counted ORDER BY interview", func(interview int, codings sql.RawBytes) error {
		for ; len(codings) >= countedSize; codings = codings[countedSize:] {
			if err := c.count(interview, binary.LittleEndian.Uint64(codings)); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return err
	}
	return eachRow(ctx, q, countedSQL, func(interview int, n int64) error { return c.count(interview, uint64(n)) })
}

// count unpacks a coding.
func (c *counting) count(interview int, n uint64) error {
	code, about := int(n>>12&0xfffff), n&0xf
	if interview >= len(c.interviews) || code >= len(c.codes) || about >= uint64(len(abouts)) {
		return fmt.Errorf("a coding of interview %d refers to nothing", interview)
	}
	stage := int(n >> 32 & 0xff)
	if stage == 0 {
		stage = c.stages[code]
	}
	return c.fn(CodingRow{
		Code: c.codes[code], Interview: c.interviews[interview], Stage: stage,
		Polarity: research.Polarity(n>>10&3) - 1, Weight: research.Weight(n >> 8 & 3), Round: int(n >> 4 & 15),
		About: abouts[about], Orphan: n>>40&1 == 1,
	})
}

// eachRow calls fn with each row of two columns, until fn fails.
func eachRow[A, B any](ctx context.Context, q queryer, query string, fn func(A, B) error) error {
	rows, err := q.QueryContext(ctx, query)
	if err != nil {
		return err
	}
	defer rows.Close()
	var a A
	var b B
	for rows.Next() {
		if err := rows.Scan(&a, &b); err != nil {
			return err
		}
		if err := fn(a, b); err != nil {
			return err
		}
	}
	return rows.Err()
}

// set makes room for position i and fills it.
func set[T any](list []T, i int, v T) []T {
	if i >= len(list) {
		list = slices.Grow(list, i+1-len(list))[:i+1]
	}
	list[i] = v
	return list
}

// keepCounts stores the codings and places of every interview that counting and searching would have to read one
// by one.
func (w *writer) keepCounts(ctx context.Context) error {
	missing := map[int][]byte{}
	err := eachRow(ctx, w, "SELECT k, '' FROM interview WHERE k NOT IN (SELECT interview FROM counted)", func(k int, _ string) error {
		missing[k] = []byte{}
		return nil
	})
	if err != nil {
		return err
	}
	err = eachRow(ctx, w, countedSQL, func(interview int, n int64) error {
		missing[interview] = binary.LittleEndian.AppendUint64(missing[interview], uint64(n))
		return nil
	})
	if err != nil {
		return err
	}
	return w.inTx(ctx, func() error {
		if err := w.keepPlaces(ctx); err != nil {
			return err
		}
		for k, codings := range missing {
			if _, err := w.run(ctx, "INSERT INTO counted (interview, codings) VALUES (?, ?)", k, codings); err != nil {
				return err
			}
		}
		return nil
	})
}
