package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Overview is the loop with live numbers, what to do next, who was heard, and whether that is enough.
type Overview struct {
	base
	board    *widgets.Board
	data     *session.Overview
	counting counting
}

// NewOverview is the Overview screen.
func NewOverview(h Host) *Overview {
	v := &Overview{base: base{h}, data: &session.Overview{}}
	v.board = widgets.NewBoard(v.draw)
	return v
}

// Content is one board.
func (v *Overview) Content() fyne.CanvasObject { return v.board }

// Head is the title.
func (v *Overview) Head() (string, string) {
	return "Overview", fmt.Sprintf("%s from %s", plural(v.data.Interviews, "interview"), plural(v.data.Organisations, "organisation"))
}

// plural is "1 interview", "2 interviews".
func plural(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	return widgets.Number(n) + " " + noun + "s"
}

// Actions are the wave and the way to bring in more; while there is nothing, the middle of the screen says so.
func (v *Overview) Actions() []fyne.CanvasObject {
	if v.nobody() {
		return nil
	}
	return []fyne.CanvasObject{wavePicker(v.host), widgets.NewButton("Add interviews", "plus", widgets.Primary, func() { v.host.Go("import", nil) })}
}

// MinHeight keeps the cards apart in low windows.
func (v *Overview) MinHeight() float32 {
	if v.nobody() {
		return 540
	}
	return 620
}

// Show counts anew.
func (v *Overview) Show(any) { v.load() }

// Changed counts anew.
func (v *Overview) Changed(store.Change) { v.load() }

// nobody says that there is no interview in the study yet.
func (v *Overview) nobody() bool { return v.host.Session().Heard() == 0 }

// look looks through all texts for names that have come in since.
func (v *Overview) look() { lookForNames(v.host, v.load) }

// Rune looks for new names with L, where there are any.
func (v *Overview) Rune(r rune) bool {
	return (v.data.NewPeople > 0 || v.nobody()) && v.keys().Press(keyOfRune(r))
}

func (v *Overview) load() {
	s := v.host.Session()
	v.counting.do(v.host, func(wave research.ID) (func(), error) {
		d, err := s.Overview(context.Background(), wave)
		return func() {
			v.data = d
			v.board.Refresh()
			v.host.Refresh()
		}, err
	})
}

// overviewCards is how tall the lower cards are at most: what they hold never fills more.
const overviewCards = 600

func (v *Overview) draw(p *widgets.Pen) {
	x, w := float32(theme.Margin), p.W-2*theme.Margin
	if v.counting.draw(p, v.data.Interviews > 0) {
		return
	}
	if v.data.Interviews == 0 {
		v.drawBegin(p)
		return
	}
	v.drawLoop(p, x, 0, w, 292)
	y := float32(308)
	h := min(p.H-y-theme.Margin, overviewCards)
	a, b := w*.39, w*.3
	v.drawNext(p, x, y, a, h)
	v.drawOutcomes(p, x+a+16, y, b, h)
	v.drawEnough(p, x+a+b+32, y, w-a-b-32, h)
}

// drawLoop is the loop: what has come in on the upper track, what has gone out on the lower.
func (v *Overview) drawLoop(p *widgets.Pen, x, y, w, h float32) {
	d := v.data
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "The loop so far", theme.Head, p.Ink)
	p.R(x+w-20, y+26, "Names stay in the vault: everything right of “anonymised” is pseudonyms", theme.Small, p.Mute)
	l, r := x+88, x+w-90
	top, low := y+126, y+212
	p.Rect(l, top-4, r-l, 8, p.Accent)
	p.Rect(l+40, low-4, r-l-40, 8, p.Line)
	p.Arc(r, (top+low)/2, (low-top)/2+4, 0, 180, 8, p.Accent)
	p.Icon(x+44, top, 22, "arrow-right", p.Accent)
	p.C(x+44, top+24, "From buyers", theme.Caption, p.Mute)
	steps := []struct {
		icon, noun, sub string
		n               int
		screen          string
	}{
		{"interviews", "heard", "from " + plural(d.Organisations, "organisation"), d.Interviews, "interviews"},
		{"mask", "anonymised", "names are in the vault", d.Interviews, "interviews"},
		{"coding", "coded", plural(d.Codings, "coding"), d.WithCodings, "coding"},
		{"themes", "themes", fmt.Sprintf("%d hold, %d too close to call", d.Holding, d.TooClose), d.Themes, "themes"},
	}
	for i, s := range steps {
		cx := l + 50 + (r-l-100)*float32(i)/float32(len(steps)-1)
		v.drawStep(p, cx, top, top-46, s.icon, s.noun, s.sub, s.n, true, s.screen)
	}
	lower := []struct {
		icon, noun, sub string
		n               int
		screen          string
	}{
		{"quote", "quotes cleared", "to be used in the report", d.Cleared, "themes"},
		{"report", "packs issued", "checked for names", d.Issued, "report"},
	}
	for i, s := range lower {
		cx := l + (r-l)*(.32+.42*float32(i))
		if s.n > 0 {
			p.Rect(cx, low-4, r-cx, 8, p.Accent)
		}
		defer v.drawStep(p, cx, low, low+40, s.icon, s.noun, s.sub, s.n, s.n > 0, s.screen)
	}
	p.C(x+w/2, (top+low)/2, widgets.Ellipsis(d.Headline, w-260, theme.Read), theme.Read, p.Ink2)
}

func (v *Overview) drawStep(p *widgets.Pen, cx, cy, ty float32, icon, noun, sub string, n int, done bool, screen string) {
	fill, ink := p.Accent, p.OnAccent
	if !done {
		fill, ink = p.Tokens.Card, p.Mute
	}
	p.Dot(cx, cy, 22, p.Tokens.Card, nil, 0)
	p.Dot(cx, cy, 18, fill, p.Line, 1)
	p.Icon(cx, cy, 18, icon, ink)
	num := widgets.Number(n)
	nw := widgets.Measure(num, theme.Display).Width
	tw := max(widgets.Measure(noun, theme.Strong).Width, widgets.Measure(sub, theme.Caption).Width)
	x := cx - (nw+10+tw)/2
	p.L(x, ty, num, theme.Display, p.Ink)
	p.L(x+nw+10, ty-8, noun, theme.Strong, p.Ink)
	p.L(x+nw+10, ty+10, sub, theme.Caption, p.Mute)
	p.Hit("step:"+noun, cx-80, min(ty, cy)-22, 160, 90, func() { v.host.Go(screen, nil) })
}

func (v *Overview) drawNext(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "What to do next", theme.Head, p.Ink)
	if len(v.data.Next) == 0 {
		p.Para(x+20, y+52, w-40, "Nothing waits. Read the themes once more, or bring in the next interviews.", theme.Body, p.Ink2)
		return
	}
	ty := y + 52
	for i, t := range v.data.Next {
		if ty+56 > y+h {
			break
		}
		if i > 0 {
			p.HLine(x+20, ty-4, w-40, p.Line)
		}
		p.Box(x+20, ty+8, 32, 32, 6, p.AccentSoft, nil)
		p.Icon(x+36, ty+24, 18, t.Icon, p.Accent)
		p.LW(x+64, ty+16, w-160, t.Title, theme.Strong, p.Ink)
		p.LW(x+64, ty+34, w-160, t.Detail, theme.Small, p.Mute)
		var arg any
		if t.Interview != "" {
			arg = t.Interview
		}
		k := "next:" + t.Screen + t.Title
		aw := widgets.Measure(t.Action, theme.Body).Width
		if p.Hover == k {
			p.Box(x+w-aw-56, ty+9, aw+40, 30, 6, p.Tokens.Hover, nil)
		}
		p.L(x+w-aw-44, ty+24, t.Action, theme.Body, p.Accent)
		p.Icon(x+w-30, ty+24, 14, "right", p.Accent)
		act := func() { v.host.Go(t.Screen, arg) }
		if t.Screen == session.LookForNames {
			act = v.look
			if key := v.keys().Of("overview.look"); key != "" {
				p.Key(x+w-aw-52-widgets.KeyWidth(key), ty+24, key)
			}
		}
		p.Hit(k, x+12, ty, w-24, 48, act)
		ty += 58
	}
}

func (v *Overview) drawOutcomes(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "Heard by outcome", theme.Head, p.Ink)
	most := 1
	for _, o := range v.data.Outcomes {
		most = max(most, o.Interviews)
	}
	step := min(float32(50), (h-90)/float32(max(1, len(v.data.Outcomes))))
	typ, heavy, bar, high := theme.Body, theme.Strong, float32(16), float32(6)
	if step < 34 { // so that a bar stands nearer to its own words than to the next ones
		typ, heavy, bar, high = theme.Small, theme.SmallB, 10, 3
	}
	ty := y + 58
	for _, o := range v.data.Outcomes {
		tx := x + 20 + p.LW(x+20, ty, w-130, o.Outcome.String(), typ, p.Ink)
		if room := x + w - 20 - widgets.Width(widgets.Number(o.Interviews), heavy) - 10 - tx - 10; !o.Shown {
			say := "merged in exports"
			if widgets.Width(say, theme.Caption)+16 > room {
				say = "merged"
			}
			p.Chip(tx+10, ty, say, p.Warn, p.WarnSoft, false)
		}
		p.R(x+w-20, ty, widgets.Number(o.Interviews), heavy, p.Ink)
		p.Bar(x+20, ty+bar, w-40, high, float32(o.Interviews)/float32(most), widgets.OutcomeMark(p.Tokens, o.Outcome))
		ty += step
	}
	p.HLine(x+20, y+h-38, w-40, p.Line)
	p.LW(x+20, y+h-20, w-40, fmt.Sprintf("A figure that leaves is about %d interviews or more", v.host.Session().Study().MinInterviews), theme.Caption, p.Mute)
}

func (v *Overview) drawEnough(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.L(x+20, y+26, "Have we heard enough?", theme.Head, p.Ink)
	ty := p.ParaMax(x+20, y+44, w-40, 3, v.data.SaturationSays, theme.Small, p.Ink2)
	runs := v.data.Saturation
	if len(runs) < 2 {
		return
	}
	l, r, top := x+56, x+w-24, ty+24
	low := min(y+h-56, top+(r-l)*.6) // no taller than a chart is wide
	most := .5
	for _, s := range runs {
		most = max(most, s)
	}
	at := func(i int, s float64) (float32, float32) {
		return l + (r-l)*float32(i)/float32(len(runs)-1), low - (low-top)*float32(s/most)
	}
	for _, g := range []float64{0, most / 2, most} {
		_, gy := at(0, g)
		p.HLine(l, gy, r-l, p.Line)
		p.R(l-8, gy, fmt.Sprintf("%.0f%%", g*100), theme.Caption, p.Mute)
	}
	_, ly := at(0, .05)
	p.HLine(l, ly, r-l, p.LossPale)
	p.C((l+r)/2, low+34, "red: five per cent, which is enough", theme.Caption, p.LossInk)
	px, py := at(0, runs[0])
	for i, s := range runs {
		cx, cy := at(i, s)
		p.Seg(px, py, cx, cy, 2, p.Accent)
		px, py = cx, cy
	}
	p.C((l+r)/2, low+18, "share of new codes, as interviews came in", theme.Caption, p.Mute)
}
