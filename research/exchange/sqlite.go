package exchange

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"

	_ "modernc.org/sqlite" // read-only

	"openloop/research"
)

// ReadDatabase reads the project of a program that keeps it as a database: Taguette (.sqlite3) or QualCoder (.qda, a
// folder, or the data.qda in it). The file is opened for reading and nothing is written beside it. An error says why
// the file is no project.
func ReadDatabase(ctx context.Context, path string) (*Project, error) {
	name := filepath.Base(path)
	if st, err := os.Stat(path); err == nil && st.IsDir() {
		path = filepath.Join(path, "data.qda")
	}
	st, err := os.Stat(path)
	if err != nil || !st.Mode().IsRegular() {
		return nil, unreadable("There is no project in %s. Choose the project's file again.", short(name))
	}
	if st.Size() > maxDatabase {
		return nil, unreadable("%s is larger than %d MB. It is probably another kind of file.", short(name), maxDatabase>>20)
	}
	full, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	for _, beside := range []string{"-wal", "-journal"} {
		if st, err := os.Stat(path + beside); err == nil && st.Size() > 0 {
			return nil, research.Problemf(research.Conflict, "%s is open in the other program, which has not written all of it yet. Close the project there and import it again.", short(name))
		}
	}
	// The file is read as it lies there: whoever has it open without having changed it is in nobody's way.
	db, err := sql.Open("sqlite", (&url.URL{Scheme: "file", Path: filepath.ToSlash(full), RawQuery: "mode=ro&immutable=1"}).String())
	if err != nil {
		return nil, err
	}
	defer db.Close()
	d := &database{ctx: ctx, db: db, loser: newLoser(), project: &Project{CodeNotes: map[string][]Note{}}}
	switch {
	case d.has("highlights", "documents", "tags"):
		err = d.taguette()
	case d.has("code_text", "source", "code_name"):
		err = d.qualcoder()
	case ctx.Err() != nil:
		err = ctx.Err()
	default:
		err = unreadable("%s is no project of Taguette or QualCoder, or it is damaged. In the other program, export the project as REFI-QDA (.qdpx) and read that.", short(name))
	}
	if err != nil {
		return nil, err
	}
	d.project.Lost = d.said()
	return d.project, nil
}

// maxDatabase is larger than any project of texts.
const maxDatabase = 256 << 20

// database reads one.
type database struct {
	loser
	ctx     context.Context
	db      *sql.DB
	project *Project
}

func (d *database) has(tables ...string) bool {
	for _, t := range tables {
		var n int
		if err := d.db.QueryRowContext(d.ctx, "SELECT count(*) FROM sqlite_schema WHERE type = 'table' AND name = ?", t).Scan(&n); err != nil || n == 0 {
			return false
		}
	}
	return true
}

// hasColumn says whether a table has a column: older versions of a program made some without.
func (d *database) hasColumn(table, column string) bool {
	var n int
	err := d.db.QueryRowContext(d.ctx, "SELECT count(*) FROM pragma_table_info(?) WHERE name = ?", table, column).Scan(&n)
	return err == nil && n > 0
}

// each runs a query and calls fn with every row as text, NULL as "".
func (d *database) each(query string, fn func(cells []string) error) error {
	rows, err := d.db.QueryContext(d.ctx, query)
	if err != nil {
		return d.damaged(err)
	}
	defer rows.Close()
	columns, err := rows.Columns()
	if err != nil {
		return err
	}
	values, at, cells := make([]sql.NullString, len(columns)), make([]any, len(columns)), make([]string, len(columns))
	for i := range values {
		at[i] = &values[i]
	}
	for rows.Next() {
		if err := rows.Scan(at...); err != nil {
			return d.damaged(err)
		}
		for i, v := range values {
			cells[i] = strings.ToValidUTF8(v.String, "�")
		}
		if err := fn(cells); err != nil {
			return err
		}
	}
	if err := rows.Err(); err != nil {
		return d.damaged(err)
	}
	return nil
}

func (d *database) damaged(err error) error {
	if d.ctx.Err() != nil {
		return d.ctx.Err()
	}
	return unreadable("The project is damaged or of a version that Openloop does not know (%w). In the other program, export it as REFI-QDA (.qdpx) and read that.", err)
}

// numbered is a GUID made of what a record is and its number, the same each time.
func numbered(kind string, parts ...string) string {
	h := sha256.Sum256([]byte(kind + "\x00" + strings.Join(parts, "\x00")))
	h[6], h[8] = h[6]&0x0f|0x80, h[8]&0x3f|0x80
	return fmt.Sprintf("%x-%x-%x-%x-%x", h[0:4], h[4:6], h[6:8], h[8:10], h[10:16])
}

// place reads passages of one text in a dialect and keeps those that stand in it.
func (d *database) place(s *Source, raw rawText, selections []Selection, in Dialect) {
	for i, span := range raw.spans(in) {
		if span[0] < 0 {
			d.lose("passages that lie outside their text", fmt.Sprintf("text %d", len(d.project.Sources)+1), 1)
			continue
		}
		selections[i].Start, selections[i].End = span[0], span[1]
		s.Selections = append(s.Selections, selections[i])
	}
}
