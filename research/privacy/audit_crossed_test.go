package privacy

import (
	"fmt"
	"math/bits"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// crossedStudy is n interviews with two outcomes and a rest, in two waves.
func crossedStudy(r *rand.Rand, n int) (f Frame, byOutcome, byWave Dimension) {
	f = Frame{Interviews: n, Named: nil}
	classes := map[string]*Group{}
	for _, key := range []string{"won", "lost", "w1", "w2"} {
		classes[key] = &Group{Key: key, Name: key, Members: research.NewBits(n)}
	}
	for i := range n {
		f.Organisation, f.Owner = append(f.Organisation, r.IntN(n)), append(f.Owner, -1)
		classes[[]string{"won", "lost"}[r.IntN(2)]].Members.Set(i)
		classes[[]string{"w1", "w2"}[min(1, r.IntN(5)/2)]].Members.Set(i)
	}
	byOutcome = Dimension{Key: "outcome", Classes: []Group{*classes["won"], *classes["lost"]}, Merge: [][]string{{}}}
	byWave = Dimension{Key: "wave", Classes: []Group{*classes["w1"], *classes["w2"]}, Merge: [][]string{{}}}
	return f, byOutcome, byWave
}

// The bounds of a set for every figure of the column are those over all worlds.
func TestCrossedBoundsAreThoseOfAllWorlds(t *testing.T) {
	for seed := range uint64(300) {
		r := rand.New(rand.NewPCG(seed, 5))
		c := &crossed{k: 3}
		var cell []int // of each interview: block and column
		for b := range 1 + r.IntN(3) {
			c.n = append(c.n, [2]int{r.IntN(4), r.IntN(4)})
			for col, n := range c.n[b] {
				for range n {
					cell = append(cell, 2*b+col)
				}
			}
		}
		n := len(cell)
		truth := uint64(r.IntN(1 << n))
		of := func(world uint64) (x []int, w int) {
			x = make([]int, len(c.n))
			for i, at := range cell {
				if world>>i&1 == 1 {
					x[at/2]++
					w += 1 - at%2
				}
			}
			return x, w
		}
		c.x, _ = of(truth)
		set, in := uint64(r.IntN(1<<n)), make([][2]int, len(c.n))
		for i, at := range cell {
			if set>>i&1 == 1 {
				in[at/2][at%2]++
			}
		}
		low, high := map[int]int{}, map[int]int{}
		for world := range uint64(1) << n {
			x, w := of(world)
			if fmt.Sprint(x) != fmt.Sprint(c.x) {
				continue
			}
			held := bits.OnesCount64(world & set)
			if _, ok := low[w]; !ok {
				low[w], high[w] = held, held
			}
			low[w], high[w] = min(low[w], held), max(high[w], held)
		}
		b := c.bounds(in, 0)
		from, to := c.span()
		if len(low) != to-from+1 {
			t.Fatalf("seed %d: %d figures of the column, %d to %d expected", seed, len(low), from, to)
		}
		for w := range low {
			if l, h := b.at(w); l != low[w] || h != high[w] {
				t.Fatalf("seed %d: %v with %v, set %v, column %d: %d to %d, in all worlds %d to %d", seed, c.n, c.x, in, w, l, h, low[w], high[w])
			}
		}
	}
}

// A reader who knows the rule and has a row by outcome and by wave, or finds one of them withheld, pins nobody: every
// world of small studies is listed, those that print the same are compared.
func TestReaderOfTwoSplitsListsWorlds(t *testing.T) {
	pins, without, shown, studies := 0, 0, 0, 0
	for seed := range uint64(48) {
		r := rand.New(rand.NewPCG(seed, 9))
		n := 8 + r.IntN(4)
		f, byOutcome, byWave := crossedStudy(r, n)
		for _, d := range []Dimension{byOutcome, byWave} {
			for _, c := range d.Classes {
				f.Named = append(f.Named, c.Members)
			}
		}
		if g, _ := (Rule{K: 3}).Merge(f, byWave); len(g) < 2 {
			continue
		}
		if g, _ := (Rule{K: 3}).Merge(f, byOutcome); len(g) < 2 {
			continue
		}
		studies++
		p, s := readTwoSplits(Rule{K: 3}, f, byOutcome, byWave)
		q, _ := readTwoSplits(Rule{K: 3}.WithoutAudit(), f, byOutcome, byWave)
		pins, shown = pins+len(p), shown+s
		if len(p) > 0 {
			t.Errorf("seed %d, %d interviews: %d pins: %s", seed, n, len(p), p[0])
		}
		if len(q) > 0 {
			without++
		}
	}
	t.Logf("%d studies: %d pins, %d worlds show their waves; without the audit the reader wins in %d", studies, pins, shown, without)
	if studies < 20 || shown == 0 || without < studies/2 {
		t.Errorf("%d studies, %d worlds show their waves, without the audit the reader wins in %d: the test says little", studies, shown, without)
	}
}

// readTwoSplits prints every world by outcome and by wave and says what those that look alike have in common.
func readTwoSplits(rule Rule, f Frame, byOutcome, byWave Dimension) (pins []string, shown int) {
	n := f.Interviews
	apart, _ := rule.Merge(f, byWave)
	for i := range apart {
		apart[i].Now, apart[i].Rows = true, map[string]int{}
	}
	looks := map[string][]uint64{}
	var last Table
	for world := range uint64(1) << n {
		row := Row{Key: "x", Has: research.Bits{world}}
		a := rule.Disclose(f, byOutcome, []Row{row}, apart)
		look := printed(a.Rows[0].Total) + printed(a.Rows[0].Cells...)
		whole := a.Rows[0].Total.Shown
		for _, c := range a.Rows[0].Cells {
			whole = whole && c.Shown
		}
		if whole {
			b := rule.Disclose(f, byWave, []Row{row}, a.Released())
			look += printed(b.Rows[0].Cells...)
			for _, c := range b.Rows[0].Cells {
				if c.Shown {
					shown++
				}
			}
		}
		looks[look], last = append(looks[look], world), a
	}
	for name, s := range protected(f, rule.k(), byOutcome, last, apart) {
		for look, worlds := range looks {
			low, high := n, 0
			for _, w := range worlds {
				x := s.CountAnd(research.Bits{w})
				low, high = min(low, x), max(high, x)
			}
			if low >= 1 && high-low < 2 {
				pins = append(pins, fmt.Sprintf("%s (%d) holds %d to %d in %d worlds that print %s", name, s.Count(), low, high, len(worlds), look))
			}
		}
	}
	return pins, shown
}

// printed is cells as packs print them: that all said it is no reason to give.
func printed(cells ...Cell) (s string) {
	for _, c := range cells {
		s += fmt.Sprint(c.X, " of ", c.N, " ", c.Shown, "|")
	}
	return s
}

// An audit is asked about the same interviews with a block that nobody is in and without it.
func TestEmptyBlocksAreNotMistaken(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 9))
	f, byOutcome, byWave := crossedStudy(r, 30)
	total := byOutcome.total(f)
	a := newAudit(f, 3, total, byWave.Classes, nil, []Group{{Key: "outcome=won", Members: byOutcome.Classes[0].Members, Now: true}})
	y := make([]int, len(a.sizes))
	for _, known := range [][]int{{0}, {1, 2}, {0, 1, 2}, {1, 2}} {
		b, ok := a.partition(known, y)
		if !ok {
			t.Fatal(known)
		}
		for _, s := range a.spreads(b) {
			if len(s.in) != len(b.n) {
				t.Fatalf("%v: %d blocks, sets of %d", known, len(b.n), len(s.in))
			}
		}
		b.pass(a)
	}
}
