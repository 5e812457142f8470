package widgets

import (
	"image/color"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"openloop/app/theme"
)

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
	o.FontSource = theme.Face(s, m.style)
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
		r.shown(&rows[i])
		r.rules(&rows[i])
	}
	for i := range rows {
		r.words(&rows[i])
	}
	r.speakers(first, last, top)
	r.margin(top, height)
	r.noted(first, last)
	r.cursor(first, last)
	r.listUnder(top, height)
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
			s = turnedAbout(s)
		}
		r.put(b.column.text+p.x, row.y+b.lead()/2, p.w, s, b.faces.read, ink)
	}
}

// cursor draws the caret where no bar of the selection shows it.
func (r *transcriptRenderer) cursor(first, last int) {
	b := r.b
	if !b.focused || b.origin != b.caret {
		return
	}
	if n := b.lineOfCaret(); first <= n && n <= last {
		r.box(b.column.text+b.caretX(n)-1, float32(b.lines.all[n].y)+2, 2, b.lead()-4, 0, b.style.Accent, nil)
	}
}
