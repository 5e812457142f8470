package analysis

import "sort"

// Holm adjusts p-values so that the chance of any false finding among them stays at the level they are
// held against: the i-th smallest of m becomes the largest of (m-j+1)·p_j over j ≤ i, at most 1.
// For the few themes named before looking. The result keeps the order of p.
// Source: Holm, Scandinavian Journal of Statistics 6 (1979) 65-70.
func Holm(p []float64) []float64 {
	order := ascending(p)
	r, last := make([]float64, len(p)), 0.0
	for rank, at := range order {
		last = max(last, min(1, float64(len(p)-rank)*p[at]))
		r[at] = last
	}
	return r
}

// BenjaminiHochberg adjusts p-values so that the share of false findings among those that pass stays at
// the level: the i-th smallest of m becomes the smallest of m·p_j/j over j ≥ i, at most 1. For looking
// over all codes, which is called exploring. The result keeps the order of p.
// Source: Benjamini and Hochberg, Journal of the Royal Statistical Society B 57 (1995) 289-300.
func BenjaminiHochberg(p []float64) []float64 {
	order := ascending(p)
	r, last := make([]float64, len(p)), 1.0
	for rank := len(order) - 1; rank >= 0; rank-- {
		at := order[rank]
		last = min(last, float64(len(p))*p[at]/float64(rank+1))
		r[at] = last
	}
	return r
}

// ascending is the positions of p, smallest value first.
func ascending(p []float64) []int {
	order := make([]int, len(p))
	for i := range order {
		order[i] = i
	}
	sort.SliceStable(order, func(i, j int) bool { return p[order[i]] < p[order[j]] })
	return order
}
