package privacy

import "sort"

// crossedFails marks which figures of a column, from low to high, tell too much about a set.
type crossedFails struct {
	low, high int
	change    []int // of how many sets each figure tells more than the one before
}

func newCrossedFails(low, high int) *crossedFails {
	return &crossedFails{low, high, make([]int, max(0, high-low)+2)}
}

// mark marks the figures at which the bounds tell too much, to somebody whose answer takes own from them. The figures at
// which a set may hold nobody are a range, for the fewest are convex; so are those that leave two open, for the
// difference of the most and the fewest is concave. What is in neither tells.
func (f *crossedFails) mark(b crossedBounds, own int) {
	last := b.high - b.low
	if last < 0 {
		return
	}
	from, to := b.empties()
	if from <= 0 && to >= last {
		return
	}
	wideFrom, wideTo := b.wide()
	if wideFrom < from {
		from, to, wideFrom, wideTo = wideFrom, wideTo, from, to
	}
	at := 0
	for _, safe := range [2][2]int{{from, to}, {wideFrom, wideTo}} {
		if safe[0] > safe[1] {
			continue
		}
		f.add(b.low+own+at, b.low+own+min(safe[0]-1, last))
		at = max(at, safe[1]+1)
	}
	f.add(b.low+own+at, b.low+own+last)
}

// add marks a range of figures.
func (f *crossedFails) add(from, to int) {
	if from, to = max(from, f.low), min(to, f.high); from <= to {
		f.change[from-f.low]++
		f.change[to-f.low+1]--
	}
}

// empties is the steps at which the set may hold nobody, from > to for none.
func (b crossedBounds) empties() (from, to int) {
	least := b.least - b.falls
	if least > 0 {
		return 1, 0
	}
	return b.least, b.falls + b.flat - least
}

// wide is the steps at which at least two numbers differ by two and more, from > to for none.
func (b crossedBounds) wide() (from, to int) {
	open := func(t int) int {
		low, high := b.at(b.low + t)
		return high - low
	}
	last, best := b.high-b.low, 0
	for _, t := range [...]int{last, b.falls, b.falls + b.flat, b.rises, b.rises + b.same} {
		if t = min(t, last); open(t) > open(best) {
			best = t
		}
	}
	if open(best) < 2 {
		return 1, 0
	}
	from = sort.Search(best, func(t int) bool { return open(t) >= 2 })
	to = best + sort.Search(last-best, func(t int) bool { return open(best+t+1) < 2 })
	return from, to
}
