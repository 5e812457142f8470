package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// behindCard lists the quotes behind a figure, beside the chart that the figure is of: each passage with who said it and
// how it stands, to be cleared or read in place.
type behindCard struct {
	host  Host
	board *widgets.Board
	rows  *widgets.Rows
	data  *session.Behind // nil while it is closed
	why   func() string   // the reason why exports withhold the figure, "" where they do not
	fits  func()          // lays the screen out after the card came or went
	back  func()          // gives the keyboard back when the card is closed

	asked int // counts questions, so that a late answer is dropped
	again func()
	keys  func() KeyTable
	// off runs a function beside the window, deliver one on its goroutine.
	off, deliver func(func())
}

const (
	behindWide = 340
	behindHead = 84
	behindFoot = 48
	behindRow  = 96
)

// newBehindCard is a card that is closed.
func newBehindCard(h Host, keys func() KeyTable) *behindCard {
	c := &behindCard{host: h, keys: keys, fits: func() {}, back: func() {}, why: func() string { return "" }, off: func(f func()) { go session.Safely(f) }, deliver: fyne.Do}
	c.board = widgets.NewBoard(c.draw)
	c.rows = widgets.NewRows(behindRow, c.drawRow)
	c.rows.OnOpen = c.readInPlace
	c.rows.OnChoose = func(int) { c.board.Refresh() }
	c.rows.OnRune = func(r rune) bool { return c.keys().Press(keyOfRune(r)) }
	c.rows.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyEscape {
			c.close()
			return true
		}
		return false
	}
	return c
}

func (c *behindCard) objects() []fyne.CanvasObject { return []fyne.CanvasObject{c.board, c.rows} }

// open says whether the card is there.
func (c *behindCard) open() bool { return c.data != nil }

// width is what the card takes of a screen, with the gap beside it, 0 while it is closed.
func (c *behindCard) width(w float32) float32 {
	if !c.open() {
		return 0
	}
	return min(float32(behindWide), w*.4) + theme.Gap
}

// place puts the card at the right end of a room.
func (c *behindCard) place(x, y, w, h float32) {
	toggle(c.board, c.open())
	toggle(c.rows, c.open())
	if !c.open() {
		return
	}
	own := c.width(w) - theme.Gap
	x += w - own
	widgets.Put(c.board, x, y, own, h)
	head := c.head(own)
	widgets.Put(c.rows, x+1, y+head, own-2, max(0, h-head-behindFoot))
}

// head is how much the words above the list take.
func (c *behindCard) head(w float32) float32 {
	h := float32(behindHead)
	if c.open() {
		h += float32(min(2, len(widgets.Wrap(c.data.Asked.Title, w-60, theme.Head)))-1) * theme.Head.Lead()
		if why := c.why(); why != "" {
			h += widgets.ParaHeight(withheldWords(why), w-32-22, theme.Small) + 4
		}
	}
	return h
}

// withheldWords says that and why an export withholds a figure.
func withheldWords(why string) string { return "Withheld in exports. " + why }

// ask lists what is behind a figure, beside the window. then is told on the window's goroutine what came, unless
// something else has been asked for meanwhile.
func (c *behindCard) ask(question func() (*session.Behind, error), then func()) {
	c.asked++
	c.again = func() { c.ask(question, then) }
	asked, s := c.asked, c.host.Session()
	c.off(func() {
		b, err := question()
		c.deliver(func() {
			switch {
			case asked != c.asked || c.host.Session() != s:
			case err != nil:
				c.host.Fail(err)
			default:
				c.data = b
				c.rows.SetCount(len(b.Quotes))
				c.rows.Mark(min(max(0, c.rows.Chosen()), len(b.Quotes)-1))
				then()
				c.show()
			}
		})
	})
}

// reload lists anew what is behind the figure.
func (c *behindCard) reload() {
	if c.open() && c.again != nil {
		c.again()
	}
}

// show draws the card anew.
func (c *behindCard) show() {
	c.fits()
	c.board.Refresh()
	c.rows.Refresh()
}

// drop closes the card and leaves the rest of the screen to the caller.
func (c *behindCard) drop() {
	c.asked++
	c.data = nil
	c.rows.SetCount(0)
	c.rows.Mark(-1)
}

func (c *behindCard) close() {
	c.drop()
	c.show()
	c.back()
}

// chosen is the passage in hand.
func (c *behindCard) chosen() (session.QuoteRow, bool) {
	if i := c.rows.Chosen(); c.open() && i >= 0 && i < len(c.data.Quotes) {
		return c.data.Quotes[i], true
	}
	return session.QuoteRow{}, false
}

func (c *behindCard) readInPlace(int) {
	if q, ok := c.chosen(); ok {
		c.host.Go("coding", store.Hit{Interview: q.Interview.Interview.ID, Turn: q.Placed.From.Turn})
	}
}

// toggleClear clears the passage in hand for the report, or takes that back.
func (c *behindCard) toggleClear() {
	q, ok := c.chosen()
	if !ok || q.Text == "" {
		c.host.Say("Choose a quote first.")
		return
	}
	clearOrAsk(c.host, q)
}

// turn goes to the quotes, or back to the figures.
func (c *behindCard) turn() {
	switch {
	case !c.open():
	case c.rows.Focused():
		c.back()
	case len(c.data.Quotes) > 0:
		c.rows.Focus()
	}
}
