// Package app is Openloop's window: navigation, title line, status line, menus, shortcuts and dialogs
// around one view at a time. What may be done to a study is decided in package session.
package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/assets"
	"openloop/research"
	"openloop/research/store"
)

// App is the running window with at most one open study.
type App struct {
	fyne    fyne.App
	win     fyne.Window
	prefs   *session.Prefs
	jobs    *session.Jobs
	session *session.Session
	opt     session.Options

	views     map[string]views.View
	screen    string
	arg       any
	wave      research.ID
	shell     *shell
	dialog    *widgets.Dialog
	ofView    []fyne.Shortcut // of the screen that is up
	menus     *menus
	hidden    fyne.CanvasObject // what hides the screen, nil when nothing does
	later     []func()          // what waits until the screen is shown again
	next      func()            // what is done when the running job has ended
	closing   bool              // the running job closes a study
	forget    func()            // ends the subscription to the session
	stopCheck func() func()     // ends the quiet check, and answers what waits for that
}

// New makes the window, not shown yet, on Home.
func New(f fyne.App, prefs *session.Prefs, opt session.Options) *App {
	a := &App{fyne: f, prefs: prefs, opt: opt, jobs: &session.Jobs{Deliver: fyne.Do}, views: map[string]views.View{}}
	if opt.Coder == "" {
		a.opt.Coder = prefs.Coder
	}
	f.Settings().SetTheme(theme.New(theme.Mode(prefs.Appearance)))
	f.SetIcon(fyne.NewStaticResource("icon.png", assets.Icon()))
	a.win = f.NewWindow("Openloop")
	a.win.Resize(fyne.NewSize(1440, 900))
	a.win.SetMaster()
	a.win.SetPadded(false)
	a.shell = newShell(a)
	a.win.SetContent(container.NewScroll(a.shell.content)) // a screen smaller than the least size scrolls
	a.win.SetOnDropped(a.dropped)
	a.win.SetCloseIntercept(a.quit)
	a.makeMenus()
	a.keys()
	a.jobs.Changed = a.shell.progress
	a.Go("home", nil)
	return a
}

// Start opens the window, and a study in it when path is given, until it is closed.
func (a *App) Start(path string) {
	if path != "" {
		a.fyne.Lifecycle().SetOnStarted(func() { a.Open(path) })
	}
	a.mentionCrash()
	a.win.ShowAndRun()
}

// quit closes the study, which tidies its file, and the window. A job that runs is cancelled, and its end
// closes the window, as does the end of closing the study: it comes on this very goroutine.
func (a *App) quit() {
	if a.hidden != nil {
		a.hide()
	}
	if a.session != nil && !a.jobs.State().Running {
		a.closeStudy()
	}
	if a.jobs.State().Running {
		a.next = a.quit
		a.jobs.Cancel()
		return
	}
	a.win.SetCloseIntercept(nil)
	a.win.Close()
}

// view makes the view of a screen when it is first asked for.
func (a *App) view(screen string) views.View {
	if v, ok := a.views[screen]; ok {
		return v
	}
	var v views.View
	h := guest{a, a.session}
	switch screen {
	case "home":
		v = views.NewHome(a)
	case "overview":
		v = views.NewOverview(h)
	case "interviews":
		v = views.NewInterviews(h)
	case "coding":
		v = views.NewCoding(h)
	case "codebook":
		v = views.NewCodebook(h)
	case "history":
		v = views.NewHistory(h)
	case "notes":
		v = views.NewNotes(h)
	case "case":
		v = views.NewCase(h)
	case "themes":
		v = views.NewThemes(h)
	case "explore":
		v = views.NewExplore(h)
	case "report":
		v = views.NewReport(h)
	case "quotes":
		v = views.NewQuotes(h)
	case "review":
		v = views.NewReview(h)
	case "anonymity":
		v = views.NewAnonymity(h)
	case "search":
		v = views.NewSearch(h)
	case "coders":
		v = views.NewCoders(h)
	case "settings":
		v = views.NewSettings(h)
	case "import":
		v = views.NewImport(h)
	default:
		return nil
	}
	a.views[screen] = v
	return v
}

// Go shows a screen.
func (a *App) Go(screen string, arg any) {
	if a.session == nil && screen != "home" {
		return
	}
	v := a.view(screen)
	if v == nil {
		return
	}
	if screen != a.screen {
		a.leave()
	}
	a.screen, a.arg = screen, arg
	a.shell.leave(v)
	v.Show(arg)
	a.shell.show(v, screen)
	a.shortcuts()
}

// leave lets the view that is up put away what nobody else should see.
func (a *App) leave() {
	if v, ok := a.views[a.screen].(views.Leaver); ok {
		v.Leave()
	}
}

// Session is the open study, nil on Home.
func (a *App) Session() *session.Session { return a.session }

// Prefs are the preferences of this computer.
func (a *App) Prefs() *session.Prefs { return a.prefs }

// Window is the window.
func (a *App) Window() fyne.Window { return a.win }

// Wave is the wave that every screen looks at, "" for all.
func (a *App) Wave() research.ID { return a.wave }

// SetWave looks at another wave.
func (a *App) SetWave(w research.ID) {
	a.wave = w
	a.Go(a.screen, a.arg)
}

// Refresh lays title line, navigation and status line out again.
func (a *App) Refresh() {
	a.shell.refresh()
	a.shortcuts()
}

// Say shows a sentence in the status line.
func (a *App) Say(s string) { a.shell.say(s) }

// Open closes what is open and opens a study, off the window's goroutine.
func (a *App) Open(path string) {
	if a.session != nil && sameFile(path, a.session.Path()) {
		a.Say("This study is open already.")
		return
	}
	var s *session.Session
	a.Run("Opening "+filepath.Base(path), func(ctx context.Context, _ session.Progress) error {
		var err error
		s, err = session.Open(ctx, path, a.opt)
		return err
	}, func(err error) {
		if err != nil {
			a.Fail(err)
			return
		}
		a.adopt(s)
	})
}

func sameFile(a, b string) bool {
	x, err := os.Stat(a)
	y, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(x, y)
}

// adopt makes s the open study and shows its overview.
func (a *App) adopt(s *session.Session) {
	a.closeStudy()
	a.session = s
	s.SetCoder(or(a.prefs.Coder, s.Coder()))
	a.forget = s.Subscribe(func(c store.Change) { fyne.Do(func() { a.changed(c) }) })
	a.win.SetTitle(s.Study().Title + " · Openloop")
	if err := a.prefs.Opened(s.Path(), s.Study().Title, s.Now()); err != nil {
		a.Say(err.Error())
	}
	a.Go("overview", nil)
	a.checkQuietly(s)
	a.watchVault(s)
	for _, w := range s.Store().Warnings() {
		a.Say(w)
	}
}

// checkQuietly looks the whole file over for damage while the person works, and speaks up only when it finds
// some.
func (a *App) checkQuietly(s *session.Session) {
	ctx, stop := context.WithCancel(context.Background())
	ended := make(chan struct{})
	a.stopCheck = func() (wait func()) { stop(); return func() { <-ended } }
	go session.Safely(func() {
		defer close(ended)
		err := s.Check(ctx, nil)
		if err != nil && ctx.Err() == nil {
			fyne.Do(func() { a.whenShown(func() { a.Fail(err) }) })
		}
	})
}

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}

// closeStudy lets go of the open study, if any, and its views, and closes its file in a job: what was counted
// is kept in it then, which takes a while after a large import.
func (a *App) closeStudy() {
	s := a.session
	if s == nil {
		return
	}
	a.forget()
	wait := a.stopCheck()
	a.session, a.wave, a.screen = nil, "", "home"
	for k := range a.views {
		if k != "home" {
			delete(a.views, k)
		}
	}
	a.win.SetTitle("Openloop")
	a.follow()
	a.Run("Closing "+filepath.Base(s.Path()), func(context.Context, session.Progress) error {
		wait()
		return s.Close()
	}, a.Fail)
	a.closing = true
}

// CloseStudy goes back to Home, after the running job if there is one.
func (a *App) CloseStudy() {
	if a.jobs.State().Running {
		a.next = a.CloseStudy
		return
	}
	a.closeStudy()
	a.Go("home", nil)
}

// changed passes a change of the study on to the view that is up.
func (a *App) changed(c store.Change) {
	if a.session == nil {
		return
	}
	a.shell.changed(c)
	if v := a.views[a.screen]; v != nil {
		v.Changed(c)
	}
}

// Run runs a long job with progress and cancel. While a study is being closed it waits.
func (a *App) Run(title string, job session.Job, end func(err error)) {
	if a.closing && a.next == nil {
		a.next = func() { a.Run(title, job, end) }
		return
	}
	err := a.jobs.Start(title, a.watched(job), func(err error) {
		a.closing = false
		a.whenShown(func() { end(err) })
		if next := a.next; next != nil {
			a.next = nil
			next()
		}
	})
	a.Fail(err)
}

// dropped opens studies and imports everything else that is dropped on the window.
func (a *App) dropped(_ fyne.Position, uris []fyne.URI) {
	if len(uris) == 0 || a.covered() {
		return
	}
	path := uris[0].Path()
	switch {
	case strings.HasSuffix(path, session.StudyExt):
		a.Open(path)
	case a.session != nil:
		a.Go("import", pathsOf(uris))
	default:
		a.Fail(research.Problemf(research.Invalid, "Open or make a study first, then drop %s on it.", filepath.Base(path)))
	}
}

// Undo takes the last step back; in a field that is being typed in, what was typed last.
func (a *App) Undo() {
	if f := a.typing(); f != nil {
		f.Undo()
		return
	}
	a.step((*session.Session).Undo, "Taking the step back", "Undid")
}

// Redo does the step that was taken back again, or what was typed.
func (a *App) Redo() {
	if f := a.typing(); f != nil {
		f.Redo()
		return
	}
	a.step((*session.Session).Redo, "Doing the step again", "Did again")
}

// typing is the field that takes the keys and holds something, if any.
func (a *App) typing() *widgets.Field {
	if f, ok := a.win.Canvas().Focused().(*widgets.Field); ok && f.Text != "" {
		return f
	}
	return nil
}

// step takes a step back or does one again. One that touched very much takes its time, with progress.
func (a *App) step(f func(*session.Session, context.Context, ...session.Progress) (string, error), doing, did string) {
	s := a.session
	if s == nil || a.covered() || a.jobs.State().Running {
		return
	}
	var name string
	ended := make(chan struct{})
	a.Run(doing, func(ctx context.Context, p session.Progress) error {
		defer close(ended)
		var err error
		name, err = f(s, ctx, p)
		return err
	}, func(err error) {
		switch {
		case research.KindOf(err) == research.NotFound:
			a.Say(err.Error())
		case research.KindOf(err) == research.Locked: // the words that come back are in the vault
			a.Say(err.Error())
			a.Unlock(func() { a.step(f, doing, did) })
		case err != nil:
			a.Fail(err)
		default:
			a.Say(did + " “" + name + "”.")
		}
	})
	select { // what is quick is done before the next key
	case <-ended:
		for i := 0; i < 100 && a.jobs.State().Running; i++ {
			time.Sleep(100 * time.Microsecond)
		}
	case <-time.After(stepWait):
	}
}

// stepWait is how long the window waits for a step before it goes on while the step does.
const stepWait = 60 * time.Millisecond
