package analysis

import "math"

// z95 is the 97.5% point of the standard normal distribution: two-sided 95%.
const z95 = 1.959963984540054

// Interval is a range from Low to High, both included. Of a share it lies within 0 and 1, of a
// difference of shares within -1 and 1.
type Interval struct{ Low, High float64 }

// Contains says whether v lies in the interval.
func (i Interval) Contains(v float64) bool { return i.Low <= v && v <= i.High }

// Width is how wide the interval is.
func (i Interval) Width() float64 { return i.High - i.Low }

// Wilson is the 95% score interval, without continuity correction, of the share of x in n.
//
// Source: Wilson 1927; method 3 of Newcombe, Statistics in Medicine 17 (1998) 857-872. It keeps its
// coverage at the bases of a win-loss study, where the textbook p ± 1.96 se leaves 0 to 1 and is empty at 0.
func Wilson(x, n int) Interval { return WilsonZ(x, n, z95) }

// WilsonZ is Wilson's interval for another z, such as 1.645 for 90%. With p = x/n it is
//
//	(p + z²/2n ± z √(p(1-p)/n + z²/4n²)) / (1 + z²/n)
//
// Without a base nothing is known: 0 to 1. An x outside 0 to n is taken to the nearer end.
func WilsonZ(x, n int, z float64) Interval {
	if n <= 0 {
		return Interval{0, 1}
	}
	x = min(max(x, 0), n)
	p, m := share(x, n), float64(n)
	zz := z * z / m
	middle := (p + zz/2) / (1 + zz)
	half := z * math.Sqrt(p*(1-p)/m+zz/(4*m)) / (1 + zz)
	r := Interval{math.Max(0, middle-half), math.Min(1, middle+half)}
	if x == 0 {
		r.Low = 0 // exactly, whatever the rounding
	}
	if x == n {
		r.High = 1
	}
	return r
}

// share is x/n, or 0 without a base.
func share(x, n int) float64 {
	if n <= 0 {
		return 0
	}
	return float64(x) / float64(n)
}
