package views

import (
	"fmt"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// codingBook is the codebook beside the text: a tree by stage with counts, and the definition of the code
// in hand.
type codingBook struct {
	view    *Coding
	rows    []session.BookRow
	most    int          // interviews of the commonest code
	folded  map[int]bool // stages, by number
	chosen  research.ID  // whose definition is shown
	tree    *widgets.Board
	scroll  *container.Scroll
	content fyne.CanvasObject
}

const (
	codingStageHeight = 30
	codingCodeIndent  = 43
)

func newCodingBook(v *Coding) *codingBook {
	b := &codingBook{view: v, folded: map[int]bool{}}
	frame := widgets.NewBoard(b.drawFrame)
	b.tree = widgets.NewBoard(b.drawTree)
	b.tree.Min = func() fyne.Size { return fyne.NewSize(100, b.height()) }
	b.scroll = container.NewVScroll(b.tree)
	b.scroll.OnScrolled = func(fyne.Position) { b.tree.Refresh() }
	b.content = widgets.Placed(func(s fyne.Size) {
		widgets.Put(frame, 0, 0, s.Width, s.Height)
		was := b.scroll.Size().Height
		widgets.Put(b.scroll, 1, 80, s.Width-2, s.Height-86)
		if b.scroll.Size().Height != was { // it draws only what is in view
			b.tree.Refresh()
		}
	}, frame, b.scroll)
	return b
}

// drawFrame is the card with what looks like a field: it opens the picker where it stands.
func (b *codingBook) drawFrame(p *widgets.Pen) {
	p.Card(0, 0, p.W, p.H)
	p.L(16, 22, "Codebook", theme.Head, p.Ink)
	p.R(p.W-16, 22, "interviews", theme.Caption, p.Mute)
	edge := p.Control
	if p.Hover == "find code" {
		edge = p.Accent
	}
	p.Box(12, 42, p.W-24, 30, theme.RadiusControl, p.Tokens.Card, edge)
	p.Icon(29, 57, 16, "search", p.Mute)
	p.LW(44, 57, p.W-100, "Type to find a code", theme.Body, p.Mute)
	if keys := b.view.keys(); keys.Of("coding.pick") != "" {
		keys.Key(p, p.W-20-keys.Width("coding.pick"), 57, "coding.pick")
	}
	p.Zone("find code", 12, 42, p.W-24, 30, b.view.pickCode)
}

// place is where the picker opens: over the codebook, or over the text where there is none.
func (b *codingBook) place() fyne.Position {
	if b.content.Size().Width < 10 {
		return fyne.CurrentApp().Driver().AbsolutePositionForObject(b.view.frame).Add(fyne.NewPos(theme.Margin, 8))
	}
	return fyne.CurrentApp().Driver().AbsolutePositionForObject(b.content)
}

// refresh counts again.
func (b *codingBook) refresh() {
	s := b.view.host.Session()
	b.rows = s.BookRows(s.Study().ShortBook, false)
	b.most = 1
	for _, r := range b.rows {
		b.most = max(b.most, r.Interviews)
	}
	b.tree.Refresh()
	b.scroll.Refresh()
}

// choose shows the definition of a code and brings it into view.
func (b *codingBook) choose(code research.ID) {
	if b.chosen == code {
		return
	}
	b.chosen = code
	if c, ok := b.view.host.Session().Book().Code(code); ok {
		delete(b.folded, c.Stage)
	}
	b.tree.Refresh()
	b.scroll.Refresh()
	b.reveal()
}

// reveal scrolls so that the chosen code and its definition can be seen.
func (b *codingBook) reveal() {
	y, h := float32(0), b.scroll.Size().Height
	if h <= 0 {
		return
	}
	for _, r := range b.rows {
		rh := b.rowHeight(r)
		if r.Code.ID == b.chosen && rh > 0 {
			off := b.scroll.Offset
			switch {
			case y < off.Y:
				off.Y = max(0, y-codingStageHeight)
			case y+rh > off.Y+h:
				off.Y = min(y, y+rh-h+8)
			default:
				return
			}
			b.scroll.ScrollToOffset(off)
			b.tree.Refresh() // it draws only what is in view
			return
		}
		y += rh
	}
}

// height is the height of the whole tree.
func (b *codingBook) height() float32 {
	y := float32(0)
	for _, r := range b.rows {
		y += b.rowHeight(r)
	}
	return y + 8
}

func (b *codingBook) rowHeight(r session.BookRow) float32 {
	h := float32(0)
	switch {
	case r.Depth == 0:
		h = codingStageHeight
	case b.folded[r.Code.Stage]:
		return 0
	default:
		h = theme.CodeHeight
	}
	if r.Code.ID == b.chosen {
		h += b.definition(nil, r.Code, 0)
	}
	return h
}

// width is what the tree has to draw on.
func (b *codingBook) width() float32 { return max(200, b.scroll.Size().Width) }

func (b *codingBook) drawTree(p *widgets.Pen) {
	top, h := b.scroll.Offset.Y, b.scroll.Size().Height
	y := float32(0)
	for _, r := range b.rows {
		rh := b.rowHeight(r)
		if rh > 0 && y+rh >= top && y <= top+h {
			b.drawRow(p, r, y, rh)
		}
		y += rh
	}
}

func (b *codingBook) drawRow(p *widgets.Pen, r session.BookRow, y, h float32) {
	key, line := "code:"+r.Code.Ref, float32(theme.CodeHeight)
	if r.Depth == 0 {
		line = codingStageHeight
	}
	chosen := r.Code.ID == b.chosen
	switch {
	case chosen:
		p.Rect(0, y, p.W, h, p.Select)
		p.Rect(0, y, 3, h, p.Accent)
	case p.Hover == key:
		p.Rect(0, y, p.W, line, p.Tokens.Hover)
	}
	cy := y + line/2
	p.Zone(key, 0, y, p.W, line, func() { b.tapped(r.Code) })
	if r.Depth == 0 {
		b.drawStage(p, r, y, cy)
	} else {
		b.drawCode(p, r, cy, chosen)
	}
	if chosen {
		b.definition(p, r.Code, y+line)
	}
}

func (b *codingBook) drawStage(p *widgets.Pen, r session.BookRow, y, cy float32) {
	icon := "down"
	if b.folded[r.Code.Stage] {
		icon = "right"
	}
	p.Icon(16, cy+1, 12, icon, p.Mute)
	p.Zone("fold:"+r.Code.Ref, 4, y, 22, codingStageHeight, func() {
		b.folded[r.Code.Stage] = !b.folded[r.Code.Stage]
		b.scroll.Refresh()
	})
	p.Box(28, cy-4, 8, 8, 2, p.Tokens.Stage(r.Code.Stage), nil)
	p.LW(codingCodeIndent, cy, p.W-codingCodeIndent-60, r.StageName, theme.SmallB, p.Tokens.Stage(r.Code.Stage))
	if r.Interviews > 0 {
		p.R(p.W-16, cy, fmt.Sprint(r.Interviews), theme.Small, p.Ink2)
	}
}

func (b *codingBook) drawCode(p *widgets.Pen, r session.BookRow, cy float32, chosen bool) {
	typ, ink := theme.Body, p.Ink
	if chosen {
		typ = theme.Strong
	}
	bar := 40 * float32(r.Interviews) / float32(b.most)
	p.LW(codingCodeIndent, cy, p.W-codingCodeIndent-92, r.Code.Name, typ, ink)
	if r.Interviews == 0 {
		p.R(p.W-16, cy, "0", theme.Small, p.Mute)
		return
	}
	p.R(p.W-16, cy, fmt.Sprint(r.Interviews), theme.Small, p.Ink2)
	p.Box(p.W-44-bar, cy-2, max(2, bar), 4, 2, theme.Mix(p.Tokens.Card, p.Tokens.Code(r.Code.Colour, r.Code.Stage), .55), nil)
}

// definition draws what a code is for, and answers how tall that is; with no pen it only measures.
func (b *codingBook) definition(p *widgets.Pen, c research.Code, y float32) float32 {
	w := b.width()
	y0 := y
	para := func(x, width float32, s string, first bool) {
		if p != nil {
			ink := p.Ink2
			if first {
				ink = p.Ink
			}
			p.Para(x, y, width, s, theme.Small, ink)
		}
		y += widgets.ParaHeight(s, width, theme.Small)
	}
	if c.Definition != "" {
		para(codingCodeIndent, w-60, c.Definition, true)
	}
	for _, part := range []struct{ head, text string }{{"Put here", c.Include}, {"Not here", c.Exclude}} {
		if part.text == "" {
			continue
		}
		y += 4
		if p != nil {
			p.L(codingCodeIndent, y+9, part.head, theme.CaptionB, p.Mute)
		}
		para(codingCodeIndent+62, w-codingCodeIndent-80, part.text, false)
	}
	return y - y0 + 10
}

// tapped puts a code on the selected words; where none are selected it shows the definition.
func (b *codingBook) tapped(c research.Code) {
	if _, _, selected := b.view.text.Selection(); selected {
		b.choose(c.ID)
		b.view.apply(c.ID)
		return
	}
	if b.chosen == c.ID {
		b.choose("")
	} else {
		b.choose(c.ID)
	}
	b.view.text.Focus()
}
