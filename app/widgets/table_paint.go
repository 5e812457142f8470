package widgets

import (
	"fmt"
	"image/color"
	"strconv"

	"openloop/app/theme"
)

const (
	tableInset = 16 // left and right of the columns
	tableGap   = 14 // between columns
	sampled    = 200
)

// text is what stands in a cell.
func (t *Table) text(column, record int) string {
	c := t.Columns[column]
	switch {
	case c.Text != nil:
		return c.Text(record)
	case c.Outcome != nil:
		return outcomeWord(c.Outcome(record))
	}
	return ""
}

// layout shares the width among the columns: fixed ones as they are, the others as wide as their texts,
// what is left among those that grow, and what is missing from the widest.
func (t *Table) layout(w float32) {
	if t.wide == w && len(t.widths) == len(t.Columns) {
		return
	}
	t.wide, t.widths = w, make([]float32, len(t.Columns))
	rest := w - 2*tableInset - tableGap*float32(len(t.Columns)-1)
	grow := 0
	for i := range t.Columns {
		t.widths[i] = t.natural(i)
		rest -= t.widths[i]
		if t.Columns[i].Grow {
			grow++
		}
	}
	switch {
	case rest > 0:
		for i := range t.Columns {
			if t.Columns[i].Grow {
				t.widths[i] += rest / float32(grow)
			}
		}
	case rest < 0:
		t.shrink(-rest)
	}
}

// natural is how wide a column wants to be, by its heading and its first texts.
func (t *Table) natural(i int) float32 {
	c := t.Columns[i]
	if c.Width > 0 {
		return c.Width
	}
	most := c.Most
	if most == 0 {
		most = 260
	}
	w := Width(c.Title, theme.CaptionB)
	if !c.NoSort {
		w += 14
	}
	for n := range min(len(t.order), sampled) {
		switch {
		case c.Outcome != nil:
			w = max(w, OutcomeWidth(c.Outcome(t.order[n])))
		default:
			w = max(w, Width(t.text(i, t.order[n]), c.typ()))
		}
	}
	return px(max(c.Least, min(w, most)) + .5)
}

// shrink takes width from the columns that are not fixed, the widest first, and never below 44.
func (t *Table) shrink(missing float32) {
	for missing > .5 {
		widest := -1
		for i, c := range t.Columns {
			if c.Width == 0 && t.widths[i] > max(44, c.Least) && (widest < 0 || t.widths[i] > t.widths[widest]) {
				widest = i
			}
		}
		if widest < 0 {
			return
		}
		take := min(missing, 4)
		t.widths[widest] -= take
		missing -= take
	}
}

func (c *TableColumn) typ() theme.Type {
	if c.Strong {
		return theme.SmallB
	}
	return theme.Small
}

// each calls fn for every column with where it stands.
func (t *Table) each(w float32, fn func(i int, c *TableColumn, x, cw float32)) {
	t.layout(w)
	x := float32(tableInset)
	for i := range t.Columns {
		fn(i, &t.Columns[i], x, t.widths[i])
		x += t.widths[i] + tableGap
	}
}

func (t *Table) paintHead(p *Pen) {
	p.ListHead()
	t.each(p.W, func(i int, c *TableColumn, x, w float32) {
		ink := p.Mute
		key := "sort:" + strconv.Itoa(i)
		if i == t.sort || p.Hover == key && !c.NoSort {
			ink = p.Ink
		}
		t.heading(p, i, c, x, w, ink)
		if !c.NoSort && (c.Text != nil || c.Less != nil || c.Outcome != nil) {
			p.region(hit{key: key, x: x - 6, y: 3, w: w + 12, h: p.H - 7, radius: 4, stop: true, fn: func() { t.SortBy(i, i == t.sort && !t.desc) }})
		}
	})
}

func (t *Table) heading(p *Pen, i int, c *TableColumn, x, w float32, ink color.NRGBA) {
	cy, room := p.H/2-1, w
	arrow := ""
	if i == t.sort {
		arrow, room = "up", w-14
		if t.desc {
			arrow = "down"
		}
	}
	title := Ellipsis(c.Title, room, theme.CaptionB)
	if c.Right {
		p.R(x+w, cy, title, theme.CaptionB, ink)
		p.Icon(x+w-Width(title, theme.CaptionB)-8, cy+1, 12, arrow, p.Ink)
		return
	}
	p.Icon(x+p.L(x, cy, title, theme.CaptionB, ink)+9, cy+1, 12, arrow, p.Ink)
}

func (t *Table) paintRow(p *Pen, row int, y, w float32, chosen bool) {
	if row >= len(t.order) {
		return
	}
	t.rows.Ground(p, row, y, w, chosen)
	record, cy := t.order[row], y+theme.RowHeight/2
	t.each(w, func(i int, c *TableColumn, x, cw float32) {
		switch {
		case c.Paint != nil:
			c.Paint(p, record, x, cy, cw)
		case c.Outcome != nil:
			p.Outcome(x-2, cy, c.Outcome(record))
		default:
			t.cell(p, c, t.text(i, record), x, cy, cw)
		}
	})
}

func (t *Table) cell(p *Pen, c *TableColumn, s string, x, cy, w float32) {
	ink := p.Ink2
	switch {
	case c.Strong:
		ink = p.Ink
	case c.Mute:
		ink = p.Mute
	}
	if c.Right {
		p.RW(x+w, cy, w, s, c.typ(), ink)
		return
	}
	p.LW(x, cy, w, s, c.typ(), ink)
}

// String says in tests how the table is sorted.
func (t *Table) String() string {
	return fmt.Sprintf("%d records, sorted by %d, from the end: %v", len(t.order), t.sort, t.desc)
}
