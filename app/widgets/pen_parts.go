package widgets

import (
	"image/color"

	"openloop/app/theme"
	"openloop/research"
)

// OutcomeInks is the colours of an outcome's chip. Outcomes that belong together share one: what never
// became a decision is slate, what came from leads is sand.
func OutcomeInks(t *theme.Tokens, o research.Outcome) (ink, soft color.NRGBA) {
	switch o {
	case research.Won:
		return t.Accent, t.AccentSoft
	case research.Lost:
		return t.LossInk, t.LossSoft
	case research.Churned:
		return t.Plum, t.PlumSoft
	case research.UnqualifiedLead, research.LeadFollowUp:
		return t.Sand, t.SandSoft
	}
	return t.Slate, t.SlateSoft
}

// OutcomeMark is the colour of an outcome in bars and dots.
func OutcomeMark(t *theme.Tokens, o research.Outcome) color.NRGBA {
	if o == research.Lost {
		return t.Loss
	}
	c, _ := OutcomeInks(t, o)
	return c
}

// Chip is a soft label: a tinted ground, words in the ink of the same hue, and perhaps a dot. It answers
// its width.
func (p *Pen) Chip(x, cy float32, s string, ink, soft color.NRGBA, dot bool) float32 {
	w := ChipWidth(s, dot)
	p.Box(x, cy-9, w, 18, 9, soft, nil)
	tx := x + 7
	if dot {
		p.Dot(x+10, cy, 3, ink, nil, 0)
		tx += 10
	}
	p.L(tx, cy, s, theme.Caption, ink)
	return w
}

// ChipWidth is how wide a chip will be.
func ChipWidth(s string, dot bool) float32 {
	w := Width(s, theme.Caption) + 14
	if dot {
		w += 10
	}
	return px(w)
}

// outcomeWord is an outcome as chips say it.
func outcomeWord(o research.Outcome) string {
	switch o {
	case research.OutcomeUnknown:
		return "No outcome yet"
	case research.QualifiedNoDeal:
		return "No opportunity"
	}
	return o.String()
}

// Outcome is the chip of an outcome: the word, and a square for won or a dot for the others, so that
// colour never speaks alone.
func (p *Pen) Outcome(x, cy float32, o research.Outcome) float32 {
	ink, soft := OutcomeInks(p.Tokens, o)
	s := outcomeWord(o)
	w := OutcomeWidth(o)
	p.Box(x, cy-9, w, 18, 9, soft, nil)
	p.OutcomeDot(x+10, cy, 3, o)
	p.L(x+17, cy, s, theme.Caption, ink)
	return w
}

// OutcomeWidth is how wide an outcome's chip will be.
func OutcomeWidth(o research.Outcome) float32 { return ChipWidth(outcomeWord(o), true) }

// OutcomeDot is the mark of an outcome: a square for won, a dot for every other.
func (p *Pen) OutcomeDot(cx, cy, r float32, o research.Outcome) {
	c := OutcomeMark(p.Tokens, o)
	if o == research.Won {
		p.Box(cx-r, cy-r, 2*r, 2*r, 1, c, nil)
		return
	}
	p.Dot(cx, cy, r, c, nil, 0)
}

// StageMark is the small square of a buying stage's colour, its left edge at x.
func (p *Pen) StageMark(x, cy float32, n int) { p.Box(x, cy-5, 10, 10, 3, p.Stage(n), nil) }

// Polarity is the sign of a coding, centred on x: a minus for hurt, a plus for helped, a dot for neither.
// They are drawn, because Noto Sans has no minus.
func (p *Pen) Polarity(x, cy float32, v research.Polarity) {
	switch {
	case v < 0:
		p.Rect(x-4, cy-1, 8, 2, p.Loss)
	case v > 0:
		p.Rect(x-4, cy-1, 8, 2, p.Accent)
		p.Rect(x-1, cy-4, 2, 8, p.Accent)
	default:
		p.Dot(x, cy, 2, p.Mute, nil, 0)
	}
}

// Weight is one to three dots from x; it answers their width.
func (p *Pen) Weight(x, cy float32, w research.Weight) float32 {
	n := max(1, min(3, int(w)))
	for d := range n {
		p.Dot(x+2+float32(d)*6, cy+1, 2, p.Mute, nil, 0)
	}
	return float32(n)*6 - 2
}

// keyIcons are the keys that are drawn rather than written: arrows come out wrong as text.
var keyIcons = map[string]string{"Up": "arrow-up", "Down": "arrow-down", "Left": "arrow-left", "Right": "arrow-right", "UpDown": "up-down"}

// Key draws a keycap and answers its width. Keys are written as on the keyboard; "Up", "Down", "Left",
// "Right" and "UpDown" are drawn as arrows.
func (p *Pen) Key(x, cy float32, k string) float32 {
	w := KeyWidth(k)
	p.Box(x, cy-9, w, 18, theme.RadiusTick, p.Tokens.Card, p.LineStrong)
	if ic, ok := keyIcons[k]; ok {
		p.Icon(x+w/2, cy, 12, ic, p.Ink2)
		return w
	}
	p.C(x+w/2, cy, k, theme.Caption, p.Ink2)
	return w
}

// KeyWidth is how wide a keycap will be.
func KeyWidth(k string) float32 {
	if _, ok := keyIcons[k]; ok {
		return 18
	}
	return px(max(18, Width(k, theme.Caption)+10))
}

// ListHead is the ground of a list's headings, at the top of its card.
func (p *Pen) ListHead() {
	o := p.Rect(0, 0, p.W, p.H, p.Sunken)
	o.TopLeftCornerRadius, o.TopRightCornerRadius = theme.RadiusCard-1, theme.RadiusCard-1
	p.HLine(0, p.H-1, p.W, p.LineStrong)
}

// Hint is keycaps followed by what they do; it answers the width.
func (p *Pen) Hint(x, cy float32, what string, keys ...string) float32 {
	x0 := x
	for _, k := range keys {
		x += p.Key(x, cy, k) + 3
	}
	x += 3
	x += p.L(x, cy, what, theme.Small, p.Mute)
	return x - x0
}

// HintWidth is how wide a hint will be.
func HintWidth(what string, keys ...string) float32 {
	w := 3 + Width(what, theme.Small)
	for _, k := range keys {
		w += KeyWidth(k) + 3
	}
	return w
}

// KeyHint is one hint of a line of hints.
type KeyHint struct {
	What string
	Keys []string
}

// Hints is a line of hints, the commonest first; those that do not fit into width w, or say nothing, are left out.
func (p *Pen) Hints(x, cy, w float32, hints ...KeyHint) {
	end := x + w
	for _, h := range hints {
		if h.What == "" {
			continue
		}
		if x+HintWidth(h.What, h.Keys...) > end {
			return
		}
		x += p.Hint(x, cy, h.What, h.Keys...) + 16
	}
}

// Bar is a thin bar of progress or share, v from 0 to 1.
func (p *Pen) Bar(x, cy, w, h, v float32, c color.Color) {
	p.Box(x, cy-h/2, w, h, h/2, p.Line, nil)
	if v > 0 {
		p.Box(x, cy-h/2, max(h, w*min(1, v)), h, h/2, c, nil)
	}
}

// Sentiment is what a note is about.
type Sentiment int

// The sentiments of notes and banners.
const (
	Advice Sentiment = iota // something to know
	Doubt                   // something to settle
	Wrong                   // something that failed
	Done                    // something that was done
)

// look is the colours and the icon of a sentiment.
func (v Sentiment) look(t *theme.Tokens) (ink, soft color.NRGBA, icon string) {
	switch v {
	case Doubt:
		return t.Warn, t.WarnSoft, "warn"
	case Wrong:
		return t.LossInk, t.LossSoft, "warn"
	case Done:
		return t.Accent, t.AccentSoft, "check"
	}
	return t.Accent, t.AccentSoft, "info"
}

// Note is a line of advice, or of doubt, in words on a tinted ground; it answers its bottom.
func (p *Pen) Note(x, y, w float32, s string, doubt bool) float32 {
	if doubt {
		return p.NoteOf(x, y, w, s, Doubt)
	}
	return p.NoteOf(x, y, w, s, Advice)
}

// NoteOf is a Note of any sentiment.
func (p *Pen) NoteOf(x, y, w float32, s string, v Sentiment) float32 {
	ink, soft, ic := v.look(p.Tokens)
	h := NoteHeight(s, w)
	p.Box(x, y, w, h, theme.RadiusControl, soft, nil)
	p.Icon(x+19, y+16, 16, ic, ink)
	p.Para(x+34, y+7, w-44, s, theme.Small, p.Ink)
	return y + h
}

// NoteHeight is how tall a note will be.
func NoteHeight(s string, w float32) float32 { return ParaHeight(s, w-44, theme.Small) + 14 }

// CardHead is a card with its title and a second line that says the measure; it answers where the
// content begins.
func (p *Pen) CardHead(x, y, w, h float32, title, sub string) float32 {
	p.Card(x, y, w, h)
	p.LW(x+theme.Inset, y+24, w-2*theme.Inset, title, theme.Head, p.Ink)
	if sub == "" {
		return y + 44
	}
	p.LW(x+theme.Inset, y+44, w-2*theme.Inset, sub, theme.Small, p.Mute)
	return y + 60
}

// Mark is the app's sign: an open ring with a dot coming in from outside.
func (p *Pen) Mark(cx, cy, r float32) {
	w := max(2.5, r*.24)
	p.Arc(cx, cy, r, 78, 372, w, p.Accent)
	p.Dot(cx+r*.80, cy-r*.80, w*.78, p.Accent, nil, 0)
}
