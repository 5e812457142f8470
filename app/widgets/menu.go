package widgets

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/theme"
)

// MenuItem is one choice of a menu; the zero item is a line between groups.
type MenuItem struct {
	Label   string
	Note    string // mute, at the right: "12 interviews", "Ctrl E"
	Icon    string
	Checked bool
	Danger  bool
	Off     bool
	Do      func()
}

func (m MenuItem) line() bool { return m.Label == "" }

// Menu is a list of choices over everything else. Up and Down walk it, letters jump to the choices that
// begin with them, Enter chooses, Escape and a click beside it leave.
type Menu struct {
	items  []MenuItem
	at     int // the choice that the keyboard is on, -1 for none
	board  *Board
	scroll *container.Scroll
	over   *overlay
	typed  string
	last   time.Time
	marks  bool // some choice is checked or has an icon
}

const (
	menuRow  = 30
	menuLine = 9
	menuPad  = 4
)

// ShowMenu opens a menu with its corner at a place in the window, as a right click does.
func ShowMenu(c fyne.Canvas, at fyne.Position, items []MenuItem) *Menu {
	return showMenu(c, items, 0, func(win, size fyne.Size) fyne.Position {
		return fyne.NewPos(max(4, min(at.X, win.Width-size.Width-4)), max(4, min(at.Y, win.Height-size.Height-4)))
	})
}

// ShowMenuBelow opens a menu under an object, as wide as it at least, or above where there is no room.
func ShowMenuBelow(o fyne.CanvasObject, items []MenuItem) *Menu {
	c := canvasOf(o)
	if c == nil {
		return nil
	}
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(o)
	own := o.Size()
	return showMenu(c, items, own.Width, func(win, size fyne.Size) fyne.Position {
		y := at.Y + own.Height + 4
		if y+size.Height > win.Height-4 && at.Y-size.Height-4 >= 4 {
			y = at.Y - size.Height - 4
		}
		return fyne.NewPos(max(4, min(at.X, win.Width-size.Width-4)), max(4, min(y, win.Height-size.Height-4)))
	})
}

func showMenu(c fyne.Canvas, items []MenuItem, least float32, where func(win, size fyne.Size) fyne.Position) *Menu {
	m := &Menu{items: items, at: -1}
	for i, it := range items {
		m.marks = m.marks || it.Checked || it.Icon != ""
		if it.Checked {
			m.at = i
		}
	}
	w := max(m.width(), least)
	m.board = NewBoard(m.paint)
	m.board.Min = func() fyne.Size { return fyne.NewSize(50, m.height()) }
	m.board.OnKey = m.key
	m.board.OnRune = m.rune
	m.board.OnOver = func(key string, _ fyne.Position) { m.hover(key) }
	m.scroll = container.NewVScroll(m.board)
	place := func(win fyne.Size) (fyne.Position, fyne.Size) {
		s := fyne.NewSize(min(w, win.Width-8), min(m.height(), win.Height-8, 420))
		return where(win, s), s
	}
	m.over = &overlay{canvas: c, card: m.scroll, place: place, radius: theme.RadiusCard, dismiss: m.Close, onKey: func(e *fyne.KeyEvent) { m.key(e) }}
	m.over.show(m.board)
	m.reveal()
	return m
}

func (m *Menu) width() float32 {
	w := float32(120)
	for _, it := range m.items {
		need := Width(it.Label, theme.Body) + 32
		if it.Note != "" {
			need += Width(it.Note, theme.Caption) + 20
		}
		w = max(w, need)
	}
	if m.marks {
		w += 22
	}
	return px(min(w, 420))
}

func (m *Menu) height() float32 {
	h := float32(2 * menuPad)
	for _, it := range m.items {
		h += itemHeight(it)
	}
	return h
}

func itemHeight(it MenuItem) float32 {
	if it.line() {
		return menuLine
	}
	return menuRow
}

func (m *Menu) paint(p *Pen) {
	y := float32(menuPad)
	for i, it := range m.items {
		h := itemHeight(it)
		if it.line() {
			p.HLine(8, y+4, p.W-16, p.Line)
		} else {
			m.item(p, i, it, y)
		}
		y += h
	}
}

func (m *Menu) item(p *Pen, i int, it MenuItem, y float32) {
	cy, ink, mark := y+menuRow/2, p.Ink, p.Mute
	if it.Danger {
		ink, mark = p.Loss, p.Loss
	}
	if it.Off {
		ink, mark = p.Mute, p.Mute
	}
	if i == m.at && !it.Off {
		p.Box(menuPad, y, p.W-2*menuPad, menuRow, theme.RadiusControl, p.Tokens.Hover, nil)
	}
	x := float32(16)
	if m.marks {
		switch {
		case it.Checked:
			p.Icon(x+7, cy, 14, "check", p.Accent)
		case it.Icon != "":
			p.Icon(x+7, cy, 16, it.Icon, mark)
		}
		x += 22
	}
	right := p.W - 16
	if it.Note != "" {
		right -= p.R(right, cy, it.Note, theme.Caption, p.Mute) + 12
	}
	p.LW(x, cy, right-x, it.Label, theme.Body, ink)
	if !it.Off {
		p.Zone(menuKey(i), 0, y, p.W, menuRow, func() { m.choose(i) })
	}
}

func menuKey(i int) string { return rowKey(i) }

func (m *Menu) hover(key string) {
	for i := range m.items {
		if key == menuKey(i) && m.at != i {
			m.at = i
			m.board.Refresh()
		}
	}
}

func (m *Menu) choose(i int) {
	if i < 0 || i >= len(m.items) || m.items[i].Off || m.items[i].line() {
		return
	}
	m.Close()
	if m.items[i].Do != nil {
		m.items[i].Do()
	}
}

func (m *Menu) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyEscape, fyne.KeyTab:
		m.Close()
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeySpace:
		m.choose(m.at)
	case fyne.KeyDown:
		m.move(m.at, +1)
	case fyne.KeyUp:
		m.move(m.at, -1)
	case fyne.KeyHome, fyne.KeyPageUp:
		m.move(-1, +1)
	case fyne.KeyEnd, fyne.KeyPageDown:
		m.move(len(m.items), -1)
	default:
		return true
	}
	return true
}

// move goes to the next choice that can be chosen, and stays where there is none.
func (m *Menu) move(from, step int) {
	if from < 0 && step < 0 {
		from = len(m.items)
	}
	for i := from + step; i >= 0 && i < len(m.items); i += step {
		if !m.items[i].Off && !m.items[i].line() {
			m.at = i
			break
		}
	}
	m.board.Refresh()
	m.reveal()
}

// reveal scrolls to the choice that the keyboard is on.
func (m *Menu) reveal() {
	if m.at < 0 {
		return
	}
	y := float32(menuPad)
	for _, it := range m.items[:m.at] {
		y += itemHeight(it)
	}
	scrollInto(m.scroll, y, menuRow)
}

// scrollInto scrolls so that a stretch of the content can be seen.
func scrollInto(s *container.Scroll, y, h float32) {
	off, room := s.Offset, s.Size().Height
	switch {
	case room <= 0:
		return
	case y < off.Y:
		off.Y = y
	case y+h > off.Y+room:
		off.Y = y + h - room
	default:
		return
	}
	s.ScrollToOffset(off)
}

// rune jumps to the next choice that begins with what is being typed.
func (m *Menu) rune(r rune) bool {
	now := time.Now()
	if now.Sub(m.last) > 800*time.Millisecond {
		m.typed = ""
	}
	m.last = now
	m.typed += string(unicode.ToLower(r))
	for n := range m.items {
		i := (max(m.at, 0) + n) % len(m.items)
		if len([]rune(m.typed)) == 1 {
			i = (m.at + 1 + n) % len(m.items)
		}
		it := m.items[i]
		if !it.Off && !it.line() && strings.HasPrefix(strings.ToLower(it.Label), m.typed) {
			m.at = i
			m.board.Refresh()
			m.reveal()
			break
		}
	}
	return true
}

// Close takes the menu away.
func (m *Menu) Close() { m.over.hide() }

// Open says whether the menu is to be seen.
func (m *Menu) Open() bool { return m.over.shown }
