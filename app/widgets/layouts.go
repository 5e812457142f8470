package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/theme"
)

// flowing is what is as high as its width asks for: wrapped text.
type flowing interface {
	HeightFor(w float32) float32
}

func heightFor(o fyne.CanvasObject, w float32) float32 {
	if f, ok := o.(flowing); ok {
		return f.HeightFor(w)
	}
	if c, ok := o.(*fyne.Container); ok {
		if f, ok := c.Layout.(interface {
			heightFor(o []fyne.CanvasObject, w float32) float32
		}); ok {
			return f.heightFor(c.Objects, w)
		}
	}
	return o.MinSize().Height
}

// column stacks objects; wrapped text takes the height that the width gives it.
type column struct{ gap float32 }

func (l column) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	y := float32(0)
	for _, o := range objects {
		if o.Visible() {
			h := heightFor(o, s.Width)
			Put(o, 0, y, s.Width, h)
			y += h + l.gap
		}
	}
}

func (l column) heightFor(objects []fyne.CanvasObject, w float32) float32 {
	h := -l.gap
	for _, o := range objects {
		if o.Visible() {
			h += heightFor(o, w) + l.gap
		}
	}
	return max(0, h)
}

func (l column) MinSize(objects []fyne.CanvasObject) fyne.Size {
	w, at := float32(0), float32(0)
	for _, o := range objects {
		w, at = max(w, o.MinSize().Width), max(at, o.Size().Width)
	}
	if at == 0 {
		at = dialogWidth - 2*dialogInset
	}
	return fyne.NewSize(w, l.heightFor(objects, at))
}

// Column stacks objects from the top with a gap, each as wide as the column.
func Column(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(column{gap}, objects...)
}

// line puts objects side by side at their least widths; the one that grows takes what is left.
type line struct {
	gap  float32
	grow int // -1: none
}

func (l line) Layout(objects []fyne.CanvasObject, s fyne.Size) {
	rest := s.Width
	for i, o := range objects {
		if o.Visible() {
			if i != l.grow {
				rest -= o.MinSize().Width
			}
			rest -= l.gap
		}
	}
	x := float32(0)
	for i, o := range objects {
		if !o.Visible() {
			continue
		}
		m := o.MinSize()
		if i == l.grow {
			m.Width = max(m.Width, rest+l.gap)
		}
		h := min(s.Height, m.Height)
		Put(o, x, (s.Height-h)/2, m.Width, h)
		x += m.Width + l.gap
	}
}

func (l line) MinSize(objects []fyne.CanvasObject) fyne.Size {
	s := fyne.NewSize(-l.gap, 0)
	for _, o := range objects {
		if o.Visible() {
			m := o.MinSize()
			s = fyne.NewSize(s.Width+m.Width+l.gap, max(s.Height, m.Height))
		}
	}
	return fyne.NewSize(max(0, s.Width), s.Height)
}

// Line puts objects side by side at their least widths, with a gap.
func Line(gap float32, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap, -1}, objects...)
}

// LineWith is Line in which the object of a number takes the room that is left.
func LineWith(gap float32, grow int, objects ...fyne.CanvasObject) *fyne.Container {
	return container.New(line{gap, grow}, objects...)
}

// Paragraph is text that wraps.
type Paragraph struct {
	Board
	Words string
	Type  theme.Type
	Mute  bool
}

// NewParagraph is text that wraps.
func NewParagraph(words string, t theme.Type) *Paragraph {
	g := &Paragraph{Words: words, Type: t}
	g.Draw = func(p *Pen) {
		ink := p.Ink2
		if g.Mute {
			ink = p.Mute
		}
		p.Para(0, 0, p.W, g.Words, g.Type, ink)
	}
	g.Min = func() fyne.Size { return fyne.NewSize(40, g.HeightFor(max(200, g.Size().Width))) }
	g.Extend(g)
	return g
}

// HeightFor is how tall the text is at a width.
func (g *Paragraph) HeightFor(w float32) float32 { return ParaHeight(g.Words, w, g.Type) }

// SetWords changes the text.
func (g *Paragraph) SetWords(s string) {
	if g.Words != s {
		g.Words = s
		g.Refresh()
	}
}

// Labelled is a control under its caption, with a line of help below where help is not "".
func Labelled(caption string, control fyne.CanvasObject, help string) *fyne.Container {
	objects := []fyne.CanvasObject{captionOf(caption), control}
	if help != "" {
		h := NewParagraph(help, theme.Caption)
		h.Mute = true
		objects = append(objects, h)
	}
	return Column(5, objects...)
}

func captionOf(s string) *Board {
	return NewBoard(func(p *Pen) { p.LW(0, p.H/2, p.W, s, theme.CaptionB, p.Mute) }).Fixed(40, 16)
}

// NewCard is a card with a title around a body; sub is the second line and may be "".
func NewCard(title, sub string, body fyne.CanvasObject) *fyne.Container {
	head := float32(16)
	if title != "" {
		head = 46
	}
	if sub != "" {
		head = 62
	}
	board := NewBoard(func(p *Pen) {
		if title == "" {
			p.Card(0, 0, p.W, p.H)
			return
		}
		p.CardHead(0, 0, p.W, p.H, title, sub)
	})
	return container.New(cardLayout{head}, board, body)
}

// cardLayout puts the body under the head of a card.
type cardLayout struct{ head float32 }

func (l cardLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	Put(o[0], 0, 0, s.Width, s.Height)
	Put(o[1], theme.Inset, l.head, s.Width-2*theme.Inset, s.Height-l.head-theme.Inset+4)
}

func (l cardLayout) MinSize(o []fyne.CanvasObject) fyne.Size {
	m := o[1].MinSize()
	return fyne.NewSize(m.Width+2*theme.Inset, m.Height+l.head+theme.Inset-4)
}

func (l cardLayout) heightFor(o []fyne.CanvasObject, w float32) float32 {
	return heightFor(o[1], w-2*theme.Inset) + l.head + theme.Inset - 4
}
