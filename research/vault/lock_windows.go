//go:build windows

package vault

import (
	"os"

	"golang.org/x/sys/windows"
)

// lockFile waits until this process alone writes the file. Closing the file unlocks it. The byte that
// is locked lies far behind the end, since a lock on Windows keeps others from reading, too.
func lockFile(f *os.File) error {
	at := &windows.Overlapped{Offset: 0xFFFFFFFE, OffsetHigh: 0x7FFFFFFF}
	return windows.LockFileEx(windows.Handle(f.Fd()), windows.LOCKFILE_EXCLUSIVE_LOCK, 0, 1, 0, at)
}

// replacesOpen says whether a file may take the place of one that is open.
const replacesOpen = false
