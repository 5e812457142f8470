package report

import (
	"math"
	"slices"

	"openloop/report/page"
	"openloop/research/privacy"
)

// action is what a person recommends on a theme, and what it rests on.
type action struct {
	name, words  Text
	figure, says Text // "15 of 21", "interviews on lost deals say it hurt"; both empty where it is withheld
	tone         tone
}

// actionColumn is what to keep, to reverse or to start.
type actionColumn struct {
	head, sub constant
	tone      tone
	list      []action
}

// actionsLeast is how many recommendations make a page: one by itself stands on the first.
const actionsLeast = 2

// actionColumns shares the recommendations out by what buyers say of their themes: what helps is kept, what hurts is
// reversed, and what is only spoken of is a start.
func (b *builder) actionColumns() (columns []actionColumn, n int) {
	w := pageWordsOf(b.in.Lang)
	all := map[direction]*actionColumn{helps: {head: w.Keep, sub: w.KeepSub, tone: won}, hurts: {head: w.Reverse, sub: w.ReverseSub, tone: lost}, raised: {head: w.Start, sub: w.StartSub}}
	for i := range b.themes {
		t := &b.themes[i]
		words := b.name(t.theme.Recommendation)
		if words.Empty() {
			continue
		}
		c := all[t.direction]
		a := action{name: t.bare, words: words, tone: c.tone}
		group := ""
		var g privacy.Group
		switch {
		case t.direction == hurts && b.lost != nil:
			g, group = *b.lost, b.lost.Key
		case t.direction == helps && b.won != nil:
			g, group = *b.won, b.won.Key
		default:
			g = b.total
		}
		if f := b.figure(OfTheme, t.key, group); f.Shown {
			a.figure = b.w.of(f.X, f.N)
			a.says = b.saidIn(t.direction, g)
		}
		c.list = append(c.list, a)
		n++
	}
	for _, d := range []direction{helps, hurts, raised} {
		if len(all[d].list) > 0 {
			columns = append(columns, *all[d])
		}
	}
	return columns, n
}

// actionsPage is what to keep, to reverse and to start: the recommendations that a person wrote to the themes.
func (b *builder) actionsPage() {
	columns, n := b.actionColumns()
	if n < actionsLeast {
		return
	}
	w := pageWordsOf(b.in.Lang)
	name := layoutWordsOf(b.in.Lang).Actions
	pg, y := b.addPage(KeepReverse, name, name, b.actionsTitle(columns), Label(w.ActionsSub), fill(w.ActionsFooter, b.base()))
	const gap = 22
	columns = parted(columns, bottom-y)
	wide := (inner - gap*float64(len(columns)-1)) / float64(len(columns))
	size, most := actionSize, 0
	for size > 7.5 && !b.actionsFit(columns, wide, bottom-y, size, most) {
		size -= .25
	}
	for most = 12; most > 1 && !b.actionsFit(columns, wide, bottom-y, size, most); most-- {
	}
	for i, c := range columns {
		pg.put(marginX+float64(i)*(wide+gap), y, wide, bottom-y, actionList{c, size, most})
	}
}

// parted splits columns that are too long for a page, the longest first, into at most four in all.
func parted(columns []actionColumn, h float64) []actionColumn {
	for len(columns) < 4 {
		long := 0
		for i, c := range columns {
			if len(c.list) > len(columns[long].list) {
				long = i
			}
		}
		c := columns[long]
		if float64(len(c.list))*actionRoom <= h {
			break
		}
		rest := c
		half := (len(c.list) + 1) / 2
		c.list, rest.list = c.list[:half:half], c.list[half:]
		columns[long] = c
		columns = slices.Insert(columns, long+1, rest)
	}
	return columns
}

// actionsTitle names what the columns begin with.
func (b *builder) actionsTitle(columns []actionColumn) Text {
	w := pageWordsOf(b.in.Lang)
	plain := Label(w.ActionsTitle)
	first := map[constant]Text{}
	for _, c := range columns {
		first[c.head] = b.inside(c.list[0].name)
	}
	keep, reverse := first[w.Keep], first[w.Reverse]
	switch {
	case !keep.Empty() && !reverse.Empty():
		return fitting(fill(w.ActionsBoth, keep, reverse), plain)
	case !keep.Empty():
		return fitting(fill(w.ActionsKeep, keep), plain)
	case !reverse.Empty():
		return fitting(fill(w.ActionsReverse, reverse), plain)
	}
	return fitting(fill(w.ActionsStart, first[w.Start]), plain)
}

const (
	actionSize = 10.5
	actionRoom = 100.0 // about what a card takes
)

func (b *builder) actionsFit(columns []actionColumn, w, h, size float64, lines int) bool {
	most := 0.0
	for _, c := range columns {
		most = math.Max(most, actionList{c, size, lines}.height(b.measure, w))
	}
	return most <= h
}

// actionList is a column of recommendations.
type actionList struct {
	actionColumn
	size float64
	most int // lines of a recommendation; 0: all
}

const (
	actionHead = 40.0
	actionIn   = 15.0
)

// height is how tall the column is.
func (l actionList) height(m page.Measure, w float64) float64 {
	h := actionHead
	for _, a := range l.list {
		h += l.cardHeight(m, a, w) + 12
	}
	return h - 12
}

func (l actionList) cardHeight(m page.Measure, a action, w float64) float64 {
	w -= 2 * actionIn
	h := 24 + float64(len(m.Lines(a.name.s, page.Font{Size: l.size + 1.5, Bold: true}, w, 0)))*(l.size+1.5)*1.3
	h += float64(len(m.Lines(a.words.s, page.Font{Size: l.size}, w, l.most)))*l.size*1.45 + 4
	if !a.figure.Empty() {
		h += 26
	}
	return h
}

func (l actionList) draw(p *page.Pen, b Block) {
	strong, words, _ := l.tone.colours(p)
	x := p.Write(b.X, b.Y+16, string(l.head), page.Font{Size: 15, Bold: true}, words)
	p.Write(x+9, b.Y+16, p.Measure.Shorten(string(l.sub), p.Type(8.4), b.X+b.W-x-9), p.Type(8.4), p.Mute)
	p.HLine(b.X, b.Y+25, b.W, 1.4, strong)
	y := b.Y + actionHead
	for _, a := range l.list {
		h := l.cardHeight(p.Measure, a, b.W)
		p.Box(b.X, y, b.W, h, p.Panel)
		p.Box(b.X, y, 3.1, h, strong)
		name, text := page.Font{Size: l.size + 1.5, Bold: true}, page.Font{Size: l.size}
		at := p.Para(b.X+actionIn, y+12+name.Size*.9, b.W-2*actionIn, name.Size*1.3, a.name.s, name, p.Ink, 0)
		p.Para(b.X+actionIn, at-name.Size*.9+4+text.Size*.95, b.W-2*actionIn, text.Size*1.45, a.words.s, text, p.Ink2, l.most)
		if !a.figure.Empty() {
			e := p.Write(b.X+actionIn, y+h-12, a.figure.s, p.Strong(11), words)
			room := b.X + b.W - actionIn - e - 6
			f := p.Measure.Fit(a.says.s, p.Type(8.2), room, 1, 7.4)
			lines := p.Measure.Lines(a.says.s, f, room, 2)
			for i, line := range lines {
				p.Write(e+6, y+h-12-float64(len(lines)-1-i)*f.Size*1.2+float64(len(lines)-1)*2, line, f, p.Mute)
			}
		}
		y += h + 12
	}
}
