package attack_test

import (
	"encoding/binary"
	"fmt"
	"slices"
	"sort"

	"openloop/research"
)

// fact is something read off a file: of these interviews, at least low and at most high have the row.
type fact struct {
	members   research.Bits
	low, high int
}

// relation ties rows together by what they mean.
type relation struct {
	kind  relationKind
	whole string // of oneOf: ""
	parts []string
	base  research.Bits // of oneOf: every interview of it has exactly one
}

type relationKind int

const (
	within relationKind = iota // whoever has the whole has one of the parts
	union                      // and the other way round
	apart                      // and nobody has two of them
	oneOf                      // nobody has two of the parts, everybody of the base has one
	both                       // whoever has both parts has the whole, and nobody else
)

// knowledge is what a reader has put together: facts by row, relations, and who may be told apart by what the
// contact list says.
type knowledge struct {
	people    int
	least     int // k
	facts     map[string][]fact
	relations []relation
	targets   []target
}

// target is a set of fewer than k interviews that nothing may be pinned about. Persons and organisations are
// guarded against other participants too.
type target struct {
	name     string
	members  research.Bits
	identity bool
}

// pin is a cell that a reader has worked out.
type pin struct {
	row, target string
	size        int
	low, high   int
	knowing     string // "" or what one participant adds
	alone       bool   // the row's own figures say it
}

func (p pin) String() string {
	return fmt.Sprintf("%s: %s (%d) holds %d to %d%s", p.row, p.target, p.size, p.low, p.high, p.knowing)
}

// frame is the part of the knowledge that bears on one row: its relatives, the atoms that their facts tell apart.
type frame struct {
	k         *knowledge
	rows      []string
	relations []relation
	groups    []research.Bits
	atomOf    []int
	sizes     []int
	maskOf    [][]bool // of each atom: the groups it lies in
	kinds     []kind
	laminar   bool
}

// kind is targets that look the same: as many of each atom.
type kind struct {
	target
	in []int // by atom
}

func (k *knowledge) frameOf(row string) *frame {
	f := &frame{k: k, rows: []string{row}}
	for _, rel := range k.relations {
		if rel.whole == row || slices.Contains(rel.parts, row) {
			f.relations = append(f.relations, rel)
			for _, r := range append([]string{rel.whole}, rel.parts...) {
				if r != "" && !slices.Contains(f.rows, r) {
					f.rows = append(f.rows, r)
				}
			}
		}
	}
	for _, r := range f.rows {
		for _, t := range k.facts[r] {
			if !slices.ContainsFunc(f.groups, t.members.Equal) {
				f.groups = append(f.groups, t.members)
			}
		}
	}
	for _, rel := range f.relations {
		if rel.kind == oneOf && !slices.ContainsFunc(f.groups, rel.base.Equal) {
			f.groups = append(f.groups, rel.base)
		}
	}
	f.atoms()
	f.laminar = true
	for i, a := range f.groups {
		for _, b := range f.groups[:i] {
			c := a.CountAnd(b)
			f.laminar = f.laminar && (c == 0 || c == a.Count() || c == b.Count())
		}
	}
	return f
}

func (f *frame) atoms() {
	f.atomOf = make([]int, f.k.people)
	at := map[string]int{}
	key := make([]byte, len(f.groups))
	for i := range f.atomOf {
		mask := make([]bool, len(f.groups))
		for g, members := range f.groups {
			key[g] = 0
			if mask[g] = members.Has(i); mask[g] {
				key[g] = 1
			}
		}
		a, ok := at[string(key)]
		if !ok {
			a = len(f.sizes)
			at[string(key)] = a
			f.sizes, f.maskOf = append(f.sizes, 0), append(f.maskOf, mask)
		}
		f.atomOf[i] = a
		f.sizes[a]++
	}
	seen := map[string]bool{}
	targets := slices.Clone(f.k.targets)
	for a, n := range f.sizes {
		if n < f.k.least && slices.Contains(f.maskOf[a], true) {
			members := research.NewBits(f.k.people)
			for i, at := range f.atomOf {
				if at == a {
					members.Set(i)
				}
			}
			targets = append(targets, target{fmt.Sprint("atom ", a), members, false})
		}
	}
	for _, t := range targets {
		in := make([]int, len(f.sizes))
		t.members.Each(func(i int) { in[f.atomOf[i]]++ })
		var b []byte
		for a, n := range in {
			if n > 0 {
				b = binary.AppendVarint(binary.AppendVarint(b, int64(a)), int64(n))
			}
		}
		if t.identity {
			b = append(b, 1)
		}
		if !seen[string(b)] {
			seen[string(b)] = true
			f.kinds = append(f.kinds, kind{t, in})
		}
	}
}

// attack looks for pins of the row that the frame is about. unsolved counts what was given up.
func (f *frame) attack(row string, outcome *tally) {
	if len(f.k.facts[row]) == 0 {
		return // nothing about it was printed; its relatives are attacked for themselves
	}
	for i, kd := range f.kinds {
		s := f.system(row, kd, -1, 0)
		if i == 0 && !f.possible(s) {
			outcome.contradictions++
			return
		}
		if !s.narrow() {
			outcome.contradictions++
			return
		}
		low, high, solved := s.range2(f.laminar && len(f.rows) == 1)
		outcome.cells++
		if !solved {
			outcome.unsolved++
		}
		if low >= 1 && high-low < 2 {
			outcome.pins = append(outcome.pins, pin{row, kd.name, kd.members.Count(), low, high, "", len(f.rows) == 1})
		}
	}
}

// possible says whether all the facts can be true at once. Narrowing alone does not see every contradiction.
func (f *frame) possible(s *system) bool {
	if f.laminar && len(f.rows) == 1 && len(f.k.facts[f.rows[0]]) == len(f.groups) {
		return true // one figure each of groups in each other: those of one pack
	}
	ok, done := s.possible(manySteps)
	return ok || !done
}

// participant looks for pins by somebody who was interviewed and knows what they said themselves: about other
// persons and other organisations.
func (f *frame) participant(row string, has research.Bits, scope research.Bits, outcome *tally) {
	if len(f.rows) > 1 || !f.laminar || len(f.k.facts[row]) == 0 {
		return
	}
	for _, kd := range f.kinds {
		if !kd.identity {
			continue
		}
		tried := map[[2]int]bool{}
		scope.AndNot(kd.members).Each(func(p int) {
			own := 0
			if has.Has(p) {
				own = 1
			}
			if key := [2]int{f.atomOf[p], own}; !tried[key] {
				tried[key] = true
				s := f.system(row, kd, f.atomOf[p], own)
				if !s.narrow() {
					return
				}
				outcome.cells++
				if low, high, _ := s.range2(true); low >= 1 && high-low < 2 {
					outcome.pins = append(outcome.pins, pin{row, kd.name, kd.members.Count(), low, high, fmt.Sprint(", knowing one's own ", own), true})
				}
			}
		})
	}
}

// system is the knowledge as whole numbers: for each row and atom, how many inside the target and how many outside.
// Variable 0 is the row's count inside the target.
func (f *frame) system(row string, kd kind, own, said int) *system {
	s := &system{}
	s.variable(0, kd.members.Count())
	in, out := make([][]int, len(f.rows)), make([][]int, len(f.rows))
	for r := range f.rows {
		for a, n := range f.sizes {
			in[r] = append(in[r], s.variable(0, kd.in[a]))
			out[r] = append(out[r], s.variable(0, n-kd.in[a]))
			if a == own {
				s.high[out[r][a]]--
			}
		}
	}
	me := slices.Index(f.rows, row)
	s.add(0, 0, []int{0}, in[me])
	var known []int
	if own >= 0 {
		known = []int{s.variable(said, said)}
	}
	for r, name := range f.rows {
		for _, t := range f.k.facts[name] {
			var vars []int
			g := slices.IndexFunc(f.groups, t.members.Equal)
			for a, mask := range f.maskOf {
				if mask[g] {
					vars = append(vars, in[r][a], out[r][a])
					if a == own {
						vars = append(vars, known...)
					}
				}
			}
			s.add(t.low, t.high, vars, nil)
		}
	}
	for _, rel := range f.relations {
		f.tie(s, rel, in)
		f.tie(s, rel, out)
	}
	f.tieGroups(s, in, out)
	return s
}

// tieGroups adds what unions say of whole groups. It follows from what they say of atoms, and is seen sooner.
func (f *frame) tieGroups(s *system, in, out [][]int) {
	for g := range f.groups {
		all := make([]int, len(f.rows)) // how many of the group have each row
		for r := range f.rows {
			var vars []int
			for a, mask := range f.maskOf {
				if mask[g] {
					vars = append(vars, in[r][a], out[r][a])
				}
			}
			low, high := 0, f.k.people
			for _, t := range f.k.facts[f.rows[r]] {
				if t.members.Equal(f.groups[g]) {
					low, high = max(low, t.low), min(high, t.high)
				}
			}
			if low > high {
				s.add(1, 0, nil, nil) // impossible
			}
			all[r] = s.variable(low, high)
			s.add(0, 0, vars, []int{all[r]})
		}
		for _, rel := range f.relations {
			if rel.kind == oneOf || rel.kind == both {
				continue
			}
			var parts []int
			for _, p := range rel.parts {
				parts = append(parts, all[slices.Index(f.rows, p)])
			}
			whole := []int{all[slices.Index(f.rows, rel.whole)]}
			s.add(-1<<30, 0, whole, parts)
			for _, p := range parts {
				if rel.kind == union {
					s.add(0, 1<<30, whole, []int{p})
				}
			}
		}
	}
}

// tie adds what a relation says of every atom.
func (f *frame) tie(s *system, rel relation, at [][]int) {
	g := -1
	if rel.kind == oneOf {
		g = slices.IndexFunc(f.groups, rel.base.Equal)
	}
	for a := range f.sizes {
		var parts []int
		for _, p := range rel.parts {
			parts = append(parts, at[slices.Index(f.rows, p)][a])
		}
		if rel.kind == oneOf {
			n := s.high[parts[0]]
			if f.maskOf[a][g] {
				s.add(n, n, parts, nil)
			}
			continue
		}
		whole := at[slices.Index(f.rows, rel.whole)][a]
		if rel.kind == both {
			f.k.tieBoth(s, whole, parts)
			continue
		}
		low := -1 << 30
		if rel.kind == apart {
			low = 0
		}
		s.add(-1<<30, 0, []int{whole}, parts) // whole - parts ≤ 0
		if low == 0 {
			s.add(0, 0, []int{whole}, parts)
		}
		if rel.kind == union {
			for _, p := range parts {
				s.add(0, 1<<30, []int{whole}, []int{p})
			}
		}
	}
}

// tally is what an attack came to.
type tally struct {
	cells, unsolved, contradictions int
	pins                            []pin
	odd                             []string // printed without a figure that explains it
	shown, figures                  int
}

func (t *tally) add(o tally) {
	t.cells, t.unsolved, t.contradictions = t.cells+o.cells, t.unsolved+o.unsolved, t.contradictions+o.contradictions
	t.pins, t.odd = append(t.pins, o.pins...), append(t.odd, o.odd...)
	t.shown, t.figures = t.shown+o.shown, t.figures+o.figures
}

func sorted[T any](m map[string]T) []string {
	r := make([]string, 0, len(m))
	for k := range m {
		r = append(r, k)
	}
	sort.Strings(r)
	return r
}
