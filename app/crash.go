package app

import (
	"time"

	"openloop/app/session"
)

// mentionCrash says once that the program stopped by a mistake of its own the last time, and where its report
// lies.
func (a *App) mentionCrash() {
	path, err := session.CrashPath()
	if err != nil {
		return
	}
	if at, ok := session.LastCrash(path); ok {
		a.Say("Openloop stopped by a mistake of its own on " + at.Format(time.DateOnly) + ". What was saved is safe; a report without names or texts is in " + path + ".")
	}
}
