package app

import (
	"time"

	"openloop/app/session"
	"openloop/app/widgets"
)

// mentionCrash says once that the program stopped by a mistake of its own the last time, and where its report
// lies.
func (a *App) mentionCrash() {
	path, err := session.CrashPath()
	if err != nil {
		return
	}
	if at, ok := session.LastCrash(path); ok {
		a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: "Openloop made a mistake", Confirm: "Close",
			Text: "On " + at.Format(time.DateOnly) + " it stopped what it was doing. What was saved before is safe. A report without names or texts is in " + path + ": please pass it on."})
	}
}
