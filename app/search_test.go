package app

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// The search over the whole study opens from any screen with the cursor in its field, finds while somebody types,
// and Escape goes back to where it was called.
func TestSearchFromAnywhere(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "3")
	found := false
	for _, m := range a.menus.edit.Items {
		if strings.HasPrefix(m.Label, "Search all interviews") {
			found = true
			m.Action()
		}
	}
	if !found || a.screen != "search" {
		t.Fatalf("the menu offers it: %v, the screen is %q", found, a.screen)
	}
	var field *widgets.Field
	a.until(t, "the field", func() bool {
		f, ok := a.win.Canvas().Focused().(*widgets.Field)
		field = f
		return ok
	})
	for _, r := range "price" {
		field.TypedRune(r)
	}
	a.until(t, "passages", func() bool {
		return strings.Contains(words(a), "passages in") && strings.Contains(words(a), " checked")
	})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	field.TypedKey(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if a.screen != "coding" {
		t.Errorf("Escape leads to %q", a.screen)
	}
}
