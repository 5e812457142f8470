package app

import (
	"openloop/app/theme"
	"openloop/app/widgets"
)

// covered says that a dialog is open or the screen hidden: Fyne runs menu shortcuts even then.
func (a *App) covered() bool { return len(a.win.Canvas().Overlays().List()) > 0 }

// hide covers the screen with one key, dialogs and all, and shows it again with any.
func (a *App) hide() {
	c := a.win.Canvas()
	if a.hidden != nil {
		c.Overlays().Remove(a.hidden)
		a.hidden = nil
		a.shell.showCard(a.shell.card)
		later := a.later
		a.later = nil
		for _, f := range later {
			f()
		}
		return
	}
	a.leave()
	a.hidden = widgets.NewBoard(func(p *widgets.Pen) {
		p.Rect(0, 0, p.W, p.H, p.Bg)
		p.Mark(p.W/2, p.H/2-20, 22)
		p.C(p.W/2, p.H/2+30, "Hidden. Press any key to go on.", theme.Body, p.Mute)
		p.Hit("show", 0, 0, p.W, p.H, a.hide)
	})
	c.Overlays().Add(a.hidden)
	a.hidden.Resize(c.Size())
	c.Unfocus()
}

// whenShown does f now, or once the screen is shown again: nothing may lie over what hides it.
func (a *App) whenShown(f func()) {
	if a.hidden != nil {
		a.later = append(a.later, f)
		return
	}
	f()
}
