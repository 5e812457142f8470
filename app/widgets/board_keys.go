package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

// FocusGained gives the board the keyboard.
func (b *Board) FocusGained() {
	b.focused = true
	if !b.clicked {
		b.ring = true
		if b.find(b.focus) == nil || !b.find(b.focus).stop {
			b.focus = b.edge(shiftHeld())
		}
	}
	b.Refresh()
}

// FocusLost takes the keyboard away.
func (b *Board) FocusLost() {
	b.focused, b.ring = false, false
	b.Refresh()
}

// Focused says whether the board has the keyboard.
func (b *Board) Focused() bool { return b.focused }

// FocusedKey is the region that the keyboard acts on.
func (b *Board) FocusedKey() string { return b.focus }

// edge is the first region to stop at, or the last.
func (b *Board) edge(last bool) string {
	key := ""
	for i := range b.hits {
		if b.hits[i].stop {
			if !last {
				return b.hits[i].key
			}
			key = b.hits[i].key
		}
	}
	return key
}

// neighbour is the region to stop at before or after the one in focus, in the order they were painted.
func (b *Board) neighbour(step int) (string, bool) {
	var keys []string
	at := -1
	for i := range b.hits {
		if b.hits[i].stop {
			if b.hits[i].key == b.focus {
				at = len(keys)
			}
			keys = append(keys, b.hits[i].key)
		}
	}
	if at < 0 && len(keys) > 0 {
		return keys[0], true
	}
	if at+step < 0 || at+step >= len(keys) {
		return "", false
	}
	return keys[at+step], true
}

// AcceptsTab keeps Tab on the board until its last region, and Shift Tab until its first.
func (b *Board) AcceptsTab() bool {
	step := 1
	if shiftHeld() {
		step = -1
	}
	_, ok := b.neighbour(step)
	return ok
}

func shiftHeld() bool {
	if app := fyne.CurrentApp(); app != nil {
		if d, ok := app.Driver().(desktop.Driver); ok {
			return d.CurrentKeyModifiers()&fyne.KeyModifierShift != 0
		}
	}
	return false
}

// TypedKey walks the regions and presses them; what it does not know goes on.
func (b *Board) TypedKey(e *fyne.KeyEvent) {
	if b.OnKey != nil && b.OnKey(e) {
		return
	}
	if b.walk(e.Name) {
		return
	}
	forwardKey(b.self, e)
}

// walk is true if the key was for the board itself. After a click, when no ring shows, a board of
// several regions leaves the keys to the window, but for Tab.
func (b *Board) walk(k fyne.KeyName) bool {
	if !b.ring && k != fyne.KeyTab && b.stops() > 1 {
		return false
	}
	switch k {
	case fyne.KeyTab:
		step := 1
		if shiftHeld() {
			step = -1
		}
		return b.step(step)
	case fyne.KeyRight, fyne.KeyDown:
		return b.step(+1)
	case fyne.KeyLeft, fyne.KeyUp:
		return b.step(-1)
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		if b.focus != "" && b.Tap(b.focus) {
			b.showRing()
			return true
		}
	}
	return false
}

func (b *Board) step(n int) bool {
	key, ok := b.neighbour(n)
	if ok {
		b.focus = key
		b.showRing()
	}
	return ok
}

func (b *Board) showRing() {
	b.ring = true
	b.Refresh()
}

// TypedRune lets characters through to the window.
func (b *Board) TypedRune(r rune) {
	if b.OnRune != nil && b.OnRune(r) {
		return
	}
	if r == ' ' && b.focus != "" {
		return // it has been a key already
	}
	forwardRune(b.self, r)
}

// keyTaker is an overlay that takes keys nobody under it knows: a dialog, a menu.
type keyTaker interface {
	takeKey(e *fyne.KeyEvent)
}

// forwardKey hands a key on: to the dialog that o stands in, otherwise to the window.
func forwardKey(o fyne.CanvasObject, e *fyne.KeyEvent) {
	c := canvasOf(o)
	if c == nil {
		return
	}
	if top := c.Overlays().Top(); top != nil {
		if t, ok := top.(keyTaker); ok {
			t.takeKey(e)
		}
		return
	}
	if fn := c.OnTypedKey(); fn != nil {
		fn(e)
	}
}

// forwardRune hands a character on to the window, unless a dialog is over it.
func forwardRune(o fyne.CanvasObject, r rune) {
	c := canvasOf(o)
	if c == nil || c.Overlays().Top() != nil {
		return
	}
	if fn := c.OnTypedRune(); fn != nil {
		fn(r)
	}
}

// forwardShortcut hands a shortcut on to the window.
func forwardShortcut(o fyne.CanvasObject, s fyne.Shortcut) {
	if c, ok := canvasOf(o).(fyne.Shortcutable); ok {
		c.TypedShortcut(s)
	}
}
