//go:build unix

package store

import (
	"errors"
	"os"
	"syscall"
)

// tryLock locks f, or says that somebody else holds it.
func tryLock(f *os.File) (held bool, err error) {
	for {
		err = syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB)
		if err != syscall.EINTR {
			break
		}
	}
	switch {
	case errors.Is(err, syscall.EWOULDBLOCK):
		return true, nil
	case errors.Is(err, syscall.ENOTSUP), errors.Is(err, syscall.ENOLCK), errors.Is(err, syscall.ENOSYS):
		return false, nil // some network drives know no locks: better open than locked out
	}
	return false, err
}

func releaseLock(f *os.File, path string) error {
	return errors.Join(os.Remove(path), f.Close())
}

func isReadOnlyFS(err error) bool { return errors.Is(err, syscall.EROFS) }
