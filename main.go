// Openloop finds out why business deals are really won and lost. With arguments it is a command line,
// without it opens the window.
package main

import (
	"context"
	"os"
	"os/signal"

	"openloop/app/command"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt)
	code := command.Main(ctx, os.Args[1:], os.Stdin, os.Stdout, os.Stderr, os.Getenv, window)
	stop()
	os.Exit(code)
}
