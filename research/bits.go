package research

import "math/bits"

// Bits is a set of small numbers (positions of interviews in a study), one bit each.
type Bits []uint64

// NewBits is an empty set for the numbers 0 to n-1.
func NewBits(n int) Bits { return make(Bits, (n+63)/64) }

// Set adds i, which must be within the set's room.
func (b Bits) Set(i int) { b[i>>6] |= 1 << (i & 63) }

// Clear removes i.
func (b Bits) Clear(i int) { b[i>>6] &^= 1 << (i & 63) }

// Has says whether i is in the set.
func (b Bits) Has(i int) bool { return i>>6 < len(b) && b[i>>6]&(1<<(i&63)) != 0 }

// Count is how many numbers are in the set.
func (b Bits) Count() int {
	n := 0
	for _, w := range b {
		n += bits.OnesCount64(w)
	}
	return n
}

// CountAnd is how many numbers are in both sets.
func (b Bits) CountAnd(o Bits) int {
	n := 0
	for i := range min(len(b), len(o)) {
		n += bits.OnesCount64(b[i] & o[i])
	}
	return n
}

// And is the set of numbers in both.
func (b Bits) And(o Bits) Bits {
	r := make(Bits, len(b))
	for i := range min(len(b), len(o)) {
		r[i] = b[i] & o[i]
	}
	return r
}

// AndNot is the set of numbers in b but not in o.
func (b Bits) AndNot(o Bits) Bits {
	r := append(Bits(nil), b...)
	for i := range min(len(b), len(o)) {
		r[i] &^= o[i]
	}
	return r
}

// Or is the set of numbers in either.
func (b Bits) Or(o Bits) Bits {
	if len(b) < len(o) {
		b, o = o, b
	}
	r := append(Bits(nil), b...)
	for i, w := range o {
		r[i] |= w
	}
	return r
}

// Equal says whether both sets hold the same numbers.
func (b Bits) Equal(o Bits) bool {
	for i := range max(len(b), len(o)) {
		var x, y uint64
		if i < len(b) {
			x = b[i]
		}
		if i < len(o) {
			y = o[i]
		}
		if x != y {
			return false
		}
	}
	return true
}

// Each calls f with every number in the set, in order.
func (b Bits) Each(f func(i int)) {
	for k, w := range b {
		for w != 0 {
			f(k<<6 + bits.TrailingZeros64(w))
			w &= w - 1
		}
	}
}
