package attack_test

// system is whole numbers within bounds, and sums of them within bounds.
type system struct {
	low, high []int
	sums      []sum

	holding [][]int // by variable: the sums that it is in; made when a search begins
	trail   []was   // what was changed, to be taken back
	queue   []int   // sums to look at again
	queued  []bool  // by sum
	steps   int     // sums that may still be looked at before the search is given up
}

// sum says that plus less minus lies from low to high.
type sum struct {
	plus, minus []int
	low, high   int
}

// was is a variable's bounds before they were changed.
type was struct{ variable, low, high int }

// So many sums are looked at before a search is given up: for one bound, and for whether a system can be true at all.
const (
	fewSteps  = 30_000
	manySteps = 200_000
)

func (s *system) variable(low, high int) int {
	s.low, s.high = append(s.low, low), append(s.high, high)
	return len(s.low) - 1
}

func (s *system) add(low, high int, plus, minus []int) {
	s.sums = append(s.sums, sum{plus, minus, low, high})
}

// set changes a variable's bounds, and back takes changes back until so many are left.
func (s *system) set(v, low, high int) {
	s.trail = append(s.trail, was{v, s.low[v], s.high[v]})
	s.low[v], s.high[v] = low, high
}

func (s *system) back(left int) {
	for len(s.trail) > left {
		w := s.trail[len(s.trail)-1]
		s.low[w.variable], s.high[w.variable] = w.low, w.high
		s.trail = s.trail[:len(s.trail)-1]
	}
}

// narrow tightens all bounds; false when there is no solution.
func (s *system) narrow() bool {
	for changed := true; changed; {
		changed = false
		for i := range s.sums {
			more, ok := s.narrowBy(&s.sums[i])
			if !ok {
				return false
			}
			changed = changed || more
		}
	}
	return true
}

// spread is narrow where nothing but what stands in the trail from here on was changed since.
func (s *system) spread(from int) bool {
	s.queue = s.queue[:0]
	ok := true
	for at := 0; ok; at++ {
		for ; from < len(s.trail); from++ {
			for _, i := range s.holding[s.trail[from].variable] {
				if !s.queued[i] {
					s.queued[i], s.queue = true, append(s.queue, i)
				}
			}
		}
		if at == len(s.queue) {
			return true
		}
		s.queued[s.queue[at]] = false
		_, ok = s.narrowBy(&s.sums[s.queue[at]])
		s.steps--
	}
	for _, i := range s.queue {
		s.queued[i] = false
	}
	return false
}

func (s *system) narrowBy(e *sum) (changed, ok bool) {
	low, high := 0, 0
	for _, v := range e.plus {
		low, high = low+s.low[v], high+s.high[v]
	}
	for _, v := range e.minus {
		low, high = low-s.high[v], high-s.low[v]
	}
	if low > e.high || high < e.low {
		return false, false
	}
	for _, v := range e.plus {
		l, h := e.low-(high-s.high[v]), e.high-(low-s.low[v])
		dl, dh := max(0, l-s.low[v]), max(0, s.high[v]-h)
		if dl > 0 || dh > 0 {
			s.set(v, s.low[v]+dl, s.high[v]-dh)
			changed = true
			low, high = low+dl, high-dh
		}
		if s.low[v] > s.high[v] {
			return false, false
		}
	}
	for _, v := range e.minus {
		l, h := (low+s.high[v])-e.high, (high+s.low[v])-e.low
		dl, dh := max(0, l-s.low[v]), max(0, s.high[v]-h)
		if dl > 0 || dh > 0 {
			s.set(v, s.low[v]+dl, s.high[v]-dh)
			changed = true
			low, high = low+dh, high-dl
		}
		if s.low[v] > s.high[v] {
			return false, false
		}
	}
	return changed, true
}

// hold notes which sums each variable is in.
func (s *system) hold() {
	if s.holding != nil {
		return
	}
	s.holding, s.queued = make([][]int, len(s.low)), make([]bool, len(s.sums))
	for i, e := range s.sums {
		for _, list := range [][]int{e.plus, e.minus} {
			for _, v := range list {
				s.holding[v] = append(s.holding[v], i)
			}
		}
	}
}

// possible says whether the system has a solution, unless it takes too many steps to know.
func (s *system) possible(steps int) (ok, done bool) {
	s.hold()
	s.steps = steps
	left := len(s.trail)
	ok = s.narrow() && s.solve()
	s.back(left)
	return ok, ok || s.steps > 0
}

// canBe says whether variable 0 of a narrowed system can have a value.
func (s *system) canBe(value int) (ok, done bool) {
	s.hold()
	s.steps = fewSteps
	left := len(s.trail)
	s.set(0, value, value)
	ok = s.spread(left) && s.solve()
	s.back(left)
	return ok, s.steps > 0
}

// range2 is the exact least and most of variable 0, unless narrowing alone is exact. What cannot be solved in
// time leaves the bounds as narrowed, which are true but may be wide.
func (s *system) range2(exact bool) (low, high int, solved bool) {
	low, high = s.low[0], s.high[0]
	if exact || low >= 1 && high-low < 2 {
		return low, high, true
	}
	for low <= high {
		ok, done := s.canBe(low)
		if !done {
			return low, high, false
		}
		if ok {
			break
		}
		low++
	}
	if low == 0 {
		return 0, high, true
	}
	for high > low {
		ok, done := s.canBe(high)
		if !done {
			return low, high, false
		}
		if ok {
			break
		}
		high--
	}
	return low, high, true
}

// solve looks for a solution of a narrowed system: the variable with the least choice first, at its middle and
// outwards.
func (s *system) solve() bool {
	best := -1
	for v := range s.low {
		if w := s.high[v] - s.low[v]; w > 0 && (best < 0 || w < s.high[best]-s.low[best]) {
			best = v
		}
	}
	if best < 0 {
		return true
	}
	low, high := s.low[best], s.high[best]
	mid, left := (low+high)/2, len(s.trail)
	for _, r := range [][2]int{{mid, mid}, {low, mid - 1}, {mid + 1, high}} {
		if s.steps < 0 {
			return false
		}
		if r[0] > r[1] {
			continue
		}
		s.set(best, r[0], r[1])
		if s.spread(left) && s.solve() {
			return true
		}
		s.back(left)
	}
	return false
}
