//go:build cgo

package main

import (
	"bytes"
	"fmt"
	"io"
	"log"
	"os"

	fyneapp "fyne.io/fyne/v2/app"

	"openloop/app"
	"openloop/app/command"
	"openloop/app/early"
	"openloop/app/session"
)

// window opens the window, with the study at a path in it ("" for none), and answers the exit code when it is
// closed.
func window(study string) int {
	log.SetOutput(startLog{os.Stderr})
	path, err := session.PrefsPath()
	if err != nil {
		path = ""
	}
	early.Room()
	app.New(fyneapp.NewWithID("example.openloop.app"), session.LoadPrefs(path), session.Options{}).Start(study)
	return command.Done
}

// What is said where the window cannot open, by what Fyne logs of it.
var startFaults = []struct{ logged, said string }{
	{"failed to initialise GLFW", "There is no screen to show the window on. Start Openloop on a computer's own desktop, or over ssh with ssh -X."},
	{"window creation error", "This screen cannot show the window: it draws without OpenGL. Start Openloop on a computer's own desktop, or bring its graphics driver up to date."},
}

// startLog passes on what is logged. Where Fyne logs that the window cannot open, it goes on to panic, or ends
// the program without a word to the person: this ends it with a sentence.
type startLog struct{ io.Writer }

func (l startLog) Write(b []byte) (int, error) {
	for _, f := range startFaults {
		if bytes.Contains(b, []byte(f.logged)) {
			fmt.Fprintln(l.Writer, f.said, "The commands need no screen: openloop --help lists them.")
			os.Exit(command.Failed)
		}
	}
	return l.Writer.Write(b)
}
