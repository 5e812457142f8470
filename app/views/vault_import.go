package views

import (
	"context"

	"openloop/app/session"
	"openloop/app/widgets"
)

// askKnown goes on with an import: at once where the vault is open; where it is locked, after opening it, or
// sealed, when the person says that nobody in the file was there before.
func askKnown(h Host, then func(sealed bool)) {
	open := func() { h.Unlock(func() { then(false) }) }
	s := h.Session()
	if s.Vault() != session.VaultLocked || s.CanImportNew(context.Background()) != nil {
		open()
		return
	}
	before := "The vault is locked. Opened, it recognises people who were there before and keeps their pseudonyms."
	first := len(s.InterviewRows(session.InterviewFilter{})) == 0
	if first {
		before = "The vault is locked. This is the first import, so nobody has to be recognised."
	}
	var d *widgets.Dialog
	sealed := widgets.NewCheck("Nobody in this file was there before", first, nil)
	sealed.Note = "Their names go sealed into the vault, which stays locked"
	d = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Open the vault for this import?", Text: before, Body: sealed, BodyH: 48, Confirm: "Go on", Cancel: "Cancel",
		OnConfirm: func() bool {
			d.Close()
			if sealed.On {
				then(true)
			} else {
				open()
			}
			return false
		}})
}
