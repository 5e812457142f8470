// Package app is Openloop's window: navigation, title line, status line, menus, shortcuts and dialogs
// around one view at a time. What may be done to a study is decided in package session.
package app

import (
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/assets"
	"openloop/research"
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
	if a.screen, a.arg = screen, arg; screen == "import" {
		a.arg = nil // shown once more, it goes on where it is, and reads no file again
	}
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

func or(a, b string) string {
	if a != "" {
		return a
	}
	return b
}
