package store

import (
	"context"
	"database/sql"

	"openloop/research"
)

// What an import brings is new, and there is much of it. It goes in without being looked for first, and the row
// numbers that records refer to are kept at hand instead of being joined in row by row.

// numbered is where a record lies: its row number, and that of its interview where it belongs to one.
type numbered struct{ k, interview int64 }

// mostNumbered is how many row numbers of a table are kept at hand.
const mostNumbered = 50_000

// addedAtOnce are the numbers of new rows that go into one statement, as bulk are for put.
var addedAtOnce = [...]int{100, 10, 1}

// AddInterviews saves interviews that the study has not yet, with their participants, in their order. Their IDs are
// made by the caller.
func (tx *Tx) AddInterviews(v []research.Interview) error {
	var of []link
	for i := range v {
		of = append(of, participantLinks.rows(v[i].ID, v[i].Participants)...)
	}
	for i := range of {
		of[i].id = NewID()
	}
	if err := add(tx, interviews, v); err != nil {
		return err
	}
	return add(tx, participantLinks.table, of)
}

// AddSalespeople saves people of the client that the study has not yet.
func (tx *Tx) AddSalespeople(v []research.Salesperson) error { return add(tx, salespeople, v) }

// AddOrganisations saves organisations that the study has not yet.
func (tx *Tx) AddOrganisations(v []research.Organisation) error { return add(tx, organisations, v) }

// AddParticipants saves participants that the study has not yet.
func (tx *Tx) AddParticipants(v []research.Participant) error { return add(tx, participants, v) }

// AddDeals saves deals that the study has not yet.
func (tx *Tx) AddDeals(v []research.Deal) error { return add(tx, deals, v) }

// AddTurns saves turns that the study has not yet.
func (tx *Tx) AddTurns(v []research.Turn) error { return add(tx, turns, v) }

// AddVerbatims saves verbatims that the study has not yet.
func (tx *Tx) AddVerbatims(v []research.Verbatim) error {
	for _, one := range v {
		if err := checkVerbatim(one); err != nil {
			return err
		}
	}
	return add(tx, verbatims, v)
}

// AddCodings saves codings that the study has not yet.
func (tx *Tx) AddCodings(v []research.Coding) error {
	for _, c := range v {
		if err := checkCoding(c); err != nil {
			return err
		}
	}
	return add(tx, codings, v)
}

// AddMasks saves masked passages that the study has not yet.
func (tx *Tx) AddMasks(v []research.Mask) error { return add(tx, masks, v) }

// add writes rows that are new, ids and all. A row that is there already is refused, and with it the edit.
func add[T any](tx *Tx, t *table[T], rows []T) error {
	if len(rows) == 0 {
		return nil
	}
	return tx.inserting(t.name, func() error {
		args := make([]any, 0, addedAtOnce[0]*len(t.columns))
		for at, i := 0, 0; at < len(rows); {
			n := addedAtOnce[i]
			if n > len(rows)-at {
				i++
				continue
			}
			args = args[:0]
			var err error
			for k := at; k < at+n; k++ {
				if args, err = tx.addArguments(args, t.name, t.columns, t.also, t.fields(&rows[k])); err != nil {
					return err
				}
			}
			st, err := addStmt(tx, t, n)
			if err != nil {
				return err
			}
			res, err := st.ExecContext(tx.ctx, args...)
			if err != nil {
				return err
			}
			last, err := res.LastInsertId()
			if err != nil {
				return err
			}
			tx.number(t.name, len(t.columns), args, last)
			at += n
		}
		return nil
	})
}

// addStmt is the statement that writes n new rows.
func addStmt[T any](tx *Tx, t *table[T], n int) (*sql.Stmt, error) {
	w := tx.s.writer
	if st, ok := w.upserts[upsert{"+" + t.name, n}]; ok {
		return st, nil
	}
	st, err := w.prepare(tx.ctx, t.insertSQL(n))
	if err == nil {
		w.upserts[upsert{"+" + t.name, n}] = st
	}
	return st, err
}

// addArguments appends the values of one row, row numbers in the place of references to them.
func (tx *Tx) addArguments(args []any, table string, columns []string, also map[string]string, fields []any) ([]any, error) {
	var interview int64 // of the second column
	for i, f := range fields {
		to, ok := rowRefs[table+"."+columns[i]]
		if !ok {
			args = append(args, argument(f))
			continue
		}
		at, err := tx.numberOf(to, *f.(*research.ID))
		if err != nil {
			return nil, err
		}
		if i == 1 {
			interview = at.k
		}
		if also[columns[i]] != "" && at.interview != interview {
			return nil, research.Problemf(research.Invalid, "Nothing was changed: a verbatim lies in one interview.")
		}
		args = append(args, at.k)
	}
	return args, nil
}

// number keeps the row numbers of rows just added, the last of which is last: one statement numbers its rows one
// after another.
func (tx *Tx) number(table string, columns int, args []any, last int64) {
	switch table {
	case "interview", "turn", "verbatim":
	default:
		return
	}
	if tx.numbers == nil {
		tx.numbers = map[string]map[research.ID]numbered{}
	}
	known := tx.numbers[table]
	if known == nil {
		known = map[research.ID]numbered{}
		tx.numbers[table] = known
	}
	if len(known) > mostNumbered {
		clear(known)
	}
	n := len(args) / columns
	for i := range n {
		at := numbered{k: last - int64(n-1-i)}
		if table != "interview" {
			at.interview = args[i*columns+1].(int64)
		}
		known[research.ID(args[i*columns].(string))] = at
	}
}

// numberOf is where a record lies, from what is at hand or from the table.
func (tx *Tx) numberOf(table string, id research.ID) (numbered, error) {
	if at, ok := tx.numbers[table][id]; ok {
		return at, nil
	}
	query := "SELECT k, 0 FROM " + table + " WHERE id = ?"
	if table == "turn" || table == "verbatim" {
		query = "SELECT k, interview FROM " + table + " WHERE id = ?"
	}
	var at numbered
	err := tx.s.writer.queryRow(tx.ctx, query, []any{string(id)}, &at.k, &at.interview)
	if err == sql.ErrNoRows {
		return at, research.Problemf(research.Conflict, "Nothing was changed: something this depends on is not in the study.")
	}
	if err == nil && table == "code" {
		if tx.numbers == nil {
			tx.numbers = map[string]map[research.ID]numbered{}
		}
		if tx.numbers[table] == nil {
			tx.numbers[table] = map[research.ID]numbered{}
		}
		tx.numbers[table][id] = at
	}
	return at, err
}

// ManyTurns says that about so many turns are coming. What is kept for counting is taken away interview by interview
// at the end then, instead of by a trigger at every turn.
func (tx *Tx) ManyTurns(n int) error {
	if n < manyTurns || tx.trigger != "" {
		return nil
	}
	w := tx.s.writer
	if err := w.queryRow(tx.ctx, "SELECT coalesce(max(k), 0) FROM turn", nil, &tx.lastTurn); err != nil {
		return err
	}
	if err := w.queryRow(tx.ctx, "SELECT sql FROM sqlite_schema WHERE type = 'trigger' AND name = ?", []any{turnTrigger}, &tx.trigger); err != nil {
		return err
	}
	if err := w.exec(tx.ctx, "DROP TRIGGER "+turnTrigger); err != nil {
		return err
	}
	return w.exec(tx.ctx, cacheWhileMany)
}

// turnTrigger takes away what is kept for counting of an interview that gets a turn.
const turnTrigger = "counted_turn_insert"

// While many turns come, pages are written at the ends of tables and seldom read again: a smaller cache does.
const (
	cacheWhileMany = "PRAGMA cache_size = -12288"
	cacheUsual     = "PRAGMA cache_size = -65536" // as newWriter has it
)

// manyTurns is the number from which on it pays.
const manyTurns = 20_000

// manyCame makes good what ManyTurns put off.
func (tx *Tx) manyCame(ctx context.Context) error {
	if tx.trigger == "" {
		return nil
	}
	w := tx.s.writer
	if err := w.exec(ctx, tx.trigger); err != nil {
		return err
	}
	_, err := w.run(ctx, "DELETE FROM counted WHERE interview IN (SELECT interview FROM turn WHERE k > ?)", tx.lastTurn)
	return err
}

// usualCache takes back what ManyTurns does to the cache.
func (tx *Tx) usualCache() {
	if tx.trigger != "" {
		_ = tx.s.writer.exec(context.WithoutCancel(tx.ctx), cacheUsual) // a small cache is slower, no more
	}
}
