package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
)

// settle finishes what a process that died while it opened or closed the file has begun: it leaves a journal
// beside it that only a writer may take back. Without one nothing is touched.
func (s *Store) settle(ctx context.Context) error {
	if _, err := os.Stat(s.path + "-journal"); err != nil {
		return nil // none, or none to be seen
	}
	db, err := sql.Open("sqlite", fileURI(s.path, "mode=rw&"+pragmas("busy_timeout(5000)")))
	if err != nil {
		return err
	}
	var tables int
	err = db.QueryRowContext(ctx, "SELECT count(*) FROM sqlite_schema").Scan(&tables)
	return errors.Join(err, db.Close())
}
