package views

import (
	"fmt"
	"image/color"
	"sort"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
)

type colour = color.NRGBA

// sort lists the codes in the order that was chosen; heads without a figure of their own stay out.
func (v *Themes) sort() {
	v.rows = v.rows[:0]
	for _, c := range v.data.Codes {
		if c.Code.Parent == "" && c.Interviews == 0 {
			continue
		}
		v.rows = append(v.rows, c)
	}
	switch v.order {
	case 1:
		sort.SliceStable(v.rows, func(i, j int) bool { return v.rows[i].Interviews > v.rows[j].Interviews })
	case 2:
		sort.SliceStable(v.rows, func(i, j int) bool { return v.rows[i].Mentions > v.rows[j].Mentions })
	}
}

// codeColumns are where the columns of the code table end, from the label's end on.
func (v *Themes) codeColumns(w float32) (label, mentions, share float32, classes []float32) {
	label = min(w*.34, 320)
	mentions = label + 70
	share = mentions + 150
	step := (w - share - 16) / float32(max(1, len(v.data.Outcomes)))
	for i := range v.data.Outcomes {
		classes = append(classes, share+step*float32(i+1))
	}
	return label, mentions, share, classes
}

// codeOrders are the orders of the code table, as its heads and the key go through them.
var codeOrders = []string{"as in the codebook", "most interviews first", "most mentions first"}

// turnOrder goes on to the next order of the code table.
func (v *Themes) turnOrder() { v.orderBy((v.order + 1) % len(codeOrders)) }

func (v *Themes) orderBy(order int) {
	if v.showing != "codes" {
		return
	}
	v.order = order
	v.sort()
	v.show()
	v.host.Say("Codes " + codeOrders[order] + ".")
}

// drawCodeHeads names the columns of the code table; three of them put it in order.
func (v *Themes) drawCodeHeads(p *widgets.Pen, y float32) {
	label, mentions, share, classes := v.codeColumns(p.W - 2)
	p.Box(0, y-17, p.W, 34, theme.RadiusCard, p.Sunken, nil)
	p.Rect(0, y, p.W, 17, p.Sunken)
	head := func(key, words string, left, right float32, order int) {
		ink, ty := p.Mute, theme.CaptionB
		if v.order == order {
			ink = p.Ink
		}
		if left >= 0 {
			p.LW(left, y, right-left, words, ty, ink)
		} else {
			left = right - p.RW(right, y, 110, words, ty, ink)
		}
		p.Hit("head:"+key, left-4, y-15, right-left+8, 30, func() { v.orderBy(order) })
	}
	head("code", "Code", 32, label, 0)
	head("mentions", "Mentions", -1, mentions, 2)
	head("interviews", "Interviews", -1, share, 1)
	for j, o := range v.data.Outcomes {
		ink := p.Mute
		if v.marks.Outcome(o.Key) != "" {
			ink = p.Warn
		}
		p.RW(classes[j]-12, y, classes[j]-classesFrom(classes, j, share)-14, short(o.Name), theme.CaptionB, ink)
	}
}

// classesFrom is where a class column begins.
func classesFrom(ends []float32, j int, first float32) float32 {
	if j == 0 {
		return first
	}
	return ends[j-1]
}

func (v *Themes) drawCode(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.rows) {
		return
	}
	r := v.rows[i]
	v.codes.Ground(p, i, y, w, chosen)
	label, mentions, share, classes := v.codeColumns(w)
	cy := y + 15
	p.StageMark(14, cy, r.Code.Stage)
	p.LW(32, cy, label-40, r.Code.Title(), theme.Strong, p.Ink)
	p.R(mentions, cy, fmt.Sprint(r.Mentions), theme.Small, p.Ink2)
	p.R(share, cy, analysis.NewShare(r.Interviews, r.Base).String(), theme.Small, p.Ink)
	if v.marks.Code(r.Code) != "" {
		p.Hatch(share+4, y+2, 6, 26)
	}
	for j, c := range r.ByClass {
		if j >= len(classes) {
			break
		}
		ink := p.Ink
		if c.Interviews == 0 {
			ink = p.Mute
		}
		p.R(classes[j]-12, cy, fmt.Sprintf("%d of %d", c.Interviews, c.Base), theme.Small, ink)
		if v.marks.CodeOf(r.Code, c.Key) != "" {
			p.Hatch(classes[j]-8, y+2, 6, 26)
		}
		from := classesFrom(classes, j, share)
		p.Hit(fmt.Sprintf("of:%d:%s", i, c.Key), from+12, y, classes[j]-from-12, 30, func() { v.askCodeOf(i, j) })
	}
}

// askCode lists what is behind a code's total.
func (v *Themes) askCode(i int) {
	if i < 0 || i >= len(v.rows) {
		return
	}
	c := v.rows[i].Code
	v.ask(session.Asked{Title: c.Name, Codes: []research.ID{c.ID}, Wave: v.host.Wave()}, func() string { return v.marks.Code(c) })
}

// askCodeOf lists what is behind a code's figure of an outcome.
func (v *Themes) askCodeOf(i, class int) {
	c, o := v.rows[i].Code, v.data.Outcomes[class]
	v.codes.Mark(i)
	v.ask(session.Asked{Title: c.Name + ", " + o.Name, Codes: []research.ID{c.ID}, Outcomes: []research.Outcome{research.Outcome(o.Key)}, Wave: v.host.Wave()},
		func() string { return v.marks.CodeOf(c, o.Key) })
}
