package widgets

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/research"
)

// Page is a screen: a title line 60 high with title, subtitle and actions at the right, and a body below
// that scrolls where the window is lower than it needs.
type Page struct {
	*fyne.Container
	Body fyne.CanvasObject

	title, sub string
	outcome    research.Outcome
	chip       bool
	head       *Board
	actions    []fyne.CanvasObject
}

// NewPage is a page; the filled action comes last, outermost. With least above 0 a lower body scrolls.
func NewPage(title, sub string, body fyne.CanvasObject, least float32, actions ...fyne.CanvasObject) *Page {
	g := &Page{Body: body, title: title, sub: sub, actions: actions}
	g.head = NewBoard(g.paint)
	if least > 0 {
		body = Tall(least, body)
	}
	objects := append([]fyne.CanvasObject{g.head, body}, actions...)
	g.Container = Placed(func(s fyne.Size) {
		Put(g.head, 0, 0, s.Width, theme.TitleHeight)
		Put(body, 0, theme.TitleHeight, s.Width, s.Height-theme.TitleHeight)
		PutRight(s.Width-theme.Margin, theme.TitleHeight/2, 8, g.actions...)
	}, objects...)
	return g
}

// PutRight places objects at their least sizes in a line that ends at x, around cy, and answers where it
// begins.
func PutRight(x, cy, gap float32, objects ...fyne.CanvasObject) float32 {
	for i := len(objects) - 1; i >= 0; i-- {
		if o := objects[i]; o.Visible() {
			m := o.MinSize()
			x -= m.Width
			Put(o, x, cy-m.Height/2, m.Width, m.Height)
			x -= gap
		}
	}
	return x
}

func (g *Page) paint(p *Pen) {
	cy, x := p.H/2, float32(theme.Margin)
	end := p.W - theme.Margin
	for _, o := range g.actions {
		if o.Visible() {
			end -= o.MinSize().Width + 8
		}
	}
	x += p.LW(x, cy, max(40, end-x), g.title, theme.Title, p.Ink) + 14
	if g.chip && x+OutcomeWidth(g.outcome) < end {
		x += p.Outcome(x, cy+1, g.outcome) + 12
	}
	if end-x > 60 {
		p.LW(x, cy+2, end-x-12, g.sub, theme.Small, p.Mute)
	}
}

// SetTitle changes the title line.
func (g *Page) SetTitle(title, sub string) {
	g.title, g.sub = title, sub
	g.head.Refresh()
}

// SetOutcome puts the chip of an outcome beside the title.
func (g *Page) SetOutcome(o research.Outcome) {
	g.outcome, g.chip = o, true
	g.head.Refresh()
}

// Title is the title and the line beside it.
func (g *Page) Title() (title, sub string) { return g.title, g.sub }
