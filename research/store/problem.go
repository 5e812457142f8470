package store

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"
	sqlite3 "modernc.org/sqlite/lib"

	"openloop/research"
)

func damaged(path string, cause error) error {
	p := research.Problemf(research.Damaged, "%s is damaged. It has been left as it is; open a backup of it, or restore it from the folder's history.", filepath.Base(path))
	p.Err = cause
	return p
}

func closed() error {
	return research.Problemf(research.Conflict, "This study has been closed. Open it again to go on.")
}

// explain turns an error of the database into one that a person can act on. Problems and cancellation
// pass through; what is left is a fault of ours and keeps its technical text.
func explain(path, doing string, err error) error {
	var p *research.Problem
	if err == nil || errors.As(err, &p) || errors.Is(err, context.Canceled) || errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	var e *sqlite.Error
	if !errors.As(err, &e) {
		if strings.Contains(err.Error(), "sql: database is closed") { // database/sql does not export it
			return closed()
		}
		return fmt.Errorf("store: %s: %w", doing, err)
	}
	name := filepath.Base(path)
	say := func(k research.Kind, format string, args ...any) error {
		p := research.Problemf(k, format, args...)
		p.Err = err
		return p
	}
	switch e.Code() & 0xff {
	case sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB:
		return damaged(path, err)
	case sqlite3.SQLITE_FULL:
		return say(research.ReadOnly, "The disk is full, so the change to %s was not saved. Make room and do it again.", name)
	case sqlite3.SQLITE_READONLY:
		return say(research.ReadOnly, "%s may only be read, so nothing was changed. Save a copy where you may write, and work there.", name)
	case sqlite3.SQLITE_CANTOPEN:
		return say(research.Unreadable, "%s cannot be opened here, because it was not closed properly and its folder may not be written. Copy it, with the files beside it, to a folder where you may save files.", name)
	case sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED:
		return say(research.Conflict, "%s is in use by another program. Close it there and try again.", name)
	case sqlite3.SQLITE_IOERR:
		return say(research.Unreadable, "%s cannot be read or written: the disk or network drive does not answer. Check the connection and try again.", name)
	case sqlite3.SQLITE_CONSTRAINT:
		return constraint(e, say)
	}
	return fmt.Errorf("store: %s: %w", doing, err)
}

func constraint(e *sqlite.Error, say func(research.Kind, string, ...any) error) error {
	switch e.Code() {
	case sqlite3.SQLITE_CONSTRAINT_FOREIGNKEY:
		return say(research.Conflict, "Nothing was changed: something this depends on is not in the study, or still depends on it.")
	case sqlite3.SQLITE_CONSTRAINT_UNIQUE, sqlite3.SQLITE_CONSTRAINT_PRIMARYKEY:
		return say(research.Conflict, "Nothing was changed: there is already a record with this name.")
	}
	return say(research.Invalid, "Nothing was changed: the record is incomplete.")
}
