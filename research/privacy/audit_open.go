package privacy

// jointSteps is how much work one search may do, in terms looked at, about a nanosecond or two each. What is not
// solved by then is withheld.
const jointSteps = 400_000

// jointSize is up to how many rows times atoms worlds are searched for in which several rows change.
const jointSize = 5000

// plainTries is how many numbers may have to be tried before figures are known to contradict each other. A reader who
// does not see it will go by them.
const plainTries = 0

// harmless says whether every small set may hold nobody who has the row, or numbers that differ by two and more.
func (f *jointFrame) harmless(row int, near *jointFrame) bool {
	at := f.at[row]
	for _, set := range f.cells(near) {
		if !f.open(at, set) {
			return false
		}
	}
	return true
}

// open says whether worlds were found in which the set holds nobody, or numbers far enough apart. From a world of people
// others follow in which those of an atom have changed places, whatever rows they have.
func (f *jointFrame) open(at int, set spreadSet) bool {
	low, high, size := 0, 0, 0
	y := f.y[at]
	for a, s := range set.in {
		if s > 0 {
			low, high = low+max(0, y[a]-(f.n[a]-s)), high+min(s, y[a])
			size += s
		}
	}
	switch {
	case set.elsewhere > 1 || size == 0 || f.sure && low == 0:
		return true
	case f.sure && high-low >= 2-set.elsewhere:
		return true
	case f.finds(at, set, 0):
		return true
	case !f.sure: // counts may be of no people; each world has to be looked for
		low, high = f.one(at, set, (low+high)/2, low, high)
	}
	need := 2 - set.elsewhere - (high - low)
	if low > need && f.finds(at, set, low-need) || high+need <= size && f.finds(at, set, high+need) {
		return true
	}
	return need == 2 && low > 1 && high < size && f.finds(at, set, low-1) && f.finds(at, set, high+1)
}

// one is how many of the set have the row in the first world that is found.
func (f *jointFrame) one(at int, set spreadSet, tries ...int) (low, high int) {
	for _, t := range tries {
		if f.finds(at, set, t) {
			return t, t
		}
	}
	return tries[0], tries[0]
}

// finds says whether a world is found in which so many of the set have the row: one in which only that row is another,
// where people are known, or else any.
func (f *jointFrame) finds(at int, set spreadSet, t int) bool {
	if f.people != nil && f.change(at, set, t) == possible {
		return true
	}
	return len(f.rows)*len(f.n) <= jointSize && f.search(at, set, t, t) == possible
}

// change looks for a world in which only the row is another than in truth.
func (f *jointFrame) change(at int, set spreadSet, t int) verdict {
	if f.low == nil {
		f.low, f.high = make([][]int, len(f.rows)), make([][]int, len(f.rows))
	}
	if f.low[at] == nil {
		low, high := f.people.room(f.rows[at])
		f.low[at], f.high[at] = f.sum(low), f.sum(high)
	}
	s := &numbers{steps: jointSteps}
	in, all := []int(nil), make([][]int, len(f.n))
	for a, n := range f.n {
		k := set.in[a]
		out := s.number(n-k, min(f.y[at][a], n-k))
		all[a] = []int{out}
		if k > 0 {
			v := s.number(k, 0)
			in, all[a] = append(in, v), append(all[a], v)
		}
		s.sum(f.low[at][a], f.high[at][a], all[a], nil)
	}
	s.sum(t, t, in, nil)
	for _, figure := range f.facts[at] {
		var of []int
		for _, a := range f.known[figure.group] {
			of = append(of, all[a]...)
		}
		s.sum(figure.x, figure.x, of, nil)
	}
	return s.solve()
}

// world looks for a world in which everything holds, near the true one.
func (f *jointFrame) world(j *joint) verdict {
	for i, r := range f.rows {
		f.y[i] = f.sum(j.y[r])
	}
	s, vars := f.system(-1, spreadSet{in: make([]int, len(f.n))}, 0, 0)
	got := s.solve()
	if got == impossible && s.tried > plainTries {
		return givenUp
	}
	if got != possible {
		return got
	}
	f.sure = f.separate()
	for i := range f.rows {
		for a, v := range vars[i] {
			f.y[i][a] = s.low[v]
		}
	}
	return got
}

// separate says whether the families have no row in common but one that is in all of them: then every world of counts
// is one of people as well.
func (f *jointFrame) separate() bool {
	count := map[int]int{}
	for _, family := range f.families {
		for _, r := range family.rows {
			count[r]++
		}
	}
	for r, n := range count {
		if n > 1 && r != f.rows[0] {
			return false
		}
	}
	return true
}

// search looks for a world in which from low to high of the set have the row.
func (f *jointFrame) search(at int, set spreadSet, low, high int) verdict {
	s, _ := f.system(at, set, low, high)
	return s.solve()
}

// system is what the reader knows as numbers: of each row and atom, how many outside of the set and how many in it.
func (f *jointFrame) system(at int, set spreadSet, low, high int) (s *numbers, out [][]int) {
	s = &numbers{steps: jointSteps}
	out, in := make([][]int, len(f.rows)), make([][]int, len(f.rows))
	for i := range f.rows {
		out[i], in[i] = make([]int, len(f.n)), make([]int, len(f.n))
		for a, n := range f.n {
			y, inside := f.y[i][a], 0
			if k := set.in[a]; k > 0 {
				inside = y * k / n
				if i == at && high == 0 {
					inside = 0
				}
				in[i][a] = s.number(k, inside)
			}
			out[i][a] = s.number(n-set.in[a], y-inside)
		}
	}
	if at >= 0 {
		var all []int
		for a, k := range set.in {
			if k > 0 {
				all = append(all, in[at][a])
			}
		}
		s.sum(low, high, all, nil)
	}
	f.addUp(s, set, out, in)
	for _, family := range f.families {
		for a, n := range f.n {
			f.tie(s, family, out, a, n-set.in[a])
			if set.in[a] > 0 {
				f.tie(s, family, in, a, set.in[a])
			}
		}
	}
	return s, out
}

// addUp adds what the reader knows of whole groups: the figures, and what families say of them. The latter follows
// from what they say of atoms, and is seen sooner.
func (f *jointFrame) addUp(s *numbers, set spreadSet, out, in [][]int) {
	for _, g := range f.groups {
		atoms, size := f.known[g], 0
		for _, a := range atoms {
			size += f.n[a]
		}
		all := make([]int, len(f.rows))
		for i := range f.rows {
			var vars []int
			sum := 0
			for _, a := range atoms {
				if vars, sum = append(vars, out[i][a]), sum+f.y[i][a]; set.in[a] > 0 {
					vars = append(vars, in[i][a])
				}
			}
			all[i] = s.number(size, sum)
			s.sum(0, 0, vars, all[i:i+1])
			for _, t := range f.facts[i] {
				if t.group == g {
					s.sum(t.x, t.x, all[i:i+1], nil)
				}
			}
		}
		for _, family := range f.families {
			f.tieCounts(s, family, all, size, false)
		}
	}
}

// tie adds what a family says of n interviews of an atom.
func (f *jointFrame) tie(s *numbers, family family, of [][]int, a, n int) {
	if n == 0 {
		return
	}
	all := make([]int, len(f.rows))
	for i := range f.rows {
		all[i] = of[i][a]
	}
	f.tieCounts(s, family, all, n, f.total[a])
}

// tieCounts adds what a family says of n interviews; total says that all of them are of the table's total.
func (f *jointFrame) tieCounts(s *numbers, family family, of []int, n int, total bool) {
	vars := make([]int, len(family.rows))
	for i, r := range family.rows {
		vars[i] = of[f.at[r]]
	}
	if !family.union {
		low := 0
		if family.full && total {
			low = n
		}
		s.sum(low, n, vars, nil)
		return
	}
	whole, parts := vars[:1], vars[1:]
	low := -unbounded
	if family.apart {
		low = 0
	}
	if family.full {
		s.sum(low, 0, whole, parts)
	}
	if family.within || family.full && family.apart {
		return
	}
	for i := range parts {
		s.sum(0, unbounded, whole, parts[i:i+1])
	}
}
