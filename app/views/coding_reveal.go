package views

import (
	"context"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// The words behind masks can be shown in the transcript while the vault is open: on the screen only, until the
// same key, another screen or interview, the hidden screen, a search or the locked vault takes them away.
// Codings stay on their places meanwhile, and new ones are stored on the masked text.

// toggleSaid shows what was said behind masks, or hides it again.
func (v *Coding) toggleSaid() {
	if v.said != nil {
		v.conceal()
		v.host.Say("Originals are hidden again.")
		return
	}
	if v.host.Session().Vault() != session.VaultOpen {
		v.host.Unlock(func() { v.unveil(); v.text.Focus() })
		return
	}
	v.unveil()
}

func (v *Coding) unveil() {
	if v.open == nil {
		return
	}
	said, err := v.host.Session().Unveil(context.Background(), v.open.Interview.ID)
	if err != nil {
		v.host.Fail(err)
		return
	}
	v.finder.close()
	v.swap(said)
	v.host.Say("Originals are shown on this screen only. " + v.keys().pressed("coding.originals") + " to hide them.")
}

// conceal hides what was said again.
func (v *Coding) conceal() {
	if v.said != nil {
		v.swap(nil)
	}
}

// Leave hides what was said before somebody else sees the screen.
func (v *Coding) Leave() {
	if v.said != nil {
		v.conceal()
		v.host.Say("Originals are hidden again.")
	}
}

// drawEye is the button that shows what was said behind masks, or hides it.
func (v *Coding) drawEye(p *widgets.Pen) {
	icon := "eye"
	if v.said != nil {
		icon = "eye-off"
	}
	p.IconButton(p.W/2, p.H/2, "said", icon, "", func() { v.toggleSaid(); v.text.Focus() })
}

// swap shows the other text, with the selection on the same words.
func (v *Coding) swap(to *session.Revealed) {
	if v.open == nil {
		v.said = to
		return
	}
	from, end, selected := v.text.Selection()
	from, end = v.said.In(from, end)
	v.said = to
	v.text.SetContent(v.turns(), v.marks())
	if selected {
		v.text.Select(v.said.Out(from, end))
	}
	v.hints.Refresh()
	v.eye.Refresh()
	v.refresh()
}

// drawSaidHints stands in place of the keys while originals are shown.
func (v *Coding) drawSaidHints(p *widgets.Pen) {
	x := float32(2)
	x += p.Chip(x, p.H/2, "Originals shown", p.Warn, p.WarnSoft, true) + 10
	x += p.L(x, p.H/2, "On this screen only: nothing of them is copied, searched or exported.", theme.Small, p.Ink2) + 14
	p.Hints(x, p.H/2, p.W-x, v.hint("hides them", "coding.originals"))
}
