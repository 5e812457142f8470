package views

import (
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// codingFinder finds words in the transcript that is open.
type codingFinder struct {
	view    *Coding
	field   *widgets.Field
	board   *widgets.Board
	content *fyne.Container
	found   int // places
	at      int // the one that is shown
}

const codingFindHeight = 46

func newCodingFinder(v *Coding) *codingFinder {
	f := &codingFinder{view: v}
	field, box := widgets.NewField("Find in this transcript", "search", "", false)
	f.field = field
	field.OnChanged = f.find
	field.OnKey = f.key
	f.board = widgets.NewBoard(f.draw)
	f.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(f.board, 0, 0, s.Width, s.Height)
		widgets.Put(box, 12, 8, min(320, s.Width-200), theme.ControlHeight)
	}, f.board, box)
	f.content.Hide()
	return f
}

// height is the room that the finder takes: none while it is closed.
func (f *codingFinder) height() float32 {
	if f.content.Visible() {
		return codingFindHeight
	}
	return 0
}

func (f *codingFinder) draw(p *widgets.Pen) {
	o := p.Rect(0, 0, p.W, p.H, p.Sunken)
	o.TopLeftCornerRadius, o.TopRightCornerRadius = theme.RadiusCard-1, theme.RadiusCard-1
	p.HLine(0, p.H-1, p.W, p.Line)
	x, cy := min(float32(332), p.W-188)+12, float32(23)
	switch {
	case f.field.Text == "":
	case f.found == 0:
		p.L(x, cy, "not found", theme.Small, p.Warn)
	default:
		p.L(x, cy, fmt.Sprintf("%d of %d", f.at+1, f.found), theme.Small, p.Ink2)
	}
	p.IconButton(p.W-96, cy, "previous", "up", "The one before", func() { f.step(-1) })
	p.IconButton(p.W-64, cy, "next", "down", "The next one", func() { f.step(1) })
	p.IconButton(p.W-28, cy, "close", "close", "Close", f.close)
}

// show opens the finder and puts the cursor into it.
func (f *codingFinder) show() {
	f.content.Show()
	f.view.relayout()
	f.view.host.Window().Canvas().Focus(f.field)
	f.find(f.field.Text)
}

// close takes the marks away and gives the text the keyboard back.
func (f *codingFinder) close() {
	if !f.content.Visible() {
		return
	}
	f.content.Hide()
	f.view.text.Find("")
	f.view.relayout()
	f.view.text.Focus()
}

func (f *codingFinder) find(what string) {
	f.found, f.at = len(f.view.text.Find(what)), 0
	f.board.Refresh()
}

func (f *codingFinder) step(by int) {
	if f.found == 0 {
		return
	}
	f.at = (f.at + by + f.found) % f.found
	f.view.text.ShowMatch(f.at)
	f.board.Refresh()
}

func (f *codingFinder) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		f.step(1)
	case fyne.KeyUp:
		f.step(-1)
	case fyne.KeyEscape:
		f.close()
	default:
		return false
	}
	return true
}

// relayout gives everything its place again.
func (v *Coding) relayout() { v.work.Refresh() }
