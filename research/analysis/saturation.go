package analysis

import (
	"slices"
	"strings"

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
	BaseCodes int   // distinct codes in the base interviews
	Codes     int   // distinct codes in all
	Seen      []int // distinct codes heard up to and with each interview, in order
	Runs      []SaturationStep
	Reached   bool // a run brought no more than the threshold
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
// codes of the base: saturation is reached before the first run whose ratio is at most threshold, a share from 0. base
// and run are interviews, at least one each. Fewer than base and run together, or a base without codes, give a warning
// and no runs.
// Source: Guest, Namey and Chen, PLoS ONE 15(5), 2020, e0232076.
func SaturationBy(order []research.Bits, base, run int, threshold float64) SaturationResult {
	var seen research.Bits
	curve := make([]int, 0, len(order))
	for _, codes := range order {
		seen = seen.Or(codes)
		curve = append(curve, seen.Count())
	}
	return saturation(curve, base, run, threshold)
}

// saturation is SaturationBy of a curve: how many codes had been heard after each interview.
func saturation(curve []int, base, run int, threshold float64) SaturationResult {
	var r SaturationResult
	n := len(curve)
	base, run = max(base, 1), max(run, 1)
	if n > 0 {
		r.Seen, r.Codes, r.BaseCodes = curve, curve[n-1], curve[min(base, n)-1]
	}
	switch {
	case n < base+run:
		r.Warnings = []Warning{TooFewForSaturation}
		return r
	case r.BaseCodes == 0:
		r.Warnings = []Warning{NothingCodedInBase}
		return r
	}
	r.Runs = make([]SaturationStep, 0, n-run-base+1)
	for first := base; first+run <= n; first++ {
		fresh := curve[first+run-1] - curve[first-1]
		ratio := share(fresh, r.BaseCodes)
		r.Runs = append(r.Runs, SaturationStep{First: first + 1, Last: first + run, New: fresh, Ratio: ratio})
		if !r.Reached && ratio <= threshold {
			r.Reached, r.At = true, first
		}
	}
	return r
}

// Saturation asks whether enough interviews of a group were held, nil for all, with the usual settings: what Saturation
// answers for InOrder. Of each code it looks only for the first interview that has it. Unit: codes of the codebook,
// merged ones as their successor.
func (x *Index) Saturation(within research.Bits) SaturationResult {
	within = x.within(within)
	order := make([]int32, 0, len(x.dated))
	for _, i := range x.dated {
		if within.Has(int(i)) {
			order = append(order, i)
		}
	}
	curve := make([]int, len(order))
	for c := range x.byCode {
		if has := x.byCode[c].has; has.CountAnd(within) > 0 {
			for k, i := range order {
				if has.Has(int(i)) {
					curve[k]++ // the first to say it
					break
				}
			}
		}
	}
	for k := 1; k < len(curve); k++ {
		curve[k] += curve[k-1]
	}
	return saturation(curve, SaturationBase, SaturationRun, SaturationThreshold)
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
	within = x.within(within)
	at := make([]int, 0, len(x.dated))
	for _, i := range x.dated {
		if within.Has(int(i)) {
			at = append(at, int(i))
		}
	}
	r := make([]research.Bits, len(at))
	for k, i := range at {
		r[k] = x.CodesOf(i)
	}
	return r
}

// byDate is the positions of interviews by their dates; those without one come last, and the same day keeps its order.
func byDate(facts []InterviewFact) []int32 {
	at := make([]int32, len(facts))
	for i := range at {
		at[i] = int32(i)
	}
	slices.SortStableFunc(at, func(i, j int32) int {
		a, b := facts[i].Date, facts[j].Date
		if (a == "") != (b == "") {
			return strings.Compare(b, a)
		}
		return strings.Compare(a, b)
	})
	return at
}
