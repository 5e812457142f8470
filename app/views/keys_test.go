package views

import (
	"slices"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"openloop/app/theme"
)

// choose goes to the row of an act in the help.
func (k *keysHelp) choose(t *testing.T, id string) {
	t.Helper()
	i := slices.IndexFunc(k.acts, func(a Act) bool { return a.ID == id })
	if i < 0 {
		t.Fatalf("the help has no %s", id)
	}
	k.list.Choose(i)
}

// A key is changed in the help by pressing it, works at once, is kept, and Backspace gives the usual one back. One
// that does something else has to be pressed twice, and one that moves in the text is refused.
func TestKeysAreChanged(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	v.jump = nil // the text takes the keyboard when the screen comes up, which has been a while ago
	k := showKeys(r, "Keys on Coding", append(v.Acts(), Act{ID: "window.find", What: "find", Part: "Steps", Keys: []string{"Ctrl+F"}, Do: func() {}}), v.work.Refresh)
	r.shoot("keys-light")
	n := len(v.open.Codings)

	k.choose(t, "coding.repeat")
	r.key(fyne.KeyReturn)
	r.typed("ü")
	if got := r.prefs.Keys["coding.repeat"]; !slices.Equal(got, []string{"Ü"}) || v.keyOf("coding.repeat") != "Ü" {
		t.Errorf("the key is %q", got)
	}
	r.key(fyne.KeyReturn)
	r.typed("j")
	if got := r.prefs.Keys["coding.repeat"]; !slices.Equal(got, []string{"Ü"}) || k.said == "" {
		t.Errorf("a key that does something else was taken at once: %q, %q", got, k.said)
	}
	r.shoot("keys-conflict-light")
	r.typed("j")
	if got, other := v.keyOf("coding.repeat"), v.keyOf("coding.uncoded"); got != "J" || other != "" {
		t.Errorf("after the second press the keys are %q and %q", got, other)
	}
	k.choose(t, "coding.uncoded")
	r.key(fyne.KeyBackspace)
	k.choose(t, "coding.repeat")
	r.key(fyne.KeyBackspace)
	if v.keyOf("coding.uncoded") != "J" || v.keyOf("coding.repeat") != "." || len(r.prefs.Keys) != 0 {
		t.Errorf("the usual keys are not back: %v", r.prefs.Keys)
	}
	r.key(fyne.KeyReturn, fyne.KeyUp)
	if len(r.prefs.Keys) != 0 || k.said == "" {
		t.Error("an arrow was taken")
	}
	k.catcher.TypedShortcut(&desktop.CustomShortcut{KeyName: fyne.KeyR, Modifier: fyne.KeyModifierControl | fyne.KeyModifierShift})
	if v.keyOf("coding.repeat") != "Ctrl+Shift+R" {
		t.Errorf("with Ctrl the key is %q", v.keyOf("coding.repeat"))
	}
	k.choose(t, "window.find")
	r.key(fyne.KeyReturn)
	r.typed("q")
	if _, changed := r.prefs.Keys["window.find"]; changed {
		t.Error("the window took a letter that is typed")
	}
	r.key(fyne.KeyEscape)
	k.reset()
	if len(r.prefs.Keys) != 0 || len(v.open.Codings) != n || len(r.fails) > 0 {
		t.Errorf("reset leaves %v; %d codings of %d; %v", r.prefs.Keys, len(v.open.Codings), n, r.fails)
	}
	k.dialog.Close()
	v.text.Focus()
	if err := r.prefs.SetKeys("coding.uncoded", []string{"Q"}, []string{"J"}); err != nil {
		t.Fatal(err)
	}
	r.typed("j")
	if _, _, selected := v.text.Selection(); selected {
		t.Error("the old key still works")
	}
	r.typed("q")
	if _, _, selected := v.text.Selection(); !selected {
		t.Error("the new key does not work")
	}
}
