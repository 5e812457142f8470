package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// codingSide is a part of the Coding screen that stands between the text and the dock, as wide as both. It takes
// room only while it has something to say.
type codingSide interface {
	// content is what is drawn; it is placed for the height that was asked for.
	content() fyne.CanvasObject
	// height is the room it wants on a card of this size that it shares with the text; 0 hides it.
	height(card fyne.Size) float32
	// refresh follows the passage, the codings and the study; it draws itself again.
	refresh()
	// acts are its keys. Their IDs begin with "coding.".
	acts() []Act
}

// makeSides makes the sides of the screen, from top to bottom.
func (v *Coding) makeSides() {
	v.orphans = newCodingOrphans(v)
	v.sides = append(v.sides, newCodingSuggest(v), newCodingLadder(v), v.orphans)
}

// sideObjects are what the sides draw.
func (v *Coding) sideObjects() []fyne.CanvasObject {
	out := make([]fyne.CanvasObject, len(v.sides))
	for i, s := range v.sides {
		out[i] = s.content()
	}
	return out
}

// sidesHeight is how much the sides take of a card that they share with the text; the text keeps its least.
func (v *Coding) sidesHeight(card fyne.Size) float32 {
	h := float32(0)
	for _, s := range v.sides {
		h += s.height(card)
	}
	return h
}

// placeSides puts the sides above each other, with a hairline's room between them and the text.
func (v *Coding) placeSides(x, y, w float32, card fyne.Size) {
	for _, s := range v.sides {
		h := s.height(card)
		if h <= 0 {
			s.content().Hide()
			continue
		}
		s.content().Show()
		widgets.Put(s.content(), x, y, w, h)
		y += h
	}
}

// refreshSides has the sides follow, and gives everything its place again where one grew or went.
func (v *Coding) refreshSides() {
	for _, s := range v.sides {
		s.refresh()
	}
	if h := v.sidesHeight(v.card); h != v.sidesAt {
		v.sidesAt = h
		v.relayout()
	}
}

// leastText is the room that the sides leave to the text in any window.
const leastText = 3 * theme.ControlHeight
