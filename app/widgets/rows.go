package widgets

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"
)

// Rows is a list of equal rows of which only the visible ones are drawn, so that 100,000 cost what 30 do.
// It takes the keyboard: Up, Down, Page Up, Page Down, Home, End and Enter; keys it does not know go on
// to the window.
type Rows struct {
	widget.BaseWidget

	// Draw paints row i with its top at y. Regions it makes win over the row's own.
	Draw func(p *Pen, i int, y, w float32, chosen bool)
	// OnChoose is called when another row was chosen, OnOpen on Enter or a double click.
	OnChoose func(i int)
	OnOpen   func(i int)
	// OnMenu is a right click on row i, which has been chosen first; at is in the window.
	OnMenu func(i int, at fyne.Position)
	// Vacant paints what stands in place of the rows while there are none.
	Vacant func(p *Pen)
	// OnKey and OnRune get the keys that the list does not know; they answer whether they used them.
	OnKey  func(*fyne.KeyEvent) bool
	OnRune func(r rune) bool
	// OnShortcut gets combinations of keys, such as Alt Up, before the window does; it answers whether it used them.
	OnShortcut func(fyne.Shortcut) bool

	n        int
	rowH     float32
	chosen   int
	focused  bool
	board    *Board
	scroll   *container.Scroll
	clicking bool // focus is being taken by a click, which shows no ring
	clicked  int
	when     time.Time
}

// doubleClick is how soon a second click must follow the first.
const doubleClick = 500 * time.Millisecond

// NewRows is an empty list with rows of a height.
func NewRows(rowH float32, draw func(p *Pen, i int, y, w float32, chosen bool)) *Rows {
	r := &Rows{Draw: draw, rowH: rowH, chosen: -1, clicked: -1}
	r.board = NewBoard(r.paint)
	r.board.Min = func() fyne.Size { return fyne.NewSize(50, float32(r.n)*rowH) }
	r.board.Secondary = r.menu
	r.scroll = container.NewVScroll(r.board)
	r.scroll.OnScrolled = func(fyne.Position) { r.board.Refresh() }
	r.ExtendBaseWidget(r)
	return r
}

func (r *Rows) paint(p *Pen) {
	first, last := r.InView()
	if r.n == 0 && r.Vacant != nil {
		r.Vacant(p)
	}
	for i := first; i < last; i++ {
		y := float32(i) * r.rowH
		p.Zone(rowKey(i), 0, y, p.W, r.rowH, func() { r.tap(i) })
		r.Draw(p, i, y, p.W, i == r.chosen)
	}
	if r.focused && r.chosen >= first && r.chosen < last && r.board.ring {
		y := float32(r.chosen) * r.rowH
		p.Box(1, y, p.W-2, r.rowH-1, 4, nil, p.Ring())
	}
}

// InView is the first row that can be seen and the one after the last.
func (r *Rows) InView() (first, end int) {
	top, h := r.scroll.Offset.Y, r.scroll.Size().Height
	return max(0, int(top/r.rowH)-1), min(r.n, int((top+h)/r.rowH)+2)
}

func rowKey(i int) string { return "row:" + strconv.Itoa(i) }

// rowOf is the row of a region's key.
func rowOf(key string) (int, bool) {
	if len(key) < 5 || key[:4] != "row:" {
		return 0, false
	}
	i, err := strconv.Atoi(key[4:])
	return i, err == nil
}

// Hovering says whether the mouse is over row i.
func (r *Rows) Hovering(p *Pen, i int) bool { return p.Hover == rowKey(i) }

func (r *Rows) tap(i int) {
	r.clicking = true
	r.Focus()
	r.clicking, r.board.ring = false, false
	again := r.clicked == i && time.Since(r.when) < doubleClick
	r.clicked, r.when = i, time.Now()
	r.Choose(i)
	if again && r.OnOpen != nil {
		r.clicked = -1
		r.OnOpen(i)
	}
}

func (r *Rows) menu(key string, at fyne.Position) {
	i, ok := rowOf(key)
	if !ok || r.OnMenu == nil {
		return
	}
	r.Choose(i)
	r.OnMenu(i, at)
}

// Focus gives the list the keyboard.
func (r *Rows) Focus() {
	if c := canvasOf(r); c != nil {
		c.Focus(r)
	}
}

// SetCount says how many rows there are; the choice stays where it still exists.
func (r *Rows) SetCount(n int) {
	r.n = n
	if r.chosen >= n {
		r.chosen = -1
	}
	r.scroll.Refresh()
	if most := max(0, float32(n)*r.rowH-r.scroll.Size().Height); r.scroll.Offset.Y > most {
		r.scroll.ScrollToOffset(fyne.NewPos(0, most))
	}
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
	if i >= 0 && i < r.n {
		scrollInto(r.scroll, float32(i)*r.rowH, r.rowH)
		r.board.Refresh()
	}
}

// Resize keeps the visible rows drawn.
func (r *Rows) Resize(s fyne.Size) {
	r.BaseWidget.Resize(s)
	r.board.Refresh()
}

// Refresh draws the visible rows again.
func (r *Rows) Refresh() {
	r.board.Refresh()
	r.BaseWidget.Refresh()
}

// TypedKey moves the choice.
func (r *Rows) TypedKey(e *fyne.KeyEvent) {
	if to, ok := r.goal(e.Name); ok {
		if r.n > 0 {
			r.board.ring = true
			r.Choose(min(max(to, 0), r.n-1))
		}
		return
	}
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		if r.chosen >= 0 && r.OnOpen != nil {
			r.OnOpen(r.chosen)
			return
		}
	}
	if r.OnKey == nil || !r.OnKey(e) {
		forwardKey(r, e)
	}
}

// goal is the row that a key leads to.
func (r *Rows) goal(k fyne.KeyName) (int, bool) {
	page := max(1, int(r.scroll.Size().Height/r.rowH)-1)
	switch k {
	case fyne.KeyDown:
		return r.chosen + 1, true
	case fyne.KeyUp:
		if r.chosen < 0 {
			return r.n - 1, true
		}
		return r.chosen - 1, true
	case fyne.KeyPageDown:
		return r.chosen + page, true
	case fyne.KeyPageUp:
		return r.chosen - page, true
	case fyne.KeyHome:
		return 0, true
	case fyne.KeyEnd:
		return r.n - 1, true
	}
	return 0, false
}

// TypedRune passes letters on.
func (r *Rows) TypedRune(c rune) {
	if r.OnRune == nil || !r.OnRune(c) {
		forwardRune(r, c)
	}
}

// FocusGained shows that keys go here.
func (r *Rows) FocusGained() {
	r.focused, r.board.ring = true, !r.clicking
	r.board.Refresh()
}

// FocusLost shows that keys go elsewhere.
func (r *Rows) FocusLost() {
	r.focused, r.board.ring = false, false
	r.board.Refresh()
}

// Focused says whether keys go here.
func (r *Rows) Focused() bool { return r.focused }

// CreateRenderer is Fyne's way to ask how the list is drawn.
func (r *Rows) CreateRenderer() fyne.WidgetRenderer { return widget.NewSimpleRenderer(r.scroll) }

// Ground draws what every table row has: the choice's soft ground with its bar, the light under the mouse,
// and the hairline below.
func (r *Rows) Ground(p *Pen, i int, y, w float32, chosen bool) {
	switch {
	case chosen:
		p.Rect(0, y, w, r.rowH, p.Select)
		p.Rect(0, y, 3, r.rowH, p.Accent)
	case r.Hovering(p, i):
		p.Rect(0, y, w, r.rowH-1, p.Tokens.Hover)
	}
	p.HLine(0, y+r.rowH-1, w, p.Line)
}
