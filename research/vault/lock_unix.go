//go:build unix

package vault

import (
	"os"
	"syscall"
)

// lockFile waits until this process alone writes the file. Closing the file unlocks it.
func lockFile(f *os.File) error {
	for {
		err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX)
		if err != syscall.EINTR {
			return ignoreUnsupported(err)
		}
	}
}

// ignoreUnsupported lets network disks pass that know no locks.
func ignoreUnsupported(err error) error {
	if err == syscall.ENOTSUP || err == syscall.ENOLCK {
		return nil
	}
	return err
}

// replacesOpen says whether a file may take the place of one that is open.
const replacesOpen = true
