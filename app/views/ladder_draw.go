package views

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

func rungKey(i int) string { return fmt.Sprint("rung:", i) }

func (l *codingLadder) draw(p *widgets.Pen) {
	if l.height(fyne.NewSize(p.W, ladderLow)) == 0 {
		return
	}
	p.Rect(0, 0, p.W, p.H, p.Tokens.Card)
	p.HLine(0, 0, p.W, p.Line)
	low := l.view.card.Height < ladderLow && len(l.data.Rungs) > 0
	right := l.drawTest(p)
	x := 16 + p.L(16, ladderHead/2, "Ladder", theme.SmallB, p.Ink) + 10
	switch {
	case low:
		l.drawLine(p, x, right)
	case right-x > 120:
		p.LW(x, ladderHead/2, right-x, l.title(p.W), theme.Small, p.Mute)
	}
	if !low && len(l.data.Rungs) > 0 {
		l.drawCards(p)
	}
	if s := l.doubt(); s != "" {
		y := p.H - l.doubtHeight(p.W)
		p.Icon(24, y+theme.Small.Lead()/2, 14, "warn", p.Warn)
		p.ParaMax(38, y, p.W-54, 2, s, theme.Small, p.Warn)
	}
}

// drawTest draws the price test at the right of the heading, and what settles the root cause; it answers where the
// room to its left ends.
func (l *codingLadder) drawTest(p *widgets.Pen) float32 {
	cy, right := float32(ladderHead/2), p.W-12
	if l.data.Settles != "" {
		if w := l.view.keys().Width("coding.ladder.settle"); w > 0 {
			right -= w + 6
			l.view.keys().Key(p, right, cy, "coding.ladder.settle")
		}
		right = p.ButtonR(right-4, cy, "Set root cause", "", widgets.Secondary, l.settle) - 8
	}
	names, chosen := []string{"same", "other", "unsure"}, -1
	for i, a := range priceAnswers[:3] {
		if a == l.data.Test {
			chosen = i
		}
	}
	right -= widgets.SegW(names)
	p.Segmented(right, cy, names, chosen, nil, "price", func(i int) {
		if i == chosen { // pressed again it is taken back
			l.setTest(research.NotAsked)
			return
		}
		l.setTest(priceAnswers[i])
	})
	head := "At the same price"
	if l.data.TestWords != "" {
		right -= 24
		p.IconButton(right+8, cy, "price said", "quote", "“"+widgets.Ellipsis(l.data.TestWords, 260, theme.Small)+"”", l.goToTest)
	}
	right -= widgets.Width(head, theme.Caption) + 10
	p.L(right, cy, head, theme.Caption, p.Mute)
	if w := l.view.keys().Width("coding.ladder.price"); w > 0 {
		right -= w + 6
		l.view.keys().Key(p, right, cy, "coding.ladder.price")
	}
	return right - 12
}

func (l *codingLadder) goToTest() {
	v := l.view
	from, to := v.said.Out(l.data.TestFrom, l.data.TestTo)
	v.text.Select(from, to)
	v.text.ScrollTo(from)
	v.passageMoved()
	v.text.Focus()
}

// drawLine is the rungs on one line, in low windows: what each says.
func (l *codingLadder) drawLine(p *widgets.Pen, x, right float32) {
	first, need := l.at, float32(0)
	for ; first >= 0; first-- { // as many as fit before the one in hand
		if need += widgets.Width(l.data.Rungs[first].Name, theme.SmallB) + 30; need > right-x {
			break
		}
	}
	for i, r := range l.data.Rungs {
		if i <= first && i != l.at {
			continue
		}
		name, ink := r.Name, p.Ink
		if name == "" {
			name, ink = "says what?", p.Mute
		}
		if r.Says() != "" {
			ink = p.Warn
		}
		if right-x < 60 {
			return
		}
		if i > 0 {
			p.Icon(x+6, ladderHead/2, 12, "right", p.Mute)
			x += 18
		}
		typ := theme.Small
		if i == l.at {
			typ = theme.SmallB
		}
		from := x
		x += p.LW(x, ladderHead/2, right-x, name, typ, ink) + 6
		p.Hit(rungKey(i), from-3, 6, x-from, ladderHead-12, func() { l.choose(i) })
	}
}

// drawCards is a card for each rung; those that do not fit stand beside the one in hand.
func (l *codingLadder) drawCards(p *widgets.Pen) {
	n := len(l.data.Rungs)
	room := p.W - 32
	fit := ladderFit(p.W, n)
	first := max(0, min(l.at-fit/2, n-fit))
	w := min(320, (room-ladderGap*float32(fit-1))/float32(fit))
	x := float32(16)
	for i := first; i < first+fit; i++ {
		if i > first {
			p.C(x+ladderGap/2, ladderHead+16, "why", theme.Tiny, p.Mute)
			p.Icon(x+ladderGap/2, ladderHead+31, 12, "right", p.Mute)
			x += ladderGap
		}
		l.drawRung(p, i, x, w)
		x += w
	}
}

// title says how many rungs there are, and where cards of some have no room which one is in hand.
func (l *codingLadder) title(w float32) string {
	n := len(l.data.Rungs)
	if fit := ladderFit(w, n); fit < n {
		return fmt.Sprintf("rung %d of %d, from what was told to what decided", l.at+1, n)
	}
	return howMany(n, "rung") + ", from what was told to what decided"
}

// ladderFit is how many of n cards have room beside each other.
func ladderFit(w float32, n int) int {
	return max(1, min(n, int((w-32+ladderGap)/(ladderLeast+ladderGap))))
}

func (l *codingLadder) drawRung(p *widgets.Pen, i int, x, w float32) {
	r, y, h := l.data.Rungs[i], float32(ladderHead), float32(ladderCards-10)
	key := rungKey(i)
	var edge color.Color = p.Line
	fill := p.Tokens.Card
	switch {
	case i == l.at:
		fill, edge = p.Select, p.Accent
	case p.Hover == key:
		edge = p.Accent
	case r.Says() != "":
		edge = p.Warn
	}
	p.Box(x, y, w, h, theme.RadiusControl, fill, edge)
	p.Hit(key, x, y, w, h, func() { l.choose(i) })
	right := x + w - 10
	if i == l.at && w > 190 {
		right = l.drawTools(p, right, y+15)
	}
	if r.Says() != "" {
		right -= 16
		p.Icon(right+8, y+15, 14, "warn", p.Warn)
	}
	name, typ, ink := r.Name, theme.SmallB, p.Ink
	if name == "" {
		name, typ, ink = "says what?", theme.Small.Slanted(), p.Warn
	}
	left := x + 12
	if r.Stage > 0 {
		p.StageMark(left, y+15, r.Stage)
		left += 16
	}
	p.LW(left, y+15, right-left, name, typ, ink)
	words, ink := "“"+strings.Join(strings.Fields(r.Words), " ")+"”", p.Ink2
	if r.Lost {
		words, ink = "its words are gone", p.Warn
	}
	p.LW(x+12, y+33, w-22, words, theme.Small.Slanted(), ink)
}

// drawTools are what can be done to the rung in hand with the mouse; it answers where they begin.
func (l *codingLadder) drawTools(p *widgets.Pen, right, cy float32) float32 {
	for _, t := range []struct {
		icon, tip string
		do        func()
	}{{"close", "Take the rung off", l.remove}, {"codebook", "Choose what it says", l.pick}, {"right", "Towards what decided", func() { l.move(1) }}, {"left", "Towards what was told", func() { l.move(-1) }}} {
		right -= 22
		p.IconButton(right+12, cy, "rung "+t.icon, t.icon, t.tip, t.do)
	}
	return right - 4
}
