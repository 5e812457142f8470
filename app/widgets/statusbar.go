package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// Status is what the line at the bottom of the window says. What is "" is left out.
type Status struct {
	Saved     string // "Saved 14:32"
	ReadOnly  bool   // nothing can be saved
	Vault     string // "Vault locked"
	VaultOpen bool
	VaultGone bool   // amber: something to settle
	Rule      string // "Shown from 5 interviews in 3 organisations"
	Coder     string // "Coding as RO"
	Undo      string // the step that Ctrl Z takes back
	UndoKeys  string // the key that takes it back, "Ctrl Z"
	Said      string // what was just done, in place of the first four
	Job       string // what runs in the background, before Undo
}

// StatusBar is the line at the bottom of the window, 28 high.
type StatusBar struct {
	Board
	OnVault, OnRule, OnCoder, OnUndo, OnJob func()

	status Status
}

// NewStatusBar is an empty status line.
func NewStatusBar() *StatusBar {
	b := &StatusBar{}
	b.Draw = b.paint
	b.Min = func() fyne.Size { return fyne.NewSize(200, theme.StatusHeight) }
	b.Extend(b)
	return b
}

// Set says something else.
func (b *StatusBar) Set(s Status) {
	if b.status != s {
		b.status = s
		b.Refresh()
	}
}

// Status is what the line says.
func (b *StatusBar) Status() Status { return b.status }

func (b *StatusBar) paint(p *Pen) {
	p.Rect(0, 0, p.W, p.H, p.Nav)
	p.HLine(0, 0, p.W, p.Line)
	s := b.status
	right := b.undo(p, p.W-16)
	if s.Job != "" {
		w := min(Width(s.Job, theme.Caption), 220)
		right -= w + 28
		b.item(p, right, right+w+40, "job", "refresh", s.Job, p.Accent, b.OnJob)
	}
	x := float32(16)
	if s.Said != "" {
		p.Icon(x+7, p.H/2, 14, "check", p.Accent)
		p.LW(x+20, p.H/2, right-x-40, s.Said, theme.Caption, p.Ink)
		return
	}
	vault, ink := "lock", p.Ink2
	switch {
	case s.VaultGone:
		vault, ink = "warn", p.Warn
	case s.VaultOpen:
		vault = "unlock"
	}
	saved := "check"
	if s.ReadOnly {
		saved = "lock"
	}
	x = b.item(p, x, right, "saved", saved, s.Saved, p.Accent, nil)
	x = b.item(p, x, right, "vault", vault, s.Vault, ink, b.OnVault)
	x = b.item(p, x, right, "rule", "shield", s.Rule, p.Ink2, b.OnRule)
	b.item(p, x, right, "coder", "person", s.Coder, p.Ink2, b.OnCoder)
}

// item writes one thing and answers where the next begins; what has no room is left out.
func (b *StatusBar) item(p *Pen, x, right float32, key, icon, words string, ink color.NRGBA, fn func()) float32 {
	if words == "" {
		return x
	}
	w := Width(words, theme.Caption) + 20
	if x+w > right-8 {
		return right
	}
	cy := p.H / 2
	if x > 16 && key != "job" {
		p.VLine(x-14, 8, p.H-15, p.LineStrong)
	}
	if fn != nil {
		if p.Hover == key {
			p.Box(x-6, 3, w+12, p.H-6, 4, p.Tokens.Card, nil)
		}
		p.region(hit{key: key, x: x - 6, y: 3, w: w + 12, h: p.H - 6, radius: 4, stop: true, fn: fn})
	}
	p.Icon(x+7, cy, 14, icon, ink)
	p.L(x+20, cy, words, theme.Caption, p.Ink2)
	return x + w + 28
}

// undo names what Ctrl Z would take back; it answers where it begins.
func (b *StatusBar) undo(p *Pen, right float32) float32 {
	if b.status.Undo == "" {
		return right
	}
	keys := b.status.UndoKeys
	words := Ellipsis("Undo “"+b.status.Undo+"”", max(120, p.W*.3), theme.Caption)
	w := Width(words, theme.Caption) + 6 + Width(keys, theme.CaptionB) + 24
	x, cy := right-w, p.H/2
	if b.OnUndo != nil {
		if p.Hover == "undo" {
			p.Box(x-6, 3, w+12, p.H-6, 4, p.Tokens.Card, nil)
		}
		p.region(hit{key: "undo", x: x - 6, y: 3, w: w + 12, h: p.H - 6, radius: 4, stop: true, fn: b.OnUndo})
	}
	p.Icon(x+7, cy, 14, "undo", p.Mute)
	k := p.L(x+22, cy, keys, theme.CaptionB, p.Mute)
	p.L(x+28+k, cy, words, theme.Caption, p.Ink2)
	return x - 14
}
