package store

import (
	"context"
	"fmt"
	"slices"
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
	Orphan                        bool // its verbatim lost all of its words
}

// EachCodingOf calls fn with every coding of one interview, until fn fails.
func (r reader) EachCodingOf(ctx context.Context, interview research.ID, fn func(CodingRow) error) error {
	rows, err := r.q.QueryContext(ctx, `SELECT c.id, k.id, i.id, v.id, CASE WHEN t.stage > 0 THEN t.stage ELSE k.stage END,
		c.polarity, c.weight, c.about, c.round, v.orphan
		FROM interview i JOIN verbatim v ON v.interview = i.k JOIN coding c ON c.verbatim = v.k
		JOIN turn t ON t.k = v.from_turn JOIN code k ON k.k = c.code WHERE i.id = ? ORDER BY c.k`, interview)
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

// EachCoding calls fn with every coding of the study in the order in which they came, until fn fails.
//
// A million codings have to be counted when a big study is opened. Fetching a row costs more than finding
// it, so SQLite packs each row into a number and an ID, a thousand rows into one text, and joins nothing
// that an array by row number can.
func (r reader) EachCoding(ctx context.Context, fn func(CodingRow) error) error {
	return r.eachCoding(ctx, " || ':' || id", fn)
}

// EachCount is EachCoding for those who only count: rows come without ID and Verbatim, in half the time.
func (r reader) EachCount(ctx context.Context, fn func(CodingRow) error) error {
	return r.eachCoding(ctx, "", fn)
}

// eachCoding reads codings and verbatims with what andID adds to their numbers.
func (r reader) eachCoding(ctx context.Context, andID string, fn func(CodingRow) error) error {
	places, codings, done, err := r.snapshots(ctx)
	if err != nil {
		return r.explain("read codings", err)
	}
	defer done()
	texts := packed(ctx, codings, "coding", "k", "packed"+andID)
	if places != codings {
		var stop func()
		texts, stop = ahead(texts)
		defer stop()
	}
	e := eachCoding{q: places, andID: andID}
	if err := e.places(ctx); err != nil {
		return r.explain("read codings", err)
	}
	return r.explain("read codings", unpack(texts, func(n uint64, id research.ID) error {
		row, err := e.row(n, id)
		if err != nil {
			return err
		}
		return fn(row)
	}))
}

// eachCoding holds, by row number, what codings refer to.
type eachCoding struct {
	q          queryer
	andID      string
	interviews []research.ID
	codes      []research.ID
	codeStage  []int
	turns      []place
	verbatims  []quoted
}

// place is where a turn stands.
type place struct {
	interview uint32
	stage     uint8
}

type quoted struct {
	id   research.ID
	turn uint32 // the highest bit marks an orphan
}

const orphanBit = 1 << 31

// places reads interviews, codes, turns and verbatims.
func (e *eachCoding) places(ctx context.Context) error {
	err := unpack(packed(ctx, e.q, "interview", "k", "k || ':' || id"), func(k uint64, id research.ID) error {
		e.interviews = set(e.interviews, k, research.ID(strings.Clone(string(id))))
		return nil
	})
	if err != nil {
		return err
	}
	err = unpack(packed(ctx, e.q, "code", "k", "((k << 16) | stage) || ':' || id"), func(n uint64, id research.ID) error {
		e.codes = set(e.codes, n>>16, research.ID(strings.Clone(string(id))))
		e.codeStage = set(e.codeStage, n>>16, int(n&0xffff))
		return nil
	})
	if err != nil {
		return err
	}
	// By interview, an index holds all that is asked of turns; their text need not be read.
	err = unpack(packed(ctx, e.q, "turn", "interview", "(k << 32) | (interview << 8) | stage"), func(n uint64, _ research.ID) error {
		e.turns = set(e.turns, n>>32, place{uint32(n) >> 8, uint8(n)})
		return nil
	})
	if err != nil {
		return err
	}
	return unpack(packed(ctx, e.q, "verbatim", "k", "((k << 32) | (orphan << 31) | from_turn)"+e.andID), func(n uint64, id research.ID) error {
		e.verbatims = set(e.verbatims, n>>32, quoted{id, uint32(n)})
		return nil
	})
}

var abouts = [...]research.About{"", research.AboutUs, research.AboutRival, research.AboutBuyer}

// row unpacks a coding; the table's definition says how it was packed.
func (e *eachCoding) row(n uint64, id research.ID) (CodingRow, error) {
	v, ok1 := at(e.verbatims, n>>32)
	turn, ok2 := at(e.turns, uint64(v.turn&^orphanBit))
	code, ok3 := at(e.codes, n>>12&0xfffff)
	interview, ok4 := at(e.interviews, uint64(turn.interview))
	if !(ok1 && ok2 && ok3 && ok4) {
		return CodingRow{}, fmt.Errorf("coding %s refers to nothing", id)
	}
	stage := int(turn.stage)
	if stage == 0 {
		stage = e.codeStage[n>>12&0xfffff]
	}
	return CodingRow{
		ID: id, Code: code, Interview: interview, Verbatim: v.id, Stage: stage,
		Polarity: research.Polarity(n>>10&3) - 1, Weight: research.Weight(n >> 8 & 3), Round: int(n >> 4 & 15),
		About: abouts[n&3], Orphan: v.turn&orphanBit != 0,
	}, nil
}

func at[T any](list []T, i uint64) (v T, ok bool) {
	if i >= uint64(len(list)) {
		return v, false
	}
	return list[i], true
}

// set makes room for position i and fills it.
func set[T any](list []T, i uint64, v T) []T {
	if n := int(i) + 1; n > len(list) {
		list = slices.Grow(list, n-len(list))[:n]
	}
	list[i] = v
	return list
}
