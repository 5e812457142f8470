package store

import (
	"errors"
	"os"

	"golang.org/x/sys/windows"
)

// tryLock locks f, or says that somebody else holds it.
func tryLock(f *os.File) (held bool, err error) {
	err = windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK|windows.LOCKFILE_FAIL_IMMEDIATELY,
		0, 1, 0, new(windows.Overlapped))
	if errors.Is(err, windows.ERROR_LOCK_VIOLATION) {
		return true, nil
	}
	return false, err
}

// releaseLock closes before it removes: Windows does not remove an open file. Where another process
// has opened it in between, it stays, which does no harm.
func releaseLock(f *os.File, path string) error {
	err := f.Close()
	os.Remove(path)
	return err
}

func isReadOnlyFS(err error) bool { return errors.Is(err, windows.ERROR_WRITE_PROTECT) }
