package app

import (
	"testing"

	"openloop/app/views"
)

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

// No key of the window is one of a screen, which would never get it.
func TestWindowTakesNoKeyOfAScreen(t *testing.T) {
	a := opened(t)
	of := map[string]string{}
	for _, act := range a.windowActs() {
		for _, key := range act.Keys {
			if other, taken := of[key]; taken {
				t.Errorf("%s is %s and %s", key, other, act.ID)
			}
			of[key] = act.ID
		}
	}
	for _, screen := range []string{"overview", "interviews", "coding", "codebook", "themes", "explore", "quotes", "report", "anonymity", "settings", "history", "search", "coders", "review", "case", "import"} {
		a.Go(screen, nil)
		v, ok := a.views[a.screen].(views.Keyed)
		if !ok {
			continue
		}
		for _, act := range v.Acts() {
			for _, key := range act.Keys {
				if other, taken := of[key]; taken {
					t.Errorf("%s is %s, and on %s %s", key, other, screen, act.ID)
				}
			}
		}
	}
}
