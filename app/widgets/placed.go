package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
)

// place lays children out by a function of the size.
type place struct {
	f   func(s fyne.Size)
	min fyne.Size
}

func (l place) Layout(_ []fyne.CanvasObject, s fyne.Size) { l.f(s) }

func (l place) MinSize([]fyne.CanvasObject) fyne.Size { return l.min }

// Placed lays objects out by a function of the size: screens are a few numbers, not nested boxes.
func Placed(f func(s fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return PlacedMin(fyne.NewSize(100, 40), f, objects...)
}

// PlacedMin is Placed with a least size.
func PlacedMin(least fyne.Size, f func(s fyne.Size), objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(place{f, least}, objects...)
}

// Put moves and resizes an object, on whole pixels.
func Put(o fyne.CanvasObject, x, y, w, h float32) {
	o.Move(fyne.NewPos(px(x), px(y)))
	o.Resize(fyne.NewSize(px(w), px(h)))
}

// Tall lets a screen scroll when the window is lower than h.
func Tall(h float32, o fyne.CanvasObject) fyne.CanvasObject {
	return container.NewVScroll(container.New(place{f: func(s fyne.Size) { Put(o, 0, 0, s.Width, s.Height) }, min: fyne.NewSize(100, h)}, o))
}

// PutRight places objects at their least sizes in a line that ends at x, around cy, and answers where it
// begins.
func PutRight(x, cy, gap float32, objects ...fyne.CanvasObject) float32 {
	for i := len(objects) - 1; i >= 0; i-- {
		if o := objects[i]; o.Visible() {
			m := o.MinSize()
			x -= m.Width
			Put(o, x, cy-m.Height/2, m.Width, m.Height)
			x -= gap
		}
	}
	return x
}
