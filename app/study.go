package app

import (
	"context"
	"os"
	"path/filepath"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/research/store"
)

// Open closes what is open and opens a study, off the window's goroutine.
func (a *App) Open(path string) {
	if a.session != nil && sameFile(path, a.session.Path()) {
		a.Say("This study is open already.")
		return
	}
	var s *session.Session
	a.Run("Opening "+filepath.Base(path), func(ctx context.Context, _ session.Progress) error {
		var err error
		s, err = session.Open(ctx, path, a.opt)
		return err
	}, func(err error) {
		if err != nil {
			a.Fail(err)
			return
		}
		a.adopt(s)
	})
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// adopt makes s the open study and shows its overview.
func (a *App) adopt(s *session.Session) {
	a.closeStudy()
	a.session = s
	s.SetCoder(or(a.prefs.Coder, s.Coder()))
	a.forget = s.Subscribe(func(c store.Change) { fyne.Do(func() { a.changed(c) }) })
	a.win.SetTitle(s.Study().Title + " · Openloop")
	if err := a.prefs.Opened(s.Path(), s.Study().Title, s.Now()); err != nil {
		a.Say(err.Error())
	}
	a.Go("overview", nil)
	a.checkQuietly(s)
	a.watchVault(s)
	for _, w := range s.Store().Warnings() {
		a.Say(w)
	}
}

// checkQuietly looks the whole file over for damage while the person works, and speaks up only when it finds
// some.
func (a *App) checkQuietly(s *session.Session) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	a.stopCheck = func() (wait func()) { stop(); return func() { <-ended } }
	go session.Safely(func() {
		defer close(ended)
		err := s.Check(ctx, nil)
		if err != nil && ctx.Err() == nil {
			fyne.Do(func() { a.whenShown(func() { a.Fail(err) }) })
		}
	})
}

// closeStudy lets go of the open study, if any, and its views, and closes its file in a job: what was counted
// is kept in it then, which takes a while after a large import.
func (a *App) closeStudy() {
	s := a.session
	if s == nil {
		return
	}
	a.forget()
	wait := a.stopCheck()
	a.session, a.wave, a.screen = nil, "", "home"
	for k := range a.views {
		if k != "home" {
			delete(a.views, k)
		}
	}
	a.win.SetTitle("Openloop")
	a.follow()
	a.Run("Closing "+filepath.Base(s.Path()), func(context.Context, session.Progress) error {
		wait()
		return s.Close()
	}, a.Fail)
	a.closing = true
}

// CloseStudy goes back to Home, after the running job if there is one.
func (a *App) CloseStudy() {
	if a.jobs.State().Running {
		a.next = a.CloseStudy
		return
	}
	a.closeStudy()
	a.Go("home", nil)
}

// changed passes a change of the study on to the view that is up.
func (a *App) changed(c store.Change) {
	if a.session == nil {
		return
	}
	a.shell.changed(c)
	if v := a.views[a.screen]; v != nil {
		v.Changed(c)
	}
}
