package widgets

import (
	"image/color"

	"openloop/app/theme"
)

// Emphasis is how much a button asks for. One filled button a screen, then outlined, then bare.
type Emphasis int

// The degrees of emphasis.
const (
	Quiet      Emphasis = iota // bare
	Secondary                  // outlined
	Primary                    // filled
	Danger                     // outlined in brick: takes something away
	DangerFill                 // filled in brick: what cannot be undone, in its own dialog only
)

// face is the colours of a button.
type face struct {
	fill, stroke color.Color
	ink          color.NRGBA
	typ          theme.Type
}

func buttonFace(t *theme.Tokens, k Emphasis, hover, press, off bool) face {
	f := face{fill: color.Transparent, ink: t.Ink2, typ: theme.Body}
	switch k {
	case Primary:
		f = face{t.Accent, nil, t.OnAccent, theme.Strong}
		if hover || press {
			f.fill = t.AccentHover
		}
	case DangerFill:
		f = face{t.Loss, nil, t.OnLoss, theme.Strong}
		if hover || press {
			f.fill = t.LossHover
		}
	case Secondary, Danger:
		f = face{t.Card, t.LineStrong, t.Ink, theme.Body}
		if k == Danger {
			f.stroke, f.ink = t.LossPale, t.Loss
		}
	}
	switch {
	case k == Primary || k == DangerFill || !hover && !press:
	case k == Danger:
		f.fill, f.ink = t.LossSoft, t.LossInk
	case press:
		f.fill = t.Line
	default:
		f.fill = t.Hover
	}
	if off {
		f.ink = t.Mute
		f.stroke = t.Line
		f.fill = t.Sunken
		if k == Quiet {
			f.fill, f.stroke = color.Transparent, nil
		}
	}
	return f
}

// ButtonW is how wide a button will be.
func ButtonW(label, icon string) float32 {
	if label == "" {
		return theme.ControlHeight
	}
	w := Width(label, theme.Strong) + 24
	if icon != "" {
		w += 20
	}
	return px(w)
}

// Button draws a button 30 high around cy and answers its width. Its key is "btn:" with label and icon.
func (p *Pen) Button(x, cy float32, label, icon string, k Emphasis, fn func()) float32 {
	w := ButtonW(label, icon)
	p.button(x, cy, w, "btn:"+label+icon, label, icon, k, false, fn)
	return w
}

// ButtonR draws a button that ends at x and answers where the next one to its left ends.
func (p *Pen) ButtonR(x, cy float32, label, icon string, k Emphasis, fn func()) float32 {
	w := p.Button(x-ButtonW(label, icon), cy, label, icon, k, fn)
	return x - w - 8
}

func (p *Pen) button(x, cy, w float32, key, label, icon string, k Emphasis, off bool, fn func()) {
	at := p.next(key)
	f := buttonFace(p.Tokens, k, p.Hover == at && !off, p.Press == at && !off, off)
	p.Box(x, cy-15, w, 30, theme.RadiusControl, f.fill, f.stroke)
	p.label(x, cy, w, label, icon, f.typ, f.ink)
	if !off {
		p.Hit(key, x, cy-15, w, 30, fn)
	}
}

// label centres an icon and words in a width.
func (p *Pen) label(x, cy, w float32, label, icon string, t theme.Type, ink color.NRGBA) {
	room := w - 12
	if icon != "" && label != "" {
		room -= 22
	}
	label = Ellipsis(label, room, t)
	tw := Width(label, t)
	if icon != "" {
		tw += 16
		if label != "" {
			tw += 6
		}
	}
	tx := x + (w-tw)/2
	if icon != "" {
		p.Icon(tx+8, cy, 16, icon, ink)
		tx += 22
	}
	p.L(tx, cy, label, t, ink)
}

// IconButton is a bare button with an icon only, in a square of 28 around cx, cy.
func (p *Pen) IconButton(cx, cy float32, key, icon, tip string, fn func()) {
	at := p.next(key)
	ink := p.Mute
	if p.Hover == at || p.Focus == at {
		p.Box(cx-14, cy-14, 28, 28, theme.RadiusControl, p.Tokens.Hover, nil)
		ink = p.Ink
	}
	p.Icon(cx, cy, 16, icon, ink)
	p.region(hit{key: key, tip: tip, x: cx - 14, y: cy - 14, w: 28, h: 28, fn: fn, stop: fn != nil, radius: theme.RadiusControl})
}

// LinkButton is words in the colour of action, with an arrow head; it ends at x and answers its width.
func (p *Pen) LinkButton(x, cy float32, key, label string, fn func()) float32 {
	w := Width(label, theme.Body) + 20
	at := p.next(key)
	if p.Hover == at {
		p.Box(x-w-6, cy-13, w+8, 26, theme.RadiusControl, p.Tokens.Hover, nil)
	}
	p.L(x-w, cy, label, theme.Body, p.Accent)
	p.Icon(x-9, cy, 14, "right", p.Accent)
	p.Hit(key, x-w-6, cy-13, w+8, 26, fn)
	return w
}

// Picker draws a closed drop-down: its label mute, the value in ink. With w 0 it is as wide as it needs.
// It answers its width.
func (p *Pen) Picker(x, cy, w float32, label, value string) float32 {
	return p.PickerFor(x, cy, w, label, value, nil)
}

// PickerFor is Picker that does something when pressed.
func (p *Pen) PickerFor(x, cy, w float32, label, value string, fn func()) float32 {
	if w == 0 {
		w = PickerWidth(label, value)
	}
	p.picker(x, cy, w, "pick:"+label+value, label, value, "", false, false, fn)
	return w
}

// PickerWidth is how wide a closed drop-down needs to be.
func PickerWidth(label, value string) float32 {
	w := Width(value, theme.Body) + 40
	if label != "" {
		w += Width(label, theme.Body) + 6
	}
	return px(w)
}

func (p *Pen) picker(x, cy, w float32, key, label, value, icon string, off, doubt bool, fn func()) {
	at := p.next(key)
	fill, stroke, ink := p.Tokens.Card, p.LineStrong, p.Ink
	if p.Hover == at && !off {
		fill = p.Tokens.Hover
	}
	if doubt {
		stroke = p.Warn
	}
	if off {
		fill, stroke, ink = p.Sunken, p.Line, p.Mute
	}
	p.Box(x, cy-15, w, 30, theme.RadiusControl, fill, stroke)
	tx := x + 10
	if icon != "" {
		p.Icon(tx+7, cy, 14, icon, p.Accent)
		tx += 20
	}
	if label != "" {
		tx += p.L(tx, cy, label, theme.Body, p.Mute) + 6
	}
	p.LW(tx, cy, x+w-26-tx, value, theme.Body, ink)
	p.Icon(x+w-15, cy, 14, "down", p.Mute)
	if !off {
		p.Hit(key, x, cy-15, w, 30, fn)
	}
}

// SegW is how wide a segmented choice will be.
func SegW(options []string) float32 {
	w := float32(4)
	for _, o := range options {
		w += px(Width(o, theme.Small) + 18)
	}
	return w
}

// Segmented is one choice of a few, 24 high around cy; the chosen one wears its own colour (nil: the
// accent for all). Keys are key followed by the option. It answers its width.
func (p *Pen) Segmented(x, cy float32, options []string, chosen int, colours []color.NRGBA, key string, fn func(int)) float32 {
	w := SegW(options)
	p.Box(x, cy-12, w, 24, theme.RadiusControl, p.Sunken, p.Line)
	p.segments(x, cy, 20, options, chosen, colours, key, fn)
	return w
}

func (p *Pen) segments(x, cy, h float32, options []string, chosen int, colours []color.NRGBA, key string, fn func(int)) {
	bx := x + 2
	for i, o := range options {
		w := px(Width(o, theme.Small) + 18)
		at := p.next(key + o)
		ink := p.Ink2
		switch {
		case i == chosen:
			ink = p.Accent
			if i < len(colours) {
				ink = colours[i]
			}
			p.Box(bx, cy-h/2, w, h, 5, p.Tokens.Card, ink)
		case p.Hover == at:
			p.Box(bx, cy-h/2, w, h, 5, p.Tokens.Hover, nil)
		}
		p.C(bx+w/2, cy, o, theme.Small, ink)
		p.Hit(key+o, bx, cy-h/2-2, w, h+4, func() {
			if fn != nil {
				fn(i)
			}
		})
		bx += w
	}
}

// Switch draws a switch, 30 by 16.
func (p *Pen) Switch(x, cy float32, on bool) {
	if on {
		p.Box(x, cy-8, 30, 16, 8, p.Accent, nil)
		p.Dot(x+22, cy, 6, p.OnAccent, nil, 0)
		return
	}
	p.Box(x, cy-8, 30, 16, 8, p.Control, nil)
	p.Dot(x+8, cy, 6, p.Tokens.Card, nil, 0)
}

// Check draws a check box of 16.
func (p *Pen) Check(x, cy float32, on bool) {
	if on {
		p.Box(x, cy-8, 16, 16, theme.RadiusTick, p.Accent, nil)
		p.Icon(x+8, cy, 14, "check", p.OnAccent)
		return
	}
	p.Box(x, cy-8, 16, 16, theme.RadiusTick, p.Tokens.Card, p.Control)
}

// ring draws the edge around what the keyboard acts on.
func (p *Pen) ring(x, y, w, h, r float32) {
	o := p.Box(x-2, y-2, w+4, h+4, r+2, nil, p.Ring())
	o.StrokeWidth = 2
}
