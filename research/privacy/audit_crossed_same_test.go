package privacy

import (
	"maps"
	"math/rand/v2"
	"testing"
)

// knowingOne is a set's bounds for a reader who was interviewed, and what that takes from the column's figure.
type knowingOne struct {
	crossedBounds
	own int
}

// oneByOne is which figures of the column tell too much, every figure held against every set and every reader in turn.
func (c *crossed) oneByOne(low, high int, bounds []crossedBounds) map[int]bool {
	from, to := 1, 0
	if high-low > crossedFew {
		from, to = c.harmless()
	}
	var people []knowingOne
	for b, n := range c.n {
		for col := range 2 {
			for own := range 2 {
				x := c.x[b] - own
				if n[col] == 0 || x < 0 || x > n[0]+n[1]-1 {
					continue
				}
				less := *c
				less.n, less.x = append([][2]int(nil), c.n...), append([]int(nil), c.x...)
				less.n[b][col]--
				less.x[b] = x
				for _, s := range c.sets {
					if s.people && n[col] > s.in[b][col] {
						people = append(people, knowingOne{less.bounds(s.in, s.elsewhere), own * (1 - col)})
					}
					if s.people && s.in[b][col] > 0 {
						in := append([][2]int(nil), s.in...)
						in[b][col]--
						people = append(people, knowingOne{less.bounds(in, s.elsewhere), own * (1 - col)})
					}
				}
			}
		}
	}
	in, out := c.column()
	gone := map[int]bool{}
	for w := low; w <= high; w++ {
		if w >= from && w <= to {
			w = to
			continue
		}
		tells := w == in && in < 2*c.k || c.total-w == out && out < 2*c.k
		for _, b := range bounds {
			tells = tells || auditTells(b.at(w))
		}
		for _, p := range people {
			v := w - p.own
			tells = tells || v >= p.low && v <= p.high && auditTells(p.at(v))
		}
		if tells {
			gone[w] = true
		}
	}
	return gone
}

// randomCrossing is a row in blocks of few or many interviews, with small sets of people and of others.
func randomCrossing(r *rand.Rand) *crossed {
	c := &crossed{k: 3 + r.IntN(4)}
	size := []int{3, 6, 12, 30, 300}[r.IntN(5)]
	for range 1 + r.IntN(4) {
		n := [2]int{r.IntN(size), r.IntN(size)}
		x := r.IntN(n[0] + n[1] + 1)
		if r.IntN(3) == 0 { // near all
			x = max(0, n[0]+n[1]-r.IntN(4))
		}
		c.n, c.x = append(c.n, n), append(c.x, x)
		c.total += x
	}
	for range r.IntN(30) {
		s := crossedSet{in: make([][2]int, len(c.n)), people: r.IntN(3) > 0}
		for left := 1 + r.IntN(c.k-1); left > 0; left-- {
			b, col := r.IntN(len(c.n)), r.IntN(2)
			switch {
			case s.in[b][col] < c.n[b][col]:
				s.in[b][col]++
			case r.IntN(4) == 0:
				s.elsewhere++
			}
		}
		c.sets = append(c.sets, s)
	}
	c.addCells()
	for _, s := range c.sets {
		c.most = max(c.most, s.size())
	}
	low, high := c.span()
	c.w = low + r.IntN(high-low+1)
	return c
}

// Figures that tell too much are found all at once as they are one by one, and sets that look the same decide nothing more.
func TestCrossedFailsAreThoseFoundOneByOne(t *testing.T) {
	some, all := 0, 0
	for seed := range uint64(6000) {
		c := randomCrossing(rand.New(rand.NewPCG(seed, 71)))
		low, high := c.span()
		bounds := make([]crossedBounds, len(c.sets))
		for i, s := range c.sets {
			bounds[i] = c.bounds(s.in, s.elsewhere)
		}
		want := c.oneByOne(low, high, bounds)
		if got := c.failing(low, high, bounds); !maps.Equal(got, want) {
			t.Fatalf("seed %d: %+v: %v fail, one by one %v", seed, c, got, want)
		}
		once := *c
		if once.sets = kindsOfSets(c.sets); c.withheld() != once.withheld() {
			t.Fatalf("seed %d: sets that look the same change what is withheld: %+v", seed, c)
		}
		some, all = some+len(want), all+high-low+1
	}
	t.Logf("%d of %d figures fail", some, all)
	if some*20 < all || some*20 > 19*all {
		t.Errorf("%d of %d figures fail: that proves little", some, all)
	}
}
