package app

import (
	"context"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/store"
)

// A copy that a colleague worked on is compared, what both changed is shown with its default, and Enter joins it as
// one step.
func TestJoinACopy(t *testing.T) {
	a, ctx := opened(t), context.Background()
	if err := a.session.Unlock(session.SamplePassphrase); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "back.openloop")
	if _, err := a.session.PackStudy(ctx, path, true, nil); err != nil {
		t.Fatal(err)
	}
	opt := testOptions
	opt.Coder = "CD"
	c, err := session.Open(ctx, path, opt)
	if err != nil {
		t.Fatal(err)
	}
	for i, s := range []*session.Session{a.session, c} {
		row := s.InterviewRows(session.InterviewFilter{})[0]
		if err := s.SetReason(ctx, row.Interview.ID, research.DecidedReason, s.Book().Codes[3+i].ID); err != nil {
			t.Fatal(err)
		}
		th, err := s.Store().Themes(ctx)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := s.Store().Edit(ctx, "Say more", func(tx *store.Tx) error {
			th[0].SoWhat = []string{"Ours says so.", "Theirs says so, at some more length."}[i]
			_, err := tx.PutTheme(th[0])
			return err
		}); err != nil {
			t.Fatal(err)
		}
	}
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	a.join(path)
	a.wait(t)
	a.until(t, "the preview", a.covered)
	mustSay(t, a, "Join back.openloop", "2 steps by CD", "2 to decide", "Keep ours", "Theirs first")
	if dir := os.Getenv("OPENLOOP_SHOTS"); dir != "" {
		a.win.Resize(fyne.NewSize(1440, 900))
		if f, err := os.Create(filepath.Join(dir, "join.png")); err == nil {
			_ = png.Encode(f, a.win.Canvas().Capture())
			f.Close()
		}
	}
	press(a, fyne.KeyRight) // the first conflict is decided the other way
	press(a, fyne.KeyReturn)
	a.wait(t)
	a.until(t, "the join", func() bool { name, _ := a.session.CanUndo(); return name == "Join the copy of CD" })
	th, err := a.session.Store().Themes(ctx)
	if err != nil || !strings.HasPrefix(th[0].SoWhat, "Theirs") && a.session.InterviewRows(session.InterviewFilter{})[0].Decided != a.session.Book().Codes[4].Name {
		t.Errorf("neither conflict was decided for the copy: %q, %v", th[0].SoWhat, err)
	}
}

// The Coders screen is off the path until there is a second coder, and then in the navigation.
func TestCodersAreOffThePath(t *testing.T) {
	a, ctx := opened(t), context.Background()
	has := func() bool {
		for _, it := range a.shell.nav.Items {
			if it.Key == "coders" {
				return true
			}
		}
		return false
	}
	if has() {
		t.Fatal("a study of one coder has the screen in its navigation")
	}
	menuItem(t, a, "CustomDesktop:Shift+Control+K").Action()
	mustSay(t, a, "One person codes this study")
	d, err := a.session.DrawSample(ctx, "CD", .2, 7)
	if err == nil {
		err = a.session.Assign(ctx, d)
	}
	if err != nil {
		t.Fatal(err)
	}
	a.until(t, "the navigation to have it", has)
	if _, err := a.session.Undo(ctx); err != nil {
		t.Fatal(err)
	}
	a.until(t, "the navigation to lose it", func() bool { return !has() })
}
