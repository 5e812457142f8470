package widgets

import "fyne.io/fyne/v2"

// TypedShortcut hands a combination of keys to OnShortcut, and on to the window where that does not use it.
func (r *Rows) TypedShortcut(s fyne.Shortcut) {
	if r.OnShortcut == nil || !r.OnShortcut(s) {
		forwardShortcut(r, s)
	}
}
