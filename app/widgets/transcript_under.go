package widgets

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"
)

// Where passages overlap, a small list beside the mouse says which codes lie under it.

const (
	transcriptListRow  = 20
	transcriptListMost = 8 // rows; what is more is counted
	transcriptListRoom = 260
)

// setUnder follows the mouse: over words with several codes the list comes up, and stays while they are the same.
func (b *transcriptBody) setUnder(p fyne.Position) {
	under := b.marksUnder(p)
	if slices.Equal(under, b.pointer.under) {
		return
	}
	b.pointer.under, b.pointer.over = under, p
	b.Refresh()
}

// marksUnder are the marks on the character at a point, if there are at least two.
func (b *transcriptBody) marksUnder(p fyne.Position) []int {
	x := p.X - b.column.text
	if b.pointer.dragging || x < 0 || x > b.column.width || len(b.lines.all) == 0 || len(b.marks.all) == 0 {
		return nil
	}
	n := b.lines.atY(p.Y)
	ln := b.lines.all[n]
	if p.Y > float32(ln.y+ln.h) || p.Y < float32(ln.y) {
		return nil
	}
	at := b.placeIn(n, p.X)
	end := at
	end.off++
	var out []int
	b.marks.touching(at, end, func(i int) { out = append(out, i) })
	if len(out) < 2 {
		return nil
	}
	return out
}

// listUnder draws the list, under the line it is about or above it where there is no room.
func (r *transcriptRenderer) listUnder(top, height float32) {
	b := r.b
	list, more := b.pointer.under, ""
	if len(list) == 0 || list[len(list)-1] >= len(b.marks.all) {
		return
	}
	if n := len(list) - transcriptListMost; n > 0 {
		list, more = list[:transcriptListMost], "and "+strconv.Itoa(n)+" more"
	}
	face := b.faces.caption
	w := float32(0)
	for _, i := range list {
		w = max(w, face.run(b.codings[b.marks.all[i].coding].Label, len(b.codings[b.marks.all[i].coding].Label)))
	}
	w = min(w, transcriptListRoom) + 56
	h := float32(len(list)*transcriptListRow + 10)
	if more != "" {
		h += transcriptListRow
	}
	ln := b.lines.all[b.lines.atY(b.pointer.over.Y)]
	x := min(b.pointer.over.X+8, b.column.text+b.column.width+b.column.room-w)
	y := float32(ln.y+ln.h) + 4
	if y+h > top+height && float32(ln.y)-h-4 > top {
		y = float32(ln.y) - h - 4
	}
	r.box(x, y, w, h, 6, b.style.Raised, b.style.MaskEdge)
	y += 5
	for _, i := range list {
		c := &b.codings[b.marks.all[i].coding]
		cy := y + transcriptListRow/2
		r.box(x+10, cy-5, 10, 10, 3, b.style.mark(c), nil)
		sign, ink := signOf(&b.style, c.Polarity)
		r.write(x+31-b.faces.small.run(sign, len(sign))/2, cy, sign, b.faces.small, ink)
		r.write(x+42, cy, face.shorten(transcriptVisible(c.Label), w-52), face, b.style.Ink)
		y += transcriptListRow
	}
	if more != "" {
		r.write(x+42, y+transcriptListRow/2, more, face, b.style.Mute)
	}
}
