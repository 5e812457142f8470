package report

import (
	"unicode"
	"unicode/utf8"

	"openloop/report/page"
)

// opened is a quote's words with a mark where they begin within a sentence.
func opened(words string) string {
	if r, _ := utf8.DecodeRuneInString(words); unicode.IsLower(r) {
		return "…" + words
	}
	return words
}

// quoted is a cleared quote on a panel.
type quoted struct {
	words, who Text
	tone       tone
}

func (q quoted) draw(p *page.Pen, b Block) {
	strong, signed, pale := q.tone.colours(p)
	p.Box(b.X, b.Y, b.W, b.H, p.Panel)
	p.Box(b.X, b.Y, 3.1, b.H, strong)
	p.Write(b.X+14.7, b.Y+43, "“", page.Font{Size: 40, Bold: true}, pale)
	left, top, w := b.X+49.6, b.Y+12, b.W-68
	if b.W < 260 { // a narrow panel: the words go under the mark
		left, top, w = b.X+16, b.Y+32, b.W-32
	}
	room := b.Y + b.H - 34 - top
	words := opened(q.words.s)
	f := page.Font{Size: 11.4, Italic: true}
	if room > 64 && b.W > 260 {
		f.Size = 14
	}
	for f.Size > 8.5 && float64(len(p.Measure.Lines(words, f, w, 0)))*f.Size*1.42 > room {
		f.Size -= .5
	}
	lead := f.Size * 1.42
	lines := p.Measure.Lines(words, f, w, max(1, int(room/lead)))
	y := top + f.Size + max(0, (room-float64(len(lines))*lead)/2)*.7
	p.Set(left, y, lines, f, p.Ink, page.Running{Words: words, W: w, Lead: lead})
	p.Write(left, b.Y+b.H-13.6, p.Measure.Shorten(q.who.s, p.Strong(7.8), w), p.Strong(7.8), signed)
}

// findingCard is a finding with its figure and the way to its page.
type findingCard struct {
	Finding
	tone tone
	link Text
	zoom float64 // how much larger than usual its words are set, 0 and 1 not at all
}

const (
	cardTitleLead = 16.6
	cardBodyLead  = 14.2
)

// by is the zoom.
func (f findingCard) by() float64 { return max(1, f.zoom) }

// titleFont is the size in which a finding's title takes two lines, or three where its words are long.
func (f findingCard) titleFont(m page.Measure, w float64) page.Font {
	z := f.by()
	t := m.Fit(f.Title.s, page.Font{Size: 12.4 * z, Bold: true}, w, 2, 10.4*z)
	return m.Fit(f.Title.s, t, w, 3, 8)
}

// height is how tall the card needs to be.
func (f findingCard) height(m page.Measure, w float64) float64 {
	z := f.by()
	title := len(m.Lines(f.Title.s, f.titleFont(m, w-32), w-32, 3))
	body := len(m.Lines(f.Body.s, page.Font{Size: 9.8 * z}, w-32, 0))
	return 51 + 17*z + float64(title)*cardTitleLead*z + float64(body)*cardBodyLead*z + 26
}

func (f findingCard) draw(p *page.Pen, b Block) {
	strong, words, _ := f.tone.colours(p)
	p.Add(page.Rect{X: b.X, Y: b.Y, W: b.W, H: b.H, Fill: p.Paper, Edge: p.Line, EdgeWidth: .8})
	p.Box(b.X, b.Y, b.W, 2.6, strong)
	in, w := b.X+16, b.W-32
	figure := page.Font{Size: 25, Bold: true}
	room := w - p.Measure(f.Figure.s, figure) - 9
	for figure.Size > 17 && (room < 40 || len(p.Measure.Lines(f.Measure.s, p.Type(8.6), room, 0)) > 2) {
		figure.Size--
		room = w - p.Measure(f.Figure.s, figure) - 9
	}
	x := p.Write(in, b.Y+42, f.Figure.s, figure, words)
	small := p.Measure.Fit(f.Measure.s, p.Type(8.6), room, 2, 7.4)
	lines := p.Measure.Lines(f.Measure.s, small, room, 3)
	y := b.Y + 42 - float64(len(lines)-1)*small.Size*1.23
	for _, l := range lines {
		p.Write(x+9, y, l, small, p.Mute)
		y += small.Size * 1.23
	}
	z := f.by()
	y = p.Para(in, b.Y+51+17*z, w, cardTitleLead*z, f.Title.s, f.titleFont(p.Measure, w), p.Ink, 3)
	body, lead := p.Type(9.8*z), cardBodyLead*z
	for body.Size > 7.6 && float64(len(p.Measure.Lines(f.Body.s, body, w, 0))-1)*lead > b.Y+b.H-28-y {
		body.Size, lead = body.Size-.2, lead-.29
	}
	p.Para(in, y+2, w, lead, f.Body.s, body, p.Ink2, max(1, int((b.Y+b.H-26-y)/lead)+1))
	if f.Page > 0 {
		e := p.Write(in, b.Y+b.H-12, f.link.s, p.Strong(8), p.Brand)
		p.Links = append(p.Links, page.Link{X: b.X, Y: b.Y, W: b.W, H: b.H, Page: f.Page})
		p.HLine(in, b.Y+b.H-10.2, e-in, .5, p.AccentPale)
	}
}

// ask is what the board is asked to decide.
type ask struct {
	head, words Text
	zoom        float64 // as of a findingCard
}

func (a ask) draw(p *page.Pen, b Block) {
	p.Box(b.X, b.Y, b.W, b.H, p.AccentSoft)
	p.Box(b.X, b.Y, 3.1, b.H, p.Accent)
	p.Write(b.X+19, b.Y+23, upper(a.head.s), page.Font{Size: 8, Bold: true, Track: .7}, p.Accent)
	f := a.font(p.Measure, b.W, b.H)
	lines := p.Measure.Lines(a.words.s, f, b.W-38, max(1, int((b.H-40)/(f.Size*1.4))))
	y := b.Y + 32 + f.Size + max(0, (b.H-50-float64(len(lines))*f.Size*1.4)/2)*.7
	for _, l := range lines {
		p.Write(b.X+19, y, l, f, p.Ink)
		y += f.Size * 1.4
	}
}

// font is the size in which the question fits into its panel.
func (a ask) font(m page.Measure, w, h float64) page.Font {
	f := page.Font{Size: 13.5 * max(1, a.zoom), Bold: true}
	for f.Size > 7.5 && float64(len(m.Lines(a.words.s, f, w-38, 0)))*f.Size*1.4 > h-44 {
		f.Size -= .5
	}
	return f
}

// height is how tall the panel needs to be for the largest size.
func (a ask) height(m page.Measure, w float64) float64 {
	size := 13.5 * max(1, a.zoom)
	return 52 + float64(len(m.Lines(a.words.s, page.Font{Size: size, Bold: true}, w-38, 0)))*size*1.4
}

// quotePanel is how tall a narrow panel needs to be for a quote of the usual size.
func quotePanel(m page.Measure, words string, w float64) float64 {
	f := page.Font{Size: 11.4, Italic: true}
	in := w - 68
	if w < 260 {
		in = w - 32
	}
	return 50 + float64(len(m.Lines(opened(words), f, in, 0)))*f.Size*1.42
}
