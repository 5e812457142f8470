package report

import (
	"slices"
	"sort"

	"openloop/report/chart"
	"openloop/research"
	"openloop/research/privacy"
)

// leadRows is how many codes the page on leads shows.
const leadRows = 9

// leadGroups are the released groups of enquiries that never became a deal.
func (b *builder) leadGroups() []privacy.Group {
	var r []privacy.Group
	for _, g := range b.groups {
		if g.Key == "leads" || g.Key == string(research.UnqualifiedLead) || g.Key == string(research.LeadFollowUp) {
			r = append(r, g)
		}
	}
	return r
}

// leadCodes are the codes that those groups name most, by the figures that are shown; those of which one is withheld
// stand behind, by name. A retired or whole stage's entry is none.
func (b *builder) leadCodes() (codes []research.Code, top int) {
	groups := b.leadGroups()
	named := map[research.ID]int{}
	hidden := map[research.ID]bool{}
	for _, c := range b.in.Book.Codes {
		if c.Parent == "" || c.MergedInto != "" {
			continue
		}
		for _, g := range groups {
			f := b.figure(OfCode, c.Ref, g.Key)
			named[c.ID] += f.X
			hidden[c.ID] = hidden[c.ID] || !f.Shown
		}
		if named[c.ID] > 0 && !hidden[c.ID] {
			codes = append(codes, c)
		}
	}
	sort.SliceStable(codes, func(i, j int) bool { return named[codes[i].ID] > named[codes[j].ID] })
	if len(codes) > 1 && named[codes[0].ID] > named[codes[1].ID] || len(codes) == 1 {
		top = 1
	}
	return codes[:min(len(codes), leadRows)], top
}

// leadsPage is what those say whose enquiries went no further. There is none where they cannot be shown by themselves,
// or where nothing of what they said can.
func (b *builder) leadsPage() {
	groups := b.leadGroups()
	codes, top := b.leadCodes()
	if len(groups) == 0 || len(codes) < 2 {
		return
	}
	w := pageWordsOf(b.in.Lang)
	title := Label(w.LeadsPlain)
	if top == 1 {
		title = fitting(fill(w.LeadsTitle, b.inside(b.name(codes[0].Name))), title)
	}
	n := 0
	for _, g := range groups {
		n += g.Members.Count()
	}
	pg, y := b.addPage(LeadsAndHandOffs, layoutWordsOf(b.in.Lang).Leads, layoutWordsOf(b.in.Lang).Leads, title, Label(w.LeadsSub), fill(w.LeadsFooter, b.w.interviews(n)))
	right := 270.0
	if !b.leadSide(pg, groups, marginX+inner-right, y, right) {
		right = -36
	}
	h := bottom - y
	if len(groups) == 1 {
		h = min(h, 64+float64(len(codes))*44)
	}
	pg.put(marginX, y, inner-right-36, h, drawing{b.leadChart(groups, codes)})
}

// leadChart is what they speak of: dots with intervals where they are one group, a grid where they are two.
func (b *builder) leadChart(groups []privacy.Group, codes []research.Code) chart.Model {
	w := pageWordsOf(b.in.Lang)
	b.onLeads = map[string]bool{}
	for _, code := range codes {
		for _, g := range groups {
			b.onLeads[code.Ref+"|"+g.Key] = true
		}
	}
	if len(groups) == 1 {
		d := chart.Dots{Head: chart.Head{Title: string(w.LeadsChart), Sub: string(w.LeadsDotsSub)}, NameA: b.groupName(groups[0]).s, PlainA: true, PerCent: b.w.perCent(),
			Withheld: string(b.w.Withheld), WithheldKey: string(b.w.WithheldKey)}
		for _, code := range codes {
			d.Rows = append(d.Rows, chart.Dot{Name: b.name(code.Name).s, Key: "code:" + code.Ref + "|" + groups[0].Key, A: b.estimate(b.figure(OfCode, code.Ref, groups[0].Key))})
		}
		return d
	}
	c := chart.Heat{Head: chart.Head{Title: string(w.LeadsChart), Sub: string(w.LeadsChartSub)}, Low: string(b.w.HeatLow), High: string(b.w.HeatHigh), Withheld: string(b.w.WithheldKey), RowMost: 34}
	for _, g := range groups {
		name, base := b.groupHead(g)
		c.Cols, c.Bases = append(c.Cols, name), append(c.Bases, base)
	}
	for _, code := range codes {
		row := chart.HeatRow{Name: b.name(code.Name).s, Tick: b.doc.Palette().Stage(code.Stage)}
		for _, g := range groups {
			f := b.figure(OfCode, code.Ref, g.Key)
			row.Cells = append(row.Cells, chart.Cell{Key: "code:" + code.Ref + "|" + g.Key, Text: b.w.num(f.X).s, Note: interval(f), Value: f.Share(), Shown: f.Shown})
		}
		c.Rows = append(c.Rows, row)
	}
	return c
}

// leadSide is where most goes wrong for them, and what they say, at the right; false where there is neither.
func (b *builder) leadSide(pg *Page, groups []privacy.Group, x, y, w float64) bool {
	top := y
	for _, g := range groups {
		if s, f, ok := b.worstStage(g.Key); ok && b.hurt {
			pg.put(x, y, w, 66, big{figure: b.w.of(f.X, f.N), tone: lost, note: fill(pageWordsOf(b.in.Lang).LeadsStage, b.w.num(s.Number), b.inside(b.name(s.Name)))})
			y += 66 + 14
		}
	}
	for _, g := range slices.Concat(groups, groups) {
		if q := b.quoteFor(nil, g.Key, raised, b.taken); q != nil && y+104 <= bottom {
			h := 24 + min(132, quotePanel(b.measure, q.Words.s, w))
			pg.put(x, y, w, h, quoted{q.Words, q.Who, toneOf(q.Group)})
			y += h + 14
		}
	}
	return y > top
}

// worstStage is the stage in which something hurt in most interviews of a group, if one stands out.
func (b *builder) worstStage(group string) (top research.Stage, f Figure, ok bool) {
	second := 0
	for _, s := range b.in.Book.Stages {
		g := b.figure(OfStage, num(s.Number).s, group)
		switch {
		case g.Shown && g.X > f.X:
			second, top, f = f.X, s, g
		case g.Shown:
			second = max(second, g.X)
		}
	}
	return top, f, f.X > second
}
