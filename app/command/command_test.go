package command

import (
	"context"
	"fmt"
	"os"
	"regexp"
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"openloop/research/store/storetest"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"openloop": func() {
		e := &env{ctx: context.Background(), in: os.Stdin, out: os.Stdout, err: os.Stderr, getenv: os.Getenv, interactive: isTerminal(os.Stdin), workFactor: 4}
		os.Exit(e.main(os.Args[1:], func(study string) int {
			fmt.Fprintf(os.Stderr, "This is where the window opens with %q.\n", study)
			return Usage
		}))
	}})
}

// The scripts in testdata read as a manual: what to type, and what comes of it.
func TestManual(t *testing.T) {
	testscript.Run(t, testscript.Params{
		Dir:                 "testdata",
		RequireExplicitExec: false,
		Cmds:                map[string]func(*testscript.TestScript, bool, []string){"calm": calm, "exits": exits, "qualcoder": qualcoder, "taguette": taguette},
	})
}

// technical is what no person should have to read: traces, types, unprinted values, raw errors, a line that
// is written over.
var technical = regexp.MustCompile(`goroutine|panic|\.go:\d|\*\w+\.\w+|&\{|map\[|%!|<nil>|SQL|\bsqlite\b|store: |\r|\x1b`)

// calm makes sure that the last command said nothing technical.
func calm(ts *testscript.TestScript, _ bool, _ []string) {
	for _, out := range []string{"stdout", "stderr"} {
		if bad := technical.FindString(ts.ReadFile(out)); bad != "" {
			ts.Fatalf("%s says %q", out, bad)
		}
	}
}

// exits runs a command and makes sure of its exit code: exits 3 openloop …
func exits(ts *testscript.TestScript, _ bool, args []string) {
	err := ts.Exec(args[1], args[2:]...)
	code := "0"
	if err != nil {
		code = regexp.MustCompile(`\d+$`).FindString(err.Error())
	}
	if code != args[0] {
		ts.Fatalf("exits with %s (%v), want %s", code, err, args[0])
	}
	calm(ts, false, nil)
}

// qualcoder makes a project of QualCoder: qualcoder FOLDER
func qualcoder(ts *testscript.TestScript, _ bool, args []string) {
	_, err := storetest.MakeQualCoder(ts.MkAbs(args[0]))
	ts.Check(err)
}

// taguette makes a project of Taguette: taguette FILE
func taguette(ts *testscript.TestScript, _ bool, args []string) {
	ts.Check(storetest.MakeTaguette(ts.MkAbs(args[0])))
}
