package theme

import (
	"bytes"
	"encoding/xml"
	"image/color"
	"io"
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"
	base "fyne.io/fyne/v2/theme"
)

// A mode says which tokens are in use; System follows the desktop.
func TestModes(t *testing.T) {
	for _, c := range []struct {
		mode    Mode
		desktop fyne.ThemeVariant
		dark    bool
	}{{LightMode, base.VariantDark, false}, {DarkMode, base.VariantLight, true}, {System, base.VariantDark, true}, {System, base.VariantLight, false}, {"", base.VariantLight, false}, {"nonsense", base.VariantDark, true}} {
		l := New(c.mode)
		if got := l.Tokens(c.desktop).Dark; got != c.dark {
			t.Errorf("%q on a desktop of variant %d: dark %v", c.mode, c.desktop, got)
		}
		if l.Color(base.ColorNameBackground, c.desktop) != color.Color(l.Tokens(c.desktop).Bg) {
			t.Errorf("%q: the background is not the token's", c.mode)
		}
	}
}

// Now is asked while painting, whatever the app wears.
func TestNow(t *testing.T) {
	app := test.NewTempApp(t)
	if Now() != Light() {
		t.Error("a foreign theme is not painted in light tokens")
	}
	app.Settings().SetTheme(New(DarkMode))
	if Now() != Dark() {
		t.Error("the dark theme is not painted in dark tokens")
	}
	app.Settings().SetTheme(New(LightMode))
	if Now() != Light() {
		t.Error("the light theme is not painted in light tokens")
	}
}

// Every colour and size that Fyne's widgets ask for has an answer, and text can be read on what lies
// under it.
func TestLookAnswersFyne(t *testing.T) {
	l := New(LightMode)
	for _, n := range []fyne.ThemeColorName{base.ColorNameBackground, base.ColorNameButton, base.ColorNameDisabled, base.ColorNameDisabledButton, base.ColorNameError, base.ColorNameFocus, base.ColorNameForeground,
		base.ColorNameForegroundOnError, base.ColorNameForegroundOnPrimary, base.ColorNameForegroundOnSuccess, base.ColorNameForegroundOnWarning, base.ColorNameHeaderBackground, base.ColorNameHover, base.ColorNameHyperlink,
		base.ColorNameInputBackground, base.ColorNameInputBorder, base.ColorNameMenuBackground, base.ColorNameOverlayBackground, base.ColorNamePlaceHolder, base.ColorNamePressed, base.ColorNamePrimary, base.ColorNameScrollBar,
		base.ColorNameScrollBarBackground, base.ColorNameSelection, base.ColorNameSeparator, base.ColorNameShadow, base.ColorNameSuccess, base.ColorNameWarning} {
		if l.Color(n, base.VariantLight) == nil {
			t.Errorf("no colour %s", n)
		}
	}
	for n, want := range map[fyne.ThemeSizeName]float32{base.SizeNameText: 13, base.SizeNamePadding: 4, base.SizeNameInnerPadding: 6, base.SizeNameInputBorder: 0, base.SizeNameInputRadius: 6, base.SizeNameCardRadius: 8, base.SizeNameDialogRadius: 10} {
		if got := l.Size(n); got != want {
			t.Errorf("%s is %v, want %v", n, got, want)
		}
	}
	if l.Size(base.SizeNameModalBlurRadius) == 0 || l.Icon(base.IconNameCancel) == nil {
		t.Error("what the look does not say is not Fyne's")
	}
}

// The window is set in the fonts that go with the program, in four styles.
func TestFonts(t *testing.T) {
	l := New(LightMode)
	seen := map[string]bool{}
	for _, s := range []fyne.TextStyle{{}, {Bold: true}, {Italic: true}, {Bold: true, Italic: true}} {
		f := l.Font(s)
		if !strings.HasPrefix(f.Name(), "openloop-") || len(f.Content()) < 100_000 || seen[f.Name()] {
			t.Errorf("%+v is set in %s, %d bytes", s, f.Name(), len(f.Content()))
		}
		seen[f.Name()] = true
	}
	if l.Font(fyne.TextStyle{Monospace: true}).Name() == l.Font(fyne.TextStyle{}).Name() {
		t.Error("code is not set in a font of its own")
	}
}

// The scale of type descends, and nothing is smaller than its smallest step.
func TestScale(t *testing.T) {
	last := float32(99)
	for _, s := range []Type{Display, Title, Dialogue, Head, Read, Body, Small, Caption, Tiny} {
		if s.Size >= last || s.Size < Tiny.Size || s.Size != float32(int(s.Size)) {
			t.Errorf("%v after %v", s.Size, last)
		}
		if s.Lead() < s.Size*1.4 || s.Lead() != float32(int(s.Lead())) {
			t.Errorf("%v has lines of %v", s.Size, s.Lead())
		}
		last = s.Size
	}
	if !Body.Slanted().Italic || Body.Italic || !Body.Heavy().Style().Bold {
		t.Error("a style changes the step it comes from")
	}
}

// Every icon is sound SVG, says its colour, and can be drawn.
func TestIcons(t *testing.T) {
	test.NewTempApp(t)
	for _, n := range Icons() {
		r := Icon(n, Light().Accent)
		d := xml.NewDecoder(bytes.NewReader(r.Content()))
		for {
			_, err := d.Token()
			if err == io.EOF {
				break
			}
			if err != nil {
				t.Fatalf("%s: %v", n, err)
			}
		}
		if !strings.Contains(string(r.Content()), "#1c6b78") || strings.Contains(string(r.Content()), "COL") {
			t.Errorf("%s has not the colour asked for", n)
		}
		img := canvas.NewImageFromResource(r)
		img.Resize(fyne.NewSize(16, 16))
		if img.Aspect() != 1 {
			t.Errorf("%s is not square", n)
		}
	}
}

// What the screens name is there.
func TestIconNames(t *testing.T) {
	for _, n := range strings.Fields("home overview interviews coding codebook themes report settings search plus down up check warn info lock unlock undo redo import export quote eye eye-off trash edit play folder close left right more calendar shield shield-ok person people keyboard " +
		"mark loop improve up-down updown arrow arrowdown shieldok table download clock mask flag sort phone spark contacts") {
		if !HasIcon(n) {
			t.Errorf("no icon %s", n)
		}
	}
	if HasIcon("no such icon") || !bytes.Equal(Icon("no such icon", Light().Ink).Content(), Icon("circle", Light().Ink).Content()) {
		t.Error("a name that does not exist is not an empty circle")
	}
}

// Fyne keeps drawings by name, so that colour and width have to be in it.
func TestIconsAreToldApart(t *testing.T) {
	a, b, c := Icon("plus", Light().Accent), Icon("plus", Light().Loss), IconAt("plus", Light().Accent, 32)
	if a.Name() == b.Name() || a.Name() == c.Name() {
		t.Errorf("%s, %s, %s", a.Name(), b.Name(), c.Name())
	}
	if a.Name() != Icon("plus", Light().Accent).Name() {
		t.Error("the same icon has two names")
	}
}
