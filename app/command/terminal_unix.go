//go:build linux || darwin || freebsd

package command

import (
	"io"

	"golang.org/x/sys/unix"
)

// hideTyping switches the terminal's echo off and answers how to switch it on again.
func hideTyping(r io.Reader) (restore func()) {
	f, ok := file(r)
	if !ok {
		return func() {}
	}
	fd := int(f.Fd())
	was, err := unix.IoctlGetTermios(fd, getTermios)
	if err != nil {
		return func() {}
	}
	now := *was
	now.Lflag &^= unix.ECHO
	if unix.IoctlSetTermios(fd, setTermios, &now) != nil {
		return func() {}
	}
	return func() { _ = unix.IoctlSetTermios(fd, setTermios, was) }
}
