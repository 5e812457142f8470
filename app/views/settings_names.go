package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
)

// The card of the names that may be said: its heading, a line of the list, and what adds to it.
const (
	nameHead = 43
	nameLine = 26
	nameFoot = 92
)

func (v *Settings) drawNames(p *widgets.Pen, s fyne.Size) {
	x, y, w, h := v.card(s, 2)
	p.Card(x, y, w, h)
	hw := p.LW(x+20, y+26, w-40, "Names that may be said", theme.Head, p.Ink)
	if room := w - 40 - hw - 16; room > 90 {
		p.RW(x+w-20, y+26, room, "everybody else becomes a pseudonym", theme.Small, p.Mute)
	}
	words := make([]string, len(nameKinds))
	for i, k := range nameKinds {
		words[i] = k.word
	}
	p.Segmented(x+20, y+h-72, words, v.kind, nil, "kind:", func(i int) { v.kind = i })
}

// drawNameList is the list itself, which scrolls.
func (v *Settings) drawNameList(p *widgets.Pen) {
	for i, n := range v.names {
		cy, word := nameLine*(float32(i)+.5), ""
		for _, k := range nameKinds {
			if k.kind == n.Kind {
				word = k.word
			}
		}
		p.LW(19, cy, p.W*.5, n.Text, theme.Strong, p.Ink)
		p.LW(p.W*.55, cy, p.W*.45-60, word, theme.Small, p.Mute)
		p.IconButton(p.W-31, cy, "drop:"+string(n.ID), "close", "Take it off the list", func() {
			v.host.Fail(v.host.Session().RemoveName(context.Background(), n))
		})
	}
}
