package privacy

// auditNodes is how many cases the search for one small set may look at. What is not solved by then is
// withheld. Enough for all but contrived overlaps of a dozen groups; a case takes about a microsecond.
const auditNodes = 4000

// solve holds every small set against its exact bounds when known groups overlap.
func (a *audit) solve(known, y []int) bool {
	for _, set := range a.small {
		if !a.harmless(set, known, y) {
			return false
		}
	}
	return true
}

// harmless says whether a small set can be shown to hold nobody, or numbers that differ by two and more.
// Only worlds that fit every known figure count; none found in time counts as harm.
func (a *audit) harmless(set smallSet, known, y []int) bool {
	low, high, size := 0, 0, 0
	for _, p := range set { // with every atom as it is
		size += p.n
		if p.atom < 0 {
			high += p.n
			continue
		}
		low += max(0, y[p.atom]-(a.sizes[p.atom]-p.n))
		high += min(p.n, y[p.atom])
	}
	if !auditTells(low, high) {
		return true
	}
	if a.possible(set, known, y, 0) {
		return true
	}
	first, last := -1, -1
	for t := 1; t <= size; t++ {
		if t >= low && t <= high || a.possible(set, known, y, t) {
			if first < 0 {
				first = t
			}
			last = t
		}
	}
	return first >= 0 && last-first >= 2
}

// possible says whether a world that fits all known figures has exactly t interviews of the set.
func (a *audit) possible(set smallSet, known, y []int, t int) bool {
	s := auditSystem{}
	where := make([]int, len(a.sizes)) // the variable of each atom, of those outside the set
	for atom, n := range a.sizes {
		where[atom] = s.variable(n, y[atom])
	}
	inSet := make([][]int, len(a.sizes))
	target := auditEquation{sum: t}
	for _, p := range set {
		v := s.variable(p.n, 0)
		target.vars = append(target.vars, v)
		if p.atom >= 0 {
			s.high[where[p.atom]] -= p.n
			inSet[p.atom] = append(inSet[p.atom], v)
		}
	}
	s.equations = append(s.equations, target)
	for _, g := range known {
		e := auditEquation{}
		for _, atom := range a.known[g].atoms {
			e.vars = append(append(e.vars, where[atom]), inSet[atom]...)
			e.sum += y[atom]
		}
		s.equations = append(s.equations, e)
	}
	s.left = auditNodes
	return s.feasible()
}

// auditSystem is whole numbers within bounds whose sums are given.
type auditSystem struct {
	low, high, hint []int
	equations       []auditEquation
	left            int // cases that may still be looked at
}

// auditEquation says that some variables sum to a number.
type auditEquation struct {
	vars []int
	sum  int
}

// variable adds a variable from 0 to high, probably near hint.
func (s *auditSystem) variable(high, hint int) int {
	s.low, s.high, s.hint = append(s.low, 0), append(s.high, high), append(s.hint, hint)
	return len(s.low) - 1
}

// feasible says whether a solution exists and was found in time.
func (s *auditSystem) feasible() bool {
	if s.left--; s.left < 0 || !s.narrow() {
		return false
	}
	v := s.loosest()
	if v < 0 {
		return true
	}
	low, high := s.low[v], s.high[v]
	h := min(max(s.hint[v], low), high)
	for _, r := range [3][2]int{{h, h}, {low, h - 1}, {h + 1, high}} {
		if r[0] > r[1] {
			continue
		}
		next := auditSystem{low: append([]int(nil), s.low...), high: append([]int(nil), s.high...), hint: s.hint, equations: s.equations, left: s.left}
		next.low[v], next.high[v] = r[0], r[1]
		found := next.feasible()
		if s.left = next.left; found {
			return true
		}
	}
	return false
}

// narrow tightens the bounds as far as single equations can; false when they contradict each other.
func (s *auditSystem) narrow() bool {
	for changed := true; changed; {
		changed = false
		for _, e := range s.equations {
			low, high := 0, 0
			for _, v := range e.vars {
				low, high = low+s.low[v], high+s.high[v]
			}
			if e.sum < low || e.sum > high {
				return false
			}
			for _, v := range e.vars {
				l, h := max(s.low[v], e.sum-(high-s.high[v])), min(s.high[v], e.sum-(low-s.low[v]))
				if l > h {
					return false
				}
				if l != s.low[v] || h != s.high[v] {
					low, high = low+l-s.low[v], high+h-s.high[v]
					s.low[v], s.high[v], changed = l, h, true
				}
			}
		}
	}
	return true
}

// loosest is the variable whose narrowest choice is left open, or -1 when all are settled.
func (s *auditSystem) loosest() int {
	best, width := -1, 0
	for v := range s.low {
		if w := s.high[v] - s.low[v]; w > 0 && (best < 0 || w < width) {
			best, width = v, w
		}
	}
	return best
}
