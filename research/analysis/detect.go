package analysis

import (
	"math"
	"sort"
)

// power is the chance with which a change that can be detected would be.
const power = 0.8

// Detectable is the smallest change that a next round of interviews could show in one direction.
type Detectable struct {
	Possible bool    // false when even none, or all, would be too close to call
	Count    int     // interviews of the next round from which on Compare calls it clear
	Share    float64 // the true share, 0 to 1, at which that happens four times in five
}

// SmallestChange says, before a gain is tested, what the next round of interviews could show when x of n
// said it so far: the smallest rise and the smallest fall. Count is where Compare turns; Share is the true
// share p at which a binomial count of next interviews with p gets there with 80% probability. A side under
// MinCompareBase can show nothing.
func SmallestChange(x, n, next int) (rise, fall Detectable) {
	if min(n, next) < MinCompareBase {
		return rise, fall
	}
	if c := sort.Search(next+1, func(c int) bool { return Compare(c, next, x, n).Verdict == ClearlyMore }); c <= next {
		rise = Detectable{true, c, shareReaching(c, next)}
	}
	// A fall of those who said it is a rise of those who did not.
	if c := sort.Search(next+1, func(c int) bool { return Compare(c, next, n-x, n).Verdict == ClearlyMore }); c <= next {
		fall = Detectable{true, next - c, 1 - shareReaching(c, next)}
	}
	return rise, fall
}

// shareReaching is the smallest true share with which at least c of n say it with 80% probability.
func shareReaching(c, n int) float64 {
	low, high := 0.0, 1.0
	for range 50 { // to the last digit of a float64
		if p := (low + high) / 2; atLeast(c, n, p) >= power {
			high = p
		} else {
			low = p
		}
	}
	return high
}

// atLeast is the probability of c or more of n with true share p.
func atLeast(c, n int, p float64) float64 {
	if c <= 0 || p >= 1 {
		return 1
	}
	sum := 0.0
	for k := c; k <= n; k++ {
		sum += math.Exp(choose(n, k) + float64(k)*math.Log(p) + float64(n-k)*math.Log1p(-p))
	}
	return sum
}
