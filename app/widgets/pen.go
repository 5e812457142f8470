package widgets

import (
	"image"
	"image/color"
	"math"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"openloop/app/theme"
	"openloop/research"
)

type measureKey struct {
	s string
	t theme.Type
}

// widths remembers how large texts are: Fyne takes 9 µs a word to say so. It is used on the window's
// goroutine only, and begins anew when it has grown large.
var widths = map[measureKey]fyne.Size{}

// Measure is how large a text is in a type.
func Measure(s string, t theme.Type) fyne.Size {
	k := measureKey{s, t}
	if v, ok := widths[k]; ok {
		return v
	}
	if len(widths) > 20_000 {
		clear(widths)
	}
	v := fyne.MeasureText(s, t.Size, t.Style())
	widths[k] = v
	return v
}

type hit struct {
	x, y, w, h float32
	key        string
	fn         func()
}

// Pen draws a board: plain canvas objects in pixel coordinates, rounded so that text and hairlines stay crisp.
type Pen struct {
	*theme.Tokens
	W, H  float32
	Hover string
	objs  []fyne.CanvasObject
	hits  []hit
}

func px(v float32) float32 { return float32(math.Round(float64(v))) }

func (p *Pen) add(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x, y))
	o.Resize(fyne.NewSize(w, h))
	p.objs = append(p.objs, o)
}

// Hit makes a region answer to hover and tap.
func (p *Pen) Hit(key string, x, y, w, h float32, fn func()) {
	p.hits = append(p.hits, hit{x, y, w, h, key, fn})
}

// Rect is a filled rectangle.
func (p *Pen) Rect(x, y, w, h float32, c color.Color) *canvas.Rectangle {
	o := canvas.NewRectangle(c)
	p.add(o, px(x), px(y), px(w), px(h))
	return o
}

// Box is a rounded rectangle with an optional one-pixel border.
func (p *Pen) Box(x, y, w, h, r float32, fill, stroke color.Color) *canvas.Rectangle {
	o := p.Rect(x, y, w, h, fill)
	o.CornerRadius = r
	if stroke != nil {
		o.StrokeColor, o.StrokeWidth = stroke, 1
	}
	return o
}

// Card is the standard panel.
func (p *Pen) Card(x, y, w, h float32) { p.Box(x, y, w, h, 8, p.Tokens.Card, p.Line) }

// HLine is a level hairline.
func (p *Pen) HLine(x, y, w float32, c color.Color) { p.Rect(x, y, w, 1, c) }

// VLine is an upright hairline.
func (p *Pen) VLine(x, y, h float32, c color.Color) { p.Rect(x, y, 1, h, c) }

// Seg is a straight line of any slope.
func (p *Pen) Seg(x1, y1, x2, y2, width float32, c color.Color) {
	o := canvas.NewLine(c)
	o.StrokeWidth = width
	o.Position1, o.Position2 = fyne.NewPos(x1, y1), fyne.NewPos(x2, y2)
	p.objs = append(p.objs, o)
}

// Dot is a filled circle.
func (p *Pen) Dot(cx, cy, r float32, fill, stroke color.Color, sw float32) {
	o := canvas.NewCircle(fill)
	if stroke != nil {
		o.StrokeColor, o.StrokeWidth = stroke, sw
	}
	p.add(o, cx-r, cy-r, 2*r, 2*r)
}

func (p *Pen) text(x, cy float32, s string, t theme.Type, c color.Color) {
	o := canvas.NewText(s, c)
	o.TextSize, o.TextStyle = t.Size, t.Style()
	m := Measure(s, t)
	p.add(o, px(x), px(cy-m.Height/2), m.Width, m.Height)
}

// L writes one line that begins at x, vertically centred on cy; it answers the width.
func (p *Pen) L(x, cy float32, s string, t theme.Type, c color.Color) float32 {
	p.text(x, cy, s, t, c)
	return Measure(s, t).Width
}

// R ends at x.
func (p *Pen) R(x, cy float32, s string, t theme.Type, c color.Color) float32 {
	w := Measure(s, t).Width
	p.text(x-w, cy, s, t, c)
	return w
}

// C is centred on x.
func (p *Pen) C(x, cy float32, s string, t theme.Type, c color.Color) {
	p.text(x-Measure(s, t).Width/2, cy, s, t, c)
}

// LW cuts with an ellipsis at width w.
func (p *Pen) LW(x, cy, w float32, s string, t theme.Type, c color.Color) float32 {
	return p.L(x, cy, Ellipsis(s, w, t), t, c)
}

// Ellipsis cuts s so that it fits into w.
func Ellipsis(s string, w float32, t theme.Type) string {
	if Measure(s, t).Width <= w {
		return s
	}
	r := []rune(s)
	for len(r) > 1 && Measure(string(r)+"…", t).Width > w {
		r = r[:len(r)-1]
	}
	return strings.TrimRight(string(r), " ,.;") + "…"
}

// Para wraps text; y is the top; it answers the bottom.
func (p *Pen) Para(x, y, w float32, s string, t theme.Type, c color.Color) float32 {
	lead := px(t.Size * 1.5)
	for _, ln := range wrap(s, w, t) {
		p.text(x, y+lead/2, ln, t, c)
		y += lead
	}
	return y
}

// ParaMax is Para cut at n lines.
func (p *Pen) ParaMax(x, y, w float32, n int, s string, t theme.Type, c color.Color) float32 {
	l := wrap(s, w, t)
	if len(l) > n {
		l[n-1] = Ellipsis(strings.Join(l[n-1:], " "), w, t)
		l = l[:n]
	}
	return p.Para(x, y, w, strings.Join(l, "\n"), t, c)
}

// ParaHeight is how high Para will be.
func ParaHeight(s string, w float32, t theme.Type) float32 {
	return float32(len(wrap(s, w, t))) * px(t.Size*1.5)
}

// wrap breaks s into lines no wider than w.
func wrap(s string, w float32, t theme.Type) (out []string) {
	for _, par := range strings.Split(s, "\n") {
		line := ""
		for _, wd := range strings.Fields(par) {
			try := strings.TrimSpace(line + " " + wd)
			if line != "" && Measure(try, t).Width > w {
				out = append(out, line)
				try = wd
			}
			line = try
		}
		out = append(out, line)
	}
	return
}

// Icon draws one of ours at size s, centred.
func (p *Pen) Icon(cx, cy, s float32, name string, c color.NRGBA) {
	o := canvas.NewImageFromResource(theme.Icon(name, c))
	o.FillMode = canvas.ImageFillContain
	p.add(o, px(cx-s/2), px(cy-s/2), s, s)
}

// Hatch says "withheld": diagonal lines, never a blank.
func (p *Pen) Hatch(x, y, w, h float32) {
	fg, bg, z := p.Tokens.Hatch, p.HatchBg, 1
	r := canvas.NewRaster(func(w, h int) image.Image {
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		for j := 0; j < h; j++ {
			for i := 0; i < w; i++ {
				d := float64((i+j)%(7*z))/float64(z) - 3
				m.SetNRGBA(i, j, theme.Mix(fg, bg, math.Min(1, math.Abs(d)*.75)))
			}
		}
		return m
	})
	p.add(r, px(x), px(y), px(w), px(h))
}

// Chip is a soft label: tinted ground, dark ink of the same hue, a dot that survives greyscale printing by its word.
func (p *Pen) Chip(x, cy float32, s string, ink, soft color.NRGBA, dot bool) float32 {
	w := Measure(s, theme.Caption).Width + 14
	if dot {
		w += 10
	}
	p.Box(x, cy-9, w, 18, 9, soft, nil)
	tx := x + 7
	if dot {
		p.Dot(x+10, cy, 3, ink, nil, 0)
		tx += 10
	}
	p.L(tx, cy, s, theme.Caption, ink)
	return px(w)
}

// Outcome is the chip of an outcome.
func (p *Pen) Outcome(x, cy float32, o research.Outcome) float32 {
	ink, soft := OutcomeInks(p.Tokens, o)
	return p.Chip(x, cy, o.String(), ink, soft, true)
}

// Key draws a keycap; keys are written as on the keyboard, joined by a thin plus.
func (p *Pen) Key(x, cy float32, k string) float32 {
	w := px(max(18, Measure(k, theme.Caption).Width+10))
	p.Box(x, cy-9, w, 18, 4, p.Tokens.Card, p.LineStrong)
	p.C(x+w/2, cy, k, theme.Caption, p.Ink2)
	return w
}

// Hint is keycaps followed by what they do.
func (p *Pen) Hint(x, cy float32, what string, keys ...string) float32 {
	x0 := x
	for _, k := range keys {
		x += p.Key(x, cy, k) + 3
	}
	x += 3
	x += p.L(x, cy, what, theme.Small, p.Mute)
	return x - x0
}

// OutcomeInks is the ink and the soft ground of an outcome's chip.
func OutcomeInks(t *theme.Tokens, o research.Outcome) (ink, soft color.NRGBA) {
	switch o {
	case research.Won:
		return t.Accent, t.AccentSoft
	case research.Lost:
		return t.LossInk, t.LossSoft
	case research.Churned:
		return t.Plum, t.PlumSoft
	case research.NoDecision, research.Stalled:
		return t.Slate, t.SlateSoft
	}
	return t.Sand, t.SandSoft
}

// OutcomeMark is the colour of an outcome's bars and dots.
func OutcomeMark(t *theme.Tokens, o research.Outcome) color.NRGBA {
	if o == research.Lost {
		return t.Loss
	}
	ink, _ := OutcomeInks(t, o)
	return ink
}
