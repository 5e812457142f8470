package analysis

import (
	"math"
	"math/rand/v2"
	"testing"
)

// The counts are exactly where the verdict turns.
func TestSmallestChangeTurnsTheVerdict(t *testing.T) {
	for _, c := range []struct{ x, n, next int }{{7, 12, 12}, {7, 12, 30}, {3, 20, 20}, {30, 60, 60}, {0, 10, 10}, {10, 10, 10}} {
		rise, fall := SmallestChange(c.x, c.n, c.next)
		for count := range c.next + 1 {
			v := Compare(count, c.next, c.x, c.n).Verdict
			if (v == ClearlyMore) != (rise.Possible && count >= rise.Count) || (v == ClearlyLess) != (fall.Possible && count <= fall.Count) {
				t.Fatalf("%d of %d, then %d of %d is %q; rise %+v, fall %+v", c.x, c.n, count, c.next, v, rise, fall)
			}
		}
	}
}

// Drawn at random, four in five rounds with the share found reach the count.
func TestSmallestChangePower(t *testing.T) {
	random := rand.New(rand.NewPCG(1, 3))
	rise, fall := SmallestChange(12, 30, 25)
	rose, fell := 0, 0
	const rounds = 20_000
	for range rounds {
		up, down := 0, 0
		for range 25 {
			if random.Float64() < rise.Share {
				up++
			}
			if random.Float64() < fall.Share {
				down++
			}
		}
		if up >= rise.Count {
			rose++
		}
		if down <= fall.Count {
			fell++
		}
	}
	if r, f := float64(rose)/rounds, float64(fell)/rounds; math.Abs(r-power) > 0.015 || math.Abs(f-power) > 0.015 {
		t.Errorf("rises show in %.3f, falls in %.3f of the rounds", r, f)
	}
}

func TestSmallestChangeEdges(t *testing.T) {
	if rise, fall := SmallestChange(3, 4, 30); rise.Possible || fall.Possible {
		t.Error("a base of four shows something")
	}
	if rise, _ := SmallestChange(10, 10, 10); rise.Possible {
		t.Error("more than all")
	}
	small, _ := SmallestChange(5, 20, 20)
	large, _ := SmallestChange(50, 200, 200)
	if !(large.Share < small.Share) {
		t.Errorf("ten times the base detects %.2f, the small one %.2f", large.Share, small.Share)
	}
}
