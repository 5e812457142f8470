package privacy

// numbers is whole numbers within bounds, with sums of them (some added, some taken away) within bounds too. It looks
// for a solution: it narrows the bounds by one sum after another until none says more, settles the number with the
// least choice at its hint, or else below or above, and goes on.
type numbers struct {
	low, high, hint []int
	sums            []numberSum
	of              [][]int // the sums that each number is in
	steps           int     // left: terms looked at
	tried           int     // how often a number was settled at one of its values
	waiting         []int   // sums to look at
	waits           []bool  // which those are
	trail           []numberWas
}

// numberSum says that the sum of plus, less that of minus, lies from low to high.
type numberSum struct {
	plus, minus []int
	low, high   int
}

// numberWas is the bounds of a number before they were narrowed.
type numberWas struct{ at, low, high int }

// unbounded is no bound of a sum.
const unbounded = 1 << 40

// verdict is what a search came to.
type verdict int

const (
	givenUp verdict = iota
	impossible
	possible
)

// number adds a number from 0 to high, probably hint.
func (s *numbers) number(high, hint int) int {
	s.low, s.high, s.hint, s.of = append(s.low, 0), append(s.high, high), append(s.hint, hint), append(s.of, nil)
	return len(s.low) - 1
}

// sum adds what is known of a sum.
func (s *numbers) sum(low, high int, plus, minus []int) {
	at := len(s.sums)
	s.sums = append(s.sums, numberSum{plus, minus, low, high})
	for _, v := range plus {
		s.of[v] = append(s.of[v], at)
	}
	for _, v := range minus {
		s.of[v] = append(s.of[v], at)
	}
	s.waits = append(s.waits, false)
	s.wait(at)
}

func (s *numbers) wait(at int) {
	if !s.waits[at] {
		s.waits[at], s.waiting = true, append(s.waiting, at)
	}
}

// solve looks for a solution; it stands in low, and in high as well, when one was found.
func (s *numbers) solve() verdict {
	if ok := s.narrow(); !ok {
		if s.steps < 0 {
			return givenUp
		}
		return impossible
	}
	v := s.tightest()
	if v < 0 {
		return possible
	}
	low, high := s.low[v], s.high[v]
	hint := min(max(s.hint[v], low), high)
	for _, r := range [3][2]int{{hint, hint}, {low, hint - 1}, {hint + 1, high}} {
		if r[0] > r[1] {
			continue
		}
		s.tried++
		mark := len(s.trail)
		s.set(v, r[0], r[1])
		if got := s.solve(); got != impossible {
			return got
		}
		s.undo(mark)
	}
	return impossible
}

// set narrows a number.
func (s *numbers) set(v, low, high int) {
	s.trail = append(s.trail, numberWas{v, s.low[v], s.high[v]})
	s.low[v], s.high[v] = low, high
	for _, at := range s.of[v] {
		s.wait(at)
	}
}

// undo takes back what was narrowed since.
func (s *numbers) undo(mark int) {
	for i := len(s.trail) - 1; i >= mark; i-- {
		was := s.trail[i]
		s.low[was.at], s.high[was.at] = was.low, was.high
	}
	s.trail = s.trail[:mark]
	for _, at := range s.waiting {
		s.waits[at] = false
	}
	s.waiting = s.waiting[:0]
}

// narrow tightens the bounds as far as single sums can; false when they contradict each other, or time is up.
func (s *numbers) narrow() bool {
	for len(s.waiting) > 0 {
		last := len(s.waiting) - 1
		at := s.waiting[last]
		s.waiting, s.waits[at] = s.waiting[:last], false
		e := &s.sums[at]
		if s.steps -= 2 * (len(e.plus) + len(e.minus)); s.steps < 0 || !s.narrowBy(e) {
			return false
		}
	}
	return true
}

// narrowBy tightens by one sum: no number can be more than what the others leave at their least.
func (s *numbers) narrowBy(e *numberSum) bool {
	low, high := 0, 0
	for _, v := range e.plus {
		low, high = low+s.low[v], high+s.high[v]
	}
	for _, v := range e.minus {
		low, high = low-s.high[v], high-s.low[v]
	}
	if low > e.high || high < e.low {
		return false
	}
	if low >= e.low && high <= e.high {
		return true
	}
	for _, v := range e.plus {
		l, h := s.low[v], s.high[v]
		nl, nh := max(l, e.low-(high-h)), min(h, e.high-(low-l))
		if nl > nh {
			return false
		}
		if nl != l || nh != h {
			low, high = low+nl-l, high+nh-h
			s.set(v, nl, nh)
		}
	}
	for _, v := range e.minus {
		l, h := s.low[v], s.high[v]
		nl, nh := max(l, (low+h)-e.high), min(h, (high+l)-e.low)
		if nl > nh {
			return false
		}
		if nl != l || nh != h {
			low, high = low+h-nh, high+l-nl
			s.set(v, nl, nh)
		}
	}
	return true
}

// tightest is the number with the fewest values left, more than one, or -1 when all are settled.
func (s *numbers) tightest() int {
	best, width := -1, 0
	for v := range s.low {
		if w := s.high[v] - s.low[v]; w > 0 && (best < 0 || w < width) {
			best, width = v, w
		}
	}
	return best
}
