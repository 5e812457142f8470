package widgets

import (
	"fmt"
	"hash/maphash"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/software"
	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"openloop/app/theme"
	"openloop/report/page"
)

// MeasureScene is how wide a text of a scene is on the screen.
func MeasureScene(text string, f page.Font) float64 {
	w := float64(Width(text, theme.Type{Size: float32(f.Size), Bold: f.Bold, Italic: f.Italic}))
	return w + f.Track*float64(len([]rune(text)))
}

// keyed is the key, tip and bounds of a mark that has a key.
func keyed(m page.Mark) (key, tip string, x, y, w, h float32) {
	switch m := m.(type) {
	case page.Rect:
		return m.Key, m.Tip, float32(m.X), float32(m.Y), float32(m.W), float32(m.H)
	case page.Hatch:
		return m.Key, m.Tip, float32(m.X), float32(m.Y), float32(m.W), float32(m.H)
	case page.Disc:
		return m.Key, m.Tip, float32(m.X - m.R), float32(m.Y - m.R), float32(2 * m.R), float32(2 * m.R)
	case page.Polygon:
		x, y, w, h := bounds(m.Points)
		return m.Key, m.Tip, float32(x), float32(y), float32(w), float32(h)
	}
	return "", "", 0, 0, 0, 0
}

func bounds(points []page.Point) (x, y, w, h float64) {
	if len(points) == 0 {
		return 0, 0, 0, 0
	}
	x0, y0, x1, y1 := points[0].X, points[0].Y, points[0].X, points[0].Y
	for _, p := range points {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	return x0, y0, x1 - x0, y1 - y0
}

// Scene paints a scene with its corner at x, y, enlarged by k. On the screen (k is 1) rectangles and
// level lines fall on whole pixels.
func (p *Pen) Scene(s *page.Scene, x, y, k float32) {
	p.At(x, y, func() {
		for _, m := range s.Marks {
			p.sceneMark(m, k)
		}
	})
}

func (p *Pen) sceneMark(m page.Mark, k float32) {
	switch m := m.(type) {
	case page.Rect:
		p.sceneRect(m, k)
	case page.Line:
		p.sceneLine(m, k)
	case page.Text:
		p.sceneText(m, k)
	case page.Disc:
		p.Dot(float32(m.X)*k, float32(m.Y)*k, float32(m.R)*k, seen(m.Fill), edge(m.Edge), float32(m.EdgeWidth)*k)
	case page.Hatch:
		p.sceneHatch(m, k)
	case page.Polygon:
		p.scenePolygon(m, k)
	case page.Picture:
		p.scenePicture(m, k)
	}
}

// seen is a colour, or nothing where it is not to be drawn.
func seen(c color.NRGBA) color.Color {
	if c.A == 0 {
		return color.Transparent
	}
	return c
}

func edge(c color.NRGBA) color.Color {
	if c.A == 0 {
		return nil
	}
	return c
}

// sceneRect keeps marks that are thinner than a pixel to be seen.
func (p *Pen) sceneRect(m page.Rect, k float32) {
	x, y, w, h := float32(m.X)*k, float32(m.Y)*k, float32(m.W)*k, float32(m.H)*k
	if k == 1 {
		x1, y1 := p.snap(x+w), p.snap(y+h)
		x, y = p.snap(x), p.snap(y)
		w, h = max(1, x1-x), max(1, y1-y)
	}
	fill := seen(m.Fill)
	if m.Fill.A == 0 {
		fill = vanish(m.Edge)
	}
	o := p.free(x, y, w, h, fill)
	o.CornerRadius = float32(m.Radius) * k
	if m.Edge.A > 0 {
		o.StrokeColor, o.StrokeWidth = m.Edge, float32(m.EdgeWidth)*k
	}
}

// free is Rect without rounding.
func (p *Pen) free(x, y, w, h float32, c color.Color) *canvas.Rectangle {
	o := p.Rect(x, y, w, h, c)
	o.Move(fyne.NewPos(x+p.dx, y+p.dy))
	o.Resize(fyne.NewSize(w, h))
	return o
}

// sceneLine draws level and upright lines as rectangles, which stay crisp.
func (p *Pen) sceneLine(l page.Line, k float32) {
	x1, y1, x2, y2, w := float32(l.X1)*k, float32(l.Y1)*k, float32(l.X2)*k, float32(l.Y2)*k, float32(l.Width)*k
	if k != 1 || x1 != x2 && y1 != y2 {
		p.Seg(x1, y1, x2, y2, w, l.Colour)
		return
	}
	w = max(1, px(w))
	if y1 == y2 {
		p.Rect(min(x1, x2), y1-w/2, max(x1, x2)-min(x1, x2), w, l.Colour)
		return
	}
	p.Rect(x1-w/2, min(y1, y2), w, max(y1, y2)-min(y1, y2), l.Colour)
}

// ascent is where the baseline lies in a line of Noto Sans, as part of the line's height.
const ascent = 1.069 / 1.362

func (p *Pen) sceneText(t page.Text, k float32) {
	typ := theme.Type{Size: float32(t.Font.Size) * k, Bold: t.Font.Bold, Italic: t.Font.Italic}
	if k == 1 {
		typ.Size = px(typ.Size)
	}
	if t.Font.Track != 0 {
		p.tracked(t, typ, k)
		return
	}
	p.place(t.Words, typ, float32(t.X)*k, float32(t.Y)*k, t.Align, t.Colour, k == 1)
}

// tracked sets spaced text letter by letter.
func (p *Pen) tracked(t page.Text, typ theme.Type, k float32) {
	track := float32(t.Font.Track) * k
	x := float32(t.X) * k
	w := Width(t.Words, typ) + track*float32(len([]rune(t.Words)))
	switch t.Align {
	case page.Centre:
		x -= w / 2
	case page.Right:
		x -= w
	}
	for _, r := range t.Words {
		p.place(string(r), typ, x, float32(t.Y)*k, page.Left, t.Colour, false)
		x += Width(string(r), typ) + track
	}
}

// place sets text on a baseline.
func (p *Pen) place(s string, t theme.Type, x, base float32, a page.Align, c color.NRGBA, crisp bool) {
	size := Measure(s, t)
	switch a {
	case page.Centre:
		x -= size.Width / 2
	case page.Right:
		x -= size.Width
	}
	y := base - size.Height*ascent
	o := p.stock.texts.take(func() *canvas.Text { return &canvas.Text{} })
	o.Text, o.Color, o.TextSize, o.TextStyle, o.Hidden = s, c, t.Size, t.Style(), false
	o.FontSource = theme.Face(s, o.TextStyle)
	if crisp {
		x, y = p.snap(x), p.snap(y)
	}
	p.add(o, x, y, size.Width, size.Height)
}

func (p *Pen) sceneHatch(m page.Hatch, k float32) {
	if k == 1 {
		p.hatch(float32(m.X), float32(m.Y), float32(m.W), float32(m.H), m.Lines, m.Ground)
		return
	}
	p.free(float32(m.X)*k, float32(m.Y)*k, float32(m.W)*k, float32(m.H)*k, m.Ground)
	for _, l := range m.Diagonals() {
		p.sceneLine(l, k)
	}
}

// scenePolygon draws small shapes as shapes, and those with many corners as a picture of their bounds.
func (p *Pen) scenePolygon(m page.Polygon, k float32) {
	if len(m.Points) <= 16 {
		points := make([]fyne.Position, len(m.Points))
		for i, q := range m.Points {
			points[i] = fyne.NewPos(float32(q.X)*k, float32(q.Y)*k)
		}
		p.Polygon(points, m.Fill)
		return
	}
	x, y, w, h := bounds(m.Points)
	key := fmt.Sprintf("polygon %x %x", m.Fill, maphash.Comparable(polygonSeed, fmt.Sprint(m.Points)))
	p.Picture(key, float32(x)*k, float32(y)*k, float32(w)*k, float32(h)*k, func(pw, ph int) image.Image {
		return polygonImage(m, x, y, w, h, pw, ph)
	})
}

var polygonSeed = maphash.MakeSeed()

func polygonImage(m page.Polygon, x, y, w, h float64, pw, ph int) image.Image {
	img := image.NewNRGBA(image.Rect(0, 0, pw, ph))
	fx, fy := float32(pw)/float32(w), float32(ph)/float32(h)
	z := vector.NewRasterizer(pw, ph)
	for i, q := range m.Points {
		qx, qy := float32(q.X-x)*fx, float32(q.Y-y)*fy
		if i == 0 {
			z.MoveTo(qx, qy)
		} else {
			z.LineTo(qx, qy)
		}
	}
	z.ClosePath()
	z.Draw(img, img.Bounds(), image.NewUniform(m.Fill), image.Point{})
	return img
}

// SceneImage paints a scene on white, w by h pixels. It is painted larger and scaled down: small type
// that is set at its own size is pulled apart.
func SceneImage(s *page.Scene, w, h int) image.Image {
	const over = 3
	pw, ph := float32(w*over), float32(h*over)
	p := newPen(&stock{}, fyne.NewSize(pw, ph), 1)
	p.Rect(0, 0, pw, ph, color.White)
	p.Scene(s, 0, 0, pw/float32(s.W))
	c := software.NewCanvas()
	c.SetPadded(false)
	c.SetContent(container.NewWithoutLayout(p.objs...))
	c.Resize(fyne.NewSize(pw, ph))
	big := c.Capture()
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(small, small.Bounds(), big, big.Bounds(), draw.Src, nil)
	return small
}
