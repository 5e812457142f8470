package store

import (
	"context"
	"strings"

	"openloop/research"
)

// Change tells subscribers what an edit, an undo or a redo touched.
type Change struct {
	Step           int64
	Name           string
	Undone, Redone bool
	// Tables holds the ids of the records touched, by table. An empty list stands for very many: take
	// the whole table as changed.
	Tables map[string][]research.ID
	// Interviews are those whose turns, verbatims or codings were touched; empty where Tables gives no ids.
	Interviews []research.ID
}

// manyChanges is the number of touched rows past which a Change lists tables without ids.
const manyChanges = 20_000

// Edit runs fn in one transaction and saves what it did as one step of the journal under a name that
// the history shows: "Apply code Timing of the proposal". When fn fails, nothing has happened; when it
// changes nothing, there is no step. fn must use its Tx alone and not call the Store.
func (s *Store) Edit(ctx context.Context, name string, fn func(tx *Tx) error) (Change, error) {
	ch, err := s.edit(ctx, name, fn)
	if err != nil {
		return Change{}, explain(s.path, name, err)
	}
	if len(ch.Tables) > 0 {
		s.publish(ch)
	}
	s.catcher.wake(s.behind.Load())
	return ch, nil
}

func (s *Store) edit(ctx context.Context, name string, fn func(tx *Tx) error) (ch Change, err error) {
	unlock, err := s.lockWriter()
	if err != nil {
		return ch, err
	}
	defer unlock()
	var k kept
	forgot := false
	tx := &Tx{reader: reader{q: s.writer.conn, s: s}, ctx: ctx, s: s}
	defer tx.asUsual()
	err = s.writer.inTx(ctx, func() error {
		step, first, err := s.beginStep(ctx)
		if err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		if err := tx.manyCame(ctx); err != nil {
			return err
		}
		if ch, err = s.endStep(ctx, Change{Step: step, Name: name}, first, tx.ledger); err != nil {
			return err
		}
		if err := tx.forgetWordings(); err != nil {
			return err
		}
		if err := s.writer.sealWordings(ctx, tx.seal, first); err != nil {
			return err
		}
		if tx.beginning {
			if err := s.writer.beginHistory(ctx, ch.Step); err != nil {
				return err
			}
		}
		if tx.closing {
			if err := s.writer.closeHistory(ctx); err != nil {
				return err
			}
		}
		forgot = tx.forget != nil || tx.closing || tx.seal != nil || tx.renamed
		k, err = look(ctx, s.writer)
		return err
	})
	if err != nil {
		return ch, err
	}
	s.keep(k)
	s.written()
	if forgot {
		s.writer.foldLog(context.WithoutCancel(ctx))
	}
	return ch, nil
}

// lockWriter gives the caller the right to write until unlock.
func (s *Store) lockWriter() (unlock func(), err error) {
	s.mu.Lock()
	if s.writer != nil {
		return s.mu.Unlock, nil
	}
	s.mu.Unlock()
	if s.readOnly {
		return nil, research.Problemf(research.ReadOnly, "This study is open for reading only, so nothing was changed. Save a copy where you may write, and work there.")
	}
	return nil, closed()
}

// beginStep switches the journal on; first is the number that the step's first change will have.
func (s *Store) beginStep(ctx context.Context) (step, first int64, err error) {
	err = s.writer.queryRow(ctx,
		"SELECT (SELECT coalesce(max(id), 0) + 1 FROM step), (SELECT coalesce(max(seq), 0) + 1 FROM change)", nil, &step, &first)
	if err != nil {
		return 0, 0, err
	}
	return step, first, s.writer.beginChanges(ctx, step)
}

// endStep switches the journal off and writes the step's row, if there is anything to tell of.
func (s *Store) endStep(ctx context.Context, ch Change, first int64, ledger []research.ID) (Change, error) {
	w := s.writer
	if err := w.endChanges(ctx); err != nil {
		return ch, err
	}
	var rows int64
	if err := w.queryRow(ctx, "SELECT coalesce(max(seq), 0) + 1 - ? FROM change", []any{first}, &rows); err != nil {
		return ch, err
	}
	if rows == 0 && ledger == nil {
		return Change{Name: ch.Name}, nil
	}
	if rows > 0 {
		if err := s.dropUndone(ctx); err != nil {
			return ch, err
		}
	}
	_, err := w.run(ctx, `INSERT INTO step (id, uuid, coder, counter, utc, name, schema, state, first, rows)
		VALUES (?1, ?2, ?3, (SELECT coalesce(max(counter), 0) + 1 FROM step WHERE coder = ?3), ?4, ?5, ?6, 'done', ?7, ?8)`,
		ch.Step, NewID(), s.opts.Coder, s.opts.now().Format(timeLayout), ch.Name, schemaVersion(), first, rows)
	if err != nil {
		return ch, err
	}
	if ch.Tables, err = s.touched(ctx, first, rows); err != nil {
		return ch, err
	}
	ch.Interviews, err = s.touchedInterviews(ctx, first, rows)
	if ledger != nil {
		ch.Tables["export"] = ledger
	}
	return ch, err
}

// dropUndone ends the branch of undone steps that a new edit has overtaken: the steps stay as a record,
// their changes, which lie side by side, go.
func (s *Store) dropUndone(ctx context.Context) error {
	if s.kept.redo.id == 0 {
		return nil
	}
	_, err := s.writer.run(ctx, `DELETE FROM change WHERE seq >= (SELECT min(first) FROM step WHERE state = 'undone' AND rows > 0)
		AND seq < (SELECT max(first + rows) FROM step WHERE state = 'undone')`)
	if err != nil {
		return err
	}
	_, err = s.writer.run(ctx, "UPDATE step SET state = 'dropped' WHERE state = 'undone'")
	return err
}

// touched lists what the changes first to first+rows-1 touched.
func (s *Store) touched(ctx context.Context, first, rows int64) (map[string][]research.ID, error) {
	query := "SELECT tbl, group_concat(id, char(31)) FROM change WHERE seq >= ? AND seq < ? GROUP BY tbl" // one answer for ten thousand ids
	if rows > manyChanges {
		query = "SELECT DISTINCT tbl, '' FROM change WHERE seq >= ? AND seq < ?"
	}
	res, err := s.writer.query(ctx, query, first, first+rows)
	if err != nil {
		return nil, err
	}
	defer res.Close()
	tables := map[string][]research.ID{}
	for res.Next() {
		var table, ids string
		if err := res.Scan(&table, &ids); err != nil {
			return nil, err
		}
		tables[table] = onceEach(ids)
	}
	return tables, res.Err()
}

// onceEach are ids between unit separators, each once.
func onceEach(ids string) (out []research.ID) {
	if ids == "" {
		return nil
	}
	seen := map[string]bool{}
	for id := range strings.SplitSeq(ids, "\x1f") {
		if !seen[id] {
			seen[id] = true
			out = append(out, research.ID(id))
		}
	}
	return out
}

type subscription struct{ fn func(Change) }

// Subscribe has fn called after every saved edit, undo and redo, on the goroutine that made it. fn may
// use the Store, also to edit.
func (s *Store) Subscribe(fn func(Change)) (cancel func()) {
	sub := &subscription{fn}
	s.state.Lock()
	defer s.state.Unlock()
	s.subs = append(s.subs, sub)
	return func() {
		s.state.Lock()
		defer s.state.Unlock()
		var rest []*subscription
		for _, o := range s.subs {
			if o != sub {
				rest = append(rest, o)
			}
		}
		s.subs = rest
	}
}

func (s *Store) publish(ch Change) {
	s.state.RLock()
	subs := s.subs
	s.state.RUnlock()
	for _, sub := range subs {
		sub.fn(ch)
	}
}
