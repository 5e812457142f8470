package views

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// swatches is the colour of a code: that of its stage, or one of the palette.
type swatches struct {
	form  *codeForm
	board *widgets.Board
	on    string // "#rrggbb" or ""
}

const swatchSize = 24

func newSwatches(f *codeForm) *swatches {
	s := &swatches{form: f}
	s.board = widgets.NewBoard(s.draw)
	s.board.Min = func() fyne.Size { return fyne.NewSize(9*(swatchSize+6), theme.ControlHeight) }
	return s
}

func (s *swatches) draw(p *widgets.Pen) {
	x, cy := float32(0), p.H/2
	one := func(key, hex, name string, fill bool) {
		ink := p.Tokens.Code(hex, s.form.row.Code.Stage)
		if s.on == hex {
			p.Box(x, cy-swatchSize/2, swatchSize, swatchSize, theme.RadiusControl, nil, p.Accent)
		}
		if fill {
			p.Box(x+4, cy-8, 16, 16, theme.RadiusTick, ink, nil)
		} else {
			p.Box(x+5, cy-7, 14, 14, theme.RadiusTick, p.Tokens.Tint(s.form.row.Code.Stage), ink)
		}
		p.Tip(key+" tip", name, x, cy-swatchSize/2, swatchSize, swatchSize)
		if s.form.writable() {
			p.Hit(key, x, cy-swatchSize/2, swatchSize, swatchSize, func() { s.pick(hex) })
		}
		x += swatchSize + 6
	}
	one("colour:stage", "", "Colour of its stage", false)
	known := s.on == ""
	for _, c := range theme.CodeColours() {
		one("colour:"+c.Name, c.Hex, c.Name, true)
		known = known || c.Hex == s.on
	}
	if !known { // one that came with a file
		one("colour:own", s.on, s.on, true)
	}
}

// pick gives the code another colour, and saves.
func (s *swatches) pick(hex string) {
	s.on = hex
	s.board.Refresh()
	s.form.save()
}

func (s *swatches) show(c research.Code) {
	s.on = c.Colour
	s.board.Refresh()
}
