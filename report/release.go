package report

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// figureKey finds a figure.
type figureKey struct {
	subject    Subject
	key, group string
}

// measure is a row on its way through disclosure control, with what its figures are called.
type measure struct {
	subject Subject
	key     string
	name    Text
	stage   int
	conduct bool
	has     research.Bits
	count   func(within research.Bits) int // mentions; nil where that has no meaning
	row     string                         // in the ledger, where another table counts the same thing
	oneOf   string                         // measures of which an interview has at most one
	parts   []string                       // rows whose union this is
	within  []string                       // rows in whose union this lies
	mute    bool                           // listed for what earlier packs told of it
}

// rowKey is the row's name in the ledger.
func (m measure) rowKey() string {
	if m.row != "" {
		return m.row
	}
	return string(m.subject) + ":" + m.key
}

// disclose sends rows through disclosure control and files what comes out as figures: a total, and one
// for each group. Earlier packs matter where they showed the same rows, and so do other tables of this one, which
// have the related rows.
func (b *builder) disclose(d privacy.Dimension, rows, related []measure, names func(privacy.Group) Text, others ...privacy.Table) privacy.Table {
	t := b.releaseBeside(d, rows, related, others)
	b.fileTable(t, rows, b.totalName(d), names)
	return t
}

// disclosePartition is disclose for rows of which every interview has exactly one. A single withheld row
// could be worked out from the others, so another goes with it.
func (b *builder) disclosePartition(d privacy.Dimension, rows []measure, names func(privacy.Group) Text, others ...privacy.Table) privacy.Table {
	t := b.release(d, rows, others)
	withholdPair(t.Rows, func(r *privacy.ReleasedRow) bool { return r.Total.Shown }, func(r *privacy.ReleasedRow) {
		withhold(&r.Total)
		withholdCells(r)
	})
	withholdPair(t.Rows, func(r *privacy.ReleasedRow) bool {
		for _, c := range r.Cells {
			if !c.Shown {
				return false
			}
		}
		return true
	}, withholdCells)
	b.fileTable(t, rows, b.totalName(d), names)
	return t
}

// withholdPair hides a second row where one is hidden: that with the largest total, since it leaves most
// open, and the first, which the page is about, only if there is no other.
func withholdPair(rows []privacy.ReleasedRow, shown func(*privacy.ReleasedRow) bool, hide func(*privacy.ReleasedRow)) {
	hidden, partner := 0, -1
	for i := range rows {
		r := &rows[i]
		switch {
		case !shown(r):
			hidden++
		case partner < 0 || partner == 0 || r.Total.X > rows[partner].Total.X:
			if i == 0 || r.Total.X > 0 || partner < 0 {
				partner = i
			}
		}
	}
	if hidden == 1 && partner >= 0 {
		hide(&rows[partner])
	}
}

func withholdCells(r *privacy.ReleasedRow) {
	for i := range r.Cells {
		withhold(&r.Cells[i])
	}
}

func withhold(c *privacy.Cell) {
	if c.Shown {
		*c = privacy.Cell{N: c.N, Why: privacy.WithheldAudit}
	}
}

// releaseBeside is release for rows that are related to rows of other tables.
func (b *builder) releaseBeside(d privacy.Dimension, rows, related []measure, others []privacy.Table) privacy.Table {
	all := slices.Concat(rows, related)
	for i := range related {
		all[len(rows)+i].mute = true
	}
	t := b.release(d, all, others)
	t.Rows = t.Rows[:len(rows)]
	return t
}

func (b *builder) release(d privacy.Dimension, rows []measure, others []privacy.Table) privacy.Table {
	in, mine := make([]privacy.Row, len(rows)), map[string]bool{}
	scope := b.scope
	if d.Total.Members.AndNot(scope).Count() > 0 {
		scope = scope.Or(d.Total.Members) // of the wave before a pack's own
	}
	for i, m := range rows {
		if len(m.parts) > 0 {
			m.within = nil // it is all of them, which says more
		}
		in[i] = privacy.Row{Key: m.rowKey(), Conduct: m.conduct, Has: m.has.And(scope), Mentions: m.count, OneOf: m.oneOf, Parts: m.parts, Within: m.within, Mute: m.mute}
		for _, key := range append(append([]string{in[i].Key}, m.parts...), m.within...) {
			mine[key] = true
		}
	}
	earlier := b.known(mine)
	for _, o := range others {
		earlier = append(earlier, o.Released()...)
	}
	return b.in.Rule.Disclose(b.in.Frame, d, in, append(earlier, b.wavesApart()...))
}

// fileTable keeps a table's cells as figures and enters them for the ledger.
func (b *builder) fileTable(t privacy.Table, rows []measure, all Text, names func(privacy.Group) Text) {
	b.tables = append(b.tables, t)
	for i, r := range t.Rows {
		b.file(rows[i], "", all, r.Total)
		for j, c := range r.Cells {
			b.file(rows[i], t.Groups[j].Key, names(t.Groups[j]), c)
		}
	}
	b.enter(t)
}

func (b *builder) totalName(d privacy.Dimension) Text {
	if d.Total.Key == b.total.Key {
		return Label(b.w.AllInterviews)
	}
	return b.name(d.Total.Name)
}

// earlier is the groups of earlier packs about which one of these rows was shown.
func (b *builder) earlier(rows map[string]bool) []privacy.Group {
	var r []privacy.Group
	for _, g := range b.in.Earlier {
		keep := g.Rows == nil
		for k := range g.Rows {
			keep = keep || rows[k]
		}
		if keep {
			r = append(r, g)
		}
	}
	return r
}

// known is those, and the groups of earlier packs that showed anything else: they tell people apart. Who has which
// reasons on file, and which dates, is for rows about those alone.
func (b *builder) known(rows map[string]bool) []privacy.Group {
	var r []privacy.Group
	for _, g := range b.in.Earlier {
		keep := !strings.Contains(g.Key, "|") && b.spoke(g)
		for k := range g.Rows {
			keep = keep || rows[k]
		}
		if keep {
			r = append(r, g)
		}
	}
	return r
}

// spoke says whether an earlier pack showed anything of just these interviews.
func (b *builder) spoke(g privacy.Group) bool {
	for _, e := range b.in.Earlier {
		if (e.Rows == nil || len(e.Rows) > 0) && e.Erased == g.Erased && e.Members.Equal(g.Members) {
			return true
		}
	}
	return false
}

// file keeps a cell as a figure.
func (b *builder) file(m measure, group string, of Text, c privacy.Cell) {
	f := Figure{Subject: m.subject, Key: m.key, Row: m.row, Measure: m.name, Stage: m.stage, Group: group, Of: of,
		X: c.X, N: c.N, Mentions: -1, Shown: c.Shown, Why: string(said(c.Why))}
	if c.Shown {
		in := analysis.Wilson(c.X, c.N)
		f.Low, f.High = in.Low, in.High
		if m.count != nil {
			f.Mentions = c.Mentions
		}
	}
	b.add(f)
}

// said is the reason that is given. That all said it is none to give.
func said(why privacy.Reason) privacy.Reason {
	if why == privacy.WithheldUnanimous {
		return privacy.WithheldAudit
	}
	return why
}

func (b *builder) add(f Figure) {
	b.table[figureKey{f.Subject, f.Key, f.Group}] = len(b.doc.Figures)
	b.doc.Figures = append(b.doc.Figures, f)
}

// figure is what was released, or a withheld one.
func (b *builder) figure(s Subject, key, group string) Figure {
	if i, ok := b.table[figureKey{s, key, group}]; ok {
		return b.doc.Figures[i]
	}
	return Figure{Subject: s, Key: key, Group: group, Mentions: -1, Why: string(privacy.WithheldBase)}
}

// enter notes a table's groups and cells for the ledger.
func (b *builder) enter(t privacy.Table) {
	l := &b.doc.Ledger
	keys := []string{t.Total.Key}
	all := append([]privacy.Group{t.Total}, t.Groups...)
	for _, g := range t.Groups {
		keys = append(keys, t.Dimension+"="+g.Key)
	}
	for i, g := range all {
		if !b.entered[keys[i]] {
			b.entered[keys[i]] = true
			l.Groups = append(l.Groups, LedgerGroup{Key: keys[i], Members: b.ids(g.Members)})
		}
	}
	for _, r := range t.Rows {
		for i, c := range append([]privacy.Cell{r.Total}, r.Cells...) {
			b.enterCell(keys[i], r.Key, c)
		}
	}
}

func (b *builder) enterCell(group, measure string, c privacy.Cell) {
	b.doc.Ledger.Cells = append(b.doc.Ledger.Cells, LedgerCell{Group: group, Measure: measure, X: c.X, N: c.N, Shown: c.Shown})
}

// codeRow is a code's row in the ledger.
func codeRow(c research.Code) string { return string(OfCode) + ":" + c.Ref }

// ids is the interviews at some positions.
func (b *builder) ids(members research.Bits) []research.ID {
	var ids []research.ID
	facts := b.in.Index.Facts()
	members.Each(func(i int) { ids = append(ids, facts[i].ID) })
	return ids
}

// allowed says whether anything about these interviews may leave.
func (b *builder) allowed(members research.Bits) bool {
	ok, _ := b.in.Rule.Allows(b.in.Frame, members)
	return ok
}
