package privacy

import "fmt"

// joint asks what the figures of related rows tell of each other, those of this table, of other tables of the pack and
// of earlier packs, all together.
type joint struct {
	c        *disclosure
	a        *audit
	rows     []Row
	families []family
	in       [][]int // the families of each row
	alliance []int   // rows that are related, also by way of others, have the same number; -1: none
	inTotal  []bool  // of each atom
	y        [][]int // of each row: how many of each atom have it
	holds    [][]told
	all      [][]told
	given    []bool                 // what earlier packs told: nothing here can help
	frames   map[int]*jointFrame    // by alliance
	nearer   map[string]*jointFrame // by families
	covers   [][]int                // see parts
	met      []int                  // by row: which call of relatives met it last
	calls    int                    // of relatives
}

// settleRelated withholds what relatives would give away; false when that was nothing.
func (c *disclosure) settleRelated(rows []Row) (changed bool) {
	if c.audit == nil {
		return false
	}
	families := c.families(rows)
	if len(families) == 0 {
		return false
	}
	j := newJoint(c, rows, families)
	var queue []int
	waits := make([]bool, len(rows))
	for r := range rows {
		if len(j.in[r]) > 0 {
			queue, waits[r] = append(queue, r), true
		}
	}
	for len(queue) > 0 && !c.audit.stopped() {
		r := queue[0]
		if j.given[r] || j.harmless(r) {
			queue, waits[r] = queue[1:], false
			continue
		}
		w := j.withhold(c.table.Rows, r)
		if w < 0 {
			j.given[r] = true
			continue
		}
		changed = true
		j.learn(w)
		for _, q := range j.relatives(w) {
			if !waits[q] {
				queue, waits[q] = append(queue, q), true
			}
		}
	}
	j.settleMentions(c.table.Rows)
	return changed
}

func newJoint(c *disclosure, rows []Row, families []family) *joint {
	n := len(rows)
	j := &joint{c: c, a: c.audit, rows: rows, families: families, in: make([][]int, n), alliance: make([]int, n), inTotal: make([]bool, len(c.audit.sizes)),
		y: make([][]int, n), holds: make([][]told, n), all: make([][]told, n), given: make([]bool, n), met: make([]int, n), frames: map[int]*jointFrame{}, nearer: map[string]*jointFrame{}}
	for i, f := range families {
		for _, r := range f.rows {
			j.in[r] = append(j.in[r], i)
		}
	}
	for _, atom := range j.a.known[0].atoms {
		j.inTotal[atom] = true
	}
	for r := range rows {
		j.alliance[r] = -1
		if len(j.in[r]) > 0 {
			j.y[r] = j.a.atoms(rows[r])
			j.learn(r)
		}
	}
	for r := range rows {
		if len(j.in[r]) > 0 && j.alliance[r] < 0 {
			j.ally(r, r)
		}
	}
	return j
}

// ally gives a row and all that are related to it a number.
func (j *joint) ally(row, number int) {
	j.alliance[row] = number
	been := make([]bool, len(j.families))
	for queue := []int{row}; len(queue) > 0; queue = queue[1:] {
		for _, f := range j.in[queue[0]] {
			if been[f] {
				continue
			}
			been[f] = true
			for _, q := range j.families[f].rows {
				if j.alliance[q] < 0 {
					j.alliance[q] = number
					queue = append(queue, q)
				}
			}
		}
	}
}

// learn notes what the reader has of a row.
func (j *joint) learn(row int) {
	j.holds[row], j.all[row] = j.a.told(j.rows[row].Key, j.c.table.Rows[row], j.c.earlier, j.y[row])
	delete(j.frames, j.alliance[row])
	clear(j.nearer)
}

// relatives is a row and those that share a family with it, itself first.
func (j *joint) relatives(row int) []int {
	j.calls++
	j.met[row] = j.calls
	r := []int{row}
	for _, f := range j.in[row] {
		for _, q := range j.families[f].rows {
			if j.met[q] != j.calls {
				r, j.met[q] = append(r, q), j.calls
			}
		}
	}
	return r
}

// harmless says whether nothing is told of a row, neither by the figures that still hold, of all that are related in
// any way, nor, where some do not hold any more, by all figures of the row and its relatives.
func (j *joint) harmless(row int) bool {
	number := j.alliance[row]
	f := j.frames[number]
	if f == nil {
		var rows, families []int
		for r, n := range j.alliance {
			if n == number {
				rows = append(rows, r)
			}
		}
		for i, family := range j.families {
			if j.alliance[family.rows[0]] == number {
				families = append(families, i)
			}
		}
		f = j.frame(rows, families, j.holds)
		for i, r := range rows {
			f.y[i] = f.sum(j.y[r])
		}
		f.sure, f.people = true, j
		j.frames[number] = f
	}
	if !f.harmless(row, j.near(row)) {
		return false
	}
	return !j.stale(row) || j.harmlessToAll(row, j.in[row])
}

// stale says whether some figure of a row or its relatives does not hold any more.
func (j *joint) stale(row int) bool {
	for _, f := range j.in[row] { // the row is in each
		for _, r := range j.families[f].rows {
			if len(j.all[r]) != len(j.holds[r]) {
				return true
			}
		}
	}
	return false
}

// room is, of each atom, how few and how many could have a row while everybody keeps all other rows.
func (j *joint) room(row int) (low, high []int) {
	low, high = make([]int, len(j.a.sizes)), make([]int, len(j.a.sizes))
	for i, atom := range j.a.atomOf {
		if atom < 0 {
			continue
		}
		must, may := false, true
		for _, f := range j.in[row] {
			needs, allows := j.families[f].leaves(j.rows, row, j.parts(f)[i], i, j.inTotal[atom])
			must, may = must || needs, may && allows
		}
		if must {
			low[atom]++
		}
		if may {
			high[atom]++
		}
	}
	return low, high
}

// parts is how many parts of a family each interview has.
func (j *joint) parts(family int) []int {
	if j.covers == nil {
		j.covers = make([][]int, len(j.families))
	}
	if j.covers[family] == nil {
		n := make([]int, len(j.a.atomOf))
		f := j.families[family]
		for at, r := range f.rows {
			if at == 0 && f.union {
				continue
			}
			j.rows[r].Has.Each(func(i int) {
				if i < len(n) {
					n[i]++
				}
			})
		}
		j.covers[family] = n
	}
	return j.covers[family]
}

// near is which atoms the figures of a row and its relatives tell apart.
func (j *joint) near(row int) *jointFrame {
	key := fmt.Sprint(j.in[row])
	f := j.nearer[key]
	if f == nil {
		f = j.frame(j.relatives(row), nil, j.holds)
		j.nearer[key] = f
	}
	return f
}

// harmlessToAll asks the same for a reader who takes every figure ever shown for what holds now. Where they contradict
// each other, the reader goes by fewer relations.
func (j *joint) harmlessToAll(row int, families []int) bool {
	rows, seen := []int{row}, map[int]bool{row: true}
	for _, f := range families {
		for _, q := range j.families[f].rows {
			if !seen[q] {
				rows, seen[q] = append(rows, q), true
			}
		}
	}
	f := j.frame(rows, families, j.all)
	switch f.world(j) {
	case possible:
		return f.harmless(row, f)
	case givenUp:
		return false
	}
	if len(families) == 1 {
		return true
	}
	for _, one := range families {
		if !j.harmlessToAll(row, []int{one}) {
			return false
		}
	}
	return true
}

// withhold takes back one more thing among the row's relatives and says of which; -1 when nothing is left: splits
// first, of unions before parts, then totals; of equals, the last in the table.
func (j *joint) withhold(rows []ReleasedRow, row int) int {
	var order []int
	for _, i := range j.in[row] {
		rest := j.families[i].rows
		if j.families[i].union {
			order, rest = append(order, rest[0]), rest[1:]
		}
		for i := len(rest) - 1; i >= 0; i-- {
			order = append(order, rest[i])
		}
	}
	for _, i := range order {
		if rows[i].showsSplit() {
			rows[i].withholdSplit(WithheldAudit)
			return i
		}
	}
	for _, i := range order {
		if rows[i].Total.Shown {
			rows[i].Total.withhold(WithheldAudit)
			return i
		}
	}
	return -1
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

// settleMentions withholds the mentions of a union where those of one of its parts are withheld: mentions add up, and
// the missing ones would say how many interviews can have it.
func (j *joint) settleMentions(rows []ReleasedRow) {
	for _, f := range j.families {
		if !f.union || f.within {
			continue
		}
		whole := &rows[f.rows[0]]
		for _, p := range f.rows[1:] {
			if !rows[p].Total.Shown {
				whole.Total.quiet()
			}
			for i := range whole.Cells {
				if !rows[p].Cells[i].Shown {
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
