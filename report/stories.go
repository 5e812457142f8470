package report

import (
	"strings"

	"openloop/report/page"
	"openloop/research"
	"openloop/research/privacy"
)

// Story is a cleared story: of one buyer, who allowed it and heard it read back, or put together from several
// interviews.
type Story struct {
	Title, Text privacy.SafeText
	Interviews  []research.ID
}

// StoryLine is a story as it is printed.
type StoryLine struct {
	Title      Text
	Label      Text // whose it is: "Composite of 4 buyers"
	Paragraphs []Text
	Buyers     int // 1, or how many a composite is of
}

// tellStories takes the stories whose interviews the pack is about.
func (b *builder) tellStories() {
	if !b.allowed(b.scope) {
		return
	}
	for _, s := range b.in.Stories {
		l := StoryLine{Title: Words(s.Title), Buyers: len(s.Interviews), Label: Label(b.w.StoryOne)}
		for _, id := range s.Interviews {
			if p := b.in.Index.Position(id); p < 0 || !b.scope.Has(p) {
				l.Buyers = 0
			}
		}
		if l.Buyers > 1 {
			l.Label = fill(b.w.StoryMany, b.w.num(l.Buyers))
		}
		for line := range strings.SplitSeq(s.Text.String(), "\n") {
			if line = strings.TrimSpace(line); line != "" {
				l.Paragraphs = append(l.Paragraphs, Text{line})
			}
		}
		if l.Buyers > 0 && len(l.Paragraphs) > 0 {
			b.doc.Stories = append(b.doc.Stories, l)
		}
	}
}

// storyPages prints each story on a page of its own.
func (b *builder) storyPages() {
	for _, s := range b.doc.Stories {
		name, sub, foot := Label(b.w.StoryName), Label(b.w.StoryOneSub), Label(b.w.StoryFooterOne)
		if s.Buyers > 1 {
			name, sub, foot = s.Label, fill(b.w.StoryManySub, b.w.num(s.Buyers)), fill(b.w.StoryFooterMany, b.w.num(s.Buyers))
		}
		pg, y := b.addPage(OneStory, b.w.StoryName, b.w.StoryOne, s.Title, sub, foot)
		pg.Name, pg.Eyebrow = name, s.Label
		pg.Blocks[0].content = header{pg.Eyebrow, pg.Title, pg.Subtitle}
		if l, ok := b.ladderOf(s); ok {
			pg.put(marginX, y, inner, bottom-y, l)
		} else {
			pg.put(marginX, y+4, inner, bottom-y-4, told(s))
		}
	}
}

// told is a story in two columns, as large as it may be set.
type told StoryLine

// StoryMost is how many characters of a story fit on its page.
const StoryMost = 3600

const (
	storyMost  = 13.2
	storyLeast = 8.6
	storyGap   = 40.0
)

// lines breaks the paragraphs; an empty line stands between two.
func (t told) lines(m page.Measure, f page.Font, w float64) []string {
	var out []string
	for i, par := range t.Paragraphs {
		if i > 0 {
			out = append(out, "")
		}
		out = append(out, m.Lines(par.s, f, w, 0)...)
	}
	return out
}

func (t told) draw(p *page.Pen, b Block) {
	w := (b.W - storyGap) / 2
	f := page.Font{Size: storyMost}
	for f.Size > storyLeast && float64((len(t.lines(p.Measure, f, w))+1)/2+1)*f.Size*1.52 > b.H {
		f.Size -= .3
	}
	lead := f.Size * 1.52
	lines := t.lines(p.Measure, f, w)
	half := (len(lines) + 1) / 2
	if half < 9 {
		half = len(lines) // a short story reads better down one column
	}
	for half < len(lines)-1 && lines[half] == "" {
		half++ // no column begins with the gap between paragraphs
	}
	p.Box(b.X, b.Y, 2.4, float64(half)*lead, p.Accent)
	x, y := b.X+16, b.Y+f.Size
	for i, l := range lines {
		if i == half {
			x, y = b.X+16+w+storyGap-16, b.Y+f.Size
		}
		p.Write(x, y, l, f, p.Ink)
		y += lead
	}
}
