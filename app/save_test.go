package app

import (
	"image/png"
	"os"
	"path/filepath"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// Where a file goes is said by keyboard: by its path, or by a folder that is walked to; what stands in the way is
// said, and a file is replaced only when that is said for this very file.
func TestSaveByKeyboard(t *testing.T) {
	a := window(t)
	home := somewhere(t)
	field := func() *widgets.Field {
		t.Helper()
		f, ok := a.win.Canvas().Focused().(*widgets.Field)
		if !ok {
			t.Fatalf("%T has the keyboard: %s", a.win.Canvas().Focused(), words(a))
		}
		return f
	}
	var got []string
	save := func() { a.AskSave("Save this report", "sheet-import.txt", func(p string) { got = append(got, p) }) }

	save()
	if text := field().Text; text != filepath.Join(home, "sheet-import.txt") {
		t.Errorf("offers %s", text)
	}
	a.win.Canvas().FocusNext()
	press(a, fyne.KeySpace)
	mustSay(t, a, "Choose where to save sheet-import.txt", "Take this folder", "Documents")
	keepPicture(t, a, "save-folder")
	typed(t, a, "docu")
	press(a, fyne.KeyReturn)
	typed(t, a, "calls")
	press(a, fyne.KeyReturn)
	press(a, fyne.KeyReturn)
	if text := field().Text; text != filepath.Join(home, "Documents", "calls", "sheet-import.txt") {
		t.Errorf("after the choice of a folder it is %s", text)
	}
	keepPicture(t, a, "save")
	press(a, fyne.KeyReturn)
	if len(got) != 1 || got[0] != filepath.Join(home, "Documents", "calls", "sheet-import.txt") || a.covered() {
		t.Fatalf("saved to %q; %s", got, words(a))
	}
	if a.prefs.Folder != "" {
		t.Errorf("the next file is looked for in %s", a.prefs.Folder)
	}

	save()
	a.win.Canvas().FocusNext()
	press(a, fyne.KeySpace)
	press(a, fyne.KeyEscape)
	mustSay(t, a, "Save this report")
	say := func(path, want string) {
		t.Helper()
		field().SetText(path)
		press(a, fyne.KeyReturn)
		mustSay(t, a, want)
	}
	say(filepath.Join(home, "Documents"), "Documents is a folder")
	say(filepath.Join(home, "nowhere", "x.txt"), "There is no folder nowhere")
	say("", "Type where the file goes")
	say(filepath.Join(home, "Documents", "notes.rtf"), "notes.rtf is there already")
	say(filepath.Join(home, "Documents", "calls", "one.vtt"), "one.vtt is there already")
	if len(got) != 1 {
		t.Fatalf("written over: %q", got)
	}
	press(a, fyne.KeyReturn)
	if len(got) != 2 || got[1] != filepath.Join(home, "Documents", "calls", "one.vtt") {
		t.Errorf("saved to %q", got)
	}
	save()
	field().SetText("~/Documents/what happened")
	press(a, fyne.KeyReturn)
	if len(got) != 3 || got[2] != filepath.Join(home, "Documents", "what happened.txt") {
		t.Errorf("saved to %q", got)
	}
	save()
	press(a, fyne.KeyEscape)
	if len(got) != 3 || a.covered() {
		t.Errorf("Escape saved %q", got)
	}
}

// keepPicture keeps a picture of the window where OPENLOOP_SHOTS names a folder.
func keepPicture(t *testing.T, a *tested, name string) {
	t.Helper()
	dir := os.Getenv("OPENLOOP_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, a.win.Canvas().Capture()); err != nil {
		t.Fatal(err)
	}
}
