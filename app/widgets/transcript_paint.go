package widgets

import (
	"image/color"
	"math"
	"sort"
	"strconv"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"openloop/research"
)

// The right margin, in pixels from its left edge.
const (
	transcriptBracket   = 3
	transcriptLabelX    = 20
	transcriptSignX     = 26
	transcriptNameX     = 35
	transcriptScrollbar = 6 // kept free at the edge
	transcriptDot       = 6 // from one dot of the weight to the next
)

func (m *transcriptMark) bracketX() float32 {
	if m.sides > 3 {
		return float32(m.side) * 4
	}
	return float32(m.side) * 5
}

// transcriptRenderer paints what is in view into canvas objects that it uses again and again.
type transcriptRenderer struct {
	b     *transcriptBody
	rects []*canvas.Rectangle
	texts []*canvas.Text
	nr    int
	nt    int
	objs  []fyne.CanvasObject
	seen  []int // marks in view
	cuts  []int
	rows  []transcriptRow
}

// CreateRenderer implements fyne.Widget.
func (b *transcriptBody) CreateRenderer() fyne.WidgetRenderer {
	if b.faces == nil {
		b.restyle()
	}
	return &transcriptRenderer{b: b}
}

func (r *transcriptRenderer) Destroy()                     {}
func (r *transcriptRenderer) MinSize() fyne.Size           { return r.b.MinSize() }
func (r *transcriptRenderer) Objects() []fyne.CanvasObject { return r.objs }
func (r *transcriptRenderer) Layout(fyne.Size)             { r.paint() }
func (r *transcriptRenderer) Refresh()                     { r.paint(); canvas.Refresh(r.b) }

// box adds a rectangle on whole pixels.
func (r *transcriptRenderer) box(x, y, w, h, radius float32, fill, edge color.Color) {
	if r.nr == len(r.rects) {
		r.rects = append(r.rects, canvas.NewRectangle(fill))
	}
	o := r.rects[r.nr]
	r.nr++
	o.FillColor, o.CornerRadius, o.StrokeColor, o.StrokeWidth = fill, radius, edge, 0
	if edge != nil {
		o.StrokeWidth = 1
	}
	x0, y0 := whole(x), whole(y)
	o.Move(fyne.NewPos(x0, y0))
	o.Resize(fyne.NewSize(max(1, whole(x+w)-x0), max(1, whole(y+h)-y0)))
	r.objs = append(r.objs, o)
}

func whole(v float32) float32 { return float32(math.Round(float64(v))) }

// write adds one line of text, its middle at cy, and answers its width.
func (r *transcriptRenderer) write(x, cy float32, s string, m *transcriptMetrics, c color.Color) float32 {
	w := m.run(s, len(s))
	r.put(x, cy, w, s, m, c)
	return w
}

// put is write for text whose width is known.
func (r *transcriptRenderer) put(x, cy, w float32, s string, m *transcriptMetrics, c color.Color) {
	if r.nt == len(r.texts) {
		r.texts = append(r.texts, canvas.NewText("", c))
	}
	o := r.texts[r.nt]
	r.nt++
	o.Text, o.Color, o.TextStyle, o.TextSize = s, c, m.style, m.size
	h := r.b.faces.height[m]
	o.Move(fyne.NewPos(whole(x), whole(cy-h/2)))
	o.Resize(fyne.NewSize(w+1, h))
	r.objs = append(r.objs, o)
}

func (r *transcriptRenderer) writeRight(x, cy float32, s string, m *transcriptMetrics, c color.Color) {
	r.write(x-m.run(s, len(s)), cy, s, m, c)
}

// paint draws in this order: headings, grounds, boxes around names, rules, words, margin, caret.
func (r *transcriptRenderer) paint() {
	b := r.b
	r.objs, r.nr, r.nt = r.objs[:0], 0, 0
	top, height := b.view()
	if len(b.lines.all) == 0 || height <= 0 {
		return
	}
	first, last := b.lines.atY(top-transcriptHead), b.lines.atY(top+height)
	from, to := b.lines.all[first].from(), b.lines.all[last].to()
	r.seen = r.seen[:0]
	b.marks.touching(from, to, func(i int) { r.seen = append(r.seen, i) })
	r.headings(first, last)
	rows := r.rows[:0]
	for n := first; n <= last; n++ {
		rows = append(rows, r.row(n))
	}
	r.rows = rows
	for i := range rows {
		r.grounds(&rows[i])
	}
	for i := range rows {
		r.masks(&rows[i])
		r.rules(&rows[i])
	}
	for i := range rows {
		r.words(&rows[i])
	}
	r.speakers(first, last, top)
	r.margin(top, height)
	r.cursor(first, last)
}

// transcriptRow is a line in view with what paint asks of it more than once.
type transcriptRow struct {
	line   transcriptLine
	text   string // of the turn
	end    int    // without the spaces the wrap swallowed
	pieces []transcriptPiece
	marks  []int
	y      float32
}

func (r *transcriptRenderer) row(n int) transcriptRow {
	b := r.b
	ln := b.lines.all[n]
	row := transcriptRow{line: ln, text: b.text.text(int(ln.turn)), end: b.lineEnd(n), pieces: b.piecesOf(n), y: float32(ln.y)}
	for _, i := range r.seen {
		if m := &b.marks.all[i]; m.first <= n && n <= m.last {
			row.marks = append(row.marks, i)
		}
	}
	return row
}

// clip is the part of a passage on a row, in bytes of the turn; empty if a >= z.
func (row *transcriptRow) clip(from, to transcriptPlace) (a, z int) {
	turn := int(row.line.turn)
	a, z = int(row.line.start), row.end
	if from.turn > turn || to.turn < turn {
		return 0, 0
	}
	if from.turn == turn {
		a = max(a, from.off)
	}
	if to.turn == turn {
		z = min(z, to.off)
	}
	return a, z
}

func (r *transcriptRenderer) extents(row *transcriptRow, a, z int) []transcriptExtent {
	return r.b.faces.read.extents(row.text, row.pieces, a, z)
}

func (r *transcriptRenderer) headings(first, last int) {
	b := r.b
	right := b.column.text + b.column.width
	for turn := int(b.lines.all[first].turn); turn <= int(b.lines.all[last].turn)+1 && turn < len(b.lines.heads); turn++ {
		y := float32(b.lines.heads[turn])
		if y < 0 {
			continue
		}
		c := b.style.Stage(b.text.turns[turn].Stage)
		r.box(b.column.text, y+8, 8, 8, 2, c, nil)
		w := r.write(b.column.text+14, y+12, transcriptVisible(b.text.turns[turn].StageName), b.faces.captionBold, c)
		if x := b.column.text + 22 + w; x < right {
			r.box(x, y+12, right-x, 1, 0, b.style.Line, nil)
		}
	}
}

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
			r.box(b.column.text+e.x0-1, row.y+2, e.x1-e.x0+2, transcriptLead-5, 3, b.style.Match, edge)
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
		c := b.style.Tint(b.codings[b.marks.all[owner].coding].Stage)
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
			r.box(r.b.column.text+e.x0-2, row.y+3, e.x1-e.x0+4, transcriptLead-7, 4, r.b.style.MaskFill, r.b.style.MaskEdge)
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
		c := b.style.Stage(b.codings[m.coding].Stage)
		for _, e := range r.extents(row, a, z) {
			r.box(b.column.text+e.x0, row.y+ruleY(m.lane), e.x1-e.x0, h, 0, c, nil)
		}
	}
}

// ruleY is how far below the top of its line a rule is: two fit under the words, the others use the
// room the line is given for them.
func ruleY(lane int) float32 {
	switch lane {
	case 0:
		return transcriptLead - 3
	case 1:
		return transcriptLead - 6
	}
	return float32(transcriptLead + (lane-transcriptPlainLane)*transcriptLanePitch)
}

func (r *transcriptRenderer) words(row *transcriptRow) {
	b := r.b
	ink := b.style.Ink
	if b.text.turns[row.line.turn].Asked {
		ink = b.style.Mute
	}
	for _, p := range row.pieces {
		s := transcriptVisible(row.text[p.start:min(p.end, max(row.end, p.start))])
		if s == "" || s == " " {
			continue
		}
		if p.leftward {
			s += "\u200f" // keeps a full stop at the end of the word on its left
		}
		r.put(b.column.text+p.x, row.y+transcriptLead/2, p.w, s, b.faces.read, ink)
	}
}

// speakers writes who speaks beside the first line of each turn. The one whose turn began above the
// view stays in view.
func (r *transcriptRenderer) speakers(first, last int, top float32) {
	b := r.b
	x := b.column.text - 14
	for turn := int(b.lines.all[first].turn); turn <= int(b.lines.all[last].turn); turn++ {
		lo, hi := b.lines.bounds(turn)
		cy := float32(b.lines.all[lo].y) + transcriptLead/2
		foot := float32(b.lines.all[hi-1].y) + transcriptLead/2
		if cy < top+transcriptLead/2 {
			cy = min(foot, top+transcriptLead/2)
		}
		t := &b.text.turns[turn]
		c := b.style.Accent
		if t.Asked {
			c = b.style.Mute
		}
		who := b.faces.small.shorten(transcriptVisible(t.Speaker), transcriptGutter-14-12)
		r.writeRight(x, cy, who, b.faces.small, c)
		if t.Time != "" && (cy <= foot-16 || cy == float32(b.lines.all[lo].y)+transcriptLead/2) {
			r.writeRight(x, cy+16, t.Time, b.faces.tiny, b.style.Mute)
		}
	}
}

// margin draws bracket and label of every coding in view.
func (r *transcriptRenderer) margin(top, height float32) {
	b := r.b
	from, to := b.selected()
	if from == to && b.focused {
		to.off++ // the coding at the caret
	}
	for i := b.firstMarkInView(); i < len(b.marks.all); i++ {
		m := &b.marks.all[i]
		y0 := float32(b.lines.all[m.first].y)
		if y0 > top+height {
			break
		}
		last := b.lines.all[m.last]
		y1 := float32(last.y + last.h)
		c := &b.codings[m.coding]
		if y1 > top {
			y0, y1 := max(y0+3, top-transcriptLead), min(y1-3, top+height+transcriptLead)
			r.box(b.column.margin+m.bracketX(), y0, transcriptBracket, y1-y0, 1.5, b.style.Stage(c.Stage), nil)
		}
		if cy := float32(m.label); cy > top-transcriptLabelStep && cy < top+height+transcriptLabelStep {
			r.label(m, c, cy, i == b.pointer.hover, m.from.before(to) && from.before(m.to))
		}
	}
}

// label is sign, name and weight of a coding.
func (r *transcriptRenderer) label(m *transcriptMark, c *TranscriptCoding, cy float32, hover, strong bool) {
	b := r.b
	x, room := b.column.margin, b.column.room
	if hover {
		r.box(x+transcriptLabelX, cy-9, room-transcriptLabelX-8, 18, 4, b.style.Hover, nil)
	}
	sign, ink := "•", b.style.Mute
	switch {
	case c.Polarity < 0:
		sign, ink = "−", b.style.Loss
	case c.Polarity > 0:
		sign, ink = "+", b.style.Accent
	}
	r.write(x+transcriptSignX-b.faces.small.run(sign, len(sign))/2, cy, sign, b.faces.small, ink)
	face, ink := b.faces.caption, b.style.Ink2
	if strong || hover {
		face, ink = b.faces.captionBold, b.style.Ink
	}
	dots := int(min(max(c.Weight, research.Mentioned), research.Decided))
	after, more := float32(7+dots*transcriptDot+transcriptScrollbar), ""
	if m.more > 0 {
		more = "+" + strconv.Itoa(m.more)
		after += 3 + b.faces.captionBold.run(more, len(more))
	}
	x += transcriptNameX
	x += r.write(x, cy, face.shorten(transcriptVisible(c.Label), room-transcriptNameX-after), face, ink) + 7
	for range dots { // in the stage's colour: a label pushed down is still told to its bracket
		r.box(x, cy-1, 4, 4, 2, b.style.Stage(c.Stage), nil)
		x += transcriptDot
	}
	if more != "" {
		r.write(x+3, cy, more, b.faces.captionBold, b.style.Mute)
	}
}

// cursor draws the caret where no bar of the selection shows it.
func (r *transcriptRenderer) cursor(first, last int) {
	b := r.b
	if !b.focused || b.origin != b.caret {
		return
	}
	if n := b.lineOfCaret(); first <= n && n <= last {
		r.box(b.column.text+b.caretX(n)-1, float32(b.lines.all[n].y)+2, 2, transcriptLead-4, 0, b.style.Accent, nil)
	}
}
