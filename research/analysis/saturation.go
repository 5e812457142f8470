package analysis

import (
	"sort"

	"openloop/research"
)

// The usual settings of Saturation: four interviews as the base, runs of two, at most 5% new.
const (
	SaturationBase      = 4
	SaturationRun       = 2
	SaturationThreshold = 0.05
)

// SaturationStep is how much was new in one run of interviews.
type SaturationStep struct {
	First, Last int     // interviews of the run, counted from 1
	New         int     // codes not heard in any interview before
	Ratio       float64 // New over the codes of the base; 0 to 1 and beyond
}

// SaturationResult says whether further interviews still bring new codes.
type SaturationResult struct {
	BaseCodes int // distinct codes in the base interviews
	Codes     int // distinct codes in all
	Seen      []int
	Runs      []SaturationStep
	Reached   bool
	// At is the interview before the first run that brought too little, "6+2" when At is 6 and runs are of 2.
	At       int
	Warnings []Warning
}

// Doubts about saturation.
const (
	TooFewForSaturation Warning = "Too few interviews to say whether new ones still bring new codes."
	NothingCodedInBase  Warning = "Nothing is coded in the first interviews, so newness has nothing to be measured against."
)

// Saturation asks whether enough interviews were held, with the usual settings. order holds, per interview in the order
// held, the set of its codes; see Index.InOrder.
func Saturation(order []research.Bits) SaturationResult {
	return SaturationBy(order, SaturationBase, SaturationRun, SaturationThreshold)
}

// SaturationBy compares the new codes of each run of interviews after the base, sliding by one, with the
// codes of the base: saturation is reached before the first run whose ratio is at most threshold.
// Source: Guest, Namey and Chen, PLoS ONE 15(5), 2020, e0232076.
func SaturationBy(order []research.Bits, base, run int, threshold float64) SaturationResult {
	var r SaturationResult
	var seen research.Bits
	for _, codes := range order {
		seen = seen.Or(codes)
		r.Seen = append(r.Seen, seen.Count())
	}
	base, run = max(base, 1), max(run, 1)
	if len(order) > 0 {
		r.Codes, r.BaseCodes = r.Seen[len(order)-1], r.Seen[min(base, len(order))-1]
	}
	switch {
	case len(order) < base+run:
		r.Warnings = []Warning{TooFewForSaturation}
		return r
	case r.BaseCodes == 0:
		r.Warnings = []Warning{NothingCodedInBase}
		return r
	}
	for first := base; first+run <= len(order); first++ {
		fresh := r.Seen[first+run-1] - r.Seen[first-1]
		ratio := share(fresh, r.BaseCodes)
		r.Runs = append(r.Runs, SaturationStep{First: first + 1, Last: first + run, New: fresh, Ratio: ratio})
		if !r.Reached && ratio <= threshold {
			r.Reached, r.At = true, first
		}
	}
	return r
}

// CodesOf is the codes of the interview at a position, as positions in the codebook.
func (x *Index) CodesOf(interview int) research.Bits {
	r := research.NewBits(len(x.book.Codes))
	for _, c := range x.cells[interview] {
		r.Set(c.code())
	}
	return r
}

// InOrder is the codes of each interview within a group, nil for all, in the order of their dates; those
// without a date come last, and the same day keeps the order of the study.
func (x *Index) InOrder(within research.Bits) []research.Bits {
	var at []int
	x.within(within).Each(func(i int) { at = append(at, i) })
	sort.SliceStable(at, func(i, j int) bool {
		a, b := x.facts[at[i]].Date, x.facts[at[j]].Date
		return a != "" && (b == "" || a < b)
	})
	r := make([]research.Bits, len(at))
	for k, i := range at {
		r[k] = x.CodesOf(i)
	}
	return r
}
