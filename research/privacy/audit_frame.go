package privacy

import (
	"encoding/binary"
	"slices"
)

// jointFrame is rows with relations and figures. Interviews that are in the same of the groups that the figures are
// of form an atom. A world says of each row how many of each atom have it.
type jointFrame struct {
	a        *audit
	rows     []int
	at       map[int]int // the place of each row
	families []family
	facts    [][]told      // by place
	of       []int         // of each atom of the audit, the atom here; -1: in no group that a figure is of
	n        []int         // sizes
	total    []bool        // of each atom: whether it is of the table's total
	groups   []int         // those that figures are of
	known    map[int][]int // their atoms
	y        [][]int       // a world in which everything holds, by place and atom
	sure     bool          // it is one of people, not of counts alone
	sets     []spreadSet

	people    *joint  // who they are, where the world is the true one
	low, high [][]int // of each row and atom: what it can be while all other rows stay
}

// frame cuts the interviews into atoms by the groups of the rows' figures.
func (j *joint) frame(rows, families []int, facts [][]told) *jointFrame {
	f := &jointFrame{a: j.a, rows: rows, at: make(map[int]int, len(rows)), known: map[int][]int{}, of: make([]int, len(j.a.sizes)), y: make([][]int, len(rows))}
	for _, i := range families {
		f.families = append(f.families, j.families[i])
	}
	number := make([]int, len(j.a.sizes)) // 0: in no group
	count := 1
	split := func(atoms []int) {
		to := make([]int, count)
		size := make([]int, count)
		for _, n := range number {
			size[n]++
		}
		for _, atom := range atoms {
			to[number[atom]]++
		}
		next := make([]int, len(to))
		for n := range to {
			if to[n] > 0 && (to[n] < size[n] || n == 0) {
				next[n], count = count, count+1
			}
		}
		for _, atom := range atoms {
			if m := next[number[atom]]; m > 0 {
				number[atom] = m
			}
		}
	}
	for i, r := range rows {
		f.at[r] = i
		f.facts = append(f.facts, facts[r])
		for _, t := range facts[r] {
			if _, ok := f.known[t.group]; !ok {
				f.known[t.group], f.groups = nil, append(f.groups, t.group)
				split(j.a.known[t.group].atoms)
			}
		}
	}
	if slices.ContainsFunc(f.families, func(f family) bool { return !f.union }) && len(f.known) > 0 {
		split(slices.DeleteFunc(slices.Clone(j.a.known[0].atoms), func(atom int) bool { return number[atom] == 0 }))
	}
	f.atoms(j, number, count)
	return f
}

// atoms gives the atoms numbers without gaps, and lists those of each group.
func (f *jointFrame) atoms(j *joint, number []int, count int) {
	place := make([]int, count)
	for i := range place {
		place[i] = -1
	}
	for atom, n := range number {
		if f.of[atom] = -1; n == 0 {
			continue
		}
		if place[n] < 0 {
			place[n] = len(f.n)
			f.n, f.total = append(f.n, 0), append(f.total, j.inTotal[atom])
		}
		f.of[atom] = place[n]
		f.n[place[n]] += j.a.sizes[atom]
	}
	seen := make([]int, len(f.n))
	for _, g := range f.groups {
		for _, atom := range j.a.known[g].atoms {
			if at := f.of[atom]; seen[at] != g+1 {
				seen[at] = g + 1
				f.known[g] = append(f.known[g], at)
			}
		}
	}
}

// sum is a row's numbers by the atoms of the frame.
func (f *jointFrame) sum(y []int) []int {
	r := make([]int, len(f.n))
	for atom, at := range f.of {
		if at >= 0 {
			r[at] += y[atom]
		}
	}
	return r
}

// spread is the small sets by the atoms of the frame, each kind once.
func (f *jointFrame) spread() []spreadSet {
	if f.sets != nil {
		return f.sets
	}
	f.sets = []spreadSet{}
	seen := map[string]bool{}
	key := make([]byte, 0, 4*len(f.n))
	for _, set := range f.a.small {
		s := spreadSet{in: make([]int, len(f.n))}
		for _, p := range set.parts {
			if p.atom >= 0 && f.of[p.atom] >= 0 {
				s.in[f.of[p.atom]] += p.n
			} else {
				s.elsewhere += p.n
			}
		}
		key = binary.AppendUvarint(key[:0], uint64(s.elsewhere))
		for _, n := range s.in {
			key = binary.AppendUvarint(key, uint64(n))
		}
		if !seen[string(key)] {
			seen[string(key)] = true
			f.sets = append(f.sets, s)
		}
	}
	return f.sets
}

// cells is the small sets that a row is guarded for: those of the audit, and those that the figures of the nearer
// frame do not tell apart.
func (f *jointFrame) cells(near *jointFrame) []spreadSet {
	sets := f.spread()
	sets = sets[:len(sets):len(sets)]
	for at, n := range near.n {
		if n >= f.a.k {
			continue
		}
		s := spreadSet{in: make([]int, len(f.n))}
		for atom, to := range near.of {
			if to == at {
				s.in[f.of[atom]] += f.a.sizes[atom]
			}
		}
		sets = append(sets, s)
	}
	return sets
}
