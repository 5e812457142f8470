package views

import (
	"fmt"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/analysis"
)

// drawSide is what stands around the quotes behind a figure.
func (v *Explore) drawSide(p *widgets.Pen) {
	if v.behind == nil {
		return
	}
	b := v.behind
	p.Card(0, 0, p.W, p.H)
	p.LW(16, 26, p.W-60, b.Asked.Title, theme.Head, p.Ink)
	p.IconButton(p.W-24, 26, "close", "close", "Close", v.closeSide)
	p.LW(16, 50, p.W-32, analysis.NewShare(b.Interviews, b.Base).String()+" interviews", theme.Small, p.Ink2)
	cleared := 0
	for _, q := range b.Quotes {
		if q.Cleared {
			cleared++
		}
	}
	words := fmt.Sprintf("%s, %d cleared for the report", plural(b.Mentions, "passage"), cleared)
	if b.More {
		words += fmt.Sprintf("; the first %d are listed", len(b.Quotes))
	}
	p.LW(16, 69, p.W-32, words, theme.Small, p.Mute)
	p.HLine(1, 83, p.W-2, p.Line)
	if len(b.Quotes) == 0 {
		p.Para(16, 100, p.W-32, "Nobody spoke of this.", theme.Body, p.Ink2)
	}
	p.HLine(1, p.H-48, p.W-2, p.Line)
	if len(b.Quotes) > 0 {
		p.Button(16, p.H-24, "Read in place", "coding", widgets.Secondary, func() { v.readInPlace(max(0, v.quotes.Chosen())) })
	}
}

// drawQuote is one passage, or an interview of which there is none.
func (v *Explore) drawQuote(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if v.behind == nil || i >= len(v.behind.Quotes) {
		return
	}
	q := v.behind.Quotes[i]
	v.quotes.Ground(p, i, y, w, chosen)
	p.Rect(14, y+10, 3, 76, widgets.OutcomeMark(p.Tokens, q.Interview.Interview.Outcome))
	ty := y + 8
	if q.Text == "" {
		ty = p.ParaMax(28, ty, w-44, 2, "On file for this interview; no passage of it has this code.", theme.Body.Slanted(), p.Mute)
	} else {
		ty = p.ParaMax(28, ty, w-44, 2, "“"+q.Text+"”", theme.Body.Slanted(), p.Ink)
	}
	p.LW(28, ty+8, w-44, fmt.Sprintf("%s · %s, %s", q.Interview.Interview.Label, q.Interview.RoleBand(), q.Interview.Organisation.Segment), theme.Small, p.Mute)
	if q.Text == "" {
		return
	}
	cx := 28 + p.Chip(28, y+80, widgets.Ellipsis(q.Placed.Code.Name, w*.5, theme.Caption), p.Stage(q.Placed.Code.Stage), p.Tint(q.Placed.Code.Stage), false)
	p.Polarity(cx+16, y+80, q.Placed.Polarity)
	p.Weight(cx+28, y+81, q.Placed.Weight)
	if q.Cleared {
		p.Icon(cx+58, y+80, 14, "check", p.Accent)
		p.LW(cx+70, y+80, w-cx-78, "Cleared", theme.Caption, p.Accent)
	}
}
