//go:build !cgo

package main

import (
	"strings"
	"testing"
)

// A build without a window says how to get one.
func TestBuildWithoutWindow(t *testing.T) {
	for _, args := range [][]string{nil, {"acme.openloop"}} {
		if said, code := start(t, args...); code != 2 || !strings.Contains(said, "This build has no window") || !strings.Contains(said, "README.md") {
			t.Errorf("openloop %v exits with %d and says %q", args, code, said)
		}
	}
}
