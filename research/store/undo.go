package store

import (
	"context"
	"fmt"
	"math"
	"strings"
	"time"

	"openloop/research"
)

const timeLayout = time.RFC3339Nano

// CanUndo names the step that Undo would undo.
func (s *Store) CanUndo() (name string, ok bool) {
	s.state.RLock()
	defer s.state.RUnlock()
	return s.kept.undo.name, s.kept.undo.id != 0 && !s.readOnly
}

// CanRedo names the step that Redo would redo.
func (s *Store) CanRedo() (name string, ok bool) {
	s.state.RLock()
	defer s.state.RUnlock()
	return s.kept.redo.name, s.kept.redo.id != 0 && !s.readOnly
}

// Undo takes back the last step, also one from before a restart.
func (s *Store) Undo(ctx context.Context) (Change, error) { return s.walk(ctx, true) }

// Redo does the step last undone again.
func (s *Store) Redo(ctx context.Context) (Change, error) { return s.walk(ctx, false) }

func (s *Store) walk(ctx context.Context, undo bool) (Change, error) {
	ch, err := s.walkStep(ctx, undo)
	if err != nil {
		return Change{}, explain(s.path, "undo", err)
	}
	s.publish(ch)
	return ch, nil
}

func (s *Store) walkStep(ctx context.Context, undo bool) (ch Change, err error) {
	unlock, err := s.lockWriter()
	if err != nil {
		return ch, err
	}
	defer unlock()
	step, state := s.kept.undo, "undone"
	if !undo {
		step, state = s.kept.redo, "done"
	}
	if step.id == 0 {
		return ch, s.nothingToWalk(ctx, undo)
	}
	var k kept
	var sealed []Wording
	err = s.writer.inTx(ctx, func() error {
		var first, rows int64
		if err := s.writer.queryRow(ctx, "SELECT first, rows FROM step WHERE id = ?", []any{step.id}, &first, &rows); err != nil {
			return err
		}
		if sealed, err = s.unseal(ctx, first, rows, undo); err != nil {
			return err
		}
		if err := s.writer.replay(ctx, first, rows, undo); err != nil {
			return err
		}
		if err := s.writer.sealWordings(ctx, sealed, math.MaxInt64); err != nil {
			return err
		}
		if _, err := s.writer.run(ctx, "UPDATE step SET state = ? WHERE id = ?", state, step.id); err != nil {
			return err
		}
		ch = Change{Step: step.id, Name: step.name, Undone: undo, Redone: !undo}
		if ch.Tables, err = s.touched(ctx, first, rows); err != nil {
			return err
		}
		if ch.Interviews, err = s.touchedInterviews(ctx, first, rows); err != nil {
			return err
		}
		k, err = look(ctx, s.writer)
		return err
	})
	if err == nil {
		s.keep(k)
	}
	if err == nil && sealed != nil {
		s.writer.foldLog(context.WithoutCancel(ctx))
	}
	return ch, err
}

func (s *Store) nothingToWalk(ctx context.Context, undo bool) error {
	if !undo {
		return research.Problemf(research.NotFound, "There is nothing to redo.")
	}
	closed, err := s.HistoryClosed(ctx)
	if closed || err != nil {
		return research.Problemf(research.NotFound, "Undo ends here: somebody was erased from this study, or it was closed, and nothing goes behind that.")
	}
	return research.Problemf(research.NotFound, "There is nothing to undo.")
}

// run is an unbroken row of changes of one kind to one table: replayed by one statement.
type run struct {
	table, op   string
	first, last int64
}

// replay takes the changes first to first+rows-1 back, or does them again.
func (w *writer) replay(ctx context.Context, first, rows int64, undo bool) error {
	// Rows come back one table after the other; what they refer to is checked at the end.
	if err := w.exec(ctx, "PRAGMA defer_foreign_keys = 1"); err != nil {
		return err
	}
	if err := w.beginChanges(ctx, nil); err != nil {
		return err
	}
	runs, err := w.runs(ctx, first, rows, undo)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if err := w.replayRun(ctx, r, undo); err != nil {
			return fmt.Errorf("%s %s: %w", r.op, r.table, err)
		}
	}
	return w.endChanges(ctx)
}

// runs lists the changes as runs, in the order of replay. An update is a run by itself, since the same
// row may be updated twice.
func (w *writer) runs(ctx context.Context, first, rows int64, undo bool) ([]run, error) {
	order := "ASC"
	if undo {
		order = "DESC"
	}
	res, err := w.conn.QueryContext(ctx, "SELECT seq, tbl, op FROM change WHERE seq >= ? AND seq < ? ORDER BY seq "+order, first, first+rows)
	if err != nil {
		return nil, err
	}
	defer res.Close()
	var runs []run
	for res.Next() {
		var r run
		if err := res.Scan(&r.first, &r.table, &r.op); err != nil {
			return nil, err
		}
		r.last = r.first
		if n := len(runs) - 1; n >= 0 && runs[n].op != "update" && runs[n].table == r.table && runs[n].op == r.op {
			runs[n].first, runs[n].last = min(runs[n].first, r.first), max(runs[n].last, r.first)
		} else {
			runs = append(runs, r)
		}
	}
	return runs, res.Err()
}

func (w *writer) replayRun(ctx context.Context, r run, undo bool) error {
	columns, ok := w.journaled[r.table]
	if !ok {
		return fmt.Errorf("the journal names an unknown table")
	}
	do := func(query string) error {
		_, err := w.run(ctx, query, r.first, r.last)
		return err
	}
	switch {
	case r.op == "update" && undo:
		return do(updateSQL(r.table, columns, "before"))
	case r.op == "update":
		return do(updateSQL(r.table, columns, "after"))
	case r.op == "insert" && undo:
		if err := do(keepSQL(r.table, columns)); err != nil {
			return err
		}
		return do(removeSQL(r.table))
	case r.op == "insert":
		return do(restoreSQL(r.table, columns, "after", "ASC"))
	case undo:
		return do(restoreSQL(r.table, columns, "before", "DESC"))
	}
	return do(removeSQL(r.table))
}

const inRun = " FROM change WHERE seq BETWEEN ?1 AND ?2"

// keepSQL notes the rows about to be removed, so that redo can insert them again.
func keepSQL(table string, columns []string) string {
	return "UPDATE change SET after = (SELECT " + rowJSON(table, "t.", columns) + " FROM " + table + " t WHERE t.id = change.id)" +
		" WHERE seq BETWEEN ?1 AND ?2"
}

func removeSQL(table string) string {
	return "DELETE FROM " + table + " WHERE id IN (SELECT id" + inRun + ")"
}

func restoreSQL(table string, columns []string, image, order string) string {
	var values []string
	for _, c := range columns {
		values = append(values, inward(table, c, image+" ->> '"+c+"'"))
	}
	return "INSERT INTO " + table + " (" + strings.Join(columns, ", ") + ") SELECT " + strings.Join(values, ", ") + inRun +
		" ORDER BY seq " + order
}

// updateSQL sets the columns named in the image and leaves the others.
func updateSQL(table string, columns []string, image string) string {
	var set []string
	for _, c := range columns[1:] {
		set = append(set, fmt.Sprintf("%[1]s = iif(json_type(c.%[2]s, '$.%[1]s') IS NULL, %[3]s.%[1]s, %[4]s)",
			c, image, table, inward(table, c, "c."+image+" ->> '"+c+"'")))
	}
	return "UPDATE " + table + " SET " + strings.Join(set, ", ") + " FROM (SELECT *" + inRun + ") c WHERE " + table + ".id = c.id"
}

// Step is an entry of the history.
type Step struct {
	ID     int64
	Name   string
	Coder  string
	At     time.Time
	Undone bool // taken back, whether or not it can still be redone
	Rows   int  // how many changes of rows it made
}

// History lists the latest steps, the newest first.
func (s *Store) History(ctx context.Context, limit int) ([]Step, error) {
	rows, err := s.q.QueryContext(ctx, "SELECT id, name, coder, utc, state <> 'done', rows FROM step ORDER BY id DESC LIMIT ?", limit)
	if err != nil {
		return nil, explain(s.path, "read the history", err)
	}
	defer rows.Close()
	var steps []Step
	for rows.Next() {
		var st Step
		if err := rows.Scan(&st.ID, &st.Name, &st.Coder, stamp{&st.At}, &st.Undone, &st.Rows); err != nil {
			return nil, err
		}
		steps = append(steps, st)
	}
	return steps, explain(s.path, "read the history", rows.Err())
}
