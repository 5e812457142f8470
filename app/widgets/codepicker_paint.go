package widgets

import (
	"image/color"
	"strconv"

	"openloop/app/theme"
	"openloop/research"
)

// Where things stand on a line of the list.
const (
	codeX      = 43 // names of codes
	codeTerm   = 106
	codeInset  = 16
	countWidth = 34
)

// height is how tall the list is.
func (k *CodePicker) height() float32 {
	if len(k.items) == 0 {
		return 60
	}
	last := k.items[len(k.items)-1]
	return last.y + last.h + 8
}

// measure says where every line stands at a width.
func (k *CodePicker) measure(w float32) {
	y := float32(0)
	for i := range k.items {
		it := &k.items[i]
		it.y, it.h = y, theme.CodeHeight
		if it.code < 0 {
			it.h = codeHeadHeight
		} else if i == k.lit {
			it.h += k.definition(nil, k.book.Codes[it.code], 0, w)
		}
		y += it.h
	}
}

func (k *CodePicker) paint(p *Pen) {
	if len(k.items) == 0 {
		p.L(codeInset, 16, "No code has these letters.", theme.Small, p.Mute)
		return
	}
	top, end := k.scroll.Offset.Y, k.scroll.Offset.Y+k.scroll.Size().Height
	for i, it := range k.items {
		if it.y+it.h < top-theme.CodeHeight || it.y > end+theme.CodeHeight {
			continue
		}
		if it.code < 0 {
			k.heading(p, it)
		} else {
			k.row(p, i, it)
		}
	}
}

func (k *CodePicker) heading(p *Pen, it codeItem) {
	cy := it.y + codeHeadHeight/2 + 2
	if it.stage == 0 {
		p.L(codeInset, cy, it.head, theme.SmallB, p.Mute)
		return
	}
	arrow := "down"
	if k.folded[it.stage] {
		arrow = "right"
	}
	ink := p.Stage(it.stage)
	p.Icon(18, cy, 12, arrow, p.Mute)
	p.Box(28, cy-4, 8, 8, 2, ink, nil)
	p.LW(codeX, cy, p.W-codeX-codeInset, it.head, theme.SmallB, ink)
	p.Zone("stage:"+strconv.Itoa(it.stage), 0, it.y, p.W, it.h, func() { k.fold(it.stage) })
}

func (k *CodePicker) row(p *Pen, i int, it codeItem) {
	c := k.book.Codes[it.code]
	cy := it.y + theme.CodeHeight/2
	key := "code:" + string(c.ID)
	typ := theme.Body
	switch {
	case i == k.lit:
		p.Rect(0, it.y, p.W, it.h, p.Select)
		p.Rect(0, it.y, 3, it.h, p.Accent)
		typ = theme.Strong
	case p.Hover == p.next(key):
		p.Rect(0, it.y, p.W, it.h, p.Tokens.Hover)
	}
	if it.apart {
		p.Box(28, cy-4, 8, 8, 2, p.Code(c.Colour, it.stage), nil)
	}
	right := k.count(p, c, it, cy)
	ref := Width(c.Ref, theme.Caption)
	if right-ref-12 > codeX+80 {
		p.R(right, cy, c.Ref, theme.Caption, p.Mute)
		right -= ref + 10
	}
	w := p.LW(codeX, cy, right-codeX, c.Name, typ, p.Ink)
	if stage, ok := k.book.Stage(c.Stage); ok && stage.Name == c.Name && right-codeX-w > 70 {
		p.L(codeX+w+6, cy, "in general", theme.Small, p.Mute) // the code of the whole stage
	}
	if i == k.lit {
		k.definition(p, c, it.y+theme.CodeHeight, p.W)
	}
	p.Zone(key, 0, it.y, p.W, it.h, func() { k.click(i) })
}

// count draws in how many interviews a code is, and answers where that begins.
func (k *CodePicker) count(p *Pen, c research.Code, it codeItem, cy float32) float32 {
	n, ok := k.counts[c.ID]
	if !ok {
		return p.W - codeInset
	}
	p.R(p.W-codeInset, cy, strconv.Itoa(n), theme.Small, p.Ink2)
	w := px(countWidth * float32(n) / float32(max(1, k.most)))
	p.Box(p.W-44-w, cy-2, w, 4, 2, theme.Mix(p.Tokens.Card, p.Code(c.Colour, it.stage), .55), nil)
	return p.W - 44 - countWidth - 8
}

// definition writes what a code means and answers how tall that is; without a pen it only measures.
func (k *CodePicker) definition(p *Pen, c research.Code, y, w float32) float32 {
	y0 := y
	y += para(p, codeX, y+1, w-codeX-codeInset, c.Definition, theme.Small, func(p *Pen) color.NRGBA { return p.Ink }) + 3
	for _, t := range [][2]string{{"Put here", c.Include}, {"Not here", c.Exclude}} {
		if t[1] == "" {
			continue
		}
		if p != nil {
			p.L(codeX, y+9, t[0], theme.CaptionB, p.Mute)
		}
		y += para(p, codeTerm, y, w-codeTerm-codeInset, t[1], theme.Small, func(p *Pen) color.NRGBA { return p.Ink2 }) + 2
	}
	if k.Why != nil {
		if why := k.Why(c.ID); why != "" {
			if p != nil {
				p.Icon(codeX+7, y+11, 14, "spark", p.Accent)
			}
			y += para(p, codeX+21, y+2, w-codeX-21-codeInset, why, theme.Small, func(p *Pen) color.NRGBA { return p.Accent }) + 4
		}
	}
	return y - y0 + 8
}

// para writes or measures wrapped text.
func para(p *Pen, x, y, w float32, s string, t theme.Type, ink func(p *Pen) color.NRGBA) float32 {
	if s == "" || w <= 0 {
		return 0
	}
	if p != nil {
		p.Para(x, y, w, s, t, ink(p))
	}
	return ParaHeight(s, w, t)
}
