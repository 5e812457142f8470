package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// plainFisher adds up every table that is no more likely than the one at hand, each by itself.
func plainFisher(a, b, c, d int) float64 {
	row, col, n := a+b, a+c, a+b+c+d
	at := func(x int) float64 { return math.Exp(choose(row, x) + choose(n-row, col-x) - choose(n, col)) }
	limit, p := at(a)*(1+1e-7), 0.0
	for x := max(0, row+col-n); x <= min(row, col); x++ {
		if q := at(x); q <= limit {
			p += q
		}
	}
	return math.Min(1, p)
}

// plainCoins is the probability of at most x heads, each number of heads by itself.
func plainCoins(x, n int) (p float64) {
	for k := range x + 1 {
		p += coin(k, n)
	}
	return p
}

// equalChance says whether two probabilities are the same to eight digits; those that no page could print count as nothing.
func equalChance(a, b float64) bool {
	return math.Abs(a-b) <= 1e-8*math.Max(a, b) || math.Max(a, b) < 1e-250
}

// The sum by fractions is the sum table by table: every small table, and large ones at random, lopsided ones among them.
func TestFisherAgainstEveryTable(t *testing.T) {
	for a := range 9 {
		for b := range 9 {
			for c := range 9 {
				for d := range 9 {
					if got, want := Fisher(a, b, c, d), plainFisher(a, b, c, d); !equalChance(got, want) {
						t.Fatalf("%d %d %d %d: %g, table by table %g", a, b, c, d, got, want)
					}
				}
			}
		}
	}
	random := rand.New(rand.NewPCG(41, 1))
	size := func() int { return random.IntN([]int{5, 60, 900, 6000}[random.IntN(4)]) }
	for range 3000 {
		a, b, c, d := size(), size(), size(), size()
		got, want := Fisher(a, b, c, d), plainFisher(a, b, c, d)
		if !equalChance(got, want) {
			t.Fatalf("%d %d %d %d: %g, table by table %g", a, b, c, d, got, want)
		}
		if turned := Fisher(b, a, d, c); !equalChance(got, turned) {
			t.Fatalf("%d %d %d %d: %g, with its columns changed %g", a, b, c, d, got, turned)
		}
	}
}

func TestMcNemarAgainstEveryThrow(t *testing.T) {
	random := rand.New(rand.NewPCG(42, 1))
	for range 2000 {
		b, c := random.IntN(40), random.IntN(40)
		if random.IntN(2) == 0 {
			b, c = random.IntN(5000), random.IntN(5000)
		}
		low, n := min(b, c), b+c
		if got, want := McNemarExact(b, c), math.Min(1, 2*plainCoins(low, n)); !equalChance(got, want) {
			t.Fatalf("%d against %d: exact %g, throw by throw %g", b, c, got, want)
		}
		if got, want := McNemarMidP(b, c), math.Min(1, 2*plainCoins(low-1, n)+coin(low, n)); !equalChance(got, want) {
			t.Fatalf("%d against %d: mid-p %g, throw by throw %g", b, c, got, want)
		}
	}
}
