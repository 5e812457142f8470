package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"

	"openloop/research"
)

// Copy is another copy of a study, open for reading.
type Copy struct {
	path string
	temp string // a copy brought up to date, removed at the end
	db   *sql.DB
}

// OpenCopy opens a copy of the study. The file stays as it is: one of an earlier version is brought up to date
// beside this study, under a passing name.
func (s *Store) OpenCopy(ctx context.Context, path string) (*Copy, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, research.Problemf(research.Invalid, "%s is not a file name.", path)
	}
	if a, err := os.Stat(path); err == nil {
		if b, err := os.Stat(s.path); err == nil && os.SameFile(a, b) {
			return nil, research.Problemf(research.Invalid, "%s is this study itself. Choose the copy that somebody else worked on.", filepath.Base(path))
		}
	}
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	if err := h.check(path); err != nil {
		return nil, err
	}
	c := &Copy{path: path}
	if h.version < schemaVersion() {
		if err := c.upToDate(ctx, filepath.Dir(s.path)); err != nil {
			return nil, err
		}
		path = c.temp
	}
	if c.db, err = openReaders(path); err == nil {
		err = c.fits(ctx, s)
	}
	if err != nil {
		c.Close()
		return nil, explain(c.path, "read", err)
	}
	return c, nil
}

// upToDate makes a copy of the copy and migrates that.
func (c *Copy) upToDate(ctx context.Context, dir string) error {
	b, err := os.ReadFile(c.path)
	if err != nil {
		return research.Problemf(research.Unreadable, "%s cannot be read. Check that you may open files in its folder.", filepath.Base(c.path))
	}
	f, err := os.CreateTemp(dir, "joining-*.openloop")
	if err != nil {
		return research.Problemf(research.ReadOnly, "Nothing can be written beside this study, which joining an older copy needs.")
	}
	c.temp = f.Name()
	_, err = f.Write(b)
	if err = errors.Join(err, f.Close()); err != nil {
		return research.Problemf(research.ReadOnly, "There is no room for a copy of %s beside this study.", filepath.Base(c.path))
	}
	s, err := Open(ctx, c.temp, Options{})
	if err != nil {
		return err
	}
	return s.Close()
}

// fits makes sure that it is a copy of the same study.
func (c *Copy) fits(ctx context.Context, s *Store) error {
	st, err := one(ctx, c.db, studies, "ORDER BY id LIMIT 1")
	if err != nil {
		return err
	}
	if st.ID != s.Study().ID {
		return research.Problemf(research.Conflict, "%s is another study, not a copy of this one. Only copies of the same study can be joined.", filepath.Base(c.path))
	}
	return nil
}

// Close lets go of the copy.
func (c *Copy) Close() {
	if c.db != nil {
		c.db.Close()
		waitIdle(c.db)
	}
	if c.temp != "" {
		for _, end := range []string{"", "-wal", "-shm", ".lock"} {
			os.Remove(c.temp + end)
		}
	}
}

// Batches lists the imports of the copy.
func (c *Copy) Batches(ctx context.Context) ([]Batch, error) {
	v, err := all(ctx, c.db, batches, "ORDER BY "+batches.order)
	return v, explain(c.path, "read imports", err)
}
