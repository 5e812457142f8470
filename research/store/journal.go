package store

import (
	"context"
	"database/sql"
	"fmt"
	"strings"
)

// The journal writes itself: triggers on every table, built from the schema as it is and living in the
// writing connection only, note each row an edit updates or deletes (Tx.inserting notes the rows it
// inserts). They write while the one row of the temporary
// table edit_now holds the number of a step, and are silent while it holds none.
//
// Two more triggers note which turns the search index has to lose, with the text it has of them. The index
// is brought up to date once, at the end of an edit or, where very many turns came, soon after it: turns
// numbered past edit_now.indexed are new to it. Statement by statement, it would be flushed each time.

const prepareSQL = `
	CREATE TEMP TABLE edit_now (step INTEGER, indexed INTEGER NOT NULL);
	INSERT INTO edit_now VALUES (NULL, 0);
	CREATE TEMP TABLE search_old (k INTEGER PRIMARY KEY, text TEXT NOT NULL);
	CREATE TEMP TRIGGER search_delete AFTER DELETE ON main.turn WHEN old.k <= (SELECT indexed FROM edit_now) BEGIN
		INSERT INTO search_old SELECT old.k, old.text WHERE old.k NOT IN (SELECT k FROM search_old);
	END;
	CREATE TEMP TRIGGER search_update AFTER UPDATE OF text ON main.turn
	WHEN old.text IS NOT new.text AND old.k <= (SELECT indexed FROM edit_now) BEGIN
		INSERT INTO search_old SELECT old.k, old.text WHERE old.k NOT IN (SELECT k FROM search_old);
	END`

// prepareJournal builds the triggers.
func (w *writer) prepareJournal(ctx context.Context) error {
	tables, err := journaledTables(ctx, w.conn)
	if err != nil {
		return err
	}
	w.journaled = tables
	if w.unique, err = uniqueTables(ctx, w.conn); err != nil {
		return err
	}
	script := []string{prepareSQL}
	for table, columns := range tables {
		script = append(script, journalTriggers(table, columns)...)
	}
	return w.exec(ctx, strings.Join(script, ";\n"))
}

// beginChanges switches the journal on for a step, or keeps it off where step is nil.
func (w *writer) beginChanges(ctx context.Context, step any) error {
	_, err := w.run(ctx, "UPDATE edit_now SET step = ?, indexed = (SELECT k FROM indexed)", step)
	return err
}

// endChanges switches the journal off and brings the search index up to date.
func (w *writer) endChanges(ctx context.Context) error {
	if err := w.index(ctx); err != nil {
		return err
	}
	_, err := w.run(ctx, "UPDATE edit_now SET step = NULL")
	return err
}

// journaledTables are the tables that undo covers, with their columns: all but the journal itself, the
// ledger, what must not be taken back, and what is worked out from others.
func journaledTables(ctx context.Context, q queryer) (map[string][]string, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c
		WHERE s.type = 'table' AND s.name NOT IN ('step', 'change', 'counted', 'searched', 'indexed', 'erased', 'passed') AND s.name NOT LIKE 'export%'
		  AND s.name NOT LIKE 'turn_text%' AND s.name NOT LIKE 'sqlite_%' AND c.name <> 'k'
		ORDER BY s.name, c.cid`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	tables := map[string][]string{}
	for rows.Next() {
		var table, column string
		if err := rows.Scan(&table, &column); err != nil {
			return nil, err
		}
		tables[table] = append(tables[table], column)
	}
	return tables, rows.Err()
}

func journalTriggers(table string, columns []string) []string {
	// WHEN, because SQLite works a subquery of the body out before it looks at the body's own conditions.
	trigger := func(op, before, after, from string) string {
		return fmt.Sprintf(`CREATE TEMP TRIGGER journal_%[1]s_%[2]s AFTER %[2]s ON main.%[1]s WHEN (SELECT step FROM edit_now) IS NOT NULL BEGIN
			INSERT INTO change (step, tbl, id, op, before, after)
			SELECT n.step, '%[1]s', old.id, '%[2]s', %[3]s, %[4]s FROM %[5]s; END`, table, op, before, after, from)
	}
	return []string{
		trigger("delete", rowJSON(table, "old.", columns), "NULL", "edit_now n"),
		trigger("update", "d.before", "d.after",
			"edit_now n, ("+changedJSON(table, columns)+") d WHERE d.n > 0"),
	}
}

// rowJSON is a row as a JSON object; prefix says which row: "old." or "t.".
func rowJSON(table, prefix string, columns []string) string {
	var pairs []string
	for _, c := range columns {
		pairs = append(pairs, "'"+c+"', "+outward(table, prefix, c))
	}
	return "json_object(" + strings.Join(pairs, ", ") + ")"
}

// changedJSON selects the changed columns of an update as two JSON objects, and how many they are.
func changedJSON(table string, columns []string) string {
	var each []string
	for _, c := range columns[1:] {
		each = append(each, fmt.Sprintf("SELECT '%[1]s' AS c, %[2]s AS o, %[3]s AS w WHERE old.%[1]s IS NOT new.%[1]s",
			c, outward(table, "old.", c), outward(table, "new.", c)))
	}
	return "SELECT json_group_object(c, o) AS before, json_group_object(c, w) AS after, count(*) AS n FROM (" +
		strings.Join(each, " UNION ALL ") + ")"
}

// stepName names a step that can be undone or redone; id 0 is none.
type stepName struct {
	id   int64
	name string
}

// journalEnds finds the step to undo next and the one to redo next. Steps of an older schema cannot be
// replayed, so the newest migration is a barrier; steps without rows touched the ledger only.
func journalEnds(ctx context.Context, q queryer) (undo, redo stepName, err error) {
	find := func(where string) (n stepName, err error) {
		err = q.QueryRowContext(ctx, "SELECT id, name FROM step WHERE rows > 0 AND schema = ? AND "+where+" LIMIT 1", schemaVersion()).Scan(&n.id, &n.name)
		if err == sql.ErrNoRows {
			err = nil
		}
		return n, err
	}
	if undo, err = find("state = 'done' ORDER BY id DESC"); err != nil {
		return
	}
	redo, err = find("state = 'undone' ORDER BY id ASC")
	return
}
