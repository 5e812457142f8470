package session

import (
	"runtime/debug"
	"sync"
)

// sparing has garbage collected more often while something large is taken in: otherwise as much of it would lie about
// as is in use, and a laptop would have to give both.
type sparing struct {
	mu   sync.Mutex
	n    int // who asks for it
	rate int // what it was before
}

// sparingly is how much garbage, in per cent of what is in use, may lie about meanwhile.
const sparingly = 40

// begin has it so until end is called.
func (s *sparing) begin() (end func()) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.n++; s.n == 1 {
		s.rate = debug.SetGCPercent(sparingly)
	}
	return func() {
		s.mu.Lock()
		defer s.mu.Unlock()
		if s.n--; s.n == 0 {
			debug.SetGCPercent(s.rate)
		}
	}
}
