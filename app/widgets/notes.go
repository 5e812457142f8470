package widgets

import (
	"image/color"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// EmptyState is what a screen shows while there is nothing: what it will show, and what to do first.
type EmptyState struct {
	Board
	Icon, Title, Words string
	Action, ActionIcon string
	Second             string
	OnAction, OnSecond func()
	Foot               string
	FootKeys           []string
	Picture            func(p *Pen, x, y, w, h float32) // a pale picture of what will stand here
}

// NewEmptyState is an icon, a title, a sentence and a button.
func NewEmptyState(icon, title, words, action, actionIcon string, do func()) *EmptyState {
	e := &EmptyState{Icon: icon, Title: title, Words: words, Action: action, ActionIcon: actionIcon, OnAction: do}
	e.Draw = e.paint
	e.Min = func() fyne.Size { return fyne.NewSize(280, 220) }
	e.Extend(e)
	return e
}

func (e *EmptyState) height(w float32) float32 {
	h := 28 + 76 + 26 + ParaHeight(e.Words, w, theme.Read) + 20
	if e.Picture != nil {
		h += 100
	}
	if e.Action != "" {
		h += 50
	}
	if e.Foot != "" {
		h += 60
	}
	return h
}

// DrawOn draws it on another board, for screens that are one.
func (e *EmptyState) DrawOn(p *Pen) { e.paint(p) }

func (e *EmptyState) paint(p *Pen) {
	w := min(640, p.W)
	tw := min(460, w-80)
	h := e.height(tw)
	x, y := px((p.W-w)/2), px(max(0, (p.H-h)/2-20))
	cx := x + w/2
	p.Card(x, y, w, min(h, p.H))
	y += 28
	if e.Picture != nil {
		p.At(x, y, func() { e.Picture(p, 40, 0, w-80, 140) })
		y += 160
	} else {
		p.Box(cx-28, y, 56, 56, 16, p.AccentSoft, nil)
		p.Icon(cx, y+28, 28, e.Icon, p.Accent)
		y += 76
	}
	p.CW(cx, y+6, w-60, e.Title, theme.Title, p.Ink)
	y = p.ParaC(cx, y+26, tw, e.Words, theme.Read, p.Ink2) + 16
	if e.Action != "" {
		e.buttons(p, cx, y+15)
		y += 46
	}
	if e.Foot != "" {
		p.HLine(x+40, y+6, w-80, p.Line)
		fw := HintWidth(e.Foot, e.FootKeys...)
		p.Hint(cx-fw/2, y+32, e.Foot, e.FootKeys...)
	}
}

func (e *EmptyState) buttons(p *Pen, cx, cy float32) {
	bw := ButtonW(e.Action, e.ActionIcon)
	all := bw
	if e.Second != "" {
		all += ButtonW(e.Second, "") + 8
	}
	x := px(cx - all/2)
	p.Button(x, cy, e.Action, e.ActionIcon, Primary, e.OnAction)
	if e.Second != "" {
		p.Button(x+bw+8, cy, e.Second, "", Secondary, e.OnSecond)
	}
}

// Shape is how a legend shows a mark.
type Shape int

// The shapes of legends.
const (
	Square Shape = iota
	Round
	Rule   // a line
	Hatch  // withheld
	Vacant // an open box
)

// LegendItem is one mark and what it means.
type LegendItem struct {
	Words  string
	Colour color.NRGBA
	Shape  Shape
}

// Legend writes marks with their meanings from x around cy, and answers the width. What does not fit
// into w is left out.
func (p *Pen) Legend(x, cy, w float32, items ...LegendItem) float32 {
	x0 := x
	for _, it := range items {
		if x > x0 && x-x0+LegendWidth(it) > w {
			break
		}
		x += p.legend(x, cy, it) + 16
	}
	return max(0, x-16-x0)
}

func (p *Pen) legend(x, cy float32, it LegendItem) float32 {
	m := float32(10)
	switch it.Shape {
	case Round:
		p.Dot(x+5, cy, 4.5, it.Colour, nil, 0)
	case Rule:
		m = 16
		p.Rect(x, cy-1, m, 2, it.Colour)
	case Hatch:
		m = 20
		p.Hatch(x, cy-5, m, 10)
	case Vacant:
		p.Box(x, cy-5, m, 10, 2, nil, it.Colour)
	default:
		p.Box(x, cy-5, m, 10, 2, it.Colour, nil)
	}
	return m + 6 + p.L(x+m+6, cy, it.Words, theme.Caption, p.Mute)
}

// LegendWidth is how wide one item of a legend will be.
func LegendWidth(it LegendItem) float32 {
	m := float32(10)
	switch it.Shape {
	case Rule:
		m = 16
	case Hatch:
		m = 20
	}
	return m + 6 + Width(it.Words, theme.Caption)
}

// NewLegend is a line of marks with their meanings in the colours of the theme.
func NewLegend(items func(t *theme.Tokens) []LegendItem) *Board {
	return NewBoard(func(p *Pen) { p.Legend(0, p.H/2, p.W, items(p.Tokens)...) }).Fixed(80, 20)
}
