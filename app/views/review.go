package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// Review is the queue of passages that were masked on suspicion.
type Review struct {
	base
	board *widgets.Board
}

// NewReview is the Names to review screen.
func NewReview(h Host) *Review {
	v := &Review{base: base{h}}
	v.board = widgets.NewBoard(func(*widgets.Pen) {})
	return v
}

// Content is the whole screen.
func (v *Review) Content() fyne.CanvasObject { return v.board }

// Head is the title.
func (v *Review) Head() (string, string) { return "Names to review", "" }
