package views

import (
	"fmt"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
)

// dotsTitle says what the dot plot shows, as a finding, the same as on Overview.
func (v *Themes) dotsTitle() string {
	best, ok := v.data.Strongest()
	if !ok {
		for _, t := range v.data.Themes {
			if t.Holds {
				return "“" + t.Theme.Name + "” is what buyers say; it seldom decided"
			}
		}
		return "No theme sets lost and won clearly apart yet"
	}
	marks := "marks the losses"
	if v.data.Themes[best].Compared.Diff < 0 {
		marks = "marks the wins"
	}
	return "“" + v.data.Themes[best].Theme.Name + "” " + marks
}

func (v *Themes) drawDots(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	p.LW(x+20, y+24, w-40, v.dotsTitle(), theme.Head, p.Ink)
	p.LW(x+20, y+43, w-40, "Share of interviews naming the theme, with 95% intervals. Hatched: withheld in exports", theme.Small, p.Mute)
	label, counts := min(w*.27, 270), min(w*.36, 380)
	l, r := x+20+label+14, x+w-counts-16
	at := func(s float64) float32 { return l + (r-l)*float32(s) }
	top, step := y+76, (h-76-28)/float32(len(v.data.Themes))
	for _, g := range []float64{0, .25, .5, .75, 1} {
		p.VLine(at(g), top-6, step*float32(len(v.data.Themes))+6, p.Line)
		p.C(at(g), y+h-14, fmt.Sprintf("%.0f%%", g*100), theme.Tiny, p.Mute)
	}
	c1, c2, c3 := r+counts*.19, r+counts*.4, r+counts*.46
	p.R(c1, y+62, v.data.Lost.Name, theme.CaptionB, p.LossInk)
	p.R(c2, y+62, v.data.Won.Name, theme.CaptionB, p.Accent)
	p.L(c3, y+62, v.data.Lost.Name+" against "+strings.ToLower(v.data.Won.Name), theme.CaptionB, p.Mute)
	for i, t := range v.data.Themes {
		cy := top + step*(float32(i)+.5)
		v.drawTheme(p, t, x+20, label, cy, step, at, c1, c2, c3, x+w-12)
	}
}

func (v *Themes) drawTheme(p *widgets.Pen, t session.ThemeRow, x, label, cy, step float32, at func(float64) float32, c1, c2, c3, end float32) {
	ty, words := theme.Body, theme.Small
	lost, won := p.Faint(p.Loss), p.Faint(p.Accent)
	if t.Holds {
		ty, lost, won = theme.Strong, p.Loss, p.Accent
	}
	k := "theme:" + string(t.Theme.ID)
	if p.Hover == k {
		p.Box(x-8, cy-step/2+1, label+12, step-2, 6, p.Tokens.Hover, nil)
	}
	p.RW(x+label, cy, label, t.Theme.Name, ty, p.Ink)
	p.Hit(k, x-8, cy-step/2, label+12, step, func() { v.ask(v.themeAsked(t, ""), func() string { return "" }) })
	d := min(step*.22, 7)
	whisker(p, at, t.Lost, cy-d, lost, false)
	whisker(p, at, t.Won, cy+d, won, true)
	p.R(c1, cy, fmt.Sprintf("%d of %d", t.Lost.X, t.Lost.N), words, p.LossInk)
	p.R(c2, cy, fmt.Sprintf("%d of %d", t.Won.X, t.Won.N), words, p.Accent)
	v.hitCount(p, c1, cy, step, t, research.Lost)
	v.hitCount(p, c2, cy, step, t, research.Won)
	verdict, vt, ink := verdictWords(t), theme.Small.Slanted(), p.Mute
	if t.Holds {
		vt, ink = theme.SmallB, p.Ink
		if widgets.Measure(verdict, vt).Width > end-c3-26 {
			verdict = strings.Replace(verdict, " more often", ",", 1)
		}
	}
	p.LW(c3, cy, end-c3-26, verdict, vt, ink)
	p.IconButton(end-12, cy, "edit:"+string(t.Theme.ID), "edit", "Change this theme", func() { v.edit(t.Theme) })
}

func (v *Themes) hitCount(p *widgets.Pen, right, cy, step float32, t session.ThemeRow, o research.Outcome) {
	p.Hit("count:"+string(o)+":"+string(t.Theme.ID), right-62, cy-step/2, 66, step, func() { v.ask(v.themeAsked(t, o), func() string { return v.marks.Theme(t.Theme.ID, o) }) })
	if v.marks.Theme(t.Theme.ID, o) != "" {
		p.Hatch(right+4, cy-min(step-4, 20)/2, 6, min(step-4, 20))
	}
}

func (v *Themes) themeAsked(t session.ThemeRow, o research.Outcome) session.Asked {
	a := session.Asked{Title: t.Theme.Name, Codes: t.Theme.Codes, Polarity: t.Theme.Says.Polarity(), Wave: v.host.Wave()}
	switch o {
	case research.Lost:
		a.Outcomes, a.Title = v.data.Lost.Outcomes, t.Theme.Name+", "+v.data.Lost.Name
	case research.Won:
		a.Outcomes, a.Title = v.data.Won.Outcomes, t.Theme.Name+", "+v.data.Won.Name
	}
	return a
}

// whisker is a share with its interval: a dot for lost, a square for won.
func whisker(p *widgets.Pen, at func(float64) float32, s analysis.Share, cy float32, c colour, square bool) {
	if s.N == 0 {
		return
	}
	l, r := at(s.Interval.Low), at(s.Interval.High)
	p.Seg(l, cy, r, cy, 1.5, c)
	p.Seg(l, cy-3, l, cy+3, 1.5, c)
	p.Seg(r, cy-3, r, cy+3, 1.5, c)
	x := at(s.Value())
	if square {
		p.Box(x-4.5, cy-4.5, 9, 9, 1, c, p.Tokens.Card)
		return
	}
	p.Dot(x, cy, 5, c, p.Tokens.Card, 1)
}

// verdictWords says the difference in words: no stars.
func verdictWords(t session.ThemeRow) string {
	points := int(t.Compared.Diff*100 + .5)
	if t.Compared.Diff < 0 {
		points = int(t.Compared.Diff*100 - .5)
	}
	switch {
	case t.Holds && points > 0:
		return fmt.Sprintf("%d points more often lost", points)
	case t.Holds:
		return fmt.Sprintf("%d points more often won", -points)
	case t.Compared.Verdict == analysis.TooFew:
		return "too few to say"
	}
	return "too close to call"
}
