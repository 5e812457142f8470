package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	base "fyne.io/fyne/v2/theme"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Field is a line or box of text in our own frame: the stock frame falls on half pixels and reads as two
// grey ones.
type Field struct {
	widget.Entry
	// OnKey gets keys before the field does and answers whether it used them.
	OnKey func(*fyne.KeyEvent) bool

	frame *Board
	focus bool
}

// NewField is a field and what to place on the screen. hint stands in it while it is empty, icon at its
// left ("" for none), key at its right as a keycap.
func NewField(hint, icon, key string, lines bool) (*Field, fyne.CanvasObject) {
	f := &Field{}
	f.MultiLine = lines
	if lines {
		f.Wrapping = fyne.TextWrapWord
	}
	f.ExtendBaseWidget(f)
	f.SetPlaceHolder(hint)
	f.frame = NewBoard(func(p *Pen) { f.paint(p, icon, key) })
	left := float32(4)
	if icon != "" {
		left = 24
	}
	over := container.NewThemeOverride(f, bare{})
	return f, PlacedMin(fyne.NewSize(80, 30), func(s fyne.Size) {
		Put(f.frame, 0, 0, s.Width, s.Height)
		y, h := float32(0), s.Height
		if !lines {
			h = f.MinSize().Height
			y = (s.Height - h) / 2
		}
		Put(over, left, y, s.Width-left-4, h)
	}, f.frame, over)
}

// NewPassword is a field that hides what is typed.
func NewPassword(hint string) (*Field, fyne.CanvasObject) {
	f, o := NewField(hint, "lock", "", false)
	f.Password = true
	return f, o
}

func (f *Field) paint(p *Pen, icon, key string) {
	c := p.Control
	if f.focus {
		c = p.Accent
		p.Box(-2, -2, p.W+4, p.H+4, 8, color.Transparent, theme.Alpha(p.Accent, 90)).StrokeWidth = 2
	}
	p.Box(0, 0, p.W, p.H, 6, p.Tokens.Card, c)
	if icon != "" {
		p.Icon(17, min(p.H/2, 15), 16, icon, p.Mute)
	}
	if key != "" && !f.focus {
		p.Key(p.W-26, p.H/2, key)
	}
}

// FocusGained shows that keys go here.
func (f *Field) FocusGained() { f.Entry.FocusGained(); f.focus = true; f.frame.Refresh() }

// FocusLost shows that keys go elsewhere.
func (f *Field) FocusLost() { f.Entry.FocusLost(); f.focus = false; f.frame.Refresh() }

// TypedKey lets OnKey look first.
func (f *Field) TypedKey(e *fyne.KeyEvent) {
	if f.OnKey != nil && f.OnKey(e) {
		return
	}
	f.Entry.TypedKey(e)
}

// bare strips an entry of border and ground; caret and selection keep their colours.
type bare struct{}

func (bare) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	if n == base.ColorNameInputBackground || n == base.ColorNameInputBorder {
		return color.Transparent
	}
	return worn().Color(n, v)
}

func (bare) Size(n fyne.ThemeSizeName) float32 {
	if n == base.SizeNameInputBorder {
		return 0
	}
	return worn().Size(n)
}

func (bare) Font(s fyne.TextStyle) fyne.Resource     { return worn().Font(s) }
func (bare) Icon(n fyne.ThemeIconName) fyne.Resource { return worn().Icon(n) }

// worn is the theme that the running app wears.
func worn() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }
