// Package widgets holds Openloop's own widgets: boards painted by a function, virtual lists and tables,
// controls, dialogs, the transcript, the picker of codes, and the painter of scenes that paper and window
// share. They are told what to show and say what was done to them; they know no study.
package widgets

import (
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
)

// Board is a widget painted by a function: the one trick behind all drawing here. What it paints is
// plain; what it answers to are the regions that the pen marks. Tab and the arrows walk from region to
// region, Enter and Space press the one with the ring, and keys the board does not know go on to the
// window.
//
// A widget that embeds Board calls Extend with itself.
type Board struct {
	widget.BaseWidget
	Draw   func(p *Pen)
	Min    func() fyne.Size
	OnKey  func(e *fyne.KeyEvent) bool // sees keys first; true: dealt with
	OnRune func(r rune) bool           // sees typed characters first
	// Secondary is called with the key of the region under a right click, "" for none, and where that is
	// in the window.
	Secondary func(key string, at fyne.Position)
	OnOver    func(key string, at fyne.Position) // the mouse has come upon another region
	Text      bool                               // the mouse is a text cursor over the board

	self                fyne.Widget
	hover, press, focus string
	mouse               fyne.Position
	focused, ring       bool
	clicked             bool // focus is being taken by a click, which shows no ring
	off                 bool
	hits                []hit
	stock               stock
}

// NewBoard is a board painted by draw.
func NewBoard(draw func(p *Pen)) *Board {
	b := &Board{Draw: draw}
	b.Extend(b)
	return b
}

// Extend makes w, which embeds the board, the widget that Fyne sees.
func (b *Board) Extend(w fyne.Widget) {
	b.self = w
	b.ExtendBaseWidget(w)
}

// Fixed gives the board a least size and answers the board.
func (b *Board) Fixed(w, h float32) *Board {
	b.Min = func() fyne.Size { return fyne.NewSize(w, h) }
	return b
}

// Enable lets the board answer again.
func (b *Board) Enable() { b.setOff(false) }

// Disable stops the board from answering.
func (b *Board) Disable() { b.setOff(true) }

func (b *Board) setOff(off bool) {
	if b.off != off {
		b.off = off
		b.Refresh()
	}
}

// Disabled says that the keyboard has nothing to do here: the board is switched off, or nothing on it
// can be pressed.
func (b *Board) Disabled() bool { return b.off || b.OnKey == nil && b.stops() == 0 }

func (b *Board) stops() int {
	n := 0
	for i := range b.hits {
		if b.hits[i].stop {
			n++
		}
	}
	return n
}

// Keys lists the regions that answer, in the order they were painted.
func (b *Board) Keys() []string {
	var keys []string
	for i := range b.hits {
		if b.hits[i].fn != nil {
			keys = append(keys, b.hits[i].key)
		}
	}
	return keys
}

// Region is where a region was painted last, in the board's coordinates.
func (b *Board) Region(key string) (fyne.Position, fyne.Size, bool) {
	if h := b.find(key); h != nil {
		return fyne.NewPos(h.x, h.y), fyne.NewSize(h.w, h.h), true
	}
	return fyne.Position{}, fyne.Size{}, false
}

// Tap does what a click on a region does; false if there is no such region or it does nothing.
func (b *Board) Tap(key string) bool {
	h := b.find(key)
	if h == nil || h.fn == nil || b.off {
		return false
	}
	h.fn()
	b.Refresh()
	return true
}

// Hovered is the key of the region under the mouse.
func (b *Board) Hovered() string { return b.hover }

// Focus gives the board the keyboard.
func (b *Board) Focus() {
	if f, ok := b.self.(fyne.Focusable); ok {
		if c := canvasOf(b.self); c != nil {
			c.Focus(f)
		}
	}
}

func (b *Board) find(key string) *hit {
	for i := range b.hits {
		if b.hits[i].key == key {
			return &b.hits[i]
		}
	}
	return nil
}

func (b *Board) at(p fyne.Position) *hit {
	for i := len(b.hits) - 1; i >= 0; i-- {
		if b.hits[i].holds(p) {
			return &b.hits[i]
		}
	}
	return nil
}

// MouseDown begins a press.
func (b *Board) MouseDown(e *desktop.MouseEvent) {
	if e.Button != desktop.MouseButtonPrimary || b.off {
		return
	}
	if h := b.at(e.Position); h != nil && h.fn != nil {
		b.press = h.key
		b.Refresh()
	}
}

// MouseUp ends a press.
func (b *Board) MouseUp(*desktop.MouseEvent) {
	if b.press != "" {
		b.press = ""
		b.Refresh()
	}
}

// Tapped presses the region under the mouse and gives it the keyboard, without a ring.
func (b *Board) Tapped(e *fyne.PointEvent) {
	h := b.at(e.Position)
	if h == nil || h.fn == nil || b.off {
		return
	}
	if h.stop {
		b.focus, b.ring, b.clicked = h.key, false, true
		b.Focus()
		b.clicked = false
	}
	h.fn()
	b.Refresh()
}

// TappedSecondary asks for the menu of the region under the mouse.
func (b *Board) TappedSecondary(e *fyne.PointEvent) {
	if b.Secondary == nil || b.off {
		return
	}
	key := ""
	if h := b.at(e.Position); h != nil {
		key = h.key
	}
	b.Secondary(key, e.AbsolutePosition)
}

// MouseIn follows the mouse.
func (b *Board) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved follows the mouse.
func (b *Board) MouseMoved(e *desktop.MouseEvent) {
	key := ""
	if h := b.at(e.Position); h != nil && !b.off {
		key = h.key
	}
	b.mouse = e.Position
	b.over(key, e.Position)
}

// MouseOut lets go of the mouse.
func (b *Board) MouseOut() {
	b.press = ""
	b.over("", fyne.Position{})
}

func (b *Board) over(key string, at fyne.Position) {
	if key == b.hover {
		return
	}
	b.hover = key
	b.Refresh()
	if b.OnOver != nil {
		b.OnOver(key, at)
	}
}

// Cursor is a hand over what can be pressed.
func (b *Board) Cursor() desktop.Cursor {
	if h := b.find(b.hover); h != nil && h.fn != nil && h.stop {
		return desktop.PointerCursor
	}
	if b.Text {
		return desktop.TextCursor
	}
	return desktop.DefaultCursor
}

// CreateRenderer is for Fyne. It may ask again for a board that has its place already, and then gives it none anew.
func (b *Board) CreateRenderer() fyne.WidgetRenderer {
	r := &boardRenderer{b: b}
	r.paint(b.Size())
	return r
}

type boardRenderer struct {
	b    *Board
	objs []fyne.CanvasObject
}

func (r *boardRenderer) Destroy()                     {}
func (r *boardRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *boardRenderer) Layout(s fyne.Size)           { r.paint(s) }

func (r *boardRenderer) MinSize() fyne.Size {
	if r.b.Min != nil {
		return r.b.Min()
	}
	return fyne.NewSize(10, 10)
}

func (r *boardRenderer) Refresh() {
	r.paint(r.b.Size())
	canvas.Refresh(r.b.self)
}

func (r *boardRenderer) paint(s fyne.Size) {
	b := r.b
	if s.Width <= 0 || s.Height <= 0 || b.Draw == nil {
		r.objs, b.hits = nil, nil
		return
	}
	p := newPen(&b.stock, s, scaleOf(b.self))
	p.objs, p.hits = r.objs[:0:0], nil
	p.Hover, p.Press = b.hover, b.press
	if b.focused && b.ring && !b.off {
		p.Focus = b.focus
	}
	b.Draw(p)
	b.finish(p)
	b.stock.end()
	r.objs, b.hits = p.objs, p.hits
}

// finish draws what lies over everything: the ring and the tip.
func (b *Board) finish(p *Pen) {
	p.dx, p.dy = 0, 0
	for i := range p.hits {
		h := &p.hits[i]
		if h.stop && h.key == p.Focus {
			p.ring(h.x, h.y, h.w, h.h, h.radius)
		}
		if h.tip != "" && h.key == p.Hover {
			p.tip(b.mouse, h.tip)
		}
	}
}

// tip is a word of explanation beside the mouse.
func (p *Pen) tip(at fyne.Position, s string) {
	w := float32(0)
	lines := Wrap(s, min(280, p.W-16), theme.Small)
	for _, l := range lines {
		w = max(w, Width(l, theme.Small))
	}
	w += 20
	h := float32(len(lines))*theme.Small.Lead() + 12
	x := max(4, min(at.X+12, p.W-w-4))
	y := at.Y + 18
	if y+h > p.H && at.Y-h-8 >= 0 {
		y = at.Y - h - 8
	}
	o := p.Box(x, y, w, h, theme.RadiusControl, p.Ink, nil)
	o.Shadow = canvas.Shadow{Color: theme.Alpha(p.Shadow, 60), BlurRadius: 8, Offset: fyne.NewPos(0, 2)}
	p.Para(x+10, y+6, w, strings.Join(lines, "\n"), theme.Small, p.Tokens.Card)
}

// canvasOf is the canvas an object stands on, or nil.
func canvasOf(o fyne.CanvasObject) fyne.Canvas {
	if app := fyne.CurrentApp(); app != nil && app.Driver() != nil {
		return app.Driver().CanvasForObject(o)
	}
	return nil
}

func scaleOf(o fyne.CanvasObject) float32 {
	if c := canvasOf(o); c != nil {
		return c.Scale()
	}
	return 1
}
