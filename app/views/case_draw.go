package views

import (
	"fmt"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report"
)

// drawBelow is what each root cause touched, by deal, for the screen only; and where there is no page, why.
func (v *Case) drawBelow(p *widgets.Pen) {
	y := float32(0)
	if v.ready && v.tried.Case == nil {
		p.Card(0, 0, p.W, 96)
		p.Icon(28, 34, 20, "info", p.Mute)
		p.L(52, 30, "No page of it yet", theme.Head, p.Ink)
		p.Para(52, 44, p.W-76, v.tried.Why, theme.Body, p.Ink2)
		y = noCase
	}
	if !v.ready {
		p.L(0, 14, "Working it out", theme.Small, p.Mute)
		return
	}
	v.drawTouched(p, y)
}

const (
	touchedRow  = 24
	touchedHead = 64
	noCase      = 108 // of the card that says why there is no page
)

// belowHeight is how high everything under the page is.
func (v *Case) belowHeight() float32 {
	h := float32(touchedHead + 12)
	if v.ready && v.tried.Case == nil {
		h += noCase
	}
	return h + touchedRow*float32(1+len(v.tried.Causes))
}

// drawTouched lists the root causes of lost deals with the deals that they touched.
func (v *Case) drawTouched(p *widgets.Pen, y float32) {
	t := v.tried
	h := p.H - y
	p.Card(0, y, p.W, h)
	p.LW(20, y+22, p.W*.6, "Lost deals that each cause touched", theme.Head, p.Ink)
	p.LW(20, y+41, p.W-40, "By deal, by value band, contributing causes too. On this screen only: what leaves follows from the counts that are shown.", theme.Caption, p.Mute)
	if t.Total.Deals == 0 {
		p.L(20, y+66, "No lost deal has a root cause on file.", theme.Small, p.Ink2)
		return
	}
	lang, currency := report.Lang(v.host.Session().Study().Language), v.currency()
	money := func(low, high float64, open bool) string {
		s := report.Money(lang, low, currency).String() + " – " + report.Money(lang, high, currency).String()
		if open {
			s += " and more"
		}
		return s
	}
	deals, sums := p.W*.5, p.W-20
	top := y + touchedHead
	for i, c := range t.Causes {
		cy := top + (float32(i)+.5)*touchedRow
		p.LW(20, cy, deals-90, c.Code.Name, theme.Small, p.Ink)
		p.R(deals, cy, howMany(c.Deals, "deal"), theme.Small, p.Ink2)
		words := money(c.Value.Low, c.Value.High, c.Open)
		if c.Unvalued > 0 {
			words += fmt.Sprintf(", %d without a value", c.Unvalued)
		}
		p.RW(sums, cy, sums-deals-12, words, theme.SmallB, p.Ink)
	}
	cy := top + (float32(len(t.Causes))+.5)*touchedRow
	p.HLine(20, cy-touchedRow/2, p.W-40, p.Line)
	p.L(20, cy, "Together, each deal once", theme.SmallB, p.Ink)
	p.R(deals, cy, howMany(t.Total.Deals, "deal"), theme.SmallB, p.Ink2)
	p.RW(sums, cy, sums-deals-12, money(t.Total.Value.Low, t.Total.Value.High, t.Total.Open), theme.SmallB, p.Ink)
}

// currency is the one that is typed, or none.
func (v *Case) currency() string {
	for _, a := range v.typed() {
		if a.Kind == "currency" {
			return a.Name
		}
	}
	return ""
}
