package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"
)

// run is an unbroken row of changes of one kind to one table: replayed by one statement.
type run struct {
	table, op   string
	first, last int64
	// columns are those that every update of the run changed, where it is the same ones and all of them are
	// known; nil says to look at each change.
	columns []string
}

// runs lists the changes as runs, in the order of replay.
func (w *writer) runs(ctx context.Context, first, rows int64, undo bool) ([]run, error) {
	// A million changes are stepped over where they lie, one answer a run.
	const query = `SELECT c.tbl, c.op, coalesce((SELECT n.seq FROM change n WHERE n.seq > c.seq AND n.seq < ?2
		AND (n.op <> c.op OR n.tbl <> c.tbl) ORDER BY n.seq LIMIT 1), ?2) FROM change c WHERE c.seq = ?1`
	var runs []run
	for at, end := first, first+rows; at < end; {
		r := run{first: at}
		var next int64
		if err := w.queryRow(ctx, query, []any{at, end}, &r.table, &r.op, &next); err != nil {
			return nil, err
		}
		r.last, at = next-1, next
		if r.op != "update" {
			runs = append(runs, r)
			continue
		}
		parts, err := w.updates(ctx, r)
		if err != nil {
			return nil, err
		}
		runs = append(runs, parts...)
	}
	if undo {
		slices.Reverse(runs)
	}
	return runs, nil
}

// updates is a run of updates as it can be replayed: in one statement where no row is updated twice and the
// order does not matter, else one by one.
func (w *writer) updates(ctx context.Context, r run) (runs []run, err error) {
	twice := w.unique[r.table]
	if !twice && r.last > r.first {
		err := w.queryRow(ctx, "SELECT count(*) > count(DISTINCT id)"+inRun, []any{r.first, r.last}, &twice)
		if err != nil {
			return nil, err
		}
	}
	if !twice {
		r.columns, err = w.changed(ctx, r)
		return []run{r}, err
	}
	for at := r.first; at <= r.last; at++ {
		runs = append(runs, run{table: r.table, op: r.op, first: at, last: at})
	}
	return runs, nil
}

// changed is the columns that all updates of a long run changed, nil where they differ: to set the others too,
// to what they are, would write all their indexes.
func (w *writer) changed(ctx context.Context, r run) ([]string, error) {
	if r.last-r.first < 8 {
		return nil, nil // not worth a statement of its own
	}
	var before, after string
	if err := w.queryRow(ctx, "SELECT coalesce(before, '{}'), coalesce(after, '{}') FROM change WHERE seq = ?", []any{r.first}, &before, &after); err != nil {
		return nil, err
	}
	var image map[string]any
	if err := json.Unmarshal([]byte(before), &image); err != nil || len(image) == 0 {
		return nil, err
	}
	var columns, paths []string
	has := "true"
	for _, c := range w.journaled[r.table][1:] {
		if _, ok := image[c]; !ok {
			continue
		}
		columns, paths = append(columns, c), append(paths, "'$."+c+"'")
		has += " AND json_type(before, '$." + c + "') NOT NULL AND json_type(after, '$." + c + "') NOT NULL"
	}
	if len(columns) != len(image) {
		return nil, nil
	}
	only := func(side string) string {
		return "json_remove(" + side + ", " + strings.Join(paths, ", ") + ") IS '{}'"
	}
	same := only("before") + " AND " + only("after") + " AND " + has
	if _, ref := rowRefs[r.table+"."+columns[0]]; ref && len(columns) == 1 {
		same = "(" + oneRef("before", columns[0]) + " AND " + oneRef("after", columns[0]) + " OR " + same + ")"
	}
	var differ bool
	err := w.queryRow(ctx, "SELECT EXISTS (SELECT 1"+inRun+" AND NOT ("+same+"))", []any{r.first, r.last}, &differ)
	if err != nil || differ {
		return nil, err
	}
	return columns, nil
}

// oneRef says of an image that it holds one column, and in it the id of another record: {"code":"0192…"}. That is told
// by its length, without reading JSON, which takes long where ten thousand codings got another code.
func oneRef(side, column string) string {
	head := `{"` + column + `":"`
	return fmt.Sprintf("%[1]s BETWEEN '%[2]s' AND '%[2]sg' AND length(%[1]s) = %[3]d", side, head, len(head)+len(NewID())+len(`"}`))
}

// uniqueTables are the tables in which another column than the id may not be there twice: there the order of
// updates matters.
func uniqueTables(ctx context.Context, q queryer) (map[string]bool, error) {
	rows, err := q.QueryContext(ctx, `SELECT DISTINCT s.name FROM sqlite_schema s, pragma_index_list(s.name) i, pragma_index_info(i.name) c
		WHERE s.type = 'table' AND i."unique" AND c.name <> 'id'`)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	tables := map[string]bool{}
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, err
		}
		tables[name] = true
	}
	return tables, rows.Err()
}
