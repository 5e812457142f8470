package views

import (
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
)

// heatCellW and heatCellH are the most that a cell takes in a large window.
const heatCellW, heatCellH = 96, 38

func (v *Themes) drawHeat(p *widgets.Pen, x, y, w, h float32) {
	p.Card(x, y, w, h)
	m := v.data.Stages
	p.LW(x+20, y+24, w-40, heatTitle(m), theme.Head, p.Ink)
	p.LW(x+20, y+43, w-40, "Interviews that spoke of a stage. Hatched: withheld in exports; amber: merged there with others", theme.Small, p.Mute)
	if len(m.Classes) == 0 {
		return
	}
	label := min(w*.34, 200)
	l, top := x+20+label+8, y+84
	cw, ch := min(heatCellW, (x+w-16-l)/float32(len(m.Classes))), min(heatCellH, (y+h-18-top)/float32(len(m.Stages)))
	most := 1
	for _, r := range m.Counts {
		for _, n := range r {
			most = max(most, n)
		}
	}
	for j, c := range m.Classes {
		ink := p.Mute
		if v.marks.Outcome(c.Key) != "" {
			ink = p.Warn
		}
		p.CW(l+(float32(j)+.5)*cw, top-22, cw-2, short(c.Name), theme.Tiny, ink)
		p.C(l+(float32(j)+.5)*cw, top-9, fmt.Sprint(m.Bases[j]), theme.Tiny, ink)
	}
	for i, st := range m.Stages {
		cy := top + (float32(i)+.5)*ch
		p.RW(x+20+label, cy, label, st.Name, theme.Small, p.Ink)
		for j, c := range m.Classes {
			v.drawCell(p, st, c, j, m.Counts[i][j], most, l+float32(j)*cw+1, top+float32(i)*ch+1, cw-2, ch-2)
		}
	}
}

// short is an outcome's name for a narrow column.
func short(name string) string {
	switch name {
	case research.QualifiedNoDeal.String():
		return "Qualified"
	case research.UnqualifiedLead.String():
		return "Lead"
	case research.NoDecision.String():
		return "No dec."
	case research.LeadFollowUp.String():
		return "Follow-up"
	}
	return name
}

func (v *Themes) drawCell(p *widgets.Pen, st research.Stage, c analysis.Class, j, n, most int, x, y, w, h float32) {
	fill, ink := p.HeatAt(float64(n) / float64(most))
	if n == 0 {
		fill, ink = p.Sunken, p.Mute
	}
	k := fmt.Sprintf("cell:%d:%s", st.Number, c.Key)
	edge := colour{}
	if p.Hover == k {
		edge = p.Ink
	}
	p.Box(x, y, w, h, 2, fill, edge)
	p.C(x+w/2, y+h/2, fmt.Sprint(n), theme.SmallB, ink)
	why := func() string { return v.marks.Stage(st.Number, c.Key) }
	if v.marks.Outcome(c.Key) == "" && why() != "" {
		p.Hatch(x+w-min(9, w*.16), y, min(9, w*.16), h)
	}
	p.Hit(k, x, y, w, h, func() {
		v.ask(session.Asked{Title: st.Name + ", " + c.Name, Stage: st.Number, Outcomes: []research.Outcome{research.Outcome(c.Key)}, Wave: v.host.Wave()}, why)
	})
}

// heatTitle says at which stage the losses are talked of most.
func heatTitle(m analysis.Matrix) string {
	for j, c := range m.Classes {
		if research.Outcome(c.Key) != research.Lost {
			continue
		}
		best := -1
		for i := range m.Stages {
			if best < 0 || m.Counts[i][j] > m.Counts[best][j] {
				best = i
			}
		}
		if best >= 0 && m.Counts[best][j] > 0 {
			return "Lost buyers speak most of: " + m.Stages[best].Name
		}
	}
	return "Stages by outcome"
}
