package privacy

import "openloop/research"

// Frame is who stands behind each interview, by the positions that groups and rows use.
type Frame struct {
	Interviews   int
	Organisation []int // the participants' organisations, numbered from 0; -1 unknown
	Owner        []int // the deal owners, numbered from 0; -1 unknown
	Members      []research.ID
	// Named are other sets of interviews that the contact list tells apart: those of a region, a segment, a
	// wave, a role. Where one is smaller than k the audit guards it. Organisations and owners need not be repeated.
	Named []research.Bits

	living int             // interviews before those that have been erased since: see seat
	over   <-chan struct{} // see Until
}

// Rule is how many must stand behind a figure before it may leave.
type Rule struct {
	K                int // interviews; 5 when 0, never under 3
	MinOrganisations int // 3 when 0

	unaudited bool // see WithoutAudit
}

// minOwners is how many deal owners must stand behind each group before sales conduct is split.
const minOwners = 3

// k is the fewest interviews of a released group, with default and floor applied.
func (r Rule) k() int {
	if r.K <= 0 {
		return research.DefaultMinInterviews
	}
	return max(r.K, research.FloorMinInterviews)
}

// Least is the fewest interviews of a released group, with default and floor applied.
func (r Rule) Least() int { return r.k() }

// organisations is the fewest organisations of a released group.
func (r Rule) organisations() int {
	if r.MinOrganisations <= 0 {
		return research.DefaultMinOrganisations
	}
	return r.MinOrganisations
}

// Group is a class of interviews, or several merged.
type Group struct {
	Name, Key string
	Members   research.Bits
	// Rows is, of a group of an earlier pack, the figures that were shown, by the row's key: one that is
	// missing was withheld. Nil says that nobody knows; then all are taken for shown. Groups to be released
	// leave it nil.
	Rows map[string]int
	// Now says that the group is of another table of the same pack: see Table.Released.
	Now bool
	// Erased is, of a group of an earlier pack, how many of its members have been erased since, and so
	// are no longer among Members. Gone names them, where that is known, by what identified them then: so
	// somebody who was in several groups is one.
	Erased int
	Gone   []research.ID
}

// differs is how many interviews are in one of the groups and not in the other.
func (g Group) differs(earlier Group) int {
	return g.Members.AndNot(earlier.Members).Count() + earlier.Members.AndNot(g.Members).Count()
}

// seat gives interviews that have been erased since an earlier pack places behind those of the frame: what
// they said is not known any more, but figures that they are in still are.
func (f *Frame) seat(earlier []Group) []Group {
	at := map[research.ID]int{}
	f.living = f.Interviews
	out := append([]Group(nil), earlier...)
	for i := range out {
		g := &out[i]
		var places []int
		for _, id := range g.Gone {
			if _, ok := at[id]; !ok {
				at[id] = f.Interviews
				f.Interviews++
			}
			places = append(places, at[id])
		}
		for len(places) < g.Erased { // nobody knows which
			places = append(places, f.Interviews)
			f.Interviews++
		}
		if g.Erased = len(places); g.Erased > 0 {
			members := research.NewBits(f.Interviews)
			copy(members, g.Members)
			for _, p := range places {
				members.Set(p)
			}
			g.Members = members
		}
	}
	return out
}

// shows says whether the reader may know an earlier group's figure for a row.
func (g Group) shows(row string) bool {
	_, shown := g.Rows[row]
	return shown || g.Rows == nil
}

// Dimension is what interviews are split by.
type Dimension struct {
	Key     string // "outcome"
	Classes []Group
	// Merge is the order in which classes become one, set without looking at what was said. Each step
	// lists the keys that merge and ends with the new "key:name". Without steps, neighbours in the order of
	// Classes merge.
	Merge [][]string
	// Hidden are groups whose figures are not released and that are no classes here, such as classes merged
	// beforehand: the audit guards them as it guards what Merge merges.
	Hidden []Group
	// Total is the group that is split. Without members it is all interviews of Classes, or of the
	// frame when there are no classes.
	Total Group
}

// total is the group that is split, with its defaults.
func (d Dimension) total(f Frame) Group {
	t := d.Total
	if t.Key == "" {
		t.Key = "all"
	}
	if t.Name == "" {
		t.Name = "All interviews"
	}
	if t.Members != nil {
		return t
	}
	t.Members = research.NewBits(f.Interviews)
	for i := range f.Interviews {
		if len(d.Classes) == 0 {
			t.Members.Set(i)
		}
	}
	for _, c := range d.Classes {
		t.Members = t.Members.Or(c.Members)
	}
	return t
}

// Allows says whether figures about these interviews may leave at all: at least K of them, from at least
// MinOrganisations, none of which holds more than half. Interviews whose organisation is unknown count
// as one organisation together, since they may be. The sentence says what is missing.
func (r Rule) Allows(f Frame, members research.Bits) (ok bool, missing string) {
	s := r.Short(f, members)
	return s.Of == Enough, s.String()
}

// Short is what a group of interviews lacks to be shown.
func (r Rule) Short(f Frame, members research.Bits) Shortfall {
	if n := members.Count(); n < r.k() {
		return Shortfall{Interviews, n, r.k()}
	}
	n, companies, largest := f.behind(members)
	switch {
	case companies < r.organisations():
		return Shortfall{Organisations, companies, r.organisations()}
	case 2*largest > n:
		return Shortfall{Of: Spread}
	}
	return Shortfall{}
}

// behind is how many interviews and organisations stand behind a group, and how many interviews the largest
// organisation has.
func (f Frame) behind(members research.Bits) (interviews, companies, largest int) {
	most := -1
	for _, o := range f.Organisation {
		most = max(most, o)
	}
	by := make([]int, most+2)
	members.Each(func(i int) {
		o := numberAt(f.Organisation, i) + 1
		if by[o]++; by[o] == 1 {
			companies++
		}
		interviews, largest = interviews+1, max(largest, by[o])
	})
	return interviews, companies, largest
}

// room is how many interviews there are, counting those that only the groups know: an audit must leave out none.
func (f Frame) room(d Dimension, earlier []Group) int {
	n := f.Interviews
	for _, g := range append(append([]Group{d.Total}, d.Classes...), earlier...) {
		g.Members.Each(func(i int) { n = max(n, i+1) })
	}
	return n
}

// owners is how many different deal owners are known to stand behind a group.
func (f Frame) owners(members research.Bits) int {
	seen := map[int]bool{}
	members.Each(func(i int) {
		if o := numberAt(f.Owner, i); o >= 0 {
			seen[o] = true
		}
	})
	return len(seen)
}

// numberAt is list[i], or -1 beyond its end.
func numberAt(list []int, i int) int {
	if i < len(list) && list[i] >= 0 {
		return list[i]
	}
	return -1
}
