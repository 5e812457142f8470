package views

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// issuedList is the packs that have left, each to be saved again as it went out.
type issuedList struct {
	view   *Report
	packs  []session.IssuedPack
	rows   *widgets.Rows
	dialog *widgets.Dialog
}

const issuedRow = 60

// showIssued lists the issued packs.
func (v *Report) showIssued() { v.listIssued() }

func (v *Report) listIssued() *issuedList {
	l := &issuedList{view: v, packs: v.issued}
	l.rows = widgets.NewRows(issuedRow, l.draw)
	l.rows.Vacant = func(p *widgets.Pen) {
		p.Para(4, 12, p.W-8, "No pack has left yet. What is exported with the vault open stands here, and can be saved again to the byte.", theme.Body, p.Ink2)
	}
	l.rows.SetCount(len(l.packs))
	l.rows.Mark(min(0, len(l.packs)-1))
	l.rows.OnChoose = func(int) { l.enable() }
	l.rows.OnOpen = func(int) {
		if l.saveable() {
			l.dialog.Confirm()
		}
	}
	l.rows.OnRune = func(r rune) bool {
		if r == 's' || r == 'S' {
			l.rows.OnOpen(l.rows.Chosen())
			return true
		}
		return false
	}
	h := float32(issuedRow * max(2, min(5, len(l.packs))))
	body := widgets.Placed(func(s fyne.Size) { widgets.Put(l.rows, 0, 0, s.Width, s.Height) }, l.rows)
	l.dialog = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Issued packs", Width: 640, Body: body, BodyH: h, Confirm: "Save again", Cancel: "Close",
		Foot: "Saving again is no new issue.", Focus: l.rows, OnConfirm: func() bool { l.save(); return true }})
	l.enable()
	return l
}

func (l *issuedList) chosen() (session.IssuedPack, bool) {
	if i := l.rows.Chosen(); i >= 0 && i < len(l.packs) {
		return l.packs[i], true
	}
	return session.IssuedPack{}, false
}

func (l *issuedList) saveable() bool {
	p, ok := l.chosen()
	if ok {
		ok, _ = p.Kept()
	}
	return ok
}

func (l *issuedList) enable() { l.dialog.EnableConfirm(l.saveable()) }

func (l *issuedList) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	l.rows.Ground(p, i, y, w, chosen)
	pack := l.packs[i]
	x := 14 + p.LW(14, y+17, w*.5, pack.At.Local().Format("2 January 2006, 15:04"), theme.Strong, p.Ink)
	p.RW(w-14, y+17, w-x-40, fmt.Sprintf("%s, %d withheld", plural(pack.Shown, "figure"), pack.Withheld), theme.Small, p.Ink2)
	ok, why := pack.Kept()
	icon, ink, words := "check", p.Accent, strings.ReplaceAll(pack.File, ", ", " · ")
	if !ok {
		icon, ink, words = "info", p.Mute, why
	}
	p.Icon(22, y+40, 14, icon, ink)
	p.LW(34, y+40, w-48, words, theme.Small, p.Ink2)
}

// save asks where to, and writes the pack as it went out.
func (l *issuedList) save() {
	pack, ok := l.chosen()
	v := l.view
	if !ok {
		return
	}
	if v.host.Session().Vault() != session.VaultOpen {
		v.host.Unlock(func() { l.save() })
		return
	}
	first, _, _ := strings.Cut(pack.File, ", ")
	v.host.AskSave("Save the pack again: its other files go beside it", first, func(path string) { v.saveAgain(pack, path) })
}

func (v *Report) saveAgain(pack session.IssuedPack, path string) {
	var w session.Written
	v.host.Run("Saving the pack again", func(ctx context.Context, p session.Progress) (err error) {
		w, err = v.host.Session().SaveAgain(ctx, pack.ID, path, p)
		return err
	}, func(err error) {
		if !v.heldBack(err, func() { v.saveAgain(pack, path) }) {
			v.host.Say(fmt.Sprintf("Saved %s as it went out, to the byte: %s.", filepath.Base(path), plural(len(w.Files), "file")))
		}
	})
}
