package widgets

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// Button is a button that can be reached by Tab and pressed by Enter or Space.
type Button struct {
	Board
	Label, Icon string
	Emphasis    Emphasis
	OnTap       func()
}

// NewButton is a button; icon may be "".
func NewButton(label, icon string, e Emphasis, tap func()) *Button {
	b := &Button{Label: label, Icon: icon, Emphasis: e, OnTap: tap}
	b.Draw = b.paint
	b.Min = func() fyne.Size { return fyne.NewSize(ButtonW(b.Label, b.Icon), theme.ControlHeight) }
	b.Extend(b)
	return b
}

func (b *Button) paint(p *Pen) {
	p.button(0, p.H/2, p.W, "press", b.Label, b.Icon, b.Emphasis, b.off, b.press)
}

func (b *Button) press() {
	if b.OnTap != nil && !b.off {
		b.OnTap()
	}
}

// Press does what a click does, unless the button is greyed out.
func (b *Button) Press() { b.press() }

// SetLabel changes the words.
func (b *Button) SetLabel(s string) {
	if b.Label != s {
		b.Label = s
		b.Refresh()
	}
}

// SetEmphasis changes how strongly the button calls.
func (b *Button) SetEmphasis(e Emphasis) {
	if b.Emphasis != e {
		b.Emphasis = e
		b.Refresh()
	}
}

// SetEnabled greys the button out or back.
func (b *Button) SetEnabled(on bool) { b.setOff(!on) }

// Disabled says whether the button is greyed out.
func (b *Button) Disabled() bool { return b.off }
