package privacy

import (
	"slices"

	"openloop/research"
)

// family is rows whose figures bound each other. A row that is the union of others (a theme of its codes, a
// code of its helped, hurt and neutral mentions) lies between the largest of them and their sum; one that lies
// within others is at most their sum; of rows of which an interview has at most one (primary root causes), the
// sum is at most the base, and is the base when each interview has one.
type family struct {
	rows   []int // places in the table, or behind it; a union stands first
	union  bool
	within bool // the first lies within the others, and may be less than their union
	full   bool // all parts are here; or, of rows that exclude each other, each interview has one
	apart  bool // the parts exclude each other, so that they sum to the union
}

// families finds the rows that are related. keys are the rows of other tables that they name, placed behind those
// of this one.
func (c *disclosure) families(rows []Row) (r []family, keys []string) {
	place, sets := map[string]int{}, map[string][]int{}
	var names []string
	for i, row := range rows {
		place[row.Key] = i
		if row.OneOf != "" {
			if sets[row.OneOf] == nil {
				names = append(names, row.OneOf)
			}
			sets[row.OneOf] = append(sets[row.OneOf], i)
		}
	}
	elsewhere := c.shownElsewhere()
	for _, row := range rows {
		for _, part := range slices.Concat(row.Parts, row.Within) {
			if _, here := place[part]; !here && elsewhere[part] {
				place[part] = len(rows) + len(keys)
				keys = append(keys, part)
			}
		}
	}
	for i, row := range rows {
		if f := unionFamily(rows, place, i, row.Parts); len(f.rows) > 1 {
			r = append(r, f)
		}
		if f := unionFamily(rows, place, i, row.Within); len(f.rows) > 1 && f.full {
			f.within = true
			r = append(r, f)
		}
	}
	for _, name := range names {
		all := research.NewBits(c.frame.Interviews)
		for _, i := range sets[name] {
			all = all.Or(rows[i].Has)
		}
		r = append(r, family{rows: sets[name], full: c.table.Total.Members.AndNot(all).Count() == 0})
	}
	return r, keys
}

// shownElsewhere is the rows of which other tables of this pack, or earlier packs, show something.
func (c *disclosure) shownElsewhere() map[string]bool {
	r := map[string]bool{}
	for _, e := range c.earlier {
		for key := range e.Rows {
			r[key] = true
		}
	}
	return r
}

// unionFamily is row i with those of its parts that are known.
func unionFamily(rows []Row, place map[string]int, i int, parts []string) family {
	f := family{rows: []int{i}, union: true, full: true, apart: true}
	for _, part := range parts {
		p, ok := place[part]
		if !ok || p == i {
			f.full = false
			continue
		}
		f.rows = append(f.rows, p)
		first := f.rows[1]
		f.apart = f.apart && first < len(rows) && p < len(rows) && rows[first].OneOf != "" && rows[p].OneOf == rows[first].OneOf
	}
	return f
}

// has says whether a row is of the family.
func (f family) has(row int) bool {
	for _, r := range f.rows {
		if r == row {
			return true
		}
	}
	return false
}

// relate tightens the figures that the rows have in the same place, of that many interviews, by each other.
func (f family) relate(of []bounds, size int) bool {
	members := make([]*bounds, len(f.rows))
	for i, r := range f.rows {
		members[i] = &of[r]
	}
	switch {
	case !f.union && f.full:
		return partsOf(bounds{size, size}, members)
	case !f.union:
		return partsOf(bounds{0, size}, members)
	case f.within:
		return fitIn(members[0], members[1:])
	case f.full && f.apart:
		return sumTo(members[0], members[1:])
	}
	return f.unite(members[0], members[1:])
}

// unite tightens a union and its parts, which may overlap, by each other.
func (f family) unite(union *bounds, parts []*bounds) bool {
	most, changed := 0, false
	for _, p := range parts {
		changed = union.raise(p.low) || changed
		changed = p.lower(union.high) || changed
		most += p.high
	}
	if !f.full {
		return changed
	}
	changed = union.lower(most) || changed
	for _, p := range parts {
		changed = p.raise(union.low-(most-p.high)) || changed
	}
	return changed
}

// fitIn tightens a row and those in whose union it lies by each other.
func fitIn(inner *bounds, parts []*bounds) bool {
	most := sumOf(parts).high
	changed := inner.lower(most)
	for _, p := range parts {
		changed = p.raise(inner.low-(most-p.high)) || changed
	}
	return changed
}

// sumTo tightens a sum and its parts by each other.
func sumTo(sum *bounds, parts []*bounds) bool {
	all := sumOf(parts)
	changed := sum.raise(all.low)
	changed = sum.lower(all.high) || changed
	return partsOf(*sum, parts) || changed
}

// partsOf tightens the parts of a sum by it and by each other.
func partsOf(sum bounds, parts []*bounds) bool {
	all, changed := sumOf(parts), false
	for _, p := range parts {
		low, high := sum.low-(all.high-p.high), sum.high-(all.low-p.low)
		changed = p.raise(low) || changed
		changed = p.lower(high) || changed
	}
	return changed
}

// sumOf is the bounds of a sum by those of its parts.
func sumOf(parts []*bounds) bounds {
	var r bounds
	for _, p := range parts {
		r = bounds{r.low + p.low, r.high + p.high}
	}
	return r
}

// bounds is the fewest and the most that a figure can be.
type bounds struct{ low, high int }

// raise and lower tighten bounds and say whether that changed them. They never cross: figures that are
// true have a value between.
func (b *bounds) raise(low int) bool {
	if low <= b.low || low > b.high {
		return false
	}
	b.low = low
	return true
}

func (b *bounds) lower(high int) bool {
	if high >= b.high || high < b.low {
		return false
	}
	b.high = high
	return true
}
