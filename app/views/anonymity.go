package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/widgets"
)

// Anonymity says what lies where, who could read it, and what has left.
type Anonymity struct {
	base
	board *widgets.Board
}

// NewAnonymity is the Anonymity screen.
func NewAnonymity(h Host) *Anonymity {
	v := &Anonymity{base: base{h}}
	v.board = widgets.NewBoard(func(*widgets.Pen) {})
	return v
}

// Content is the whole screen.
func (v *Anonymity) Content() fyne.CanvasObject { return v.board }

// Head is the title.
func (v *Anonymity) Head() (string, string) { return "Anonymity", "" }
