//go:build cgo && (linux || darwin || freebsd)

package main

import (
	"os"
	"syscall"
)

// boundCache starts the program anew with Fyne's cache of drawn text bounded to five seconds: it is read
// before main begins, and by default it keeps text for a minute, which hours of coding would fill memory with.
func boundCache() {
	if os.Getenv("FYNE_CACHE") != "" {
		return
	}
	self, err := os.Executable()
	if err != nil || os.Setenv("FYNE_CACHE", "5s") != nil {
		return
	}
	// Where this fails the window opens all the same, with the larger cache.
	_ = syscall.Exec(self, os.Args, os.Environ())
}
