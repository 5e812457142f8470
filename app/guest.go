package app

import (
	"openloop/app/session"
	"openloop/research"
)

// guest is the window as the views of one study see it. Once that study is closed it does nothing more: what
// a view still has under way may end later, and must neither fall over nor be seen.
type guest struct {
	*App
	study *session.Session
}

func (g guest) gone() bool { return g.App.session != g.study }

// Session is the study of the view, closed or not.
func (g guest) Session() *session.Session { return g.study }

// Fail shows an error's sentence.
func (g guest) Fail(err error) {
	if !g.gone() {
		g.App.Fail(err)
	}
}

// Say shows a sentence in the status line.
func (g guest) Say(s string) {
	if !g.gone() {
		g.App.Say(s)
	}
}

// Refresh lays out what stands around the view.
func (g guest) Refresh() {
	if !g.gone() {
		g.App.Refresh()
	}
}

// Go shows another screen.
func (g guest) Go(screen string, arg any) {
	if !g.gone() {
		g.App.Go(screen, arg)
	}
}

// SetWave looks at another wave.
func (g guest) SetWave(w research.ID) {
	if !g.gone() {
		g.App.SetWave(w)
	}
}

// Unlock goes on once the vault is open.
func (g guest) Unlock(then func()) {
	if !g.gone() {
		g.App.Unlock(then)
	}
}

// Run runs a long job.
func (g guest) Run(title string, job session.Job, end func(error)) {
	if !g.gone() {
		g.App.Run(title, job, end)
	}
}
