package privacy

// steps are those from one place in a tree of words to the next: an open hash table. A word counts by the 64
// bits of its hash, which are as good as the word.
type steps struct {
	slots []step
	n     int
}

// step leads from one place to another with a word. No step leads to 0.
type step struct {
	word     uint64
	from, to int32
}

// newSteps has room for about n steps.
func newSteps(n int) steps {
	size := 64
	for size < 2*n {
		size *= 2
	}
	return steps{slots: make([]step, size)}
}

// slot is where the step is or would be.
func (s *steps) slot(from int32, word uint64) int {
	mask := len(s.slots) - 1
	i := int((word^word>>29)+uint64(from)*0x9E3779B97F4A7C15>>17) & mask
	for s.slots[i].to != 0 && (s.slots[i].word != word || s.slots[i].from != from) {
		i = (i + 1) & mask
	}
	return i
}

// next is where a word leads to from a place, or 0.
func (s *steps) next(from int32, word uint64) int32 { return s.slots[s.slot(from, word)].to }

// put is next, and leads to a new place where there was none.
func (s *steps) put(from int32, word uint64, new int32) int32 {
	at := &s.slots[s.slot(from, word)]
	if at.to != 0 {
		return at.to
	}
	*at = step{word, from, new}
	if s.n++; 3*s.n > 2*len(s.slots) {
		s.grow()
	}
	return new
}

// grow doubles the room.
func (s *steps) grow() {
	old := s.slots
	s.slots = make([]step, 2*len(old))
	for _, e := range old {
		if e.to != 0 {
			s.slots[s.slot(e.from, e.word)] = e
		}
	}
}
