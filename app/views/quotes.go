package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// Quotes is where quotes are cleared one by one and stories are told.
type Quotes struct {
	base
	board *widgets.Board
}

// NewQuotes is the Quotes screen.
func NewQuotes(h Host) *Quotes {
	v := &Quotes{base: base{h}}
	v.board = widgets.NewBoard(func(*widgets.Pen) {})
	return v
}

// Content is the whole screen.
func (v *Quotes) Content() fyne.CanvasObject { return v.board }

// Head is the title.
func (v *Quotes) Head() (string, string) { return "Quotes", "" }
