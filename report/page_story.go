package report

import (
	"math"
	"strings"
	"unicode/utf8"

	"openloop/report/page"
	"openloop/research"
)

// A story whose lines are short is printed as the ladder that it is: what was told at the top, a line for each rung,
// what decided at the bottom, and the price test under it. Of a line, what stands before a colon is its heading, and so
// is a question that it begins with.

// storyStep is a rung as it is told.
type storyStep struct{ head, words string }

const (
	stepsLeast   = 2
	stepsMost    = 8
	stepWordMost = 420 // characters of a rung
	stepHeadMost = 64
)

// stepOf parts a line into its heading and its words.
func stepOf(line string) storyStep {
	for i, r := range line {
		if utf8.RuneCountInString(line[:i]) > stepHeadMost {
			break
		}
		rest := strings.TrimSpace(line[i+utf8.RuneLen(r):])
		switch {
		case r == '.' || r == '!' || r == '“' || r == '„' || r == '«':
			return storyStep{words: line}
		case rest == "":
		case r == ':' && i > 0:
			return storyStep{strings.TrimRight(line[:i], " \u00a0"), capital(Text{rest}).s}
		case r == '?' && i > 0:
			return storyStep{line[:i+1], rest}
		}
	}
	return storyStep{words: line}
}

// SamePrice is the question of the price test in a language, as a line of a story begins with it.
func SamePrice(l Lang) string { return string(caseWordsOf(l).SamePrice) }

// SamePriceAnswer is the answer to it in a sentence, "" where it was not asked.
func SamePriceAnswer(l Lang, t research.PriceTest) string {
	w := caseWordsOf(l)
	return string(map[research.PriceTest]constant{research.SameChoice: w.SameChoice, research.OtherChoice: w.OtherChoice, research.UnsureTest: w.Unsure}[t])
}

// isTest says whether a line is the price test, in whatever language it was written.
func (s storyStep) isTest() bool {
	plain := func(q string) string { return strings.ToLower(strings.Trim(q, " \u00a0?¿:")) }
	for _, l := range Languages() {
		if plain(s.head) == plain(SamePrice(l)) {
			return true
		}
	}
	return false
}

// ladderOf is the story as a ladder; false where its lines are prose.
func (b *builder) ladderOf(s StoryLine) (storyLadder, bool) {
	l := storyLadder{w: caseWordsOf(b.in.Lang)}
	for _, par := range s.Paragraphs {
		step := stepOf(par.s)
		if step.isTest() && l.test == nil {
			l.test = &step
			continue
		}
		if utf8.RuneCountInString(step.words) > stepWordMost {
			return l, false
		}
		l.steps = append(l.steps, step)
	}
	return l, len(l.steps) >= stepsLeast && len(l.steps) <= stepsMost
}

// storyLadder is a story from what was told down to what decided.
type storyLadder struct {
	w     caseWords
	steps []storyStep
	test  *storyStep
}

const (
	ladderIn     = 16.0 // before the words of a step that stands on a panel
	ladderRail   = 26.0 // between the rail and the words
	ladderTest   = 56.0
	ladderWidest = 640.0 // lines are not longer, to be read
)

// fonts of a step at a size: label, heading, words.
func (l storyLadder) face(i int, size float64) (head, words page.Font) {
	s := l.steps[i]
	words = page.Font{Size: size}
	if quoteMarks(s.words) {
		words.Italic = true
	}
	if l.ends(i) {
		words.Size++
	}
	return page.Font{Size: words.Size, Bold: true}, words
}

// quoteMarks says whether words are somebody's, all of them.
func quoteMarks(s string) bool {
	for _, q := range [][2]string{{"“", "”"}, {"„", "“"}, {"«", "»"}} {
		if strings.HasPrefix(s, q[0]) && strings.HasSuffix(s, q[1]) {
			return true
		}
	}
	return false
}

// ends says whether a step is the first or the last.
func (l storyLadder) ends(i int) bool { return i == 0 || i == len(l.steps)-1 }

// indent is how far a step stands to the right of the first.
func (l storyLadder) indent(i int) float64 {
	return float64(i) * math.Min(30, 150/float64(len(l.steps)))
}

// width is how wide a step's words may be.
func (l storyLadder) width(i int, b Block) float64 {
	w := math.Min(ladderWidest, b.W-l.indent(len(l.steps)-1)-ladderRail)
	if l.ends(i) {
		w -= 2 * ladderIn
	}
	return w
}

// height is how tall a step is.
func (l storyLadder) height(m page.Measure, i int, size float64, b Block) float64 {
	head, words := l.face(i, size)
	h, s := 0.0, l.steps[i]
	if s.head != "" {
		h += float64(len(m.Lines(s.head, head, l.width(i, b), 0))) * head.Size * 1.34
	}
	h += float64(len(m.Lines(s.words, words, l.width(i, b), 0))) * words.Size * 1.42
	if l.ends(i) {
		h += 14 + 22 // its label, and the panel
	}
	return h
}

func (l storyLadder) draw(p *page.Pen, b Block) {
	room := b.H
	if l.test != nil {
		room -= ladderTest + 14
	}
	const least = 11.0
	n, size, total := len(l.steps), 13.25, 0.0
	if n <= 3 {
		size = 16 // a short ladder is read from further away
	}
	for ; size > 8; size -= .25 {
		total = 0
		for i := range l.steps {
			total += l.height(p.Measure, i, size, b)
		}
		if total+least*float64(n-1) <= room {
			break
		}
	}
	gap := math.Max(4, math.Min(max(24, 96-16*float64(n)), (room-total)/float64(n-1)))
	y, last := b.Y, page.Point{}
	for i := range l.steps {
		h := l.height(p.Measure, i, size, b)
		x := b.X + l.indent(i)
		dot := page.Point{X: x + 6, Y: y + 8}
		if l.ends(i) {
			dot.Y = y + 15
		}
		if i > 0 {
			l.rail(p, last, dot, y-gap, gap, !strings.HasSuffix(l.steps[i].head, "?"))
		}
		l.step(p, i, size, Block{X: x + ladderRail, Y: y, W: l.width(i, b), H: h}, dot)
		last, y = dot, y+h+gap
	}
	if l.test != nil {
		l.drawTest(p, Block{X: b.X, Y: b.Y + b.H - ladderTest, W: b.W, H: ladderTest}, y-gap+14)
	}
}

// rail leads from one step down to the next.
func (l storyLadder) rail(p *page.Pen, from, to page.Point, end, gap float64, ask bool) {
	turn := end + gap/2
	p.VLine(from.X, from.Y+7, turn-from.Y-7, 1.1, p.Axis)
	p.HLine(from.X, turn, to.X-from.X, 1.1, p.Axis)
	p.VLine(to.X, turn, to.Y-7-turn, 1.1, p.Axis)
	if gap >= 10 && ask { // a heading that is a question asks by itself
		p.Write(to.X+8, turn+2.6, string(l.w.Because), p.Slanted(7.4), p.Mute)
	}
}

func (l storyLadder) step(p *page.Pen, i int, size float64, b Block, dot page.Point) {
	s := l.steps[i]
	head, words := l.face(i, size)
	x, y := b.X, b.Y
	switch {
	case i == 0:
		p.Box(b.X, b.Y, b.W+2*ladderIn, b.H, p.Panel)
		p.Box(b.X, b.Y, 3.1, b.H, p.Slate)
		p.Add(page.Disc{X: dot.X, Y: dot.Y, R: 5, Fill: p.Paper, Edge: p.Slate, EdgeWidth: 1.6})
	case l.ends(i):
		p.Box(b.X, b.Y, b.W+2*ladderIn, b.H, p.AccentSoft)
		p.Box(b.X, b.Y, 3.1, b.H, p.Accent)
		p.Add(page.Disc{X: dot.X, Y: dot.Y, R: 5.4, Fill: p.Accent})
	default:
		p.Add(page.Disc{X: dot.X, Y: dot.Y, R: 3.2, Fill: p.Slate})
	}
	if l.ends(i) {
		label, ink := l.w.Told, p.Mute
		if i > 0 {
			label, ink = l.w.RootCause, p.Accent
		}
		x += ladderIn
		p.Write(x, y+18, upper(string(label)), page.Font{Size: 7.8, Bold: true, Track: .8}, ink)
		y += 14 + 11
	}
	if s.head != "" {
		y = p.Para(x, y+head.Size*.98, b.W, head.Size*1.34, s.head, head, p.Ink, 0) - head.Size*.98
	}
	p.Para(x, y+words.Size*1.02, b.W, words.Size*1.42, s.words, words, p.Ink2, 0)
}

// drawTest is the price test: the question, and the answer beside it, right under the ladder where there is room.
func (l storyLadder) drawTest(p *page.Pen, b Block, under float64) {
	b.Y = math.Min(b.Y, math.Max(under, b.Y-40))
	p.HLine(b.X, b.Y, b.W, .8, p.Line)
	q := page.Font{Size: 11, Bold: true}
	qw := math.Min(p.Measure(string(l.w.SamePrice), q), b.W*.42)
	lines := p.Measure.Lines(string(l.w.SamePrice), q, qw+1, 2)
	for i, s := range lines {
		p.Write(b.X, b.Y+24+float64(i)*14, s, q, p.Ink)
	}
	x := b.X + qw + 22
	f := p.Measure.Fit(l.test.words, page.Font{Size: 13, Bold: true}, b.X+b.W-x, 2, 9)
	p.Para(x, b.Y+25, b.X+b.W-x, f.Size*1.36, l.test.words, f, p.Accent, 2)
}
