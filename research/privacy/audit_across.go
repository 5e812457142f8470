package privacy

import "strings"

// acrossGroups is up to how many groups of a table all choices of them are looked at.
const acrossGroups = 4

// findAcross adds the small sets that the groups of several packs tell apart together, and what none of them takes in,
// whichever of this table's groups will show anything.
func (a *audit) findAcross(seen map[string]bool, f Frame, total string, earlier []Group) {
	erased := make([]bool, len(a.sizes))
	for i := f.living; f.living > 0 && i < len(a.atomOf); i++ {
		if at := a.atomOf[i]; at >= 0 {
			erased[at] = true
		}
	}
	base, out := a.across(total, earlier)
	mine := make([]int, len(a.sizes)) // the groups of this table that each atom is in, one bit each
	groups := a.current - 1
	for g := range min(groups, 63) {
		for _, atom := range a.known[g+1].atoms {
			mine[atom] |= 1 << g
		}
	}
	inTotal := make([]bool, len(a.sizes))
	for _, atom := range a.known[0].atoms {
		inTotal[atom] = true
	}
	for _, chosen := range choices(groups) {
		by := map[[2]int][]atomPart{}
		var order [][2]int
		var left, living []atomPart
		for atom, n := range a.sizes {
			key := [2]int{base[atom], mine[atom] & chosen}
			if by[key] == nil {
				order = append(order, key)
			}
			by[key] = append(by[key], atomPart{atom, n})
			if !out[atom] || key[1] != 0 {
				continue
			}
			if inTotal[atom] {
				living = append(living, atomPart{atom, n})
			}
			if inTotal[atom] || erased[atom] {
				left = append(left, atomPart{atom, n})
			}
		}
		for _, key := range order {
			a.keep(seen, by[key], false)
		}
		a.keep(seen, left, false)
		a.keep(seen, living, false)
	}
}

// across is, of each atom, a number for the total and the groups of other tables and packs that it is in, of those that
// showed anything, and whether it is in none of the parts of those.
func (a *audit) across(total string, earlier []Group) (base []int, out []bool) {
	base, out = make([]int, len(a.sizes)), make([]bool, len(a.sizes))
	for atom := range out {
		out[atom] = true
	}
	for g, known := range a.known {
		part := false
		if g > 0 && g < a.current {
			continue
		}
		if g >= a.current {
			e := earlier[g-a.current]
			if e.Now && len(e.Rows) == 0 {
				continue
			}
			part = e.Key != total && strings.Contains(e.Key, "=")
		}
		in := make([]bool, len(a.sizes))
		for _, atom := range known.atoms {
			in[atom] = true
			out[atom] = out[atom] && !part
		}
		next := map[int]int{}
		for atom, old := range base {
			key := 2 * old
			if in[atom] {
				key++
			}
			n, ok := next[key]
			if !ok {
				n = len(next)
				next[key] = n
			}
			base[atom] = n
		}
	}
	return base, out
}

// choices is which of some groups to look at: each choice of a few, none or all of many.
func choices(groups int) []int {
	if groups > acrossGroups {
		return []int{0, -1}
	}
	var r []int
	for c := range 1 << groups {
		r = append(r, c)
	}
	return r
}
