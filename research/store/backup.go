package store

import (
	"context"
	"database/sql"
	"os"
	"path/filepath"
	"strings"

	"modernc.org/sqlite"

	"openloop/research"
)

// backuper is what the driver's connection offers beyond database/sql.
type backuper interface {
	NewBackup(uri string) (*sqlite.Backup, error)
}

// backupPages are copied at a time, between which a backup reports and may be cancelled: 4 MB.
const backupPages = 1024

// Backup writes a copy of the study as last saved to path: one tidy file, complete and checked before
// it gets its name. A file that is there already is replaced, unless it is the study itself.
func (s *Store) Backup(ctx context.Context, path string, progress func(done, total int)) error {
	path, err := filepath.Abs(path)
	if err != nil || sameFile(path, s.path) {
		return research.Problemf(research.Invalid, "A backup needs a name of its own. Choose another file.")
	}
	temp := path + partSuffix
	os.Remove(temp)
	err = s.copyTo(ctx, temp, progress)
	if err == nil {
		err = checkFile(ctx, temp, nil)
	}
	if err == nil {
		err = os.Rename(temp, path)
	}
	if err != nil {
		os.Remove(temp)
		return explain(path, "back up", err)
	}
	return nil
}

// partSuffix marks a copy that is not complete yet.
const partSuffix = ".part"

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

func (s *Store) copyTo(ctx context.Context, path string, progress func(done, total int)) error {
	if err := reserve(path, strings.TrimSuffix(filepath.Base(path), partSuffix)); err != nil {
		return err
	}
	conn, err := s.readers.Conn(ctx)
	if err != nil {
		return err
	}
	defer conn.Close()
	// Within a read transaction the copy is of one moment, and edits made meanwhile do not start it over.
	if _, err := conn.ExecContext(ctx, "BEGIN"); err != nil {
		return err
	}
	defer conn.ExecContext(context.WithoutCancel(ctx), "ROLLBACK")
	if err := conn.QueryRowContext(ctx, "SELECT count(*) FROM study").Scan(new(int)); err != nil {
		return err
	}
	err = conn.Raw(func(c any) error { return copyPages(ctx, c.(backuper), path, progress) })
	if err != nil {
		return err
	}
	return tidy(ctx, path)
}

func copyPages(ctx context.Context, c backuper, path string, progress func(done, total int)) error {
	b, err := c.NewBackup(fileURI(path, "mode=rw"))
	if err != nil {
		return err
	}
	for more := true; more && err == nil; {
		if more, err = b.Step(backupPages); err == nil {
			err = ctx.Err()
		}
		if progress != nil && err == nil {
			progress(b.PageCount()-b.Remaining(), b.PageCount())
		}
	}
	if err != nil {
		b.Finish()
		return err
	}
	return b.Finish()
}

// tidy makes a copied file one that opens anywhere, and puts it on the disk for good.
func tidy(ctx context.Context, path string) error {
	db, err := sql.Open("sqlite", fileURI(path, "mode=rw&"+pragmas("journal_mode(DELETE)")))
	if err != nil {
		return err
	}
	_, err = db.ExecContext(ctx, "SELECT 1")
	if cerr := db.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return err
	}
	f, err := os.OpenFile(path, os.O_RDWR, 0)
	if err != nil {
		return err
	}
	defer f.Close()
	return f.Sync()
}

// Check reads the whole study, as last saved, and says whether it is sound. progress may be nil; it
// counts the checks.
func (s *Store) Check(ctx context.Context, progress func(done, total int)) error {
	return explain(s.path, "check", checkFile(ctx, s.path, progress))
}

// checkFile opens a connection of its own: one that has searched before an edit checks the index
// against what it remembers of it, and finds damage where there is none.
func checkFile(ctx context.Context, path string, progress func(done, total int)) error {
	db, err := openReaders(path)
	if err != nil {
		return err
	}
	defer db.Close()
	checks := []string{
		"PRAGMA integrity_check(1)",
		"SELECT iif(count(*) = 0, 'ok', 'references') FROM pragma_foreign_key_check",
	}
	for i, query := range checks {
		if progress != nil {
			progress(i, len(checks))
		}
		var verdict string
		if err := db.QueryRowContext(ctx, query).Scan(&verdict); err != nil {
			return err
		}
		if verdict != "ok" {
			return damaged(path, nil)
		}
	}
	if progress != nil {
		progress(len(checks), len(checks))
	}
	return nil
}
