// Package storetest looks into a study file from outside, past the store, for tests of other rooms: what the file
// really holds, whoever wrote it.
package storetest

import (
	"database/sql"
	"fmt"
	"testing"

	_ "modernc.org/sqlite"
)

// File is a study file opened beside the program. It is closed when the test ends.
type File struct {
	tb testing.TB
	db *sql.DB
}

// Open opens the study file at path.
func Open(tb testing.TB, path string) *File {
	tb.Helper()
	db, err := sql.Open("sqlite", "file:"+path)
	if err != nil {
		tb.Fatal(err)
	}
	db.SetMaxOpenConns(1) // temporary tables live in one connection
	tb.Cleanup(func() { db.Close() })
	return &File{tb: tb, db: db}
}

// Close closes the file before the test ends, so that the program may have it to itself.
func (f *File) Close() { f.db.Close() }

// Exec runs one statement.
func (f *File) Exec(statement string, args ...any) {
	f.tb.Helper()
	if _, err := f.db.Exec(statement, args...); err != nil {
		f.tb.Fatalf("%s: %v", statement, err)
	}
}

// Rows runs a query: each row as column → value, printed. NULL is "<nil>".
func (f *File) Rows(query string) (out []map[string]string) {
	f.tb.Helper()
	rows, err := f.db.Query(query)
	if err != nil {
		f.tb.Fatalf("%s: %v", query, err)
	}
	defer rows.Close()
	columns, _ := rows.Columns()
	for rows.Next() {
		values, at := make([]any, len(columns)), make([]any, len(columns))
		for i := range values {
			at[i] = &values[i]
		}
		if err := rows.Scan(at...); err != nil {
			f.tb.Fatal(err)
		}
		row := map[string]string{}
		for i, c := range columns {
			if b, ok := values[i].([]byte); ok {
				values[i] = string(b)
			}
			row[c] = fmt.Sprint(values[i])
		}
		out = append(out, row)
	}
	if err := rows.Err(); err != nil {
		f.tb.Fatal(err)
	}
	return out
}

// Words gives every word of the search index.
func (f *File) Words() (words []string) {
	f.tb.Helper()
	f.Exec("CREATE VIRTUAL TABLE temp.all_words USING fts5vocab(main, turn_text, row)")
	for _, r := range f.Rows("SELECT term FROM temp.all_words") {
		words = append(words, r["term"])
	}
	return words
}

// CheckSearch compares the search index with the transcripts.
func (f *File) CheckSearch() {
	f.tb.Helper()
	if _, err := f.db.Exec("INSERT INTO turn_text (turn_text, rank) VALUES ('integrity-check', 1)"); err != nil {
		f.tb.Fatalf("the search index differs from the transcripts: %v", err)
	}
}
