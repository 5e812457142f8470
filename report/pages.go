package report

import (
	"strings"

	"openloop/report/chart"
	"openloop/research"
	"openloop/research/privacy"
)

// pages makes every page that has something to show, then numbers them and fills in who points where.
func (b *builder) pages() {
	makers := b.makers()
	for _, c := range b.in.Layout.Order() {
		if make := makers[c.Kind]; make != nil && !c.Off {
			make()
		}
	}
	b.addContents()
	d := b.doc
	first := map[Kind]int{}
	for i := range d.Pages {
		d.Pages[i].Number = i + 1
		if first[d.Pages[i].Kind] == 0 {
			first[d.Pages[i].Kind] = i + 1
		}
	}
	b.pointFigures(first)
	b.finishAnswer(first)
	b.finishContents()
	b.leadBack()
	b.leadToQuotes(first)
	running := fill(b.w.Pack, b.packName(), Label(b.w.Anonymised))
	if !b.in.Layout.Date.IsZero() {
		running = fill(b.w.Pack, running, b.day(d.Date))
	}
	for i := range d.Pages {
		pg := &d.Pages[i]
		pg.Blocks = append(pg.Blocks, Block{content: footer{base: pg.Footer, running: running, note: d.Confidential, number: pg.Number, total: len(d.Pages)}})
		if d.Draft {
			pg.Blocks = append([]Block{{content: stamp{Label(b.w.Draft), b.logoRoom()}}}, pg.Blocks...)
		}
	}
}

// makers make each section's pages, where it has something to show.
func (b *builder) makers() map[Kind]func() {
	return map[Kind]func(){Answer: b.answerPage, FourReasons: b.reasonsPage, OneStory: b.storyPages, WinLoss: b.winLossPage, Stages: b.stagesPage,
		Heard: b.heardPage, ThemeQuotes: b.quotesPages, Competitors: b.competitorsPage, Method: b.methodPages, BusinessCase: b.casePage,
		LeadsAndHandOffs: b.leadsPage, KeepReverse: b.actionsPage, SinceLast: b.sincePage,
		Importance: b.importancePage, Together: b.togetherPage, Timeline: b.timelinePage, HeadToHead: b.rivalsPage}
}

// packName is the study's title, with the wave where the pack is about one.
func (b *builder) packName() Text {
	if b.doc.Wave.Empty() {
		return b.doc.Title
	}
	return fill(b.w.WaveOf, b.doc.Title, b.doc.Wave)
}

// addPage begins a page with its header and answers it with the top of its content. The consultant's own
// message takes the place of the drafted one.
func (b *builder) addPage(k Kind, name, eyebrow constant, title, subtitle, foot Text) (*Page, float64) {
	if _, ok := b.drafted[k]; !ok {
		b.drafted[k] = title
	}
	if own := b.in.Titles[k]; own.String() != "" {
		title = Words(own)
	}
	h := header{Label(eyebrow), title, subtitle}
	b.doc.Pages = append(b.doc.Pages, Page{Kind: k, Name: Label(name), Eyebrow: h.eyebrow, Title: title, Subtitle: subtitle, Footer: foot,
		Appendix: eyebrow == b.w.Appendix, Blocks: []Block{{content: h}}})
	pg := &b.doc.Pages[len(b.doc.Pages)-1]
	b.putLogo(pg)
	return pg, h.under(b.measure)
}

func (p *Page) put(x, y, w, h float64, c content) {
	p.Blocks = append(p.Blocks, Block{X: x, Y: y, W: w, H: h, content: c})
}

// pointFigures notes on which page each figure stands first.
func (b *builder) pointFigures(first map[Kind]int) {
	of := map[Subject]Kind{OfTheme: WinLoss, OfStage: Stages, OfClock: Stages, OfReason: FourReasons, OfDecided: FourReasons, OfHeard: Heard, OfCompetitor: Competitors,
		OfPair: Together, OfImportance: Importance, OfRival: HeadToHead, OfSince: SinceLast, OfWave: SinceLast}
	for i := range b.doc.Figures {
		f := &b.doc.Figures[i]
		f.Page = first[of[f.Subject]]
		if f.Subject == OfDecided && (f.Group != toldTop || !b.reasons.asTold) {
			f.Page = 0
		}
		if f.Subject == OfImportance && !b.more.printed[f.Key+"|"+f.Group] {
			f.Page = 0
		}
		if f.Subject == OfCode && b.onLeads[f.Key+"|"+f.Group] {
			f.Page = first[LeadsAndHandOffs]
		}
	}
}

// estimate is a figure as charts take it.
func (b *builder) estimate(f Figure) chart.Estimate {
	return chart.Estimate{X: f.X, N: f.N, Share: f.Share(), Low: f.Low, High: f.High, Shown: f.Shown, Text: b.w.of(f.X, f.N).s}
}

// interval is "31–72%" of a figure.
func interval(f Figure) string {
	return num(percentOf(f.Low)).s + "–" + num(percentOf(f.High)).s
}

func percentOf(v float64) int { return int(v*100 + .5) }

// toneOf is the colour of a released group.
func toneOf(group string) tone {
	switch group {
	case string(research.Won), "customers":
		return won
	case string(research.Lost), "not_won":
		return lost
	}
	return plain
}

// outcomes is "24 won, 22 lost, 9 leads" of the released groups.
func (b *builder) outcomes() Text {
	var parts []Text
	for _, g := range b.groups {
		parts = append(parts, Text{b.w.num(g.Members.Count()).s + " " + b.inside(b.groupName(g)).s})
	}
	return b.w.list(parts)
}

// base is the pack's interviews in words: "60 interviews (24 won and 22 lost)".
func (b *builder) base() Text {
	t := b.w.interviews(b.doc.Base)
	if o := b.outcomes(); !o.Empty() {
		t = fill(b.w.BaseSplit, t, o)
	}
	return t
}

// dates is the first and the last local date of an interview, "" where none has one.
func (b *builder) dates() (from, to string) {
	facts := b.in.Index.Facts()
	b.scope.Each(func(i int) {
		d := facts[i].Date
		if d == "" {
			return
		}
		if from == "" || d < from {
			from = d
		}
		if d > to {
			to = d
		}
	})
	return from, to
}

// when is the months in which the interviews were held: "January to November 2026".
func (b *builder) when() Text { return b.w.span(b.dates()) }

// held is the same within a sentence: "from January to November 2026".
func (b *builder) held() Text {
	from, to := b.dates()
	switch span := b.w.span(from, to); {
	case span.Empty():
		return Text{}
	case b.w.monthOf(from) == b.w.monthOf(to):
		return fill(b.w.HeldIn, span)
	default:
		first, last := b.w.ends(from, to)
		return b.w.elided(fill(b.w.HeldFrom, first, last))
	}
}

// groupHead is a released group's name with its base.
func (b *builder) groupHead(g privacy.Group) (name, base string) {
	return b.groupName(g).s, fill(b.w.OutOf, b.w.num(g.Members.Count())).s
}

func upper(s string) string { return strings.ToUpper(s) }
