package widgets

import (
	"image/color"
	"sort"
)

// grounds draws behind the words: one tint per passage, found text, and the selection over both.
func (r *transcriptRenderer) grounds(row *transcriptRow) {
	b := r.b
	h := float32(row.line.h) - 3
	r.tints(row, h)
	for i := b.firstMatchFrom(row.line.from()); i < len(b.matches) && b.matches[i].from.before(row.line.to()); i++ {
		var edge color.Color
		if i == b.match {
			edge = b.style.MatchEdge
		}
		a, z := row.clip(b.matches[i].from, b.matches[i].to)
		for _, e := range r.extents(row, a, z) {
			r.box(b.column.text+e.x0-1, row.y+2, e.x1-e.x0+2, b.lead()-5, 3, b.style.Match, edge)
		}
	}
	r.selection(row)
}

// tints gives every stretch of a line one ground: that of the passage that began first.
func (r *transcriptRenderer) tints(row *transcriptRow, h float32) {
	if len(row.marks) == 0 {
		return
	}
	b := r.b
	r.cuts = r.cuts[:0]
	for _, i := range row.marks {
		a, z := row.clip(b.marks.all[i].from, b.marks.all[i].to)
		r.cuts = append(r.cuts, a, z)
	}
	sort.Ints(r.cuts)
	from, owner := 0, -1
	flush := func(to int) {
		if owner < 0 || from >= to {
			return
		}
		c := b.style.tint(&b.codings[b.marks.all[owner].coding])
		for _, e := range r.extents(row, from, to) {
			r.box(b.column.text+e.x0-1, row.y+1, e.x1-e.x0+2, h, 3, c, nil)
		}
	}
	for k, cut := range r.cuts {
		next := -1
		if k+1 < len(r.cuts) && r.cuts[k+1] > cut {
			next = r.ownerOf(row, cut)
		} else if k+1 < len(r.cuts) {
			continue
		}
		if next != owner {
			flush(cut)
			from, owner = cut, next
		}
	}
}

// ownerOf is the mark on the lowest lane at a byte.
func (r *transcriptRenderer) ownerOf(row *transcriptRow, off int) int {
	owner := -1
	for _, i := range row.marks {
		m := &r.b.marks.all[i]
		if a, z := row.clip(m.from, m.to); a <= off && off < z && (owner < 0 || m.lane < r.b.marks.all[owner].lane) {
			owner = i
		}
	}
	return owner
}

// selection replaces the tint under it; a bar stands at either end.
func (r *transcriptRenderer) selection(row *transcriptRow) {
	b := r.b
	a, z := b.selected()
	if a == z || row.line.to().before(a) || z.before(row.line.from()) {
		return
	}
	lo, hi := row.clip(a, z)
	list := r.extents(row, lo, hi)
	x := b.column.text
	if len(list) == 0 && row.line.start == row.line.end {
		list = []transcriptExtent{{0, 5}} // an empty line within the selection
	}
	for _, e := range list {
		r.box(x+e.x0-1, row.y, e.x1-e.x0+2, float32(row.line.h)-1, 3, b.style.Selected, nil)
	}
	if len(list) == 0 {
		return
	}
	if a.turn == int(row.line.turn) && lo == a.off {
		r.box(x+list[0].x0-3, row.y-1, 2, float32(row.line.h)+1, 0, b.style.Accent, nil)
	}
	if z.turn == int(row.line.turn) && hi == z.off {
		r.box(x+list[len(list)-1].x1+1, row.y-1, 2, float32(row.line.h)+1, 0, b.style.Accent, nil)
	}
}

// masks boxes what stands for a name, so that it looks like the placeholder it is.
func (r *transcriptRenderer) masks(row *transcriptRow) {
	start := max(0, int(row.line.start)-longestPlaceholder)
	stop := min(len(row.text), int(row.line.end)+longestPlaceholder)
	for start > 0 && !graphemeEdge(row.text, start) {
		start--
	}
	for _, m := range transcriptMasks(row.text[start:stop]) {
		a, z := max(start+m[0], int(row.line.start)), min(start+m[1], row.end)
		for _, e := range r.extents(row, a, z) {
			r.box(r.b.column.text+e.x0-2, row.y+3, e.x1-e.x0+4, r.b.lead()-7, 4, r.b.style.MaskFill, r.b.style.MaskEdge)
		}
	}
}

// shown marks words that are masked otherwise.
func (r *transcriptRenderer) shown(row *transcriptRow) {
	turn := int(row.line.turn)
	for _, m := range r.b.text.turns[turn].Shown {
		from, to := r.b.text.byteOf(turn, m[0]), r.b.text.byteOf(turn, m[1])
		a, z := max(from, int(row.line.start)), min(to, row.end)
		for _, e := range r.extents(row, a, z) {
			r.box(r.b.column.text+e.x0-2, row.y+3, e.x1-e.x0+4, r.b.lead()-7, 4, r.b.style.Match, r.b.style.MatchEdge)
		}
	}
}

// rules underlines every coding on its own lane.
func (r *transcriptRenderer) rules(row *transcriptRow) {
	b := r.b
	for _, i := range row.marks {
		m := &b.marks.all[i]
		a, z := row.clip(m.from, m.to)
		h := float32(2)
		if i == b.pointer.hover {
			h = 3
		}
		c := b.style.mark(&b.codings[m.coding])
		for _, e := range r.extents(row, a, z) {
			r.box(b.column.text+e.x0, row.y+b.ruleY(m.lane), e.x1-e.x0, h, 0, c, nil)
		}
	}
}

// ruleY is how far below the top of its line a rule is: two fit under the words, the others use the
// room the line is given for them.
func (b *transcriptBody) ruleY(lane int) float32 {
	switch lane {
	case 0:
		return b.lead() - 3
	case 1:
		return b.lead() - 6
	}
	return b.lead() + float32((lane-transcriptPlainLane)*transcriptLanePitch)
}
