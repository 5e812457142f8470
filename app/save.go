package app

import (
	"os"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// saver asks where a file is to be written.
type saver struct {
	app     *App
	ending  string // of the name that was offered
	then    func(path string)
	field   *widgets.Field
	note    *widgets.Board
	warned  string // what is wrong with the path, or what would be lost
	replace string // a file that is there already, and may be replaced
	dialog  *widgets.Dialog
}

// AskSave asks where a file is to be written: a path that may be changed by hand, or a folder to choose.
// Nothing is written before the work behind it is done.
func (a *App) AskSave(title, name string, then func(path string)) {
	s := &saver{app: a, ending: filepath.Ext(name), then: then}
	field, box := widgets.NewField("", "folder", "", false)
	s.field = field
	field.SetText(filepath.Join(a.saveFolder(), name))
	s.note = widgets.NewBoard(func(p *widgets.Pen) { p.LW(0, 10, p.W, s.warned, theme.Small, p.Warn) })
	browse := widgets.NewButton("Choose a folder", "folder", widgets.Quiet, s.choose)
	body := widgets.Placed(func(sz fyne.Size) {
		bw := browse.MinSize().Width
		widgets.Put(box, 0, 0, sz.Width-bw-8, 30)
		widgets.Put(browse, sz.Width-bw, 0, bw, 30)
		widgets.Put(s.note, 0, 36, sz.Width, 22)
	}, box, browse, s.note)
	s.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: title, Width: 680, Body: body, BodyH: 64, Confirm: "Save", Cancel: "Cancel", OnConfirm: s.confirm, Focus: field,
		Foot: "Tab leads to the choice of a folder."})
	a.dialog = s.dialog
	field.OnChanged = func(string) { s.say("") }
	field.OnSubmitted = func(string) {
		if s.confirm() {
			s.dialog.Close()
		}
	}
}

// saveFolder is where a file is offered to be written: beside the study.
func (a *App) saveFolder() string {
	if a.session != nil {
		return filepath.Dir(a.session.Path())
	}
	if dir, err := os.UserHomeDir(); err == nil {
		return dir
	}
	return "."
}

// say shows what is wrong with the path.
func (s *saver) say(words string) {
	if s.warned != words {
		s.warned = words
		s.note.Refresh()
	}
}

// choose asks for another folder, beginning in the one that is named; the name of the file stays.
func (s *saver) choose() {
	path := s.path()
	back := func() { s.app.dialog = s.dialog; s.field.Focus() }
	c := &chooser{app: s.app, saving: true, closed: back, then: func(dir string) {
		s.field.SetText(filepath.Join(dir, filepath.Base(path)))
		back()
	}}
	if dir := filepath.Dir(path); isFolder(dir) {
		c.from = dir
	}
	c.show("Choose where to save " + filepath.Base(path))
}

// path is what was typed, with the ending that was offered where it has none.
func (s *saver) path() string {
	typed := strings.TrimSpace(s.field.Text)
	if dir, name, ok := asPath(typed); ok {
		typed = filepath.Join(dir, name)
	} else if typed != "" {
		typed = filepath.Join(s.app.saveFolder(), typed)
	}
	if typed != "" && filepath.Ext(typed) == "" && !isFolder(typed) {
		typed += s.ending
	}
	return typed
}

// confirm writes, or says what stands in the way. A file that is there already is replaced the second time.
func (s *saver) confirm() bool {
	path := s.path()
	switch _, err := os.Stat(path); {
	case path == "":
		s.say("Type where the file goes.")
	case isFolder(path):
		s.say(filepath.Base(path) + " is a folder. Add a name for the file.")
	case !isFolder(filepath.Dir(path)):
		s.say("There is no folder " + filepath.Base(filepath.Dir(path)) + ". Choose another one.")
	case err == nil && s.replace != path:
		s.replace = path
		s.say(filepath.Base(path) + " is there already. Save once more to replace it.")
	default:
		s.then(path)
		return true
	}
	return false
}

func isFolder(path string) bool {
	st, err := os.Stat(path)
	return err == nil && st.IsDir()
}
