package widgets

import (
	"image/color"

	"openloop/app/theme"
)

// Emphasis is how strongly a button calls.
type Emphasis int

// One button a screen is primary; then outlined, then bare.
const (
	Quiet Emphasis = iota
	Secondary
	Primary
	Danger
)

// ButtonW is the width Button will take.
func ButtonW(label, ic string) float32 {
	w := Measure(label, theme.Strong).Width + 24
	if ic != "" {
		w += 20
	}
	if label == "" {
		w = 30
	}
	return px(w)
}

// Button: 30 px high; one primary per screen.
func (p *Pen) Button(x, cy float32, label, ic string, k Emphasis, fn func()) float32 {
	w := ButtonW(label, ic)
	key := "btn:" + label + ic
	fill, ink, stroke := color.Color(color.Transparent), p.Ink2, color.Color(nil)
	hov := p.Hover == key
	ty := theme.Body
	switch k {
	case Primary:
		fill, ink, ty = p.Accent, p.OnAccent, theme.Strong
		if hov {
			fill = p.AccentHover
		}
	case Secondary:
		fill, ink, stroke = p.Tokens.Card, p.Ink, p.LineStrong
		if hov {
			fill = p.Tokens.Hover
		}
	case Danger:
		fill, ink, stroke = p.Tokens.Card, p.Loss, p.LossPale
	default:
		if hov {
			fill = p.Tokens.Hover
		}
	}
	p.Box(x, cy-15, w, 30, 6, fill, stroke)
	tw := Measure(label, ty).Width
	if ic != "" {
		tw += 16
		if label != "" {
			tw += 6
		}
	}
	tx := x + (w-tw)/2
	if ic != "" {
		p.Icon(tx+8, cy, 16, ic, ink)
		tx += 22
	}
	if label != "" {
		p.L(tx, cy, label, ty, ink)
	}
	p.Hit(key, x, cy-15, w, 30, fn)
	return w
}

// ButtonR places the button so that it ends at x; it answers the new right edge with the gap taken.
func (p *Pen) ButtonR(x, cy float32, label, ic string, k Emphasis, fn func()) float32 {
	w := ButtonW(label, ic)
	p.Button(x-w, cy, label, ic, k, fn)
	return x - w - 8
}

// Picker is a closed drop-down: label mute, value ink.
func (p *Pen) Picker(x, cy, w float32, label, value string) float32 {
	if w == 0 {
		w = Measure(label, theme.Body).Width + Measure(value, theme.Body).Width + 46
		if label == "" {
			w -= 4
		}
	}
	fill := p.Tokens.Card
	if p.Hover == "pick:"+label+value {
		fill = p.Tokens.Hover
	}
	p.Box(x, cy-15, w, 30, 6, fill, p.LineStrong)
	tx := x + 10
	if label != "" {
		tx += p.L(tx, cy, label, theme.Body, p.Mute) + 6
	}
	p.LW(tx, cy, x+w-26-tx, value, theme.Body, p.Ink)
	p.Icon(x+w-15, cy, 14, "down", p.Mute)
	p.Hit("pick:"+label+value, x, cy-15, w, 30, nil)
	return px(w)
}

// SegW is the width Segmented will take.
func SegW(opts []string) float32 {
	w := float32(4)
	for _, o := range opts {
		w += px(Measure(o, theme.Small).Width + 18)
	}
	return w
}

// Segmented is one choice of a few; the chosen one is filled with its own colour.
func (p *Pen) Segmented(x, cy float32, opts []string, sel int, cols []color.NRGBA, key string, fn func(int)) float32 {
	pad := float32(9)
	tot := float32(0)
	ws := make([]float32, len(opts))
	for i, o := range opts {
		ws[i] = px(Measure(o, theme.Small).Width + 2*pad)
		tot += ws[i]
	}
	p.Box(x, cy-12, tot+4, 24, 6, p.Sunken, p.Line)
	bx := x + 2
	for i, o := range opts {
		k := key + o
		ty, ink := theme.Small, p.Ink2
		if i == sel {
			c := p.Accent
			if cols != nil {
				c = cols[i]
			}
			p.Box(bx, cy-10, ws[i], 20, 5, p.Tokens.Card, c)
			ink = c
		} else if p.Hover == k {
			p.Box(bx, cy-10, ws[i], 20, 5, p.Tokens.Hover, nil)
		}
		p.C(bx+ws[i]/2, cy, o, ty, ink)
		i := i
		p.Hit(k, bx, cy-12, ws[i], 24, func() {
			if fn != nil {
				fn(i)
			}
		})
		bx += ws[i]
	}
	return px(tot + 4)
}

// Switch is an on-off mark.
func (p *Pen) Switch(x, cy float32, on bool) {
	if on {
		p.Box(x, cy-8, 30, 16, 8, p.Accent, nil)
		p.Dot(x+22, cy, 6, p.OnAccent, nil, 0)
		return
	}
	p.Box(x, cy-8, 30, 16, 8, p.Control, nil)
	p.Dot(x+8, cy, 6, p.Tokens.Card, nil, 0)
}

// Check is a tick box.
func (p *Pen) Check(x, cy float32, on bool) {
	if on {
		p.Box(x, cy-8, 16, 16, 4, p.Accent, nil)
		p.Icon(x+8, cy, 14, "check", p.OnAccent)
		return
	}
	p.Box(x, cy-8, 16, 16, 4, p.Tokens.Card, p.Control)
}

// Bar is a thin progress or share bar.
func (p *Pen) Bar(x, cy, w, h float32, v float32, c color.Color) {
	p.Box(x, cy-h/2, w, h, h/2, p.Line, nil)
	if v > 0 {
		p.Box(x, cy-h/2, max(h, w*v), h, h/2, c, nil)
	}
}

// Note is a line of doubt or advice in words: icon, tinted ground, sentence.
func (p *Pen) Note(x, y, w float32, s string, warn bool) float32 {
	ink, soft, ic := p.Accent, p.AccentSoft, "info"
	if warn {
		ink, soft, ic = p.Warn, p.WarnSoft, "warn"
	}
	h := ParaHeight(s, w-44, theme.Small) + 14
	p.Box(x, y, w, h, 6, soft, nil)
	p.Icon(x+19, y+16, 16, ic, ink)
	p.Para(x+34, y+7, w-44, s, theme.Small, p.Ink)
	return y + h
}
