package widgets

import (
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rows is a list of equal rows of which only the visible ones are drawn, so that 100,000 cost what 30 do.
// It takes the keyboard: Up, Down, Page Up, Page Down, Home, End and Enter.
type Rows struct {
	widget.BaseWidget

	// Draw paints row i with its top at y. Regions it makes win over the row's own.
	Draw func(p *Pen, i int, y, w float32, chosen bool)
	// OnChoose is called when another row was chosen, OnOpen on Enter or a second click.
	OnChoose func(i int)
	OnOpen   func(i int)
	// OnKey and OnRune get the keys that the list does not know; they answer whether they used them.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(r rune) bool

	n       int
	rowH    float32
	chosen  int
	focused bool
	board   *Board
	scroll  *container.Scroll
}

// NewRows is an empty list with rows of a height.
func NewRows(rowH float32, draw func(p *Pen, i int, y, w float32, chosen bool)) *Rows {
	r := &Rows{Draw: draw, rowH: rowH, chosen: -1}
	r.board = NewBoard(r.paint)
	r.board.Min = func() fyne.Size { return fyne.NewSize(50, float32(r.n)*rowH) }
	r.scroll = container.NewVScroll(r.board)
	r.scroll.OnScrolled = func(fyne.Position) { r.board.Refresh() }
	r.ExtendBaseWidget(r)
	return r
}

func (r *Rows) paint(p *Pen) {
	top, h := r.scroll.Offset.Y, r.scroll.Size().Height
	for i := max(0, int(top/r.rowH)-1); i < r.n && float32(i)*r.rowH < top+h+r.rowH; i++ {
		y := float32(i) * r.rowH
		p.Zone(rowKey(i), 0, y, p.W, r.rowH, func() { r.tap(i) })
		r.Draw(p, i, y, p.W, i == r.chosen)
	}
}

func rowKey(i int) string {
	if i < 0 {
		return "row:"
	}
	return "row:" + strconv.Itoa(i)
}

// Hovering says whether the mouse is over row i.
func (r *Rows) Hovering(p *Pen, i int) bool { return p.Hover == rowKey(i) }

func (r *Rows) tap(i int) {
	if c := fyne.CurrentApp().Driver().CanvasForObject(r); c != nil {
		c.Focus(r)
	}
	if i == r.chosen && r.OnOpen != nil {
		r.OnOpen(i)
		return
	}
	r.Choose(i)
}

// SetCount says how many rows there are; the choice stays where it still exists.
func (r *Rows) SetCount(n int) {
	r.n = n
	if r.chosen >= n {
		r.chosen = -1
	}
	r.board.Resize(fyne.NewSize(r.scroll.Size().Width, max(r.scroll.Size().Height, float32(n)*r.rowH)))
	r.scroll.Refresh()
	r.board.Refresh()
}

// Count is how many rows there are.
func (r *Rows) Count() int { return r.n }

// Chosen is the chosen row, or -1.
func (r *Rows) Chosen() int { return r.chosen }

// Choose chooses a row, brings it into view and tells OnChoose. A number outside the list chooses none.
func (r *Rows) Choose(i int) {
	if i < 0 || i >= r.n {
		i = -1
	}
	changed := i != r.chosen
	r.chosen = i
	r.Reveal(i)
	r.board.Refresh()
	if changed && r.OnChoose != nil {
		r.OnChoose(i)
	}
}

// Mark chooses a row without telling OnChoose.
func (r *Rows) Mark(i int) {
	r.chosen = i
	r.board.Refresh()
}

// Reveal scrolls so that a row can be seen.
func (r *Rows) Reveal(i int) {
	if i < 0 {
		return
	}
	y, h := float32(i)*r.rowH, r.scroll.Size().Height
	off := r.scroll.Offset
	switch {
	case y < off.Y:
		off.Y = y
	case y+r.rowH > off.Y+h && h > 0:
		off.Y = y + r.rowH - h
	default:
		return
	}
	r.scroll.ScrollToOffset(off)
}

// Refresh draws the visible rows again.
func (r *Rows) Refresh() {
	r.board.Refresh()
	r.BaseWidget.Refresh()
}

// TypedKey moves the choice.
func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	page := max(1, int(r.scroll.Size().Height/r.rowH)-1)
	to := r.chosen
	switch e.Name {
	case fyne.KeyDown:
		to++
	case fyne.KeyUp:
		to = max(0, to-1)
	case fyne.KeyPageDown:
		to += page
	case fyne.KeyPageUp:
		to -= page
	case fyne.KeyHome:
		to = 0
	case fyne.KeyEnd:
		to = r.n - 1
	case fyne.KeyReturn, fyne.KeyEnter:
		if r.chosen >= 0 && r.OnOpen != nil {
			r.OnOpen(r.chosen)
		}
		return
	default:
		if r.OnKey != nil {
			r.OnKey(e)
		}
		return
	}
	if r.n > 0 {
		r.Choose(min(max(to, 0), r.n-1))
	}
}

// TypedRune passes letters on.
func (r *Rows) TypedRune(c rune) {
	if r.OnRune != nil {
		r.OnRune(c)
	}
}

// FocusGained shows that keys go here.
func (r *Rows) FocusGained() { r.focused = true; r.board.Refresh() }

// FocusLost shows that keys go elsewhere.
func (r *Rows) FocusLost() { r.focused = false; r.board.Refresh() }

// Focused says whether keys go here.
func (r *Rows) Focused() bool { return r.focused }

// CreateRenderer is Fyne's way to ask how the list is drawn.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// Ground draws what every table row has: the choice's soft ground with its bar, the light under the mouse,
// and the hairline below.
func (r *Rows) Ground(p *Pen, i int, y, w float32, chosen bool) {
	switch {
	case chosen:
		p.Rect(0, y, w, r.rowH-1, p.Select)
		p.Rect(0, y, 3, r.rowH-1, p.Accent)
	case r.Hovering(p, i):
		p.Rect(0, y, w, r.rowH-1, p.Tokens.Hover)
	}
	p.HLine(0, y+r.rowH-1, w, p.Line)
}
