package store

import (
	"context"
	"fmt"
	"strings"
)

// The journal writes itself: triggers on every table, built from the schema as it is and living in the
// writing connection only, note each row an edit touches, cascades included. They write while the temporary
// table journal_now holds the number of a step, and are silent while it is empty.

// prepareJournal builds the triggers.
func (w *writer) prepareJournal(ctx context.Context) error {
	tables, err := journaledTables(ctx, w.conn)
	if err != nil {
		return err
	}
	w.journaled = tables
	script := []string{"CREATE TEMP TABLE journal_now (step INTEGER NOT NULL)"}
	for table, columns := range tables {
		script = append(script, journalTriggers(table, columns)...)
	}
	return w.exec(ctx, strings.Join(script, ";\n"))
}

// journaledTables are the tables that undo covers, with their columns: all but the journal itself, the
// ledger and the search index.
func journaledTables(ctx context.Context, q queryer) (map[string][]string, error) {
	rows, err := q.QueryContext(ctx, `
		SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c
		WHERE s.type = 'table' AND s.name NOT IN ('step', 'change') AND s.name NOT LIKE 'export%'
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
	note := "INSERT INTO change (step, tbl, id, op, before, after) SELECT n.step, '" + table + "', "
	return []string{
		fmt.Sprintf("CREATE TEMP TRIGGER journal_%[1]s_insert AFTER INSERT ON main.%[1]s BEGIN %snew.id, 'insert', NULL, NULL FROM journal_now n; END",
			table, note),
		fmt.Sprintf("CREATE TEMP TRIGGER journal_%[1]s_delete AFTER DELETE ON main.%[1]s BEGIN %sold.id, 'delete', %s, NULL FROM journal_now n; END",
			table, note, rowJSON("old.", columns)),
		fmt.Sprintf("CREATE TEMP TRIGGER journal_%[1]s_update AFTER UPDATE ON main.%[1]s BEGIN %sold.id, 'update', d.before, d.after FROM journal_now n, (%s) d WHERE d.n > 0; END",
			table, note, changedJSON(columns)),
	}
}

// rowJSON is a row as a JSON object; prefix says which row: "old." or "turn.".
func rowJSON(prefix string, columns []string) string {
	var pairs []string
	for _, c := range columns {
		pairs = append(pairs, "'"+c+"', "+prefix+c)
	}
	return "json_object(" + strings.Join(pairs, ", ") + ")"
}

// changedJSON selects the changed columns of an update as two JSON objects, and how many they are.
func changedJSON(columns []string) string {
	var each []string
	for _, c := range columns[1:] {
		each = append(each, fmt.Sprintf("SELECT '%[1]s' AS c, old.%[1]s AS o, new.%[1]s AS w WHERE old.%[1]s IS NOT new.%[1]s", c))
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
	find := func(state, order string) (s stepName, err error) {
		rows, err := q.QueryContext(ctx, `SELECT id, name FROM step WHERE state = ? AND rows > 0 AND schema = ? ORDER BY id `+
			order+` LIMIT 1`, state, schemaVersion())
		if err != nil {
			return s, err
		}
		defer rows.Close()
		for rows.Next() {
			err = rows.Scan(&s.id, &s.name)
		}
		return s, err
	}
	if undo, err = find("done", "DESC"); err != nil {
		return
	}
	redo, err = find("undone", "ASC")
	return
}
