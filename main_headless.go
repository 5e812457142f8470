//go:build !cgo

package main

import (
	"fmt"
	"os"
)

// window says how to get one: this build has none.
func window(string) int {
	fmt.Fprintln(os.Stderr, "This build has no window, only commands: it was made without a C compiler. README.md has the one line per system that builds the window. openloop --help lists the commands.")
	return 2
}
