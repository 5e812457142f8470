package app

import (
	"testing"

	"fyne.io/fyne/v2"
)

// Ctrl H shows the history, Escape leads back to the screen before it, and a step that was chosen there is stepped
// back to.
func TestHistoryByKeyboard(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "4")
	from := a.screen
	ctrl(t, a, "H")
	if a.screen != "history" {
		t.Fatalf("Ctrl H leads to %s", a.screen)
	}
	ctrl(t, a, "H") // once more does nothing
	press(a, fyne.KeyEscape)
	if a.screen != from {
		t.Errorf("Escape leads to %s, not to %s", a.screen, from)
	}
	ctrl(t, a, "H")
	name, _ := a.session.CanUndo()
	press(a, fyne.KeyDown)
	press(a, fyne.KeyReturn)
	a.until(t, "the step to be taken back", func() bool { now, _ := a.session.CanRedo(); return now == name && !a.jobs.State().Running })
	if a.screen != "history" || a.covered() {
		t.Errorf("afterwards the screen is %s, covered %v", a.screen, a.covered())
	}
}
