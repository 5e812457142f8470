package theme

import "fyne.io/fyne/v2"

// Type is one step of the scale of type, in Noto Sans as on paper; bold is the only heavier weight.
type Type struct {
	Size   float32
	Bold   bool
	Italic bool
}

// The scale. Nothing is smaller than Tiny.
var (
	Display  = Type{Size: 28, Bold: true} // numbers
	Title    = Type{Size: 20, Bold: true} // of a page
	Dialogue = Type{Size: 16, Bold: true} // of a dialog
	Head     = Type{Size: 15, Bold: true} // of a card
	Read     = Type{Size: 14}             // transcript, quotes, explanations
	Body     = Type{Size: 13}
	Strong   = Type{Size: 13, Bold: true} // names
	Small    = Type{Size: 12}             // second line, text in tables
	SmallB   = Type{Size: 12, Bold: true}
	Caption  = Type{Size: 11} // captions, chips, keys
	CaptionB = Type{Size: 11, Bold: true}
	Tiny     = Type{Size: 10} // axis heads
)

// Slanted is the type in italics.
func (t Type) Slanted() Type { t.Italic = true; return t }

// Heavy is the type in bold.
func (t Type) Heavy() Type { t.Bold = true; return t }

// Style is the type's style for Fyne.
func (t Type) Style() fyne.TextStyle { return fyne.TextStyle{Bold: t.Bold, Italic: t.Italic} }

// Lead is the height of a line of the type, half as much again as its size.
func (t Type) Lead() float32 {
	if t.Size == Read.Size {
		return 22
	}
	return float32(int(t.Size*1.5 + .5))
}

// The grid, in the window's units. Everything else is a multiple of 4.
const (
	Margin     = 24 // around a page
	Gap        = 12 // between cards
	GapWide    = 16
	Inset      = 20 // inside a card
	InsetTight = 16

	ControlHeight = 30 // buttons, fields, rows of tables
	RowHeight     = 30
	CodeHeight    = 28 // rows of the codebook
	HeadHeight    = 32 // heading of a table
	NavHeight     = 34
	NavWidth      = 208
	NavRail       = 56   // the navigation as icons only,
	NavBreak      = 1320 // in windows narrower than this
	TitleHeight   = 60
	StatusHeight  = 28

	RadiusTick    = 4
	RadiusControl = 6
	RadiusCard    = 8
	RadiusDialog  = 10
)
