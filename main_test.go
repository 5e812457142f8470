package main

import (
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// asOpenloop makes the test's own program run as openloop would.
const asOpenloop = "OPENLOOP_TEST_MAIN"

func TestMain(m *testing.M) {
	if os.Getenv(asOpenloop) != "" {
		main()
	}
	os.Exit(m.Run())
}

// start runs the program without a screen, and answers what it said and its exit code.
func start(t *testing.T, args ...string) (string, int) {
	t.Helper()
	c := exec.Command(os.Args[0], args...)
	home := t.TempDir()
	c.Env = append(slices.DeleteFunc(os.Environ(), func(v string) bool {
		return strings.HasPrefix(v, "DISPLAY=") || strings.HasPrefix(v, "WAYLAND_DISPLAY=")
	}), asOpenloop+"=1", "HOME="+home, "XDG_CONFIG_HOME="+home, "XDG_CACHE_HOME="+home)
	out, _ := c.CombinedOutput()
	return string(out), c.ProcessState.ExitCode()
}

// The commands need neither a window nor a screen.
func TestCommandsNeedNoScreen(t *testing.T) {
	if said, code := start(t, "--version"); code != 0 || !strings.Contains(said, "openloop version") {
		t.Errorf("exits with %d: %s", code, said)
	}
}
