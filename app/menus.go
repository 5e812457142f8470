package app

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// menus are the window's menus; what they offer follows the study.
type menus struct {
	undo, redo *fyne.MenuItem
	edit       *fyne.Menu
	all        []*fyne.Menu
	ofStudy    []*fyne.MenuItem // what needs an open study
}

// item is an entry of a menu; under a dialog, where Fyne runs menu shortcuts all the same, it does nothing.
func (a *App) item(label, act string, fn func()) *fyne.MenuItem {
	it := fyne.NewMenuItem(label, func() {
		if !a.covered() {
			fn()
		}
	})
	it.Shortcut = a.shortcutOf(act)
	return it
}

// makeMenus gives the window its menus with the shortcuts people expect, or have chosen.
func (a *App) makeMenus() {
	m := &menus{}
	of := func(it *fyne.MenuItem) *fyne.MenuItem {
		m.ofStudy = append(m.ofStudy, it)
		return it
	}
	var view []*fyne.MenuItem
	for _, n := range navItems {
		view = append(view, of(a.item(n.Label, "window."+n.Key, func() { a.Go(n.Key, nil) })))
	}
	file := fyne.NewMenu("File",
		a.item("New study…", "window.new", a.AskNew), a.item("Open…", "window.open", a.AskOpen), of(a.item("Import…", "window.import", a.askImport)),
		of(a.item("Export board pack…", "window.export", func() { a.Go("report", "export") })),
		of(a.item("Back up…", "", a.backup)), of(a.item("Pack for a colleague…", "", a.askPack)), of(a.item("Join a copy…", "", a.askJoin)), of(a.item("Close study", "window.close", a.CloseStudy)))
	// Fyne has shortcuts of its own for these two keys.
	m.undo, m.redo = fyne.NewMenuItem("Undo", a.Undo), fyne.NewMenuItem("Redo", a.Redo)
	m.undo.Shortcut, m.redo.Shortcut = &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}
	m.edit = fyne.NewMenu("Edit", m.undo, m.redo, of(a.item("Redo", "window.redo", a.Redo)),
		of(a.item("Find", "window.find", a.find)), of(a.item("Search all interviews…", "window.search", a.search)), of(a.item("History…", "window.history", a.history)))
	view = append(view, of(a.item("Coders…", "window.coders", a.coders)), of(a.item("Notes…", "window.notes", a.notes)), of(a.item("Business case…", "window.case", a.businessCase)))
	hide := fyne.NewMenuItem("Hide the screen", a.hide)
	hide.Shortcut = a.shortcutOf("window.hide")
	view = append(view, fyne.NewMenuItemSeparator(), a.item("Light or dark", "window.dark", a.flip), hide)
	help := fyne.NewMenu("Help", a.item("Keys…", "window.keys", a.help), a.item("About Openloop", "", a.about))
	m.all = []*fyne.Menu{file, m.edit, fyne.NewMenu("View", view...), help}
	a.menus = m
	a.win.SetMainMenu(fyne.NewMainMenu(m.all...))
	a.follow()
}

// follow makes the menus say what can be done now.
func (a *App) follow() {
	m, none := a.menus, a.session == nil
	var undo, redo string
	var canUndo, canRedo bool
	if !none {
		undo, canUndo = a.session.CanUndo()
		redo, canRedo = a.session.CanRedo()
	}
	stepped := name(m.undo, "Undo", undo, canUndo)
	stepped = name(m.redo, "Redo", redo, canRedo) || stepped
	if opened := m.ofStudy[0].Disabled != none; opened {
		for _, it := range m.ofStudy {
			it.Disabled = none
		}
		for _, menu := range m.all {
			menu.Refresh()
		}
	} else if stepped {
		m.edit.Refresh()
	}
}

// name makes an entry say which step it is about; it answers whether that is new.
func name(it *fyne.MenuItem, verb, step string, can bool) bool {
	label := verb
	if can {
		label += " “" + widgets.Ellipsis(step, 300, theme.Body) + "”"
	}
	was := *it
	it.Label, it.Disabled = label, !can
	return was.Label != it.Label || was.Disabled != it.Disabled
}
