package app

import (
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/views"
	"openloop/app/widgets"
)

// windowActs are what the window does by keyboard on every screen. The menus take their shortcuts from this table,
// and the help lists it.
func (a *App) windowActs() []views.Act {
	const file, edit, screens, window = "Study", "Steps", "Screens", "Window"
	acts := []views.Act{
		{ID: "window.undo", What: "undo", Part: edit},
		{ID: "window.redo", What: "redo", Part: edit, Do: a.Redo},
		{ID: "window.history", What: "history", Part: edit, Do: a.history},
		{ID: "window.find", What: "find", Part: edit, Do: a.find},
		{ID: "window.search", What: "search all interviews", Part: edit, Do: a.search},
		{ID: "window.case", What: "the business case", Part: edit, Do: a.businessCase},
		{ID: "window.notes", What: "all notes", Part: edit, Do: a.notes},
	}
	for _, n := range navItems {
		acts = append(acts, views.Act{ID: "window." + n.Key, What: n.Label, Part: screens, Do: func() { a.Go(n.Key, nil) }})
	}
	acts = append(acts, a.codersActs()...)
	acts = append(acts,
		views.Act{ID: "window.new", What: "new study", Part: file, Do: a.AskNew},
		views.Act{ID: "window.open", What: "open a study", Part: file, Do: a.AskOpen},
		views.Act{ID: "window.import", What: "import", Part: file, Do: a.askImport},
		views.Act{ID: "window.export", What: "export the board pack", Part: file, Do: func() { a.Go("report", "export") }},
		views.Act{ID: "window.close", What: "close the study", Part: file, Do: a.CloseStudy},
		views.Act{ID: "window.hide", What: "hide the screen", Part: window, Do: a.hide},
		views.Act{ID: "window.dark", What: "light or dark", Part: window, Do: a.flip},
		views.Act{ID: "window.keys", What: "this list", Part: window, Do: a.help},
		views.Act{ID: "window.help", What: "this list", Part: window})
	for i := range acts {
		acts[i].Keys = views.WindowKeys(acts[i].ID)
	}
	return acts
}

// keyOf is the key of an act of the window as it is shown: "Ctrl 3", "" where it has none.
func (a *App) keyOf(act string) string { return views.WindowTable(a.prefs).Words(act) }

// businessCase and notes show screens that have no entry in the navigation; Escape goes back from them.
func (a *App) businessCase() { a.Go("case", a.screen) }
func (a *App) notes()        { a.Go("notes", a.screen) }

// shortcutOf is the shortcut of an act of the window; nil for one without a key.
func (a *App) shortcutOf(act string) fyne.Shortcut {
	acts := a.windowActs()
	i := slices.IndexFunc(acts, func(x views.Act) bool { return x.ID == act })
	if i < 0 {
		return nil
	}
	keys := a.prefs.KeysOf(act, acts[i].Keys)
	if len(keys) == 0 {
		return nil
	}
	return views.ShortcutOf(keys[0])
}

// help lists the keys of the screen that is up and of the window, and lets them be changed.
func (a *App) help() {
	var acts []views.Act
	title := "Keys"
	if v, ok := a.views[a.screen].(views.Keyed); ok {
		acts = slices.Clone(v.Acts())
		for _, n := range navItems {
			if n.Key == a.screen {
				title = "Keys on " + n.Label
			}
		}
	}
	acts = append(acts, a.windowActs()...)
	a.dialog = views.ShowKeys(a, title, acts, func() {
		a.makeMenus()
		a.shortcuts()
		a.shell.showKeys()
		a.shell.body.Refresh()
	})
}

// shortcuts has the window know the keys with Ctrl or Alt of the screen that is up, whatever has the keyboard.
func (a *App) shortcuts() {
	c := a.win.Canvas()
	for _, s := range a.ofView {
		c.RemoveShortcut(s)
	}
	a.ofView = nil
	v, ok := a.views[a.screen].(views.Keyed)
	if !ok {
		return
	}
	for key, s := range (views.KeyTable{Prefs: a.prefs, Acts: v.Acts()}).Shortcuts() {
		a.ofView = append(a.ofView, s)
		c.AddShortcut(s, func(fyne.Shortcut) { a.press(key) })
	}
}

// press does what a key with Ctrl or Alt stands for on the screen that is up, unless something is being typed.
func (a *App) press(key string) {
	_, typing := a.win.Canvas().Focused().(*widgets.Field)
	if v, ok := a.views[a.screen].(views.Keyed); ok && !typing && !a.covered() {
		views.KeyTable{Prefs: a.prefs, Acts: v.Acts()}.Press(key)
	}
}
