package widgets

import (
	"fyne.io/fyne/v2"

	"openloop/app/theme"
)

// NavItem is one entry of the navigation.
type NavItem struct {
	Key, Label, Icon string
	Badge            string // "17 to do"
	Shortcut         string // "Ctrl 3", shown while the mouse is over the entry
	Foot             bool   // stands at the bottom
}

// Nav is the navigation at the left: the study, then the screens. Where it is less than 100 wide it is a
// rail of icons.
type Nav struct {
	Board
	Items    []NavItem
	On       string // key of the screen that is shown
	OnSelect func(key string)
	OnStudy  func() // a click on the study's name

	study, wave string
}

// NewNav is a navigation.
func NewNav(items []NavItem, on func(key string)) *Nav {
	n := &Nav{Items: items, OnSelect: on}
	n.Draw = n.paint
	n.Min = func() fyne.Size { return fyne.NewSize(theme.NavRail, 200) }
	n.Extend(n)
	return n
}

// NavWidth is how wide the navigation is in a window of a width.
func NavWidth(window float32) float32 {
	if window < theme.NavBreak {
		return theme.NavRail
	}
	return theme.NavWidth
}

// Select marks the screen that is shown.
func (n *Nav) Select(key string) {
	if n.On != key {
		n.On = key
		n.Refresh()
	}
}

// SetStudy says which study is open; the second line is its wave.
func (n *Nav) SetStudy(name, wave string) {
	n.study, n.wave = name, wave
	n.Refresh()
}

// SetBadge changes what stands at the right of an entry.
func (n *Nav) SetBadge(key, badge string) {
	for i := range n.Items {
		if n.Items[i].Key == key && n.Items[i].Badge != badge {
			n.Items[i].Badge = badge
			n.Refresh()
		}
	}
}

func (n *Nav) paint(p *Pen) {
	rail := p.W < 100
	p.Rect(0, 0, p.W, p.H, p.Nav)
	p.VLine(p.W-1, 0, p.H, p.Line)
	n.switcher(p, rail)
	y, foot := float32(70), 0
	for _, it := range n.Items {
		if !it.Foot {
			n.item(p, it, y, rail)
			y += theme.NavHeight + 4
			continue
		}
		foot++
	}
	y = max(y+12, p.H-10-float32(foot)*(theme.NavHeight+4))
	for _, it := range n.Items {
		if it.Foot {
			if foot > 0 {
				p.HLine(16, y-8, p.W-32, p.Line)
				foot = 0
			}
			n.item(p, it, y, rail)
			y += theme.NavHeight + 4
		}
	}
}

// switcher is the study's name and wave.
func (n *Nav) switcher(p *Pen, rail bool) {
	x, y, w, h := float32(12), float32(10), p.W-24, float32(44)
	if rail {
		x, y, w, h = 10, 12, 36, 36
	}
	fill := p.Tokens.Card
	if p.Hover == "study" && n.OnStudy != nil {
		fill = p.Tokens.Hover
	}
	p.Box(x, y, w, h, theme.RadiusCard, fill, p.Line)
	if rail {
		p.Mark(p.W/2, 30, 9)
	} else {
		p.Mark(33, 32, 9)
		p.LW(52, 24, p.W-92, n.study, theme.Strong, p.Ink)
		p.LW(52, 41, p.W-92, n.wave, theme.Caption, p.Mute)
		p.Icon(p.W-26, 32, 16, "up-down", p.Mute)
	}
	if n.OnStudy != nil {
		p.region(hit{key: "study", x: x, y: y, w: w, h: h, radius: theme.RadiusCard, stop: true, fn: n.OnStudy})
	}
}

func (n *Nav) item(p *Pen, it NavItem, y float32, rail bool) {
	key := "nav:" + it.Key
	cy := y + theme.NavHeight/2
	ink, typ := p.Ink2, theme.Body
	switch {
	case it.Key == n.On:
		p.Box(8, y, p.W-17, theme.NavHeight, theme.RadiusControl, p.AccentSoft, nil)
		p.Box(8, y+8, 3, 18, 1.5, p.Accent, nil)
		ink, typ = p.Accent, theme.Strong
	case p.Hover == key:
		p.Box(8, y, p.W-17, theme.NavHeight, theme.RadiusControl, p.Tokens.Card, nil)
	}
	n.hit(p, it, key, y)
	if rail {
		p.Icon(p.W/2, cy, 20, it.Icon, ink)
		return
	}
	p.Icon(29, cy, 18, it.Icon, ink)
	right := p.W - 20
	if p.Hover == key && it.Shortcut != "" {
		right -= p.R(right, cy, it.Shortcut, theme.Caption, p.Mute) + 8
	} else if it.Badge != "" {
		right -= p.R(right, cy, it.Badge, theme.Caption, p.Mute) + 8
	}
	p.LW(48, cy, right-48, it.Label, typ, ink)
}

func (n *Nav) hit(p *Pen, it NavItem, key string, y float32) {
	p.Hit(key, 8, y, p.W-17, theme.NavHeight, func() {
		if n.OnSelect != nil {
			n.OnSelect(it.Key)
		}
	})
}
