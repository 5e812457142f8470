//go:build cgo && !darwin && !windows

package main

import (
	"os"
	"os/exec"
	"strings"
	"testing"
)

// What is set early is set before Fyne reads it.
func TestEarlyIsEarly(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	c := exec.Command(self, "-test.run=^$")
	c.Env = append(os.Environ(), "GODEBUG=inittrace=1")
	out, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	early, fyne := strings.Index(string(out), "init openloop/app/early @"), strings.Index(string(out), "init fyne.io/fyne/v2/internal/cache @")
	if early < 0 || fyne < 0 || early > fyne {
		t.Errorf("early is set up at %d of what is said, Fyne's cache at %d", early, fyne)
	}
}

// Where there is no screen the window says so in one sentence, and what goes without.
func TestWindowWithoutScreen(t *testing.T) {
	for _, args := range [][]string{nil, {"acme.openloop"}} {
		said, code := start(t, args...)
		if code != 3 || strings.Count(said, "\n") != 1 || !strings.HasPrefix(said, "There is no screen to show the window on.") || !strings.Contains(said, "openloop --help") {
			t.Errorf("openloop %v exits with %d and says %q", args, code, said)
		}
	}
}
