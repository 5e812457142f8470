package privacy

import (
	"encoding/binary"
	"slices"
)

// crossed is a row that the reader has in two ways at once: by the groups of another table of this pack, by outcome say,
// and by those of this table, by wave. Each of the table's groups is looked at against all others: then the interviews
// fall into blocks (of the other table) and two columns, and what is open is one number, that of the column.
//
// Known are x of each block and w of the first column. Of block j, y(j) are in the first column, with
// max(0, x(j)-n(j,1)) ≤ y(j) ≤ min(n(j,0), x(j)) and Σ y(j) = w. What a small set holds at least is a sum of convex
// functions of the y(j), and at most one of concave ones, all with slopes of -1, 0 and 1. So over all worlds both are
// piecewise linear in w: the steepest descents are taken first.
type crossed struct {
	k     int
	n     [][2]int // interviews of each block, in the column and outside it
	x     []int    // figure of each block
	sets  []crossedSet
	most  int // interviews in the largest set
	w     int // the column's figure
	total int
}

// crossedSet is a small set as how many are in each block and column, and how many in none.
type crossedSet struct {
	in        [][2]int
	elsewhere int
	people    bool
}

// crossedFew is up to how many figures of a column all are looked at.
const crossedFew = 400

// crossing is a row as it crosses another table of the pack, once for each group of this table. Rows of which the reader
// has more than that, or less, have none.
func (a *audit) crossing(row Row, earlier []Group, k int) (list []*crossed) {
	block, blocks := a.blocksOf(row.Key, earlier)
	if blocks == 0 {
		return nil
	}
	y := a.atoms(row)
	groups := a.current - 1
	if groups == 2 && a.known[1].size+a.known[2].size == a.known[0].size {
		groups = 1 // the other is what is left
	}
	for g := range groups {
		list = append(list, a.cross(block, blocks+1, y, g+1, k))
	}
	return list
}

// blocksOf cuts the total by the groups of other tables of this pack that show the row: the block of each atom, -1 outside
// the total; atoms of the total in none of them are the last block. No blocks where there are no such groups, where they
// overlap, or where an earlier pack showed the row.
func (a *audit) blocksOf(row string, earlier []Group) (block []int, blocks int) {
	block = make([]int, len(a.sizes))
	for i := range block {
		block[i] = -2
	}
	for _, atom := range a.known[0].atoms {
		block[atom] = -1
	}
	for i, e := range earlier {
		known := a.known[a.current+i]
		if !e.shows(row) || known.size == 0 || sameAtoms(known.atoms, a.known[0].atoms) {
			continue
		}
		if !e.Now {
			return nil, 0
		}
		for _, atom := range known.atoms {
			if block[atom] != -1 {
				return nil, 0
			}
			block[atom] = blocks
		}
		blocks++
	}
	for i, b := range block {
		switch b {
		case -1:
			block[i] = blocks
		case -2:
			block[i] = -1
		}
	}
	return block, blocks
}

// crossedShape is what a crossing has in common for all rows that are told by the same blocks: how many interviews are in
// each block and column, and the small sets, each kind once.
type crossedShape struct {
	block  []int // of each atom
	group  int
	k      int
	column []int // of each atom
	n      [][2]int
	sets   []crossedSet
	most   int
}

// shape is made once for each way to cut the interviews into blocks and columns.
func (a *audit) shape(block []int, blocks, group, k int) *crossedShape {
	for _, s := range a.shapes {
		if s.group == group && s.k == k && len(s.n) == blocks && slices.Equal(s.block, block) {
			return s
		}
	}
	s := &crossedShape{block: block, group: group, k: k, column: make([]int, len(a.sizes)), n: make([][2]int, blocks)}
	for i := range s.column {
		s.column[i] = 1
	}
	for _, atom := range a.known[group].atoms {
		s.column[atom] = 0
	}
	for atom, b := range block {
		if b >= 0 {
			s.n[b][s.column[atom]] += a.sizes[atom]
		}
	}
	c := &crossed{k: k, n: s.n}
	for _, small := range a.small {
		set := crossedSet{in: make([][2]int, blocks), people: small.people}
		for _, p := range small.parts {
			if p.atom >= 0 && block[p.atom] >= 0 {
				set.in[block[p.atom]][s.column[p.atom]] += p.n
			} else {
				set.elsewhere += p.n
			}
		}
		c.sets = append(c.sets, set)
	}
	c.addCells()
	s.sets = kindsOfSets(c.sets)
	for _, set := range s.sets {
		s.most = max(s.most, set.size())
	}
	a.shapes = append(a.shapes, s)
	return s
}

// kindsOfSets is sets that look the same to a crossing, each once.
func kindsOfSets(sets []crossedSet) (kinds []crossedSet) {
	seen := map[string]bool{}
	var key []byte
	for _, s := range sets {
		key = binary.AppendUvarint(key[:0], uint64(s.elsewhere))
		if s.people {
			key = append(key, 1)
		} else {
			key = append(key, 0)
		}
		for _, in := range s.in {
			key = binary.AppendUvarint(binary.AppendUvarint(key, uint64(in[0])), uint64(in[1]))
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			kinds = append(kinds, s)
		}
	}
	return kinds
}

// cross sets the blocks against one group of the table.
func (a *audit) cross(block []int, blocks int, y []int, group, k int) *crossed {
	s := a.shape(block, blocks, group, k)
	c := &crossed{k: k, n: s.n, sets: s.sets, most: s.most, x: make([]int, blocks)}
	for atom, b := range block {
		if b < 0 {
			continue
		}
		c.x[b] += y[atom]
		c.total += y[atom]
		if s.column[atom] == 0 {
			c.w += y[atom]
		}
	}
	return c
}

// addCells guards what blocks and columns cut out by themselves, where it is small.
func (c *crossed) addCells() {
	keep := func(in [][2]int) {
		s := crossedSet{in: in}
		if n := s.size(); n > 0 && n < c.k {
			c.sets = append(c.sets, s)
		}
	}
	for b, n := range c.n {
		for col := range n {
			cell := make([][2]int, len(c.n))
			cell[b][col] = n[col]
			keep(cell)
		}
		whole := make([][2]int, len(c.n))
		whole[b] = n
		keep(whole)
	}
	for col := range 2 {
		all := make([][2]int, len(c.n))
		for b, n := range c.n {
			all[b][col] = n[col]
		}
		keep(all)
	}
}

func (s crossedSet) size() int {
	n := 0
	for _, in := range s.in {
		n += in[0] + in[1]
	}
	return n
}

// column is how many interviews are in the first column, and outside it.
func (c *crossed) column() (in, out int) {
	for _, n := range c.n {
		in, out = in+n[0], out+n[1]
	}
	return in, out
}

// span is what the first column's figure can be, given the blocks'.
func (c *crossed) span() (low, high int) {
	for b, n := range c.n {
		low, high = low+max(0, c.x[b]-n[1]), high+min(n[0], c.x[b])
	}
	return low, high
}

// withheld says whether the column's figure must go: for what it would tell, or for what those that must go would have in
// common. Which ones go depends on the interviews and the blocks' figures alone, which are known.
func (c *crossed) withheld() bool {
	low, high := c.span()
	if c.w < low || c.w > high {
		return true // contradicts the blocks: not to be
	}
	bounds := make([]crossedBounds, len(c.sets))
	for i, s := range c.sets {
		bounds[i] = c.bounds(s.in, s.elsewhere)
	}
	gone := c.failing(low, high, bounds)
	for {
		told := c.told(gone, bounds)
		if gone[c.w] || len(gone) == 0 || len(told) == 0 {
			return gone[c.w]
		}
		next := nearestOpen(gone, low, high, told, bounds)
		if next < 0 {
			return gone[c.w]
		}
		gone[next] = true
	}
}

// failing is the figures of the column that tell too much by themselves. Where there are many, those far from all and from
// none are known to be harmless: with each block and column so far from full, every set may be empty.
func (c *crossed) failing(low, high int, bounds []crossedBounds) map[int]bool {
	from, to := 1, 0
	if high-low > crossedFew {
		from, to = c.harmless()
	}
	f := newCrossedFails(low, high)
	for _, b := range bounds {
		f.mark(b, 0)
	}
	c.participants(bounds, f.mark)
	in, out := c.column()
	gone, told := map[int]bool{}, 0
	for w := low; w <= high; w++ {
		told += f.change[w-low]
		all := w == in && in < 2*c.k || c.total-w == out && out < 2*c.k
		if (told > 0 || all) && (w < from || w > to) {
			gone[w] = true
		}
	}
	return gone
}

// harmless is a range of figures at which every set may be empty, whatever one of them knows; from > to for none.
func (c *crossed) harmless() (from, to int) {
	room := c.most + 2
	for b, n := range c.n {
		if n[0] < room || n[1] < room || c.x[b] > n[0]+n[1]-2*room {
			if n[0]+n[1] > 0 {
				return 1, 0
			}
		}
		from, to = from+max(0, c.x[b]-(n[1]-room)), to+min(n[0]-room, c.x[b])
	}
	return from, to
}

// told is the sets on which all figures of some agree too closely, with what they agree on.
func (c *crossed) told(gone map[int]bool, sets []crossedBounds) map[int]bounds {
	told := map[int]bounds{}
	if len(gone) == 0 {
		return told
	}
	for i, s := range sets {
		all, any := bounds{}, false
		for w := range gone {
			low, high := s.at(w)
			if !any {
				all, any = bounds{low, high}, true
			}
			all = bounds{min(all.low, low), max(all.high, high)}
		}
		if auditTells(all.low, all.high) {
			told[i] = all
		}
	}
	return told
}

// nearestOpen is the figure nearest to those that are gone that leaves more open about one of the sets, or -1.
func nearestOpen(gone map[int]bool, low, high int, told map[int]bounds, sets []crossedBounds) int {
	best, distance := -1, high-low+1
	for w := low; w <= high; w++ {
		if gone[w] {
			continue
		}
		widens := false
		for i, all := range told {
			l, h := sets[i].at(w)
			widens = widens || l < all.low || h > all.high
		}
		if !widens {
			continue
		}
		for g := range gone {
			if d := max(g-w, w-g); d < distance {
				best, distance = w, d
			}
		}
	}
	return best
}
