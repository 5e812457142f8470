//go:build !unix && !windows

package vault

import "os"

// lockFile does nothing where there are no locks.
func lockFile(*os.File) error { return nil }

// replacesOpen says whether a file may take the place of one that is open.
const replacesOpen = true
