//go:build cgo && !linux && !darwin && !freebsd

package main

// boundCache leaves Fyne's cache of drawn text as it is where a program cannot start itself anew in place.
func boundCache() {}
