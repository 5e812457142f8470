package views

import (
	"slices"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/privacy"
)

func (k *quoteCard) draw(p *widgets.Pen) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	if !k.known {
		p.Para(x, 24, in, "Choose a quote to see what it gives away, and who may be named beside it.", theme.Body, p.Mute)
		return
	}
	c, l := &k.c, k.lay(p.W)
	lw := p.LW(x, 27, in-200, c.Label(), theme.Title, p.Ink)
	p.Outcome(x+lw+12, 28, c.Interview.Interview.Outcome)
	p.LinkButton(p.W-x, 28, "place", "Read in place", k.tab.readInPlace)
	p.LW(x, 52, in, strings.TrimPrefix(whoSaid(c.Interview), c.Label()+" · "), theme.Small, p.Mute)
	if c.Why != "" {
		p.Note(x, l.note, in, c.Why, c.State == session.QuoteVoid)
	}
	k.drawCodes(p, x, l.said+9)
	drawMarked(p, x, l.said+22, in, "“"+c.Text+"”", shifted(k.tales), theme.Read)
	y := l.tales
	for _, t := range k.tales {
		icon := "warn"
		if t.Whole() {
			icon = "people"
		}
		y = noteLine(p, x, y, in, icon, taleLine(c.Text, t), p.Warn)
	}
	if k.mayWrite() {
		p.L(x, l.words+8, "In other words", theme.CaptionB, p.Mute)
	}
	y = l.check
	for _, f := range k.findings() {
		icon, ink := "info", p.Mute
		if f.doubt {
			icon, ink = "warn", p.Warn
		}
		y = noteLine(p, x, y, in, icon, f.words, ink)
	}
	if k.changed() {
		drawChanges(p, x+24, y+2, in-24, k.check.Words)
	}
	k.drawSigned(p, l.signed)
	p.HLine(x, l.consent, in, p.Line)
	p.LW(x, l.consent+13, in, k.whose(), theme.CaptionB, p.Mute)
}

// noteLine is a sentence with its sign before it; it answers where the next one begins.
func noteLine(p *widgets.Pen, x, y, w float32, icon, words string, ink colour) float32 {
	p.Icon(x+8, y+9, 14, icon, ink)
	return p.Para(x+24, y, w-24, words, theme.Small, p.Ink2) + 4
}

// drawCodes names the codes that the quote has, as many as have room.
func (k *quoteCard) drawCodes(p *widgets.Pen, x, cy float32) {
	const said = "As it was said"
	p.L(x, cy, said, theme.CaptionB, p.Mute)
	cx := x + widgets.Width(said, theme.CaptionB) + 12
	for _, code := range k.c.Codes {
		name := widgets.Ellipsis(code.Name, 180, theme.Caption)
		if cx+widgets.ChipWidth(name, false) > p.W-x {
			break
		}
		cx += p.Chip(cx, cy, name, p.Stage(code.Stage), p.Tint(code.Stage), false) + 6
	}
}

// shifted moves tell-tales behind the opening quotation mark.
func shifted(tales []privacy.TellTale) []privacy.TellTale {
	out := slices.Clone(tales)
	for i := range out {
		if !out[i].Whole() {
			out[i].Start, out[i].End = out[i].Start+1, out[i].End+1
		}
	}
	return out
}

// whose says whose consent is noted.
func (k *quoteCard) whose() string {
	var names []string
	for _, v := range k.c.Voices {
		names = append(names, v.Pseudonym)
	}
	if len(names) == 0 {
		return "Nobody is noted as having taken part"
	}
	return strings.Join(names, ", ") + ": may be quoted"
}

// drawSigned is how the quote would be signed, and why no closer.
func (k *quoteCard) drawSigned(p *widgets.Pen, y float32) {
	x, in := float32(theme.Inset), p.W-2*theme.Inset
	p.HLine(x, y, in, p.Line)
	p.L(x, y+13, "Printed beside it", theme.CaptionB, p.Mute)
	who := k.c.Signed.Who.String()
	if k.c.Signed.MayNot != "" {
		who = "Not printed: " + k.c.Signed.MayNot
	}
	p.LW(x, y+35, in, who, theme.Strong, p.Ink)
	y += 58
	for _, part := range k.c.Signed.Parts {
		icon, ink, why := "check", p.Accent, "may be said"
		if !part.Allowed {
			icon, ink, why = "lock", p.Mute, part.Missing
		}
		p.Icon(x+8, y, 14, icon, ink)
		label := strings.ToUpper(part.What[:1]) + part.What[1:] + ": " + part.Name.String()
		lw := p.LW(x+24, y, in*.5, label, theme.Small, p.Ink2)
		p.LW(x+24+lw+10, y, in-34-lw, why, theme.Small, p.Mute)
		y += partHigh
	}
	if few := k.few(); few != "" {
		p.Icon(x+8, y, 14, "people", p.Warn)
		p.Para(x+24, y-9, in-24, few, theme.Small, p.Ink2)
	}
}

func (k *quoteCard) drawFoot(p *widgets.Pen) {
	if !k.known || k.tab.view.host.Session().ReadOnly() {
		return
	}
	x, cy := float32(theme.Inset), p.H/2
	asSaid, reworded := widgets.Primary, widgets.Secondary
	if k.c.Consent == research.ConsentReworded || strings.TrimSpace(k.words.Text) != "" {
		asSaid, reworded = widgets.Secondary, widgets.Primary
	}
	switch {
	case k.c.State == session.QuoteNotAllowed:
		p.LW(x, cy, p.W-2*x, "Note above what they allow, then clear it.", theme.Small, p.Mute)
		return
	case (k.c.State.Cleared() || k.c.State == session.QuoteRefused) && strings.TrimSpace(k.words.Text) == k.c.Reworded:
		x += p.Button(x, cy, "Take back", "undo", widgets.Secondary, k.tab.takeBack) + 8
		if k.c.Theme != "" && k.c.State.Cleared() {
			label := "First in its theme"
			if k.c.Chosen {
				label = "No longer first"
			}
			p.Button(x, cy, label, "", widgets.Quiet, k.tab.first)
		}
		return
	}
	if k.c.Consent == research.ConsentFree {
		x += p.Button(x, cy, "Clear as said", "check", asSaid, k.tab.clear) + 8
	}
	x += p.Button(x, cy, "Clear reworded", "edit", reworded, k.clearReworded) + 8
	x += p.Button(x, cy, "Keep in", "", widgets.Quiet, k.tab.refuse) + 4
	if w := widgets.ButtonW("Skip", ""); x+w < p.W-12 {
		p.Button(x, cy, "Skip", "", widgets.Quiet, k.tab.skip)
	}
}
