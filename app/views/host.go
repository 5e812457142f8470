// Package views holds one view per workspace: each draws what the session answers, and passes every act on
// to it. Views are thin; what they decide is where things stand on the screen.
package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Host is what a view may ask of the window that it stands in.
type Host interface {
	Session() *session.Session // nil on Home
	Prefs() *session.Prefs
	Window() fyne.Window
	// Wave is the wave that every screen looks at, "" for all; SetWave changes it for all of them.
	Wave() research.ID
	SetWave(research.ID)
	// Go shows another screen: home, overview, interviews, coding, codebook, coders, themes, explore, quotes, report, anonymity,
	// review, settings, import, search, case. arg is what to show there: an interview's research.ID, or a store.Hit, or a file path; "" for none.
	Go(screen string, arg any)
	// Say shows a sentence in the status line: what was done.
	Say(sentence string)
	// Fail shows an error's sentence so that it cannot be missed. Nil shows nothing.
	Fail(err error)
	// Unlock asks for the passphrase where the vault is locked, and then goes on.
	Unlock(then func())
	// Run runs a long job with progress and cancel, and calls end on the window's goroutine.
	Run(title string, job session.Job, end func(err error))
	// Open opens a study, New asks for a new one, Sample opens the sample.
	Open(path string)
	AskOpen()
	AskNew()
	Sample()
	// Saved is where a file that the person chooses is to be written: the path, or "" when they cancel.
	AskSave(title, name string, then func(path string))
	// AskFile asks for a file to read, with one of the endings.
	AskFile(title string, endings []string, then func(path string))
	// Refresh lays the title line and the navigation out again.
	Refresh()
}

// View is one workspace in the window.
type View interface {
	// Content is what stands under the title line, or fills the window where Bare says so.
	Content() fyne.CanvasObject
	// Head is the title and the line beside it.
	Head() (title, sub string)
	// Actions stand at the right of the title line, the filled one last.
	Actions() []fyne.CanvasObject
	// Show is called each time the view comes up, with what Go was given.
	Show(arg any)
	// Changed is called after every change of the study, while the view is up.
	Changed(c store.Change)
	// Key gets keys and letters that no focused widget took; it answers whether it used them.
	Key(e *fyne.KeyEvent) bool
	Rune(r rune) bool
	// Find puts the cursor into the view's search field, for Ctrl F.
	Find()
	// MinHeight is the least height under which the content scrolls; 0 for none.
	MinHeight() float32
}

// Leaver is a view that puts something away when it goes out of sight: when another screen comes up, the study
// is closed, the screen is hidden or the vault is locked.
type Leaver interface{ Leave() }

// base gives a view what most of them do not need.
type base struct{ host Host }

func (base) Head() (string, string)       { return "", "" }
func (base) Actions() []fyne.CanvasObject { return nil }
func (base) Show(any)                     {}
func (base) Changed(store.Change)         {}
func (base) Key(*fyne.KeyEvent) bool      { return false }
func (base) Rune(rune) bool               { return false }
func (base) Find()                        {}
func (base) MinHeight() float32           { return 0 }

// wavePicker is the drop-down of waves that several screens show.
func wavePicker(h Host) *widgets.Picker {
	options, ids, chosen := []string{"All"}, []research.ID{""}, 0
	for _, w := range h.Session().Waves() {
		if w.ID == h.Wave() {
			chosen = len(options)
		}
		options, ids = append(options, w.Name), append(ids, w.ID)
	}
	return widgets.NewPicker("Wave", options, chosen, func(i int) { h.SetWave(ids[i]) })
}
