package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// Button is a button that can be reached by Tab and pressed by Enter or Space.
type Button struct {
	Board
	Label, Icon string
	Emphasis    Emphasis
	OnTap       func()

	focused, off bool
}

// NewButton is a button; icon may be "".
func NewButton(label, icon string, e Emphasis, tap func()) *Button {
	b := &Button{Label: label, Icon: icon, Emphasis: e, OnTap: tap}
	b.Draw = b.paint
	b.Min = func() fyne.Size { return fyne.NewSize(ButtonW(b.Label, b.Icon), 30) }
	b.ExtendBaseWidget(b)
	return b
}

func (b *Button) paint(p *Pen) {
	if b.focused {
		p.Box(-2, -2, p.W+4, p.H+4, 8, color.Transparent, theme.Alpha(p.Accent, 120)).StrokeWidth = 2
	}
	if b.off {
		p.Box(0, 0, p.W, p.H, 6, p.Sunken, p.Line)
		p.C(p.W/2, p.H/2, b.Label, theme.Body, p.Mute)
		return
	}
	p.Button((p.W-ButtonW(b.Label, b.Icon))/2, p.H/2, b.Label, b.Icon, b.Emphasis, b.press)
}

func (b *Button) press() {
	if b.OnTap != nil && !b.off {
		b.OnTap()
	}
}

// SetLabel changes the words.
func (b *Button) SetLabel(s string) { b.Label = s; b.Refresh() }

// SetEnabled greys the button out or back.
func (b *Button) SetEnabled(on bool) {
	if b.off == on {
		b.off = !on
		b.Refresh()
	}
}

// FocusGained shows that keys go here.
func (b *Button) FocusGained() { b.focused = true; b.Refresh() }

// FocusLost shows that keys go elsewhere.
func (b *Button) FocusLost() { b.focused = false; b.Refresh() }

// TypedKey presses on Enter and Space.
func (b *Button) TypedKey(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter || e.Name == fyne.KeySpace {
		b.press()
	}
}

// TypedRune takes no letters.
func (b *Button) TypedRune(rune) {}

// CreateRenderer is Fyne's way to ask how the button is drawn.
func (b *Button) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b: &b.Board} }
