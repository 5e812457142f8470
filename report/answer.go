package report

import (
	"math"
	"sort"
	"strings"
	"unicode/utf8"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// findingsMost is how many findings the first page carries.
const findingsMost = 3

// candidate is a finding whose page is not numbered yet.
type candidate struct {
	Finding
	on   Kind
	tone tone
}

// find drafts the findings from the figures, the surest first.
func (b *builder) find() {
	for _, f := range []func() (candidate, bool){b.findTold, b.findLost, b.findWon, b.findClock} {
		if c, ok := f(); ok {
			b.found = append(b.found, c)
		}
	}
	b.found = append(b.found, b.findTop(findingsMost-len(b.found))...)
	b.found = b.found[:min(len(b.found), findingsMost)]
	for i := range b.found {
		b.reword(&b.found[i].Finding)
	}
	b.decide()
}

// reword puts a person's own words in place of the drafted ones.
func (b *builder) reword(f *Finding) {
	f.DraftedTitle, f.DraftedBody = f.Title, f.Body
	if own := b.in.Titles[f.Key]; own.String() != "" {
		f.Title = Words(own)
	}
	if own := b.in.Titles[BodyOf(f.Key)]; own.String() != "" {
		f.Body = Words(own)
	}
}

// findingOf is the key of a finding about a theme.
func findingOf(t *themeRow) Kind { return Kind("finding/" + string(t.theme.ID)) }

// findTold is the reason told against the reason that decided.
func (b *builder) findTold() (candidate, bool) {
	r := &b.reasons
	told, decided := b.figure(OfReason, b.reasonKey(research.Told, r.top.Ref), ""), b.figure(OfReason, b.reasonKey(research.DecidedReason, r.top.Ref), "")
	if !r.ok || !told.Shown || !decided.Shown || r.verdict == analysis.TooFew {
		return candidate{}, false
	}
	name := b.topName()
	c := candidate{on: FourReasons, tone: lost}
	c.Lost, c.Key = true, "finding/told"
	c.Figure = b.w.of(decided.X, decided.N)
	c.Measure = fill(b.w.FindToldBig, b.kindOf(r.group), name)
	c.Body = fill(b.w.FindToldBody2, name, b.w.of(told.X, told.N), b.w.of(decided.X, decided.N))
	switch r.verdict {
	case analysis.ClearlyLess:
		c.Title = fill(b.w.FindToldTitle, name)
		c.Body = fill(b.w.FindToldBody, name, b.w.num(told.X), b.w.num(told.N), b.orNone(decided.X))
		if told.N != decided.N {
			c.Body = fill(b.w.FindToldBodies, name, b.w.of(told.X, told.N), b.w.of(decided.X, decided.N))
		}
	case analysis.ClearlyMore:
		c.Title = capital(fill(b.w.FindToldMore, name))
		c.Body = fill(b.w.FindToldBodies, name, b.w.of(told.X, told.N), b.w.of(decided.X, decided.N))
	default:
		c.Title = capital(fill(b.w.FindToldClose, name))
	}
	return c, true
}

// orNone is a number within a sentence.
func (b *builder) orNone(n int) Text {
	if n == 0 {
		return Label(b.w.None)
	}
	return b.w.num(n)
}

// kindOf is the deals of a group, within a sentence: "lost deals".
func (b *builder) kindOf(g privacy.Group) Text {
	switch g.Key {
	case "not_won":
		return Label(b.w.KindNotWon)
	case string(research.Lost):
		return Label(b.w.KindLost)
	}
	return Label(b.w.KindAll)
}

// on is which interviews are those of a group, behind the word: "on lost deals", "with customers".
func (b *builder) on(g privacy.Group) Text {
	return Label(map[string]constant{string(research.Won): b.w.OnWon, string(research.Lost): b.w.OnLost, "not_won": b.w.OnNotWon, "customers": b.w.OnCustomer}[g.Key])
}

func (b *builder) findLost() (candidate, bool) {
	return b.findTheme(b.clearest(true), b.lost, b.won, lost)
}
func (b *builder) findWon() (candidate, bool) {
	return b.findTheme(b.clearest(false), b.won, b.lost, won)
}

// findTheme is a theme that clearly marks one group.
func (b *builder) findTheme(t *themeRow, in, against *privacy.Group, c tone) (candidate, bool) {
	if t == nil {
		return candidate{}, false
	}
	here, there := b.figure(OfTheme, t.key, in.Key), b.figure(OfTheme, t.key, against.Key)
	f := candidate{on: WinLoss, tone: c}
	f.Lost, f.Key = c == lost, findingOf(t)
	f.Figure = b.w.of(here.X, here.N)
	f.Measure = b.saidIn(t.direction, *in)
	f.Title = t.bare
	f.Body = fill(b.w.FindClearBody, b.on(*against), b.w.of(there.X, there.N))
	if so := b.name(t.theme.SoWhat); !so.Empty() {
		f.Body = Text{so.s + " " + f.Body.s}
	}
	return f, true
}

// saidIn is what the interviews of a group say: "interviews on lost deals say it hurt".
func (b *builder) saidIn(d direction, g privacy.Group) Text {
	words := map[direction][2]constant{hurts: {b.w.FindHurtAll, b.w.FindHurtBig}, helps: {b.w.FindHelpAll, b.w.FindHelpBig}, raised: {b.w.FindTopBig, b.w.FindRaisedBig}}[d]
	if g.Key == b.total.Key {
		return Label(words[0])
	}
	return fill(words[1], b.on(g))
}

// findClock is how much earlier the buyer begins than the CRM.
func (b *builder) findClock() (candidate, bool) {
	lead, buyer, crm := b.figure(OfClock, clockLead, ""), b.figure(OfClock, clockBuyer, ""), b.figure(OfClock, clockCRM, "")
	if !lead.Shown || lead.Value < 1 {
		return candidate{}, false
	}
	c := candidate{on: Stages}
	c.Key = "finding/clock"
	c.Figure, c.Measure = b.w.months(buyer.Value), Label(b.w.FindClockBig)
	c.Title = fill(b.w.FindClockTitle, b.w.months(lead.Value))
	c.Body = fill(b.w.FindClockBody, b.w.months(crm.Value), fill(b.w.Deals, b.w.num(buyer.N)))
	return c, true
}

// findTop is what is named most, where nothing surer fills the page.
func (b *builder) findTop(n int) []candidate {
	var top []*themeRow
	for i := range b.themes {
		if f := b.figure(OfTheme, b.themes[i].key, ""); f.Shown && f.X > 0 && !b.used(&b.themes[i]) && !b.excuse(&b.themes[i]) {
			top = append(top, &b.themes[i])
		}
	}
	count := func(i int) int { return b.figure(OfTheme, top[i].key, "").X }
	sort.SliceStable(top, func(i, j int) bool { return count(i) > count(j) })
	var r []candidate
	for _, t := range top[:max(0, min(n, len(top)))] {
		f := b.figure(OfTheme, t.key, "")
		c := candidate{on: WinLoss}
		c.Key = findingOf(t)
		c.Figure, c.Title = b.w.of(f.X, f.N), fill(b.w.FindTopTitle, b.inside(t.bare))
		c.Measure = b.saidIn(t.direction, b.total)
		if t.direction != raised {
			c.Title = t.bare
		}
		c.Body = b.name(t.theme.SoWhat)
		if c.Body.Empty() {
			c.Body = b.closeCall(t)
		}
		r = append(r, c)
	}
	return r
}

func (b *builder) used(t *themeRow) bool {
	for _, c := range b.found {
		if c.Title == t.bare {
			return true
		}
	}
	return false
}

// closeCall says how a theme that does not hold compares.
func (b *builder) closeCall(t *themeRow) Text {
	switch {
	case !t.compared && (b.lost == nil || b.won == nil || min(b.lost.Members.Count(), b.won.Members.Count()) < analysis.MinCompareBase):
		return Label(b.w.FindFewBody)
	case !t.compared || t.verdict.Holds:
		return Text{}
	}
	l, w := b.figure(OfTheme, t.key, b.lost.Key), b.figure(OfTheme, t.key, b.won.Key)
	return fill(b.w.FindCloseBody, b.on(*b.lost), b.w.of(l.X, l.N), b.on(*b.won), b.w.of(w.X, w.N), t.verdict.Words)
}

// decide drafts what the board is asked to decide, unless the consultant has written it.
func (b *builder) decide() {
	d := &b.doc.Decision
	clear := b.clearest(true)
	if clear == nil {
		clear = b.clearest(false)
	}
	switch {
	case b.in.Decision.String() != "":
		*d = Words(b.in.Decision)
	case !b.allowed(b.scope):
		*d = fill(b.w.AskLeast, b.w.interviews(b.doc.K), b.w.num(b.doc.MinOrgs))
	case clear != nil && clear.theme.Recommendation != "":
		*d = b.name(clear.theme.Recommendation)
	case clear != nil:
		*d = fill(b.w.AskTheme, clear.bare)
	case b.reasons.ok && b.reasons.verdict == analysis.ClearlyLess:
		*d = fill(b.w.AskReason, b.topName())
	case b.lost == nil || b.won == nil || min(b.lost.Members.Count(), b.won.Members.Count()) < analysis.MinPercentBase:
		*d = fill(b.w.AskMore, b.w.interviews(b.doc.Base))
	default:
		*d = Label(b.w.AskCode)
	}
}

// MessageMost is how many characters a page's message should have at most.
const MessageMost = 70

// fitting is the first wording of a message that is short enough, or the last.
func fitting(wordings ...Text) Text {
	for _, t := range wordings {
		if utf8.RuneCountInString(t.String()) <= MessageMost {
			return t
		}
	}
	return wordings[len(wordings)-1]
}

// answerTitle is the pack's message.
func (b *builder) answerTitle() Text {
	l, w := b.clearest(true), b.clearest(false)
	told := b.reasons.ok && b.reasons.verdict == analysis.ClearlyLess
	switch {
	case !b.allowed(b.scope):
		return Label(b.w.AnswerWithheld)
	case told && l != nil:
		both := []Text{b.topName(), b.inside(l.bare)}
		return fitting(fill(b.w.AnswerBoth, both...), fill(b.w.AnswerShort, both...), fill(b.w.AnswerLost, both[1]))
	case told:
		return fill(b.w.AnswerTold, b.topName())
	case l != nil:
		return fill(b.w.AnswerLost, b.inside(l.bare))
	case w != nil:
		return fill(b.w.AnswerWon, b.inside(w.bare))
	case b.lost == nil || b.won == nil || min(b.lost.Members.Count(), b.won.Members.Count()) < analysis.MinPercentBase:
		return fill(b.w.AnswerFew, b.w.interviews(b.doc.Base))
	}
	return Label(b.w.AnswerNone)
}

func (b *builder) answerPage() {
	sub := fill(b.w.AnswerSub, b.w.interviews(b.doc.Base), b.when(), b.outcomes())
	if b.outcomes().Empty() {
		sub = fill(b.w.AnswerSubBare, b.w.interviews(b.doc.Base), b.when())
	}
	if b.when().Empty() { // no interview has a date
		sub.s = strings.Replace(sub.s, ", .", ".", 1)
		sub.s = strings.Replace(sub.s, ", :", ":", 1)
	}
	b.lead = b.answerQuote() // before a later page takes it
	b.addPage(Answer, b.w.AnswerName, b.w.AnswerEyebrow, b.answerTitle(), sub, fill(b.w.AnswerFooter, b.base()))
}

// finishAnswer places the findings, the question and the contents, now that pages have numbers.
func (b *builder) finishAnswer(first map[Kind]int) {
	pg := &b.doc.Pages[0]
	if pg.Kind != Answer { // left out: its findings are still those of the workbook
		for _, c := range b.found {
			c.Page = first[c.on]
			b.doc.Findings = append(b.doc.Findings, c.Finding)
		}
		return
	}
	list := b.contentsOf()
	rows := float64(list.rows(b.measure, inner))
	top := bottom - 2 - contentsLead*(rows-1)
	y := header{pg.Eyebrow, pg.Title, pg.Subtitle}.under(b.measure)
	room := top - 14 - y
	w := (inner - gutterX) / 2
	q := b.lead
	if q == nil {
		w = inner
	}
	a := ask{head: Label(b.w.AskHead), words: b.doc.Decision}
	cards := b.findingCards(first)
	// What little there is to say is set larger, as far as the page has room for it.
	var cardsH, askH float64
	for zoom := answerMost; ; zoom -= .05 {
		a.zoom = math.Max(zoom, 1)
		cardsH, askH = b.answerHeights(cards, &a, w, q != nil, room-120)
		if cardsH+askH <= room || zoom <= 1 {
			break
		}
	}
	spare := math.Max(0, room-cardsH-askH)
	if len(cards) > 0 {
		grown := math.Min(spare*.35, 36)
		n := float64(len(cards))
		cw := (inner - gutterX*(n-1)) / n
		for i, c := range cards {
			pg.put(marginX+float64(i)*(cw+gutterX), y, cw, cardsH-gutterX+grown, c)
		}
		y += cardsH + grown
	}
	askH = math.Min(top-14-y, askH+math.Min(spare*.5, 44))
	pg.put(marginX, y, w, askH, a)
	if q != nil {
		pg.put(marginX+w+gutterX, y, w, askH, quoted{q.Words, q.Who, toneOf(q.Group)})
	}
	pg.put(marginX, top, inner, contentsLead*rows, list)
}

const (
	contentsLead = 12.0
	answerMost   = 1.3 // how much larger than usual the first page is set at most
)

// answerHeights is how tall the findings with the gap under them and the question need to be, the findings no taller
// than most. The cards take the question's size.
func (b *builder) answerHeights(cards []findingCard, a *ask, w float64, quote bool, most float64) (findings, question float64) {
	n := float64(len(cards))
	for i := range cards {
		cards[i].zoom = a.zoom
		findings = max(findings, cards[i].height(b.measure, (inner-gutterX*(n-1))/n))
	}
	if n > 0 {
		findings = min(findings, most) + gutterX
	}
	least := 76.0
	if quote {
		least = 140
	}
	return findings, min(160*a.zoom, max(a.height(b.measure, w), least))
}

// findingCards takes the findings over into the pack and answers them as cards.
func (b *builder) findingCards(first map[Kind]int) []findingCard {
	var cards []findingCard
	for i := range b.found {
		c := &b.found[i]
		c.Page = first[c.on]
		b.doc.Findings = append(b.doc.Findings, c.Finding)
		cards = append(cards, findingCard{Finding: c.Finding, tone: c.tone, link: fill(b.w.PageLink, b.w.num(c.Page))})
	}
	return cards
}

// answerQuote is the quote of the first page.
func (b *builder) answerQuote() *chosenQuote {
	if l := b.clearest(true); l != nil {
		return b.quoteFor(l.theme.Codes, b.lost.Key, l.direction, b.taken)
	}
	if b.lost != nil {
		if q := b.quoteFor(nil, b.lost.Key, hurts, b.taken); q != nil {
			return q
		}
	}
	return b.quoteFor(nil, "", raised, b.taken)
}

// contentsOf is the line of contents at the foot of the first page.
func (b *builder) contentsOf() contents {
	c := contents{head: Label(b.w.InThisPack)}
	last := Kind("")
	for _, p := range b.doc.Pages[1:] {
		if p.Kind != last && p.Kind != Contents {
			c.items = append(c.items, contentsItem{p.Name, p.Number})
		}
		last = p.Kind
	}
	return c
}
