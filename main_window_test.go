//go:build cgo && !darwin && !windows

package main

import (
	"strings"
	"testing"
)

// Where there is no screen the window says so in one sentence, and what goes without.
func TestWindowWithoutScreen(t *testing.T) {
	for _, args := range [][]string{nil, {"acme.openloop"}} {
		said, code := start(t, args...)
		if code != 3 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "There is no screen to show the window on.") || !strings.Contains(said, "openloop --help") {
			t.Errorf("openloop %v exits with %d and says %q", args, code, said)
		}
	}
}
