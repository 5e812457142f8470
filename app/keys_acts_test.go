package app

import "testing"

// A key with Alt of the screen that is up works whatever has the keyboard, but not while something is typed, and
// not on another screen.
func TestShortcutsOfTheScreen(t *testing.T) {
	a := opened(t)
	press := func() { a.press("Alt+Down") }
	step := func() string { name, _ := a.session.CanUndo(); return name }
	was := step()
	a.Go("codebook", nil)
	if len(a.ofView) != 2 {
		t.Errorf("the window knows %v of Codebook", a.ofView)
	}
	a.find()
	if press(); step() != was {
		t.Errorf("while a word was typed: %s", step())
	}
	a.win.Canvas().Unfocus()
	if press(); step() == was {
		t.Error("Alt Down moves no code")
	}
	was = step()
	a.Go("interviews", nil)
	if press(); step() != was {
		t.Errorf("on another screen: %s", step())
	}
}
