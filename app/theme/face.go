package theme

import (
	"sync"

	"fyne.io/fyne/v2"

	"openloop/assets/fonts"
)

// faces are the fonts that go with the program, by style. They are the same for every Look: Fyne keeps what it
// has read of a font by its resource.
var faces = sync.OnceValue(func() (list [4]fyne.Resource) {
	for i, name := range []string{"regular", "bold", "italic", "bold-italic"} {
		if ttf := fonts.TTF(fonts.Style(i)); len(ttf) > 0 {
			list[i] = fyne.NewStaticResource("openloop-"+name+".ttf", ttf)
		}
	}
	return list
})

// Face is the font of the running app for a text, where it has every letter of it. Else it is nil, which has
// Fyne look for the letters through every font that it and the system have: reading those takes longer
// than all else that is done before the first frame.
func Face(text string, style fyne.TextStyle) fyne.Resource {
	app := fyne.CurrentApp()
	if app == nil || style.Monospace || style.Symbol {
		return nil
	}
	if _, ours := app.Settings().Theme().(*Look); !ours {
		return nil
	}
	for _, r := range text {
		if !common(r) {
			return nil
		}
	}
	return faces()[styleIndex(style)]
}

// common says whether a letter is in our fonts for certain: Latin, Greek and Cyrillic ones and the punctuation
// of running text.
func common(r rune) bool {
	switch {
	case r < 0xa0:
		return r >= 0x20 && r < 0x7f
	case r < 0x250:
		return r != 0xad
	case r >= 0x388 && r < 0x3cf:
		return r != 0x38b && r != 0x38d && r != 0x3a2
	case r >= 0x400 && r < 0x460:
		return true
	}
	return r >= 0x2010 && r <= 0x2027 || r == 0x20ac
}

func styleIndex(s fyne.TextStyle) (i int) {
	if s.Bold {
		i |= 1
	}
	if s.Italic {
		i |= 2
	}
	return i
}
