package views

import "openloop/app/session"

// windowKeys are the usual keys of what the window does on every screen, by act. Undo's and the help's stay what they
// are everywhere.
var windowKeys = map[string]string{
	"window.undo": "Ctrl+Z", "window.redo": "Ctrl+Shift+Z", "window.history": "Ctrl+H", "window.find": "Ctrl+F", "window.search": "Ctrl+Shift+F",
	"window.case": "Ctrl+B", "window.notes": "Ctrl+Shift+M", "window.coders": "Ctrl+Shift+K",
	"window.overview": "Ctrl+1", "window.interviews": "Ctrl+2", "window.coding": "Ctrl+3", "window.codebook": "Ctrl+4", "window.themes": "Ctrl+5",
	"window.explore": "Ctrl+6", "window.quotes": "Ctrl+7", "window.report": "Ctrl+8", "window.anonymity": "Ctrl+9",
	"window.settings": "Ctrl+,", // as in other programs: Ctrl 0 gives a text its usual size
	"window.new":      "Ctrl+N", "window.open": "Ctrl+O", "window.import": "Ctrl+I", "window.export": "Ctrl+E", "window.close": "Ctrl+W",
	"window.hide": "Ctrl+L", "window.dark": "Ctrl+Shift+D", "window.keys": "Ctrl+/", "window.help": "F1",
}

// WindowKeys are the usual keys of an act of the window, none for an act that has none.
func WindowKeys(act string) []string {
	if key, ok := windowKeys[act]; ok {
		return []string{key}
	}
	return nil
}

// WindowTable is the table of acts of the window by which screens say which keys they have on this computer. What each
// does is known to the window alone.
func WindowTable(p *session.Prefs) KeyTable {
	acts := make([]Act, 0, len(windowKeys))
	for id, key := range windowKeys {
		acts = append(acts, Act{ID: id, Keys: []string{key}})
	}
	return KeyTable{p, acts}
}
