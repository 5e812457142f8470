package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Mode says whether the window is light or dark.
type Mode string

// The modes; System follows the desktop.
const (
	System    Mode = "system"
	LightMode Mode = "light"
	DarkMode  Mode = "dark"
)

// Look is Openloop's theme for Fyne.
type Look struct {
	mode Mode
}

// New is the theme in a mode; an unknown mode follows the desktop.
func New(m Mode) *Look {
	return &Look{mode: m}
}

// Mode is the mode the theme was made in.
func (l *Look) Mode() Mode { return l.mode }

// Tokens is the colours in use where the desktop prefers a variant.
func (l *Look) Tokens(v fyne.ThemeVariant) *Tokens {
	if l.mode == DarkMode || l.mode != LightMode && v == theme.VariantDark {
		return Dark()
	}
	return Light()
}

// Now is the tokens of the running app, light where it wears a foreign theme or none runs.
func Now() *Tokens {
	app := fyne.CurrentApp()
	if app == nil {
		return Light()
	}
	s := app.Settings()
	if l, ok := s.Theme().(*Look); ok {
		return l.Tokens(s.ThemeVariant())
	}
	return Light()
}

// Color answers what Fyne's own widgets ask for.
func (l *Look) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	t := l.Tokens(v)
	if c, ok := t.named(n); ok {
		return c
	}
	variant := theme.VariantLight
	if t.Dark {
		variant = theme.VariantDark
	}
	return theme.DefaultTheme().Color(n, variant)
}

func (t *Tokens) named(n fyne.ThemeColorName) (color.Color, bool) {
	switch n {
	case theme.ColorNameBackground:
		return t.Bg, true
	case theme.ColorNameForeground:
		return t.Ink, true
	case theme.ColorNamePlaceHolder:
		return t.Mute, true
	case theme.ColorNamePrimary, theme.ColorNameHyperlink, theme.ColorNameSuccess:
		return t.Accent, true
	case theme.ColorNameForegroundOnPrimary, theme.ColorNameForegroundOnSuccess:
		return t.OnAccent, true
	case theme.ColorNameForegroundOnError, theme.ColorNameForegroundOnWarning:
		return t.OnLoss, true
	case theme.ColorNameButton, theme.ColorNameMenuBackground, theme.ColorNameOverlayBackground, theme.ColorNameHeaderBackground:
		return t.Card, true
	case theme.ColorNameInputBackground:
		return color.Transparent, true // widgets.Field paints the ground and the frame under the text
	case theme.ColorNameInputBorder:
		return t.Control, true
	case theme.ColorNameSeparator:
		return t.Line, true
	case theme.ColorNameHover:
		return t.Hover, true
	case theme.ColorNamePressed:
		return t.Line, true
	case theme.ColorNameFocus:
		return Alpha(t.Accent, 70), true
	case theme.ColorNameSelection:
		return t.Chosen(), true
	case theme.ColorNameShadow:
		return t.Shadow, true
	case theme.ColorNameScrollBar:
		return Alpha(t.Mute, 110), true
	case theme.ColorNameScrollBarBackground:
		return color.Transparent, true
	case theme.ColorNameError:
		return t.Loss, true
	case theme.ColorNameWarning:
		return t.Warn, true
	case theme.ColorNameDisabled:
		return t.LineStrong, true
	case theme.ColorNameDisabledButton:
		return t.Sunken, true
	}
	return nil, false
}

// Font is Noto Sans in four styles; code and symbols keep Fyne's.
func (l *Look) Font(s fyne.TextStyle) fyne.Resource {
	face := faces()[styleIndex(s)]
	if s.Monospace || s.Symbol || face == nil {
		return theme.DefaultTheme().Font(s)
	}
	return face
}

// Icon leaves the icons of Fyne's own widgets as they are.
func (l *Look) Icon(n fyne.ThemeIconName) fyne.Resource { return theme.DefaultTheme().Icon(n) }

// Size turns Fyne's roomy defaults into the density of a desktop: a grid of 4, text of 13, controls of 30.
func (l *Look) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNameText:
		return Body.Size
	case theme.SizeNameCaptionText:
		return Caption.Size
	case theme.SizeNameHeadingText:
		return Title.Size
	case theme.SizeNameSubHeadingText:
		return Head.Size
	case theme.SizeNamePadding:
		return 4
	case theme.SizeNameInnerPadding:
		return 6
	case theme.SizeNameLineSpacing, theme.SizeNameScrollBarRadius:
		return 3
	case theme.SizeNameInlineIcon:
		return 16
	case theme.SizeNameScrollBar:
		return 10
	case theme.SizeNameScrollBarSmall:
		return 4
	case theme.SizeNameSplitThickness, theme.SizeNameSeparatorThickness:
		return 1
	case theme.SizeNameInputBorder:
		return 0 // it falls on half pixels; widgets.Field draws its own
	case theme.SizeNameInputRadius, theme.SizeNameButtonRadius, theme.SizeNameSelectionRadius:
		return RadiusControl
	case theme.SizeNameCardRadius, theme.SizeNamePopupRadius, theme.SizeNameMenuRadius:
		return RadiusCard
	case theme.SizeNameDialogRadius:
		return RadiusDialog
	}
	return theme.DefaultTheme().Size(n)
}
