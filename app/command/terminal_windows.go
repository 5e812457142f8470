package command

import (
	"io"

	"golang.org/x/sys/windows"
)

// hideTyping switches the console's echo off and answers how to switch it on again.
func hideTyping(r io.Reader) (restore func()) {
	f, ok := file(r)
	if !ok {
		return func() {}
	}
	h := windows.Handle(f.Fd())
	var was uint32
	if windows.GetConsoleMode(h, &was) != nil || windows.SetConsoleMode(h, was&^windows.ENABLE_ECHO_INPUT) != nil {
		return func() {}
	}
	return func() { _ = windows.SetConsoleMode(h, was) }
}
