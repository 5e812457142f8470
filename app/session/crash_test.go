package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"openloop/research"
)

// A crash report says where the fault was and nothing of what was worked on; it is mentioned once.
func TestCrashReport(t *testing.T) {
	config := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", config)
	t.Setenv("HOME", config)
	t.Setenv("AppData", config)
	const name = "Margit Oelschlager"
	var jobs Jobs
	for _, fault := range []func(){
		func() { panic("cannot place " + name) },
		func() { panic(fmt.Errorf("no verbatim %q", name)) },
		func() { wordAt(strings.Fields(name), 7) },
	} {
		var got error
		if err := jobs.Start("A job", func(context.Context, Progress) error { fault(); return nil }, func(err error) { got = err }); err != nil {
			t.Fatal(err)
		}
		jobs.Wait()
		path, err := CrashPath()
		if err != nil {
			t.Fatal(err)
		}
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		said := string(b)
		if research.KindOf(got) != research.Damaged || !strings.Contains(got.Error(), path) {
			t.Errorf("the job ends with %v", got)
		}
		for _, secret := range []string{name, "Margit", "0x", "+0x"} {
			if strings.Contains(said+got.Error(), secret) {
				t.Errorf("the report says %q:\n%s", secret, said)
			}
		}
		if !strings.Contains(said, "TestCrashReport") || !strings.Contains(said, "crash_test.go:") || strings.Contains(said, filepath.Dir(path)) {
			t.Errorf("the report does not say where:\n%s", said)
		}
	}
	path, _ := CrashPath()
	if b, _ := os.ReadFile(path); !strings.Contains(string(b), "index out of range [7] with length 2") {
		t.Errorf("Go's own fault is not told:\n%s", b)
	}
	if at, ok := LastCrash(path); !ok || time.Since(at) > time.Minute {
		t.Errorf("the next start hears of it: %v, %v", at, ok)
	}
	if _, ok := LastCrash(path); ok {
		t.Error("it is mentioned again")
	}
	if _, ok := LastCrash(filepath.Join(config, "none")); ok {
		t.Error("a crash is mentioned that never was")
	}
}

//go:noinline
func wordAt(words []string, i int) string { return words[i] }
