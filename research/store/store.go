package store

import (
	"context"
	"database/sql"
	"errors"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"time"

	"openloop/research"
)

// Options are what a store is opened with; the zero value will do.
type Options struct {
	Now      func() time.Time // the clock for journal and study; time.Now when nil
	ReadOnly bool             // open for reading, without the lock, also while another process writes
	Coder    string           // initials of the person whose edits these are
}

func (o Options) now() time.Time {
	if o.Now == nil {
		return time.Now().UTC()
	}
	return o.Now().UTC()
}

// Store is an open study file.
type Store struct {
	reader   // reads of the last saved state
	path     string
	opts     Options
	readOnly bool
	lock     *fileLock
	readers  *sql.DB

	mu     sync.Mutex // held by whoever writes
	writer *writer    // nil when read-only
	folder *folder    // nil when read-only
	// behind says that the search index has not all turns; catcher sees to it, and is nil when read-only.
	behind  atomic.Bool
	catcher *catcher

	state sync.RWMutex // guards what follows
	kept  kept
	subs  []*subscription
	// openSealed reads words that the journal has references to.
	openSealed func(refs []string) (map[string]string, error)
}

// Path is the study file.
func (s *Store) Path() string { return s.path }

// ReadOnly says whether the study can only be read: asked for, or because its file or folder is.
func (s *Store) ReadOnly() bool { return s.readOnly }

// Study is the study's record as last saved.
func (s *Store) Study() research.Study {
	s.state.RLock()
	defer s.state.RUnlock()
	return s.kept.study
}

// Create makes a new study file holding the study's record, and opens it. The ID, the time of creation
// and the limits of disclosure control are filled in where they are empty. An existing file is refused.
func Create(ctx context.Context, path string, st research.Study, o Options) (*Store, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, research.Problemf(research.Invalid, "%s is not a file name.", path)
	}
	if err := reserve(path, filepath.Base(path)); err != nil {
		return nil, err
	}
	s := &Store{path: path, opts: o}
	if err := s.create(ctx, st); err != nil {
		s.Close()
		os.Remove(path)
		return nil, explain(path, "create", err)
	}
	return s, nil
}

// reserve makes an empty file, failing where there is one already. name is what sentences call it.
func reserve(path, name string) error {
	f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE|os.O_EXCL, 0o600)
	switch {
	case err == nil:
		return f.Close()
	case errors.Is(err, os.ErrExist):
		return research.Problemf(research.Conflict, "There is already a file %s. Choose another name, or open it.", name)
	case errors.Is(err, os.ErrNotExist):
		return research.Problemf(research.NotFound, "The folder for %s does not exist. Make it first, or choose another.", name)
	}
	return research.Problemf(research.ReadOnly, "%s cannot be written in this folder. Choose a folder where you may save files.", name)
}

func (s *Store) create(ctx context.Context, st research.Study) (err error) {
	if s.lock, err = lockFile(s.path); err != nil {
		return err
	}
	if s.writer, err = newWriter(ctx, s.path); err != nil {
		return err
	}
	if err := migrate(ctx, s.writer, 0); err != nil {
		return err
	}
	if err := s.ready(ctx); err != nil {
		return err
	}
	if st.ID == "" {
		st.ID = NewID()
	}
	if st.Created.IsZero() {
		st.Created = s.opts.now()
	}
	// The record is there before the journal begins: a study cannot be undone into nothing.
	if err := s.writer.inTx(ctx, func() error { return (&Tx{ctx: ctx, s: s}).PutStudy(st) }); err != nil {
		return err
	}
	k, err := look(ctx, s.q)
	s.keep(k)
	return err
}

// ready opens the readers and builds the journal on a store whose file has its schema.
func (s *Store) ready(ctx context.Context) (err error) {
	if s.writer != nil {
		if err := s.writer.prepareJournal(ctx); err != nil {
			return err
		}
	}
	if s.readers, err = openReaders(s.path); err != nil {
		return err
	}
	s.reader = reader{q: s.readers, s: s}
	if s.writer != nil {
		s.folder = startFolding(s.path, s.writer)
		s.catcher = s.startCatching()
		if err := s.lookBehind(ctx); err != nil {
			return err
		}
		s.catcher.wake(s.behind.Load())
	}
	return nil
}

// kept is what a store keeps in memory of its file: the study's record and the ends of the journal.
type kept struct {
	study      research.Study
	undo, redo stepName
}

// look reads what is kept.
func look(ctx context.Context, q queryer) (k kept, err error) {
	if k.study, err = one(ctx, q, studies, "ORDER BY id LIMIT 1"); err != nil {
		return k, err
	}
	k.undo, k.redo, err = journalEnds(ctx, q)
	return k, err
}

func (s *Store) keep(k kept) {
	s.state.Lock()
	defer s.state.Unlock()
	s.kept = k
}

// Close closes the study and leaves one tidy file: readers first, so that the log can be folded in and
// the file may be opened from a read-only folder later. A second Close does nothing.
func (s *Store) Close() error {
	if s.catcher != nil {
		s.catcher.close() // it needs the lock
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	var errs []error
	if s.folder != nil {
		s.folder.close()
		s.folder = nil
	}
	if s.readers != nil {
		errs = append(errs, s.readers.Close())
		waitIdle(s.readers)
	}
	if s.writer != nil {
		s.writer.keepCounts(context.Background()) // where it fails, the next Open takes longer
		errs = append(errs, s.writer.close())
		s.writer = nil
	}
	if s.lock != nil {
		errs = append(errs, s.lock.release())
		s.lock = nil
	}
	return errors.Join(errs...)
}

// waitIdle gives reads that are still under way on closed connections a moment to end.
func waitIdle(db *sql.DB) {
	for range 200 {
		if db.Stats().OpenConnections == 0 {
			return
		}
		time.Sleep(5 * time.Millisecond)
	}
}
