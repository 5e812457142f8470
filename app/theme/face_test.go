package theme

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/assets/fonts"
)

// What counts as common is in every style of our fonts.
func TestCommonLettersAreThere(t *testing.T) {
	set, err := fonts.Load()
	if err != nil {
		t.Fatal(err)
	}
	n := 0
	for r := rune(0); r < 0x10000; r++ {
		if !common(r) {
			continue
		}
		n++
		for st := fonts.Regular; st <= fonts.BoldItalic; st++ {
			if !set.Has(st, r) {
				t.Errorf("style %d lacks %U", st, r)
			}
		}
	}
	if n < 600 {
		t.Errorf("only %d letters are common", n)
	}
}

// Running text is set in one font, other text in whichever Fyne finds.
func TestFace(t *testing.T) {
	app := test.NewTempApp(t)
	if Face("plain", fyne.TextStyle{}) != nil {
		t.Error("a foreign theme's text is set in our font")
	}
	app.Settings().SetTheme(New(LightMode))
	bold := Face("Größe – “Ελλάδα” €", fyne.TextStyle{Bold: true})
	if bold == nil || bold != New(DarkMode).Font(fyne.TextStyle{Bold: true}) {
		t.Errorf("bold text is set in %v", bold)
	}
	for _, s := range []string{"語", "→", "שלום", "🙂", "a\u0301", "a\tb"} {
		if Face(s, fyne.TextStyle{}) != nil {
			t.Errorf("%q is set in our font, which may lack it", s)
		}
	}
	if Face("code", fyne.TextStyle{Monospace: true}) != nil {
		t.Error("code is set in our font")
	}
}
