package privacy

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
func (b auditBlocks) pass(small []smallSet) bool {
	for _, set := range small {
		if auditTells(b.bounds(set)) {
			return false
		}
	}
	return true
}

// bounds is the fewest and the most of a set: in a block of n with figure x, s interviews hold at least
// x-(n-s) and at most x, within 0 to s.
func (b auditBlocks) bounds(set smallSet) (low, high int) {
	for i, p := range set {
		block := -1
		if p.atom >= 0 {
			block = b.of[p.atom]
		}
		if block < 0 {
			high += p.n
			continue
		}
		s, first := p.n, true
		for j, q := range set { // a set may have several atoms in a block
			if j != i && q.atom >= 0 && b.of[q.atom] == block {
				s, first = s+q.n, first && j > i
			}
		}
		if first {
			low += max(0, b.x[block]-(b.n[block]-s))
			high += min(s, b.x[block])
		}
	}
	return low, high
}

// spread is how many of a set are in each block.
func (b auditBlocks) spread(set smallSet) []int {
	r := make([]int, len(b.n))
	for _, p := range set {
		if p.atom >= 0 && b.of[p.atom] >= 0 {
			r[b.of[p.atom]] += p.n
		}
	}
	return r
}

// auditTells says that bounds give away too much: at least one for sure, and how many to within one.
func auditTells(low, high int) bool { return low >= 1 && high-low < 2 }
