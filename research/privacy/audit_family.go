package privacy

import "openloop/research"

// family is rows whose figures bound each other. A row that is the union of others (a theme of its codes, a
// code of its helped, hurt and neutral mentions) lies between the largest of them and their sum; one that lies
// within others is at most their sum; of rows of which an interview has at most one (primary root causes), the
// sum is at most the base, and is the base when each interview has one.
type family struct {
	rows   []int // places in the table; a union stands first
	union  bool
	within bool // the first lies within the others, and may be less than their union
	full   bool // all parts are here; or, of rows that exclude each other, each interview has one
	apart  bool // the parts exclude each other, so that they sum to the union
}

// families finds the rows that are related.
func (c *disclosure) families(rows []Row) (r []family) {
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
		f.apart = f.apart && rows[first].OneOf != "" && rows[p].OneOf == rows[first].OneOf
	}
	return f
}

// leaves says whether an interview must have a row, and whether it may, as long as it keeps all others of the family: parts
// is how many of the family's parts it has, total whether it is in the table's total.
func (f family) leaves(rows []Row, row, parts, i int, total bool) (must, may bool) {
	if f.union && f.rows[0] == row {
		if f.within {
			return false, parts > 0
		}
		return parts > 0, parts > 0 || !f.full
	}
	others := parts
	if rows[row].Has.Has(i) {
		others--
	}
	if !f.union {
		return f.full && total && others == 0, others == 0
	}
	whole := rows[f.rows[0]].Has.Has(i)
	if f.within {
		return whole && others == 0, true
	}
	return whole && f.full && others == 0, whole && !(f.full && f.apart && others > 0)
}

// bounds is the fewest and the most that a figure can be.
type bounds struct{ low, high int }
