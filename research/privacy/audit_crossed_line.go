package privacy

// crossedBounds is the fewest and the most of a set for each figure of the first column, from the lowest that there can
// be: the fewest fall first, stay, then rise; the most rise, stay and fall.
type crossedBounds struct {
	low, high   int // figures of the column
	least, most int // at the lowest
	falls, flat int // steps in which the fewest fall, and stay
	rises, same int // steps in which the most rise, and stay
	elsewhere   int
}

// at is the fewest and the most of the set at a figure of the column.
func (b crossedBounds) at(w int) (low, high int) {
	t := w - b.low
	low = b.least - min(t, b.falls) + max(0, t-b.falls-b.flat)
	high = b.most + min(t, b.rises) - max(0, t-b.rises-b.same)
	return low, high + b.elsewhere
}

// bounds is what a set can hold.
func (c *crossed) bounds(in [][2]int, elsewhere int) crossedBounds {
	r := crossedBounds{elsewhere: elsewhere}
	for b, n := range c.n {
		r.add(n, in[b], c.x[b])
	}
	return r
}

// add takes in a block of n with figure x, of which s are in the set.
func (r *crossedBounds) add(n, s [2]int, x int) {
	from, to := max(0, x-n[1]), min(n[0], x)
	r.low, r.high = r.low+from, r.high+to
	within := func(v int) int { return min(max(v, from), to) }
	// One more in the column adds to the fewest once all others there have it, and takes from them as long as those
	// outside are too few for the rest.
	up, down := within(n[0]-s[0]), within(x-(n[1]-s[1]))
	both := max(0, down-up)
	r.falls += down - from - both
	r.flat += (to - from) - (down - from) - (to - up) + 2*both
	r.least += max(0, from-(n[0]-s[0])) + max(0, x-from-(n[1]-s[1]))
	// It adds to the most as long as the set has room there, and takes from them once the set would not be full outside.
	up, down = within(s[0]), within(x-s[1])
	both = max(0, up-down)
	r.rises += up - from - both
	r.same += (to - from) - (up - from) - (to - down) + 2*both
	r.most += min(s[0], from) + min(s[1], x-from)
}

// without is the bounds less what a block adds to them, and with what it adds otherwise.
func (r crossedBounds) without(old, now crossedBounds) crossedBounds {
	return crossedBounds{low: r.low - old.low + now.low, high: r.high - old.high + now.high, least: r.least - old.least + now.least, most: r.most - old.most + now.most,
		falls: r.falls - old.falls + now.falls, flat: r.flat - old.flat + now.flat, rises: r.rises - old.rises + now.rises, same: r.same - old.same + now.same, elsewhere: r.elsewhere}
}

// participants is what people are to those who know one answer: anyone outside the set, and one of it about the others.
// bounds are those of the sets; do gets those for each reader, and what their answer takes from the column's figure.
func (c *crossed) participants(bounds []crossedBounds, do func(b crossedBounds, own int)) {
	part := func(n, s [2]int, x int) (r crossedBounds) {
		r.add(n, s, x)
		return r
	}
	for i, s := range c.sets {
		if !s.people {
			continue
		}
		for b, n := range c.n {
			was := part(n, s.in[b], c.x[b])
			for col := range 2 {
				for own := range 2 {
					x := c.x[b] - own
					if n[col] == 0 || x < 0 || x > n[0]+n[1]-1 {
						continue
					}
					less, in, takes := n, s.in[b], own*(1-col)
					less[col]--
					if n[col] > in[col] {
						do(bounds[i].without(was, part(less, in, x)), takes)
					}
					if in[col] > 0 {
						in[col]--
						do(bounds[i].without(was, part(less, in, x)), takes)
					}
				}
			}
		}
	}
}
