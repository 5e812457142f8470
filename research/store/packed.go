package store

import (
	"context"
	"database/sql"
	"fmt"
	"iter"
	"strconv"
	"strings"

	"openloop/research"
)

// packed reads the rows of a table, each given as "number" or "number:id" by an SQL expression, in the
// order of key, an indexed column of row numbers: many rows to a text, one to a line.
func packed(ctx context.Context, q queryer, table, key, row string) iter.Seq2[string, error] {
	return func(yield func(string, error) bool) {
		var last int
		if err := q.QueryRowContext(ctx, "SELECT coalesce(max("+key+"), 0) FROM "+table).Scan(&last); err != nil {
			yield("", err)
			return
		}
		st, err := q.PrepareContext(ctx, "SELECT group_concat("+row+", char(10)) FROM "+table+" WHERE "+key+" BETWEEN ? AND ?")
		if err != nil {
			yield("", err)
			return
		}
		defer st.Close()
		step := 1000
		if key != "k" {
			step = 20 // each stands for many rows
		}
		for k := 1; k <= last; k += step {
			var text sql.NullString
			err := st.QueryRowContext(ctx, k, k+step-1).Scan(&text)
			if !yield(text.String, err) || err != nil {
				return
			}
		}
	}
}

// unpack calls fn with the number and the id of each row.
func unpack(texts iter.Seq2[string, error], fn func(n uint64, id research.ID) error) error {
	for text, err := range texts {
		if err != nil {
			return err
		}
		for text != "" {
			var row string
			row, text, _ = strings.Cut(text, "\n")
			num, id, _ := strings.Cut(row, ":")
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

// aheadTexts are read in advance at most: 30 MB.
const aheadTexts = 512

type textOrErr struct {
	text string
	err  error
}

// ahead reads texts on a goroutine of its own, before they are asked for. stop ends it, and returns once
// it has ended.
func ahead(texts iter.Seq2[string, error]) (read iter.Seq2[string, error], stop func()) {
	results, quit := make(chan textOrErr, aheadTexts), make(chan struct{})
	go func() {
		defer close(results)
		for text, err := range texts {
			select {
			case results <- textOrErr{text, err}:
			case <-quit:
				return
			}
		}
	}()
	read = func(yield func(string, error) bool) {
		for r := range results {
			if !yield(r.text, r.err) {
				return
			}
		}
	}
	return read, func() {
		close(quit)
		for range results {
		}
	}
}

// snapshots are two connections to read from at once that see the study at the same moment; or, where
// that cannot be had, the same connection twice. One caller at a time gets two, so that those who hold
// one and wait for another cannot wait for each other.
func (r reader) snapshots(ctx context.Context) (a, b queryer, done func(), err error) {
	db, ok := r.q.(*sql.DB)
	if !ok {
		return r.q, r.q, func() {}, nil // within an edit nobody else writes
	}
	saves := r.s.saves.Load()
	x, err := beginRead(ctx, db)
	if err != nil {
		return nil, nil, nil, err
	}
	single := func() (queryer, queryer, func(), error) { return x, x, func() { x.Rollback() }, nil }
	if r.s.readOnly || !r.s.pairing.TryLock() {
		return single()
	}
	y, err := beginRead(ctx, db)
	// The same moment, if nothing was saved in between, nor is being saved.
	if err == nil && saves%2 == 0 && saves == r.s.saves.Load() {
		return x, y, func() { x.Rollback(); y.Rollback(); r.s.pairing.Unlock() }, nil
	}
	if err == nil {
		y.Rollback()
	}
	r.s.pairing.Unlock()
	return single()
}

// beginRead begins a transaction, and reads, since that is when it settles on a moment.
func beginRead(ctx context.Context, db *sql.DB) (*sql.Tx, error) {
	tx, err := db.BeginTx(ctx, &sql.TxOptions{ReadOnly: true})
	if err != nil {
		return nil, err
	}
	if err := tx.QueryRowContext(ctx, "SELECT count(*) FROM study").Scan(new(int)); err != nil {
		tx.Rollback()
		return nil, err
	}
	return tx, nil
}
