package widgets

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"openloop/app/theme"
)

// text sets one line around the middle height cy.
func (p *Pen) text(x, cy float32, s string, t theme.Type, c color.Color) {
	if s == "" {
		return
	}
	o := p.stock.texts.take(func() *canvas.Text { return &canvas.Text{} })
	o.Text, o.Color, o.TextSize, o.TextStyle, o.Hidden = s, c, t.Size, t.Style(), false
	o.FontSource = theme.Face(s, o.TextStyle)
	m := rule.size(s, t)
	p.add(o, p.snap(x), p.snap(cy-m.Height/2), m.Width, m.Height)
}

// L writes one line from x, its middle at cy, and answers how wide it is.
func (p *Pen) L(x, cy float32, s string, t theme.Type, c color.Color) float32 {
	p.text(x, cy, s, t, c)
	return Width(s, t)
}

// R writes one line that ends at x and answers how wide it is.
func (p *Pen) R(x, cy float32, s string, t theme.Type, c color.Color) float32 {
	w := Width(s, t)
	p.text(x-w, cy, s, t, c)
	return w
}

// C writes one line centred on x and answers how wide it is.
func (p *Pen) C(x, cy float32, s string, t theme.Type, c color.Color) float32 {
	w := Width(s, t)
	p.text(x-w/2, cy, s, t, c)
	return w
}

// LW is L cut with "…" at width w.
func (p *Pen) LW(x, cy, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.L(x, cy, Ellipsis(s, w, t), t, c)
}

// RW is R cut with "…" at width w.
func (p *Pen) RW(x, cy, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.R(x, cy, Ellipsis(s, w, t), t, c)
}

// CW is C cut with "…" at width w.
func (p *Pen) CW(x, cy, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.C(x, cy, Ellipsis(s, w, t), t, c)
}

// Para wraps text at width w from the top y and answers its bottom.
func (p *Pen) Para(x, y, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.ParaMax(x, y, w, 0, s, t, c)
}

// ParaMax is Para cut with "…" after n lines; 0 means all.
func (p *Pen) ParaMax(x, y, w float32, n int, s string, t theme.Type, c color.Color) float32 {
	return p.paraWith(x, y, w, n, s, t, func(cy float32, line string) { p.text(x, cy, line, t, c) })
}

// ParaC is Para with every line centred on x.
func (p *Pen) ParaC(x, y, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.paraWith(x, y, w, 0, s, t, func(cy float32, line string) { p.C(x, cy, line, t, c) })
}

func (p *Pen) paraWith(_, y, w float32, n int, s string, t theme.Type, set func(cy float32, line string)) float32 {
	lead := t.Lead()
	lines := Wrap(s, w, t)
	if n > 0 && len(lines) > n {
		last := lines[n-1] + " " + lines[n]
		lines = append(lines[:n-1], Ellipsis(last, w, t))
	}
	for _, l := range lines {
		set(y+lead/2, l)
		y += lead
	}
	return y
}
