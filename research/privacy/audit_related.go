package privacy

import "fmt"

// kinship works out what the figures of related rows tell of each other's withheld ones.
type kinship struct {
	families []family
	related  []bool // of each row
	separate bool   // the groups do not overlap
	n        []int  // sizes of the separate groups, the rest, and last the total
	small    []spreadSet
	in       [][]bounds // what each figure can be: by n, then by row
}

// spreadSet is a small set as how many are in each separate group and in the rest, and how many elsewhere.
type spreadSet struct {
	in        []int
	elsewhere int
}

// settleRelated withholds what relatives would give away.
func (c *disclosure) settleRelated(rows []Row) {
	if c.audit == nil || !c.total {
		return
	}
	k := &kinship{families: c.families(rows), related: make([]bool, len(rows))}
	if len(k.families) == 0 {
		return
	}
	for _, f := range k.families {
		for _, r := range f.rows {
			k.related[r] = true
		}
	}
	k.measure(c.audit, 1+len(c.table.Groups))
	for {
		row := k.told(c.table.Rows)
		if row < 0 || !k.withhold(c.table.Rows, row) {
			return
		}
	}
}

// measure notes the table's groups, the first of what the audit knows.
func (k *kinship) measure(a *audit, groups int) {
	known := make([]int, groups)
	for i := range known {
		known[i] = i
	}
	b, ok := a.partition(known, make([]int, len(a.sizes)))
	if k.separate = ok; !ok {
		return
	}
	all := 0
	for _, n := range b.n {
		all += n
	}
	k.n = append(append(k.n, b.n...), all)
	seen := map[string]bool{}
	for _, set := range a.small {
		s := spreadSet{in: b.spread(set), elsewhere: set.size()}
		for _, n := range s.in {
			s.elsewhere -= n
		}
		if key := fmt.Sprint(s); !seen[key] { // most organisations look the same
			seen[key] = true
			k.small = append(k.small, s)
		}
	}
}

// withhold takes back one more thing among the row's relatives, false when nothing is left: splits first, of
// unions before parts, then totals; of equals, the last in the table.
func (k *kinship) withhold(rows []ReleasedRow, row int) bool {
	var order []int
	for _, f := range k.families {
		if !f.has(row) {
			continue
		}
		rest := f.rows
		if f.union {
			order, rest = append(order, rest[0]), rest[1:]
		}
		for i := len(rest) - 1; i >= 0; i-- {
			order = append(order, rest[i])
		}
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

// told is the first row of which the figures of its relatives give a small set away, or -1.
func (k *kinship) told(rows []ReleasedRow) int {
	if !k.separate {
		return k.taken(rows)
	}
	k.start(rows)
	for k.narrow() {
	}
	of := make([]bounds, len(rows))
	for _, set := range k.small {
		size := set.elsewhere
		for _, n := range set.in {
			size += n
		}
		for r := range rows {
			of[r] = k.boundsOf(r, set)
		}
		for k.relate(of, size) {
		}
		for r, b := range of {
			if k.related[r] && auditTells(b.low, b.high) {
				return r
			}
		}
	}
	return -1
}

// taken takes for told, where groups overlap and it is not worked out, whatever is withheld while a relative's
// split is shown.
func (k *kinship) taken(rows []ReleasedRow) int {
	for _, f := range k.families {
		splits, withheld := false, -1
		for _, r := range f.rows {
			splits = splits || rows[r].showsSplit()
			if !rows[r].Total.Shown || len(rows[r].Cells) > 0 && !rows[r].showsSplit() {
				withheld = r
			}
		}
		if splits && withheld >= 0 {
			return withheld
		}
	}
	return -1
}

// start bounds every figure by what is shown of it alone.
func (k *kinship) start(rows []ReleasedRow) {
	last := len(k.n) - 1
	k.in = make([][]bounds, len(k.n))
	for group, n := range k.n {
		k.in[group] = make([]bounds, len(rows))
		for r, row := range rows {
			b := bounds{0, n}
			switch {
			case group == last && row.Total.Shown:
				b = bounds{row.Total.X, row.Total.X}
			case group < min(last, len(row.Cells)) && row.Cells[group].Shown:
				b = bounds{row.Cells[group].X, row.Cells[group].X}
			}
			k.in[group][r] = b
		}
	}
}

// narrow tightens every figure by its relatives and by the total; false when nothing changes any more.
func (k *kinship) narrow() bool {
	changed := false
	for group, n := range k.n {
		changed = k.relate(k.in[group], n) || changed
	}
	last := len(k.n) - 1
	parts := make([]*bounds, last)
	for r, related := range k.related {
		if !related {
			continue
		}
		for group := range parts {
			parts[group] = &k.in[group][r]
		}
		changed = sumTo(&k.in[last][r], parts) || changed
	}
	return changed
}

// relate tightens the figures of all families in one place.
func (k *kinship) relate(of []bounds, size int) bool {
	changed := false
	for _, f := range k.families {
		changed = f.relate(of, size) || changed
	}
	return changed
}

// boundsOf is the fewest and the most of a small set that have a row, by the bounds of the groups.
func (k *kinship) boundsOf(row int, set spreadSet) bounds {
	b := bounds{0, set.elsewhere}
	for group, s := range set.in {
		in := k.in[group][row]
		b.low += max(0, in.low-(k.n[group]-s))
		b.high += min(s, in.high)
	}
	return b
}
