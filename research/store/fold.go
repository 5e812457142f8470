package store

import (
	"context"
	"database/sql"
	"time"
)

// Edits are written to a log beside the file, and from there to their place in the file. SQLite would do that in
// the middle of every thirtieth edit or so, for tens of milliseconds; here it is done once nothing has been
// written for a moment, on a connection of its own, beside which an edit can go on.

const (
	// foldAfter is how long nothing must have been written.
	foldAfter = 400 * time.Millisecond
	// foldAtLast is the length of the log, in pages of 4 kB, at which an edit folds it in after all.
	foldAtLast = 16_000
)

// folder folds the log of a store into its file when nothing is being written.
type folder struct {
	path  string
	w     *writer
	wrote chan struct{} // holds one after an edit
	stop  chan struct{}
	ended chan struct{}
}

func startFolding(path string, w *writer) *folder {
	f := &folder{path: path, w: w, wrote: make(chan struct{}, 1), stop: make(chan struct{}), ended: make(chan struct{})}
	go f.run()
	return f
}

// written says that there is something to fold, later.
func (f *folder) written() {
	select {
	case f.wrote <- struct{}{}:
	default:
	}
}

// close ends it; the connection is closed then.
func (f *folder) close() {
	close(f.stop)
	<-f.ended
}

func (f *folder) run() {
	defer close(f.ended)
	var db *sql.DB
	for f.still() {
		if db == nil {
			var err error
			if db, err = sql.Open("sqlite", fileURI(f.path, "mode=rw&"+pragmas("synchronous(FULL)", "cache_size(-256)"))); err != nil {
				return // the log then grows until edits fold it
			}
			db.SetMaxOpenConns(1)
			defer db.Close()
		}
		f.w.foldQuietly(db)
	}
}

// foldQuietly folds what nobody reads any more; where something must not stay in the log, all of it.
func (w *writer) foldQuietly(db *sql.DB) {
	w.folding.Lock()
	defer w.folding.Unlock()
	if !w.unfolded {
		_, _ = db.ExecContext(context.Background(), "PRAGMA wal_checkpoint(PASSIVE)") // the next time does the rest
		return
	}
	var busy, pages, done int
	err := db.QueryRowContext(context.Background(), "PRAGMA wal_checkpoint(TRUNCATE)").Scan(&busy, &pages, &done)
	w.unfolded = err != nil || busy != 0
}

// still waits until something was written and nothing has been for a moment; false where it is to end.
func (f *folder) still() bool {
	select {
	case <-f.stop:
		return false
	case <-f.wrote:
	}
	for {
		select {
		case <-f.stop:
			return false
		case <-f.wrote:
		case <-time.After(foldAfter):
			return true
		}
	}
}
