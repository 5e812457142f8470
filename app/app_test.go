package app

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/storage"

	"openloop/app/session"
	"openloop/app/views"
	"openloop/assets"
	"openloop/research"
)

// Ctrl 1 to 9 are the screens of the navigation in its order; on Home they lead nowhere.
func TestKeysLeadToTheScreens(t *testing.T) {
	a := window(t)
	ctrl(t, a, "3")
	if a.screen != "home" {
		t.Errorf("without a study Ctrl 3 leads to %s", a.screen)
	}
	a.open(t, copyOfSample(t))
	if a.screen != "overview" || a.win.Title() != "Tessell win/loss 2026 · Openloop" {
		t.Errorf("a study opens on %s, under %q", a.screen, a.win.Title())
	}
	for i, n := range navItems {
		ctrl(t, a, strings.TrimPrefix(views.WindowKeys("window." + n.Key)[0], "Ctrl+"))
		head, _ := a.shell.view.Head()
		if a.screen != n.Key || a.shell.nav.On != n.Key || head == "" || !strings.Contains(words(a), head) {
			t.Errorf("Ctrl %d leads to %s, marked as %s, headed %q", i+1, a.screen, a.shell.nav.On, head)
		}
	}
	for screen, under := range within {
		a.Go(screen, nil)
		if a.screen != screen || a.shell.nav.On != under {
			t.Errorf("%s is marked as %s, want %s", a.screen, a.shell.nav.On, under)
		}
	}
	a.shell.nav.Tap("nav:themes")
	if a.screen != "themes" {
		t.Errorf("pressing Themes leads to %s", a.screen)
	}
}

// Keys go to the screen that is seen, not to the one that had the keyboard before.
func TestKeysFollowTheScreen(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "3")
	a.until(t, "the transcript to take the keyboard", func() bool { return a.win.Canvas().Focused() != nil })
	ctrl(t, a, "2")
	if f := a.win.Canvas().Focused(); f != nil {
		t.Errorf("%T of the screen before still takes the keys", f)
	}
	a.win.Canvas().OnTypedRune()('/')
	if a.covered() {
		t.Errorf("/ on Interviews opens %s", words(a))
	}
}

// On a small screen, or at twice the size, the window is no larger than the screen: what has no room scrolls.
func TestSmallScreen(t *testing.T) {
	a := opened(t)
	if m := a.win.Content().MinSize(); m.Width > 640 || m.Height > 400 {
		t.Errorf("the window asks for %v at least", m)
	}
	a.win.Resize(fyne.NewSize(720, 450))
	if s := a.shell.content.Size(); s.Width < 900 || s.Height < 560 {
		t.Errorf("the screen is squeezed into %v", s)
	}
}

// The Edit menu names the steps that it takes back and does again, and greys out what it cannot do.
func TestUndoMenuNamesTheStep(t *testing.T) {
	a := window(t)
	undo, redo := menuItem(t, a, "Undo"), menuItem(t, a, "Redo")
	if !undo.Disabled || !redo.Disabled || undo.Label != "Undo" {
		t.Errorf("without a study the menu offers %q and %q", undo.Label, redo.Label)
	}
	a.open(t, copyOfSample(t))
	if undo.Label != "Undo “Set how much could be won back”" || undo.Disabled || !redo.Disabled {
		t.Errorf("the menu offers %q, %q", undo.Label, redo.Label)
	}
	st := a.session.Study()
	st.MinInterviews = 7
	if err := a.session.SaveStudy(context.Background(), st); err != nil {
		t.Fatal(err)
	}
	a.until(t, "the change", func() bool { return true })
	if undo.Label != "Undo “Change settings of the study”" {
		t.Errorf("after an edit the menu offers %q", undo.Label)
	}
	mustSay(t, a, "Undo “Change settings of the study”", "Shown from 7 interviews")
	undo.Action()
	a.wait(t)
	if a.session.Study().MinInterviews != 5 || undo.Label != "Undo “Set how much could be won back”" || redo.Label != "Redo “Change settings of the study”" || redo.Disabled {
		t.Errorf("after undo the menu offers %q, %q", undo.Label, redo.Label)
	}
	redo.Action()
	a.wait(t)
	if a.session.Study().MinInterviews != 7 || !redo.Disabled || redo.Label != "Redo" {
		t.Errorf("after redo the menu offers %q", redo.Label)
	}
	a.CloseStudy()
	if !undo.Disabled || undo.Label != "Undo" || !menuItem(t, a, "CustomDesktop:Control+W").Disabled {
		t.Errorf("after closing the menu offers %q", undo.Label)
	}
}

// Undo in a field takes back what was typed there, and leaves the study alone.
func TestUndoWhileTyping(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "2")
	a.find()
	f := a.win.Canvas().Focused()
	for _, r := range "late" {
		f.TypedRune(r)
	}
	before, _ := a.session.CanUndo()
	menuItem(t, a, "Undo").Action()
	if now, _ := a.session.CanUndo(); now != before {
		t.Errorf("the study's last step was %q and is %q", before, now)
	}
}

// A closed study is one tidy file, and the window is back on Home.
func TestCloseStudy(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "4")
	dir := filepath.Dir(a.session.Path())
	ctrl(t, a, "W")
	if a.session != nil || a.screen != "home" || a.win.Title() != "Openloop" || len(a.views) != 1 {
		t.Errorf("after closing: %s, %q, %d views", a.screen, a.win.Title(), len(a.views))
	}
	mustSay(t, a, "New study", "Recent studies", "Tessell win/loss 2026")
	a.wait(t)
	left, err := filepath.Glob(filepath.Join(dir, "*"))
	if err != nil || len(left) != 2 {
		t.Errorf("beside study and vault there is more: %v %v", left, err)
	}
}

// A study that is opened while another is being closed, the same even, opens when that has ended.
func TestOpenWhileClosing(t *testing.T) {
	a := opened(t)
	path := a.session.Path()
	a.CloseStudy()
	a.Open(path)
	a.until(t, "the study to be open again", func() bool { return a.session != nil })
	mustSay(t, a, "The loop so far")
}

// Closing a study while something quick runs waits for it.
func TestCloseStudyAfterAJob(t *testing.T) {
	a := opened(t)
	on := make(chan bool)
	a.Run("Counting", func(context.Context, session.Progress) error { <-on; return nil }, a.Fail)
	a.CloseStudy()
	if a.session == nil {
		t.Fatal("a study was closed under a job")
	}
	close(on)
	a.until(t, "the study to be closed", func() bool { return a.session == nil })
	a.wait(t)
	if a.covered() {
		t.Errorf("the window says %s", words(a))
	}
}

// What a screen still counts when its study is closed is neither seen nor in the way.
func TestCloseStudyWhileScreensCount(t *testing.T) {
	a := opened(t)
	for _, screen := range []string{"report", "anonymity", "quotes"} {
		a.Go(screen, nil)
	}
	a.CloseStudy()
	var ended atomic.Bool
	time.AfterFunc(time.Second, func() { ended.Store(true) })
	a.until(t, "what was under way", ended.Load)
	if a.covered() || a.screen != "home" {
		t.Errorf("on %s the window says %s", a.screen, words(a))
	}
}

// What is dropped on the window opens, where it is a study, or is imported; without a study the window says
// what to do first.
func TestDrop(t *testing.T) {
	a := window(t)
	drop := func(path string) {
		a.dropped(fyne.NewPos(10, 10), []fyne.URI{storage.NewFileURI(path)})
		a.wait(t)
	}
	sheet := filepath.Join(t.TempDir(), "interviews.xlsx")
	if err := os.WriteFile(sheet, assets.Sample(), 0o600); err != nil {
		t.Fatal(err)
	}
	drop(sheet)
	mustSay(t, a, "Open or make a study first, then drop interviews.xlsx on it.")
	press(a, fyne.KeyEscape)
	study := copyOfSample(t)
	drop(study)
	if a.session == nil || a.session.Path() != study {
		t.Fatalf("the dropped study is not open: %s", words(a))
	}
	drop(sheet)
	if a.screen != "import" {
		t.Errorf("a dropped spreadsheet leads to %s", a.screen)
	}
	drop(study)
	if a.covered() || a.session == nil {
		t.Errorf("dropping the open study again: %s", words(a))
	}
	a.help()
	a.Go("themes", nil)
	drop(sheet)
	if a.screen != "themes" {
		t.Error("what is dropped on a dialog is imported under it")
	}
}

// A study that another window holds does not open, and the window says so; what was open stays.
func TestTwoWindowsOnOneStudy(t *testing.T) {
	a := opened(t)
	path := a.session.Path()
	b := window(t)
	b.open(t, path)
	if b.session != nil {
		t.Error("the study is open twice")
	}
	mustSay(t, b, "sample.openloop is already open, in another window")
	if title := failTitle(research.Conflict); !strings.Contains(words(b), title) {
		t.Errorf("the dialog is not headed %q", title)
	}
	other := copyOfSample(t)
	b.open(t, other)
	b.open(t, path)
	if b.session == nil || b.session.Path() != other {
		t.Error("the study that was open is gone")
	}
}

// Home lists what was open, latest first.
func TestRecentStudies(t *testing.T) {
	a := window(t)
	var paths []string
	for range 2 {
		paths = append(paths, copyOfSample(t))
		a.open(t, paths[len(paths)-1])
	}
	var recent []string
	for _, r := range a.prefs.Recent {
		recent = append(recent, r.Path)
	}
	slices.Reverse(paths)
	if !slices.Equal(recent, paths) {
		t.Errorf("recent are %v, want %v", recent, paths)
	}
	a.open(t, filepath.Join(t.TempDir(), "gone"+session.StudyExt))
	if a.session == nil || !a.covered() || !strings.Contains(words(a), "gone.openloop") {
		t.Errorf("a study that is not there: %s", words(a))
	}
}
