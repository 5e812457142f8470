package session

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"time"

	"openloop/research"
)

// A crash report says where in the program a fault happened and nothing of what was worked on: a fault's own
// words may quote an answer, so only Go's own faults keep theirs, and the trace lists functions and lines
// without their arguments.

// crashName is the file that keeps the latest report, beside the preferences.
const crashName = "crash-report.txt"

// CrashPath is where the report of the latest crash is kept for this user.
func CrashPath() (string, error) {
	prefs, err := PrefsPath()
	if err != nil {
		return "", err
	}
	return filepath.Join(filepath.Dir(prefs), crashName), nil
}

// WriteCrash keeps a report of what recover answered, to be called where it was recovered. path is
// CrashPath's; with "" nothing is kept. It answers what a person reads of it.
func WriteCrash(path string, fault any, now time.Time) error {
	const said = "Openloop has made a mistake and stopped what it was doing. What was saved before is safe."
	if path != "" {
		err := os.MkdirAll(filepath.Dir(path), 0o700)
		if err == nil {
			err = os.WriteFile(path, []byte(crashText(fault, now)), 0o600)
		}
		if err == nil {
			return research.Problemf(research.Damaged, "%s A report without names or texts is in %s.", said, path)
		}
	}
	return research.Problemf(research.Damaged, "%s Please report what you did, without the study.", said)
}

// Recovered keeps a report of a fault where this user's are kept, with the clock's time.
func Recovered(fault any) error {
	path, err := CrashPath()
	if err != nil {
		path = ""
	}
	return WriteCrash(path, fault, time.Now())
}

// crashText is the report.
func crashText(fault any, now time.Time) string {
	var b strings.Builder
	fmt.Fprintf(&b, "Openloop crash report\n%s\n%s %s, %s\n%s\n\n", now.UTC().Format(time.RFC3339), runtime.GOOS, runtime.GOARCH, runtime.Version(), faultWords(fault))
	pc := make([]uintptr, 64)
	frames := runtime.CallersFrames(pc[:runtime.Callers(2, pc)])
	for {
		f, more := frames.Next()
		if f.Function != "" {
			fmt.Fprintf(&b, "%s\n\t%s:%d\n", f.Function, filepath.Base(f.File), f.Line)
		}
		if !more {
			return b.String()
		}
	}
}

// faultWords is what a fault may say: the words of Go's own, else only what sort of value it was.
func faultWords(fault any) string {
	if e, ok := fault.(runtime.Error); ok {
		return e.Error()
	}
	return fmt.Sprintf("%T", fault)
}

// LastCrash answers where the report of a crash lies that nobody has been told of, and when it happened.
func LastCrash(path string) (at time.Time, ok bool) {
	info, err := os.Stat(path)
	if path == "" || err != nil {
		return time.Time{}, false
	}
	if seen, err := os.Stat(path + ".seen"); err == nil && !seen.ModTime().Before(info.ModTime()) {
		return time.Time{}, false
	}
	// It is mentioned once; the report stays where it is.
	_ = os.WriteFile(path+".seen", nil, 0o600)
	return info.ModTime(), true
}

// guarded runs a job; a fault in it becomes an error, and a report.
func guarded(ctx context.Context, job Job, p Progress) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = Recovered(fault)
		}
	}()
	return job(ctx, p)
}

// Safely runs work on a goroutine of its own: go session.Safely(f). A fault in it ends the program with a
// report, in place of Go's own words, which may quote what was worked on.
func Safely(f func()) {
	defer func() {
		if fault := recover(); fault != nil {
			fmt.Fprintln(os.Stderr, Recovered(fault))
			os.Exit(3)
		}
	}()
	f()
}
