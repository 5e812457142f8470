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

// participantBounds is bounds for a reader who was interviewed: own is what that takes from the column's figure.
type participantBounds struct {
	crossedBounds
	own int
}

// participants is what people are to those who know one answer: anyone outside the set, and one of it about the others.
func (c *crossed) participants() (r []participantBounds) {
	for b, n := range c.n {
		for col := range 2 {
			for own := range 2 {
				x := c.x[b] - own
				if n[col] == 0 || x < 0 || x > n[0]+n[1]-1 {
					continue
				}
				less := *c
				less.n, less.x = append([][2]int(nil), c.n...), append([]int(nil), c.x...)
				less.n[b][col]--
				less.x[b] = x
				takes := own * (1 - col)
				for _, s := range c.sets {
					if !s.people {
						continue
					}
					if n[col] > s.in[b][col] {
						r = append(r, participantBounds{less.bounds(s.in, s.elsewhere), takes})
					}
					if s.in[b][col] > 0 {
						in := append([][2]int(nil), s.in...)
						in[b][col]--
						r = append(r, participantBounds{less.bounds(in, s.elsewhere), takes})
					}
				}
			}
		}
	}
	return r
}
