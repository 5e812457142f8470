// Package widgets holds Openloop's own widgets: boards painted by a function, virtual lists, fields,
// pickers, dialogs, the transcript, and the painter of scenes that PDF and window share.
package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Board is a widget painted by a function, with regions that answer to the mouse. Other widgets are placed
// over it by the screen's layout.
type Board struct {
	widget.BaseWidget

	Draw func(p *Pen)
	Min  func() fyne.Size
	// Secondary is called with the key of the region under a right click.
	Secondary func(key string, at fyne.Position)

	hover string
	hits  []hit
}

// NewBoard is a board painted by draw.
func NewBoard(draw func(p *Pen)) *Board {
	b := &Board{Draw: draw}
	b.ExtendBaseWidget(b)
	return b
}

// Fixed gives the board a least size.
func (b *Board) Fixed(w, h float32) *Board {
	b.Min = func() fyne.Size { return fyne.NewSize(w, h) }
	return b
}

func (b *Board) at(p fyne.Position) *hit {
	for i := len(b.hits) - 1; i >= 0; i-- {
		h := &b.hits[i]
		if p.X >= h.x && p.X < h.x+h.w && p.Y >= h.y && p.Y < h.y+h.h {
			return h
		}
	}
	return nil
}

// Tapped does what the region under the mouse is for.
func (b *Board) Tapped(e *fyne.PointEvent) {
	if h := b.at(e.Position); h != nil && h.fn != nil {
		h.fn()
		b.Refresh()
	}
}

// TappedSecondary passes a right click on.
func (b *Board) TappedSecondary(e *fyne.PointEvent) {
	if h := b.at(e.Position); h != nil && b.Secondary != nil {
		b.Secondary(h.key, e.AbsolutePosition)
	}
}

// Tap presses the region with a key, as a person would, and says whether there is one: for tests and for
// shortcuts.
func (b *Board) Tap(key string) bool {
	for i := range b.hits {
		if b.hits[i].key == key && b.hits[i].fn != nil {
			b.hits[i].fn()
			b.Refresh()
			return true
		}
	}
	return false
}

// Keys lists the regions that answer, in drawing order.
func (b *Board) Keys() []string {
	var keys []string
	for _, h := range b.hits {
		if h.fn != nil {
			keys = append(keys, h.key)
		}
	}
	return keys
}

func (b *Board) setHover(k string) {
	if k != b.hover {
		b.hover = k
		b.Refresh()
	}
}

// MouseIn lights up what is under the mouse.
func (b *Board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseOut puts the light out.
func (b *Board) MouseOut() { b.setHover("") }

// MouseMoved lights up what is under the mouse.
func (b *Board) MouseMoved(e *desktop.MouseEvent) {
	k := ""
	if h := b.at(e.Position); h != nil {
		k = h.key
	}
	b.setHover(k)
}

// Cursor is a hand over what can be pressed.
func (b *Board) Cursor() desktop.Cursor {
	for i := range b.hits {
		if b.hits[i].key == b.hover && b.hits[i].fn != nil && b.hover != "" {
			return desktop.PointerCursor
		}
	}
	return desktop.DefaultCursor
}

// CreateRenderer is Fyne's way to ask how the board is drawn.
func (b *Board) CreateRenderer() fyne.WidgetRenderer { return &boardRenderer{b: b} }

type boardRenderer struct {
	b    *Board
	objs []fyne.CanvasObject
}

func (r *boardRenderer) Destroy() {}

func (r *boardRenderer) MinSize() fyne.Size {
	if r.b.Min != nil {
		return r.b.Min()
	}
	return fyne.NewSize(10, 10)
}

func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *boardRenderer) Refresh() {
	r.paint(r.b.Size())
	canvas.Refresh(r.b)
}

func (r *boardRenderer) Layout(s fyne.Size) { r.paint(s) }

func (r *boardRenderer) paint(s fyne.Size) {
	p := &Pen{Tokens: theme.Now(), W: s.Width, H: s.Height, Hover: r.b.hover}
	if s.Width > 0 && s.Height > 0 {
		r.b.Draw(p)
	}
	r.objs, r.b.hits = p.objs, p.hits
}

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
