package views

import (
	"context"
	"fmt"
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// reasonWords are how a reason is headed, and the act that sets it.
func reasonWords(k research.ReasonKind) (head, short, act string) {
	switch k {
	case research.Believed:
		return "Believed beforehand", "Believed", "coding.reason.believed"
	case research.Recorded:
		return "Recorded in the CRM", "Recorded", "coding.reason.recorded"
	case research.Told:
		return "Told to the seller", "Told", "coding.reason.told"
	}
	return "What decided it", "Decided", "coding.reason.decided"
}

// reasonOf is the primary reason of a kind and how many others there are.
func reasonOf(book *research.Codebook, list []research.Reason) (name string, others int) {
	for _, r := range list {
		if c, ok := book.Code(r.Code); ok && r.Primary {
			name = c.Name
			continue
		}
		others++
	}
	return name, others
}

// drawStrip draws the four reasons from what was believed to what decided it.
func (v *Coding) drawStrip(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	if v.open == nil {
		return
	}
	kinds := research.ReasonKinds()
	gap := float32(26)
	w := (p.W - 24 - gap*float32(len(kinds)-1)) / float32(len(kinds))
	x := float32(12)
	for i, k := range kinds {
		v.drawReason(p, k, x, w)
		if i < len(kinds)-1 {
			p.Icon(x+w+gap/2, p.H/2, 14, "right", p.Mute)
		}
		x += w + gap
	}
}

// drawReason is one of the four: what it is over which code, or on one line in low windows.
func (v *Coding) drawReason(p *widgets.Pen, k research.ReasonKind, x, w float32) {
	book := v.host.Session().Book()
	name, others := reasonOf(book, v.open.Reasons[k])
	head, short, act := reasonWords(k)
	hit := "reason:" + string(k)
	fill, edge, ink, mute := v.reasonInk(p, k, name != "")
	if p.Hover == hit {
		edge = p.Accent
	}
	low := p.H < 60
	h := p.H - 20
	if low {
		h = p.H - 14
	}
	y := (p.H - h) / 2
	p.Box(x, y, w, h, theme.RadiusControl, fill, edge)
	right := x + w - 12
	p.Hit(hit, x, y, w, h, func() { v.pickReason(k) })
	if kw := v.keys().Width(act); kw > 0 {
		v.keys().Key(p, right-kw+2, y+min(18, h/2), act)
		right -= kw + 8
	}
	shown, typ := name, theme.Strong
	if name == "" {
		shown, typ, ink = "not set", theme.Small, p.Mute
	} else if w > 200 {
		v.drawClear(p, k, right-8, y+min(18, h/2))
		right -= 24
	}
	if others > 0 {
		shown += fmt.Sprintf("  +%d", others)
	}
	if low {
		x += 12 + p.L(x+12, p.H/2, short, theme.Caption, mute) + 8
		p.LW(x, p.H/2, right-x, shown, typ, ink)
		return
	}
	p.LW(x+12, y+18, right-x-12, head, theme.Caption, mute)
	p.LW(x+12, y+38, w-24, shown, typ, ink)
}

// drawClear is the cross that takes a reason away.
func (v *Coding) drawClear(p *widgets.Pen, k research.ReasonKind, cx, cy float32) {
	key := "clear:" + string(k)
	ink := p.Mute
	if p.Hover == key {
		p.Box(cx-10, cy-10, 20, 20, theme.RadiusTick, p.Tokens.Hover, nil)
		ink = p.Ink
	}
	p.Icon(cx, cy, 12, "close", ink)
	p.Hit(key, cx-10, cy-10, 20, 20, func() { v.setReason(k, "") })
}

// reasonInk is the colours of a reason: what decided it wears the outcome's.
func (v *Coding) reasonInk(p *widgets.Pen, k research.ReasonKind, set bool) (fill, edge color.Color, ink, mute color.NRGBA) {
	switch {
	case !set:
		return p.Tokens.Card, p.Line, p.Ink, p.Mute
	case k != research.DecidedReason:
		return p.SlateSoft, p.SlateSoft, p.Ink, p.Mute
	}
	ink, soft := widgets.OutcomeInks(p.Tokens, v.open.Interview.Outcome)
	return soft, widgets.OutcomeMark(p.Tokens, v.open.Interview.Outcome), ink, ink
}

// pickReason asks for the code of a reason.
func (v *Coding) pickReason(k research.ReasonKind) {
	if v.open == nil {
		return
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.strip)
	if pos, size, ok := v.strip.Region("reason:" + string(k)); ok {
		at = at.Add(fyne.NewPos(pos.X, pos.Y+size.Height+4))
	}
	v.ask(at, func(code research.ID) { v.setReason(k, code) })
}

// reasonFromPassage takes the code on the passage as a reason; without one it asks.
func (v *Coding) reasonFromPassage(k research.ReasonKind) {
	v.readPassage()
	if c, ok := v.placed[v.current]; ok && v.passage.ok {
		v.setReason(k, c.Code.ID)
		return
	}
	v.pickReason(k)
}

// setReason stores a reason; an empty code takes it away.
func (v *Coding) setReason(k research.ReasonKind, code research.ID) {
	v.act(func(ctx context.Context, s *session.Session) error {
		return s.SetReason(ctx, v.open.Interview.ID, k, code)
	})
}
