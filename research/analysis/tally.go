package analysis

import "openloop/research"

// tally counts, per interview, how often something was said there, upright: plane k holds bit k of every
// interview's count. Most counts are 0 or 1, so a tally of ten thousand interviews takes a few kilobytes,
// and counting within a group is a walk over words. add and remove are exact inverses.
type tally struct {
	has    research.Bits // count above 0
	planes []research.Bits
}

// add counts one more in interview i of n.
func (t *tally) add(i, n int) {
	if t.has == nil {
		t.has = research.NewBits(n)
	}
	t.has.Set(i)
	for k := 0; ; k++ {
		if k == len(t.planes) {
			t.planes = append(t.planes, research.NewBits(n))
		}
		if !t.planes[k].Has(i) {
			t.planes[k].Set(i)
			return
		}
		t.planes[k].Clear(i) // carry
	}
}

// remove counts one less in interview i, whose count must be above 0.
func (t *tally) remove(i int) {
	for k := range t.planes {
		if t.planes[k].Has(i) {
			t.planes[k].Clear(i)
			break
		}
		t.planes[k].Set(i) // borrow
	}
	for k := range t.planes {
		if t.planes[k].Has(i) {
			return
		}
	}
	t.has.Clear(i)
}

// interviews is how many interviews within the group have it.
func (t *tally) interviews(within research.Bits) int { return t.has.CountAnd(within) }

// mentions is the sum of the counts within the group.
func (t *tally) mentions(within research.Bits) int {
	n := 0
	for k := range t.planes {
		n += t.planes[k].CountAnd(within) << k
	}
	return n
}

// total is the sum of all counts.
func (t *tally) total() int {
	n := 0
	for k := range t.planes {
		n += t.planes[k].Count() << k
	}
	return n
}

// copyOf is the tally's interviews in a set of its own with room for n.
func (t *tally) copyOf(n int) research.Bits {
	r := research.NewBits(n)
	copy(r, t.has)
	return r
}
