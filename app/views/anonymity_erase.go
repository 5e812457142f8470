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

// eraseDialog chooses a participant, says what goes with them, and asks.
type eraseDialog struct {
	host   Host
	people []string // pseudonyms
	pick   *widgets.Picker
	words  *widgets.Board
	says   []eraseLine
	chosen string
	whole  bool // meetings in which nobody noted who said what go whole
	asks   int  // how many of those there are
	dialog *widgets.Dialog
	then   func()
}

type eraseLine struct {
	icon, words string
	doubt       bool
}

// askErase asks whom to erase, or whether to erase the one that is given, and does it. then is called when it
// is done.
func askErase(h Host, pseudonym string, then func()) *eraseDialog {
	d := &eraseDialog{host: h, chosen: pseudonym, then: then}
	if h.Session().Vault() == session.VaultLocked {
		h.Unlock(func() { d.open(pseudonym) })
	} else {
		d.open(pseudonym)
	}
	return d
}

// open shows the dialog.
func (d *eraseDialog) open(pseudonym string) {
	h, s := d.host, d.host.Session()
	var options []string
	at := -1
	people, err := s.Store().Participants(context.Background())
	if err != nil {
		h.Fail(err)
		return
	}
	for i, p := range people {
		d.people = append(d.people, p.Pseudonym)
		label := p.Pseudonym
		if name, ok := s.WhoIs(p.Pseudonym); ok {
			label += "  " + name
		} else if p.RoleBand != "" {
			label += "  " + p.RoleBand
		}
		options = append(options, label)
		if p.Pseudonym == pseudonym {
			at = i
		}
	}
	d.pick = widgets.NewPicker("", options, at, func(i int) { d.choose(d.people[i]) })
	d.pick.Hint = "Choose a participant"
	d.words = widgets.NewBoard(d.draw)
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(d.pick, 0, 0, sz.Width, theme.ControlHeight)
		widgets.Put(d.words, 0, 42, sz.Width, sz.Height-42)
	}, d.pick, d.words)
	d.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Erase a participant", Width: 560, Body: body, BodyH: 268,
		Text:    "For whoever withdraws, or asks to be forgotten. Nothing brings back what is erased.",
		Confirm: "Erase for good", Danger: true, Cancel: "Cancel", OnConfirm: d.confirm})
	d.choose(pseudonym)
}

// leave takes the dialog away, with the names in it.
func (d *eraseDialog) leave() {
	if d.dialog != nil && d.dialog.Open() {
		d.dialog.Escape()
	}
}

// choose works out what would go with a participant.
func (d *eraseDialog) choose(pseudonym string) {
	d.chosen, d.says = pseudonym, nil
	d.dialog.EnableConfirm(false)
	defer d.words.Refresh()
	if pseudonym == "" {
		return
	}
	s := d.host.Session()
	as := func(whole bool) (session.ErasePreview, error) {
		return s.WouldErase(context.Background(), session.Erasing{Pseudonym: pseudonym, Copies: d.copies(), WholeUnknown: whole})
	}
	w, err := as(false)
	if d.asks = w.Unknown; err == nil && d.whole && d.asks > 0 {
		w, err = as(true)
	}
	if err != nil {
		d.says = []eraseLine{{"warn", err.Error(), true}}
		return
	}
	d.says = eraseSays(pseudonym, w, s.Study().MinInterviews)
	d.dialog.EnableConfirm(true)
}

func (d *eraseDialog) copies() []string {
	return d.host.Prefs().BackupsOf(d.host.Session().Study().ID)
}

// eraseSays says what goes, in the order in which it matters.
func eraseSays(pseudonym string, w session.ErasePreview, k int) []eraseLine {
	parts := []string{plural(w.Interviews, "interview"), plural(w.Codings, "coding")}
	if w.Unsaid {
		parts[1] = "every coding of it"
	}
	if w.Clearances > 0 {
		parts = append(parts, plural(w.Clearances, "cleared quote"))
	}
	switch {
	case w.Stories == 1:
		parts = append(parts, "1 story")
	case w.Stories > 1:
		parts = append(parts, fmt.Sprintf("%d stories", w.Stories))
	}
	out := []eraseLine{{"trash", strings.Join(parts, ", ") + " and everything in the vault about " + pseudonym + ".", false}}
	if w.Organisation != "" {
		out = append(out, eraseLine{"people", w.Organisation + " goes too: nobody else of it is left.", false})
	}
	if n := w.Shared - w.Unknown; n > 0 {
		out = append(out, eraseLine{"interviews", "Of " + plural(n, "interview") + " with others, only what " + pseudonym + " said.", false})
	}
	if w.Unknown > 0 {
		out = append(out, eraseLine{"warn", "Nobody noted who said what in " + plural(w.Unknown, "interview") + " with others. What was said there stays, and may be " + pseudonym + "’s.", true})
	}
	if w.Nobodys > 0 {
		out = append(out, eraseLine{"info", plural(w.Nobodys, "answer") + " in interviews with others, of nobody in particular, stay.", false})
	}
	if n := len(w.Copies); n > 0 {
		names := make([]string, n)
		for i, c := range w.Copies {
			names[i] = filepath.Base(c)
		}
		out = append(out, eraseLine{"save", "The same from " + plural(n, "backup") + ": " + strings.Join(names, ", ") + ".", false})
	}
	out = append(out, eraseLine{"undo", "The history is emptied: no step before this one can be undone.", false})
	if w.Packs > 0 {
		out = append(out, eraseLine{"warn", fmt.Sprintf("%s issued with the interview. Later packs withhold what would tell by difference, until enough has changed (%d interviews).", wasOrWere(w.Packs), k), true})
	}
	return out
}

func wasOrWere(packs int) string {
	if packs == 1 {
		return "1 pack was"
	}
	return fmt.Sprintf("%d packs were", packs)
}

func (d *eraseDialog) draw(p *widgets.Pen) {
	if d.chosen == "" {
		p.L(0, 14, "Choose somebody to see what would go.", theme.Body, p.Mute)
		return
	}
	y := float32(0)
	for _, l := range d.says {
		ink := p.Ink2
		if l.doubt {
			ink = p.Warn
		}
		p.Icon(9, y+11, 16, l.icon, ink)
		y = p.Para(28, y+2, p.W-28, l.words, theme.Body, p.Ink) + 8
	}
	if d.asks == 0 {
		return
	}
	p.Check(1, y+11, d.whole)
	p.LW(28, y+11, p.W-28, "Delete "+itOrThem(d.asks)+" whole, with what the others said", theme.Body, p.Ink)
	p.Hit("whole", 0, y, p.W, 24, func() {
		d.whole = !d.whole
		d.choose(d.chosen)
	})
}

func itOrThem(interviews int) string {
	if interviews == 1 {
		return "that interview"
	}
	return "those interviews"
}

// confirm erases and offers the certificate.
func (d *eraseDialog) confirm() bool {
	if d.chosen == "" {
		return false
	}
	d.dialog.Close()
	s, o := d.host.Session(), session.Erasing{Pseudonym: d.chosen, Copies: d.copies(), WholeUnknown: d.whole}
	var proof session.ErasureProof
	d.host.Run("Erasing "+d.chosen, func(ctx context.Context, p session.Progress) (err error) {
		proof, err = s.Erase(ctx, o, p)
		return err
	}, func(err error) {
		if d.then != nil {
			d.then()
		}
		if err != nil {
			d.host.Fail(err)
			return
		}
		showProof(d.host, proof)
	})
	return false
}

// showProof says what was erased and offers the certificate.
func showProof(h Host, proof session.ErasureProof) *widgets.Dialog {
	words := widgets.NewBoard(func(p *widgets.Pen) {
		y := float32(0)
		if proof.Sought > 0 {
			y = p.NoteOf(0, y, p.W, fmt.Sprintf("%d record numbers and passages were looked for in the files as they lie on the disk: none found.", proof.Sought), widgets.Done) + 10
		}
		for _, n := range proof.NotReached {
			y = p.Note(0, y, p.W, n, true) + 8
		}
		for _, n := range proof.ByHand {
			p.Dot(6, y+11, 2, p.Mute, nil, 0)
			y = p.Para(16, y+2, p.W-16, n, theme.Small, p.Ink2) + 4
		}
	})
	h.Say(proof.Pseudonym + " was erased.")
	return widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: proof.Pseudonym + " was erased", Width: 560, Body: words, BodyH: proofHeight(proof),
		Text: "From " + plural(len(proof.Files), "file") + ". What is left to do by hand:", Confirm: "Save the certificate", Cancel: "Close",
		OnConfirm: func() bool {
			saveCertificate(h, "Save the certificate of erasure", h.Session().CertificateName("erasure-"+proof.Pseudonym), proof)
			return true
		}})
}

func proofHeight(proof session.ErasureProof) float32 {
	const w = 512
	y := float32(0)
	if proof.Sought > 0 {
		y += 50
	}
	for _, n := range proof.NotReached {
		y += widgets.NoteHeight(n, w) + 8
	}
	for _, n := range proof.ByHand {
		y += widgets.ParaHeight(n, w-16, theme.Small) + 6
	}
	return min(y+8, 340)
}

func saveCertificate(h Host, title, name string, proof session.Proof) {
	h.AskSave(title, name, func(path string) {
		h.Run("Writing the certificate", func(ctx context.Context, _ session.Progress) error {
			return h.Session().SaveCertificate(ctx, proof, path)
		}, func(err error) {
			if err != nil {
				h.Fail(err)
				return
			}
			h.Say("Wrote " + filepath.Base(path) + ".")
		})
	})
}

// askClose closes the study for good, after its title was typed.
func askClose(h Host, then func()) *widgets.Dialog {
	title := h.Session().Study().Title
	field, box := widgets.NewField("The study's title", "", "", false)
	words := widgets.NewBoard(func(p *widgets.Pen) {
		y := float32(0)
		for _, l := range []eraseLine{
			{"trash", "The vault is overwritten and removed: nobody can ever tell again who was who.", false},
			{"coding", "The study stays. It can be read, coded and counted.", false},
			{"import", "Nothing can be imported into it any more, and what it exports is a draft.", false},
		} {
			p.Icon(9, y+11, 16, l.icon, p.Ink2)
			y = p.Para(28, y+2, p.W-28, l.words, theme.Body, p.Ink) + 8
		}
		p.LW(0, y+14, p.W, "Type “"+title+"” to go on:", theme.Body, p.Ink2)
	})
	var dlg *widgets.Dialog
	body := widgets.Placed(func(sz fyne.Size) {
		widgets.Put(words, 0, 0, sz.Width, sz.Height-36)
		widgets.Put(box, 0, sz.Height-32, sz.Width, 30)
	}, words, box)
	dlg = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Close the study", Width: 520, Body: body, BodyH: 184, Focus: field, Danger: true,
		Text: "At the end of an engagement, when nobody needs the names any more.", Confirm: "Destroy the vault", Cancel: "Cancel",
		OnConfirm: func() bool { dlg.Close(); closeStudy(h, field.Text, then); return false }})
	dlg.EnableConfirm(false)
	field.OnChanged = func(s string) { dlg.EnableConfirm(strings.TrimSpace(s) == strings.TrimSpace(title)) }
	return dlg
}

func closeStudy(h Host, typed string, then func()) {
	s := h.Session()
	var proof session.ClosingProof
	h.Run("Closing the study", func(ctx context.Context, p session.Progress) (err error) {
		proof, err = s.CloseForGood(ctx, typed, p)
		return err
	}, func(err error) {
		if then != nil {
			then()
		}
		if err != nil {
			h.Fail(err)
			return
		}
		h.Say("The study is closed: its vault was destroyed.")
		saveCertificate(h, "Save the certificate of closing", s.CertificateName("closing"), proof)
	})
}
