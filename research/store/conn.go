package store

import (
	"context"
	"database/sql"
	"database/sql/driver"
	"errors"
	"fmt"
	"net/url"
	"path/filepath"
	"runtime"
	"strings"
	"sync"
)

// fileURI is a path as SQLite takes it with parameters; only with the file: prefix does it heed them.
func fileURI(path, query string) string {
	p := filepath.ToSlash(path)
	if runtime.GOOS == "windows" && !strings.HasPrefix(p, "/") {
		p = "/" + p
	}
	return (&url.URL{Scheme: "file", Path: p, RawQuery: query}).String()
}

func pragmas(list ...string) string {
	q := "_dqs=0"
	for _, p := range list {
		q += "&_pragma=" + url.QueryEscape(p)
	}
	return q
}

// readerCount connections read at once, with 8 MB of cache each.
const readerCount = 4

func openReaders(path string) (*sql.DB, error) {
	db, err := sql.Open("sqlite", fileURI(path, "mode=ro&"+pragmas(
		"busy_timeout(5000)", "query_only(1)", "cache_size(-8192)", "temp_store(MEMORY)")))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(readerCount)
	db.SetMaxIdleConns(readerCount)
	return db, nil
}

// writer is the one connection that writes. It is kept for the life of the store, since the journal's
// triggers live in it; whoever uses it holds Store.mu.
type writer struct {
	db    *sql.DB
	conn  *sql.Conn
	stmts map[string]*sql.Stmt
	// upserts are the statements of put, by table and number of rows: their text is long to build and to look up.
	upserts map[upsert]*sql.Stmt
	// adders are those of add, likewise
	adders map[upsert]*adder
	// columns of each journaled table, in order, without k
	journaled map[string][]string
	// unique are the tables in which the order of updates matters
	unique map[string]bool
	// left says that there are turns which the search index is to get after the edit
	left bool
	// folding is held by whoever folds the log into the file: two at once would make the second give up
	folding sync.Mutex
	// unfolded says that the log holds pages that must not stay in it; folding guards it
	unfolded bool
}

func newWriter(ctx context.Context, path string) (*writer, error) {
	// synchronous FULL: an edit that has returned survives a power cut. secure_delete: what was deleted
	// is not found in free pages.
	db, err := sql.Open("sqlite", fileURI(path, "mode=rw&_txlock=immediate&"+pragmas(
		"busy_timeout(5000)", "journal_mode(WAL)", "synchronous(FULL)", "foreign_keys(1)", "secure_delete(1)",
		"temp_store(MEMORY)", "cache_size(-65536)", "journal_size_limit(67108864)", fmt.Sprintf("wal_autocheckpoint(%d)", foldAtLast))))
	if err != nil {
		return nil, err
	}
	db.SetMaxOpenConns(1)
	conn, err := db.Conn(ctx)
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return &writer{db: db, conn: conn, stmts: map[string]*sql.Stmt{}, upserts: map[upsert]*sql.Stmt{}, adders: map[upsert]*adder{}}, nil
}

// exec runs a statement once, or a script.
func (w *writer) exec(ctx context.Context, query string, args ...any) error {
	_, err := w.conn.ExecContext(ctx, query, args...)
	return err
}

// prepare returns a statement kept for the next time.
func (w *writer) prepare(ctx context.Context, query string) (*sql.Stmt, error) {
	if st, ok := w.stmts[query]; ok {
		return st, nil
	}
	st, err := w.conn.PrepareContext(ctx, query)
	if err != nil {
		return nil, fmt.Errorf("%w in %s", err, query)
	}
	w.stmts[query] = st
	return st, nil
}

// upsert names a statement of put.
type upsert struct {
	table string
	rows  int
}

// run executes a kept statement and says how many rows it changed.
func (w *writer) run(ctx context.Context, query string, args ...any) (int64, error) {
	st, err := w.prepare(ctx, query)
	if err != nil {
		return 0, err
	}
	res, err := st.ExecContext(ctx, args...)
	if err != nil {
		return 0, err
	}
	return res.RowsAffected()
}

// queryRow reads one row by a kept statement.
func (w *writer) queryRow(ctx context.Context, query string, args []any, into ...any) error {
	st, err := w.prepare(ctx, query)
	if err != nil {
		return err
	}
	return st.QueryRowContext(ctx, args...).Scan(into...)
}

// QueryContext makes the writer, with the next two, a queryer for the few reads at the end of every edit.
func (w *writer) QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	return w.query(ctx, query, args...)
}

// QueryRowContext reads one row by a kept statement.
func (w *writer) QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row {
	st, err := w.prepare(ctx, query)
	if err != nil {
		return w.conn.QueryRowContext(ctx, query, args...) // fails the same way, within the row
	}
	return st.QueryRowContext(ctx, args...)
}

// PrepareContext prepares a statement that the caller closes.
func (w *writer) PrepareContext(ctx context.Context, query string) (*sql.Stmt, error) {
	return w.conn.PrepareContext(ctx, query)
}

// query reads rows by a kept statement.
func (w *writer) query(ctx context.Context, query string, args ...any) (*sql.Rows, error) {
	st, err := w.prepare(ctx, query)
	if err != nil {
		return nil, err
	}
	return st.QueryContext(ctx, args...)
}

// inTx runs fn in a transaction: all of it is saved, or on an error or panic nothing is.
func (w *writer) inTx(ctx context.Context, fn func() error) (err error) {
	if err := w.exec(ctx, "BEGIN IMMEDIATE"); err != nil {
		return err
	}
	done := false
	defer func() {
		if !done {
			// Not ctx: it may be what ended the transaction. It fails where SQLite has rolled back by itself.
			w.exec(context.Background(), "ROLLBACK")
		}
	}()
	if err := fn(); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := w.exec(context.Background(), "COMMIT"); err != nil {
		return err
	}
	done = true
	return nil
}

// close folds the log into the file. The change of journal mode fails while another process still
// reads; the log then stays beside the file, as tidy as it can be.
func (w *writer) close() error {
	ctx := context.Background()
	for _, st := range w.stmts {
		st.Close()
	}
	w.conn.Raw(func(any) error {
		for _, a := range w.adders {
			a.st.(driver.Stmt).Close()
		}
		return nil
	})
	w.folding.Lock()
	defer w.folding.Unlock()
	err := w.exec(ctx, "PRAGMA wal_checkpoint(TRUNCATE)")
	w.exec(ctx, "PRAGMA journal_mode=DELETE")
	return errors.Join(err, w.conn.Close(), w.db.Close())
}
