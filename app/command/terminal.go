package command

import (
	"io"
	"os"

	"github.com/mattn/go-isatty"
)

// isTerminal says whether a person may be typing at r.
func isTerminal(r any) bool {
	f, ok := r.(*os.File)
	return ok && isatty.IsTerminal(f.Fd())
}

// file answers the descriptor behind a reader, where there is one.
func file(r io.Reader) (*os.File, bool) {
	f, ok := r.(*os.File)
	return f, ok
}
