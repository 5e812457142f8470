package app

import (
	"context"
	"errors"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/research"
)

// The screen is hidden by one key and shown again by any; nothing can be done, and nothing seen, meanwhile.
func TestHideTheScreen(t *testing.T) {
	a := opened(t)
	a.Go("themes", nil)
	ctrl(t, a, "L")
	if said := words(a); !strings.Contains(said, "Hidden. Press any key") || strings.Contains(said, "Themes") {
		t.Errorf("hidden, the window says %s", said)
	}
	ctrl(t, a, "3")
	if a.screen != "themes" {
		t.Error("a screen changes under what hides it")
	}
	before, _ := a.session.CanUndo()
	menuItem(t, a, "Undo").Action()
	if now, _ := a.session.CanUndo(); now != before {
		t.Error("something was undone while the screen was hidden")
	}
	press(a, fyne.KeySpace)
	if a.covered() || a.hidden != nil {
		t.Error("the screen stays hidden")
	}
	mustSay(t, a, "Themes")
}

// A dialog stays under what hides the screen, and is there again afterwards.
func TestHideOverADialog(t *testing.T) {
	a := opened(t)
	a.help()
	ctrl(t, a, "L")
	mustSay(t, a, "Hidden.")
	press(a, fyne.KeyA)
	mustSay(t, a, "close the study")
	press(a, fyne.KeyEscape)
	if a.covered() {
		t.Error("Escape does not close the dialog")
	}
}

// What a job has to say when it ends waits until the screen is shown again.
func TestJobEndsUnderTheHidingScreen(t *testing.T) {
	a := opened(t)
	on := make(chan bool)
	a.Run("Counting", func(context.Context, session.Progress) error {
		<-on
		return research.Problemf(research.Invalid, "Row 3 names somebody.")
	}, a.Fail)
	a.until(t, "the card", a.covered)
	mustSay(t, a, "Counting", "Cancel")
	a.hide()
	close(on)
	a.wait(t)
	mustSay(t, a, "Hidden.")
	if strings.Contains(words(a), "Row 3") {
		t.Error("an error shows over the hidden screen")
	}
	a.hide()
	mustSay(t, a, "That did not work", "Row 3 names somebody.")
	press(a, fyne.KeyReturn)
	if a.covered() {
		t.Error("Enter does not close the error")
	}
}

// F1 lists the keys of the screen that is up, also while its text has the keyboard.
func TestHelpOverTheTranscript(t *testing.T) {
	a := opened(t)
	ctrl(t, a, "3")
	a.until(t, "the transcript to have the keyboard", func() bool { return a.win.Canvas().Focused() != nil })
	press(a, fyne.KeyF1)
	mustSay(t, a, "Keys on Coding", "next passage without a code")
	press(a, fyne.KeyEscape)
	if a.covered() {
		t.Error("Escape does not close the list")
	}
}

// Each dialog closes by Escape and changes nothing.
func TestDialogsCloseByEscape(t *testing.T) {
	a := opened(t)
	for name, open := range map[string]func(){"keys": a.help, "about": a.about, "new study": a.AskNew, "backup": a.backup,
		"save": func() { a.AskSave("Save", "x.pdf", func(string) { t.Error("Escape saves") }) },
		"fail": func() { a.Fail(errors.New("The disk is full.")) }} {
		open()
		if !a.covered() {
			t.Errorf("%s: no dialog", name)
		}
		press(a, fyne.KeyEscape)
		if a.covered() || a.dialog.Open() {
			t.Errorf("%s: Escape does not close it", name)
		}
	}
	if a.jobs.State().Running {
		t.Error("Escape began a job")
	}
}

// Enter in a new study's dialog says what is missing, and makes the study once nothing is.
func TestNewStudyByKeyboard(t *testing.T) {
	a := window(t)
	ctrl(t, a, "N")
	typed := func(s string) {
		for _, r := range s {
			a.win.Canvas().Focused().TypedRune(r)
		}
	}
	typed("Northlight")
	press(a, fyne.KeyReturn)
	mustSay(t, a, "Take a passphrase of at least twelve characters")
	a.win.Canvas().FocusNext()
	typed("Corvina")
	for range 2 {
		a.win.Canvas().FocusNext()
		typed("nine green bottles")
	}
	press(a, fyne.KeyReturn)
	a.wait(t)
	if a.session == nil || a.session.Study().Title != "Northlight win/loss" || a.session.Vault() != session.VaultOpen {
		t.Fatalf("no study: %s", words(a))
	}
	if a.screen != "overview" || a.covered() {
		t.Errorf("the new study shows %s", a.screen)
	}
}

// The sentence of a job that fails is shown, headed by its kind; a cancelled one is no error.
func TestFailingJob(t *testing.T) {
	a := opened(t)
	a.Run("Writing", func(context.Context, session.Progress) error {
		return research.Problemf(research.Withheld, "The report was not written. Page 9 names a company from the vault.")
	}, a.Fail)
	a.wait(t)
	mustSay(t, a, "Held back", "The report was not written. Page 9 names a company from the vault.", "Close")
	press(a, fyne.KeyReturn)
	if a.covered() {
		t.Error("Enter does not close the error")
	}
	a.Run("Counting", func(ctx context.Context, p session.Progress) error {
		p(3, 10, "Row 3 of 10")
		<-ctx.Done()
		return ctx.Err()
	}, a.Fail)
	a.until(t, "the card", a.covered)
	mustSay(t, a, "Counting", "Row 3 of 10", "30%", "Cancelling leaves the study as it was.")
	press(a, fyne.KeyEscape)
	a.wait(t)
	if a.covered() {
		t.Errorf("a cancelled job leaves a dialog: %s", words(a))
	}
	mustSay(t, a, "Cancelled. Nothing was left half-done.")
}

// Closing the window while a job runs cancels the job, and then closes the study and the window.
func TestQuitWhileAJobRuns(t *testing.T) {
	a := opened(t)
	closed := false
	a.win.SetOnClosed(func() { closed = true })
	a.Run("Counting", func(ctx context.Context, _ session.Progress) error {
		<-ctx.Done()
		return ctx.Err()
	}, a.Fail)
	a.quit()
	a.until(t, "the window to close", func() bool { return closed })
	if a.session != nil {
		t.Error("the study is still open")
	}
}

// A job that asks for nothing more while another runs is told to wait.
func TestOneJobAtATime(t *testing.T) {
	a := opened(t)
	on := make(chan bool)
	a.Run("First", func(context.Context, session.Progress) error { <-on; return nil }, a.Fail)
	a.Run("Second", func(context.Context, session.Progress) error { t.Error("two jobs run"); return nil }, a.Fail)
	mustSay(t, a, "another job is still running")
	close(on)
	a.wait(t)
}
