package app

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// somewhere is a home folder with files of several kinds in folders.
func somewhere(t *testing.T) (home string) {
	t.Helper()
	home = os.Getenv("HOME")
	for _, name := range []string{"Documents/calls/one.vtt", "Documents/calls/two.vtt", "Documents/Interviews 2026.xlsx", "Documents/interviews 2025.xlsx", "Documents/ours.qda/data.qda", "Documents/notes.rtf", ".secret/x.xlsx"} {
		path := filepath.Join(home, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(strings.Repeat("x", 1234)), 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return home
}

// typed writes into the field of the topmost dialog.
func typed(t *testing.T, a *tested, text string) {
	t.Helper()
	f, ok := a.win.Canvas().Focused().(*widgets.Field)
	if !ok {
		t.Fatalf("%T has the keyboard: %s", a.win.Canvas().Focused(), words(a))
	}
	for _, r := range text {
		f.TypedRune(r)
	}
}

// A file is found and taken by keyboard: folders are gone into and left, what is typed finds a name, a path is a path.
func TestChooseAFileByKeyboard(t *testing.T) {
	a := window(t)
	home := somewhere(t)
	for _, how := range []struct {
		name string
		keys func()
		want string
	}{
		{"through folders", func() {
			typed(t, a, "docu")
			press(a, fyne.KeyReturn)
			mustSay(t, a, "Interviews 2026.xlsx", "notes.rtf", "ours.qda", "1 kB")
			typed(t, a, "2026 inter")
			press(a, fyne.KeyReturn)
		}, "Documents/Interviews 2026.xlsx"},
		{"by path", func() {
			typed(t, a, "~/Documents/calls/tw")
			press(a, fyne.KeyReturn)
		}, "Documents/calls/two.vtt"},
		{"where the last was, and up", func() {
			press(a, fyne.KeyDown)
			press(a, fyne.KeyUp)
			press(a, fyne.KeyBackspace)
			typed(t, a, "2025")
			press(a, fyne.KeyReturn)
		}, "Documents/interviews 2025.xlsx"},
		{"a project that is a folder", func() {
			typed(t, a, "ours")
			press(a, fyne.KeyReturn)
		}, "Documents/ours.qda"},
		{"all transcripts of a folder", func() {
			typed(t, a, "calls")
			press(a, fyne.KeyReturn)
			mustSay(t, a, "All 2 transcripts of this folder")
			press(a, fyne.KeyUp)
			press(a, fyne.KeyUp)
			press(a, fyne.KeyReturn)
		}, "Documents/calls"},
		{"of another kind, for the reader to say why", func() {
			typed(t, a, "rtf")
			press(a, fyne.KeyReturn)
		}, "Documents/notes.rtf"},
	} {
		got := ""
		a.AskImport(func(p string) { got = p })
		how.keys()
		if want := filepath.Join(home, filepath.FromSlash(how.want)); got != want || a.covered() {
			t.Errorf("%s: took %q, want %q", how.name, got, want)
		}
	}
	got := ""
	a.AskFolder("Choose a folder of transcripts", func(p string) { got = p })
	typed(t, a, "one")
	press(a, fyne.KeyReturn)
	typed(t, a, "x")
	press(a, fyne.KeyReturn)
	mustSay(t, a, "Nothing here has this name")
	for range 4 {
		press(a, fyne.KeyBackspace)
	}
	typed(t, a, "calls")
	press(a, fyne.KeyReturn)
	press(a, fyne.KeyReturn)
	if got != filepath.Join(home, "Documents", "calls") {
		t.Errorf("took the folder %q", got)
	}
	a.AskImport(func(p string) { t.Errorf("Escape took %q", p) })
	press(a, fyne.KeyEscape)
	if a.covered() {
		t.Error("Escape leaves it open")
	}
}

// Every kind of file that can be imported is offered by key as well as on the screen.
func TestImportByKeyTakesProjects(t *testing.T) {
	a := window(t)
	home := somewhere(t)
	a.open(t, copyOfSample(t))
	a.prefs.Folder = filepath.Join(home, "Documents")
	for _, mode := range []theme.Mode{theme.LightMode, theme.DarkMode} {
		a.fyne.Settings().SetTheme(theme.New(mode))
		ctrl(t, a, "I")
		mustSay(t, a, "ours.qda", "interviews 2025.xlsx", "Beside the study")
		keepPicture(t, a, "choose-"+string(mode))
		press(a, fyne.KeyEscape)
	}
}
