package app

import (
	"strings"
	"testing"
	"time"

	"openloop/app/session"
)

// The start after a crash mentions it, once.
func TestCrashIsMentioned(t *testing.T) {
	a := window(t)
	a.mentionCrash()
	if said := words(a); strings.Contains(said, "mistake") {
		t.Errorf("a crash that never was is mentioned: %s", said)
	}
	path, err := session.CrashPath()
	if err != nil {
		t.Fatal(err)
	}
	_ = session.WriteCrash(path, "no place for Margit Oelschlager", time.Now())
	a.mentionCrash()
	// A path that is longer than a line is broken somewhere.
	if said := words(a); !strings.Contains(said, "Openloop made a mistake") || !strings.Contains(strings.NewReplacer(" ", "", "-", "").Replace(said), "crashreport") || strings.Contains(said, "Margit") {
		t.Errorf("the window says %s", said)
	}
	a.dialog.Close()
	a.mentionCrash()
	if said := words(a); strings.Contains(said, "made a mistake") {
		t.Errorf("it is mentioned again: %s", said)
	}
}
