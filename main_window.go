//go:build cgo

package main

import (
	"os"

	fyneapp "fyne.io/fyne/v2/app"

	"openloop/app"
	"openloop/app/session"
)

// window opens the window and answers the exit code when it is closed.
func window() int {
	boundCache()
	path, err := session.PrefsPath()
	if err != nil {
		path = ""
	}
	app.New(fyneapp.NewWithID("example.openloop.app"), session.LoadPrefs(path), session.Options{}).Start(os.Getenv("OPENLOOP_STUDY"))
	return 0
}
