package store

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"

	"openloop/research"
)

// Open opens a study file. What it cannot open it explains in a [research.Problem] and leaves as it was:
// a file that is missing, of another kind, damaged, of a newer version, or open elsewhere. A file or
// folder that may not be written opens for reading.
func Open(ctx context.Context, path string, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, research.Problemf(research.Invalid, "%s is not a file name.", path)
	}
	h, err := readHeader(path)
	if err != nil {
		return nil, err
	}
	if err := h.check(path); err != nil {
		return nil, err
	}
	s := &Store{path: path, opts: o, readOnly: o.ReadOnly}
	if err := s.open(ctx, h); err != nil {
		s.Close()
		return nil, explain(path, "open", err)
	}
	return s, nil
}

func (s *Store) open(ctx context.Context, h header) error {
	if !s.readOnly {
		if err := s.takeLock(); err != nil {
			return err
		}
	}
	if !s.readOnly {
		if err := s.settle(ctx); err != nil {
			return err
		}
	}
	version, err := s.inspect(ctx, h)
	if err != nil {
		return err
	}
	if s.readOnly && version < schemaVersion() {
		return research.Problemf(research.ReadOnly, "%s was made by an earlier version and has to be brought up to date first. Copy it to a folder where it can be written, and open it there.", filepath.Base(s.path))
	}
	if !s.readOnly {
		if s.writer, err = newWriter(ctx, s.path); err != nil {
			return err
		}
		if err := migrate(ctx, s.writer, version); err != nil {
			return err
		}
		// After a crash the log may hold a step whose words the file has yet to lose.
		s.writer.foldLog(ctx)
	}
	if err := s.ready(ctx); err != nil {
		return err
	}
	k, err := look(ctx, s.q)
	s.keep(k)
	return err
}

// takeLock locks the study for writing; where file or folder may only be read it turns the store
// read-only instead.
func (s *Store) takeLock() error {
	f, err := os.OpenFile(s.path, os.O_RDWR, 0)
	if err == nil {
		f.Close()
		// One study has one lock, by whatever link it is opened.
		var real string
		if real, err = filepath.EvalSymlinks(s.path); err == nil {
			s.lock, err = lockFile(real)
		}
	}
	if errors.Is(err, fs.ErrPermission) || isReadOnlyFS(err) {
		s.readOnly, err = true, nil
	}
	return err
}

// smallFile is the size up to which opening a study checks the whole of it: under a tenth of a second.
const smallFile = 16 << 20

// inspect reads the file before anything is written to it, so that what cannot be opened stays as it
// is. All of it when it is small; of a big one the schema and the study's record (Check reads the rest).
// The version it returns may be ahead of the header's, when the log was not folded in.
func (s *Store) inspect(ctx context.Context, h header) (version int, err error) {
	db, err := openReaders(s.path)
	if err != nil {
		return 0, err
	}
	defer db.Close()
	if err := db.QueryRowContext(ctx, "PRAGMA user_version").Scan(&version); err != nil {
		return 0, err
	}
	h.version = version
	if err := h.check(s.path); err != nil {
		return 0, err
	}
	if _, err := one(ctx, db, studies, "LIMIT 1"); err != nil {
		if research.KindOf(err) == research.NotFound {
			err = damaged(s.path, err)
		}
		return 0, err
	}
	if h.size > smallFile {
		return version, nil
	}
	var verdict string
	err = db.QueryRowContext(ctx, "PRAGMA quick_check(1)").Scan(&verdict)
	if err == nil && verdict != "ok" {
		err = damaged(s.path, nil)
	}
	return version, err
}
