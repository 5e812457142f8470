package privacy

// auditSteps is how much work the search may do for one row and one choice of figures, counted in variables
// looked at, about a nanosecond each. Small studies need a few thousand. What is not solved by then is withheld.
const auditSteps = 300_000

// solve holds every small set against its exact bounds when known groups overlap. y is a world that fits all the
// figures: the true one, unless codings have changed since.
func (a *audit) solve(figures []told, y []int) bool {
	s := search{audit: a, known: groupsOf(figures), y: y, steps: auditSteps}
	for _, sets := range [][]smallSet{s.alike(), a.small} {
		for _, set := range sets {
			if s.far(set) {
				continue
			}
			if a.stopped() || !s.harmless(set, nobody) || set.people && !s.harmlessToParticipants(set) {
				return false
			}
		}
	}
	return true
}

// alike is the small sets of interviews that no figure shown of this row tells apart, though figures of others may.
func (s *search) alike() (sets []smallSet) {
	masks, by := s.masks()
	for first := range s.y {
		atoms := by[masks[first]]
		if atoms[0] != first || len(atoms) < 2 || masks[first] == 0 {
			continue
		}
		set := smallSet{}
		for _, atom := range atoms {
			set.parts = append(set.parts, atomPart{atom, s.audit.sizes[atom]})
		}
		if set.size() < s.audit.k {
			sets = append(sets, set)
		}
	}
	return sets
}

// far says whether a set is harmless as the world is, to anyone: in each of its atoms as many have not said it as the
// set has there, so that it may hold nobody, whatever one of them knows of themselves.
func (s *search) far(set smallSet) bool {
	for _, p := range set.parts {
		if p.atom >= 0 && s.y[p.atom] >= s.audit.sizes[p.atom]-p.n {
			return false
		}
	}
	return true
}

// world looks for a world in which every figure holds, near the true one: of the erased nobody knows what they said,
// and figures from before codings changed may need another. inTime is false when the search was given up.
func (a *audit) world(figures []told, y []int) (world []int, found, inTime bool) {
	w := &auditSystem{steps: auditSteps}
	for atom, n := range a.sizes {
		w.variable(n, y[atom])
	}
	for _, t := range figures {
		w.equations = append(w.equations, auditEquation{vars: a.known[t.group].atoms, sum: t.x})
	}
	if found = w.feasible(); found {
		world = w.solution
	}
	return world, found, found || w.steps >= 0
}

// search looks for worlds that fit every known figure of a row. It starts from one that does.
type search struct {
	audit *audit
	known []int
	y     []int // of each atom
	steps int   // left

	mask   []uint64 // see masks
	byMask map[uint64][]int
}

// participant is somebody who was interviewed and knows what they said themselves: in an atom, outside of the set
// that is looked at.
type participant struct {
	atom int // -1: nobody
	own  int // 1 when they have the row
}

var nobody = participant{atom: -1}

// harmless says whether a small set can hold nobody, or numbers that differ by two and more. Only worlds
// that were found count; none found in time is harm.
func (s *search) harmless(set smallSet, who participant) bool {
	low, high := s.asItIs(set, who)
	if !auditTells(low, high) {
		return true
	}
	if _, ok := s.empties(set, who); ok || s.possible(set, 0, who) {
		return true
	}
	first, last := low, high
	for t := low - 1; t >= 1; t-- {
		if s.possible(set, t, who) {
			first = t
		}
	}
	for t := set.size(); t > high && last-first < 2; t-- {
		if s.possible(set, t, who) {
			last = t
			break
		}
	}
	return last-first >= 2
}

// harmlessToParticipants asks the same for everybody who knows one answer more: anyone outside the set, and a
// colleague about the others of it. Whoever is in no atom of the set learns nothing where the world as it is tells
// nothing, nor where a world without anybody of the set leaves room for their answer.
func (s *search) harmlessToParticipants(set smallSet) bool {
	in := make([]int, len(s.y))
	for _, p := range set.parts {
		if p.atom >= 0 {
			in[p.atom] += p.n
		}
	}
	var empty *moves
	elsewhere := auditTells(s.asItIs(set, nobody))
	if elsewhere {
		empty, _ = s.empties(set, nobody)
	}
	for atom, n := range s.audit.sizes {
		if !elsewhere && in[atom] == 0 {
			continue
		}
		for own := range 2 {
			y, who := s.y[atom]-own, participant{atom, own}
			if y < 0 || y > n-1 {
				continue // nobody there can have given that answer
			}
			fits := empty != nil && empty.y[atom] >= own && empty.y[atom]-own <= n-1-in[atom]
			if n > in[atom] && !fits && !s.harmless(set, who) {
				return false
			}
			if in[atom] > 0 && set.size() > 1 && !s.harmless(set.less(atom), who) {
				return false
			}
		}
	}
	return true
}

// less is the set with one fewer of an atom.
func (s smallSet) less(atom int) smallSet {
	r := smallSet{people: s.people}
	for _, p := range s.parts {
		if p.atom == atom {
			p.n--
		}
		if p.n > 0 {
			r.parts = append(r.parts, p)
		}
	}
	return r
}

// asItIs is the fewest and the most of a set with as many in every atom as there are.
func (s *search) asItIs(set smallSet, who participant) (low, high int) {
	for _, p := range set.parts {
		if p.atom < 0 {
			high += p.n
			continue
		}
		y, n := s.y[p.atom], s.audit.sizes[p.atom]
		if p.atom == who.atom {
			y, n = y-who.own, n-1
		}
		low += max(0, y-(n-p.n))
		high += min(p.n, y)
	}
	return low, high
}

// possible says whether a world was found in which exactly t interviews of the set have it.
func (s *search) possible(set smallSet, t int, who participant) bool {
	w := s.worlds(set, t, who)
	found := w.feasible()
	s.steps = w.steps
	return found
}

// worlds is what the reader knows as equations: per atom how many inside the set and how many outside.
func (s *search) worlds(set smallSet, t int, who participant) *auditSystem {
	w := &auditSystem{steps: s.steps}
	inSet := make([][]int, len(s.y))
	for atom, n := range s.audit.sizes {
		w.variable(n, s.y[atom]) // variable number atom: those outside
	}
	target := auditEquation{sum: t}
	for _, p := range set.parts {
		v := w.variable(p.n, 0)
		target.vars = append(target.vars, v)
		if p.atom >= 0 {
			w.high[p.atom] -= p.n
			inSet[p.atom] = append(inSet[p.atom], v)
		}
	}
	if who.atom >= 0 {
		w.high[who.atom]--
	}
	w.equations = append(w.equations, target)
	for _, g := range s.known {
		e := auditEquation{}
		for _, atom := range s.audit.known[g].atoms {
			e.vars = append(append(e.vars, atom), inSet[atom]...)
			e.sum += s.y[atom]
			if atom == who.atom {
				e.sum -= who.own
			}
		}
		w.equations = append(w.equations, e)
	}
	return w
}

// auditSystem is whole numbers within bounds whose sums are given.
type auditSystem struct {
	low, high, hint []int
	equations       []auditEquation
	steps           int   // left
	solution        []int // once one was found
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

// feasible says whether a solution exists and was found in time: it narrows the bounds, then tries the
// variable with the least choice at its hint, below, and above.
func (s *auditSystem) feasible() bool {
	if !s.narrow() {
		return false
	}
	v := s.tightest()
	if v < 0 {
		s.solution = s.low
		return true
	}
	low, high := s.low[v], s.high[v]
	hint := min(max(s.hint[v], low), high)
	for _, r := range [3][2]int{{hint, hint}, {low, hint - 1}, {hint + 1, high}} {
		if r[0] > r[1] {
			continue
		}
		next := *s
		next.low, next.high = append([]int(nil), s.low...), append([]int(nil), s.high...)
		next.low[v], next.high[v] = r[0], r[1]
		found := next.feasible()
		if s.steps, s.solution = next.steps, next.solution; found || s.steps < 0 {
			return found
		}
	}
	return false
}

// narrow tightens the bounds as far as single equations can; false when they contradict each other, or when
// the time is up.
func (s *auditSystem) narrow() bool {
	for changed := true; changed; {
		changed = false
		for _, e := range s.equations {
			if s.steps -= 2 * len(e.vars); s.steps < 0 {
				return false
			}
			more, ok := s.narrowBy(e)
			if !ok {
				return false
			}
			changed = changed || more
		}
	}
	return true
}

// narrowBy tightens by one equation: no variable can be more than what the others leave at their least.
func (s *auditSystem) narrowBy(e auditEquation) (changed, ok bool) {
	low, high := 0, 0
	for _, v := range e.vars {
		low, high = low+s.low[v], high+s.high[v]
	}
	if e.sum < low || e.sum > high {
		return false, false
	}
	for _, v := range e.vars {
		l, h := max(s.low[v], e.sum-(high-s.high[v])), min(s.high[v], e.sum-(low-s.low[v]))
		if l > h {
			return false, false
		}
		if l != s.low[v] || h != s.high[v] {
			low, high = low+l-s.low[v], high+h-s.high[v]
			s.low[v], s.high[v], changed = l, h, true
		}
	}
	return changed, true
}

// tightest is the variable with the fewest values left, more than one, or -1 when all are settled.
func (s *auditSystem) tightest() int {
	best, width := -1, 0
	for v := range s.low {
		if w := s.high[v] - s.low[v]; w > 0 && (best < 0 || w < width) {
			best, width = v, w
		}
	}
	return best
}
