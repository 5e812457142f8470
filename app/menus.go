package app

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

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
func (a *App) item(label string, key fyne.KeyName, mod fyne.KeyModifier, fn func()) *fyne.MenuItem {
	it := fyne.NewMenuItem(label, func() {
		if !a.covered() {
			fn()
		}
	})
	if key != "" {
		it.Shortcut = &desktop.CustomShortcut{KeyName: key, Modifier: fyne.KeyModifierShortcutDefault | mod}
	}
	return it
}

// makeMenus gives the window its menus with the shortcuts people expect.
func (a *App) makeMenus() {
	m := &menus{}
	of := func(it *fyne.MenuItem) *fyne.MenuItem {
		m.ofStudy = append(m.ofStudy, it)
		return it
	}
	var view []*fyne.MenuItem
	for i, n := range navItems {
		view = append(view, of(a.item(n.Label, fyne.KeyName(fmt.Sprint(i+1)), 0, func() { a.Go(n.Key, nil) })))
	}
	file := fyne.NewMenu("File",
		a.item("New study…", fyne.KeyN, 0, a.AskNew), a.item("Open…", fyne.KeyO, 0, a.AskOpen), of(a.item("Import…", fyne.KeyI, 0, a.askImport)),
		of(a.item("Export board pack…", fyne.KeyE, 0, func() { a.Go("report", "export") })),
		of(a.item("Back up…", "", 0, a.backup)), of(a.item("Close study", fyne.KeyW, 0, a.CloseStudy)))
	// Fyne has shortcuts of its own for these two keys.
	m.undo, m.redo = fyne.NewMenuItem("Undo", a.Undo), fyne.NewMenuItem("Redo", a.Redo)
	m.undo.Shortcut, m.redo.Shortcut = &fyne.ShortcutUndo{}, &fyne.ShortcutRedo{}
	m.edit = fyne.NewMenu("Edit", m.undo, m.redo, of(a.item("Redo", fyne.KeyZ, fyne.KeyModifierShift, a.Redo)),
		of(a.item("Find", fyne.KeyF, 0, a.find)), of(a.item("History…", fyne.KeyH, 0, a.history)))
	hide := fyne.NewMenuItem("Hide the screen", a.hide)
	hide.Shortcut = &desktop.CustomShortcut{KeyName: fyne.KeyL, Modifier: fyne.KeyModifierShortcutDefault}
	view = append(view, fyne.NewMenuItemSeparator(), a.item("Light or dark", fyne.KeyD, fyne.KeyModifierShift, a.flip), hide)
	help := fyne.NewMenu("Help", a.item("Keys…", fyne.KeySlash, 0, a.help), a.item("About Openloop", "", 0, a.about))
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
