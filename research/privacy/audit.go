package privacy

import (
	"encoding/binary"
	"slices"
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
	largest int // interviews in the largest small set

	cuts      []cut // see spreads
	shapes    []*crossedShape
	masked    search   // the last one's masks
	quiet     *silence // made when first asked for
	quietMade bool
	totals    map[int]bool // see hidesTotal
	over      <-chan struct{}
}

// knownGroup is a group whose figures the reader may know, as the atoms in it.
type knownGroup struct {
	atoms []int
	size  int
}

// smallSet is fewer than k interviews, as how many of each atom. One that is people (a person, an organisation) is
// guarded against those who were interviewed too, and know what they said themselves.
type smallSet struct {
	parts  []atomPart
	people bool
}

// size is how many interviews the set holds.
func (s smallSet) size() int {
	n := 0
	for _, p := range s.parts {
		n += p.n
	}
	return n
}

type atomPart struct{ atom, n int } // atom -1: in no known group

func newAudit(f Frame, k int, total Group, groups, hidden, earlier []Group) *audit {
	a := &audit{k: k, current: 1 + len(groups), over: f.over}
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
	seen := a.find(f, hidden, total.Members, scope)
	if len(earlier) > 0 {
		a.findAcross(seen, f, total.Key, earlier)
	}
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
func (a *audit) find(f Frame, hidden []Group, total, scope research.Bits) map[string]bool {
	seen := map[string]bool{}
	for _, g := range hidden {
		a.keep(seen, a.parts(g.Members), false)
	}
	for atom, n := range a.sizes {
		a.keep(seen, []atomPart{{atom, n}}, false)
		a.keep(seen, []atomPart{{atom, 1}}, true)
	}
	for _, named := range f.Named {
		a.keep(seen, a.parts(named.And(total)), false)
		a.keep(seen, a.parts(named.And(scope)), false)
	}
	a.findAlike(seen, f.Organisation, total, scope, true)
	a.findAlike(seen, f.Owner, total, scope, false)
	a.withErased(seen, f)
	return seen
}

// withErased adds every set once more with somebody who has been erased: whose company, region or owner that was is
// not known here any more, but to the reader.
func (a *audit) withErased(seen map[string]bool, f Frame) {
	erased := map[int]bool{}
	for i := f.living; f.living > 0 && i < len(a.atomOf); i++ {
		erased[a.atomOf[i]] = true
	}
	for atom := range a.sizes {
		if !erased[atom] {
			continue
		}
		for _, s := range a.small[:len(a.small):len(a.small)] {
			if len(s.parts) == 0 || s.parts[len(s.parts)-1].atom != atom {
				a.keep(seen, plus(slices.Clone(s.parts), atom), s.people)
			}
		}
	}
}

// findAlike collects the sets of interviews with the same number: an organisation's, an owner's.
func (a *audit) findAlike(seen map[string]bool, numbers []int, total, scope research.Bits, people bool) {
	most := -1
	for _, o := range numbers {
		most = max(most, o)
	}
	inTotal, inScope := make([][]atomPart, most+1), make([][]atomPart, most+1)
	for i, atom := range a.atomOf {
		o := numberAt(numbers, i)
		if o < 0 {
			continue // unknown: each by itself, as every person is
		}
		if scope.Has(i) {
			inScope[o] = plus(inScope[o], atom)
		}
		if total.Has(i) {
			inTotal[o] = plus(inTotal[o], atom)
		}
	}
	for o, parts := range inScope {
		a.keep(seen, parts, people)
		a.keep(seen, inTotal[o], people)
	}
}

// parts is a set of interviews as how many of each atom.
func (a *audit) parts(members research.Bits) []atomPart {
	if members.Count() >= a.k {
		return nil
	}
	var s []atomPart
	members.Each(func(i int) {
		if i < len(a.atomOf) {
			s = plus(s, a.atomOf[i])
		}
	})
	return s
}

// plus is the set with one more interview of an atom.
func plus(s []atomPart, atom int) []atomPart {
	for i := range s {
		if s[i].atom == atom {
			s[i].n++
			return s
		}
	}
	return append(s, atomPart{atom, 1})
}

// keep remembers a set that is small and of a new kind.
func (a *audit) keep(seen map[string]bool, parts []atomPart, people bool) {
	s := smallSet{parts, people}
	n := s.size()
	if n == 0 || n >= a.k {
		return
	}
	sort.Slice(parts, func(i, j int) bool { return parts[i].atom < parts[j].atom })
	var key []byte
	for _, p := range parts {
		key = binary.AppendVarint(binary.AppendVarint(key, int64(p.atom)), int64(p.n))
	}
	if people {
		key = append(key, 1)
	}
	if !seen[string(key)] {
		seen[string(key)] = true
		a.small = append(a.small, s)
		a.largest = max(a.largest, n)
	}
}

// told is a figure that the reader has, or would have: x of the interviews of a known group have the row.
type told struct{ group, x int }

// passes says whether nothing can be worked out about a small set from what of a row would be shown.
//
// Two readers are asked: one who goes by the figures that still hold, and one who takes every figure ever shown
// for what holds now. Where codings have changed since, the second may be misled, and is not where he is right.
func (a *audit) passes(row Row, shown ReleasedRow, earlier []Group) bool {
	if a.stopped() {
		return false
	}
	y := a.atoms(row)
	holds, all := a.told(row.Key, shown, earlier, y)
	if b, ok := a.partition(groupsOf(holds), y); ok {
		if !b.pass(a) {
			return false
		}
	} else if !a.solve(holds, y) {
		return false
	}
	if len(all) == len(holds) {
		return true
	}
	if found, ok := a.harmless(all, y); found || !ok {
		return ok
	}
	// Taken together they contradict each other. The reader may leave out what the split says now.
	var fewer []told
	for _, t := range all {
		if t.group == 0 || t.group >= a.current {
			fewer = append(fewer, t)
		}
	}
	_, ok := a.harmless(fewer, y)
	return ok
}

// harmless says whether there is a world in which every figure holds, and whether in all of these together nothing
// is told of a small set.
func (a *audit) harmless(figures []told, y []int) (found, ok bool) {
	w, found, inTime := a.world(figures, y)
	if !found {
		return false, inTime
	}
	return true, a.solve(figures, w)
}

// silent says whether the split of a row must go although it passes, for the sake of others with the same
// total. It is asked where the table is all that the reader has of the row.
func (a *audit) silent(row Row, shown ReleasedRow, earlier []Group) bool {
	y := a.atoms(row)
	_, all := a.told(row.Key, shown, earlier, y)
	known := groupsOf(all)
	if len(known) != a.current || known[len(known)-1] >= a.current {
		return false
	}
	b, ok := a.partition(known, y)
	if !ok {
		return false
	}
	if !a.quietMade {
		a.quiet, a.quietMade = newSilence(a, b, a.current-1), true
	}
	return a.quiet.covers(b.x)
}

// told is the figures of the row that the reader has or would have, each group once: those that hold, and all.
// Of earlier ones only those hold that are what counting gives now; about the erased nothing can be counted.
func (a *audit) told(key string, row ReleasedRow, earlier []Group, y []int) (holds, all []told) {
	for g := range a.known {
		if a.known[g].size == 0 {
			continue
		}
		t, counted := told{g, a.count(g, y)}, true
		switch {
		case g == 0 && !row.Total.Shown, g > 0 && g < a.current && !row.Cells[g-1].Shown:
			continue
		case g >= a.current:
			e := earlier[g-a.current]
			x, recorded := e.Rows[key]
			if !recorded && e.Rows != nil {
				continue
			}
			if recorded {
				counted, t.x = e.Erased == 0 && t.x == x, x
			}
		}
		if !a.repeats(all, t) {
			all = append(all, t)
		}
		if counted && !a.repeats(holds, t) {
			holds = append(holds, t)
		}
	}
	return holds, all
}

// count is how many of a group's interviews have what the atoms have.
func (a *audit) count(g int, y []int) int {
	x := 0
	for _, atom := range a.known[g].atoms {
		x += y[atom]
	}
	return x
}

func groupsOf(figures []told) []int {
	r := make([]int, len(figures))
	for i, t := range figures {
		r[i] = t.group
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

// repeats says whether the same figure of the same members is listed before.
func (a *audit) repeats(before []told, t told) bool {
	for _, b := range before {
		if b.x == t.x && sameAtoms(a.known[b.group].atoms, a.known[t.group].atoms) {
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
