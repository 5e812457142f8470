package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// versionList is the kept versions of the codebook, and what changed between two of them.
type versionList struct {
	tab      *codeTab
	versions []research.CodebookVersion // the newest first
	changes  []session.BookChange
	from, to *widgets.Picker
	rows     *widgets.Rows
	name     *widgets.Field
	nameBox  fyne.CanvasObject
	keep     *widgets.Button
	restore  *widgets.Button
	remove   *widgets.Button
	dialog   *widgets.Dialog
}

const versionRow = 44

// showVersions shows them.
func (t *codeTab) showVersions() {
	t.form.save()
	l := &versionList{tab: t}
	write := !t.view.host.Session().ReadOnly()
	l.name, l.nameBox = widgets.NewField("What this version is: “After the pilot”", "", "", false)
	l.name.OnSubmitted = func(string) { l.keepNow() }
	l.keep = widgets.NewButton("Keep the codebook as it is now", "", widgets.Secondary, l.keepNow)
	l.restore = widgets.NewButton("Restore this version", "", widgets.Secondary, l.askRestore)
	l.remove = widgets.NewButton("Delete", "trash", widgets.Danger, l.delete)
	l.from = widgets.NewPicker("From", nil, 0, func(int) { l.compare() })
	l.to = widgets.NewPicker("To", nil, 0, func(int) { l.compare() })
	l.rows = widgets.NewRows(versionRow, l.draw)
	l.rows.Vacant = func(p *widgets.Pen) { p.Para(12, 12, p.W-24, l.vacant(), theme.Body, p.Mute) }
	body := widgets.Placed(func(s fyne.Size) {
		kw := l.keep.MinSize().Width
		widgets.Put(l.nameBox, 0, 0, s.Width-kw-12, theme.ControlHeight)
		widgets.Put(l.keep, s.Width-kw, 0, kw, theme.ControlHeight)
		rw, dw := l.restore.MinSize().Width, l.remove.MinSize().Width
		pick := (s.Width - rw - dw - 36) / 2
		widgets.Put(l.from, 0, 44, pick, theme.ControlHeight)
		widgets.Put(l.to, pick+12, 44, pick, theme.ControlHeight)
		widgets.Put(l.restore, s.Width-rw-dw-12, 44, rw, theme.ControlHeight)
		widgets.Put(l.remove, s.Width-dw, 44, dw, theme.ControlHeight)
		widgets.Put(l.rows, 0, 86, s.Width, s.Height-86)
	}, l.nameBox, l.keep, l.from, l.to, l.restore, l.remove, l.rows)
	for _, o := range []fyne.CanvasObject{l.nameBox, l.keep} {
		setShown(o, write)
	}
	l.reload(0)
	l.dialog = widgets.ShowDialog(t.view.host.Window().Canvas(), widgets.DialogSpec{Title: "Versions of the codebook", Width: 860, Body: body, BodyH: 470, Confirm: "Close", Focus: l.name})
}

// reload reads the versions; at is the one to compare with now.
func (l *versionList) reload(at int) {
	list, err := l.tab.view.host.Session().BookVersions(context.Background())
	if err != nil {
		l.tab.view.host.Fail(err)
		return
	}
	l.versions = list
	var names []string
	for _, v := range list {
		name := fmt.Sprintf("%d · %s", v.Number, v.UTC.Local().Format("2 Jan 2006"))
		if v.Name != "" {
			name += " · " + v.Name
		}
		names = append(names, name)
	}
	l.from.SetOptions(names, min(at, max(0, len(names)-1)))
	l.to.SetOptions(append([]string{"Now"}, names...), 0)
	write := len(list) > 0 && !l.tab.view.host.Session().ReadOnly()
	for _, o := range []fyne.CanvasObject{l.restore, l.remove} {
		setShown(o, write)
	}
	setShown(l.from, len(list) > 0)
	setShown(l.to, len(list) > 0)
	l.compare()
}

// version is the chosen one.
func (l *versionList) version() (research.CodebookVersion, bool) {
	if l.from.Chosen < 0 || l.from.Chosen >= len(l.versions) {
		return research.CodebookVersion{}, false
	}
	return l.versions[l.from.Chosen], true
}

// compare lists what changed from one version to the other.
func (l *versionList) compare() {
	l.changes = nil
	if v, ok := l.version(); ok {
		to := research.ID("")
		if i := l.to.Chosen - 1; i >= 0 && i < len(l.versions) {
			to = l.versions[i].ID
		}
		list, err := l.tab.view.host.Session().CompareVersions(context.Background(), v.ID, to)
		if err != nil {
			l.tab.view.host.Fail(err)
			return
		}
		l.changes = list
	}
	l.rows.SetCount(len(l.changes))
	l.rows.Refresh()
}

func (l *versionList) vacant() string {
	if len(l.versions) == 0 {
		return "No version is kept yet. Keep one before the codebook changes much, for instance after the pilot: later it can be compared and restored."
	}
	return "Nothing has changed between the two."
}

func (l *versionList) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i < len(l.changes) {
		l.rows.Ground(p, i, y, w, chosen)
		drawBookChange(p, l.changes[i], y, w)
	}
}

// drawBookChange is one line of a comparison.
func drawBookChange(p *widgets.Pen, c session.BookChange, y, w float32) {
	ink, soft := p.Slate, p.SlateSoft
	switch c.Kind {
	case session.BookAdded, session.BookRevived:
		ink, soft = p.Accent, p.AccentSoft
	case session.BookRemoved, session.BookRetired, session.BookMerged:
		ink, soft = p.Warn, p.WarnSoft
	}
	p.Chip(12, y+14, string(c.Kind), ink, soft, false)
	title := strings.TrimSpace(c.Code.Title())
	p.LW(150, y+14, w-162, title, theme.Strong, p.Ink)
	says := strings.ReplaceAll(c.Now, "\n", " ")
	switch {
	case c.Was != "" && c.Now != "":
		says = "was: " + strings.ReplaceAll(widgets.Ellipsis(c.Was, (w-170)/2, theme.Small), "\n", " ") + "   now: " + says
	case c.Was != "":
		says = "was: " + strings.ReplaceAll(c.Was, "\n", " ")
	}
	p.LW(150, y+32, w-162, says, theme.Small, p.Mute)
}

func (l *versionList) keepNow() {
	h := l.tab.view.host
	v, err := h.Session().KeepVersion(context.Background(), l.name.Text)
	if err != nil {
		h.Fail(err)
		return
	}
	l.name.SetText("")
	l.reload(0)
	h.Say(fmt.Sprintf("Kept version %d of the codebook.", v.Number))
}

// askRestore says what restoring would do, and does it.
func (l *versionList) askRestore() {
	v, ok := l.version()
	if !ok {
		return
	}
	h := l.tab.view.host
	widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: fmt.Sprintf("Restore version %d?", v.Number), Confirm: "Restore", Cancel: "Cancel",
		Text: "Names, definitions and the tree become what they were. Nothing that is coded changes: codes that came since and are in use are retired, codes that were merged since are there again without their codings. One undo takes it back.",
		OnConfirm: func() bool {
			did, err := h.Session().RestoreVersion(context.Background(), v)
			if err != nil {
				h.Fail(err)
				return true
			}
			h.Say(fmt.Sprintf("Restored version %d: %d changed, %d deleted, %d retired. Ctrl Z undoes it.", v.Number, did.Changed, did.Deleted, did.Retired))
			l.compare()
			l.tab.reload()
			return true
		}})
}

func (l *versionList) delete() {
	v, ok := l.version()
	if !ok {
		return
	}
	if err := l.tab.view.host.Session().ForgetVersion(context.Background(), v); err != nil {
		l.tab.view.host.Fail(err)
		return
	}
	l.reload(l.from.Chosen)
	l.tab.view.host.Say(fmt.Sprintf("Deleted version %d. Ctrl Z brings it back.", v.Number))
}
