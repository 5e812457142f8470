// Package early sets what Fyne reads while the program is still being set up: how long it keeps pictures of
// drawn text. By default that is a minute, which hours of coding would fill memory with. It may not be much less,
// either: after a pause longer than that, on a busy machine, Fyne forgets what stands in the window, which then stays
// as it was drawn last.
//
// Packages are set up in the order of their paths as soon as what they import is there, and this one imports
// nothing but syscall: so it comes before os, which Fyne asks.
package early

import "syscall"

func init() {
	const name = "FYNE_CACHE"
	if _, chosen := syscall.Getenv(name); !chosen {
		_ = syscall.Setenv(name, "30s") // where it fails, more memory is used
	}
}
