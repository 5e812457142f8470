package app

import (
	"fmt"
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
		{ID: "window.undo", What: "undo", Part: edit, Keys: []string{"Ctrl+Z"}},
		{ID: "window.redo", What: "redo", Part: edit, Keys: []string{"Ctrl+Shift+Z"}, Do: a.Redo},
		{ID: "window.history", What: "history", Part: edit, Keys: []string{"Ctrl+H"}, Do: a.history},
		{ID: "window.find", What: "find", Part: edit, Keys: []string{"Ctrl+F"}, Do: a.find},
		{ID: "window.search", What: "search all interviews", Part: edit, Keys: []string{"Ctrl+Shift+F"}, Do: a.search},
		{ID: "window.case", What: "the business case", Part: edit, Keys: []string{"Ctrl+B"}, Do: func() { a.Go("case", a.screen) }},
	}
	for i, n := range navItems {
		acts = append(acts, views.Act{ID: "window." + n.Key, What: n.Label, Part: screens, Keys: []string{navKey(i)}, Do: func() { a.Go(n.Key, nil) }})
	}
	acts = append(acts, a.codersActs()...)
	return append(acts,
		views.Act{ID: "window.new", What: "new study", Part: file, Keys: []string{"Ctrl+N"}, Do: a.AskNew},
		views.Act{ID: "window.open", What: "open a study", Part: file, Keys: []string{"Ctrl+O"}, Do: a.AskOpen},
		views.Act{ID: "window.import", What: "import", Part: file, Keys: []string{"Ctrl+I"}, Do: a.askImport},
		views.Act{ID: "window.export", What: "export the board pack", Part: file, Keys: []string{"Ctrl+E"}, Do: func() { a.Go("report", "export") }},
		views.Act{ID: "window.close", What: "close the study", Part: file, Keys: []string{"Ctrl+W"}, Do: a.CloseStudy},
		views.Act{ID: "window.hide", What: "hide the screen", Part: window, Keys: []string{"Ctrl+L"}, Do: a.hide},
		views.Act{ID: "window.dark", What: "light or dark", Part: window, Keys: []string{"Ctrl+Shift+D"}, Do: a.flip},
		views.Act{ID: "window.keys", What: "this list", Part: window, Keys: []string{"Ctrl+/"}, Do: a.help},
		views.Act{ID: "window.help", What: "this list", Part: window, Keys: []string{"F1"}})
}

// navKey is the usual key of a screen of the navigation: Ctrl 1 is the first. Settings has the one that it has in other
// programs, since Ctrl 0 gives a text its usual size.
func navKey(i int) string {
	if navItems[i].Key == "settings" {
		return "Ctrl+,"
	}
	return fmt.Sprintf("Ctrl+%d", i+1)
}

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
