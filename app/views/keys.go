package views

import (
	"slices"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/session"
	"openloop/app/widgets"
)

// Act is something that a screen does by keyboard. The table of a screen's acts is what dispatches its keys and
// what the help lists, so that the two cannot differ.
type Act struct {
	ID   string   // under which other keys are kept on this computer: "coding.repeat"
	What string   // what it does, as the help says it: "repeat the last code"
	Part string   // the heading under which the help lists it
	Keys []string // the usual keys, the one to show first: "J", "/", "Enter", "F2", "Ctrl+Shift+Right"
	Do   func()   // nil where a widget does it and the key cannot be changed
}

// Keyed is a view that has acts.
type Keyed interface{ Acts() []Act }

// dispatch does what a key stands for in a table of acts; it is false where it stands for nothing.
func dispatch(p *session.Prefs, acts []Act, key string) bool { return KeyTable{p, acts}.Press(key) }

// KeyTable is a table of acts with the keys that they have on this computer.
type KeyTable struct {
	Prefs *session.Prefs
	Acts  []Act
}

// Press does what a key stands for; it is false where it stands for nothing.
func (t KeyTable) Press(key string) bool {
	if key == "" {
		return false
	}
	for _, a := range t.Acts {
		if a.Do != nil && slices.Contains(t.Prefs.KeysOf(a.ID, a.Keys), key) {
			a.Do()
			return true
		}
	}
	return false
}

// Of is the key to show for an act, "" where it has none.
func (t KeyTable) Of(id string) string {
	for _, a := range t.Acts {
		if a.ID != id {
			continue
		}
		if keys := t.Prefs.KeysOf(id, a.Keys); len(keys) > 0 {
			return keys[0]
		}
	}
	return ""
}

// hint is what some acts do, with the first key of each; nothing where none of them has one.
func (t KeyTable) hint(what string, ids ...string) widgets.KeyHint {
	var keys []string
	for _, id := range ids {
		if key := t.Of(id); key != "" {
			keys = append(keys, partsOf(key)...)
		}
	}
	if len(keys) == 0 {
		return widgets.KeyHint{}
	}
	return widgets.KeyHint{What: what, Keys: keys}
}

// Words are an act's key as a menu writes it: "Alt Up"; "" where it has none.
func (t KeyTable) Words(id string) string {
	if key := t.Of(id); key != "" {
		return strings.Join(partsOf(key), " ")
	}
	return ""
}

// Key draws the keycaps of an act from x and answers how wide they are, 0 where it has no key.
func (t KeyTable) Key(p *widgets.Pen, x, cy float32, id string) float32 {
	x0 := x
	for i, part := range partsOf(t.Of(id)) {
		if part == "" {
			return 0
		}
		if i > 0 {
			x += 3
		}
		x += p.Key(x, cy, part)
	}
	return x - x0
}

// Width is how wide Key will be.
func (t KeyTable) Width(id string) float32 {
	w := float32(0)
	for i, part := range partsOf(t.Of(id)) {
		if part == "" {
			return 0
		}
		if i > 0 {
			w += 3
		}
		w += widgets.KeyWidth(part)
	}
	return w
}

// press is how a sentence tells to do something by keyboard: "press R", or where that has no key how it gets one.
func (t KeyTable) press(id string) string {
	if key := t.Words(id); key != "" {
		return "press " + key
	}
	for _, a := range t.Acts {
		if a.ID == id {
			return "give “" + a.What + "” a key under F1, and press it"
		}
	}
	return ""
}

// pressed is press at the beginning of a sentence.
func (t KeyTable) pressed(id string) string {
	s := t.press(id)
	return strings.ToUpper(s[:1]) + s[1:]
}

// Shortcuts are the keys with Ctrl or Alt among those of the acts, with what each does.
func (t KeyTable) Shortcuts() map[string]fyne.Shortcut {
	out := map[string]fyne.Shortcut{}
	for _, a := range t.Acts {
		if a.Do == nil {
			continue
		}
		for _, k := range t.Prefs.KeysOf(a.ID, a.Keys) {
			if s := ShortcutOf(k); s != nil {
				out[k] = s
			}
		}
	}
	return out
}

// walk goes through a list by a key that nothing else took. It answers whether the key is one for lists, and whether
// it was used: where the list has the keyboard it has seen the key already.
func walk(rows *widgets.Rows, e *fyne.KeyEvent, also ...fyne.KeyName) (known, used bool) {
	switch e.Name {
	case fyne.KeyUp, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyPageDown, fyne.KeyHome, fyne.KeyEnd:
		known = true
	default:
		known = slices.Contains(also, e.Name)
	}
	if !known || rows.Focused() {
		return known, false
	}
	rows.Focus()
	rows.TypedKey(e)
	return true, true
}

// keyOfRune is how a typed letter or sign is called: letters in either case by their capital.
func keyOfRune(r rune) string {
	if r <= ' ' {
		return ""
	}
	return string(unicode.ToUpper(r))
}

// keyOfEvent is how a key is called that types nothing; "" for those that do.
func keyOfEvent(e *fyne.KeyEvent, mod fyne.KeyModifier) string {
	name, ok := keyNames[e.Name]
	if !ok {
		return ""
	}
	return withModifiers(mod, name)
}

// keyOfShortcut is how a key with Ctrl or Alt is called.
func keyOfShortcut(s fyne.Shortcut) string {
	switch s := s.(type) {
	case *desktop.CustomShortcut:
		name, ok := keyNames[s.KeyName]
		if !ok {
			name = string(s.KeyName)
		}
		return withModifiers(s.Modifier, name)
	}
	return shortcutNames[s.ShortcutName()]
}

// shortcutNames are the keys that Fyne has shortcuts of its own for.
var shortcutNames = map[string]string{(&fyne.ShortcutCut{}).ShortcutName(): "Ctrl+X", (&fyne.ShortcutPaste{}).ShortcutName(): "Ctrl+V"}

// modifierNames are the modifiers as people call them, in the order in which they are written. Ctrl is the one that
// shortcuts have, which on the Mac is Command.
var modifierNames = []struct {
	mod  fyne.KeyModifier
	name string
}{{fyne.KeyModifierShortcutDefault, "Ctrl+"}, {(fyne.KeyModifierControl | fyne.KeyModifierSuper) &^ fyne.KeyModifierShortcutDefault, "Super+"}, {fyne.KeyModifierAlt, "Alt+"}, {fyne.KeyModifierShift, "Shift+"}}

// withModifiers puts the names of modifiers before a key, always in the same order.
func withModifiers(mod fyne.KeyModifier, key string) string {
	var b strings.Builder
	for _, m := range modifierNames {
		if mod&m.mod != 0 {
			b.WriteString(m.name)
		}
	}
	return b.String() + key
}

// ShortcutOf is "Ctrl+Shift+D" or "Alt+Page Up" as Fyne has it. A key without Ctrl or Alt is none: it would be taken
// from the text.
func ShortcutOf(key string) fyne.Shortcut {
	s := &desktop.CustomShortcut{}
	for _, m := range modifierNames {
		if rest, ok := strings.CutPrefix(key, m.name); ok && rest != "" {
			s.Modifier |= m.mod
			key = rest
		}
	}
	if s.Modifier&^fyne.KeyModifierShift == 0 {
		return nil
	}
	s.KeyName = fyne.KeyName(key)
	for name, called := range keyNames {
		if called == key && name != fyne.KeyEnter { // the one beside the numbers is called Enter too
			s.KeyName = name
		}
	}
	return s
}

// keyNames are the keys that type nothing, as people call them.
var keyNames = map[fyne.KeyName]string{
	fyne.KeyReturn: "Enter", fyne.KeyEnter: "Enter", fyne.KeyDelete: "Del", fyne.KeyBackspace: "Backspace", fyne.KeyEscape: "Esc", fyne.KeyTab: "Tab", fyne.KeyInsert: "Ins",
	fyne.KeyUp: "Up", fyne.KeyDown: "Down", fyne.KeyLeft: "Left", fyne.KeyRight: "Right", fyne.KeyHome: "Home", fyne.KeyEnd: "End", fyne.KeyPageUp: "Page Up", fyne.KeyPageDown: "Page Down",
	fyne.KeyF1: "F1", fyne.KeyF2: "F2", fyne.KeyF3: "F3", fyne.KeyF4: "F4", fyne.KeyF5: "F5", fyne.KeyF6: "F6", fyne.KeyF7: "F7", fyne.KeyF8: "F8", fyne.KeyF9: "F9",
	fyne.KeyF10: "F10", fyne.KeyF11: "F11", fyne.KeyF12: "F12",
}
