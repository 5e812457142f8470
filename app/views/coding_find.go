package views

import (
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codingFinder finds words in the transcript that is open.
type codingFinder struct {
	view    *Coding
	field   *widgets.Field
	board   *widgets.Board
	content *fyne.Container
	places  []widgets.TranscriptMatch
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
	case len(f.places) == 0:
		p.L(x, cy, "not found", theme.Small, p.Warn)
	default:
		p.L(x, cy, fmt.Sprintf("%d of %d", f.at+1, len(f.places)), theme.Small, p.Ink2)
	}
	p.IconButton(p.W-96, cy, "previous", "up", "The one before", func() { f.step(-1) })
	p.IconButton(p.W-64, cy, "next", "down", "The next one", func() { f.step(1) })
	p.IconButton(p.W-28, cy, "close", "close", "Close", f.leave)
}

// show opens the finder and puts the cursor into it.
func (f *codingFinder) show() {
	f.content.Show()
	f.view.relayout()
	f.view.host.Window().Canvas().Focus(f.field)
	f.field.TypedShortcut(&fyne.ShortcutSelectAll{}) // what is typed takes the place of the words looked for before
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

// leave is close, with the place that is shown selected, to be coded.
func (f *codingFinder) leave() {
	at, found := research.Anchor{}, f.content.Visible() && f.at < len(f.places)
	if found {
		at = f.places[f.at].From
		f.view.text.Select(at, f.places[f.at].To)
	}
	f.close()
	if found {
		f.view.text.ScrollTo(at)
	}
}

func (f *codingFinder) find(what string) {
	f.places, f.at = f.view.text.Find(what), 0
	if at := f.view.text.MatchShown(); at >= 0 {
		f.at = at // the first one in view
	}
	f.board.Refresh()
}

// step goes to another place; while the field is closed, to the one after or before the caret.
func (f *codingFinder) step(by int) {
	if !f.content.Visible() {
		f.stepClosed(by)
		return
	}
	n := len(f.places)
	if n == 0 {
		return
	}
	f.at = (f.at + by + n) % n
	f.view.text.ShowMatch(f.at)
	f.board.Refresh()
}

// stepClosed selects the next or the previous place of the words that were looked for last.
func (f *codingFinder) stepClosed(by int) {
	v := f.view
	at, ok := v.text.Caret()
	if v.open == nil || !ok {
		return
	}
	if from, to, selected := v.text.Selection(); selected {
		if at = to; by < 0 {
			at = from
		}
	}
	places := v.text.Find(f.field.Text)
	v.text.Find("")
	n := len(places)
	if n == 0 {
		v.host.Say("No words are looked for: " + WindowTable(v.host.Prefs()).press("window.find") + " to find some.")
		return
	}
	i, _ := slices.BinarySearchFunc(places, at, func(m widgets.TranscriptMatch, at research.Anchor) int { return v.compare(m.From, at) })
	if by < 0 {
		i--
	}
	place := places[(i+n)%n]
	v.text.Select(place.From, place.To)
	v.text.ScrollTo(place.From)
}

func (f *codingFinder) key(e *fyne.KeyEvent) bool {
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter, fyne.KeyDown:
		f.step(1)
	case fyne.KeyUp:
		f.step(-1)
	case fyne.KeyEscape:
		f.leave()
	default:
		return false
	}
	return true
}

// relayout gives everything its place again.
func (v *Coding) relayout() { v.work.Refresh() }
