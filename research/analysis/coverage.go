package analysis

import (
	"slices"
	"strings"
)

// Listed is one entry of the list of those who could be asked: a deal of the CRM, a contact.
type Listed struct {
	Class string // its class of the dimension looked at, "" not recorded
	Heard bool   // somebody of it was interviewed
}

// Coverage is how much of one class of the list was heard.
type Coverage struct {
	Key    string // "" not recorded
	Listed int
	Heard  int
	// OfList and OfHeard are the class's part of the list and of those heard, 0 to 1: where they differ, the interviews
	// do not look like the list.
	OfList, OfHeard float64
	// Compared is how much larger a part of this class was heard than of the rest; exploring, adjusted over the classes.
	Compared Comparison
}

// Value is the part of the class that was heard, 0 to 1.
func (c Coverage) Value() float64 { return share(c.Heard, c.Listed) }

// CoverageOf is who of a list was heard, by class, in the order of order and then by name; not recorded last. Unit: the
// list's entries, which are deals or contacts, not interviews.
//
// The parts are facts about the list and have no interval. Compared asks something else: whether being heard goes with
// the class, by Fisher's exact test of heard and not heard against this class and the rest, with Newcombe's interval of
// the difference and Benjamini and Hochberg's correction over the classes. Under MinCompareBase entries on a side it
// says too few. A list of one class has no rest: too few. An empty list gives nothing.
func CoverageOf(list []Listed, order []string) []Coverage {
	at, heard := map[string]int{}, 0
	var r []Coverage
	for _, e := range list {
		i, ok := at[e.Class]
		if !ok {
			i, at[e.Class] = len(r), len(r)
			r = append(r, Coverage{Key: e.Class})
		}
		r[i].Listed++
		if e.Heard {
			r[i].Heard++
			heard++
		}
	}
	slices.SortStableFunc(r, func(a, b Coverage) int {
		if d := placeIn(order, a.Key) - placeIn(order, b.Key); d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.Key), strings.ToLower(b.Key))
	})
	counts := make([]Counts, len(r))
	for i := range r {
		r[i].OfList, r[i].OfHeard = share(r[i].Listed, len(list)), share(r[i].Heard, heard)
		counts[i] = Counts{r[i].Heard, r[i].Listed, heard - r[i].Heard, len(list) - r[i].Listed}
	}
	for i, c := range Explore(counts) {
		r[i].Compared = c
	}
	return r
}

// placeIn is where a key stands in an order: behind it when it is not in it, and last when it is "".
func placeIn(order []string, key string) int {
	if key == "" {
		return len(order) + 1
	}
	if i := slices.Index(order, key); i >= 0 {
		return i
	}
	return len(order)
}
