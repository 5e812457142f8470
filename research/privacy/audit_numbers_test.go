package privacy

import "testing"

// What narrowing cannot settle is tried, and what contradicts itself is impossible.
func TestWholeNumbers(t *testing.T) {
	for _, c := range []struct {
		name string
		sums [][4]int // of numbers 0 and 1, 1 and 2, 0 and 2, and of all
		want verdict
	}{
		{"two of three pairs", [][4]int{{1, 1, 2, 2}}, possible},
		{"an odd circle", [][4]int{{1, 1, 1, -1}}, impossible},
		{"too many", [][4]int{{2, 2, 2, 4}}, impossible},
	} {
		for _, e := range c.sums {
			s := &numbers{steps: 10_000}
			for range 3 {
				s.number(1, 0)
			}
			for i, pair := range [][]int{{0, 1}, {1, 2}, {0, 2}} {
				s.sum(e[i], e[i], pair, nil)
			}
			if e[3] >= 0 {
				s.sum(e[3], e[3], []int{0, 1, 2}, nil)
			}
			if got := s.solve(); got != c.want {
				t.Errorf("%s: %d, want %d", c.name, got, c.want)
			} else if got == possible && s.low[0]+s.low[1] != e[0] {
				t.Errorf("%s: %v is no solution", c.name, s.low)
			}
		}
	}
}

// What is taken away counts against the sum, and what is not solved in time is given up.
func TestWholeNumbersGivenUp(t *testing.T) {
	s := &numbers{steps: 3}
	var all []int
	for range 30 {
		all = append(all, s.number(1, 0))
	}
	s.sum(15, 15, all, nil)
	if got := s.solve(); got != givenUp {
		t.Errorf("%d within three steps", got)
	}
	s = &numbers{steps: 1000}
	whole, part := s.number(9, 0), s.number(9, 4)
	s.sum(3, unbounded, []int{whole}, []int{part})
	if got := s.solve(); got != possible || s.low[whole]-s.low[part] < 3 {
		t.Errorf("%d: %v", got, s.low)
	}
}
