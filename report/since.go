package report

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// What is counted of two waves.
const (
	OfSince Subject = "since" // a theme in one wave
	OfWave  Subject = "wave"  // interviews of a wave by what became of the deal: Key "outcome:won", out of the wave's
)

// Since is this wave beside the one before: whether buyers noticed what was changed.
type Since struct {
	Before, Now GroupRef
	Rows        []SinceRow
	Explored    bool // the themes were not named before looking
}

// SinceRow is a theme in both waves. What is withheld is withheld in both, save where one is too close to an earlier pack's.
type SinceRow struct {
	Key         string // of its figures
	Measure     Text
	Advised     bool // a person wrote a recommendation to it
	Before, Now Figure
	Verdict     Verdict // of now against before; Words are empty where it was not compared
	Compared    bool
	P           float64 // Fisher's exact test, two-sided, after the correction; 1 where it was not compared
}

// sinceCounts is what the page on two waves is drawn from.
type sinceCounts struct {
	looked      bool
	groups      []privacy.Group // waves that may be shown, merged, in time
	waves       int             // that have interviews
	before, now privacy.Group
	ok          bool // there are two groups to compare
	table       *privacy.Table
	rows        map[string]privacy.ReleasedRow // of the table, by the name of the ledger
}

// lookAtWaves merges the waves into groups that may be shown, settled by who was interviewed alone. A pack about one wave
// sets it beside the one before, whose interviews are none of its own.
func (b *builder) lookAtWaves() *sinceCounts {
	s := &b.since
	if s.looked {
		return s
	}
	s.looked = true
	if b.leftOut(SinceLast, Timeline) {
		return s
	}
	if b.in.Wave != "" {
		var last *privacy.Group
		for _, c := range b.in.Index.Group("wave") {
			if c.Key == string(b.in.Wave) {
				break
			}
			if c.Key != "" {
				last = &privacy.Group{Key: c.Key, Name: c.Name, Members: c.Members}
			}
		}
		if last != nil {
			s.waves, s.before, s.now = 2, *last, privacy.Group{Key: string(b.in.Wave), Name: b.doc.Wave.s, Members: b.scope}
			s.ok = b.allowed(last.Members) && b.allowed(b.scope)
		}
		return s
	}
	d := b.waveDimension()
	s.waves = len(d.Classes)
	s.groups, _ = b.in.Rule.Merge(b.in.Frame, d)
	if n := len(s.groups); n >= 2 {
		s.before, s.now, s.ok = s.groups[n-2], s.groups[n-1], true
	}
	return s
}

// waveDimension is the waves of the pack's interviews in time; neighbours merge until they may be shown.
func (b *builder) waveDimension() privacy.Dimension {
	d := privacy.Dimension{Key: "wave", Total: b.total}
	for _, c := range b.classes("wave") {
		if c.Key != "" {
			d.Classes = append(d.Classes, c)
		}
	}
	return d
}

// wavesApart is the waves' groups as every table of the pack must reckon with them: they tell people apart, whichever
// rows show anything of them.
func (b *builder) wavesApart() (r []privacy.Group) {
	s := b.lookAtWaves()
	if len(s.groups) < 2 {
		return nil
	}
	for _, g := range s.groups {
		r = append(r, privacy.Group{Key: "wave=" + g.Key, Name: g.Name, Members: g.Members, Rows: map[string]int{}, Now: true})
	}
	return r
}

// countSince releases the themes by wave, and says what became of the interviews of each.
func (b *builder) countSince() {
	s := b.lookAtWaves()
	if i := at(b.in.Layout.Order(), SinceLast); s.waves < 2 || len(b.themes) == 0 || i >= 0 && b.in.Layout.Order()[i].Off {
		return
	}
	if !s.ok {
		b.notes = append(b.notes, fill(sinceWordsOf(b.in.Lang).Note, b.w.num(s.waves)))
		return
	}
	b.fileSince()
	b.mixOfWaves()
	b.setSince()
}

// sinceRows are the themes whose figures go on by wave, each row of the ledger once. One whose figure of all, or whose
// split by outcome, is withheld is not split by wave: that it is not then tells nothing.
func (b *builder) sinceRows() (rows []measure) {
	for _, t := range b.themes {
		m := b.sinceRow(t)
		if b.in.Wave == "" && !b.goesOn(t) || slices.ContainsFunc(rows, func(o measure) bool { return o.row == m.row }) {
			continue
		}
		rows = append(rows, m)
	}
	return rows
}

// goesOn says whether a theme is shown out of all of the pack's interviews, and by outcome if anything is.
func (b *builder) goesOn(t themeRow) bool {
	f := b.figure(OfTheme, t.key, "")
	if !f.Shown || f.N != b.scope.Count() {
		return false
	}
	split, shown := false, false
	for _, g := range b.groups {
		if i, ok := b.table[figureKey{OfTheme, t.key, g.Key}]; ok {
			split, shown = true, shown || b.doc.Figures[i].Shown
		}
	}
	return shown || !split
}

// sinceRow is a theme as a row by wave: that of its code, where it counts what one code counts.
func (b *builder) sinceRow(t themeRow) measure {
	m := t.measure
	m.subject, m.count = OfSince, nil
	if b.sameAsCode(t) {
		m.row, m.parts, m.within = t.within[0], nil, nil
	}
	return m
}

// releaseWaves splits rows by wave, held against every table of the pack so far. In a pack about one wave those before are
// other people, of whom it shows nothing else: they are a total of their own.
func (b *builder) releaseWaves(rows []measure) privacy.Table {
	related := b.besides(rows)
	if b.in.Wave == "" {
		return b.releaseBeside(b.waveDimension(), rows, related, b.whole())
	}
	before := b.since.before
	d := privacy.Dimension{Key: "wave", Total: privacy.Group{Key: "wave=" + before.Key, Name: before.Name, Members: before.Members}}
	return b.releaseBeside(d, rows, related, nil)
}

// whole is the tables about everybody in the pack. Those about who has which reasons or dates on file are for rows about
// these alone.
func (b *builder) whole() (r []privacy.Table) {
	for _, t := range b.tables {
		if t.Total.Members.Equal(b.scope) && !strings.Contains(t.Total.Key, "|") {
			r = append(r, t)
		}
	}
	return r
}

// besides is codes, stages and themes without those among some rows: what these are related to.
func (b *builder) besides(rows []measure) (related []measure) {
	mine := map[string]bool{}
	for _, m := range rows {
		mine[m.rowKey()] = true
	}
	all := slices.Concat(b.codeMeasures(), b.stageMeasures())
	for _, t := range b.themes {
		if !b.sameAsCode(t) {
			all = append(all, t.measure)
		}
	}
	for _, m := range all {
		if !mine[m.rowKey()] {
			mine[m.rowKey()] = true
			related = append(related, m)
		}
	}
	return related
}

// waveTable is what may leave of the themes by wave, released when first asked for and entered for the ledger. There are
// two groups to compare.
func (b *builder) waveTable() privacy.Table {
	s := &b.since
	if s.table != nil {
		return *s.table
	}
	rows := b.sinceRows()
	t := b.releaseWaves(rows)
	b.doc.Ledger.Last = true
	s.table, s.rows = &t, map[string]privacy.ReleasedRow{}
	for i, r := range t.Rows {
		s.rows[rows[i].row] = r
	}
	if b.in.Wave == "" {
		s.groups = t.Groups
		s.before, s.now = t.Groups[len(t.Groups)-2], t.Groups[len(t.Groups)-1]
	} else {
		s.before.Members = t.Total.Members
	}
	b.tables = append(b.tables, t)
	b.enter(t)
	return t
}

// ofWave is the cell of a row in the table's group at place i.
func (b *builder) ofWave(row string, i int) privacy.Cell {
	t := b.waveTable()
	if r, ok := b.since.rows[row]; ok {
		return r.Cells[i]
	}
	return privacy.Cell{N: t.Groups[i].Members.Count(), Why: privacy.WithheldAudit}
}

// fileSince keeps the table as figures, for every theme.
func (b *builder) fileSince() {
	t := b.waveTable()
	for _, theme := range b.themes {
		m := b.sinceRow(theme)
		if b.in.Wave != "" {
			b.fileTwo(m, theme, b.since.rows[m.row])
			continue
		}
		for i, g := range t.Groups {
			b.file(m, g.Key, b.periodName(g), b.ofWave(m.row, i))
		}
	}
}

// fileTwo keeps the figure of the wave before, and beside it what the pack says of its own.
func (b *builder) fileTwo(m measure, t themeRow, r privacy.ReleasedRow) {
	b.file(m, b.since.before.Key, b.periodName(b.since.before), r.Total)
	f := b.figure(OfTheme, t.key, "")
	f.Subject, f.Key, f.Measure, f.Group, f.Of, f.Mentions = OfSince, m.key, m.name, b.since.now.Key, b.doc.Wave, -1
	if f.Shown && f.N != b.scope.Count() {
		f = Figure{Subject: OfSince, Key: m.key, Measure: m.name, Group: f.Group, Of: f.Of, N: b.scope.Count(), Mentions: -1, Why: string(privacy.WithheldAudit)}
	}
	b.add(f)
}

// mixOfWaves says how many interviews of each wave were won, lost and so on, by groups that may be shown. Who was heard is
// known to whoever knows the list of contacts.
func (b *builder) mixOfWaves() {
	for _, g := range []privacy.Group{b.since.before, b.since.now} {
		for _, o := range b.outcomeGroups() {
			if m := o.Members.And(g.Members); b.allowed(m) {
				in := analysis.Wilson(m.Count(), g.Members.Count())
				b.add(Figure{Subject: OfWave, Key: "outcome:" + o.Key, Measure: b.groupName(o), Group: g.Key, Of: b.periodName(g), X: m.Count(), N: g.Members.Count(),
					Low: in.Low, High: in.High, Mentions: -1, Shown: true})
			}
		}
	}
}

// outcomeGroups is the pack's groups of outcome, over the interviews of any wave.
func (b *builder) outcomeGroups() []privacy.Group {
	if b.in.Wave == "" {
		return b.groups
	}
	of := map[string]research.Bits{}
	for _, c := range b.in.Index.Group("outcome") {
		of[c.Key] = c.Members
	}
	var r []privacy.Group
	for _, k := range []research.Outcome{research.Won, research.Lost} {
		if m := of[string(k)]; m != nil {
			r = append(r, privacy.Group{Key: string(k), Name: k.String(), Members: m})
		}
	}
	return r
}

// setSince puts the two waves side by side and compares those themes of which both are shown.
func (b *builder) setSince() {
	s := &b.since
	ref := func(g privacy.Group) GroupRef { return GroupRef{g.Key, b.periodName(g), g.Members.Count()} }
	d := &Since{Before: ref(s.before), Now: ref(s.now), Explored: b.themes[0].explored}
	var at []int
	var counts []analysis.Counts
	for i, t := range b.themes {
		r := SinceRow{Key: t.key, Measure: t.name, Advised: t.theme.Recommendation != "", P: 1,
			Before: b.figure(OfSince, t.key, s.before.Key), Now: b.figure(OfSince, t.key, s.now.Key)}
		if r.Before.Shown && r.Now.Shown {
			at, counts = append(at, i), append(counts, analysis.Counts{X1: r.Now.X, N1: r.Now.N, X2: r.Before.X, N2: r.Before.N})
		}
		d.Rows = append(d.Rows, r)
	}
	results := analysis.Explore(counts)
	if named, err := analysis.CompareNamed(counts); err == nil && !d.Explored {
		results = named // themes are never more than eight
	}
	for j, c := range results {
		r := &d.Rows[at[j]]
		r.Compared, r.P, r.Verdict = true, c.Adjusted, b.sinceVerdict(*r, c)
	}
	b.doc.Since = d
}

func (b *builder) sinceVerdict(r SinceRow, c analysis.Comparison) Verdict {
	w := sinceWordsOf(b.in.Lang)
	v := Verdict{Key: r.Key, Measure: r.Measure, A: b.since.now.Key, B: b.since.before.Key, Diff: c.Diff, Low: c.Interval.Low, High: c.Interval.High, Explored: c.Exploring, Holds: c.Holds()}
	switch c.Verdict {
	case analysis.ClearlyMore:
		v.Words = Label(w.More)
	case analysis.ClearlyLess:
		v.Words = Label(w.Less)
	case analysis.TooFew:
		v.Words = Label(b.w.TooFew)
	default:
		v.Words = Label(b.w.TooClose)
	}
	return v
}
