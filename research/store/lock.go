package store

import (
	"os"
	"path/filepath"

	"openloop/research"
)

// fileLock is the lock NAME.openloop.lock beside a study, held by the process that writes it. The
// operating system lets go of it when the process dies, so a lock file left behind is harmless.
type fileLock struct {
	f    *os.File
	path string
}

func lockFile(study string) (*fileLock, error) {
	path := study + ".lock"
	for {
		f, err := os.OpenFile(path, os.O_RDWR|os.O_CREATE, 0o600)
		if err != nil {
			return nil, err
		}
		held, err := tryLock(f)
		if err != nil || held {
			f.Close()
			if err == nil {
				err = research.Problemf(research.Conflict, "%s is already open, in another window or on another computer. Close it there first.", filepath.Base(study))
			}
			return nil, err
		}
		// Whoever held the lock before may have removed the file between our opening and locking it.
		if same(f, path) {
			return &fileLock{f, path}, nil
		}
		f.Close()
	}
}

func same(f *os.File, path string) bool {
	a, err := f.Stat()
	if err != nil {
		return false
	}
	b, err := os.Stat(path)
	return err == nil && os.SameFile(a, b)
}

// release removes the lock file while the lock is still held, so that nobody locks a file about to go.
func (l *fileLock) release() error {
	return releaseLock(l.f, l.path)
}
