package analysis

import (
	"math/bits"

	"openloop/research"
)

// tally counts, per interview, how often something was said there. Most counts are 0 or 1: a set holds who
// said it at all, and what is counted beyond once stands upright, plane k holding bit k of every interview's
// count less one. So a tally of ten thousand interviews takes a kilobyte or two, and counting within a group
// is a walk over words. add and remove are exact inverses.
type tally struct {
	has    research.Bits
	planes []research.Bits
}

// add counts one more in interview i of n.
func (t *tally) add(i, n int) {
	if t.has == nil {
		t.has = research.NewBits(n)
	}
	word, bit := i>>6, uint64(1)<<(i&63)
	if t.has[word]&bit == 0 {
		t.has[word] |= bit
		return
	}
	for _, p := range t.planes {
		p[word] ^= bit
		if p[word]&bit != 0 {
			return
		}
	}
	p := research.NewBits(n)
	p[word] = bit
	t.planes = append(t.planes, p)
}

// remove counts one less in interview i, whose count must be above 0.
func (t *tally) remove(i int) {
	word, bit := i>>6, uint64(1)<<(i&63)
	for k, p := range t.planes {
		if p[word]&bit == 0 {
			continue
		}
		for _, lower := range t.planes[:k+1] { // borrow: 1000 becomes 0111
			lower[word] ^= bit
		}
		return
	}
	t.has[word] &^= bit
}

// interviews is how many interviews within the group have it.
func (t *tally) interviews(within research.Bits) int { return t.has.CountAnd(within) }

// mentions is the sum of the counts within the group.
func (t *tally) mentions(within research.Bits) int {
	n := t.has.CountAnd(within)
	for k, p := range t.planes {
		n += p.CountAnd(within) << k
	}
	return n
}

// total is the sum of all counts.
func (t *tally) total() int {
	n := t.has.Count()
	for k, p := range t.planes {
		n += p.Count() << k
	}
	return n
}

// copyOf is the tally's interviews in a set of its own with room for n.
func (t *tally) copyOf(n int) research.Bits {
	r := research.NewBits(n)
	copy(r, t.has)
	return r
}

// partition is separate classes laid out for counting all of them in one walk.
type partition struct {
	classes int
	class   []uint16 // of each interview
	masks   []uint64 // word × class
	all     research.Bits
}

// newPartition lays out classes that do not overlap, of n interviews.
func newPartition(classes []Class, n int) *partition {
	p := &partition{classes: len(classes), class: make([]uint16, n), all: research.NewBits(n)}
	p.masks = make([]uint64, len(p.all)*len(classes))
	for c := range classes {
		for w, word := range classes[c].Members {
			p.masks[w*len(classes)+c] = word
			p.all[w] |= word
		}
		classes[c].Members.Each(func(i int) { p.class[i] = uint16(c) })
	}
	return p
}

// count adds weight to into for every interview of the set, by its class.
func (p *partition) count(set research.Bits, into []int, weight int) {
	for i, w := range set {
		w &= p.all[i]
		if w == 0 {
			continue
		}
		if bits.OnesCount64(w) <= 2 { // cheaper than asking every class
			for ; w != 0; w &= w - 1 {
				into[p.class[i<<6+bits.TrailingZeros64(w)]] += weight
			}
			continue
		}
		for c, mask := range p.masks[i*p.classes : (i+1)*p.classes] {
			into[c] += bits.OnesCount64(w&mask) * weight
		}
	}
}
