package app

import (
	"context"
	"os"
	"path/filepath"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/views"
	"openloop/app/widgets"
	"openloop/research"
)

// Fail shows an error's sentence over the window. A cancelled job is no error.
func (a *App) Fail(err error) {
	if err == nil {
		return
	}
	if strings.Contains(err.Error(), context.Canceled.Error()) {
		a.Say("Cancelled. Nothing was left half-done.")
		return
	}
	a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: failTitle(research.KindOf(err)), Text: err.Error(), Confirm: "Close"})
}

// failTitle heads an error by its kind.
func failTitle(k research.Kind) string {
	switch k {
	case research.Withheld:
		return "Held back"
	case research.Locked:
		return "The vault is locked"
	case research.Damaged, research.Unreadable:
		return "This file cannot be read"
	case research.ReadOnly:
		return "Nothing was written"
	}
	return "That did not work"
}

// AskOpen asks for a study to open.
func (a *App) AskOpen() {
	a.AskFile("Open a study", []string{session.StudyExt}, a.Open)
}

// AskFile asks for a file with one of the endings.
func (a *App) AskFile(title string, endings []string, then func(path string)) {
	a.choose(title, endings, then)
}

// AskFolder asks for a folder to read.
func (a *App) AskFolder(title string, then func(path string)) { a.choose(title, nil, then) }

// pathsOf are the files that were dropped.
func pathsOf(uris []fyne.URI) []string {
	var out []string
	for _, u := range uris {
		out = append(out, u.Path())
	}
	return out
}

// AskNew asks for what a new study needs and makes it.
func (a *App) AskNew() {
	client, clientBox := widgets.NewField("Who commissioned it", "", "", false)
	rivals, rivalsBox := widgets.NewField("Corvina, Plannable …", "", "", false)
	pass, passBox := widgets.NewPassword("At least twelve characters")
	again, againBox := widgets.NewPassword("The same again")
	place, placeBox := widgets.NewField("", "folder", "", false)
	place.SetText(a.freePath("study"))
	wrong := ""
	labels := widgets.NewBoard(func(p *widgets.Pen) {
		for i, l := range []string{"Client", "Competitors", "Passphrase"} {
			p.L(0, 15+float32(i)*40, l, theme.Body, p.Ink2)
		}
		views.PaintStrength(p, 110, 160, p.W-110, pass.Text)
		p.L(0, 257, "File", theme.Body, p.Ink2)
		if wrong != "" {
			p.ParaMax(110, 280, p.W-110, 2, wrong, theme.Small, p.LossInk)
		}
	})
	pass.OnChanged = func(string) { labels.Refresh() }
	keep := widgets.NewCheck("Remember it in this computer's keyring", false, nil)
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(labels, 0, 0, sz.Width, sz.Height)
		for i, o := range []fyne.CanvasObject{clientBox, rivalsBox, passBox, againBox} {
			widgets.Put(o, 110, float32(i)*40, sz.Width-110, 30)
		}
		widgets.Put(keep, 110, 206, sz.Width-110, 30)
		widgets.Put(placeBox, 110, 242, sz.Width-110, 30)
	}, labels, clientBox, rivalsBox, passBox, againBox, keep, placeBox)
	a.dialog = widgets.ShowDialog(a.win.Canvas(), widgets.DialogSpec{Title: "New study", Width: 560, Body: body, BodyH: 318, Focus: client,
		Text:    "Names go into a vault beside the study, sealed with this passphrase. Nobody can recover it: write it down and keep it elsewhere, or print the recovery sheet under Settings.",
		Confirm: "Make the study", Cancel: "Cancel",
		OnConfirm: func() bool {
			err := session.CheckNewPassphrase(pass.Text, again.Text)
			if err == nil {
				a.makeStudy(place.Text, session.Fresh{Client: strings.TrimSpace(client.Text), Title: title(client.Text), Competitors: split(rivals.Text), Passphrase: pass.Text}, keep.On)
				return true
			}
			wrong = err.Error()
			labels.Refresh()
			return false
		}})
}

func title(client string) string {
	if client = strings.TrimSpace(client); client == "" {
		return ""
	}
	return client + " win/loss"
}

func split(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r == ',' || r == ';' || r == '\n' })
}

// freePath is a place for a new file of which no name is taken.
func (a *App) freePath(name string) string {
	dir, err := os.UserHomeDir()
	if err != nil {
		dir = "."
	}
	for i := 1; ; i++ {
		n := name
		if i > 1 {
			n += "-" + time.Now().Format("2006-01-02-150405")
		}
		p := filepath.Join(dir, n+session.StudyExt)
		if _, err := os.Stat(p); err != nil {
			return p
		}
	}
}

func (a *App) makeStudy(path string, f session.Fresh, remember bool) {
	var s *session.Session
	var kept error
	a.Run("Making the study", func(ctx context.Context, _ session.Progress) error {
		var err error
		s, err = session.New(ctx, path, f, a.opt)
		if err == nil && remember {
			kept = s.Remember(f.Passphrase)
		}
		return err
	}, func(err error) {
		if err != nil {
			a.Fail(err)
			return
		}
		a.adopt(s)
		views.NoteKept(a, remember, kept)
	})
}

// Sample makes the sample study in the home folder, or opens it where it is already, with its vault open.
func (a *App) Sample() {
	dir, err := os.UserHomeDir()
	if err != nil {
		dir = "."
	}
	path := filepath.Join(dir, "openloop-sample"+session.StudyExt)
	var s *session.Session
	a.Run("Opening the sample study", func(ctx context.Context, p session.Progress) error {
		var err error
		if _, e := os.Stat(path); e == nil {
			if s, err = session.Open(ctx, path, a.opt); err == nil {
				_ = s.Unlock(session.SamplePassphrase)
			}
			return err
		}
		s, _, err = session.Sample(ctx, path, a.opt, p)
		return err
	}, func(err error) {
		if err != nil {
			a.Fail(err)
			return
		}
		a.adopt(s)
		a.Say("This is the sample study; everybody in it is invented. Its passphrase: " + session.SamplePassphrase)
	})
}
