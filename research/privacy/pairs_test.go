package privacy

import (
	"fmt"
	"testing"

	"openloop/research"
)

// pairWorld is two groups of people, each parted into those of a small set and the others: how many of each part have
// neither row, one, the other, both.
type pairWorld [4][4]int

func (w pairWorld) figures() (f [5]int) { // A and B of both groups, and the pair
	for i, p := range w {
		f[i/2*2] += p[1] + p[3]
		f[i/2*2+1] += p[2] + p[3]
		f[4] += p[3]
	}
	return f
}

// inSet is how many of the set have both.
func (w pairWorld) inSet() int { return w[0][3] + w[2][3] }

// splits calls do with every way in which n people have neither, one, the other or both.
func splits(n int, do func([4]int)) {
	for a := range n + 1 {
		for b := range n + 1 - a {
			for c := range n + 1 - a - b {
				do([4]int{n - a - b - c, a, b, c})
			}
		}
	}
}

// A reader who knows how many of each group have either row, who sees a pair's count or that it is withheld, and lists
// every world, never pins a small set; and most counts are shown.
func TestReaderListsWorldsOfPairs(t *testing.T) {
	for _, sizes := range [][4]int{{2, 4, 1, 5}, {4, 2, 0, 7}, {3, 3, 1, 4}} {
		t.Run(fmt.Sprint(sizes), func(t *testing.T) {
			type span struct{ low, high int }
			knows := map[[4]int]map[int]span{} // by the figures of the halves and the pair's count: how many of the set have both
			splits(sizes[0], func(a [4]int) {
				splits(sizes[1], func(b [4]int) {
					splits(sizes[2], func(c [4]int) {
						splits(sizes[3], func(d [4]int) {
							w := pairWorld{a, b, c, d}
							f := w.figures()
							key := [4]int(f[:4])
							if knows[key] == nil {
								knows[key] = map[int]span{}
							}
							s, ok := knows[key][f[4]]
							if !ok {
								s = span{w.inSet(), w.inSet()}
							}
							knows[key][f[4]] = span{min(s.low, w.inSet()), max(s.high, w.inSet())}
						})
					})
				})
			})
			shown, all := 0, 0
			for key, counts := range knows {
				hidden, before := span{-1, -1}, span{len(counts) + 99, 0}
				for _, s := range counts {
					before = span{min(before.low, s.low), max(before.high, s.high)}
				}
				if before.low >= 1 && before.high-before.low < 2 {
					continue // the halves tell it by themselves: those would not show
				}
				for x, s := range counts {
					all++
					if pairShows(sizes, key, x) {
						shown++
						if s.low >= 1 && s.high-s.low < 2 {
							t.Fatalf("with %v, %d have both: of the set %d to %d", key, x, s.low, s.high)
						}
						continue
					}
					if hidden.low < 0 {
						hidden = s
					}
					hidden = span{min(hidden.low, s.low), max(hidden.high, s.high)}
				}
				if hidden.low >= 1 && hidden.high-hidden.low < 2 {
					t.Fatalf("with %v, withheld: of the set %d to %d have both", key, hidden.low, hidden.high)
				}
			}
			t.Logf("%d of %d counts show", shown, all)
			if 3*shown < all {
				t.Errorf("%d of %d counts show only", shown, all)
			}
		})
	}
}

// pairShows asks the rule about people of whom so many have either row and so many both.
func pairShows(sizes [4]int, figures [4]int, x int) bool {
	n := sizes[0] + sizes[1] + sizes[2] + sizes[3]
	groups := [2]research.Bits{research.NewBits(n), research.NewBits(n)}
	set := research.NewBits(n)
	f := Frame{Interviews: n}
	at := 0
	for i, size := range sizes {
		for range size {
			groups[i/2].Set(at)
			if i%2 == 0 {
				set.Set(at)
			}
			f.Organisation = append(f.Organisation, at)
			at++
		}
	}
	f.Named = []research.Bits{set}
	a, b, both := research.NewBits(n), research.NewBits(n), research.NewBits(n)
	for g := range 2 { // as many with both as go into this group, and the rest into the other
		here := min(figures[2*g], figures[2*g+1])
		other := 1 - g
		least := max(0, figures[2*other]+figures[2*other+1]-groups[other].Count())
		if g == 0 {
			here = min(here, x-least)
			x -= here
		} else {
			here = x
		}
		i := 0
		groups[g].Each(func(p int) {
			switch {
			case i < here:
				a.Set(p)
				b.Set(p)
				both.Set(p)
			case i < figures[2*g]:
				a.Set(p)
			case i < figures[2*g]+figures[2*g+1]-here:
				b.Set(p)
			}
			i++
		})
	}
	seen := []Group{{Key: "all", Members: groups[0].Or(groups[1]), Now: true, Rows: map[string]int{"a": figures[0] + figures[2], "b": figures[1] + figures[3]}}}
	for g := range 2 {
		seen = append(seen, Group{Key: fmt.Sprint("g=", g), Members: groups[g], Now: true, Rows: map[string]int{"a": figures[2*g], "b": figures[2*g+1]}})
	}
	t := Rule{K: 5, MinOrganisations: 3}.Pairs(f, Group{Key: "all", Members: seen[0].Members}, []Pair{{Row: Row{Key: "a&b", Has: both}, A: Half{Row: Row{Key: "a", Has: a}}, B: Half{Row: Row{Key: "b", Has: b}}}}, seen)
	return t.Rows[0].Total.Shown
}
