package widgets

import (
	"fmt"
	"image"
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"openloop/app/theme"
	"openloop/report/page"
)

// PageView shows a page as on paper: white, with a shadow, whatever the theme.
type PageView struct {
	Board
	// Margin is left around the sheet for its shadow.
	Margin float32
	// OnTap gets the key of the mark that was pressed, OnLink the page that a link leads to, from 1.
	OnTap  func(key string)
	OnLink func(page int)
	// Painter makes the picture of a page, w by h pixels, and hands it to ready, now or later, on the window's
	// goroutine. Nil paints it at once. Until it is ready the page before stays.
	Painter func(s *page.Scene, w, h int, ready func(image.Image))

	scene   *page.Scene
	picture *canvas.Image
	shown   *page.Scene // whose picture it is
	asked   *page.Scene // whose picture is being made, and of which size
	askedIn [2]int
	calling bool
	size    [2]int
}

// NewPageView is an empty sheet.
func NewPageView() *PageView {
	v := &PageView{Margin: 20}
	v.Draw = v.paint
	v.Min = func() fyne.Size { return fyne.NewSize(160, 120) }
	v.Extend(v)
	return v
}

// SetPage shows another page; nil shows an empty sheet.
func (v *PageView) SetPage(s *page.Scene) {
	if v.scene = s; v.Painter == nil || s == nil {
		v.picture = nil
	}
	v.Refresh()
}

// Sheet is where the page lies on the view of a size, and how much it is enlarged.
func (v *PageView) Sheet(w, h float32) (x, y, k float32) {
	sw, sh := float32(page.Width), float32(page.Height)
	if v.scene != nil && v.scene.W > 0 && v.scene.H > 0 {
		sw, sh = float32(v.scene.W), float32(v.scene.H)
	}
	k = min((w-2*v.Margin)/sw, (h-2*v.Margin)/sh)
	return px((w - sw*k) / 2), px((h - sh*k) / 2), k
}

func (v *PageView) paint(p *Pen) {
	if p.W < 80 || p.H < 80 {
		return
	}
	x, y, k := v.Sheet(p.W, p.H)
	w, h := px(float32(page.Width)*k), px(float32(page.Height)*k)
	if v.scene != nil {
		w, h = px(float32(v.scene.W)*k), px(float32(v.scene.H)*k)
	}
	paper := p.Box(x, y, w, h, 2, color.White, theme.Light().Line)
	paper.Shadow = canvas.Shadow{Color: color.NRGBA{22, 32, 50, 60}, BlurRadius: 14, Offset: fyne.NewPos(0, 3)}
	if v.scene == nil {
		return
	}
	v.draw(p, x, y, w, h)
	v.regions(p, x, y, k)
}

// draw paints the page once for its size in device pixels.
func (v *PageView) draw(p *Pen, x, y, w, h float32) {
	size := [2]int{int(w * p.scale), int(h * p.scale)}
	if v.picture == nil || v.size != size || v.shown != v.scene {
		if v.Painter != nil {
			v.ask(size)
		} else {
			v.put(SceneImage(v.scene, size[0], size[1]), v.scene, size)
		}
	}
	if v.picture != nil {
		p.add(v.picture, x, y, w, h)
	}
}

// put keeps a picture that was made.
func (v *PageView) put(m image.Image, of *page.Scene, size [2]int) {
	v.picture, v.shown, v.size = canvas.NewImageFromImage(m), of, size
	v.picture.ScaleMode = canvas.ImageScalePixels
}

// ask has the picture made, once for each page and size.
func (v *PageView) ask(size [2]int) {
	s := v.scene
	if v.asked == s && v.askedIn == size {
		return
	}
	v.asked, v.askedIn, v.calling = s, size, true
	v.Painter(s, size[0], size[1], func(m image.Image) {
		if v.asked != s || v.askedIn != size {
			return // another page was wanted meanwhile
		}
		v.asked = nil
		v.put(m, s, size)
		if !v.calling {
			v.Refresh()
		}
	})
	v.calling = false
}

// Pending says whether a picture is being made, for tests.
func (v *PageView) Pending() bool { return v.asked != nil }

func (v *PageView) regions(p *Pen, x, y, k float32) {
	if v.OnTap != nil {
		for _, m := range v.scene.Marks {
			if key, tip, mx, my, mw, mh := keyed(m); key != "" {
				p.region(hit{key: "mark:" + key, tip: tip, x: x + mx*k, y: y + my*k, w: mw * k, h: mh * k, fn: func() { v.OnTap(key) }})
			}
		}
	}
	if v.OnLink != nil {
		for i, l := range v.scene.Links {
			p.Hit(fmt.Sprintf("link:%d", i), x+float32(l.X)*k, y+float32(l.Y)*k, float32(l.W)*k, float32(l.H)*k, func() { v.OnLink(l.Page) })
		}
	}
}

// Words are the words on the page, for tests and for reading it without seeing it.
func (v *PageView) Words() []string {
	if v.scene == nil {
		return nil
	}
	return v.scene.Words()
}

// String says in tests which page it is.
func (v *PageView) String() string {
	if v.scene == nil {
		return "no page"
	}
	return fmt.Sprint(v.Words())
}

// image is the picture that is shown, for tests.
func (v *PageView) image() image.Image {
	if v.picture == nil {
		return nil
	}
	return v.picture.Image
}
