package store

import (
	"context"
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
)

// touch is what one side did to a row since the copies parted.
type touch struct {
	inserted bool
	deletes  string            // uuid of the step that deleted it last
	columns  map[string]bool   // that were changed; true where not only by what came from the other side
	was      image             // columns as they were first, where the journal has them
	real     bool              // not only by what came from the other side
	sealed   map[string]string // references to words that were redacted, by column
}

type touches map[at]*touch

func (t touches) of(k at) *touch {
	if t[k] == nil {
		t[k] = &touch{columns: map[string]bool{}, was: image{}}
	}
	return t[k]
}

// column says whether a side changed a column, or made the row.
func (t touches) column(k at, column string) bool {
	x := t[k]
	if x == nil {
		return false
	}
	_, changed := x.columns[column]
	return x.inserted || changed
}

// readTouches adds what the steps of a journal did to rows. Steps taken back elsewhere are read as if they had been
// done: they touched the same. An echo is what came from the other side in the first place.
func readTouches(ctx context.Context, q queryer, steps map[string]bool, into touches, echo bool) error {
	rows, err := q.QueryContext(ctx, `SELECT s.uuid, c.tbl, c.id, c.op, coalesce(c.before, '') FROM step s JOIN change c ON c.seq >= s.first AND c.seq < s.first + s.rows AND c.step = s.id
		WHERE s.uuid IN (SELECT value FROM json_each(?)) ORDER BY c.seq`, jsonList(steps))
	if err != nil {
		return err
	}
	defer rows.Close()
	for rows.Next() {
		var step, table, op, before string
		var id research.ID
		if err := rows.Scan(&step, &table, &id, &op, &before); err != nil {
			return err
		}
		if table == "joined" {
			continue
		}
		_, seen := into[at{table, id}]
		t := into.of(at{table, id})
		t.real = t.real || !echo
		switch op {
		case "insert":
			t.inserted = t.inserted || !seen
		case "delete":
			t.deletes = step
		}
		var was image
		if before != "" && json.Unmarshal([]byte(before), &was) == nil {
			for c, ref := range sealedIn(before) {
				if t.sealed == nil {
					t.sealed = map[string]string{}
				}
				t.sealed[c] = ref
			}
			for c, v := range was {
				if op == "update" {
					t.columns[c] = t.columns[c] || !echo
				}
				if _, known := t.was[c]; !known && !strings.HasPrefix(string(v), "{") { // not what is sealed
					t.was[c] = v
				}
			}
		}
	}
	return rows.Err()
}

func jsonList(steps map[string]bool) string {
	list := []string{}
	for u, ok := range steps {
		if ok {
			list = append(list, u)
		}
	}
	b, _ := json.Marshal(list)
	return string(b)
}

// readImages reads rows of a table as they are now. Those that are not there are left out.
func readImages(ctx context.Context, q queryer, table string, columns []string, ids []research.ID) (map[research.ID]image, error) {
	out := make(map[research.ID]image, len(ids))
	for part := range slices.Chunk(ids, 5000) {
		b, err := json.Marshal(part)
		if err != nil {
			return nil, err
		}
		rows, err := q.QueryContext(ctx, "SELECT t.id, "+rowJSON(table, "t.", columns)+" FROM "+table+" t WHERE t.id IN (SELECT value FROM json_each(?))", string(b))
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var id research.ID
			var text string
			var r image
			if err := rows.Scan(&id, &text); err != nil {
				rows.Close()
				return nil, err
			}
			if err := json.Unmarshal([]byte(text), &r); err != nil {
				rows.Close()
				return nil, err
			}
			out[id] = r
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// firstTables are the tables whose rows others refer to, in the order in which they can be filled; all the rest
// follows.
var firstTables = []string{"study", "wave", "name", "coder", "stage", "organisation", "participant", "salesperson", "campaign", "deal", "interview", "interview_participant",
	"question", "turn", "code", "verbatim", "coding"}

// inOrder sorts tables as they can be filled.
func inOrder(tables []string) []string {
	rank := func(t string) int {
		if i := slices.Index(firstTables, t); i >= 0 {
			return i
		}
		return len(firstTables)
	}
	slices.SortFunc(tables, func(a, b string) int {
		if r := rank(a) - rank(b); r != 0 {
			return r
		}
		return strings.Compare(a, b)
	})
	return tables
}

// reference is a column that refers to another table.
type reference struct{ table, column, to string }

// references lists them all. A memo may be on any record, so its subject refers to every table: to is "".
func references(ctx context.Context, w *writer) ([]reference, error) {
	out := []reference{{"memo", "subject", ""}}
	for key, to := range rowRefs {
		table, column, _ := strings.Cut(key, ".")
		out = append(out, reference{table, column, to})
	}
	for table := range w.journaled {
		rows, err := w.conn.QueryContext(ctx, fmt.Sprintf("SELECT \"from\", \"table\" FROM pragma_foreign_key_list('%s')", table))
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			r := reference{table: table}
			if err := rows.Scan(&r.column, &r.to); err != nil {
				rows.Close()
				return nil, err
			}
			if !slices.Contains(out, r) {
				out = append(out, r)
			}
		}
		rows.Close()
		if err := rows.Err(); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(out, func(a, b reference) int { return strings.Compare(a.table+a.column, b.table+b.column) })
	return out, nil
}

// referring lists the rows of this study that refer to rows of a table.
func (r reference) referring(ctx context.Context, w *writer, ids []research.ID) (map[research.ID]research.ID, error) {
	b, err := json.Marshal(ids)
	if err != nil {
		return nil, err
	}
	given := "(SELECT value FROM json_each(?1))"
	if to, ok := rowRefs[r.table+"."+r.column]; ok {
		given = "(SELECT k FROM " + to + " WHERE id IN " + given + ")"
	}
	rows, err := w.query(ctx, "SELECT t.id, "+outward(r.table, "t.", r.column)+" FROM "+r.table+" t WHERE t."+r.column+" IN "+given, string(b))
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	out := map[research.ID]research.ID{}
	for rows.Next() {
		var id, to research.ID
		if err := rows.Scan(&id, &to); err != nil {
			return nil, err
		}
		out[id] = to
	}
	return out, rows.Err()
}
