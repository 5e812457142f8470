package pptx

import (
	"fmt"
	"math"
	"strings"

	"openloop/assets/fonts"
	"openloop/report/page"
)

// Slides are set in Arial, which every machine has, or a typeface of the same widths: the pack's own is wider, so
// that all that fits on paper fits here. It reaches this far above its baseline, and a program sets its lines this far
// apart, in ems.
const (
	typeface = "Arial"
	ascent   = .905
	line     = 1.149
)

// text draws a line, or the whole running text of which it is the first line.
func (s *slide) text(m page.Text) {
	words := m.Words
	if m.Of.Lines > 0 {
		if m.Of.Line > 0 {
			return
		}
		words = m.Of.Words
	}
	words, _ = s.set.Clean(fonts.Style(m.Font.Style()), words)
	if strings.TrimSpace(words) == "" || m.Font.Size <= 0 {
		return
	}
	box, wrap := s.place(m, words)
	turn := ""
	if m.Turn != 0 {
		turn = fmt.Sprintf(` rot="%d"`, int(-m.Turn*60000))
		box.turn(m)
	}
	kind, head := `<p:cNvSpPr txBox="1"/><p:nvPr/>`, "Text"
	if m.Of.Heading {
		kind, head = `<p:cNvSpPr><a:spLocks noGrp="1"/></p:cNvSpPr><p:nvPr><p:ph type="title"/></p:nvPr>`, "Message"
	}
	s.add(`<p:sp><p:nvSpPr>%s%s</p:nvSpPr><p:spPr><a:xfrm%s>%s</a:xfrm>%s<a:noFill/></p:spPr><p:txBody><a:bodyPr wrap="%s" lIns="0" tIns="0" rIns="0" bIns="0" anchor="t"><a:noAutofit/></a:bodyPr><a:lstStyle/>%s</p:txBody></p:sp>`,
		s.named(head, ""), kind, turn, frameOf(box.x, box.y, box.w, box.h), rectangle, wrap, s.paragraphs(m, words))
}

// paragraphs sets words in a text's font; a line break begins a paragraph.
func (s *slide) paragraphs(m page.Text, words string) string {
	align := []string{"l", "ctr", "r"}[m.Align]
	spacing := ""
	if m.Of.Lines > 1 {
		spacing = fmt.Sprintf(`<a:lnSpc><a:spcPct val="%d"/></a:lnSpc>`, int(m.Of.Lead/(m.Font.Size*line)*100000+.5))
	}
	var b strings.Builder
	for _, part := range strings.Split(words, "\n") {
		fmt.Fprintf(&b, `<a:p><a:pPr algn="%s">%s<a:spcBef><a:spcPts val="0"/></a:spcBef></a:pPr>%s</a:p>`, align, spacing, s.run(part, m.Font, solid(m.Colour)))
	}
	return b.String()
}

// run is words in one font.
func (s *slide) run(words string, f page.Font, colour string) string {
	how := ""
	if f.Bold {
		how += ` b="1"`
	} else {
		how += ` b="0"`
	}
	if f.Italic {
		how += ` i="1"`
	}
	if f.Track != 0 {
		how += fmt.Sprintf(` spc="%d"`, int(f.Track*100+.5))
	}
	return fmt.Sprintf(`<a:r><a:rPr lang="%s" sz="%d"%s>%s<a:latin typeface="+mn-lt"/></a:rPr><a:t>%s</a:t></a:r>`, s.lang, int(f.Size*100+.5), how, colour, escape(words))
}

// box is a rectangle on the slide, in points.
type box struct{ x, y, w, h float64 }

// place is where a text's box stands so that its first baseline is the text's.
func (s *slide) place(m page.Text, words string) (b box, wrap string) {
	w, lines, lead, wrap := s.measure(words, m.Font), 1.0, m.Font.Size*line, "none"
	if m.Of.Lines > 0 {
		w, lines, lead, wrap = m.Of.W+1, float64(m.Of.Lines), m.Of.Lead, "square"
	}
	x := m.X
	switch m.Align {
	case page.Centre:
		x -= w / 2
	case page.Right:
		x -= w
	}
	return box{x, m.Y - ascent*m.Font.Size, w, math.Max(lead*lines, m.Font.Size*line)}, wrap
}

// turn moves a box that is turned around its own middle to where it stands when it is turned around the text's
// place.
func (b *box) turn(m page.Text) {
	sin, cos := math.Sincos(-m.Turn * math.Pi / 180)
	dx, dy := b.x+b.w/2-m.X, b.y+b.h/2-m.Y
	b.x += dx*cos - dy*sin - dx
	b.y += dx*sin + dy*cos - dy
}

// around is the smallest rectangle about some marks.
func around(marks []page.Mark, measure page.Measure) box {
	x1, y1, x2, y2 := math.Inf(1), math.Inf(1), math.Inf(-1), math.Inf(-1)
	take := func(xa, ya, xb, yb float64) {
		x1, y1, x2, y2 = math.Min(x1, math.Min(xa, xb)), math.Min(y1, math.Min(ya, yb)), math.Max(x2, math.Max(xa, xb)), math.Max(y2, math.Max(ya, yb))
	}
	for _, m := range marks {
		switch m := m.(type) {
		case page.Rect:
			take(m.X, m.Y, m.X+m.W, m.Y+m.H)
		case page.Hatch:
			take(m.X, m.Y, m.X+m.W, m.Y+m.H)
		case page.Line:
			take(m.X1, m.Y1, m.X2, m.Y2)
		case page.Disc:
			take(m.X-m.R, m.Y-m.R, m.X+m.R, m.Y+m.R)
		case page.Polygon:
			for _, q := range m.Points {
				take(q.X, q.Y, q.X, q.Y)
			}
		case page.Text:
			b, _ := (&slide{measure: measure}).place(m, m.Words)
			take(b.x, b.y, b.x+b.w, b.y+b.h)
		}
	}
	return box{x1, y1, x2 - x1, y2 - y1}
}
