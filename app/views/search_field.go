package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// leaveSearch is what keys do in a field above a list that it searches: down or Enter goes into the list, Escape
// also empties the field. It says whether the key was one of these.
func leaveSearch(search *widgets.Field, rows *widgets.Rows, e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyDown, fyne.KeyReturn, fyne.KeyEnter:
	case fyne.KeyEscape:
		search.SetText("")
	default:
		return false
	}
	rows.Focus()
	return true
}
