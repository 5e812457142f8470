package widgets

import (
	"fmt"
	"image"
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"openloop/app/theme"
)

// Pen draws a board with plain canvas objects, in the window's units from the board's top left corner,
// rounded to whole pixels so that text and hairlines stay crisp. Words like L and R are short because
// a screen says them hundreds of times.
type Pen struct {
	*theme.Tokens
	W, H  float32 // of the board
	Hover string  // key of the region under the mouse
	Focus string  // key of the region that the keyboard acts on, while the ring shows
	Press string  // key of the region being pressed

	dx, dy float32
	scale  float32 // device pixels per unit
	stock  *stock
	objs   []fyne.CanvasObject
	hits   []hit
	keys   map[string]int
}

// hit is a region that answers.
type hit struct {
	key, tip   string
	x, y, w, h float32
	radius     float32
	stop       bool // the keyboard stops here
	fn         func()
}

func (h *hit) holds(p fyne.Position) bool {
	return p.X >= h.x && p.X < h.x+h.w && p.Y >= h.y && p.Y < h.y+h.h
}

// newPen begins a painting of a board's size.
func newPen(s *stock, size fyne.Size, scale float32) *Pen {
	rule.check()
	s.begin()
	return &Pen{Tokens: theme.Now(), W: size.Width, H: size.Height, scale: scale, stock: s}
}

// snap rounds to whole device pixels.
func (p *Pen) snap(v float32) float32 {
	s := float64(p.scale)
	if s <= 0 {
		s = 1
	}
	return float32(math.Round(float64(v)*s) / s)
}

func px(v float32) float32 { return float32(math.Round(float64(v))) }

func (p *Pen) add(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(x+p.dx, y+p.dy))
	o.Resize(fyne.NewSize(w, h))
	p.objs = append(p.objs, o)
}

// At draws with the origin moved to x, y.
func (p *Pen) At(x, y float32, draw func()) {
	ox, oy := p.dx, p.dy
	p.dx, p.dy = p.dx+p.snap(x), p.dy+p.snap(y)
	draw()
	p.dx, p.dy = ox, oy
}

// Hit makes a region answer to the mouse and, where fn is given, to the keyboard: Tab and the arrows
// stop at it, Enter and Space call fn. A key that is used twice counts as two.
func (p *Pen) Hit(key string, x, y, w, h float32, fn func()) {
	p.region(hit{key: key, x: x, y: y, w: w, h: h, fn: fn, stop: fn != nil, radius: theme.RadiusControl})
}

// Zone is a Hit for the mouse only: the row of a list that has its own keys.
func (p *Pen) Zone(key string, x, y, w, h float32, fn func()) {
	p.region(hit{key: key, x: x, y: y, w: w, h: h, fn: fn})
}

// Tip says something about a region while the mouse rests on it.
func (p *Pen) Tip(key, tip string, x, y, w, h float32) {
	p.region(hit{key: key, tip: tip, x: x, y: y, w: w, h: h})
}

func (p *Pen) region(h hit) {
	h.x, h.y = h.x+p.dx, h.y+p.dy
	h.key = p.unique(h.key)
	p.hits = append(p.hits, h)
}

// unique tells a second use of a key from the first.
func (p *Pen) unique(key string) string {
	if p.keys == nil {
		p.keys = map[string]int{}
	}
	p.keys[key]++
	if n := p.keys[key]; n > 1 {
		return fmt.Sprintf("%s#%d", key, n)
	}
	return key
}

// next is what unique will make of a key, so that a drawing can look at Hover before its Hit.
func (p *Pen) next(key string) string {
	if n := p.keys[key]; n > 0 {
		return fmt.Sprintf("%s#%d", key, n+1)
	}
	return key
}

// Rect fills a rectangle.
func (p *Pen) Rect(x, y, w, h float32, c color.Color) *canvas.Rectangle {
	o := p.stock.rects.take(func() *canvas.Rectangle { return &canvas.Rectangle{} })
	o.FillColor, o.StrokeColor, o.StrokeWidth, o.Hidden = c, nil, 0, false
	o.CornerRadius, o.Shadow = 0, canvas.Shadow{}
	o.TopLeftCornerRadius, o.TopRightCornerRadius, o.BottomLeftCornerRadius, o.BottomRightCornerRadius = 0, 0, 0, 0
	x0, y0 := p.snap(x), p.snap(y)
	p.add(o, x0, y0, p.snap(w), p.snap(h))
	return o
}

// Box is a rounded rectangle with an optional border of one pixel; nil leaves fill or border out.
func (p *Pen) Box(x, y, w, h, r float32, fill, stroke color.Color) *canvas.Rectangle {
	if fill == nil {
		fill = vanish(stroke)
	}
	o := p.Rect(x, y, w, h, fill)
	o.CornerRadius = r
	if stroke != nil {
		o.StrokeColor, o.StrokeWidth = stroke, 1
	}
	return o
}

// vanish is a colour that cannot be seen. Where an edge melts into it, it has the edge's own hue: black
// would leave a grey seam.
func vanish(edge color.Color) color.Color {
	if c, ok := edge.(color.NRGBA); ok {
		return theme.Alpha(c, 0)
	}
	return color.Transparent
}

// Card is the standard panel.
func (p *Pen) Card(x, y, w, h float32) { p.Box(x, y, w, h, theme.RadiusCard, p.Tokens.Card, p.Line) }

// Raised is a card that floats, with its shadow.
func (p *Pen) Raised(x, y, w, h, r float32) {
	o := p.Box(x, y, w, h, r, p.Tokens.Card, p.Line)
	o.Shadow = canvas.Shadow{Color: theme.Alpha(p.Shadow, max(p.Shadow.A, 60)), BlurRadius: 16, Offset: fyne.NewPos(0, 4)}
}

// HLine is a level hairline.
func (p *Pen) HLine(x, y, w float32, c color.Color) { p.Rect(x, y, w, 1, c) }

// VLine is an upright hairline.
func (p *Pen) VLine(x, y, h float32, c color.Color) { p.Rect(x, y, 1, h, c) }

// Seg is a straight line between two points, in any direction.
func (p *Pen) Seg(x1, y1, x2, y2, width float32, c color.Color) {
	o := p.stock.lines.take(func() *canvas.Line { return canvas.NewLine(nil) })
	o.StrokeColor, o.StrokeWidth, o.Hidden = c, width, false
	o.Position1, o.Position2 = fyne.NewPos(x1+p.dx, y1+p.dy), fyne.NewPos(x2+p.dx, y2+p.dy)
	p.objs = append(p.objs, o)
}

// Dot is a disc with an optional border of width sw.
func (p *Pen) Dot(cx, cy, r float32, fill, stroke color.Color, sw float32) {
	o := p.stock.discs.take(func() *canvas.Circle { return &canvas.Circle{} })
	o.FillColor, o.StrokeColor, o.StrokeWidth, o.Hidden = fill, nil, 0, false
	if stroke != nil {
		o.StrokeColor, o.StrokeWidth = stroke, sw
	}
	p.add(o, cx-r, cy-r, 2*r, 2*r)
}

// Arc is part of a ring of outer radius r, from and to in degrees clockwise from the top.
func (p *Pen) Arc(cx, cy, r, from, to, width float32, c color.Color) {
	o := p.stock.arcs.take(func() *canvas.Arc { return &canvas.Arc{} })
	o.StartAngle, o.EndAngle, o.CutoutRatio, o.FillColor, o.Hidden = from, to, 1-width/r, c, false
	p.add(o, cx-r, cy-r, 2*r, 2*r)
}

// Polygon fills a shape of up to sixteen corners.
func (p *Pen) Polygon(points []fyne.Position, c color.Color) {
	if len(points) < 3 {
		return
	}
	lo, hi := points[0], points[0]
	for _, q := range points {
		lo = fyne.NewPos(min(lo.X, q.X), min(lo.Y, q.Y))
		hi = fyne.NewPos(max(hi.X, q.X), max(hi.Y, q.Y))
	}
	o := p.stock.shapes.take(func() *canvas.ArbitraryPolygon { return &canvas.ArbitraryPolygon{} })
	o.Points = o.Points[:0]
	for _, q := range points {
		o.Points = append(o.Points, q.Subtract(lo))
	}
	o.FillColor, o.Hidden = c, false
	p.add(o, lo.X, lo.Y, hi.X-lo.X, hi.Y-lo.Y)
}

// Picture paints pixels: make is called with a size in device pixels. The key names everything that
// the picture depends on but its size; while it stays, the picture is not drawn again.
func (p *Pen) Picture(key string, x, y, w, h float32, draw func(w, h int) image.Image) {
	key = fmt.Sprintf("%s %v %v", p.unique("picture:"+key), w, h)
	o := p.stock.keep(key, func() fyne.CanvasObject { return canvas.NewRaster(draw) })
	p.add(o, p.snap(x), p.snap(y), p.snap(w), p.snap(h))
}

// Hatch says "withheld": diagonal lines, never a blank.
func (p *Pen) Hatch(x, y, w, h float32) { p.hatch(x, y, w, h, p.Tokens.Hatch, p.HatchBg) }

func (p *Pen) hatch(x, y, w, h float32, lines, ground color.NRGBA) {
	z := float64(max(1, p.scale))
	p.Picture(fmt.Sprintf("hatch %x %x %v", lines, ground, z), x, y, w, h, func(w, h int) image.Image {
		m := image.NewNRGBA(image.Rect(0, 0, w, h))
		for j := range h {
			for i := range w {
				d := math.Mod(float64(i+j), 7*z)/z - 3
				m.SetNRGBA(i, j, theme.Mix(lines, ground, math.Min(1, math.Abs(d)*.75)))
			}
		}
		return m
	})
}

// Icon draws one of the app's icons in a square of size s around cx, cy.
func (p *Pen) Icon(cx, cy, s float32, name string, c color.NRGBA) {
	if name == "" {
		return
	}
	pixels := s * max(1, p.scale)
	k := iconKey{name, uint32(c.R)<<16 | uint32(c.G)<<8 | uint32(c.B), pixels}
	if p.stock.icons == nil {
		p.stock.icons = map[iconKey]*shelf[*canvas.Image]{}
	}
	sh := p.stock.icons[k]
	if sh == nil {
		sh = &shelf[*canvas.Image]{}
		p.stock.icons[k] = sh
	}
	o := sh.take(func() *canvas.Image {
		o := canvas.NewImageFromResource(theme.IconAt(name, c, pixels))
		o.FillMode = canvas.ImageFillContain
		return o
	})
	p.add(o, p.snap(cx-s/2), p.snap(cy-s/2), s, s)
}
