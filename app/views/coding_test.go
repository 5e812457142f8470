package views

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// room is a host that shows one view in a real window, over a real study, and remembers what it was asked.
type room struct {
	t     testing.TB
	s     *session.Session
	win   fyne.Window
	view  View
	wave  research.ID
	said  []string
	fails []error
	went  []string
	args  []any
	prefs *session.Prefs
	// saveTo is where files are saved that somebody is asked about, "" for nowhere.
	saveTo string
}

func (r *room) Session() *session.Session { return r.s }
func (r *room) Prefs() *session.Prefs {
	if r.prefs == nil {
		r.prefs = session.LoadPrefs("")
		r.prefs.Unsuggested = true // Fyne's driver for tests draws on whatever goroutine asks: none may ask beside the test's own
	}
	return r.prefs
}
func (r *room) Window() fyne.Window   { return r.win }
func (r *room) Wave() research.ID     { return r.wave }
func (r *room) SetWave(w research.ID) { r.wave = w; r.view.Show(nil) }
func (r *room) Go(screen string, arg any) {
	r.went, r.args = append(r.went, screen), append(r.args, arg)
	if _, ok := r.view.(*Coding); ok && screen == "coding" {
		r.view.Show(arg)
	}
}
func (r *room) Say(s string) { r.said = append(r.said, s) }
func (r *room) Fail(err error) {
	if err != nil {
		r.fails = append(r.fails, err)
	}
}
func (r *room) Unlock(then func()) { then() }
func (r *room) Run(_ string, job session.Job, end func(error)) {
	end(job(context.Background(), func(int, int, string) {}))
}
func (r *room) Open(string) {}
func (r *room) AskOpen()    {}
func (r *room) AskNew()     {}
func (r *room) Sample()     {}
func (r *room) AskSave(_, _ string, then func(string)) {
	if r.saveTo != "" {
		then(r.saveTo)
	}
}
func (r *room) AskFile(_ string, _ []string, _ func(string)) {}
func (r *room) Refresh()                                     {}
func (r *room) lastSaid() string {
	if len(r.said) == 0 {
		return ""
	}
	return r.said[len(r.said)-1]
}

// key types a key, rune a letter, at whatever has the keyboard.
func (r *room) key(names ...fyne.KeyName) {
	for _, n := range names {
		e := &fyne.KeyEvent{Name: n}
		if f := r.win.Canvas().Focused(); f != nil {
			f.TypedKey(e)
		} else {
			r.view.Key(e)
		}
	}
}

func (r *room) typed(s string) {
	for _, c := range s {
		if f := r.win.Canvas().Focused(); f != nil {
			f.TypedRune(c)
		} else {
			r.view.Rune(c)
		}
	}
}

// sampleFiles makes the sample study once; each test opens a copy of its two files.
var sampleFiles = sync.OnceValues(func() (map[string][]byte, error) {
	dir, err := os.MkdirTemp("", "openloop-views")
	if err != nil {
		return nil, err
	}
	defer os.RemoveAll(dir)
	path := filepath.Join(dir, "sample"+session.StudyExt)
	s, _, err := session.Sample(context.Background(), path, session.Options{WorkFactor: 4, Coder: "RO"}, nil)
	if err != nil {
		return nil, err
	}
	if err := s.Close(); err != nil {
		return nil, err
	}
	files := map[string][]byte{}
	for _, p := range []string{path, session.VaultPath(path)} {
		if files[filepath.Base(p)], err = os.ReadFile(p); err != nil {
			return nil, err
		}
	}
	return files, nil
})

// sampleStudy is a copy of the sample study, open.
func sampleStudy(t testing.TB) *session.Session {
	t.Helper()
	files, err := sampleFiles()
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for name, b := range files {
		if err := os.WriteFile(filepath.Join(dir, name), b, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	s, err := session.Open(context.Background(), filepath.Join(dir, "sample"+session.StudyExt), session.Options{WorkFactor: 4, Coder: "RO"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// emptyStudy has a codebook and nobody in it.
func emptyStudy(t *testing.T) *session.Session {
	t.Helper()
	s, err := session.New(context.Background(), filepath.Join(t.TempDir(), "empty"+session.StudyExt), session.Fresh{Client: "Tessell Systems", Passphrase: "only for this test"}, session.Options{WorkFactor: 4, Coder: "RO"})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

// newRoom puts a view up in a window as large as the shell would give it.
func newRoom(t testing.TB, s *session.Session, mode theme.Mode, size fyne.Size, view func(Host) View, arg any) *room {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(theme.New(mode))
	r := &room{t: t, s: s}
	r.win = test.NewTempWindow(t, widgets.NewBoard(func(*widgets.Pen) {}))
	r.win.SetPadded(false)
	r.view = view(r)
	r.view.Show(arg)
	r.dress()
	r.win.Resize(size)
	cancel := s.Subscribe(func(c store.Change) { r.view.Changed(c) })
	t.Cleanup(cancel)
	return r
}

// dress stands the view under a title line as the shell does.
func (r *room) dress() {
	ground := widgets.NewBoard(func(p *widgets.Pen) {
		p.Rect(0, 0, p.W, p.H, p.Bg)
		title, sub := r.view.Head()
		x := theme.Margin + p.L(theme.Margin, 30, title, theme.Title, p.Ink) + 16
		p.L(x, 32, sub, theme.Small, p.Ink2)
	})
	objects := []fyne.CanvasObject{ground, r.view.Content()}
	actions := r.view.Actions()
	objects = append(objects, actions...)
	r.win.SetContent(widgets.Placed(func(s fyne.Size) {
		widgets.Put(ground, 0, 0, s.Width, s.Height)
		widgets.Put(r.view.Content(), 0, theme.TitleHeight, s.Width, s.Height-theme.TitleHeight)
		x := s.Width - theme.Margin
		for i := len(actions) - 1; i >= 0; i-- {
			w := actions[i].MinSize().Width
			x -= w
			widgets.Put(actions[i], x, 15, w, theme.ControlHeight)
			x -= 8
		}
	}, objects...))
}

// shoot writes a picture where OPENLOOP_SHOTS names a folder.
func (r *room) shoot(name string) {
	r.t.Helper()
	dir := os.Getenv("OPENLOOP_SHOTS")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		r.t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, r.win.Canvas().Capture()); err != nil {
		r.t.Fatal(err)
	}
}

// The sizes of the body beside the navigation, in windows of 1440×900 and 1280×720.
var (
	bodyLarge = fyne.NewSize(1440-theme.NavWidth, 900-theme.StatusHeight)
	bodySmall = fyne.NewSize(1280-theme.NavRail, 720-theme.StatusHeight)
)

// At 200% the same screen is drawn with twice the pixels.
func TestCodingAtTwiceTheScale(t *testing.T) {
	r, v := codingRoom(t, theme.LightMode, bodyLarge)
	c, ok := r.win.Canvas().(interface{ SetScale(float32) })
	if !ok {
		t.Skip("this canvas has no scale")
	}
	c.SetScale(2)
	r.typed("]]")
	v.content.Refresh()
	if got := r.win.Canvas().Capture().Bounds().Dx(); got != 2*int(bodyLarge.Width) {
		t.Errorf("%d pixels wide", got)
	}
	r.shoot("coding-200")
}

func codingRoom(t *testing.T, mode theme.Mode, size fyne.Size) (*room, *Coding) {
	s := sampleStudy(t)
	var v *Coding
	r := newRoom(t, s, mode, size, func(h Host) View { v = NewCoding(h); return v }, s.InterviewRows(session.InterviewFilter{})[0].Interview.ID)
	return r, v
}

func TestCodingPictures(t *testing.T) {
	for _, c := range []struct {
		name string
		mode theme.Mode
		size fyne.Size
	}{{"light", theme.LightMode, bodyLarge}, {"dark", theme.DarkMode, bodyLarge}, {"small", theme.LightMode, bodySmall}} {
		r, v := codingRoom(t, c.mode, c.size)
		r.typed("]]]")
		if !v.passage.ok || len(v.passage.on) == 0 {
			t.Fatal("no passage after going to the third coding")
		}
		r.shoot("coding-" + c.name)
		r.typed("/")
		r.typed("list")
		r.shoot("coding-pick-" + c.name)
	}
}
