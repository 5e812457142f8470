package widgets

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"
)

var (
	_ desktop.Mouseable  = (*transcriptBody)(nil)
	_ desktop.Hoverable  = (*transcriptBody)(nil)
	_ desktop.Cursorable = (*transcriptBody)(nil)
	_ fyne.Draggable     = (*transcriptBody)(nil)
)

// transcriptPointer is what the mouse is at.
type transcriptPointer struct {
	clicks   int
	last     time.Time
	lastAt   fyne.Position
	from, to transcriptPlace // what the first click took: a place, a word or a turn
	dragging bool
	at       fyne.Position // in the body, while dragging
	pressed  int           // mark whose label was pressed, -1 for none
	hover    int           // mark under the mouse, -1 for none
	under    []int         // marks on the words under the mouse, where there are several
	over     fyne.Position // of the mouse, in the body, while there are
	rolling  *fyne.Animation
}

const (
	manyClicks    = 400 * time.Millisecond
	clickSlack    = 4   // pixels between the clicks of a double click
	rollPerSecond = 9.0 // heights of the pointer's overshoot scrolled in a second
)

// Cursor shows where text can be selected and where a label can be clicked.
func (b *transcriptBody) Cursor() desktop.Cursor {
	if b.pointer.hover >= 0 {
		return desktop.PointerCursor
	}
	return desktop.TextCursor
}

// placeAt is the place nearest to a point, and its line.
func (b *transcriptBody) placeAt(p fyne.Position) (transcriptPlace, int) {
	if len(b.lines.all) == 0 {
		return transcriptPlace{}, -1
	}
	n := b.lines.atY(p.Y)
	return b.placeIn(n, p.X), n
}

func (b *transcriptBody) placeIn(line int, x float32) transcriptPlace {
	ln := b.lines.all[line]
	s := b.text.text(int(ln.turn))
	off := b.faces.read.offsetAt(s, b.piecesOf(line), x-b.column.text)
	return transcriptPlace{int(ln.turn), max(int(ln.start), min(off, b.lineEnd(line)))}
}

// lineEnd is where the caret stands at the end of a line: before the spaces the wrap swallowed.
func (b *transcriptBody) lineEnd(line int) int {
	ln := b.lines.all[line]
	end := int(ln.end)
	if line+1 < len(b.lines.all) && b.lines.all[line+1].from() == ln.to() {
		s := b.text.text(int(ln.turn))
		for end > int(ln.start) && (s[end-1] == ' ' || s[end-1] == '\t') {
			end--
		}
	}
	return end
}

// piecesOf remembers the lines last seen: scrolling by a line measures one line.
func (b *transcriptBody) piecesOf(line int) []transcriptPiece {
	if p, ok := b.pieces[line]; ok {
		return p
	}
	if b.pieces == nil || len(b.pieces) > rememberedPieces {
		b.pieces = make(map[int][]transcriptPiece, rememberedPieces)
	}
	ln := b.lines.all[line]
	p := b.faces.read.pieces(b.text.text(int(ln.turn)), int(ln.start), int(ln.end), b.text.kinds[ln.turn], b.column.width)
	b.pieces[line] = p
	return p
}

// rememberedPieces is a few views of lines.
const rememberedPieces = 300

// MouseDown begins a selection, or presses a label.
func (b *transcriptBody) MouseDown(e *desktop.MouseEvent) {
	b.focus()
	b.pointer.pressed = -1
	if e.Button == desktop.MouseButtonSecondary {
		if b.host.OnContextMenu != nil {
			b.host.OnContextMenu(e.AbsolutePosition)
		}
		return
	}
	if e.Button != desktop.MouseButtonPrimary || len(b.lines.all) == 0 {
		return
	}
	if n := b.markAt(e.Position); n >= 0 {
		b.pointer.pressed = n
		return
	}
	b.count(e.Position)
	place, line := b.placeAt(e.Position)
	b.caretLine, b.wantX = line, -1
	if e.Modifier&fyne.KeyModifierShift != 0 {
		b.pointer.from, b.pointer.to = b.origin, b.origin
		b.setSelection(b.origin, place)
		return
	}
	b.pointer.from, b.pointer.to = b.unitAt(place)
	b.setSelection(b.pointer.from, b.pointer.to)
}

// count notes a click; the third is followed by a first.
func (b *transcriptBody) count(at fyne.Position) {
	p := &b.pointer
	now := time.Now()
	near := abs32(at.X-p.lastAt.X) <= clickSlack && abs32(at.Y-p.lastAt.Y) <= clickSlack
	if near && now.Sub(p.last) < manyClicks && p.clicks < 3 {
		p.clicks++
	} else {
		p.clicks = 1
	}
	p.last, p.lastAt = now, at
}

func abs32(v float32) float32 { return max(v, -v) }

// unitAt is what the clicks so far select: nothing, a word, a turn.
func (b *transcriptBody) unitAt(p transcriptPlace) (from, to transcriptPlace) {
	s := b.text.text(p.turn)
	switch b.pointer.clicks {
	case 2:
		start, end := wordAt(s, p.off)
		return transcriptPlace{p.turn, start}, transcriptPlace{p.turn, end}
	case 3:
		return transcriptPlace{p.turn, 0}, transcriptPlace{p.turn, len(s)}
	}
	return p, p
}

// MouseUp taps the label that was pressed.
func (b *transcriptBody) MouseUp(e *desktop.MouseEvent) {
	n := b.pointer.pressed
	b.pointer.pressed = -1
	if n >= 0 && n < len(b.marks.all) && b.markAt(e.Position) == n && b.host.OnCodingTapped != nil {
		b.host.OnCodingTapped(b.codings[b.marks.all[n].coding].ID)
	}
}

// Dragged draws the selection out, by words or turns after a double or triple click, and rolls the
// view on while the mouse is beyond its edge.
func (b *transcriptBody) Dragged(e *fyne.DragEvent) {
	if b.pointer.pressed >= 0 || len(b.lines.all) == 0 {
		return
	}
	b.pointer.dragging, b.pointer.at = true, e.Position
	b.drawOut()
	if b.overshoot() != 0 {
		b.roll()
	}
}

func (b *transcriptBody) drawOut() {
	place, line := b.placeAt(b.pointer.at)
	from, to := b.unitAt(place)
	b.caretLine, b.wantX = line, -1
	if from.before(b.pointer.from) {
		b.setSelection(b.pointer.to, from)
	} else {
		b.setSelection(b.pointer.from, laterPlace(to, b.pointer.to))
	}
}

// DragEnd stops rolling. It takes the keyboard back: Fyne takes it away when the mouse is let go over
// something else.
func (b *transcriptBody) DragEnd() {
	b.pointer.dragging = false
	if b.pointer.pressed < 0 {
		b.focus()
	}
	if b.pointer.rolling != nil {
		b.pointer.rolling.Stop()
		b.pointer.rolling = nil
	}
}

// overshoot is how far the mouse is above or below the view.
func (b *transcriptBody) overshoot() float32 {
	top, height := b.view()
	switch y := b.pointer.at.Y - top; {
	case y < 0:
		return y
	case y > height:
		return y - height
	}
	return 0
}

// roll scrolls while the mouse stays beyond the edge, faster the further it is out.
func (b *transcriptBody) roll() {
	if b.pointer.rolling != nil {
		return
	}
	last := time.Now()
	b.pointer.rolling = &fyne.Animation{Duration: time.Second, RepeatCount: fyne.AnimationRepeatForever, Tick: func(float32) {
		now := time.Now()
		b.rollBy(now.Sub(last))
		last = now
	}}
	b.pointer.rolling.Start()
}

func (b *transcriptBody) rollBy(d time.Duration) {
	over := b.overshoot()
	if !b.pointer.dragging || over == 0 {
		return
	}
	top, _ := b.view()
	b.scrollTo(top + over*rollPerSecond*float32(d.Seconds()))
	after, _ := b.view()
	b.pointer.at.Y += after - top
	b.drawOut()
}

// MouseIn, MouseMoved and MouseOut light up the label under the mouse.
func (b *transcriptBody) MouseIn(e *desktop.MouseEvent) { b.MouseMoved(e) }

// MouseMoved implements desktop.Hoverable.
func (b *transcriptBody) MouseMoved(e *desktop.MouseEvent) {
	b.setHover(b.markAt(e.Position))
	b.setUnder(e.Position)
}

// MouseOut implements desktop.Hoverable.
func (b *transcriptBody) MouseOut() { b.setHover(-1); b.setUnder(fyne.NewPos(-1, -1)) }

func (b *transcriptBody) setHover(n int) {
	if n != b.pointer.hover {
		b.pointer.hover = n
		b.Refresh()
	}
}

// markAt is the mark whose label or bracket is at a point of the margin, -1 for none.
func (b *transcriptBody) markAt(p fyne.Position) int {
	x := p.X - b.column.margin
	if x < -3 || x > b.column.room || len(b.marks.all) == 0 || len(b.lines.all) == 0 {
		return -1
	}
	found := -1
	for i := b.firstMarkInView(); i < len(b.marks.all); i++ {
		m := &b.marks.all[i]
		if float32(b.lines.all[m.first].y) > p.Y {
			break
		}
		if x >= transcriptLabelX {
			if m.label >= 0 && abs32(p.Y-float32(m.label)) <= transcriptLabelStep/2 {
				return i
			}
			continue
		}
		last := b.lines.all[m.last]
		if left := m.bracketX(); x >= left-2 && x <= left+transcriptBracket+1 && p.Y <= float32(last.y+last.h) {
			found = i
		}
	}
	return found
}
