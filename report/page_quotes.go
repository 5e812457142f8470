package report

import "openloop/report/page"

// quotesPerTheme is how many quotes of a theme are printed; the workbook has all.
const quotesPerTheme = 6

// quotesAlone is how many quotes make a page of their own although each of them stands on another page.
const quotesAlone = 3

// quotesPages lists the cleared quotes by theme, in two columns, on as many pages as they take. Few are set larger.
func (b *builder) quotesPages() {
	items, apart := b.quoteItems()
	if len(items) == 0 || len(items) < quotesAlone && !apart {
		return
	}
	top := header{Label(b.w.Appendix), b.quotesTitle(), Label(b.w.QuotesSub)}.under(b.measure)
	f := &flow{b: b, size: listedSize, limit: bottom}
	for size := listedMost; size > listedSize; size -= .2 {
		if columnsFor(b.measure, items, size, top, bottom) <= 2 {
			f.size = size
			break
		}
	}
	if columnsFor(b.measure, items, f.size, top, bottom) <= 2 { // both columns end at about the same height
		for f.limit = top + 40; f.limit < bottom && columnsFor(b.measure, items, f.size, top, f.limit) > 2; f.limit += 6 {
		}
		f.limit = min(f.limit, bottom)
	}
	for _, i := range items {
		if !i.spare || f.fits(i) { // no page only for what is left
			f.add(i)
		}
	}
}

// quoteItem is a quote of the list, under its theme's name where it is the first.
type quoteItem struct {
	head  *themeHead
	quote listed
	spare bool // of no theme
}

// quoteItems is the quotes in the order in which they are printed; apart says whether one stands on no other page.
func (b *builder) quoteItems() (items []quoteItem, apart bool) {
	for t := range len(b.in.Themes) + 1 {
		if t == len(b.in.Themes) {
			t = -1 // those that belong to no theme come last
		}
		var mine []chosenQuote
		more := 0
		for _, q := range b.quotes {
			switch {
			case q.theme != t || !q.Printed:
			case len(mine) == quotesPerTheme:
				more++
			default:
				mine = append(mine, q)
			}
		}
		for i, q := range mine {
			item := quoteItem{quote: listed{words: Text{b.w.quoted(opened(q.Words.s))}, who: q.Who, tone: toneOf(q.Group)}, spare: t < 0}
			if i == 0 {
				item.head = b.quoteHead(q, t, more)
			}
			apart = apart || !b.stands(q)
			items = append(items, item)
		}
	}
	return items, apart
}

// quoteHead is the name above the quotes of a theme, or of none.
func (b *builder) quoteHead(q chosenQuote, theme, more int) *themeHead {
	if theme < 0 {
		return &themeHead{name: Label(b.w.QuotesOther)}
	}
	h := &themeHead{name: q.Theme, of: true}
	if more > 0 {
		h.note = fill(b.w.QuotesMore, b.w.num(more))
	}
	return h
}

// stands says whether a quote's words stand on an earlier page.
func (b *builder) stands(q chosenQuote) bool {
	for i := range b.doc.Pages {
		for _, block := range b.doc.Pages[i].Blocks {
			if c, ok := block.content.(quoted); ok && c.words == q.Words {
				return true
			}
		}
	}
	return b.lead != nil && b.lead.Words == q.Words
}

func (b *builder) quotesTitle() Text {
	if own := b.in.Titles[ThemeQuotes]; own.String() != "" {
		return Words(own)
	}
	return Label(b.w.QuotesTitle)
}

const (
	flowGap    = 40.0
	flowWide   = (inner - flowGap) / 2
	flowHead   = 28.0 // a theme's name with the room under it
	listedMost = 13.0 // the largest size of a quote
)

// flow fills columns from top to bottom and begins pages as they are needed.
type flow struct {
	b           *builder
	pg          *Page
	size, limit float64
	top, y      float64
	col         int
}

// need is the room that an item takes.
func (i quoteItem) need(m page.Measure) float64 {
	h := i.quote.height(m, flowWide)
	if i.head != nil {
		h += flowHead + 4
	}
	return h
}

// columnsFor is how many columns from top to limit items take in a size.
func columnsFor(m page.Measure, items []quoteItem, size, top, limit float64) int {
	n, y := 1, top
	for _, i := range items {
		i.quote.size = size
		need := i.need(m)
		if y > top && y+need > limit {
			n, y = n+1, top
		}
		if i.head != nil && y == top {
			need -= 4
		}
		y += need
	}
	return n
}

// fits says whether a quote stands on the page that has been begun.
func (f *flow) fits(i quoteItem) bool {
	i.quote.size = f.size
	return f.pg == nil || f.col == 0 || f.y+i.need(f.b.measure) <= f.limit
}

func (f *flow) add(i quoteItem) {
	i.quote.size = f.size
	need := i.need(f.b.measure)
	if f.pg == nil {
		f.begin()
	}
	if f.y > f.top && f.y+need > f.limit {
		if f.col++; f.col == 2 {
			f.begin()
		}
		f.y = f.top
	}
	x := marginX + float64(f.col)*(flowWide+flowGap)
	if i.head != nil {
		if f.y > f.top {
			f.y += 4
		}
		f.pg.put(x, f.y, flowWide, 22, *i.head)
		f.pg.Marks = append(f.pg.Marks, Bookmark{i.head.name, f.y})
		f.y += flowHead
	}
	h := i.quote.height(f.b.measure, flowWide)
	f.pg.put(x, f.y, flowWide, h, i.quote)
	f.y += h
}

func (f *flow) begin() {
	b := f.b
	f.pg, f.top = b.addPage(ThemeQuotes, b.w.QuotesName, b.w.Appendix, Label(b.w.QuotesTitle), Label(b.w.QuotesSub), b.quotesFooter())
	f.y, f.col = f.top, 0
}

func (b *builder) quotesFooter() Text {
	t := fill(b.w.QuotesFooter, b.w.num(b.doc.K))
	missing := 0
	for _, q := range b.quotes {
		if !q.Printed {
			missing++
		}
	}
	if missing > 0 {
		t.s += " " + fill(b.w.QuotesScript, b.w.num(missing)).s
	}
	return t
}
