package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// VaultMenu is what can be done to the vault of the open study, as choices of a menu or as buttons. What is
// not possible now is off.
func VaultMenu(h Host) []widgets.MenuItem {
	state := h.Session().Vault()
	there := state == session.VaultOpen || state == session.VaultLocked
	open := state == session.VaultOpen
	toggle := widgets.MenuItem{Label: "Open the vault…", Icon: "unlock", Off: !there, Do: func() { h.Unlock(func() {}) }}
	if open {
		toggle = widgets.MenuItem{Label: "Lock now", Icon: "lock", Do: func() { h.Session().LockVault(); h.Refresh() }}
	}
	items := []widgets.MenuItem{toggle, {},
		{Label: "Change passphrase…", Icon: "edit", Off: !there, Do: func() { askNewPassphrase(h, "") }},
		{Label: "Colleagues…", Icon: "person", Off: !there, Do: func() { h.Unlock(func() { showColleagues(h, "") }) }},
		{Label: "Recovery sheet…", Icon: "note", Off: !there, Do: func() { askRecoverySheet(h, "") }},
		{Label: "Forgotten passphrase…", Icon: "search", Off: !there || open, Do: func() { askRecovery(h, "") }},
		{Label: "Open with a key file…", Icon: "file", Off: !there || open, Do: func() { openWithKeyFile(h) }},
		{},
		{Label: "Compact…", Icon: "merge", Off: !there, Do: func() { h.Unlock(func() { askCompact(h) }) }}}
	if h.Prefs().InKeyring(h.Session().VaultID()) {
		items = append(items, widgets.MenuItem{Label: "Forget it in the keyring", Icon: "close", Do: func() { forgetInKeyring(h) }})
	}
	return items
}

// VaultWords say how the vault stands, with the icon for it.
func VaultWords(s *session.Session) (words, icon string, doubt bool) {
	older := s.VaultOlder()
	switch s.Vault() {
	case session.VaultOpen:
		if older {
			return "Vault open, but older than the study", "warn", true
		}
		return "Vault open", "unlock", false
	case session.VaultLocked:
		if older {
			return "Vault locked, and older than the study", "warn", true
		}
		return "Vault locked", "lock", false
	case session.VaultDamaged:
		return "Vault damaged", "warn", true
	}
	return "Vault not found beside the study", "warn", true
}

// form is the body of a dialog about the vault: labelled fields one under the other, then what is said of
// them, then things to tick.
type form struct {
	labels []string
	fields []*widgets.Field
	boxes  []fyne.CanvasObject
	judged int // the field whose strength is shown, -1 for none
	ticks  []*widgets.Toggle
	wrong  string
	left   float32
	board  *widgets.Board
	dialog *widgets.Dialog
}

// The measures of a form.
const (
	formRow      = 40
	formStrength = 50
	formWrong    = 38
	formTick     = 34
)

func newForm(left float32) *form {
	f := &form{judged: -1, left: left}
	f.board = widgets.NewBoard(f.paint)
	return f
}

// field adds a line to fill in; secret ones show dots.
func (f *form) field(label, hint string, secret bool) *widgets.Field {
	field, box := widgets.NewField(hint, "", "", false)
	field.Password = secret
	f.labels, f.fields, f.boxes = append(f.labels, label), append(f.fields, field), append(f.boxes, box)
	return field
}

// judge shows how strong what is typed into a field is.
func (f *form) judge(field *widgets.Field) {
	for i, x := range f.fields {
		if x == field {
			f.judged = i
		}
	}
	field.OnChanged = func(string) { f.board.Refresh() }
}

func (f *form) tick(label string) *widgets.Toggle {
	t := widgets.NewCheck(label, false, nil)
	f.ticks = append(f.ticks, t)
	return t
}

func (f *form) height() float32 {
	h := float32(len(f.fields))*formRow + formWrong + float32(len(f.ticks))*formTick
	if f.judged >= 0 {
		h += formStrength
	}
	return h
}

// body places everything.
func (f *form) body() fyne.CanvasObject {
	objects := append([]fyne.CanvasObject{f.board}, f.boxes...)
	for _, t := range f.ticks {
		objects = append(objects, t)
	}
	return widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.board, 0, 0, s.Width, s.Height)
		for i, b := range f.boxes {
			widgets.Put(b, f.left, float32(i)*formRow, s.Width-f.left, 30)
		}
		y := s.Height - formWrong - float32(len(f.ticks))*formTick
		for _, t := range f.ticks {
			widgets.Put(t, f.left, y, s.Width-f.left, 30)
			y += formTick
		}
	}, objects...)
}

func (f *form) paint(p *widgets.Pen) {
	for i, l := range f.labels {
		p.LW(0, 15+float32(i)*formRow, f.left-10, l, theme.Body, p.Ink2)
	}
	if f.judged >= 0 {
		PaintStrength(p, f.left, float32(len(f.fields))*formRow, p.W-f.left, f.fields[f.judged].Text)
	}
	if f.wrong != "" {
		p.ParaMax(f.left, p.H-formWrong+4, p.W-f.left, 2, f.wrong, theme.Small, p.LossInk)
	}
}

// PaintStrength draws how hard a passphrase is to guess: four bars and a sentence in at most two lines, 46
// high.
func PaintStrength(p *widgets.Pen, x, y, w float32, passphrase string) {
	if passphrase == "" {
		p.ParaMax(x, y+10, w, 2, "Four or five words that do not belong together are strong, and easier to keep in mind than signs.", theme.Small, p.Mute)
		return
	}
	s := session.PassphraseStrength(passphrase)
	ink := p.Accent
	if s.Level == 0 {
		ink = p.Loss
	} else if s.Level == 1 {
		ink = p.Warn
	}
	bar := (min(w, 240) - 12) / 4
	for i := range 4 {
		fill := p.Line
		if i <= s.Level {
			fill = ink
		}
		p.Box(x+float32(i)*(bar+4), y, bar, 4, 2, fill, nil)
	}
	p.ParaMax(x, y+10, w, 2, s.Says, theme.Small, p.Ink2)
}

// show puts the form up. ok answers whether it may close; Enter in the last field does what the button does.
func (f *form) show(h Host, title, text, confirm string, width float32, ok func() bool) {
	f.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: title, Text: text, Width: width, Body: f.body(), BodyH: f.height(),
		Confirm: confirm, Cancel: "Cancel", OnConfirm: ok, Focus: f.fields[0]})
	for i, field := range f.fields {
		field.OnSubmitted = func(string) {
			if i+1 < len(f.fields) {
				h.Window().Canvas().Focus(f.fields[i+1])
				return
			}
			f.dialog.Confirm()
		}
	}
}

// refuse says what is wrong and keeps the dialog open.
func (f *form) refuse(err error) bool {
	f.wrong = err.Error()
	f.board.Refresh()
	return false
}

// AskPassphrase asks for the vault's passphrase and then goes on. Where the person had it kept in the
// system's keyring, that is tried first.
func AskPassphrase(h Host, then func()) {
	s := h.Session()
	if !h.Prefs().InKeyring(s.VaultID()) {
		askPassphrase(h, "", then)
		return
	}
	opened := false
	h.Run("Opening the vault", func(context.Context, session.Progress) error {
		opened = s.UnlockRemembered()
		return nil
	}, func(error) {
		h.Refresh()
		if opened {
			then()
			return
		}
		askPassphrase(h, "The keyring has no passphrase that opens this vault. Type it once more.", then)
	})
}

func askPassphrase(h Host, wrong string, then func()) {
	s := h.Session()
	f := newForm(0)
	f.wrong = wrong
	pass := f.field("", "Passphrase of the vault", true)
	keep := f.tick("Remember it in this computer's keyring")
	keep.SetOn(h.Prefs().InKeyring(s.VaultID()))
	f.show(h, "Open the vault", "Names stay sealed until you give the vault's passphrase. The study itself holds none.", "Open the vault", 0, func() bool {
		typed, remember := pass.Text, keep.On
		f.dialog.Close()
		var kept error
		h.Run("Opening the vault", func(context.Context, session.Progress) error {
			err := s.Unlock(typed)
			if err == nil && remember {
				kept = s.Remember(typed)
			}
			return err
		}, func(err error) {
			h.Refresh()
			switch {
			case research.KindOf(err) == research.Locked:
				askPassphrase(h, err.Error(), then)
			case err != nil:
				h.Fail(err)
			default:
				NoteKept(h, remember, kept)
				then()
			}
		})
		return false
	})
}

// NoteKept says where a passphrase was kept, or that there is no keyring: once, and it is no error.
func NoteKept(h Host, wanted bool, err error) {
	if !wanted {
		return
	}
	if err != nil {
		h.Say(err.Error())
		return
	}
	if e := h.Prefs().SetInKeyring(h.Session().VaultID(), true); e != nil {
		h.Say(e.Error())
		return
	}
	h.Say("The passphrase is kept in this computer's keyring.")
}

func forgetInKeyring(h Host) {
	s := h.Session()
	if err := s.Unremember(); err != nil {
		h.Fail(err)
		return
	}
	if err := h.Prefs().SetInKeyring(s.VaultID(), false); err != nil {
		h.Fail(err)
		return
	}
	h.Say("The keyring has forgotten the passphrase. The vault asks for it from now on.")
	h.Refresh()
}
