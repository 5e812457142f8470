package theme

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
)

// Barless is the look of the moment without scroll bars: in a field of one line a bar would lie over the words.
type Barless struct{}

func (Barless) now() fyne.Theme { return fyne.CurrentApp().Settings().Theme() }

// Color is a colour of the look.
func (b Barless) Color(n fyne.ThemeColorName, v fyne.ThemeVariant) color.Color {
	return b.now().Color(n, v)
}

// Font is a font of the look.
func (b Barless) Font(s fyne.TextStyle) fyne.Resource { return b.now().Font(s) }

// Icon is an icon of the look.
func (b Barless) Icon(n fyne.ThemeIconName) fyne.Resource { return b.now().Icon(n) }

// Size is a size of the look, none for scroll bars.
func (b Barless) Size(n fyne.ThemeSizeName) float32 {
	if n == theme.SizeNameScrollBar || n == theme.SizeNameScrollBarSmall {
		return 0
	}
	return b.now().Size(n)
}
