package store

import (
	"database/sql/driver"
	"encoding/json"
	"fmt"
	"strings"
	"time"

	"openloop/research"
)

// table says how a noun lies in its table: the columns, id first, and a pointer to the field behind
// each, so that one list serves writing and reading.
type table[T any] struct {
	name    string
	columns []string
	order   string
	fields  func(*T) []any
	// onConflict gives the new value of a column on update where that is not the value written.
	onConflict map[string]string
	// also is a further condition on the record that a column refers to by row number; r1 is the one
	// that the second column refers to.
	also map[string]string
}

func columns(s string) []string { return strings.Fields(s) }

// rowRefs are the columns that refer by row number, and the table whose rows they number. Outside SQL
// they are IDs like any other.
var rowRefs = map[string]string{
	"turn.interview":     "interview",
	"verbatim.interview": "interview",
	"verbatim.from_turn": "turn",
	"verbatim.to_turn":   "turn",
	"coding.verbatim":    "verbatim",
	"coding.code":        "code",
}

// outward is a column as it is read: prefix says of which row ("old.", "turn.").
func outward(table, prefix, column string) string {
	if to, ok := rowRefs[table+"."+column]; ok {
		return "(SELECT id FROM " + to + " WHERE k = " + prefix + column + ")"
	}
	return prefix + column
}

// inward is what is written to a column, given the SQL of its outward value.
func inward(table, column, value string) string {
	if to, ok := rowRefs[table+"."+column]; ok {
		return "(SELECT k FROM " + to + " WHERE id = " + value + ")"
	}
	return value
}

// selectSQL reads every column; tail is what follows FROM table.
func (t *table[T]) selectSQL(tail string) string {
	var cols []string
	for _, c := range t.columns {
		cols = append(cols, outward(t.name, t.name+".", c))
	}
	return "SELECT " + strings.Join(cols, ", ") + " FROM " + t.name + " " + tail
}

// upsertSQL writes n rows: those whose id is new are inserted, the others updated. It is never
// INSERT OR REPLACE, which would delete a row, and what hangs on it, to write it again. Row numbers are
// joined in: a record that is not there gives NULL, which the column refuses.
func (t *table[T]) upsertSQL(n int) string {
	var values, set []string
	from := "rows"
	for i, c := range t.columns {
		value := "rows." + c
		if to, ok := rowRefs[t.name+"."+c]; ok {
			alias := fmt.Sprintf("r%d", i)
			from += " LEFT JOIN " + to + " " + alias + " ON " + alias + ".id = " + value
			if also := t.also[c]; also != "" {
				from += " AND " + alias + "." + also
			}
			value = alias + ".k"
		}
		values = append(values, value)
	}
	for _, c := range t.columns[1:] {
		v, ok := t.onConflict[c]
		if !ok {
			v = "excluded." + c
		}
		set = append(set, c+" = "+v)
	}
	row := "(?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
	names := strings.Join(t.columns, ", ")
	return "WITH rows (" + names + ") AS (VALUES " + row + strings.Repeat(", "+row, n-1) + ") INSERT INTO " + t.name + " (" + names + ") SELECT " +
		strings.Join(values, ", ") + " FROM " + from + " WHERE true ON CONFLICT (id) DO UPDATE SET " + strings.Join(set, ", ")
}

// insertSQL writes n new rows, given with row numbers where columns refer by them.
func (t *table[T]) insertSQL(n int) string {
	row := "(?" + strings.Repeat(", ?", len(t.columns)-1) + ")"
	return "INSERT INTO " + t.name + " (" + strings.Join(t.columns, ", ") + ") VALUES " + row + strings.Repeat(", "+row, n-1)
}

// ref is a field that refers to another record: the empty ID is NULL in the file.
type ref struct{ id *research.ID }

func (r ref) Value() (driver.Value, error) {
	if *r.id == "" {
		return nil, nil
	}
	return string(*r.id), nil
}

func (r ref) Scan(src any) error {
	s, _ := src.(string)
	*r.id = research.ID(s)
	return nil
}

// list is a field of several words, a JSON array in the file.
type list[E ~string] struct{ items *[]E }

func (l list[E]) Value() (driver.Value, error) {
	if len(*l.items) == 0 {
		return "[]", nil
	}
	b, err := json.Marshal(*l.items)
	return string(b), err
}

func (l list[E]) Scan(src any) error {
	s, ok := src.(string)
	if !ok {
		return fmt.Errorf("a list is %T in the file", src)
	}
	*l.items = nil
	if s == "[]" {
		return nil
	}
	return json.Unmarshal([]byte(s), l.items)
}

// stamp is a moment, in UTC in the file.
type stamp struct{ t *time.Time }

func (s stamp) Value() (driver.Value, error) {
	return s.t.UTC().Format(time.RFC3339Nano), nil
}

func (s stamp) Scan(src any) error {
	str, ok := src.(string)
	if !ok {
		return fmt.Errorf("a time is %T in the file", src)
	}
	t, err := time.Parse(time.RFC3339Nano, str)
	*s.t = t.UTC()
	return err
}
