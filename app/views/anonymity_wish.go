package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

const wishRow = 48

// makeWish makes the pickers and the list of the third leaf.
func (v *Anonymity) makeWish() {
	keys, names := session.WishDimensions()
	v.wish.By = keys[0]
	v.by = widgets.NewPicker("Split by", names, 0, func(i int) {
		v.wish.By, v.wish.One, v.wish.Only = keys[i], false, ""
		if v.wish.And == v.wish.By {
			v.wish.And = ""
			v.and.SetChosen(0)
		}
		v.reloadWish()
	})
	v.and = widgets.NewPicker("and within that by", append([]string{"nothing"}, names...), 0, func(i int) {
		if v.wish.And = ""; i > 0 && keys[i-1] != v.wish.By {
			v.wish.And = keys[i-1]
		}
		v.wish.One, v.wish.Only = false, ""
		v.reloadWish()
	})
	v.only = widgets.NewPicker("Show", []string{"all of them"}, 0, func(i int) {
		v.wish.One = i > 0 && i <= len(v.classes)
		if v.wish.Only = ""; v.wish.One {
			v.wish.Only, v.wish.And = v.classes[i-1].Key, ""
			v.and.SetChosen(0)
		}
		v.ask()
	})
	v.list = widgets.NewRows(wishRow, v.drawWishRow)
	v.list.OnKey = v.Key
}

// reloadWish fills in the classes of the dimension, and asks.
func (v *Anonymity) reloadWish() {
	v.wish.Wave = v.host.Wave()
	v.classes = v.host.Session().WishClasses(v.wish.By, v.wish.Wave)
	options, chosen := []string{"all of them"}, 0
	for i, c := range v.classes {
		options = append(options, "only "+c.Name)
		if v.wish.One && c.Key == v.wish.Only {
			chosen = i + 1
		}
	}
	v.wish.One = chosen > 0
	v.only.SetOptions(options, chosen)
	v.ask()
}

// ask previews the wish off the window's goroutine.
func (v *Anonymity) ask() {
	v.wished++
	wished, s, wish := v.wished, v.host.Session(), v.wish
	v.off(func() {
		answer, err := s.Preview(context.Background(), wish)
		v.deliver(func() {
			if wished != v.wished {
				return
			}
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.answer, v.answered = answer, true
			v.list.SetCount(len(answer.Groups))
			v.list.Mark(-1)
			v.list.Refresh()
			v.board.Refresh()
		})
	})
}

// wishColumns is how wide the list and the answer are.
func wishColumns(w float32) (list, answer float32) {
	w -= 2*theme.Margin + 16
	answer = max(330, w*.36)
	return w - answer, answer
}

func (v *Anonymity) placeWish(s fyne.Size, up bool) {
	list, _ := wishColumns(s.Width)
	x := float32(theme.Margin + 20)
	for _, k := range []*widgets.Picker{v.by, v.and, v.only} {
		w := min(k.MinSize().Width, (list-64)/3)
		widgets.Put(k, x, leafTop+16, w, theme.ControlHeight)
		x += w + 12
		toggle(k, up)
	}
	widgets.Put(v.list, theme.Margin+1, leafTop+88, list-2, s.Height-leafTop-theme.Margin-96)
	toggle(v.list, up)
}

// drawWish is the third leaf.
func (v *Anonymity) drawWish(p *widgets.Pen) {
	x, h := float32(theme.Margin), p.H-leafTop-theme.Margin
	list, answer := wishColumns(p.W)
	p.Card(x, leafTop, list, h)
	p.HLine(x+20, leafTop+62, list-40, p.Line)
	name, state := wishPlaces(list)
	p.L(x+name, leafTop+76, "Group", theme.CaptionB, p.Mute)
	p.L(x+state, leafTop+76, "What would happen", theme.CaptionB, p.Mute)
	v.drawAnswer(p, x+list+16, leafTop, answer, h)
}

func wishPlaces(w float32) (name, state float32) { return 20, w * .5 }

func (v *Anonymity) drawWishRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.answer.Groups) {
		return
	}
	g := v.answer.Groups[i]
	v.list.Ground(p, i, y, w, chosen)
	name, state := wishPlaces(w)
	title := g.Name
	if g.Within != "" {
		title = g.Within + ": " + g.Name
	}
	p.LW(name, y+16, state-name-16, title, theme.Strong, p.Ink)
	p.LW(name, y+34, state-name-16, fmt.Sprintf("%s in %s", plural(g.Interviews, "interview"), plural(g.Organisations, "organisation")), theme.Small, p.Mute)
	switch g.State {
	case session.WishReleased:
		p.Icon(state+8, y+24, 16, "check", p.Accent)
		p.LW(state+26, y+24, w-state-40, "Can be shown", theme.Body, p.Ink)
	case session.WishMerged:
		p.Icon(state+8, y+24, 16, "people", p.Warn)
		p.LW(state+26, y+16, w-state-40, "Within "+g.Into, theme.Body, p.Ink)
		p.LW(state+26, y+34, w-state-40, g.Why, theme.Small, p.Mute)
	default:
		p.Hatch(state, y+16, 16, 16)
		p.LW(state+26, y+16, w-state-40, "Withheld", theme.Body, p.Ink)
		p.LW(state+26, y+34, w-state-40, g.Why, theme.Small, p.Mute)
	}
}

// drawAnswer is what to tell the client, how many figures that leaves, and why not more.
func (v *Anonymity) drawAnswer(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "To tell the client", theme.Head, p.Ink)
	if !v.answered {
		p.L(x+20, y+58, "Counting", theme.Body, p.Mute)
		return
	}
	says := v.answer.Says
	ph := widgets.ParaHeight(says, w-72, theme.Read)
	p.Box(x+20, y+46, w-40, ph+24, theme.RadiusControl, p.AccentSoft, nil)
	p.Box(x+20, y+46, 3, ph+24, 1.5, p.Accent, nil)
	ty := p.Para(x+36, y+58, w-72, says, theme.Read, p.Ink) + 32
	p.Button(x+20, ty, "Copy the sentence", "copy", widgets.Secondary, func() {
		fyne.CurrentApp().Clipboard().SetContent(says)
		v.host.Say("Copied. It names groups and no figure.")
	})
	ty += 32
	p.HLine(x+20, ty, w-40, p.Line)
	half := (w - 40) / 2
	p.L(x+20, ty+32, fmt.Sprint(v.answer.Shown), theme.Display, p.Ink)
	p.L(x+20, ty+56, "figures could be shown", theme.Caption, p.Mute)
	p.L(x+20+half, ty+32, fmt.Sprint(v.answer.Withheld), theme.Display, p.Ink)
	p.L(x+20+half, ty+56, "would be withheld", theme.Caption, p.Mute)
	v.drawReasons(p, x, ty+84, w, y+h, v.answer.Reasons)
}

// drawReasons lists why figures are withheld, with how many for each reason.
func (v *Anonymity) drawReasons(p *widgets.Pen, x, y, w, end float32, reasons []session.WishReason) {
	if len(reasons) == 0 {
		return
	}
	p.L(x+20, y, "Why", theme.CaptionB, p.Mute)
	y += 14
	for _, r := range reasons {
		lines := widgets.ParaHeight(r.Says, w-96, theme.Small)
		if y+lines+8 > end {
			return
		}
		p.R(x+56, y+9, fmt.Sprint(r.Counts), theme.SmallB, p.Ink)
		y = p.Para(x+68, y, w-96, strings.TrimSuffix(r.Says, "."), theme.Small, p.Ink2) + 8
	}
}
