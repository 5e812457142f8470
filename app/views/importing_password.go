package views

import "path/filepath"

// askPassword asks for the password of a workbook, and reads it again with what was typed, which is kept nowhere. It
// says what was wrong with one before.
func (v *Import) askPassword(path, wrong string) {
	f := newForm(0)
	f.wrong = wrong
	pass := f.field("", "Password of the workbook", true)
	f.show(v.host, "Open the workbook", filepath.Base(path)+" opens with a password. It is used this once and kept nowhere.", "Open it", 0, func() bool {
		typed := pass.Text
		f.dialog.Close()
		v.readSealed(path, typed)
		return false
	})
}
