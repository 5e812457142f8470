package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"
)

// KeyCatcher takes whatever is pressed while it has the keyboard: to learn which key a person wants.
type KeyCatcher struct {
	widget.BaseWidget
	OnKey      func(*fyne.KeyEvent)
	OnRune     func(rune)
	OnShortcut func(fyne.Shortcut)
	OnLost     func()
}

// NewKeyCatcher is a catcher that nobody sees.
func NewKeyCatcher() *KeyCatcher {
	k := &KeyCatcher{}
	k.ExtendBaseWidget(k)
	return k
}

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (k *KeyCatcher) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(NewBoard(func(*Pen) {}))
}

// Focus gives it the keyboard.
func (k *KeyCatcher) Focus() {
	if c := canvasOf(k); c != nil {
		c.Focus(k)
	}
}

// FocusGained implements fyne.Focusable.
func (k *KeyCatcher) FocusGained() {}

// FocusLost implements fyne.Focusable.
func (k *KeyCatcher) FocusLost() {
	if k.OnLost != nil {
		k.OnLost()
	}
}

// AcceptsTab implements fyne.Tabbable: Tab is a key like any other here.
func (k *KeyCatcher) AcceptsTab() bool { return true }

// TypedKey implements fyne.Focusable.
func (k *KeyCatcher) TypedKey(e *fyne.KeyEvent) {
	if k.OnKey != nil {
		k.OnKey(e)
	}
}

// TypedRune implements fyne.Focusable.
func (k *KeyCatcher) TypedRune(r rune) {
	if k.OnRune != nil {
		k.OnRune(r)
	}
}

// TypedShortcut implements fyne.Shortcutable.
func (k *KeyCatcher) TypedShortcut(s fyne.Shortcut) {
	if k.OnShortcut != nil {
		k.OnShortcut(s)
	}
}
