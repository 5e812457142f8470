package privacy

import "slices"

// auditBlocks are known groups that do not overlap: the figure x of each is known, and nothing else. Then
// the bounds have a closed form.
type auditBlocks struct {
	of   []int // block of each atom, -1 none
	n, x []int // size and figure of each
}

// partition is the known groups as blocks, if they are separate, or separate within the first, which is
// the total: then the rest of it is a block too.
func (a *audit) partition(known, y []int) (auditBlocks, bool) {
	b := auditBlocks{of: make([]int, len(a.sizes))}
	for i := range b.of {
		b.of[i] = -1
	}
	if len(known) == 0 {
		return b, true
	}
	inside := known
	var rest []int
	if len(known) > 1 && known[0] == 0 {
		inside, rest = known[1:], a.known[0].atoms
	}
	for _, g := range inside {
		if !b.add(a, a.known[g].atoms, y, true) {
			return auditBlocks{}, false
		}
	}
	if rest == nil {
		return b, true
	}
	inTotal := make([]bool, len(a.sizes))
	for _, atom := range rest {
		inTotal[atom] = true
	}
	for atom, block := range b.of {
		if block >= 0 && !inTotal[atom] {
			return auditBlocks{}, false
		}
	}
	b.add(a, rest, y, false)
	return b, true
}

// add makes a block of atoms: all of them, or (not whole) those that are in none yet.
func (b *auditBlocks) add(a *audit, atoms, y []int, whole bool) bool {
	n, x, block := 0, 0, len(b.n)
	for _, atom := range atoms {
		if b.of[atom] >= 0 {
			if whole {
				return false
			}
			continue
		}
		b.of[atom] = block
		n, x = n+a.sizes[atom], x+y[atom]
	}
	b.n, b.x = append(b.n, n), append(b.x, x)
	return true
}

// pass holds every small set against its bounds.
func (b auditBlocks) pass(a *audit) bool {
	near := false
	for block, n := range b.n {
		if n < a.k && b.x[block] > 0 {
			return false // nobody in the block is told from another, and its figure is known
		}
		near = near || b.x[block] >= n-a.largest
	}
	if !near {
		return true // no set holds anybody for sure, nor would it for somebody who knows one answer
	}
	spreads := a.spreads(b)
	for i := range a.small {
		s := &spreads[i]
		if b.far(s.in) {
			continue
		}
		if auditTells(b.bounds(s.in, s.elsewhere)) || a.small[i].people && b.tellsParticipant(s.in, s.elsewhere) {
			return false
		}
	}
	return true
}

// spreadSet is a small set as how many are in each block, and how many in none.
type spreadSet struct {
	in        []int
	elsewhere int
}

// spreads is the small sets by block, worked out once for each way to cut the interviews into blocks.
func (a *audit) spreads(b auditBlocks) []spreadSet {
	for _, c := range a.cuts {
		if c.blocks == len(b.n) && slices.Equal(c.of, b.of) { // one of the blocks may be empty
			return c.sets
		}
	}
	c := cut{of: b.of, blocks: len(b.n), sets: make([]spreadSet, len(a.small))}
	for i, set := range a.small {
		c.sets[i].in, c.sets[i].elsewhere = b.spread(set)
	}
	a.cuts = append(a.cuts, c)
	return c.sets
}

// cut is a way to cut the interviews into blocks, with the small sets in it.
type cut struct {
	of     []int
	blocks int
	sets   []spreadSet
}

// far says whether in every block as many have not said it as the set has there, so that the set may hold nobody,
// whatever one of them knows of themselves.
func (b auditBlocks) far(in []int) bool {
	for block, s := range in {
		if s > 0 && b.x[block] >= b.n[block]-s {
			return false
		}
	}
	return true
}

// tellsParticipant says whether the figures give people away to somebody who was interviewed: to anyone outside
// the set, and to a colleague about the others of it. Both answers that they may have given are tried.
func (b auditBlocks) tellsParticipant(s []int, elsewhere int) bool {
	for block, n := range b.n {
		for own := range 2 {
			x := b.x[block] - own
			if x < 0 || x > n-1 {
				continue
			}
			if n > s[block] && auditTells(b.without(s, elsewhere, block, s[block], x)) {
				return true
			}
			if s[block] > 0 && auditTells(b.without(s, elsewhere, block, s[block]-1, x)) {
				return true
			}
		}
	}
	return false
}

// without is the bounds of a set once one interview of a block is known: then the set has that many in it, and the
// figure of the others is x.
func (b auditBlocks) without(s []int, elsewhere, block, in, x int) (low, high int) {
	high = elsewhere
	for i, n := range b.n {
		if i == block {
			low, high = low+max(0, x-(n-1-in)), high+min(in, x)
			continue
		}
		low, high = low+max(0, b.x[i]-(n-s[i])), high+min(s[i], b.x[i])
	}
	return low, high
}

// bounds is the fewest and the most of a set: in a block of n with figure x, s interviews hold at least
// x-(n-s) and at most x, within 0 to s.
func (b auditBlocks) bounds(s []int, elsewhere int) (low, high int) {
	high = elsewhere
	for i, n := range b.n {
		low, high = low+max(0, b.x[i]-(n-s[i])), high+min(s[i], b.x[i])
	}
	return low, high
}

// spread is how many of a set are in each block, and how many in none.
func (b auditBlocks) spread(set smallSet) (in []int, elsewhere int) {
	in = make([]int, len(b.n))
	for _, p := range set.parts {
		if p.atom >= 0 && b.of[p.atom] >= 0 {
			in[b.of[p.atom]] += p.n
		} else {
			elsewhere += p.n
		}
	}
	return in, elsewhere
}

// auditTells says that bounds give away too much: at least one for sure, and how many to within one.
func auditTells(low, high int) bool { return low >= 1 && high-low < 2 }
