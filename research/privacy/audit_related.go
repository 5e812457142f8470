package privacy

import "fmt"

// kinship works out what the figures of related rows tell of each other's withheld ones, in blocks: interviews that
// are in the same groups, of this pack and of earlier ones.
type kinship struct {
	families []family
	related  []bool // of each row; those of other tables stand behind those of this one
	keys     []string
	blockOf  []int // of each atom of the audit; -1 in no group of this pack
	n        []int // sizes of the blocks, and behind them of the groups
	blocks   int
	groups   [][]int    // the blocks of each group
	nested   bool       // groups of this pack lie apart or in each other
	before   [][]figure // of each row, what other tables and earlier packs say
	small    []spreadSet
	in       [][]bounds // what each figure can be: by block or group, then by row
	given    map[int]bool
}

// figure is a count that the reader has: x of the interviews of a group.
type figure struct{ group, x int }

// settleRelated withholds what relatives would give away.
func (c *disclosure) settleRelated(rows []Row) {
	if c.audit == nil {
		return
	}
	k := &kinship{given: map[int]bool{}}
	k.families, k.keys = c.families(rows)
	if len(k.families) == 0 {
		return
	}
	k.related = make([]bool, len(rows)+len(k.keys))
	for _, f := range k.families {
		for _, r := range f.rows {
			k.related[r] = true
		}
	}
	k.measure(c.audit, 1+len(c.table.Groups), rows, c.earlier)
	for {
		row := k.told(c.table.Rows)
		if row < 0 {
			break
		}
		if !k.withhold(c.table.Rows, row) {
			k.given[row] = true // shown by another table already: nothing here can help
		}
	}
	k.settleMentions(c.table.Rows, c.earlier)
}

// measure notes the groups of this pack, cuts the interviews into blocks by them, and collects what other tables say
// of rows that are not in this one.
func (k *kinship) measure(a *audit, current int, rows []Row, earlier []Group) {
	var known []int
	k.before = make([][]figure, len(k.related))
	keys := make([]string, 0, len(k.related))
	for _, row := range rows {
		keys = append(keys, row.Key)
	}
	keys = append(keys, k.keys...)
	now := 0 // groups of this pack stand first
	for _, ofPack := range []bool{true, false} {
		for g := range a.known {
			if ofPack != (g < current || earlier[g-current].Now) {
				continue
			}
			found := ofPack
			for r, key := range keys {
				if g < current || !k.related[r] {
					continue
				}
				if x, ok := earlier[g-current].Rows[key]; ok {
					k.before[r], found = append(k.before[r], figure{len(known), x}), true
				}
			}
			if found {
				known = append(known, g)
			}
		}
		if ofPack {
			now = len(known)
		}
	}
	k.cutBlocks(a, known, now)
	seen := map[string]bool{}
	for _, set := range a.small {
		s := spreadSet{in: make([]int, k.blocks)}
		for _, p := range set.parts {
			if p.atom >= 0 && k.blockOf[p.atom] >= 0 {
				s.in[k.blockOf[p.atom]] += p.n
			} else {
				s.elsewhere += p.n
			}
		}
		if key := fmt.Sprint(s); !seen[key] { // most organisations look the same
			seen[key] = true
			k.small = append(k.small, s)
		}
	}
}

// cutBlocks makes blocks of the atoms that are in the same of the known groups, and says which each group has.
func (k *kinship) cutBlocks(a *audit, known []int, now int) {
	masks := make([]string, len(a.sizes))
	for at, g := range known {
		for _, atom := range a.known[g].atoms {
			masks[atom] += fmt.Sprint(at, ",")
		}
	}
	number := map[string]int{"": -1}
	k.blockOf = make([]int, len(a.sizes))
	for atom, mask := range masks {
		b, ok := number[mask]
		if !ok {
			b = len(k.n)
			number[mask] = b
			k.n = append(k.n, 0)
		}
		if k.blockOf[atom] = b; b >= 0 {
			k.n[b] += a.sizes[atom]
		}
	}
	k.nested = true
	for at, g := range known {
		has := make([]bool, len(k.n))
		var blocks []int
		for _, atom := range a.known[g].atoms {
			if b := k.blockOf[atom]; !has[b] {
				has[b] = true
				blocks = append(blocks, b)
			}
		}
		k.nested = k.nested && (at >= now || nestedIn(blocks, k.groups))
		k.groups = append(k.groups, blocks)
	}
	k.blocks = len(k.n)
	for _, blocks := range k.groups {
		n := 0
		for _, b := range blocks {
			n += k.n[b]
		}
		k.n = append(k.n, n)
	}
}

// nestedIn says whether a group lies apart from each of the others, or in it, or around it.
func nestedIn(g []int, others [][]int) bool {
	for _, o := range others {
		common := 0
		for _, a := range g {
			for _, b := range o {
				if a == b {
					common++
				}
			}
		}
		if common > 0 && common < len(g) && common < len(o) {
			return false
		}
	}
	return true
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
			if rest[i] < len(rows) {
				order = append(order, rest[i])
			}
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
	if !k.nested {
		return k.taken(rows)
	}
	k.start()
	for k.narrow(rows) {
	}
	of := make([]bounds, len(k.related))
	for _, set := range k.small {
		size := set.elsewhere
		for _, n := range set.in {
			size += n
		}
		for r, related := range k.related {
			if related {
				of[r] = k.boundsOf(r, set)
			}
		}
		for k.relate(of, size) {
		}
		for r, b := range of {
			if k.related[r] && !k.given[r] && auditTells(b.low, b.high) {
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
			if r >= len(rows) {
				continue
			}
			splits = splits || rows[r].showsSplit()
			if !rows[r].Total.Shown || len(rows[r].Cells) > 0 && !rows[r].showsSplit() {
				withheld = r
			}
		}
		if splits && withheld >= 0 && !k.given[withheld] {
			return withheld
		}
	}
	return -1
}

// start lets every figure be anything.
func (k *kinship) start() {
	k.in = make([][]bounds, len(k.n))
	for block, n := range k.n {
		k.in[block] = make([]bounds, len(k.related))
		for r := range k.in[block] {
			k.in[block][r] = bounds{0, n}
		}
	}
}

// narrow tightens every figure by what is shown and by its relatives; false when nothing changes any more.
func (k *kinship) narrow(rows []ReleasedRow) bool {
	changed := false
	for block, n := range k.n {
		changed = k.relate(k.in[block], n) || changed
	}
	for r, related := range k.related {
		if !related {
			continue
		}
		for _, f := range k.before[r] {
			changed = k.fit(r, f) || changed
		}
		if r < len(rows) {
			if t := rows[r].Total; t.Shown {
				changed = k.fit(r, figure{0, t.X}) || changed
			}
			for g, c := range rows[r].Cells {
				if c.Shown {
					changed = k.fit(r, figure{g + 1, c.X}) || changed
				}
			}
		}
		for g, blocks := range k.groups {
			parts := make([]*bounds, len(blocks))
			for i, b := range blocks {
				parts[i] = &k.in[b][r]
			}
			changed = sumTo(&k.in[k.blocks+g][r], parts) || changed
		}
	}
	return changed
}

// fit sets a group's figure.
func (k *kinship) fit(row int, f figure) bool {
	b := &k.in[k.blocks+f.group][row]
	changed := b.raise(f.x)
	return b.lower(f.x) || changed
}

// relate tightens the figures of all families in one place.
func (k *kinship) relate(of []bounds, size int) bool {
	changed := false
	for _, f := range k.families {
		changed = f.relate(of, size) || changed
	}
	return changed
}

// boundsOf is the fewest and the most of a small set that have a row: by the bounds of the blocks, and by those of
// each group that holds all of the set.
func (k *kinship) boundsOf(row int, set spreadSet) bounds {
	b, size := bounds{0, set.elsewhere}, set.elsewhere
	for block, s := range set.in {
		in := k.in[block][row]
		b.low += max(0, in.low-(k.n[block]-s))
		b.high += min(s, in.high)
		size += s
	}
	for g, blocks := range k.groups {
		s := 0
		for _, block := range blocks {
			s += set.in[block]
		}
		if in := k.in[k.blocks+g][row]; s == size {
			b.low = max(b.low, in.low-(k.n[k.blocks+g]-s))
			b.high = min(b.high, in.high)
		}
	}
	return b
}

// settleMentions withholds the mentions of a union where those of one of its parts are withheld: mentions add up, and
// the missing ones would say how many interviews can have it.
func (k *kinship) settleMentions(rows []ReleasedRow, earlier []Group) {
	for _, f := range k.families {
		if !f.union || f.within || f.rows[0] >= len(rows) {
			continue
		}
		whole := &rows[f.rows[0]]
		for _, p := range f.rows[1:] {
			if p >= len(rows) || !rows[p].Total.Shown {
				whole.Total.quiet()
			}
			for i := range whole.Cells {
				if p >= len(rows) || !rows[p].Cells[i].Shown {
					whole.Cells[i].quiet()
				}
			}
		}
	}
}

// quiet withholds the mentions of a figure that is shown.
func (c *Cell) quiet() {
	if c.Shown {
		c.Mentions = -1
	}
}
