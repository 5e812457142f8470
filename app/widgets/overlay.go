package widgets

import (
	"slices"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// overlay puts a card over everything else on a canvas and keeps the keyboard: keys that nothing on the
// card takes come to onKey and never reach the window below. A modal one dims what is under it; any
// other goes when something beside it is clicked.
type overlay struct {
	widget.BaseWidget
	canvas  fyne.Canvas
	card    fyne.CanvasObject
	place   func(window fyne.Size) (fyne.Position, fyne.Size)
	onKey   func(e *fyne.KeyEvent)
	onRune  func(r rune)
	dismiss func() // a click beside the card; nil: the card stays
	modal   bool
	radius  float32
	taking  bool // the overlay itself is taking the keyboard
	shown   bool
}

// show puts the overlay up and gives first the keyboard, or keeps it when first is nil.
func (o *overlay) show(first fyne.Focusable) {
	o.ExtendBaseWidget(o)
	o.shown = true
	o.canvas.Overlays().Add(o)
	o.Resize(o.canvas.Size())
	o.Refresh()
	if first != nil {
		o.canvas.Focus(first)
	}
	if o.canvas.Focused() == nil {
		o.takeFocus()
	}
}

// hide takes the overlay away, and only it: Fyne takes along what lies above.
func (o *overlay) hide() {
	if !o.shown {
		return
	}
	o.shown = false
	stack, focused := o.canvas.Overlays(), o.canvas.Focused()
	list := stack.List()
	var above []fyne.CanvasObject
	if i := slices.Index(list, fyne.CanvasObject(o)); i >= 0 {
		above = slices.Clone(list[i+1:])
	}
	stack.Remove(o)
	for _, other := range above {
		stack.Add(other)
	}
	if len(above) > 0 && focused != nil {
		o.canvas.Focus(focused)
	}
}

func (o *overlay) takeFocus() {
	o.taking = true
	o.canvas.Focus(o)
	o.taking = false
}

// takeKey is for keys that nothing on the card has taken.
func (o *overlay) takeKey(e *fyne.KeyEvent) {
	if o.onKey != nil {
		o.onKey(e)
	}
}

// Disabled keeps Tab from stopping at the overlay itself.
func (o *overlay) Disabled() bool { return !o.taking }

// Enable and Disable make Fyne ask Disabled.
func (o *overlay) Enable() {}

// Disable does nothing.
func (o *overlay) Disable() {}

// FocusGained does nothing: there is no ring around an overlay.
func (o *overlay) FocusGained() {}

// FocusLost does nothing.
func (o *overlay) FocusLost() {}

// TypedKey takes a key.
func (o *overlay) TypedKey(e *fyne.KeyEvent) { o.takeKey(e) }

// TypedRune takes a character.
func (o *overlay) TypedRune(r rune) {
	if o.onRune != nil {
		o.onRune(r)
	}
}

// Tapped is a click on nothing: beside the card it may take the card away.
func (o *overlay) Tapped(e *fyne.PointEvent) {
	if o.dismiss != nil && !within(o.card, e.Position) {
		o.dismiss()
		return
	}
	o.takeFocus()
}

// TappedSecondary is like Tapped.
func (o *overlay) TappedSecondary(e *fyne.PointEvent) { o.Tapped(e) }

func within(o fyne.CanvasObject, p fyne.Position) bool {
	at, s := o.Position(), o.Size()
	return p.X >= at.X && p.Y >= at.Y && p.X < at.X+s.Width && p.Y < at.Y+s.Height
}

// CreateRenderer is for Fyne.
func (o *overlay) CreateRenderer() fyne.WidgetRenderer {
	r := &overlayRenderer{o: o, ground: canvas.NewRectangle(nil), scrim: canvas.NewRectangle(nil)}
	if o.modal {
		r.objs = append(r.objs, canvas.NewBlur(4), r.scrim)
	}
	r.objs = append(r.objs, r.ground, o.card)
	return r
}

type overlayRenderer struct {
	o             *overlay
	scrim, ground *canvas.Rectangle
	objs          []fyne.CanvasObject
}

func (r *overlayRenderer) Destroy()                     {}
func (r *overlayRenderer) MinSize() fyne.Size           { return fyne.NewSize(0, 0) }
func (r *overlayRenderer) Objects() []fyne.CanvasObject { return r.objs }

func (r *overlayRenderer) Layout(s fyne.Size) {
	for _, o := range r.objs[:len(r.objs)-2] {
		o.Move(fyne.NewPos(0, 0))
		o.Resize(s)
	}
	at, size := r.o.place(s)
	for _, o := range r.objs[len(r.objs)-2:] {
		Put(o, at.X, at.Y, size.Width, size.Height)
	}
	r.paint()
}

func (r *overlayRenderer) Refresh() {
	r.Layout(r.o.Size())
	r.o.card.Refresh()
	canvas.Refresh(r.o)
}

func (r *overlayRenderer) paint() {
	t := theme.Now()
	r.scrim.FillColor = t.Scrim
	g := r.ground
	g.FillColor, g.StrokeColor, g.StrokeWidth, g.CornerRadius = t.Card, t.Line, 1, r.o.radius
	blur := float32(12)
	if r.o.modal {
		blur = 28
	}
	g.Shadow = canvas.Shadow{Color: theme.Alpha(t.Shadow, max(t.Shadow.A, 70)), BlurRadius: blur, Offset: fyne.NewPos(0, blur/4)}
}

// centred places a card of a size a little above the middle of the window, smaller where the window is.
func centred(w, h float32) func(fyne.Size) (fyne.Position, fyne.Size) {
	return func(win fyne.Size) (fyne.Position, fyne.Size) {
		s := fyne.NewSize(min(w, win.Width-32), min(h, win.Height-32))
		return fyne.NewPos(px((win.Width-s.Width)/2), px((win.Height-s.Height)*.45)), s
	}
}
