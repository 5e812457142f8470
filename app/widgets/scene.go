package widgets

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/driver/software"
	"fyne.io/fyne/v2/widget"
	"golang.org/x/image/draw"
	"golang.org/x/image/vector"

	"openloop/app/theme"
	"openloop/report/page"
)

// SceneView shows a scene of report/page: a chart drawn live in the window's colours.
type SceneView struct {
	widget.BaseWidget

	// Build makes the scene for a size, in the window's units.
	Build func(w, h float64, m page.Measure) *page.Scene
	// OnTap gets the key of the mark that was pressed.
	OnTap func(key string)

	scene *page.Scene
	hover string
}

// NewSceneView is a view of what build draws.
func NewSceneView(build func(w, h float64, m page.Measure) *page.Scene) *SceneView {
	v := &SceneView{Build: build}
	v.ExtendBaseWidget(v)
	return v
}

// MeasureScene is how wide a text is on the screen.
func MeasureScene(text string, f page.Font) float64 {
	w := float64(Measure(text, theme.Type{Size: float32(f.Size), Bold: f.Bold, Italic: f.Italic}).Width)
	return w + f.Track*float64(len([]rune(text)))
}

// Tapped tells OnTap what was pressed.
func (v *SceneView) Tapped(e *fyne.PointEvent) {
	if v.scene == nil || v.OnTap == nil {
		return
	}
	if key, _ := v.scene.At(float64(e.Position.X), float64(e.Position.Y)); key != "" {
		v.OnTap(key)
	}
}

// MouseIn notices what is under the mouse.
func (v *SceneView) MouseIn(e *desktop.MouseEvent) { v.MouseMoved(e) }

// MouseMoved notices what is under the mouse.
func (v *SceneView) MouseMoved(e *desktop.MouseEvent) {
	if v.scene != nil {
		v.hover, _ = v.scene.At(float64(e.Position.X), float64(e.Position.Y))
	}
}

// MouseOut forgets what was under the mouse.
func (v *SceneView) MouseOut() { v.hover = "" }

// Cursor is a hand over what can be pressed.
func (v *SceneView) Cursor() desktop.Cursor {
	if v.hover != "" && v.OnTap != nil {
		return desktop.PointerCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's way to ask how the scene is drawn.
func (v *SceneView) CreateRenderer() fyne.WidgetRenderer { return &sceneRenderer{v: v} }

type sceneRenderer struct {
	v    *SceneView
	objs []fyne.CanvasObject
}

func (r *sceneRenderer) Destroy()                     {}
func (r *sceneRenderer) MinSize() fyne.Size           { return fyne.NewSize(60, 40) }
func (r *sceneRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *sceneRenderer) Layout(s fyne.Size)           { r.paint(s) }
func (r *sceneRenderer) Refresh() {
	r.paint(r.v.Size())
	canvas.Refresh(r.v)
}

func (r *sceneRenderer) paint(s fyne.Size) {
	r.objs = nil
	if s.Width < 20 || s.Height < 20 || r.v.Build == nil {
		return
	}
	r.v.scene = r.v.Build(float64(s.Width), float64(s.Height), MeasureScene)
	if r.v.scene != nil {
		r.objs = SceneObjects(r.v.scene, 1)
	}
}

// SceneObjects paints a scene into Fyne's objects, enlarged by scale.
func SceneObjects(s *page.Scene, scale float32) []fyne.CanvasObject {
	var out []fyne.CanvasObject
	for _, m := range s.Marks {
		out = append(out, markObjects(m, scale)...)
	}
	return out
}

func markObjects(m page.Mark, k float32) []fyne.CanvasObject {
	switch m := m.(type) {
	case page.Rect:
		o := canvas.NewRectangle(m.Fill)
		o.CornerRadius = float32(m.Radius) * k
		if m.Edge.A > 0 {
			o.StrokeColor, o.StrokeWidth = m.Edge, float32(m.EdgeWidth)*k
		}
		return one(o, m.X, m.Y, m.W, m.H, k)
	case page.Line:
		return []fyne.CanvasObject{lineObject(m, k)}
	case page.Text:
		return []fyne.CanvasObject{textObject(m, k)}
	case page.Disc:
		o := canvas.NewCircle(m.Fill)
		if m.Edge.A > 0 {
			o.StrokeColor, o.StrokeWidth = m.Edge, float32(m.EdgeWidth)*k
		}
		return one(o, m.X-m.R, m.Y-m.R, 2*m.R, 2*m.R, k)
	case page.Hatch:
		out := one(canvas.NewRectangle(m.Ground), m.X, m.Y, m.W, m.H, k)
		for _, l := range m.Diagonals() {
			out = append(out, lineObject(l, k))
		}
		return out
	case page.Polygon:
		return polygonObject(m, k)
	}
	return nil
}

func one(o fyne.CanvasObject, x, y, w, h float64, k float32) []fyne.CanvasObject {
	o.Move(fyne.NewPos(float32(x)*k, float32(y)*k))
	o.Resize(fyne.NewSize(float32(w)*k, float32(h)*k))
	return []fyne.CanvasObject{o}
}

func lineObject(l page.Line, k float32) fyne.CanvasObject {
	o := canvas.NewLine(l.Colour)
	o.StrokeWidth = float32(l.Width) * k
	o.Position1, o.Position2 = fyne.NewPos(float32(l.X1)*k, float32(l.Y1)*k), fyne.NewPos(float32(l.X2)*k, float32(l.Y2)*k)
	return o
}

// ascent is where the baseline lies in a line of Noto Sans, as part of the line's height.
const ascent = 1.069 / 1.362

func textObject(t page.Text, k float32) fyne.CanvasObject {
	o := canvas.NewText(t.Words, t.Colour)
	o.TextSize, o.TextStyle = float32(t.Font.Size)*k, fyne.TextStyle{Bold: t.Font.Bold, Italic: t.Font.Italic}
	size := Measure(t.Words, theme.Type{Size: o.TextSize, Bold: t.Font.Bold, Italic: t.Font.Italic})
	x := float32(t.X) * k
	switch t.Align {
	case page.Centre:
		x -= size.Width / 2
	case page.Right:
		x -= size.Width
	}
	o.Move(fyne.NewPos(x, float32(t.Y)*k-size.Height*ascent))
	o.Resize(size)
	return o
}

// polygonObject draws a polygon as a picture of its bounds.
func polygonObject(m page.Polygon, k float32) []fyne.CanvasObject {
	if len(m.Points) < 3 {
		return nil
	}
	x0, y0, x1, y1 := m.Points[0].X, m.Points[0].Y, m.Points[0].X, m.Points[0].Y
	for _, p := range m.Points {
		x0, y0, x1, y1 = min(x0, p.X), min(y0, p.Y), max(x1, p.X), max(y1, p.Y)
	}
	r := canvas.NewRaster(func(w, h int) image.Image {
		img := image.NewNRGBA(image.Rect(0, 0, w, h))
		fx, fy := float32(w)/float32(x1-x0), float32(h)/float32(y1-y0)
		z := vector.NewRasterizer(w, h)
		for i, p := range m.Points {
			x, y := float32(p.X-x0)*fx, float32(p.Y-y0)*fy
			if i == 0 {
				z.MoveTo(x, y)
			} else {
				z.LineTo(x, y)
			}
		}
		z.ClosePath()
		z.Draw(img, img.Bounds(), image.NewUniform(m.Fill), image.Point{})
		return img
	})
	return one(r, x0, y0, x1-x0, y1-y0, k)
}

// SceneImage paints a scene as a picture of w by h pixels. It is painted larger and scaled down: small type
// set at its own size is pulled apart.
func SceneImage(s *page.Scene, w, h int) image.Image {
	const over = 2
	k := float32(w*over) / float32(s.W)
	c := software.NewCanvas()
	c.SetPadded(false)
	ground := canvas.NewRectangle(color.White)
	size := fyne.NewSize(float32(w*over), float32(h*over))
	objects := append([]fyne.CanvasObject{ground}, SceneObjects(s, k)...)
	c.SetContent(PlacedMin(fyne.NewSize(1, 1), func(sz fyne.Size) { ground.Resize(sz) }, objects...))
	c.Resize(size)
	big := c.Capture()
	small := image.NewNRGBA(image.Rect(0, 0, w, h))
	draw.CatmullRom.Scale(small, small.Bounds(), big, big.Bounds(), draw.Src, nil)
	return small
}

// PageView shows a page as on paper: white, with a shadow, whatever the theme.
type PageView struct {
	Board
	scene *page.Scene
	image image.Image
	size  [2]int
}

// NewPageView is an empty sheet.
func NewPageView() *PageView {
	v := &PageView{}
	v.Draw = v.paint
	v.Extend(v)
	return v
}

// SetPage shows another page.
func (v *PageView) SetPage(s *page.Scene) {
	v.scene, v.image = s, nil
	v.Refresh()
}

func (v *PageView) paint(p *Pen) {
	if v.scene == nil || p.W < 80 || p.H < 80 {
		return
	}
	const margin = 20
	k := min((p.W-2*margin)/float32(v.scene.W), (p.H-2*margin)/float32(v.scene.H))
	w, h := px(float32(v.scene.W)*k), px(float32(v.scene.H)*k)
	x, y := px((p.W-w)/2), px((p.H-h)/2)
	for i := float32(4); i > 0; i-- {
		p.Box(x-i, y-i+3, w+2*i, h+2*i, 4, theme.Alpha(p.Shadow, 14), nil)
	}
	scale := float32(1)
	if c := fyne.CurrentApp().Driver().CanvasForObject(v); c != nil {
		scale = c.Scale()
	}
	size := [2]int{int(w * scale), int(h * scale)}
	if v.image == nil || v.size != size {
		v.image, v.size = SceneImage(v.scene, size[0], size[1]), size
	}
	img := canvas.NewImageFromImage(v.image)
	img.ScaleMode = canvas.ImageScalePixels
	p.add(img, x, y, w, h)
}

// CreateRenderer is Fyne's way to ask how the page is drawn.
func (v *PageView) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b: &v.Board} }

// String says in tests which page it is.
func (v *PageView) String() string {
	if v.scene == nil {
		return "no page"
	}
	return fmt.Sprint(v.scene.Words())
}
