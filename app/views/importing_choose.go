package views

import (
	"context"
	"path/filepath"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/research"
)

// folderAsker is a host that can ask for a folder.
type folderAsker interface {
	AskFolder(title string, then func(path string))
}

// importAsker is a host that can ask for whatever can be imported, a folder of transcripts among it.
type importAsker interface {
	AskImport(then func(path string))
}

func (v *Import) ask() {
	if h, ok := v.host.(importAsker); ok {
		h.AskImport(func(p string) { v.open([]string{p}) })
		return
	}
	v.host.AskFile("Choose what to import", slices.Concat(session.SheetEndings(), session.TalkEndings(), session.ProjectEndings()), func(p string) { v.open([]string{p}) })
}

func (v *Import) askFolder() {
	if h, ok := v.host.(folderAsker); ok {
		h.AskFolder("Choose a folder of transcripts", func(p string) { v.open([]string{p}) })
	}
}

// paste takes the transcript that lies in the clipboard.
func (v *Import) paste() {
	words := fyne.CurrentApp().Clipboard().Content()
	if strings.TrimSpace(words) == "" {
		v.host.Fail(research.Problemf(research.Invalid, "There is no text in the clipboard. Copy the transcript first, then paste it here."))
		return
	}
	v.readWritten("Pasted text", words)
}

// open reads a sheet, or transcripts: all of them where they are transcripts, else the first.
func (v *Import) open(paths []string) {
	if len(paths) == 1 && session.IsProject(paths[0]) {
		v.readProject(paths[0])
		return
	}
	talks := true
	for _, p := range paths {
		talks = talks && session.IsTalk(p)
	}
	if talks {
		v.readTalks("Reading transcripts", func(ctx context.Context, p session.Progress) (*session.Talks, error) {
			return v.host.Session().ReadTalks(ctx, paths, p)
		})
		return
	}
	if len(paths) > 1 {
		v.host.Fail(research.Problemf(research.Invalid, "Sheets are matched one at a time. Drop them one by one; transcripts come in together."))
		return
	}
	v.readSheet(paths[0])
}

func (v *Import) readSheet(path string) { v.readSealed(path, "") }

// readSealed reads a sheet with a password, where it opens with one, and asks for it where it is missing.
func (v *Import) readSealed(path, password string) {
	var src *session.Source
	var pre *session.Preview
	v.host.Run("Reading "+filepath.Base(path), func(ctx context.Context, p session.Progress) error {
		var err error
		if src, err = v.host.Session().ReadSealedSource(ctx, path, password, p); err != nil {
			return err
		}
		pre, err = v.host.Session().NewPreview(ctx)
		return err
	}, func(err error) {
		if session.WantsPassword(err) {
			wrong := ""
			if password != "" {
				wrong = err.Error()
			}
			v.askPassword(path, wrong)
			return
		}
		if err != nil {
			v.host.Fail(err)
			return
		}
		v.reset()
		v.source, v.preview, v.step = src, pre, stepMatch
		v.recall = v.host.Prefs().Recall(src)
		v.show()
		v.look()
		v.focusRows()
	})
}

// readTalks reads transcripts, and matches them with the vault open: it knows who speaks.
func (v *Import) readTalks(title string, read func(context.Context, session.Progress) (*session.Talks, error)) {
	v.host.Unlock(func() {
		var talks *session.Talks
		var pre *session.Preview
		v.host.Run(title, func(ctx context.Context, p session.Progress) error {
			var err error
			if talks, err = read(ctx, p); err != nil {
				return err
			}
			if err := v.host.Session().MatchTalks(ctx, talks, v.host.Prefs().Speakers, p); err != nil {
				return err
			}
			pre, err = v.host.Session().NewPreview(ctx)
			return err
		}, func(err error) {
			if err == nil && len(talks.Files) == 1 {
				err = talks.Files[0].Err
			}
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.reset()
			v.talks, v.preview, v.step = talks, pre, stepMatch
			v.show()
			v.look()
			v.focusRows()
		})
	})
}
