package store

import (
	"context"
	"strconv"
	"strings"
)

// A search by words and filters puts two lists together, both by row number from the newest down: what the index
// finds, which is read a stretch at a time, and the turns that pass. Where those are few and the word is common, the
// index is asked of them one by one instead.

const (
	stretchFirst = 1 << 9  // rows of the index that are read at first
	stretchMost  = 1 << 14 // and at most
	// oneByOne is how many rows of a stretch cost as much as asking the index of one turn.
	oneByOne  = 800
	someTurns = 64 // asked of at once
)

// matchAmong hands on the turns that an expression finds among those that pass the filters.
func (f *turnFinder) matchAmong(ctx context.Context, expression string) error {
	set := f.q.Among
	for at, size := set.last, stretchFirst; ; size = min(size*4, stretchMost) {
		rows, err := f.stretch(ctx, expression, at, size)
		if err != nil || len(rows) == 0 {
			return err
		}
		low := rows[len(rows)-1]
		var hits []int64
		for _, k := range rows {
			if set.has(k) {
				hits = append(hits, k)
			}
		}
		if len(hits) > 0 {
			err := f.marked(ctx, " AND turn_text.rowid BETWEEN ?2 AND ?3 AND +turn_text.rowid IN (SELECT value FROM json_each(?4))", expression, hits[len(hits)-1], hits[0], asJSON(hits))
			if err != nil || f.done {
				return err
			}
		}
		next, ok := set.below(uint32(low - 1))
		if len(rows) < size || low <= 1 || !ok {
			return nil
		}
		passed := set.between(uint32(low), at)
		if at = next; passed*oneByOne < len(rows) {
			if at, ok, err = f.oneByOne(ctx, expression, at); err != nil || f.done || !ok {
				return err
			}
		}
	}
}

// stretch are up to size rows of the index from at down that an expression finds.
func (f *turnFinder) stretch(ctx context.Context, expression string, at uint32, size int) ([]int64, error) {
	// One text is ten times as fast as as many rows.
	var list string
	err := f.r.q.QueryRowContext(ctx, `SELECT coalesce(group_concat(k), '') FROM (SELECT rowid AS k FROM turn_text WHERE turn_text MATCH ?1 AND rowid <= ?2 ORDER BY rowid DESC LIMIT ?3)`,
		expression, at, size).Scan(&list)
	if err != nil || list == "" {
		return nil, err
	}
	rows := make([]int64, 0, size)
	for list != "" {
		var one string
		one, list, _ = strings.Cut(list, ",")
		k, err := strconv.ParseInt(one, 10, 64)
		if err != nil {
			return nil, err
		}
		rows = append(rows, k)
	}
	return rows, nil
}

// oneByOne asks the index of some of the turns that pass, from at down, and says where to go on.
func (f *turnFinder) oneByOne(ctx context.Context, expression string, at uint32) (next uint32, more bool, err error) {
	some := f.q.Among.next(at, someTurns)
	if len(some) == 0 {
		return 0, false, nil
	}
	if err := f.marked(ctx, " AND turn_text.rowid IN (SELECT value FROM json_each(?2))", expression, asJSON(some)); err != nil {
		return 0, false, err
	}
	low := some[len(some)-1]
	if low <= 1 {
		return 0, false, nil
	}
	next, more = f.q.Among.below(uint32(low - 1))
	return next, more, nil
}
