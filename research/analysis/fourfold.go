package analysis

import (
	"math"
	"sort"
)

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
	all := choose(n, col)
	at := func(x int) float64 { return choose(row, x) + choose(n-row, col-x) - all } // logarithm
	limit := at(a) + math.Log1p(1e-7)
	mode := min(max((row+1)*(col+1)/(n+2), low), high)
	if at(mode) <= limit {
		return 1
	}
	// Tables grow likelier up to the mode and less likely from there: on either side those that count begin somewhere
	// and go on to the end, each a plain fraction of the one before.
	left := low + sort.Search(mode-low, func(k int) bool { return at(low+k) > limit }) - 1
	right := mode + sort.Search(high-mode+1, func(k int) bool { return at(mode+k) <= limit })
	p := 0.0
	for x, q := left, math.Exp(at(left)); x >= low && q > p*negligible; x-- {
		p += q
		q *= float64(x) * float64(n-row-col+x) / (float64(row-x+1) * float64(col-x+1))
	}
	tail := 0.0
	for x, q := right, math.Exp(at(right)); x <= high && q > tail*negligible; x++ {
		tail += q
		q *= float64(row-x) * float64(col-x) / (float64(x+1) * float64(n-row-col+x+1))
	}
	return math.Min(1, p+tail)
}

// negligible is the part of a sum beneath which further and ever smaller terms no longer change it.
const negligible = 1e-18

// McNemarExact is the two-sided exact conditional p-value for pairs: b said only the first, c only the
// second. 2·P(X ≤ min(b,c)) for X binomial with b+c trials of ½, at most 1. Without differing pairs it is 1.
// Source: Fagerland, Lydersen and Laake, BMC Medical Research Methodology 13 (2013) 91.
func McNemarExact(b, c int) float64 {
	return math.Min(1, 2*coins(min(b, c), b+c))
}

// McNemarMidP is McNemarExact less the probability of the observed split: the test that the same
// source recommends for the sizes of a study. Without differing pairs it is 1.
func McNemarMidP(b, c int) float64 {
	return math.Min(1, 2*coins(min(b, c)-1, b+c)+coin(min(b, c), b+c))
}

// McNemar is the asymptotic test of pairs without correction: X² = (b-c)²/(b+c) with one degree of
// freedom, and its p-value. Source: McNemar 1947. Without differing pairs: 0 and 1.
func McNemar(b, c int) (x2, p float64) { return mcnemar(b, c, 0) }

// McNemarCorrected is McNemar with Edwards' continuity correction: X² = (|b-c|-1)²/(b+c), and 0 where b and c are the
// same. Source: Edwards, Psychometrika 13 (1948) 185-187. Without differing pairs: 0 and 1.
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

// coins is the probability of at most x heads in n throws of a fair coin, for x up to the middle: each term is a plain
// fraction of the one before.
func coins(x, n int) float64 {
	if x < 0 {
		return 0
	}
	p := 0.0
	for q := coin(x, n); x >= 0 && q > p*negligible; x-- {
		p += q
		q *= float64(x) / float64(n-x+1)
	}
	return p
}
