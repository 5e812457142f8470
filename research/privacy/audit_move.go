package privacy

import "slices"

// empties looks for a world without any interview of the set that can be reached from the true one by moves that
// no figure notices: one fewer in two atoms, one more in two others that lie in the same known groups, counted
// together. Most small sets of large studies are settled this way; it says nothing when it fails. Whoever knows
// their own answer is left out of the world.
func (s *search) empties(set smallSet, who participant) (world *moves, ok bool) {
	if len(s.known) > 64 {
		return nil, false
	}
	w := s.moves()
	if who.atom >= 0 {
		w.y[who.atom] -= who.own
		w.room[who.atom]--
	}
	for _, p := range set.parts {
		if p.atom >= 0 {
			w.room[p.atom] -= p.n
		}
	}
	for _, p := range set.parts {
		for p.atom >= 0 && w.y[p.atom] > w.room[p.atom] {
			if !w.lower(p.atom) {
				return nil, false
			}
		}
	}
	return w, true
}

// moves is a world that is being changed: how many each atom has and how many it has room for. Its last
// atom stands for the interviews that no figure is about; it gives and takes without end.
type moves struct {
	y, room []int
	mask    []uint64         // the known groups that each atom lies in, one bit each
	by      map[uint64][]int // atoms by mask
	steps   *int
}

func (s *search) moves() *moves {
	n := len(s.y)
	w := &moves{y: append(append([]int(nil), s.y...), n), room: append(append([]int(nil), s.audit.sizes...), 2*n), steps: &s.steps}
	w.mask, w.by = s.masks()
	return w
}

// masks is worked out once a row.
func (s *search) masks() ([]uint64, map[uint64][]int) {
	if s.mask != nil {
		return s.mask, s.byMask
	}
	if c := &s.audit.masked; c.mask != nil && slices.Equal(c.known, s.known) { // most rows show the same groups
		s.mask, s.byMask = c.mask, c.byMask
		return s.mask, s.byMask
	}
	s.mask, s.byMask = make([]uint64, len(s.y)+1), map[uint64][]int{}
	defer func() { s.audit.masked = search{known: s.known, mask: s.mask, byMask: s.byMask} }()
	for bit, g := range s.known {
		for _, atom := range s.audit.known[g].atoms {
			s.mask[atom] |= 1 << bit
		}
	}
	for atom, m := range s.mask {
		s.byMask[m] = append(s.byMask[m], atom)
	}
	return s.mask, s.byMask
}

// lower takes one from atom a, and from another, and gives one to two that lie in the same groups.
func (w *moves) lower(a int) bool {
	free := len(w.y) - 1
	for d := free; d >= 0; d-- {
		if d == a || w.y[d] == 0 {
			continue
		}
		both, either := w.mask[a]&w.mask[d], w.mask[a]|w.mask[d]
		for b := range w.y {
			if b == a || b == d && d != free || both&^w.mask[b] != 0 || w.mask[b]&^either != 0 || w.y[b] >= w.room[b] {
				continue
			}
			c, ok := w.withRoom(both|(either&^both)&^w.mask[b], a, b, d)
			if !ok {
				continue
			}
			w.y[a]--
			w.y[d]--
			w.y[b]++
			w.y[c]++
			w.y[free] = free
			return true
		}
		if *w.steps -= len(w.y); *w.steps < 0 {
			return false
		}
	}
	return false
}

// withRoom is an atom with that mask which can take one more and is none of the others.
func (w *moves) withRoom(mask uint64, a, b, d int) (int, bool) {
	free := len(w.y) - 1
	for _, c := range w.by[mask] {
		if c == free || c != a && c != b && c != d && w.y[c] < w.room[c] {
			return c, true
		}
	}
	return 0, false
}
