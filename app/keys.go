package app

import (
	"context"
	"path/filepath"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// keys gives the view what no focused widget took.
func (a *App) keys() {
	c := a.win.Canvas()
	c.SetOnTypedKey(func(e *fyne.KeyEvent) {
		a.touch()
		switch {
		case a.hidden != nil:
			a.hide()
		case e.Name == fyne.KeyEscape && a.dialog != nil && a.dialog.Open():
			a.dialog.Escape()
		case e.Name == fyne.KeyF1:
			a.help()
		default:
			if v := a.views[a.screen]; v != nil {
				v.Key(e)
			}
		}
	})
	c.SetOnTypedRune(func(r rune) {
		a.touch()
		if v := a.views[a.screen]; v != nil && a.hidden == nil {
			v.Rune(r)
		}
	})
}

func (a *App) find() {
	if v := a.views[a.screen]; v != nil {
		v.Find()
	}
}

// askImport asks for a sheet, a transcript or a project and shows the import screen with it.
func (a *App) askImport() {
	if a.session == nil {
		return
	}
	a.AskImport(func(p string) { a.Go("import", p) })
}

// backup writes a checked copy of the study.
func (a *App) backup() {
	if a.session == nil {
		return
	}
	name := filepath.Base(a.session.Path())
	name = name[:len(name)-len(session.StudyExt)] + "-backup" + session.StudyExt
	a.AskSave("Back up the study", name, func(path string) {
		a.Run("Backing up the study", func(ctx context.Context, p session.Progress) error { return a.session.Backup(ctx, path, p) }, func(err error) {
			if err != nil {
				a.Fail(err)
				return
			}
			if err := a.prefs.BackedUp(a.session.Study().ID, path); err != nil {
				a.Fail(err)
			}
			a.Say("Backed up and checked: " + filepath.Base(path) + ".")
		})
	})
}

// flip changes between light and dark and remembers it.
func (a *App) flip() {
	mode := theme.DarkMode
	if theme.Now().Dark {
		mode = theme.LightMode
	}
	a.prefs.Appearance = string(mode)
	a.fyne.Settings().SetTheme(theme.New(mode))
	if err := a.prefs.Save(); err != nil {
		a.Say(err.Error())
	}
	a.Go(a.screen, a.arg)
}

// history shows every step, to step back to.
func (a *App) history() {
	if a.session != nil && a.screen != "history" {
		a.Go("history", a.screen)
	}
}

func (a *App) about() {
	a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: "Openloop", Text: "Find out why deals are really won and lost, and tell it so that nobody can be recognised. Nothing is sent anywhere. MIT licence.", Confirm: "Close"})
}
