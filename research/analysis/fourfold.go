package analysis

import "math"

// Fisher is the two-sided p-value of Fisher's exact test of the table
//
//	a  b
//	c  d
//
// the probability, with all margins fixed, of the tables that are no more likely than this one.
// Source: Fisher 1935; two-sided as in R's fisher.test, whose relative tolerance of 1e-7 for ties it keeps.
// A table with an empty margin says nothing: 1.
func Fisher(a, b, c, d int) float64 {
	row, col, n := a+b, a+c, a+b+c+d
	low, high := max(0, row+col-n), min(row, col)
	if low == high {
		return 1
	}
	at := func(x int) float64 {
		return math.Exp(choose(row, x) + choose(n-row, col-x) - choose(n, col))
	}
	limit, p := at(a)*(1+1e-7), 0.0
	for x := low; x <= high; x++ {
		if q := at(x); q <= limit {
			p += q
		}
	}
	return math.Min(1, p)
}

// McNemarExact is the two-sided exact conditional p-value for pairs: b said only the first, c only the
// second. 2·P(X ≤ min(b,c)) for X binomial with b+c trials of ½, at most 1.
// Source: Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13 (2013) 91.
func McNemarExact(b, c int) float64 {
	p := 0.0
	for x := range min(b, c) + 1 {
		p += coin(x, b+c)
	}
	return math.Min(1, 2*p)
}

// McNemarMidP is McNemarExact less the probability of the observed split: the test that the same
// source recommends for the sizes of a study. Without differing pairs it is 1.
func McNemarMidP(b, c int) float64 {
	p := 0.0
	for x := range min(b, c) {
		p += coin(x, b+c)
	}
	return math.Min(1, 2*p+coin(min(b, c), b+c))
}

// McNemar is the asymptotic test of pairs without correction: X² = (b-c)²/(b+c) with one degree of
// freedom, and its p-value. Source: McNemar 1947. Without differing pairs: 0 and 1.
func McNemar(b, c int) (x2, p float64) { return mcnemar(b, c, 0) }

// McNemarCorrected is McNemar with Edwards' continuity correction: X² = (|b-c|-1)²/(b+c).
func McNemarCorrected(b, c int) (x2, p float64) { return mcnemar(b, c, 1) }

func mcnemar(b, c int, correction float64) (x2, p float64) {
	if b+c == 0 {
		return 0, 1
	}
	gap := math.Max(0, math.Abs(float64(b-c))-correction)
	x2 = gap * gap / float64(b+c)
	return x2, math.Erfc(math.Sqrt(x2 / 2))
}

// choose is the logarithm of the number of ways to choose k of n.
func choose(n, k int) float64 {
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// coin is the probability of x heads in n throws of a fair coin.
func coin(x, n int) float64 { return math.Exp(choose(n, x) - float64(n)*math.Ln2) }
