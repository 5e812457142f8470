// Package command is Openloop on the command line: a contract that scripts rely on. It reads arguments,
// asks the session to do the work, and says on standard output what was done and on standard error how
// it goes. It knows no window.
package command

import (
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"strings"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/research"
)

// The exit codes.
const (
	Done     = 0 // done
	Findings = 1 // done, with refused rows or findings
	Usage    = 2 // wrong use
	Failed   = 3 // failed
)

// Version is what --version says.
const Version = "0.1.0"

// errFindings ends a command that did its work and found something.
var errFindings = errors.New("findings")

// usageError is a wrong use of the command line.
type usageError struct{ error }

// env is what a command may touch of the world.
type env struct {
	ctx         context.Context
	in          io.Reader
	out, err    io.Writer
	passFile    string
	getenv      func(string) string
	interactive bool
	workFactor  int // of new vaults, 0 for the default: tests make ones that open at once
}

// Main runs the command line and answers the exit code. window opens the window when no command is given,
// with a study in it where there is the path of one instead ("" for none); it answers an exit code too.
func Main(ctx context.Context, args []string, stdin io.Reader, stdout, stderr io.Writer, getenv func(string) string, window func(study string) int) int {
	e := &env{ctx: ctx, in: stdin, out: stdout, err: stderr, getenv: getenv, interactive: isTerminal(stdin)}
	return e.main(args, window)
}

// main is Main.
func (e *env) main(args []string, window func(study string) int) int {
	code := Done
	root := e.root(func(study string) { code = window(study) })
	root.SetArgs(args)
	err := run(e.ctx, root)
	switch {
	case err == nil:
		return code
	case errors.Is(err, errFindings):
		return Findings
	}
	fmt.Fprintln(e.err, sentence(err))
	var u usageError
	if errors.As(err, &u) {
		fmt.Fprintln(e.err, "Run openloop --help to see what there is.")
		return Usage
	}
	return Failed
}

// run runs the command. A fault of the program's own becomes an error: its trace may quote what it worked on.
func run(ctx context.Context, root *cobra.Command) (err error) {
	defer func() {
		if fault := recover(); fault != nil {
			err = session.Recovered(fault)
		}
	}()
	return root.ExecuteContext(ctx)
}

// sentence is what a person reads of an error: the problem's own sentence where it has one.
func sentence(err error) string {
	var p *research.Problem
	if errors.As(err, &p) {
		return p.Say
	}
	if errors.Is(err, context.Canceled) {
		return "Cancelled. Nothing was left half-done."
	}
	var u usageError
	if errors.As(err, &u) {
		return err.Error()
	}
	return "This did not work: " + err.Error()
}

const about = `Openloop finds out why business deals are really won and lost: interviews in,
a board pack out, and nobody can tell who said what.

Without a command it opens the window; openloop STUDY.openloop opens it with
that study. To see it work: openloop demo`

// usage is the page that --help shows.
const usage = `Usage:
  {{if .HasAvailableSubCommands}}openloop [COMMAND]{{else}}{{.UseLine}}{{end}}{{if .HasAvailableSubCommands}}

Commands:{{range .Commands}}{{if .IsAvailableCommand}}
  {{rpad .Name .NamePadding}} {{.Short}}{{end}}{{end}}{{end}}

Options:
{{.LocalFlags.FlagUsages | trimTrailingWhitespaces}}{{if .HasAvailableInheritedFlags}}
{{.InheritedFlags.FlagUsages | trimTrailingWhitespaces}}{{end}}
{{if .HasAvailableSubCommands}}
openloop COMMAND --help says more of each.
{{end}}
Exit codes: 0 done; 1 done, with refused rows or findings; 2 wrong use; 3 failed.
`

func (e *env) root(window func(study string)) *cobra.Command {
	root := &cobra.Command{
		Use: "openloop", Short: "Find out why deals are really won and lost", Long: about, Version: Version,
		SilenceErrors: true, SilenceUsage: true, Args: onlyCommands,
		RunE: func(_ *cobra.Command, args []string) error { window(strings.Join(args, "")); return nil },
	}
	root.SetIn(e.in)
	root.SetOut(e.out)
	root.SetErr(e.err)
	root.SetFlagErrorFunc(func(_ *cobra.Command, err error) error { return usageError{err} })
	root.CompletionOptions.DisableDefaultCmd = true
	root.SetUsageTemplate(usage)
	root.InitDefaultHelpFlag()
	root.InitDefaultVersionFlag()
	root.Flags().Lookup("version").Usage = "say which version this is"
	root.PersistentFlags().StringVar(&e.passFile, "passphrase-file", "", "read the vault's passphrase from the first line of `FILE`\n(else OPENLOOP_PASSPHRASE, else asked at the terminal)")
	root.AddCommand(e.agree(), e.pack(), e.demo(), e.new(), e.imports(), e.codes(), e.report(), e.export(), e.redact(), e.check(), e.bench())
	root.SetHelpCommand(&cobra.Command{Use: "help", Hidden: true, RunE: func(_ *cobra.Command, args []string) error {
		c, _, err := root.Find(args)
		if err != nil || c == root && len(args) > 0 {
			return usageError{fmt.Errorf("%q is not a command", strings.Join(args, " "))}
		}
		return c.Help()
	}})
	for _, c := range append(root.Commands(), root) {
		c.InitDefaultHelpFlag()
		c.Flags().Lookup("help").Usage = "show this"
	}
	return root
}

// onlyCommands refuses words that are no command, but for the path of one study.
func onlyCommands(_ *cobra.Command, args []string) error {
	if len(args) > 0 && (len(args) > 1 || filepath.Ext(args[0]) != session.StudyExt) {
		return usageError{fmt.Errorf("%q is not a command", args[0])}
	}
	return nil
}

// takes checks the number of arguments, as wrong use.
func takes(least, most int, what string) cobra.PositionalArgs {
	return func(_ *cobra.Command, args []string) error {
		if len(args) < least || most >= 0 && len(args) > most {
			return usageError{fmt.Errorf("this command takes %s", what)}
		}
		return nil
	}
}
