package report

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// What the appendix shows beside the eight pages: figures of their own, each released after those of the pages and held
// against them.
const (
	OfPair       Subject = "pair"       // interviews in which two themes were named: Key "theme:1+theme:2"
	OfImportance Subject = "importance" // Key "decided:theme:1", said, hurt, helped, both
	OfRival      Subject = "rival"      // won out of won and lost, with a competitor in the running
)

// The measures of OfImportance, as their keys begin.
const (
	saidPart    = "said"
	decidedPart = "decided"
	hurtPart    = "hurt"
	helpedPart  = "helped"
	bothPart    = "both"
)

// explored is what was counted for the appendix.
type explored struct {
	total   privacy.Group // the interviews that pairs and importance are out of
	periods []privacy.Group
	names   []Text // of the periods
	merged  bool
	rivals  []measure
	printed map[string]bool // keys and groups of figures of importance that stand on a page
}

// print notes that a figure stands on its page.
func (e *explored) print(keys ...string) {
	if e.printed == nil {
		e.printed = map[string]bool{}
	}
	for _, k := range keys {
		e.printed[k] = true
	}
}

// countExplored releases what the appendix shows: pairs of themes, their importance, and how
// often deals are won against each competitor. What a section shows that is left out is not counted: it would be told.
func (b *builder) countExplored() {
	b.more.total = b.themeTotal()
	if n := b.more.total.Members.Count(); !b.allowed(b.scope) || n < analysis.MinPercentBase {
		return // so few say nothing together
	}
	for _, s := range []struct {
		of    []Kind
		count func()
	}{{[]Kind{HeadToHead}, b.countRivals}, {[]Kind{Timeline}, b.countPeriods}, {[]Kind{Importance}, b.countImportance}, {[]Kind{Together}, b.countPairs}} {
		if !b.leftOut(s.of...) {
			s.count()
		}
	}
}

// leftOut says whether all of some sections were left out by a person.
func (b *builder) leftOut(kinds ...Kind) bool {
	for _, c := range b.in.Layout.Order() {
		if slices.Contains(kinds, c.Kind) && !c.Off {
			return false
		}
	}
	return true
}

// themeTotal is the interviews that all themes can be out of: those lost and won where some themes are out of these only,
// since what is left besides is too small to show.
func (b *builder) themeTotal() privacy.Group {
	for _, t := range b.themes {
		if f := b.figure(OfTheme, t.key, ""); f.N > 0 && f.N != b.scope.Count() && b.lost != nil && b.won != nil {
			return privacy.Group{Key: b.total.Key + " lost and won", Name: string(b.w.LostAndWon), Members: b.lost.Members.Or(b.won.Members)}
		}
	}
	return b.total
}

// released is what a table of this pack says of a row out of the same interviews.
func (b *builder) released(row string, members research.Bits) (privacy.Cell, bool) {
	for _, t := range b.tables {
		if !t.Total.Members.Equal(members) {
			continue
		}
		for _, r := range t.Rows {
			if r.Key == row {
				return r.Total, true
			}
		}
	}
	return privacy.Cell{}, false
}

// ledgerRow is a theme's row as the audit knows it: that of its code, where it counts what one code counts.
func (t themeRow) ledgerRow() string {
	if t.direction == raised && len(t.within) == 1 {
		return t.within[0]
	}
	return t.rowKey()
}

// PairRow is the ledger's name of two rows at once.
func PairRow(a, b string) string { return string(OfPair) + ":" + min(a, b) + "&" + max(a, b) }

// countPairs releases in how many interviews two themes were named. Themes that share a code are named together by the
// way they are made; such a pair says nothing, and is withheld.
func (b *builder) countPairs() {
	var rows []measure
	var pairs []privacy.Pair
	done := map[string]bool{}
	for i, t := range b.themes {
		for _, o := range b.themes[:i] {
			m := measure{subject: OfPair, key: o.key + "+" + t.key, name: Text{o.name.s + " + " + t.name.s}, row: PairRow(o.ledgerRow(), t.ledgerRow()), has: o.has.And(t.has)}
			if sharesCode(o, t) || done[m.row] {
				b.file(m, "", b.totalName(privacy.Dimension{Total: b.more.total}), privacy.Cell{N: b.more.total.Members.Count(), Why: privacy.WithheldAudit})
				continue
			}
			done[m.row] = true
			rows = append(rows, m)
			pairs = append(pairs, privacy.Pair{Row: privacy.Row{Key: m.row, Has: m.has.And(b.scope)}, A: b.half(o.measure, o.ledgerRow()), B: b.half(t.measure, t.ledgerRow())})
		}
	}
	b.disclosePairs(rows, pairs)
}

func (b *builder) half(m measure, row string) privacy.Half {
	return privacy.Half{Row: privacy.Row{Key: row, Has: m.has.And(b.scope)}}
}

func sharesCode(a, b themeRow) bool {
	return slices.ContainsFunc(a.within, func(c string) bool { return slices.Contains(b.within, c) })
}

// disclosePairs sends pairs through disclosure control, after every table so far.
func (b *builder) disclosePairs(rows []measure, pairs []privacy.Pair) {
	name := b.totalName(privacy.Dimension{Total: b.more.total})
	if len(pairs) == 0 {
		return
	}
	if b.leftOut(Together) {
		for _, m := range rows {
			b.file(m, "", name, privacy.Cell{N: b.more.total.Members.Count(), Mentions: -1, Why: privacy.WithheldAudit})
		}
		return
	}
	b.doc.Ledger.Last = true
	t := b.in.Rule.Pairs(b.in.Frame, b.more.total, pairs, b.seen(pairs))
	b.fileTable(t, rows, name, b.groupName)
}

// seen is what the reader has who is shown pairs: earlier packs, and every table of this one.
func (b *builder) seen(pairs []privacy.Pair) []privacy.Group {
	mine := map[string]bool{}
	for _, p := range pairs {
		mine[p.Row.Key], mine[p.A.Row.Key], mine[p.B.Row.Key] = true, true, true
	}
	groups := b.known(mine)
	for _, t := range b.spoken() {
		groups = append(groups, t.Released()...)
	}
	return append(groups, b.wavesApart()...)
}

// spoken is the pack's tables so far but those about who has which reasons or dates on file: these are for rows about
// them alone.
func (b *builder) spoken() (tables []privacy.Table) {
	for _, t := range b.tables {
		if !strings.Contains(t.Total.Key, "|") {
			tables = append(tables, t)
		}
	}
	return tables
}

// PartRow is the ledger's name of one of the counts behind the importance of some codes, given by their own rows: said,
// decided, hurt or helped.
func PartRow(part string, codes []string) string {
	codes = slices.Sorted(slices.Values(codes))
	switch {
	case part != saidPart:
		return string(OfTheme) + ":" + part + ":" + strings.Join(codes, "+")
	case len(codes) == 1:
		return codes[0]
	}
	return string(OfTheme) + ":" + string(raised) + ":" + strings.Join(codes, "+")
}

// partRow is one of the counts behind a theme's importance.
func (b *builder) partRow(t themeRow, part string) measure {
	m := measure{subject: OfImportance, key: part + ":" + t.key, stage: t.stage, conduct: t.conduct, within: t.within}
	m.row = PartRow(part, t.within)
	tally := b.in.Index.CodeOr(t.theme.Codes...)
	w := moreWordsOf(b.in.Lang)
	switch part {
	case saidPart:
		m.has, m.parts, m.name = tally.Has, t.within, fill(w.SaidOf, t.bare)
	case decidedPart:
		has, _ := b.in.Index.Query(analysis.Query{Codes: t.theme.Codes, Weight: research.Decided})
		m.has, m.name = has, fill(w.DecidedOf, t.bare)
	case hurtPart:
		m.has, m.name = tally.Hurt, fill(w.HurtOf, t.bare)
	case helpedPart:
		m.has, m.name = tally.Helped, fill(w.HelpedOf, t.bare)
	case bothPart:
		m.has, m.name = tally.Hurt.And(tally.Helped), fill(w.BothOf, t.bare)
	}
	return m
}

// countImportance releases how many interviews spoke of each theme, in how many it decided, hurt, helped, and did both.
// What an earlier table of the pack says of the same interviews is not asked again.
func (b *builder) countImportance() {
	var rows, known []measure
	cells := map[string]privacy.Cell{}
	asked := map[string]bool{}
	for _, t := range b.themes {
		for _, part := range []string{saidPart, decidedPart, hurtPart, helpedPart} {
			m := b.partRow(t, part)
			if c, ok := b.released(m.row, b.more.total.Members); ok {
				known, cells[m.row] = append(known, m), c
			} else if asked[m.row] {
				known = append(known, m)
			} else {
				rows, asked[m.row] = append(rows, m), true
			}
		}
	}
	d := privacy.Dimension{Key: "importance", Total: b.more.total}
	if len(rows) > 0 {
		t := b.disclose(d, rows, b.beside(rows), b.groupName, b.spoken()...)
		for _, r := range t.Rows {
			cells[r.Key] = r.Total
		}
	}
	for _, m := range known {
		c := cells[m.row]
		c.Mentions = -1
		b.file(m, "", b.totalName(d), c)
	}
	b.countBoth()
}

// beside is codes and stages without those among some rows: what these are related to.
func (b *builder) beside(rows []measure) (related []measure) {
	mine := map[string]bool{}
	for _, m := range rows {
		mine[m.rowKey()] = true
	}
	for _, m := range slices.Concat(b.codeMeasures(), b.stageMeasures()) {
		if !mine[m.rowKey()] {
			related = append(related, m)
		}
	}
	return related
}

// countBoth releases in how many interviews a theme both hurt and helped: without it nobody can say how sure the
// difference of the two is.
func (b *builder) countBoth() {
	var rows []measure
	var pairs []privacy.Pair
	done := map[string]bool{}
	for _, t := range b.themes {
		m, hurt, helped := b.partRow(t, bothPart), b.partRow(t, hurtPart), b.partRow(t, helpedPart)
		if m.row = PairRow(hurt.row, helped.row); done[m.row] {
			continue
		}
		done[m.row] = true
		rows = append(rows, m)
		pairs = append(pairs, privacy.Pair{Row: privacy.Row{Key: m.row, Has: m.has.And(b.scope)}, A: b.half(hurt, hurt.row), B: b.half(helped, helped.row)})
	}
	b.disclosePairs(rows, pairs)
}

// countPeriods takes the course of each theme from wave to wave from what the pack releases of waves. Months and quarters
// would set every figure of the pack apart by when people were heard, and stay on the screen.
func (b *builder) countPeriods() {
	for _, t := range b.tables {
		if t.Dimension != "wave" || !t.Total.Members.Equal(b.scope) || len(t.Groups) < leastPeriods {
			continue
		}
		b.more.periods, b.more.merged, b.more.names = t.Groups, len(t.Groups) < len(b.classes("wave")), nil
		for _, g := range t.Groups {
			b.more.names = append(b.more.names, b.periodName(g))
		}
	}
}

// leastPeriods is how many waves make a line of time: two are set beside each other on a page of their own.
const leastPeriods = 3

// wave is the wave of a key.
func (b *builder) wave(key string) (research.Wave, bool) {
	i := slices.IndexFunc(b.in.Waves, func(w research.Wave) bool { return string(w.ID) == key })
	if i < 0 {
		return research.Wave{}, false
	}
	return b.in.Waves[i], true
}

// periodName is what a period, or several merged, is called: from the first to the last.
func (b *builder) periodName(g privacy.Group) Text {
	keys := strings.Split(g.Key, "+")
	name := func(key string) Text {
		if w, ok := b.wave(key); ok {
			return b.name(w.Name)
		}
		return Text{}
	}
	if len(keys) == 1 {
		return name(keys[0])
	}
	return fill(b.w.To, name(keys[0]), name(keys[len(keys)-1]))
}

// countRivals says how often deals are won against each competitor, from figures that the pack shows already: how many
// were won and lost with the competitor in the running.
func (b *builder) countRivals() {
	groups := []string{string(research.Won), string(research.Lost)}
	if len(b.rivals.rows) == 0 || b.won == nil || b.lost == nil || b.won.Key != groups[0] || b.lost.Key != groups[1] {
		return // with others among them they are no deals won and lost
	}
	for _, m := range b.rivals.rows {
		w, l := b.figure(OfCompetitor, m.key, groups[0]), b.figure(OfCompetitor, m.key, groups[1])
		r := measure{subject: OfRival, key: m.key, name: m.name}
		c := privacy.Cell{Shown: w.Shown && l.Shown, Why: privacy.Reason(w.Why)}
		switch {
		case c.Shown && w.X+l.X == 0:
			continue
		case c.Shown:
			c.X, c.N, c.Why = w.X, w.X+l.X, ""
		case w.Shown:
			c.Why = privacy.Reason(l.Why)
		}
		c.Mentions = -1
		b.more.rivals = append(b.more.rivals, r)
		b.file(r, "", Label(moreWordsOf(b.in.Lang).RivalsBase), c)
	}
	if len(b.more.rivals) > 0 {
		b.allWonOrLost(*b.won, *b.lost)
	}
}
