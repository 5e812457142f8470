package privacy

import (
	"encoding/binary"
	"sort"

	"openloop/research"
)

// audit asks what a reader could work out. The reader knows who was interviewed, every attribute of
// theirs, and every figure released now or earlier; not who said what.
//
// Interviews with the same membership in every known group form an atom. Of a row, atom a holds y_a of
// its n_a interviews, and the y of each known group sum to its figure. For each small set of people (a group
// that is not released, an atom, an organisation) the audit finds the fewest and the most interviews in it
// that can have the code. At least one for sure, give or take less than two, is too much told.
type audit struct {
	k       int
	atomOf  []int // of each interview; -1 in no known group
	sizes   []int // of each atom
	known   []knownGroup
	current int // the first of known are those of the table: the total, then the groups
	small   []smallSet

	quiet     *silence // made when first asked for
	quietMade bool
}

// knownGroup is a group whose figures the reader may know, as the atoms in it.
type knownGroup struct {
	atoms []int
	size  int
}

// smallSet is fewer than k interviews, as how many of each atom.
type smallSet []atomPart

// size is how many interviews the set holds.
func (s smallSet) size() int {
	n := 0
	for _, p := range s {
		n += p.n
	}
	return n
}

type atomPart struct{ atom, n int } // atom -1: in no known group

func newAudit(f Frame, k int, total Group, groups, hidden, earlier []Group) *audit {
	a := &audit{k: k, current: 1 + len(groups)}
	all := append(append([]Group{total}, groups...), earlier...)
	a.split(f.Interviews, all)
	rest, scope := total.Members, research.NewBits(f.Interviews)
	for _, g := range groups {
		rest = rest.AndNot(g.Members)
	}
	for _, g := range all {
		scope = scope.Or(g.Members)
	}
	hidden = append(append([]Group(nil), hidden...), Group{Members: rest})
	a.find(f, hidden, total.Members, scope)
	return a
}

// split divides the interviews into atoms by their membership in the groups.
func (a *audit) split(n int, groups []Group) {
	a.atomOf = make([]int, n)
	count := 1
	for _, g := range groups {
		next := make([]int, 2*count) // the new atom of each old one outside and inside the group, from 1
		count = 0
		for i, old := range a.atomOf {
			to := 2 * old
			if g.Members.Has(i) {
				to++
			}
			if next[to] == 0 {
				count++
				next[to] = count
			}
			a.atomOf[i] = next[to] - 1
		}
	}
	a.number(n, groups)
}

// number gives the atoms of known groups numbers from 0, and lists each group's.
func (a *audit) number(n int, groups []Group) {
	number := map[int]int{}
	a.known = make([]knownGroup, len(groups))
	for i := range n {
		old := a.atomOf[i]
		if at, ok := number[old]; ok {
			a.atomOf[i] = at
			if at >= 0 {
				a.sizes[at]++
			}
			continue
		}
		number[old] = -1
		for g := range groups {
			if groups[g].Members.Has(i) {
				number[old] = len(a.sizes)
				a.known[g].atoms = append(a.known[g].atoms, len(a.sizes))
			}
		}
		if number[old] >= 0 {
			a.sizes = append(a.sizes, 1)
		}
		a.atomOf[i] = number[old]
	}
	for g := range groups {
		a.known[g].size = groups[g].Members.Count()
	}
}

// find collects the small sets, each kind of set once: many organisations look the same to the audit.
func (a *audit) find(f Frame, hidden []Group, total, scope research.Bits) {
	seen := map[string]bool{}
	for _, g := range hidden {
		a.keep(seen, a.parts(g.Members))
	}
	for atom, n := range a.sizes {
		a.keep(seen, smallSet{{atom, n}})
	}
	inTotal, inScope := map[int]smallSet{}, map[int]smallSet{}
	for i, atom := range a.atomOf {
		org := numberAt(f.Organisation, i)
		if org < 0 {
			org = -1 - i // unknown: each by itself
		}
		if scope.Has(i) {
			inScope[org] = inScope[org].plus(atom)
		}
		if total.Has(i) {
			inTotal[org] = inTotal[org].plus(atom)
		}
	}
	for org, parts := range inScope {
		a.keep(seen, parts)
		a.keep(seen, inTotal[org])
	}
}

// parts is a set of interviews as how many of each atom.
func (a *audit) parts(members research.Bits) smallSet {
	var s smallSet
	members.Each(func(i int) {
		if i < len(a.atomOf) {
			s = s.plus(a.atomOf[i])
		}
	})
	return s
}

// plus is the set with one more interview of an atom.
func (s smallSet) plus(atom int) smallSet {
	for i := range s {
		if s[i].atom == atom {
			s[i].n++
			return s
		}
	}
	return append(s, atomPart{atom, 1})
}

// keep remembers a set that is small and of a new kind.
func (a *audit) keep(seen map[string]bool, s smallSet) {
	if n := s.size(); n == 0 || n >= a.k {
		return
	}
	sort.Slice(s, func(i, j int) bool { return s[i].atom < s[j].atom })
	var key []byte
	for _, p := range s {
		key = binary.AppendVarint(binary.AppendVarint(key, int64(p.atom)), int64(p.n))
	}
	if !seen[string(key)] {
		seen[string(key)] = true
		a.small = append(a.small, s)
	}
}

// passes says whether nothing can be worked out about a small set from what of a row would be shown.
func (a *audit) passes(row Row, shown ReleasedRow, earlier []Group) bool {
	if !a.news(shown, earlier) {
		return true
	}
	known, y := a.shown(shown, earlier), a.atoms(row)
	if b, ok := a.partition(known, y); ok {
		return b.pass(a.small)
	}
	return a.solve(known, y)
}

// silent says whether the split of a row must go although it passes, for the sake of others with the same
// total. It is asked where the table is all that the reader has of the row.
func (a *audit) silent(row Row, shown ReleasedRow, earlier []Group) bool {
	known := a.shown(shown, earlier)
	if len(known) != a.current || known[len(known)-1] >= a.current {
		return false
	}
	b, ok := a.partition(known, a.atoms(row))
	if !ok {
		return false
	}
	if !a.quietMade {
		a.quiet, a.quietMade = newSilence(a, b, a.current-1), true
	}
	return a.quiet.covers(b.x)
}

// shown is the known groups whose figures for the row the reader has or would have, each once.
func (a *audit) shown(row ReleasedRow, earlier []Group) []int {
	var r []int
	for g := range a.known {
		var yes bool
		switch {
		case g == 0:
			yes = row.Total.Shown
		case g < a.current:
			yes = row.Cells[g-1].Shown
		default:
			yes = earlier[g-a.current].shows(row.Key)
		}
		if yes && a.known[g].size > 0 && !a.repeats(r, g) {
			r = append(r, g)
		}
	}
	return r
}

// atoms is how many of each atom have the row.
func (a *audit) atoms(row Row) []int {
	y := make([]int, len(a.sizes))
	row.Has.Each(func(i int) {
		if i < len(a.atomOf) && a.atomOf[i] >= 0 {
			y[a.atomOf[i]]++
		}
	})
	return y
}

// news says whether anything would be shown that was not shown before, just so: what the reader has already
// cannot be taken back.
func (a *audit) news(row ReleasedRow, earlier []Group) bool {
	for g, c := range append([]Cell{row.Total}, row.Cells...) {
		if !c.Shown {
			continue
		}
		before := false
		for e, group := range earlier {
			x, known := group.Rows[row.Key]
			before = before || known && x == c.X && sameAtoms(a.known[g].atoms, a.known[a.current+e].atoms)
		}
		if !before {
			return true
		}
	}
	return false
}

// repeats says whether a group has the members of one listed before.
func (a *audit) repeats(before []int, g int) bool {
	for _, b := range before {
		if sameAtoms(a.known[b].atoms, a.known[g].atoms) {
			return true
		}
	}
	return false
}

func sameAtoms(a, b []int) bool {
	if len(a) != len(b) {
		return false
	}
	for i := range a {
		if a[i] != b[i] {
			return false
		}
	}
	return true
}
