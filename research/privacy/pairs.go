package privacy

import "openloop/research"

// Pair is how many interviews have two rows at once: two codes, or what hurt and what helped of one.
type Pair struct {
	Row  Row  // of those who have both
	A, B Half // what it is made of
}

// Half is one of the two rows of a pair, with the names under which figures of it may have been shown.
type Half struct {
	Row  Row
	Keys []string // Row.Key where empty
}

func (h Half) shownBy(g Group) bool {
	if len(h.Keys) == 0 {
		return g.shows(h.Row.Key)
	}
	for _, k := range h.Keys {
		if g.shows(k) {
			return true
		}
	}
	return false
}

// Pairs decides which counts of pairs may leave, out of one group and without a split. seen is what the reader has: the
// groups of earlier packs and of the other tables of this one, those with the figures of the halves among them.
//
// A pair is held against the rule as any row is, and then as a pair: see “Pairs” in the package's text. Whether it is
// withheld for being one follows from its count and from figures that are shown, never from who said it.
func (r Rule) Pairs(f Frame, total Group, pairs []Pair, seen []Group) Table {
	rows := make([]Row, len(pairs))
	for i, p := range pairs {
		rows[i] = p.Row
	}
	t := r.Disclose(f, Dimension{Key: "pair", Total: total}, rows, seen)
	if r.unaudited {
		return t
	}
	f.Interviews = f.room(Dimension{Total: t.Total}, seen)
	seen = f.seat(seen)
	w := &pairAudits{rule: r, frame: f, total: t.Total, seen: seen, cells: toldApart(f, r.k(), append([]Group{t.Total}, seen...)), made: map[string]*pairAudit{}}
	for i, p := range pairs {
		if t.Rows[i].Total.Shown && !w.open(p) {
			t.Rows[i].Total.withhold(WithheldAudit)
		}
	}
	return t
}

// toldApart is the sets of fewer than k interviews that groups tell apart together.
func toldApart(f Frame, k int, groups []Group) (cells []Group) {
	a := &audit{}
	a.split(f.Interviews, groups)
	of := make([]Group, len(a.sizes))
	for i, atom := range a.atomOf {
		if atom >= 0 && a.sizes[atom] < k {
			if of[atom].Members == nil {
				of[atom].Members = research.NewBits(f.Interviews)
			}
			of[atom].Members.Set(i)
		}
	}
	for _, g := range of {
		if g.Members != nil {
			cells = append(cells, g)
		}
	}
	return cells
}

// pairAudits asks whether every small set of people may be without anybody who has both rows of a pair, whatever its
// count is, or the next one above or below it.
type pairAudits struct {
	rule  Rule
	frame Frame
	total Group
	seen  []Group
	cells []Group
	made  map[string]*pairAudit // by the groups that show something
}

// pairAudit is the audit of pairs whose figures are about the same groups.
type pairAudit struct {
	*audit
	groups []Group
	apart  bool
	halves map[string]*pairHalf
}

// pairHalf is a world of one of the rows.
type pairHalf struct {
	y  []int // of each atom
	ok bool  // its figures say how many there are, and a world was found
	// exact says that its figures leave no choice.
	exact bool
}

// pairCount is how many of some atoms have both.
type pairCount struct {
	atoms []int
	x     int
}

// audit is the audit of a pair, made once for all that are told of by the same groups.
func (w *pairAudits) audit(p Pair) *pairAudit {
	key := make([]byte, len(w.seen))
	var groups []Group
	for i, g := range w.seen {
		if p.A.shownBy(g) || p.B.shownBy(g) || g.shows(p.Row.Key) {
			key[i], groups = 1, append(groups, g)
		}
	}
	a := w.made[string(key)]
	if a == nil {
		a = &pairAudit{audit: newAudit(w.frame, w.rule.k(), w.total, nil, w.cells, groups), groups: groups, halves: map[string]*pairHalf{}}
		a.apart = a.areApart()
		w.made[string(key)] = a
	}
	return a
}

// areApart says whether no two groups overlap but for the total and those of the same people.
func (w *pairAudit) areApart() bool {
	of := make([]int, len(w.sizes))
	for i, g := range w.known {
		if i == 0 || sameAtoms(g.atoms, w.known[0].atoms) || w.before(i) {
			continue
		}
		for _, a := range g.atoms {
			if of[a]++; of[a] > 1 {
				return false
			}
		}
	}
	return true
}

// before says whether a group of the same people is listed before.
func (w *pairAudit) before(i int) bool {
	for _, g := range w.known[1:i] {
		if sameAtoms(g.atoms, w.known[i].atoms) {
			return true
		}
	}
	return false
}

// half is how many of each atom could have one of the rows: a world in which the figures hold that are shown of it and
// are true, looked for near an even spread, so that who looks for it need not know more than those.
func (w *pairAudit) half(h Half) *pairHalf {
	if r := w.halves[h.Row.Key]; r != nil {
		return r
	}
	y, base, all := w.atoms(h.Row), 0, 0
	s := &numbers{steps: jointSteps}
	for _, a := range w.known[0].atoms {
		base, all = base+w.sizes[a], all+y[a]
	}
	for _, n := range w.sizes {
		s.number(n, (2*n*all+base)/(2*max(1, base)))
	}
	r := &pairHalf{exact: w.apart}
	covered, whole, bare := map[int]bool{}, false, false
	for i, g := range w.groups {
		atoms := w.known[i+1].atoms
		x := w.count(i+1, y)
		if !h.shownBy(g) || g.Erased > 0 || !h.holds(g, x) {
			r.exact = r.exact && sameAtoms(atoms, w.known[0].atoms)
			continue
		}
		s.sum(x, x, atoms, nil)
		whole = whole || sameAtoms(atoms, w.known[0].atoms)
		for _, a := range atoms {
			covered[a] = true
		}
	}
	for _, a := range w.known[0].atoms {
		bare = bare || !covered[a]
	}
	if r.ok = (whole || !bare) && s.solve() == possible; r.ok {
		r.y = s.low
	}
	w.halves[h.Row.Key] = r
	return r
}

// holds says whether what a group shows of the half is so many.
func (h Half) holds(g Group, x int) bool {
	keys := h.Keys
	if len(keys) == 0 {
		keys = []string{h.Row.Key}
	}
	for _, k := range keys {
		if shown, ok := g.Rows[k]; ok {
			return shown == x
		}
	}
	return g.Rows == nil
}

// counts is what the reader has of the pair itself, of groups each within the next, the last the total; false where that
// is more than can be followed.
func (w *pairAudit) counts(row Row) (counts []pairCount, ok bool) {
	counts = []pairCount{{w.known[0].atoms, w.count(0, w.atoms(row))}}
	for i, g := range w.groups {
		x, shown := g.Rows[row.Key]
		atoms := w.known[i+1].atoms
		switch {
		case !shown && g.Rows != nil:
			continue
		case !shown || g.Erased > 0:
			return nil, false
		case sameAtoms(atoms, w.known[0].atoms): // of the same people: what it was then, or is now
		case len(counts) == 1 && w.inside(atoms):
			counts = append([]pairCount{{atoms, x}}, counts...)
		case len(counts) == 1 || !sameAtoms(atoms, counts[0].atoms) || counts[0].x != x:
			return nil, false
		}
	}
	return counts, true
}

// inside says whether atoms all lie in the total.
func (w *pairAudit) inside(atoms []int) bool {
	in := map[int]bool{}
	for _, a := range w.known[0].atoms {
		in[a] = true
	}
	for _, a := range atoms {
		if !in[a] {
			return false
		}
	}
	return true
}

// open says whether every small set may be without anybody who has both, for a reader with the list of contacts, and
// people also for one who was interviewed.
func (w *pairAudits) open(p Pair) bool {
	a := w.audit(p)
	one, other := a.half(p.A), a.half(p.B)
	counts, ok := a.counts(p.Row)
	if !ok || !one.ok || !other.ok {
		return false
	}
	s := pairSpread{sizes: a.sizes, a: one.y, b: other.y, counts: counts, exact: one.exact && other.exact}
	in := make([]int, len(a.sizes))
	for _, set := range a.small {
		clear(in)
		for _, part := range set.parts {
			if part.atom >= 0 {
				in[part.atom] = part.n
			}
		}
		if !s.without(in) {
			return false
		}
		for _, part := range set.parts { // one who knows that they have not both is as good as one more in the set
			if set.people && part.atom >= 0 && in[part.atom] < a.sizes[part.atom] {
				in[part.atom]++
				if !s.without(in) {
					return false
				}
				in[part.atom]--
			}
		}
	}
	return true
}

// pairSpread is how many of each atom have either row, and what is known of those who have both.
type pairSpread struct {
	sizes, a, b []int
	counts      []pairCount
	exact       bool // a and b are all that they can be
}

// without says whether the counts can hold while so many of each atom have not both, and the last could be one more or
// less as well. Of n people outside of a set, a and b of all, from a+b-(all) to the least of a, b and n have both.
func (s pairSpread) without(in []int) bool {
	done := map[int]bool{}
	x := 0
	for i, c := range s.counts {
		low, high, most := 0, 0, 0
		for _, at := range c.atoms {
			if done[at] {
				continue
			}
			done[at] = true
			out := s.sizes[at] - in[at]
			if max(0, s.a[at]-out)+max(0, s.b[at]-out) > in[at] {
				return false // even apart they do not fit in
			}
			low += max(0, s.a[at]+s.b[at]-s.sizes[at])
			high += min(s.a[at], s.b[at], out)
			most += min(s.a[at], s.b[at])
		}
		here := c.x - x
		x = c.x
		last := i == len(s.counts)-1 // the others are out
		if here < low || here > high || last && here == high && !(s.exact && high == most) || last && here == low && low > 0 && !s.exact {
			return false
		}
	}
	return true
}
