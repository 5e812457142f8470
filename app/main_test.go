package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"openloop/app/session"
)

var testOptions = session.Options{WorkFactor: 4, Coder: "RO"}

// window is Openloop's window, on Home, for a person whose home folder is empty.
func window(t *testing.T) *tested {
	t.Helper()
	home := t.TempDir()
	for _, v := range []string{"HOME", "USERPROFILE", "XDG_CONFIG_HOME"} {
		t.Setenv(v, home)
	}
	one := oneByOne{test.NewTempApp(t), make(chan func(), 10_000)}
	fyne.SetCurrentApp(one)
	a := &tested{App: New(one, session.LoadPrefs(""), testOptions), queue: one.queue}
	a.win.Resize(fyne.NewSize(1440, 900))
	t.Cleanup(func() {
		a.wait(t)
		a.closeStudy()
		a.wait(t)
	})
	return a
}

// oneByOne makes fyne.Do wait for its turn: Fyne's own driver for tests does at once, on any goroutine, what a
// window does one after the other.
type oneByOne struct {
	fyne.App
	queue chan func()
}

func (o oneByOne) Driver() fyne.Driver { return queued{o.App.Driver(), o.queue} }

type queued struct {
	fyne.Driver
	queue chan func()
}

func (q queued) DoFromGoroutine(f func(), _ bool) { q.queue <- f }

// tested is a window whose goroutine is the test's: what comes from others waits until the test asks.
type tested struct {
	*App
	queue chan func()
}

// until does what waits for the window's goroutine until something holds.
func (a *tested) until(t *testing.T, what string, holds func() bool) {
	t.Helper()
	late := time.After(30 * time.Second)
	for {
		select {
		case f := <-a.queue:
			f()
			continue
		default:
		}
		if holds() {
			return
		}
		select {
		case f := <-a.queue:
			f()
		case <-time.After(5 * time.Millisecond):
		case <-late:
			t.Fatalf("waited in vain for %s", what)
		}
	}
}

// wait waits for the end of the running job.
func (a *tested) wait(t *testing.T) {
	t.Helper()
	var ended atomic.Bool
	go func() { a.jobs.Wait(); ended.Store(true) }()
	a.until(t, "the job's end", ended.Load)
}

// open opens a study and waits for it.
func (a *tested) open(t *testing.T, path string) {
	t.Helper()
	a.Open(path)
	a.wait(t)
}

// sample is what the sample study's two files hold, made once.
var sample = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "openloop-app")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "sample"+session.StudyExt)
	s, _, err := session.Sample(context.Background(), path, testOptions, nil)
	if err == nil {
		err = s.Close()
	}
	files := map[string][]byte{}
	for _, p := range []string{path, session.VaultPath(path)} {
		if err == nil {
			files[filepath.Base(p)], err = os.ReadFile(p)
		}
	}
	return files, err
})

// copyOfSample is the path of a sample study of the test's own.
func copyOfSample(t *testing.T) string {
	t.Helper()
	files, err := sample()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	return filepath.Join(dir, "sample"+session.StudyExt)
}

// opened is the window with a sample study of its own in it.
func opened(t *testing.T) *tested {
	t.Helper()
	a := window(t)
	a.open(t, copyOfSample(t))
	if a.session == nil {
		t.Fatalf("the study does not open: %s", words(a))
	}
	return a
}

// press types a key as a person would: where the keyboard is.
func press(a *tested, name fyne.KeyName) {
	e := &fyne.KeyEvent{Name: name}
	if f := a.win.Canvas().Focused(); f != nil {
		f.TypedKey(e)
		return
	}
	a.win.Canvas().OnTypedKey()(e)
}

// menuItem is the entry of a menu with a shortcut, "CustomDesktop:Control+1" or "Undo".
func menuItem(t *testing.T, a *tested, shortcut string) *fyne.MenuItem {
	t.Helper()
	for _, m := range a.win.MainMenu().Items {
		for _, it := range m.Items {
			if it.Shortcut != nil && it.Shortcut.ShortcutName() == shortcut {
				return it
			}
		}
	}
	t.Fatalf("no menu has the shortcut %s", shortcut)
	return nil
}

// ctrl does what a menu's shortcut does: ctrl(t, a, "1").
func ctrl(t *testing.T, a *tested, key string) { menuItem(t, a, "CustomDesktop:Control+"+key).Action() }

// words are all the words on the topmost layer of the window: a dialog's where there is one.
func words(a *tested) string {
	top := a.win.Canvas().Overlays().Top()
	if top == nil {
		top = a.win.Content()
	}
	var all []string
	var walk func(o fyne.CanvasObject)
	walk = func(o fyne.CanvasObject) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *canvas.Text:
			all = append(all, o.Text)
		case *fyne.Container:
			for _, c := range o.Objects {
				walk(c)
			}
		case fyne.Widget:
			for _, c := range test.WidgetRenderer(o).Objects() {
				walk(c)
			}
		}
	}
	walk(top)
	return strings.Join(all, " ")
}

// mustSay fails where the topmost layer does not say all of these.
func mustSay(t *testing.T, a *tested, parts ...string) {
	t.Helper()
	said := words(a)
	for _, p := range parts {
		if !strings.Contains(said, p) {
			t.Errorf("%q is not said: %s", p, said)
		}
	}
}
