package views

import (
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
)

// draw is what stands around the quotes.
func (c *behindCard) draw(p *widgets.Pen) {
	if !c.open() {
		return
	}
	b := c.data
	p.Card(0, 0, p.W, p.H)
	p.IconButton(p.W-24, 26, "close", "close", "Close", c.close)
	y := p.ParaMax(16, 26-theme.Head.Lead()/2, p.W-60, 2, b.Asked.Title, theme.Head, p.Ink)
	y += 50 - 26 - theme.Head.Lead()/2
	p.LW(16, y, p.W-32, analysis.NewShare(b.Interviews, b.Base).String()+" interviews", theme.Small, p.Ink2)
	p.LW(16, y+19, p.W-32, c.heardWords(), theme.Small, p.Mute)
	if why := c.why(); why != "" {
		p.Hatch(16, y+32, 14, 16)
		p.Para(38, y+31, p.W-54, withheldWords(why), theme.Small, p.Warn)
	}
	head := c.head(p.W)
	p.HLine(1, head-1, p.W-2, p.Line)
	if len(b.Quotes) == 0 {
		words := "Nobody spoke of this."
		if b.Interviews > 0 {
			words = "This interview brought nothing that had not been heard before."
		}
		p.Para(16, head+16, p.W-32, words, theme.Body, p.Ink2)
	}
	p.HLine(1, p.H-behindFoot, p.W-2, p.Line)
	c.drawFoot(p)
}

// drawFoot is what can be done with the passage in hand.
func (c *behindCard) drawFoot(p *widgets.Pen) {
	q, ok := c.chosen()
	if !ok {
		return
	}
	w := float32(0)
	if q.Text != "" && !c.host.Session().ReadOnly() && mayQuote(q, research.ConsentFree, research.ConsentReworded) {
		label := "Clear for the report"
		if q.Cleared {
			label = "Take back"
		}
		w = p.Button(16, p.H-behindFoot/2, label, "quote", widgets.Secondary, c.toggleClear) + 8
	}
	p.Button(16+w, p.H-behindFoot/2, "Read in place", "", widgets.Quiet, func() { c.readInPlace(0) })
}

// heardWords says how many passages there are, how many of them may be printed, and how many are listed.
func (c *behindCard) heardWords() string {
	cleared := 0
	for _, q := range c.data.Quotes {
		if q.Cleared {
			cleared++
		}
	}
	words := fmt.Sprintf("%s, %d cleared for the report", plural(c.data.Mentions, "passage"), cleared)
	if c.data.More {
		words += fmt.Sprintf("; the first %d are listed", len(c.data.Quotes))
	}
	return words
}

// drawRow is one passage, or an interview of which there is none.
func (c *behindCard) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if !c.open() || i >= len(c.data.Quotes) {
		return
	}
	q := c.data.Quotes[i]
	c.rows.Ground(p, i, y, w, chosen)
	p.Rect(14, y+10, 3, behindRow-20, widgets.OutcomeMark(p.Tokens, q.Interview.Interview.Outcome))
	words, ink := "“"+q.Text+"”", p.Ink
	if q.Text == "" {
		words, ink = "On file for this interview; no passage of it has this code.", p.Mute
	}
	p.ParaMax(28, y+8, w-44, 2, words, theme.Body.Slanted(), ink)
	p.LW(28, y+57, w-44, whoSaid(q.Interview), theme.Small, p.Mute)
	if q.Text == "" {
		return
	}
	c.drawStanding(p, q, y+80, w)
}

// drawStanding is the code of a passage, on which side it speaks and how much it weighed, and whether it may be printed.
func (c *behindCard) drawStanding(p *widgets.Pen, q session.QuoteRow, cy, w float32) {
	x := 28 + p.Chip(28, cy, widgets.Ellipsis(q.Placed.Code.Name, w*.45, theme.Caption), p.Stage(q.Placed.Code.Stage), p.Tint(q.Placed.Code.Stage), false)
	p.Polarity(x+16, cy, q.Placed.Polarity)
	p.Weight(x+28, cy+1, q.Placed.Weight)
	icon, say, ink := "", "", p.Mute
	switch {
	case q.Cleared:
		icon, say, ink = "check", "Cleared", p.Accent
	case !mayQuote(q, research.ConsentFree, research.ConsentReworded):
		icon, say = "lock", "No quotes"
	case !mayQuote(q, research.ConsentFree):
		icon, say, ink = "edit", "Reword first", p.Warn
	}
	if icon != "" {
		p.Icon(x+60, cy, 14, icon, ink)
		p.LW(x+72, cy, w-x-80, say, theme.Caption, ink)
	}
}
