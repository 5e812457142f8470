package privacy

import (
	"fmt"

	"openloop/research"
)

// family is rows whose figures bound each other. A row that is the union of others (a theme of its codes, a
// code of its helped, hurt and neutral mentions) lies between the largest of them and their sum; of rows of which
// an interview has at most one (primary root causes), the sum is at most the base, and is the base when
// each interview has one. So a withheld figure may be worked out from its relatives.
type family struct {
	rows  []int // places in the table
	union int   // place in rows of the one that is the others' union, or -1
	full  bool  // all parts are here; or, of rows that exclude each other, each interview has one
	n     []int // sizes of the table's separate groups, the rest, and last the total
	in    [][]bounds
	small []spreadSet
}

// spreadSet is a small set as how many are in each separate group and in the rest, and how many elsewhere.
type spreadSet struct {
	in        []int
	elsewhere int
}

// settleFamilies withholds what relatives would give away.
func (c *disclosure) settleFamilies(rows []Row) {
	if c.audit == nil || !c.total {
		return
	}
	known := make([]int, 1+len(c.table.Groups))
	for i := range known {
		known[i] = i
	}
	b, separate := c.audit.partition(known, make([]int, len(c.audit.sizes)))
	var small []spreadSet
	if separate {
		small = c.audit.spreads(b)
	}
	total := 0
	for _, n := range b.n {
		total += n
	}
	for _, f := range c.families(rows) {
		f.n, f.small = append(append([]int(nil), b.n...), total), small
		for f.told(c.table.Rows, separate) && f.withhold(c.table.Rows) {
		}
	}
}

// spreads is the small sets, each kind once.
func (a *audit) spreads(b auditBlocks) []spreadSet {
	var r []spreadSet
	seen := map[string]bool{}
	for _, set := range a.small {
		s := spreadSet{in: b.spread(set), elsewhere: set.size()}
		for _, n := range s.in {
			s.elsewhere -= n
		}
		if key := fmt.Sprint(s); !seen[key] {
			seen[key] = true
			r = append(r, s)
		}
	}
	return r
}

// families finds the rows that are related.
func (c *disclosure) families(rows []Row) []*family {
	place, sets := map[string]int{}, map[string][]int{}
	var names []string
	for i, row := range rows {
		place[row.Key] = i
		if row.OneOf != "" {
			if sets[row.OneOf] == nil {
				names = append(names, row.OneOf)
			}
			sets[row.OneOf] = append(sets[row.OneOf], i)
		}
	}
	var r []*family
	for i, row := range rows {
		f := &family{rows: []int{i}, full: true}
		for _, part := range row.Parts {
			if p, ok := place[part]; ok {
				f.rows = append(f.rows, p)
			} else {
				f.full = false
			}
		}
		if len(f.rows) > 1 {
			r = append(r, f)
		}
	}
	for _, name := range names {
		all := research.NewBits(c.frame.Interviews)
		for _, i := range sets[name] {
			all = all.Or(rows[i].Has)
		}
		full := c.table.Total.Members.AndNot(all).Count() == 0
		r = append(r, &family{rows: sets[name], union: -1, full: full})
	}
	return r
}

// withhold takes back one more thing: the union's split, then the others' from the last, then totals.
func (f *family) withhold(rows []ReleasedRow) bool {
	order := append([]int(nil), f.rows...)
	if f.union < 0 {
		order = nil
	} else {
		order = order[:1]
	}
	for i := len(f.rows) - 1; i > f.union; i-- {
		order = append(order, f.rows[i])
	}
	for _, i := range order {
		if rows[i].showsSplit() {
			rows[i].withholdSplit(WithheldAudit)
			return true
		}
	}
	for _, i := range order {
		if rows[i].Total.Shown {
			rows[i].Total.withhold(WithheldAudit)
			return true
		}
	}
	return false
}

// showsSplit says whether any cell of the split is shown.
func (r ReleasedRow) showsSplit() bool {
	for _, c := range r.Cells {
		if c.Shown {
			return true
		}
	}
	return false
}

// told says whether the figures of the family give a small set of one of its rows away.
func (f *family) told(rows []ReleasedRow, separate bool) bool {
	if !separate {
		return f.anyWithheld(rows) && f.anySplit(rows) // not worked out: take it for told
	}
	f.start(rows)
	for f.narrow() {
	}
	for _, set := range f.small {
		size, of := set.elsewhere, make([]bounds, len(f.rows))
		for _, n := range set.in {
			size += n
		}
		for r := range f.rows {
			of[r] = f.boundsOf(r, set)
		}
		for f.relate(of, size) {
		}
		for _, b := range of {
			if auditTells(b.low, b.high) {
				return true
			}
		}
	}
	return false
}

func (f *family) anyWithheld(rows []ReleasedRow) bool {
	for _, i := range f.rows {
		if !rows[i].Total.Shown || len(rows[i].Cells) > 0 && !rows[i].showsSplit() {
			return true
		}
	}
	return false
}

func (f *family) anySplit(rows []ReleasedRow) bool {
	for _, i := range f.rows {
		if rows[i].showsSplit() {
			return true
		}
	}
	return false
}

// start bounds every figure by what is shown of it alone.
func (f *family) start(rows []ReleasedRow) {
	f.in = make([][]bounds, len(f.rows))
	last := len(f.n) - 1
	for r, i := range f.rows {
		for group, n := range f.n {
			b := bounds{0, n}
			switch {
			case group == last && rows[i].Total.Shown:
				b = bounds{rows[i].Total.X, rows[i].Total.X}
			case group < min(last, len(rows[i].Cells)) && rows[i].Cells[group].Shown:
				b = bounds{rows[i].Cells[group].X, rows[i].Cells[group].X}
			}
			f.in[r] = append(f.in[r], b)
		}
	}
}

// narrow tightens every figure by its relatives and by the total; false when nothing changes any more.
func (f *family) narrow() bool {
	changed := false
	column := make([]bounds, len(f.rows))
	for group, n := range f.n {
		for r := range f.rows {
			column[r] = f.in[r][group]
		}
		changed = f.relate(column, n) || changed
		for r := range f.rows {
			f.in[r][group] = column[r]
		}
	}
	for _, in := range f.in {
		last := len(in) - 1
		changed = sumTo(&in[last], in[:last]) || changed
	}
	return changed
}

// relate tightens the figures of the rows in the same place, of that many interviews, by each other.
func (f *family) relate(of []bounds, size int) bool {
	if f.union < 0 {
		all := bounds{0, size}
		if f.full {
			all.low = size
		}
		return sumTo(&all, of)
	}
	union, parts := &of[0], of[1:]
	most, changed := 0, false
	for i := range parts {
		changed = union.raise(parts[i].low) || changed
		changed = parts[i].lower(union.high) || changed
		most += parts[i].high
	}
	if !f.full {
		return changed
	}
	changed = union.lower(most) || changed
	for i := range parts {
		changed = parts[i].raise(union.low-(most-parts[i].high)) || changed
	}
	return changed
}

// sumTo tightens a sum and its parts by each other.
func sumTo(sum *bounds, parts []bounds) bool {
	low, high := 0, 0
	for _, p := range parts {
		low, high = low+p.low, high+p.high
	}
	changed := sum.raise(low)
	changed = sum.lower(high) || changed
	for i := range parts {
		l, h := sum.low-(high-parts[i].high), sum.high-(low-parts[i].low)
		changed = parts[i].raise(l) || changed
		changed = parts[i].lower(h) || changed
	}
	return changed
}

// raise and lower tighten bounds and say whether that changed them. They never cross: figures that are
// true have a value between.
func (b *bounds) raise(low int) bool {
	if low <= b.low || low > b.high {
		return false
	}
	b.low = low
	return true
}

func (b *bounds) lower(high int) bool {
	if high >= b.high || high < b.low {
		return false
	}
	b.high = high
	return true
}

// boundsOf is the fewest and the most of a small set that have a row, by the bounds of the groups.
func (f *family) boundsOf(r int, set spreadSet) bounds {
	b := bounds{0, set.elsewhere}
	for group, s := range set.in {
		b.low += max(0, f.in[r][group].low-(f.n[group]-s))
		b.high += min(s, f.in[r][group].high)
	}
	return b
}
