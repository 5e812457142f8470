package report

import (
	"math"
	"slices"
	"strings"

	"openloop/report/chart"
	"openloop/report/page"
)

// Contents is the list of pages where there are too many to be found at the foot of the first.
const Contents Kind = "contents"

// contentsFrom is how many pages make a list of contents worth a page of its own.
const contentsFrom = 20

// Bookmark is a place on a page that the file's outline leads to.
type Bookmark struct {
	Name Text
	Y    float64
}

// addContents makes room for the contents behind the first page, where there are many.
func (b *builder) addContents() {
	if len(b.doc.Pages) < contentsFrom {
		return
	}
	w := pageWordsOf(b.in.Lang)
	b.addPage(Contents, w.ContentsName, w.ContentsName, Label(w.ContentsTitle), Label(w.ContentsSub), fill(b.w.MethodFooter, b.base()))
	all := b.doc.Pages
	last := all[len(all)-1]
	b.doc.Pages = slices.Insert(all[:len(all)-1], min(1, len(all)-1), last)
}

// finishContents fills them in, now that pages have numbers.
func (b *builder) finishContents() {
	i := slices.IndexFunc(b.doc.Pages, func(p Page) bool { return p.Kind == Contents })
	if i < 0 {
		return
	}
	pg := &b.doc.Pages[i]
	l := contentsList{appendix: Label(pageWordsOf(b.in.Lang).AppendixName)}
	last := Kind("")
	for _, p := range b.doc.Pages {
		if p.Kind != last && p.Kind != Contents {
			l.lines = append(l.lines, contentsLine{p.Name, p.Title, p.Number, p.Appendix})
		}
		last = p.Kind
	}
	y := header{pg.Eyebrow, pg.Title, pg.Subtitle}.under(b.measure)
	pg.put(marginX, y, inner, bottom-y, l)
}

// contentsList is a line for each section: its number, its name, what it says.
type contentsList struct {
	lines    []contentsLine
	appendix Text
}

type contentsLine struct {
	name, title Text
	page        int
	appendix    bool
}

func (l contentsList) draw(p *page.Pen, b Block) {
	n := float64(len(l.lines) + 1)
	step := math.Min(28, (b.H-10)/n)
	f, s := page.Font{Size: math.Min(11, step*.48), Bold: true}, page.Font{Size: math.Min(10, step*.44)}
	names := 0.0
	for _, c := range l.lines {
		names = math.Max(names, p.Measure(c.name.s, f))
	}
	names = math.Min(names, b.W*.36)
	y, headed := b.Y, false
	for i, c := range l.lines {
		if c.appendix && !headed {
			headed = true
			if i > 0 {
				y += step * .9
				p.Write(b.X, y-step*.32, upper(l.appendix.s), page.Font{Size: 8, Bold: true, Track: .9}, p.Brand)
			}
		}
		base := y + step*.66
		p.WriteRight(b.X+22, base, num(c.page).s, f, p.Brand)
		p.Write(b.X+38, base, p.Measure.Shorten(c.name.s, f, names), f, p.Ink)
		if !c.appendix {
			p.Write(b.X+38+names+24, base, p.Measure.Shorten(c.title.s, s, b.W-62-names), s, p.Mute)
		}
		p.HLine(b.X, y+step, b.W, .5, p.Line)
		p.Links = append(p.Links, page.Link{X: b.X, Y: y, W: b.W, H: step, Page: c.page})
		y += step
	}
}

// lead is a line at the right of a page's first one that leads to another page.
type lead struct {
	words Text
	page  int
}

func (l lead) draw(p *page.Pen, b Block) {
	f := p.Strong(7.6)
	x := p.WriteRight(b.X+b.W, b.Y, l.words.s, f, p.Brand)
	p.HLine(x, b.Y+1.8, b.X+b.W-x, .5, page.Mix(p.Brand, p.Paper, .5))
	p.Links = append(p.Links, page.Link{X: x - 2, Y: b.Y - 9, W: b.X + b.W - x + 4, H: 13, Page: l.page})
}

// leadBack has the evidence of a finding lead back to it.
func (b *builder) leadBack() {
	answer := slices.IndexFunc(b.doc.Pages, func(p Page) bool { return p.Kind == Answer })
	if answer < 0 {
		return
	}
	of := map[int][]Text{}
	for i, f := range b.doc.Findings {
		if f.Page > 0 {
			of[f.Page] = append(of[f.Page], num(i+1))
		}
	}
	w := pageWordsOf(b.in.Lang)
	right := b.logoRoom()
	if b.doc.Draft {
		right += b.measure(string(b.w.Draft), page.Font{Size: 8, Bold: true, Track: .9}) + 30
	}
	for n, findings := range of {
		words := fill(w.FindingBack, findings[0], num(answer+1))
		if len(findings) > 1 {
			words = fill(w.FindingsBack, b.w.list(findings), num(answer+1))
		}
		b.doc.Pages[n-1].put(marginX, 51.5, inner-right, 0, lead{words, answer + 1})
	}
}

// leadToQuotes has each theme lead to its quotes, and the quotes back to what they are evidence of.
func (b *builder) leadToQuotes(first map[Kind]int) {
	quotes := map[string]int{}
	for i := range b.doc.Pages {
		pg := &b.doc.Pages[i]
		for j, block := range pg.Blocks {
			if h, ok := block.content.(themeHead); ok && pg.Kind == ThemeQuotes {
				if quotes[h.name.s] == 0 {
					quotes[h.name.s] = pg.Number
				}
				if h.of {
					h.page = first[WinLoss]
					pg.Blocks[j].content = h
				}
			}
		}
	}
	if first[WinLoss] == 0 {
		return
	}
	pg := &b.doc.Pages[first[WinLoss]-1]
	for j, block := range pg.Blocks {
		d, ok := block.content.(drawing)
		dots, is := d.model.(chart.Dots)
		if !ok || !is {
			continue
		}
		for i, r := range dots.Rows {
			if n := quotes[r.Name]; n > 0 {
				dots.Rows[i].Page = n
				dots.Rows[i].Note = strings.TrimPrefix(r.Note+"  ·  "+fill(pageWordsOf(b.in.Lang).QuotesFor, num(n)).s, "  ·  ")
			}
		}
		pg.Blocks[j].content = drawing{dots}
	}
}
