package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Field is a line or box of text in our own frame; theme.Look strips the stock one, which falls on half
// pixels. Escape and, in a single line, Enter go on to the dialog or window where the field has no use
// for them; so do shortcuts that are not about text.
type Field struct {
	widget.Entry
	// OnKey gets keys before the field does and answers whether it used them.
	OnKey func(*fyne.KeyEvent) bool
	// OnFocus hears when the field gains or loses the keyboard.
	OnFocus func(focused bool)
	// Cap is the keycap to show now, where the key that leads here may be another one later.
	Cap func() string

	icon, key string
	frame     *Board            // ground, frame, icon and key, under the text
	held      fyne.CanvasObject // the entry, in one line without a scroll bar
	whole     fyne.CanvasObject
	focus     bool
	wrong     bool
}

// NewField is a field and what to place on the screen. hint stands in it while it is empty, icon at its
// left ("" for none), key at its right as a keycap while the field has not the keyboard.
func NewField(hint, icon, key string, lines bool) (*Field, fyne.CanvasObject) {
	f := &Field{icon: icon, key: key}
	f.MultiLine = lines
	if lines {
		f.Wrapping = fyne.TextWrapWord
	}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	f.frame = NewBoard(f.paint)
	least := fyne.NewSize(120, theme.ControlHeight)
	if lines {
		least.Height = 3*theme.Body.Lead() + 14
	}
	f.held = f
	if !lines {
		f.held = container.NewThemeOverride(f, theme.Barless{})
	}
	f.whole = PlacedMin(least, f.place, f.frame, f.held)
	return f, f.whole
}

// NewPassword is a field that hides what is typed.
func NewPassword(hint string) (*Field, fyne.CanvasObject) {
	f, o := NewField(hint, "lock", "", false)
	f.Password = true
	return f, o
}

func (f *Field) place(s fyne.Size) {
	Put(f.frame, 0, 0, s.Width, s.Height)
	left, right := float32(4), float32(4)
	if f.icon != "" {
		left = 24
	}
	if key := f.keycap(); key != "" {
		right = 10 + KeyWidth(key)
	}
	y, h := float32(1), s.Height-2
	if !f.MultiLine {
		h = f.MinSize().Height
		y = px((s.Height - h) / 2)
	}
	Put(f.held, left, y, s.Width-left-right, h)
}

func (f *Field) paint(p *Pen) {
	edge := p.Control
	switch {
	case f.Disabled():
		edge = p.Line
	case f.wrong:
		edge = p.Loss
	case f.focus:
		edge = p.Accent
	}
	if f.focus {
		p.Box(-2, -2, p.W+4, p.H+4, theme.RadiusControl+2, p.Ring(), nil)
	}
	p.Box(0, 0, p.W, p.H, theme.RadiusControl, p.Tokens.Card, edge)
	if f.icon != "" {
		p.Icon(17, min(p.H/2, 15), 16, f.icon, p.Mute)
	}
	if key := f.keycap(); key != "" && !f.focus && f.Text == "" {
		p.Key(p.W-6-KeyWidth(key), p.H/2, key)
	}
	p.Zone("field", 0, 0, p.W, p.H, func() {
		if c := canvasOf(f); c != nil {
			c.Focus(f)
		}
	})
}

// keycap is the keycap to show, "" for none.
func (f *Field) keycap() string {
	if f.Cap != nil {
		return f.Cap()
	}
	return f.key
}

// Object is what stands on the screen: the field in its frame.
func (f *Field) Object() fyne.CanvasObject { return f.whole }

// SetWrong gives the frame the colour of an error, or takes it away.
func (f *Field) SetWrong(wrong bool) {
	if f.wrong != wrong {
		f.wrong = wrong
		f.frame.Refresh()
	}
}

// Focus gives the field the keyboard, with all its text selected so that typing replaces it.
func (f *Field) Focus() {
	if c := canvasOf(f); c != nil {
		c.Focus(f)
		if f.Text != "" && !f.MultiLine {
			f.Entry.TypedShortcut(&fyne.ShortcutSelectAll{})
		}
	}
}

// FocusGained shows that keys go here.
func (f *Field) FocusGained() { f.Entry.FocusGained(); f.setFocus(true) }

// FocusLost shows that keys go elsewhere.
func (f *Field) FocusLost() { f.Entry.FocusLost(); f.setFocus(false) }

func (f *Field) setFocus(on bool) {
	f.focus = on
	f.frame.Refresh()
	if f.OnFocus != nil {
		f.OnFocus(on)
	}
}

// Focused says whether keys go here.
func (f *Field) Focused() bool { return f.focus }

// TypedKey lets OnKey look first.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	switch e.Name {
	case fyne.KeyEscape:
		forwardKey(f, e)
		return
	case fyne.KeyReturn, fyne.KeyEnter:
		if !f.MultiLine && f.OnSubmitted == nil {
			forwardKey(f, e)
			return
		}
	}
	f.Entry.TypedKey(e)
}

// TypedShortcut keeps what is about text and hands the rest on to the window.
func (f *Field) TypedShortcut(s fyne.Shortcut) {
	if c, ok := s.(*desktop.CustomShortcut); ok && !aboutText(c) {
		forwardShortcut(f, s)
		return
	}
	f.Entry.TypedShortcut(s)
}

// aboutText says whether a shortcut moves or deletes by words.
func aboutText(c *desktop.CustomShortcut) bool {
	switch c.KeyName {
	case fyne.KeyLeft, fyne.KeyRight, fyne.KeyBackspace, fyne.KeyDelete:
		return true
	}
	return false
}
