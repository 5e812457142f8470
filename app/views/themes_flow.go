package views

import (
	"context"
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

func (v *Themes) drawFlow(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	told, same, all := map[string]int{}, 0, 0
	for _, pr := range v.data.Pairs {
		told[pr.Told.Name] += pr.Interviews
		all += pr.Interviews
		if pr.Told.ID == pr.Decided.ID {
			same += pr.Interviews
		}
	}
	p.LW(x+20, y+24, w-40, "What was told, and what decided", theme.Head, p.Ink)
	p.LW(x+20, y+43, w-40, fmt.Sprintf("Lost deals with both reasons: %d; the same in %d. On this screen only", all, same), theme.Small, p.Mute)
	if all == 0 {
		p.Para(x+20, y+66, w-40, "Set what was told and what decided in the coding view of each lost deal.", theme.Body, p.Ink2)
		return
	}
	most := 1
	for _, pr := range v.data.Pairs {
		most = max(most, pr.Interviews)
	}
	ty := y + 72
	lw := (w - 40) * .38
	for i, pr := range v.data.Pairs {
		if ty+26 > y+h {
			p.L(x+20, ty-2, fmt.Sprintf("and %d more pairs", len(v.data.Pairs)-i), theme.Caption, p.Mute)
			break
		}
		ink := p.LossPale
		if pr.Told.ID != pr.Decided.ID && pr.Interviews > 1 {
			ink = p.Loss
		}
		p.RW(x+20+lw, ty, lw, pr.Told.Name, theme.Small, p.Ink)
		p.Icon(x+20+lw+16, ty, 14, "arrow-right", p.Mute)
		bx := x + 20 + lw + 32
		bw := (w - 40 - lw - 32) * .28
		p.Bar(bx, ty, bw, 8, float32(pr.Interviews)/float32(most), ink)
		p.L(bx+bw+8, ty, fmt.Sprint(pr.Interviews), theme.SmallB, p.Ink)
		p.LW(bx+bw+28, ty, x+w-16-bx-bw-28, pr.Decided.Name, theme.SmallB, p.Ink)
		p.Hit("pair:"+string(pr.Told.ID)+string(pr.Decided.ID), x+12, ty-12, w-24, 24, func() { v.askPair(pr) })
		ty += 25
	}
}

// askPair lists what was said of both reasons in the lost deals that were told the one and decided by the other.
func (v *Themes) askPair(pr session.Pair) {
	s, wave := v.host.Session(), v.host.Wave()
	v.side.ask(func() (*session.Behind, error) { return s.PairBehind(context.Background(), pr, wave) }, func() { v.listed = pairsStay })
}

// pairsStay is why no pack shows which reason went with which.
func pairsStay() string { return "Reports show each reason by itself, not which went with which." }
