package store

import (
	"context"
	"database/sql"
	"strconv"
	"time"

	"openloop/research"
)

const timeLayout = time.RFC3339Nano

// Step is an entry of the history.
type Step struct {
	ID        int64
	Name      string
	Coder     string // initials
	At        time.Time
	Undone    bool // taken back, whether or not it can still be redone
	Overtaken bool // taken back, and another edit came in its place: it cannot be redone
	Rows      int  // how many changes of rows it made; 0 for one that undo has nothing to do with
	// Reach says that WalkTo can make this the last step done: nothing stands between it and now.
	Reach bool
}

// barrierSQL is the last step done that no undo goes behind: one of an older schema, or closed off by an
// erasure. Steps after it can be taken back, and it can be stepped back to, but not past.
const barrierSQL = "(SELECT coalesce(max(id), 0) FROM step WHERE rows > 0 AND state = 'done' AND schema <> ?1)"

// History lists the latest steps, the newest first.
func (s *Store) History(ctx context.Context, limit int) ([]Step, error) {
	rows, err := s.q.QueryContext(ctx, `SELECT id, name, coder, utc, state <> 'done', state = 'dropped', rows,
		CASE state WHEN 'done' THEN id >= `+barrierSQL+` WHEN 'undone' THEN schema = ?1 ELSE 0 END
		FROM step ORDER BY id DESC LIMIT ?2`, schemaVersion(), limit)
	if err != nil {
		return nil, explain(s.path, "read the history", err)
	}
	defer rows.Close()
	var steps []Step
	for rows.Next() {
		var st Step
		if err := rows.Scan(&st.ID, &st.Name, &st.Coder, stamp{&st.At}, &st.Undone, &st.Overtaken, &st.Rows, &st.Reach); err != nil {
			return nil, err
		}
		steps = append(steps, st)
	}
	return steps, explain(s.path, "read the history", rows.Err())
}

// Way is what lies between now and a step of the history.
type Way struct {
	Undo  bool // steps are taken back; else done again
	Steps int
	Rows  int // changes in all
}

// WayTo says what WalkTo would do, or as a Problem what is in the way.
func (s *Store) WayTo(ctx context.Context, step int64) (Way, error) {
	steps, undo, err := way(ctx, s.q, step)
	if err != nil {
		return Way{}, explain(s.path, "read the history", err)
	}
	w := Way{Undo: undo, Steps: len(steps)}
	for _, st := range steps {
		w.Rows += st.rows
	}
	return w, nil
}

// WalkTo takes back every step after one of the history, or does again every step up to it, so that it is the
// last one done. It is one transaction: where any step cannot be walked, none is. progress, which may be nil,
// counts their changes.
func (s *Store) WalkTo(ctx context.Context, step int64, progress func(done, total int)) (Change, error) {
	return s.walkAll(ctx, func() ([]stepName, bool, error) {
		steps, undo, err := way(ctx, s.writer, step)
		names := make([]stepName, len(steps))
		for i, st := range steps {
			names[i] = st.stepName
		}
		return names, undo, err
	}, progress)
}

// wayStep is a step to be walked.
type wayStep struct {
	stepName
	rows int
}

// way lists the steps between now and a step, in the order in which they are walked.
func way(ctx context.Context, q queryer, step int64) (steps []wayStep, undo bool, err error) {
	var state string
	var barrier, schema int64
	err = q.QueryRowContext(ctx, "SELECT state, schema, "+barrierSQL+" FROM step WHERE id = ?2", schemaVersion(), step).Scan(&state, &schema, &barrier)
	switch {
	case err == sql.ErrNoRows:
		return nil, false, research.Problemf(research.NotFound, "This step is not in the history of this study.")
	case err != nil:
		return nil, false, err
	case state == "dropped":
		return nil, false, research.Problemf(research.Conflict, "This step was taken back and another edit came in its place, so it cannot be done again. Choose a step that is not grey.")
	case state == "undone" && schema != int64(schemaVersion()):
		return nil, false, research.Problemf(research.Conflict, "This step was taken back before the study was brought to this version of Openloop, so it cannot be done again.")
	case state == "done" && step < barrier:
		return nil, true, research.Problemf(research.Conflict, "%s", barred(ctx, q, barrier))
	}
	undo = state == "done"
	query := "SELECT id, name, rows FROM step WHERE rows > 0 AND schema = ?1 AND state = 'undone' AND id <= ?2 ORDER BY id"
	if undo {
		query = "SELECT id, name, rows FROM step WHERE rows > 0 AND schema = ?1 AND state = 'done' AND id > ?2 ORDER BY id DESC"
	}
	rows, err := q.QueryContext(ctx, query, schemaVersion(), step)
	if err != nil {
		return nil, undo, err
	}
	defer rows.Close()
	for rows.Next() {
		var st wayStep
		if err := rows.Scan(&st.id, &st.name, &st.rows); err != nil {
			return nil, undo, err
		}
		steps = append(steps, st)
	}
	return steps, undo, rows.Err()
}

// barred says what no undo goes behind.
func barred(ctx context.Context, q queryer, barrier int64) string {
	var schema int64
	if err := q.QueryRowContext(ctx, "SELECT schema FROM step WHERE id = ?", barrier).Scan(&schema); err == nil && schema == erasedSchema {
		return "Nothing goes back behind this: somebody was erased from this study after it, or the study was closed off. The steps since can be taken back."
	}
	return "Nothing goes back behind this: the study was brought to this version of Openloop after it. The steps since can be taken back."
}

// mostPlaced is up to how many changes of a step it is told in which interviews they were.
const mostPlaced = 500

// placesSQL are the steps that meet a condition, each with the interviews that it touched: their transcripts,
// codings, reasons, notes or ladders.
func placesSQL(condition string) string {
	of := func(table, column string) string {
		return "coalesce((SELECT r." + column + " FROM " + table + " r WHERE r.id = t.id), t.after ->> '" + column + "', t.before ->> '" + column + "')"
	}
	// by is the interview of the verbatim that a record is on.
	by := func(table string) string {
		return "(SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = " + of(table, "verbatim") + ")"
	}
	return `WITH touched AS (SELECT s.id AS step, c.tbl, c.id, coalesce(c.after, '{}') AS after, coalesce(c.before, '{}') AS before
			FROM step s JOIN change c ON c.seq >= s.first AND c.seq < s.first + s.rows WHERE s.rows <= ` + strconv.Itoa(mostPlaced) + " AND " + condition + `),
		places AS (SELECT t.step, CASE t.tbl
			WHEN 'interview' THEN t.id
			WHEN 'turn' THEN coalesce((SELECT i.id FROM turn u JOIN interview i ON i.k = u.interview WHERE u.id = t.id), t.after ->> 'interview', t.before ->> 'interview')
			WHEN 'mask' THEN (SELECT i.id FROM turn u JOIN interview i ON i.k = u.interview WHERE u.id = ` + of("mask", "turn") + `)
			WHEN 'verbatim' THEN coalesce((SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = t.id), t.after ->> 'interview', t.before ->> 'interview')
			WHEN 'coding' THEN coalesce((SELECT i.id FROM coding c JOIN verbatim v ON v.k = c.verbatim JOIN interview i ON i.k = v.interview WHERE c.id = t.id),
				(SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = coalesce(t.after ->> 'verbatim', t.before ->> 'verbatim')))
			WHEN 'clearance' THEN ` + by("clearance") + ` WHEN 'verdict' THEN ` + by("verdict") + `
			WHEN 'reason' THEN ` + of("reason", "interview") + ` WHEN 'rung' THEN ` + of("rung", "interview") + `
			WHEN 'ladder' THEN ` + of("ladder", "interview") + ` WHEN 'assignment' THEN ` + of("assignment", "interview") + `
			WHEN 'memo' THEN ` + onSQL(of("memo", "subject")) + `
			END AS interview FROM touched t
			UNION ALL SELECT t.step, l.value FROM touched t CROSS JOIN json_each(` + of("story", "interviews") + `) l WHERE t.tbl = 'story')
		SELECT DISTINCT step, interview FROM places WHERE interview IS NOT NULL`
}

// onSQL is the interview that a record is of, which may be an interview, a turn, a verbatim or a coding.
func onSQL(id string) string {
	return "(SELECT coalesce((SELECT i.id FROM interview i WHERE i.id = x.id), (SELECT i.id FROM turn u JOIN interview i ON i.k = u.interview WHERE u.id = x.id)," +
		" (SELECT i.id FROM verbatim v JOIN interview i ON i.k = v.interview WHERE v.id = x.id)," +
		" (SELECT i.id FROM coding c JOIN verbatim v ON v.k = c.verbatim JOIN interview i ON i.k = v.interview WHERE c.id = x.id)) FROM (SELECT " + id + " AS id) x)"
}

// StepInterviews lists the interviews that a step of the history touched. It is empty for a step that touched none,
// or that made more than a few hundred changes.
func (s *Store) StepInterviews(ctx context.Context, step int64) ([]research.ID, error) {
	var out []research.ID
	err := s.placed(ctx, "s.id = ?1", func(_ int64, id research.ID) { out = append(out, id) }, step)
	return out, err
}

// AllStepInterviews is StepInterviews of every step.
func (s *Store) AllStepInterviews(ctx context.Context) (map[int64][]research.ID, error) {
	out := map[int64][]research.ID{}
	err := s.placed(ctx, "1", func(step int64, id research.ID) { out[step] = append(out[step], id) })
	return out, err
}

// StepsIn are the steps after one and not by a coder that touched one of some interviews, of those with few
// changes.
func (s *Store) StepsIn(ctx context.Context, interviews map[research.ID]bool, notBy string, after int64) ([]int64, error) {
	var out []int64
	err := s.placed(ctx, "s.coder <> ?1 AND s.id > ?2", func(step int64, id research.ID) {
		if interviews[id] {
			out = append(out, step)
		}
	}, notBy, after)
	return out, err
}

func (s *Store) placed(ctx context.Context, condition string, fn func(step int64, interview research.ID), args ...any) error {
	rows, err := s.q.QueryContext(ctx, placesSQL(condition), args...)
	if err != nil {
		return explain(s.path, "read the history", err)
	}
	defer rows.Close()
	for rows.Next() {
		var step int64
		var id research.ID
		if err := rows.Scan(&step, &id); err != nil {
			return err
		}
		fn(step, id)
	}
	return explain(s.path, "read the history", rows.Err())
}

// Begins says that the study begins with what this edit does: the history has it, and no undo goes behind it.
func (tx *Tx) Begins() { tx.beginning = true }

// beginHistory leaves of a step that it was done.
func (w *writer) beginHistory(ctx context.Context, step int64) error {
	if _, err := w.run(ctx, "DELETE FROM change WHERE step = ?", step); err != nil {
		return err
	}
	_, err := w.run(ctx, "UPDATE step SET rows = 0 WHERE id = ?", step)
	return err
}
