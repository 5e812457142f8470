package privacy

import "openloop/research"

// Row is something that interviews have or have not: a code, a theme, a stage.
type Row struct {
	Key     string
	Conduct bool // about how salespeople behaved: split only where enough deal owners stand behind each group
	Has     research.Bits
	// Mentions counts codings within a group; nil when the row has none. They show only where the
	// interviews do.
	Mentions func(within research.Bits) int
	// Parts are the keys of the rows whose union this row is: a theme's codes, a code's helped, hurt and
	// neutral ones. Within are rows in whose union this one lies: the codes of a theme that counts only what hurt.
	// Both name rows of the same call; those of another table, or of earlier packs alone, are listed as Mute. Rows that
	// share OneOf exclude each other: of primary root causes, an interview has at most one. Figures of related rows
	// bound each other, and the audit takes that into account.
	Parts  []string
	Within []string
	OneOf  string
	// Mute rows show nothing here. They are listed for what other tables and earlier packs told of them, which new
	// figures of their relatives must not complete.
	Mute bool
}

// Reason says why a cell is withheld; "" when it is shown.
type Reason string

// The reasons.
const (
	Shown             Reason = ""
	WithheldBase      Reason = "base"      // too few interviews or organisations, or one organisation over half
	WithheldUnanimous Reason = "unanimous" // all said it, so each did
	WithheldAudit     Reason = "audit"     // a small group could be worked out from it
	WithheldOwners    Reason = "owners"    // too few deal owners behind a group
	WithheldLedger    Reason = "ledger"    // too close to a group of an earlier pack
)

// Cell is a released figure, X interviews of N, or the place of a withheld one, whose X is 0.
type Cell struct {
	X, N     int
	Mentions int // -1: withheld, because mentions of related rows add up
	Shown    bool
	Why      Reason
}

// Table is what of some rows may leave: the total and the split of each.
type Table struct {
	Dimension string
	Total     Group
	Groups    []Group
	Rows      []ReleasedRow
	Warnings  []string
	Notes     []Note // the warnings, for those who say them in other words
}

// ReleasedRow is what of one row may leave: Cells stand beside the table's Groups.
type ReleasedRow struct {
	Key   string
	Total Cell
	Cells []Cell
}

// Disclose decides what of the rows may leave, split by a dimension whose classes are merged first.
// earlier are the groups that the reader has seen already: those of earlier packs, and of other tables
// of this one (see Table.Released).
//
// Per row the split goes first when something could be worked out from it, and the row when the total
// alone still tells too much.
func (r Rule) Disclose(f Frame, d Dimension, rows []Row, earlier []Group) Table {
	return r.disclose(f, d, rows, earlier, !r.unaudited)
}

// guarded is the hidden groups as far as they lie in the total, without those that are released.
func (d Dimension) guarded(total Group, released []Group) []Group {
	var out []Group
	for _, h := range d.Hidden {
		h.Members = h.Members.And(total.Members)
		known := h.Members.Count() == 0 || h.Members.Equal(total.Members)
		for _, g := range released {
			known = known || h.Members.Equal(g.Members)
		}
		if !known {
			out = append(out, h)
		}
	}
	return out
}

// disclosure is one table in the making.
type disclosure struct {
	rule    Rule
	frame   Frame
	table   Table
	total   bool   // the total may be released at all
	why     Reason // why not
	blocked []bool // groups that the ledger forbids
	owners  bool   // enough deal owners stand behind each group
	leaves  bool   // the split would leave out one or two interviews
	earlier []Group
	ledger  []Group // those of the earlier groups that the rows' figures are held against
	audit   *audit  // nil: not audited
}

func (r Rule) disclose(f Frame, d Dimension, rows []Row, earlier []Group, audited bool) Table {
	f.Interviews = f.room(d, earlier)
	earlier = f.seat(earlier)
	m := r.merge(f, d)
	c := &disclosure{rule: r, frame: f, earlier: earlier, ledger: about(rows, earlier), owners: true,
		table: Table{Dimension: d.Key, Total: d.total(f), Groups: m.released, Warnings: said(m.notes), Notes: m.notes}}
	c.settleGroups()
	if audited {
		c.audit = newAudit(f, r.k(), c.table.Total, c.table.Groups, append(m.hidden, d.guarded(c.table.Total, c.table.Groups)...), earlier)
	}
	c.remainder()
	for _, row := range rows {
		c.table.Rows = append(c.table.Rows, c.row(row))
	}
	before := make([]bool, len(rows))
	for i, r := range c.table.Rows {
		before[i] = r.showsSplit()
	}
	for c.settleRelated(rows) && c.settleAgain(rows, before) {
	}
	return c.table
}

// settleAgain looks once more at rows of which something was withheld for the sake of others: what is left may agree
// with earlier packs where all of it contradicted them.
func (c *disclosure) settleAgain(rows []Row, split []bool) (changed bool) {
	for i := range c.table.Rows {
		r := &c.table.Rows[i]
		if c.audit != nil && r.Total.Shown && split[i] && !r.showsSplit() && !c.audit.passes(rows[i], *r, c.earlier) {
			r.Total.withhold(WithheldAudit)
			changed = true
		}
	}
	return changed
}

// remainder forgoes the split where it would leave out one or two interviews of the total: a split that shows would
// say that they have not said it, and one that does not, that they have.
func (c *disclosure) remainder() {
	rest := c.table.Total.Members
	for _, g := range c.table.Groups {
		rest = rest.AndNot(g.Members)
	}
	n := rest.Count()
	c.leaves = c.audit != nil && (n == 1 || n == 2)
}

// about is the groups of which something was shown of one of the rows, or of a row that one is related to. The others
// only tell people apart.
func about(rows []Row, earlier []Group) (r []Group) {
	mine := map[string]bool{}
	for _, row := range rows {
		for _, key := range append(append([]string{row.Key}, row.Parts...), row.Within...) {
			mine[key] = true
		}
	}
	for _, g := range earlier {
		keep := g.Rows == nil
		for key := range g.Rows {
			keep = keep || mine[key]
		}
		if keep {
			r = append(r, g)
		}
	}
	return r
}

// settleGroups decides what holds for every row: the bases, the ledger, the owners.
func (c *disclosure) settleGroups() {
	var near bool
	c.table.Total, near = c.settleGroup(c.table.Total, c.table.Total.Key)
	ok, _ := c.rule.Allows(c.frame, c.table.Total.Members)
	switch {
	case near:
		c.why = WithheldLedger
	case !ok:
		c.why = WithheldBase
	default:
		c.total = true
	}
	c.blocked = make([]bool, len(c.table.Groups))
	for i, g := range c.table.Groups {
		g, near := c.settleGroup(g, c.table.Dimension+"="+g.Key)
		ok, _ := c.rule.Allows(c.frame, g.Members)
		c.table.Groups[i], c.blocked[i] = g, near || !ok
		c.owners = c.owners && c.frame.owners(g.Members) >= minOwners
	}
}

// settleGroup holds a group against the ledger: it may differ from an earlier one by no interview or by k
// and more. One that differs by fewer is made on the members that it had in the earlier pack, unless some of
// those have been erased.
func (c *disclosure) settleGroup(g Group, key string) (settled Group, near bool) {
	for i := len(c.ledger) - 1; i >= 0; i-- {
		e := c.ledger[i]
		if diff := g.differs(e); diff == 0 || diff >= c.rule.k() {
			continue
		}
		if e.Key == key && e.Erased == 0 { // else nobody knows any more what its members said
			g.Members = e.Members
			n := Note{Kind: NoteBefore, Of: []Group{titled(g)}}
			c.table.Notes, c.table.Warnings = append(c.table.Notes, n), append(c.table.Warnings, n.String())
			return g, false
		}
		near = true
	}
	return g, near
}

// Admit is Disclose for figures that are no counts, such as medians: whether anything about these interviews may
// leave, and about which. They are held to the same bases and the same ledger. Where too few have been added since
// an earlier pack, the others are taken.
func (r Rule) Admit(f Frame, g Group, earlier []Group) (Group, Reason) {
	f.Interviews = f.room(Dimension{Total: g}, earlier)
	earlier = f.seat(earlier)
	near := func(e Group) bool { d := g.differs(e); return e.Rows != nil && d > 0 && d < r.k() }
	for _, e := range earlier {
		if e.Key == g.Key && e.Erased == 0 && near(e) {
			g.Members = g.Members.And(e.Members)
		}
	}
	for _, e := range earlier {
		if near(e) {
			return g, WithheldLedger
		}
	}
	if ok, _ := r.Allows(f, g.Members); !ok {
		return g, WithheldBase
	}
	return g, Shown
}

// row decides one row.
func (c *disclosure) row(row Row) ReleasedRow {
	r := ReleasedRow{Key: row.Key, Total: c.cell(row, c.table.Total.Members), Cells: make([]Cell, len(c.table.Groups))}
	for i, g := range c.table.Groups {
		r.Cells[i] = c.cell(row, g.Members)
	}
	if row.Mute {
		r.withholdSplit(WithheldAudit)
		r.Total.withhold(WithheldAudit)
		return r
	}
	if !c.total {
		r.Total.withhold(c.why)
	}
	if !c.total && c.why != WithheldLedger || c.onlyTotal(row) && c.audit.hidesTotal(r.Total.X) {
		why := c.why
		if c.total {
			why = WithheldAudit
		}
		r.withholdSplit(why)
		r.Total.withhold(why)
		return r
	}
	for i := range r.Cells {
		if c.blocked[i] {
			r.Cells[i].withhold(WithheldLedger)
		}
	}
	why := c.split(row, r)
	if why != Shown {
		r.withholdSplit(why)
	}
	if !r.Total.Shown {
		return r
	}
	if c.unanimous(r.Total) {
		r.withholdSplit(WithheldUnanimous)
		r.Total.withhold(WithheldUnanimous)
	} else if c.audit != nil && why != Shown && !c.audit.passes(row, r, c.earlier) { // else it passed with its split
		r.Total.withhold(WithheldAudit)
	}
	return r
}

// onlyTotal says whether the reader has nothing of a row but what this table shows, so that a missing total is judged
// by the totals that would be missing too.
func (c *disclosure) onlyTotal(row Row) bool {
	if c.audit == nil || !c.total {
		return false
	}
	for _, e := range c.earlier {
		if e.shows(row.Key) {
			return false
		}
	}
	return true
}

// split says why the split of a row is withheld, if it is.
func (c *disclosure) split(row Row, r ReleasedRow) Reason {
	if row.Conduct && !c.owners {
		return WithheldOwners
	}
	if c.leaves {
		return WithheldAudit
	}
	for _, cell := range r.Cells {
		if cell.Shown && c.unanimous(cell) {
			return WithheldUnanimous
		}
	}
	if c.audit == nil {
		return Shown
	}
	if c.audit.stopped() {
		return WithheldAudit
	}
	crossing := c.audit.crossing(row, c.earlier, c.rule.k())
	for _, x := range crossing {
		if c.audit.stopped() || x.withheld() {
			return WithheldAudit
		}
	}
	if len(crossing) == 1 {
		return Shown // all that is told of the row has been looked at
	}
	if !c.audit.passes(row, r, c.earlier) || c.audit.silent(row, r, c.earlier) {
		return WithheldAudit
	}
	return Shown
}

// unanimous says that all of a group said it and the group is not large enough to hide in.
func (c *disclosure) unanimous(cell Cell) bool { return cell.X == cell.N && cell.N < 2*c.rule.k() }

func (c *disclosure) cell(row Row, members research.Bits) Cell {
	cell := Cell{X: row.Has.CountAnd(members), N: members.Count(), Shown: true}
	if row.Mentions != nil {
		cell.Mentions = row.Mentions(members)
	}
	return cell
}

func (c *Cell) withhold(why Reason) {
	if c.Shown {
		*c = Cell{N: c.N, Why: why}
	}
}

func (r *ReleasedRow) withholdSplit(why Reason) {
	for i := range r.Cells {
		r.Cells[i].withhold(why)
	}
}

// Released is the table's groups as a later Disclose takes them for earlier, and as the ledger keeps them:
// the total under its own key, the others under "dimension=key", each with the figures that were shown.
func (t Table) Released() []Group {
	groups := []Group{{Name: t.Total.Name, Key: t.Total.Key, Members: t.Total.Members, Rows: map[string]int{}, Now: true}}
	for _, g := range t.Groups {
		groups = append(groups, Group{Name: g.Name, Key: t.Dimension + "=" + g.Key, Members: g.Members, Rows: map[string]int{}, Now: true})
	}
	for _, row := range t.Rows {
		if row.Total.Shown {
			groups[0].Rows[row.Key] = row.Total.X
		}
		for i, c := range row.Cells {
			if c.Shown {
				groups[i+1].Rows[row.Key] = c.X
			}
		}
	}
	return groups
}
