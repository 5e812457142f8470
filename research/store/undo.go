package store

import (
	"context"
	"fmt"
	"math"
	"strings"

	"openloop/research"
)

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

// Undo takes back the last step, also one from before a restart. progress counts its changes.
func (s *Store) Undo(ctx context.Context, progress ...func(done, total int)) (Change, error) {
	return s.walk(ctx, true, progress)
}

// Redo does the step last undone again.
func (s *Store) Redo(ctx context.Context, progress ...func(done, total int)) (Change, error) {
	return s.walk(ctx, false, progress)
}

func (s *Store) walk(ctx context.Context, undo bool, progress []func(done, total int)) (Change, error) {
	return s.walkAll(ctx, func() ([]stepName, bool, error) {
		step := s.kept.undo
		if !undo {
			step = s.kept.redo
		}
		if step.id == 0 {
			return nil, undo, s.nothingToWalk(ctx, undo)
		}
		return []stepName{step}, undo, nil
	}, progress...)
}

// walkAll takes steps back, or does them again, in one transaction: all of them or none.
func (s *Store) walkAll(ctx context.Context, which func() (steps []stepName, undo bool, err error), progress ...func(done, total int)) (Change, error) {
	ch, err := s.walkSteps(ctx, which, progress)
	if err != nil {
		return Change{}, explain(s.path, "undo", err)
	}
	if ch.Step != 0 {
		s.publish(ch)
	}
	s.catcher.wake(s.behind.Load())
	return ch, nil
}

func (s *Store) walkSteps(ctx context.Context, which func() ([]stepName, bool, error), progress []func(done, total int)) (ch Change, err error) {
	unlock, err := s.lockWriter()
	if err != nil {
		return ch, err
	}
	defer unlock()
	var k kept
	sealed := false
	err = s.writer.inTx(ctx, func() error {
		steps, undo, err := which()
		if err != nil || len(steps) == 0 {
			return err
		}
		all, tell, err := s.toWalk(ctx, steps, progress)
		if err != nil {
			return err
		}
		for _, step := range steps {
			if err := s.walkStep(ctx, step, undo, &sealed, tell); err != nil {
				return err
			}
		}
		last := steps[len(steps)-1]
		ch = Change{Step: last.id, Name: last.name, Undone: undo, Redone: !undo}
		if err := s.writer.endChanges(ctx); err != nil {
			return err
		}
		if ch.Tables, err = s.touched(ctx, all.first, all.rows()); err != nil {
			return err
		}
		if ch.Interviews, err = s.touchedInterviews(ctx, all.first, all.rows()); err != nil {
			return err
		}
		k, err = look(ctx, s.writer)
		return err
	})
	if err != nil || ch.Step == 0 {
		return ch, err
	}
	s.keep(k)
	s.written()
	if sealed {
		s.writer.foldLog(context.WithoutCancel(ctx))
	}
	return ch, nil
}

// span is a row of changes, [first, end).
type span struct{ first, end int64 }

func (s span) rows() int64 { return s.end - s.first }

// toWalk makes ready for steps to be replayed: it answers where their changes lie, and whom to tell of each that
// has been replayed.
func (s *Store) toWalk(ctx context.Context, steps []stepName, progress []func(done, total int)) (all span, tell func(rows int64), err error) {
	var total, done int64
	for i, step := range steps {
		var first, rows int64
		if err := s.writer.queryRow(ctx, "SELECT first, rows FROM step WHERE id = ?", []any{step.id}, &first, &rows); err != nil {
			return all, nil, err
		}
		if i == 0 {
			all = span{first, first}
		}
		all.first, all.end, total = min(all.first, first), max(all.end, first+rows), total+rows
	}
	tell = func(rows int64) {
		done += rows
		for _, p := range progress {
			if p != nil {
				p(int(done), int(total))
			}
		}
	}
	return all, tell, s.writer.beginWalk(ctx, total)
}

// walkStep replays one step. The search index waits for the end of the walk.
func (s *Store) walkStep(ctx context.Context, step stepName, undo bool, sealed *bool, tell func(rows int64)) error {
	state := "undone"
	if !undo {
		state = "done"
	}
	var first, rows int64
	if err := s.writer.queryRow(ctx, "SELECT first, rows FROM step WHERE id = ?", []any{step.id}, &first, &rows); err != nil {
		return err
	}
	words, err := s.unseal(ctx, first, rows, undo)
	if err != nil {
		return err
	}
	if err := s.writer.replay(ctx, first, rows, undo, tell); err != nil {
		return err
	}
	if err := s.writer.sealWordings(ctx, words, math.MaxInt64); err != nil {
		return err
	}
	*sealed = *sealed || words != nil
	_, err = s.writer.run(ctx, "UPDATE step SET state = ? WHERE id = ?", state, step.id)
	return err
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

// beginWalk makes ready for replays. Rows come back one table after the other; what they refer to is checked
// at the end. Where a step has very many changes the search index is made anew: noting every turn that goes
// would take the room of them all.
func (w *writer) beginWalk(ctx context.Context, rows int64) error {
	if err := w.exec(ctx, "PRAGMA defer_foreign_keys = 1"); err != nil {
		return err
	}
	if err := w.beginChanges(ctx, nil); err != nil || rows <= manyChanges {
		return err
	}
	return w.indexAnew(ctx)
}

// replay takes the changes first to first+rows-1 back, or does them again, and tells of each run.
func (w *writer) replay(ctx context.Context, first, rows int64, undo bool, tell func(rows int64)) error {
	runs, err := w.runs(ctx, first, rows, undo)
	if err != nil {
		return err
	}
	for _, r := range runs {
		if err := ctx.Err(); err != nil {
			return err
		}
		if err := w.replayRun(ctx, r, undo); err != nil {
			return fmt.Errorf("%s %s: %w", r.op, r.table, err)
		}
		tell(r.last - r.first + 1)
	}
	return nil
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
		return do(updateSQL(r, columns, "before"))
	case r.op == "update":
		return do(updateSQL(r, columns, "after"))
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
func updateSQL(r run, columns []string, image string) string {
	var set []string
	value := func(c string) string { return inward(r.table, c, "c."+image+" ->> '"+c+"'") }
	for _, c := range r.columns {
		set = append(set, c+" = "+value(c))
	}
	if r.columns == nil {
		for _, c := range columns[1:] {
			set = append(set, fmt.Sprintf("%[1]s = iif(json_type(c.%[2]s, '$.%[1]s') IS NULL, %[3]s.%[1]s, %[4]s)", c, image, r.table, value(c)))
		}
	}
	return "UPDATE " + r.table + " SET " + strings.Join(set, ", ") + " FROM (SELECT *" + inRun + ") c WHERE " + r.table + ".id = c.id"
}
