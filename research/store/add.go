package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"fmt"

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
		for at, i := 0, 0; at < len(rows); {
			n := addedAtOnce[i]
			if n > len(rows)-at {
				i++
				continue
			}
			st, err := adderOf(tx, t, n)
			if err != nil {
				return err
			}
			for k := range n {
				if err := tx.addArguments(st.args[k*len(t.columns):], t.name, t.columns, t.also, t.fields(&rows[at+k])); err != nil {
					return err
				}
			}
			last, err := tx.s.writer.addWith(tx.ctx, st)
			if err != nil {
				return err
			}
			tx.number(t.name, len(t.columns), st.args, last)
			at += n
		}
		return nil
	})
}

// adder is a statement that writes some new rows, with their values. It is the driver's own: an import writes millions
// of values, and database/sql would look at each of them again.
type adder struct {
	st   driver.StmtExecContext
	args []driver.NamedValue
}

// adderOf is the statement that writes n new rows.
func adderOf[T any](tx *Tx, t *table[T], n int) (*adder, error) {
	w := tx.s.writer
	if st, ok := w.adders[upsert{t.name, n}]; ok {
		return st, nil
	}
	a := &adder{args: make([]driver.NamedValue, n*len(t.columns))}
	for i := range a.args {
		a.args[i].Ordinal = i + 1
	}
	err := w.conn.Raw(func(conn any) error {
		st, err := conn.(driver.ConnPrepareContext).PrepareContext(tx.ctx, t.insertSQL(n))
		if err == nil {
			a.st = st.(driver.StmtExecContext)
			w.adders[upsert{t.name, n}] = a
		}
		return err
	})
	return a, err
}

// addWith writes the rows of an adder, and answers the number of the last one.
func (w *writer) addWith(ctx context.Context, a *adder) (last int64, err error) {
	err = w.conn.Raw(func(any) error {
		res, err := a.st.ExecContext(ctx, a.args)
		if err == nil {
			last, err = res.LastInsertId()
		}
		return err
	})
	return last, err
}

// addArguments sets the values of one row, row numbers in the place of references to them.
func (tx *Tx) addArguments(args []driver.NamedValue, table string, columns []string, also map[string]string, fields []any) (err error) {
	var interview int64 // of the second column
	for i, f := range fields {
		to, ok := rowRefs[table+"."+columns[i]]
		if !ok {
			if args[i].Value, err = value(f); err != nil {
				return err
			}
			continue
		}
		at, err := tx.numberOf(to, *f.(*research.ID))
		if err != nil {
			return err
		}
		if i == 1 {
			interview = at.k
		}
		if also[columns[i]] != "" && at.interview != interview {
			return research.Problemf(research.Invalid, "Nothing was changed: a verbatim lies in one interview.")
		}
		args[i].Value = at.k
	}
	return nil
}

// value is what the driver is given for a field.
func value(field any) (driver.Value, error) {
	if v := argument(field); v != field {
		return v, nil
	}
	return driver.DefaultParameterConverter.ConvertValue(field)
}

// number keeps the row numbers of rows just added, the last of which is last: one statement numbers its rows one
// after another.
func (tx *Tx) number(table string, columns int, args []driver.NamedValue, last int64) {
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
			at.interview = args[i*columns+1].Value.(int64)
		}
		known[research.ID(args[i*columns].Value.(string))] = at
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
	return w.exec(tx.ctx, whileMany)
}

// turnTrigger takes away what is kept for counting of an interview that gets a turn.
const turnTrigger = "counted_turn_insert"

// While many turns come, pages are written at the ends of tables and seldom read again: a smaller cache does. The log
// is folded in after the edit is saved instead of within.
const (
	whileMany = "PRAGMA cache_size = -12288; PRAGMA wal_autocheckpoint = 0"
	usually   = "PRAGMA cache_size = -65536; PRAGMA wal_autocheckpoint = %d" // as newWriter has them
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
	_, err := w.run(ctx, "DELETE FROM counted WHERE EXISTS (SELECT 1 FROM turn t WHERE t.interview = counted.interview AND t.k > ?)", tx.lastTurn)
	return err
}

// asUsual takes back what ManyTurns set for the connection.
func (tx *Tx) asUsual() {
	if tx.trigger != "" {
		_ = tx.s.writer.exec(context.WithoutCancel(tx.ctx), fmt.Sprintf(usually, foldAtLast)) // else it is slower, no more
	}
}
