package picture

import (
	"bytes"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"io"
	"math"
	"strings"

	xdraw "golang.org/x/image/draw"
	"golang.org/x/image/font/sfnt"
	"golang.org/x/image/math/fixed"
	"golang.org/x/image/vector"

	"openloop/assets/fonts"
	"openloop/report/page"
)

// PNG writes a scene on white, scale pixels to a point.
func PNG(w io.Writer, s page.Scene, set *fonts.Set, scale float64) error {
	enc := png.Encoder{CompressionLevel: png.BestSpeed}
	return enc.Encode(w, Image(s, set, scale))
}

// Image is a scene on white, scale pixels to a point.
func Image(s page.Scene, set *fonts.Set, scale float64) *image.NRGBA {
	wide, high := int(math.Ceil(s.W*scale)), int(math.Ceil(s.H*scale))
	c := &canvas{set: set, k: scale, to: image.NewNRGBA(image.Rect(0, 0, wide, high)), raster: vector.NewRasterizer(0, 0)}
	draw.Draw(c.to, c.to.Bounds(), image.White, image.Point{}, draw.Src)
	for _, m := range s.Marks {
		c.mark(m)
	}
	return c.to
}

// canvas is a picture that is being drawn.
type canvas struct {
	set    *fonts.Set
	k      float64
	to     *image.NRGBA
	raster *vector.Rasterizer
	path   []stroke // what has been outlined since it was last filled
}

// stroke is one step of an outline, in pixels: it ends at the last of its points.
type stroke struct {
	op sfnt.SegmentOp
	at [3]page.Point
}

func (c *canvas) mark(m page.Mark) {
	switch m := m.(type) {
	case page.Rect:
		if m.Fill.A > 0 {
			c.box(m.X, m.Y, m.W, m.H, m.Radius)
			c.fill(m.Fill)
		}
		if m.Edge.A > 0 && m.EdgeWidth > 0 {
			e := m.EdgeWidth
			c.box(m.X-e/2, m.Y-e/2, m.W+e, m.H+e, m.Radius+e/2)
			c.hole(m.X+e/2, m.Y+e/2, m.W-e, m.H-e, m.Radius-e/2)
			c.fill(m.Edge)
		}
	case page.Line:
		c.line(m)
	case page.Disc:
		if m.Edge.A > 0 && m.EdgeWidth > 0 {
			c.disc(m.X, m.Y, m.R+m.EdgeWidth/2)
			c.fill(m.Edge)
			m.R -= m.EdgeWidth / 2
		}
		c.disc(m.X, m.Y, m.R)
		c.fill(m.Fill)
	case page.Polygon:
		for i, p := range m.Points {
			if i == 0 {
				c.moveTo(p.X, p.Y)
			} else {
				c.lineTo(p.X, p.Y)
			}
		}
		c.fill(m.Fill)
	case page.Hatch:
		c.mark(page.Rect{X: m.X, Y: m.Y, W: m.W, H: m.H, Fill: m.Ground})
		for _, l := range m.Diagonals() {
			c.line(l)
		}
	case page.Text:
		c.text(m)
	case page.Picture:
		c.picture(m)
	}
}

// picture scales a picture into its place.
func (c *canvas) picture(m page.Picture) {
	if m.Image == nil {
		return
	}
	src, err := png.Decode(bytes.NewReader(m.Image.PNG))
	if err != nil {
		return
	}
	at := image.Rect(int(m.X*c.k+.5), int(m.Y*c.k+.5), int((m.X+m.W)*c.k+.5), int((m.Y+m.H)*c.k+.5))
	xdraw.CatmullRom.Scale(c.to, at, src, src.Bounds(), xdraw.Over, nil)
}

func (c *canvas) step(op sfnt.SegmentOp, at ...page.Point) {
	s := stroke{op: op}
	for i, p := range at {
		s.at[i] = page.Point{X: p.X * c.k, Y: p.Y * c.k}
	}
	c.path = append(c.path, s)
}

func (c *canvas) moveTo(x, y float64) { c.step(sfnt.SegmentOpMoveTo, page.Point{X: x, Y: y}) }
func (c *canvas) lineTo(x, y float64) { c.step(sfnt.SegmentOpLineTo, page.Point{X: x, Y: y}) }

func (c *canvas) cubeTo(x1, y1, x2, y2, x3, y3 float64) {
	c.step(sfnt.SegmentOpCubeTo, page.Point{X: x1, Y: y1}, page.Point{X: x2, Y: y2}, page.Point{X: x3, Y: y3})
}

// points is how many points a step has.
func (s stroke) points() int {
	switch s.op {
	case sfnt.SegmentOpQuadTo:
		return 2
	case sfnt.SegmentOpCubeTo:
		return 3
	}
	return 1
}

// fill fills what was outlined, looking at no more of the picture than that: a page has thousands of marks.
func (c *canvas) fill(col color.NRGBA) {
	defer func() { c.path = c.path[:0] }()
	r := c.around()
	if col.A == 0 || r.Empty() {
		return
	}
	c.raster.Reset(r.Dx(), r.Dy())
	at := func(p page.Point) (x, y float32) {
		return float32(p.X - float64(r.Min.X)), float32(p.Y - float64(r.Min.Y))
	}
	for i, s := range c.path {
		x1, y1 := at(s.at[0])
		x2, y2 := at(s.at[1])
		x3, y3 := at(s.at[2])
		switch s.op {
		case sfnt.SegmentOpMoveTo:
			if i > 0 {
				c.raster.ClosePath()
			}
			c.raster.MoveTo(x1, y1)
		case sfnt.SegmentOpLineTo:
			c.raster.LineTo(x1, y1)
		case sfnt.SegmentOpQuadTo:
			c.raster.QuadTo(x1, y1, x2, y2)
		case sfnt.SegmentOpCubeTo:
			c.raster.CubeTo(x1, y1, x2, y2, x3, y3)
		}
	}
	c.raster.ClosePath()
	if r.In(c.to.Bounds()) {
		c.raster.Draw(c.to, r, image.NewUniform(col), image.Point{})
		return
	}
	mask := image.NewAlpha(image.Rect(0, 0, r.Dx(), r.Dy()))
	c.raster.Draw(mask, mask.Bounds(), image.Opaque, image.Point{})
	draw.DrawMask(c.to, r, image.NewUniform(col), image.Point{}, mask, image.Point{}, draw.Over)
}

// around is the part of the picture in which the outline lies.
func (c *canvas) around() image.Rectangle {
	x1, y1, x2, y2 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	for _, s := range c.path {
		for _, p := range s.at[:s.points()] {
			x1, y1, x2, y2 = math.Min(x1, p.X), math.Min(y1, p.Y), math.Max(x2, p.X), math.Max(y2, p.Y)
		}
	}
	if x2 < x1 {
		return image.Rectangle{}
	}
	return image.Rect(int(math.Floor(x1)), int(math.Floor(y1)), int(math.Ceil(x2))+1, int(math.Ceil(y2))+1)
}

// round is how far a quarter circle's handles reach, of its radius.
const round = .5522847498

func (c *canvas) box(x, y, w, h, r float64) {
	if w <= 0 || h <= 0 {
		return
	}
	r = math.Max(0, math.Min(r, math.Min(w, h)/2))
	q := r * (1 - round)
	c.moveTo(x+r, y)
	c.lineTo(x+w-r, y)
	c.cubeTo(x+w-q, y, x+w, y+q, x+w, y+r)
	c.lineTo(x+w, y+h-r)
	c.cubeTo(x+w, y+h-q, x+w-q, y+h, x+w-r, y+h)
	c.lineTo(x+r, y+h)
	c.cubeTo(x+q, y+h, x, y+h-q, x, y+h-r)
	c.lineTo(x, y+r)
	c.cubeTo(x, y+q, x+q, y, x+r, y)
}

// hole is a box outlined the other way round, so that what lies in it stays empty.
func (c *canvas) hole(x, y, w, h, r float64) {
	if w <= 0 || h <= 0 {
		return
	}
	r = math.Max(0, math.Min(r, math.Min(w, h)/2))
	q := r * (1 - round)
	c.moveTo(x+r, y)
	c.cubeTo(x+q, y, x, y+q, x, y+r)
	c.lineTo(x, y+h-r)
	c.cubeTo(x, y+h-q, x+q, y+h, x+r, y+h)
	c.lineTo(x+w-r, y+h)
	c.cubeTo(x+w-q, y+h, x+w, y+h-q, x+w, y+h-r)
	c.lineTo(x+w, y+r)
	c.cubeTo(x+w, y+q, x+w-q, y, x+w-r, y)
	c.lineTo(x+r, y)
}

func (c *canvas) disc(x, y, r float64) { c.box(x-r, y-r, 2*r, 2*r, r) }

func (c *canvas) line(m page.Line) {
	dx, dy := m.X2-m.X1, m.Y2-m.Y1
	l := math.Hypot(dx, dy)
	if l == 0 || m.Width <= 0 || m.Colour.A == 0 {
		return
	}
	dx, dy = -dy/l*m.Width/2, dx/l*m.Width/2
	c.moveTo(m.X1+dx, m.Y1+dy)
	c.lineTo(m.X2+dx, m.Y2+dy)
	c.lineTo(m.X2-dx, m.Y2-dy)
	c.lineTo(m.X1-dx, m.Y1-dy)
	c.fill(m.Colour)
}

// text draws each character's outline, kerned, as the PDF does.
func (c *canvas) text(m page.Text) {
	st := fonts.Style(m.Font.Style())
	words, _ := c.set.Clean(st, m.Words)
	if strings.TrimSpace(words) == "" || m.Font.Size <= 0 {
		return
	}
	at := 0.0
	switch m.Align {
	case page.Right:
		at = -width(c.set, m.Font, words)
	case page.Centre:
		at = -width(c.set, m.Font, words) / 2
	}
	sin, cos := math.Sincos(-m.Turn * math.Pi / 180)
	last := rune(-1)
	for _, r := range words {
		if last >= 0 {
			at += c.set.Kern(st, last, r) * m.Font.Size / 1000
		}
		pen := glyphPen{c: c, x: m.X, y: m.Y, at: at, size: m.Font.Size, sin: sin, cos: cos}
		pen.draw(c.set.Outline(st, r))
		c.fill(m.Colour)
		at += c.set.Advance(st, r)*m.Font.Size/1000 + m.Font.Track
		last = r
	}
}

// glyphPen puts a character's outline at its place on a line that may be turned.
type glyphPen struct {
	c              *canvas
	x, y, at, size float64
	sin, cos       float64
}

func (g glyphPen) point(p fixed.Point26_6) page.Point {
	x, y := float64(p.X)/64*g.size/1000+g.at, float64(p.Y)/64*g.size/1000
	return page.Point{X: g.x + x*g.cos - y*g.sin, Y: g.y + x*g.sin + y*g.cos}
}

func (g glyphPen) draw(segments sfnt.Segments) {
	for _, s := range segments {
		g.c.step(s.Op, g.point(s.Args[0]), g.point(s.Args[1]), g.point(s.Args[2]))
	}
}
