package widgets

import (
	"image/color"
	"strconv"

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

// speakers writes who speaks beside the first line of each turn. The one whose turn began above the
// view stays in view.
func (r *transcriptRenderer) speakers(first, last int, top float32) {
	b := r.b
	x := b.column.text - 14
	for turn := int(b.lines.all[first].turn); turn <= int(b.lines.all[last].turn); turn++ {
		lo, hi := b.lines.bounds(turn)
		cy := float32(b.lines.all[lo].y) + b.lead()/2
		foot := float32(b.lines.all[hi-1].y) + b.lead()/2
		if cy < top+b.lead()/2 {
			cy = min(foot, top+b.lead()/2)
		}
		t := &b.text.turns[turn]
		c := b.style.Accent
		if t.Asked {
			c = b.style.Mute
		}
		who := b.faces.small.shorten(transcriptVisible(t.Speaker), transcriptGutter-14-12)
		r.writeRight(x, cy, who, b.faces.small, c)
		if t.Time != "" && (cy <= foot-16 || cy == float32(b.lines.all[lo].y)+b.lead()/2) {
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
			y0, y1 := max(y0+3, top-b.lead()), min(y1-3, top+height+b.lead())
			r.box(b.column.margin+m.bracketX(), y0, transcriptBracket, y1-y0, 1.5, b.style.mark(c), nil)
		}
		if cy := float32(m.label); m.label >= 0 && cy > top-transcriptLabelStep && cy < top+height+transcriptLabelStep {
			r.label(m, c, cy, i == b.pointer.hover, m.from.before(to) && from.before(m.to))
		}
	}
}

// signOf is the sign of a polarity and its colour.
func signOf(s *transcriptStyle, v research.Polarity) (string, color.NRGBA) {
	switch {
	case v < 0:
		return "−", s.Loss
	case v > 0:
		return "+", s.Accent
	}
	return "•", s.Mute
}

// label is sign, name and weight of a coding.
func (r *transcriptRenderer) label(m *transcriptMark, c *TranscriptCoding, cy float32, hover, strong bool) {
	b := r.b
	x, room := b.column.margin, b.column.room
	if hover {
		r.box(x+transcriptLabelX, cy-9, room-transcriptLabelX-8, 18, 4, b.style.Hover, nil)
	}
	sign, ink := signOf(&b.style, c.Polarity)
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
		r.box(x, cy-1, 4, 4, 2, b.style.mark(c), nil)
		x += transcriptDot
	}
	if more != "" {
		r.write(x+3, cy, more, b.faces.captionBold, b.style.Mute)
	}
}
