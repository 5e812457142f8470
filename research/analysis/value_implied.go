package analysis

import (
	"math"
	"slices"

	"openloop/research"
)

// Valued is what the deals behind some interviews are worth, without a word on what was said in them.
type Valued struct {
	Each     []Worth // by interview that has a deal of known value: its part of the deal
	N        int     // interviews, whether a value is known or not
	Deals    int     // different deals
	Unvalued int     // interviews without a deal, or with one of unknown value
}

// ValuedDeals lists what the deals of interviews are worth by their bands, an entry of deals for each interview, with
// deal "" for one about no deal. A deal with several interviews is parted evenly among them, so that it counts once.
func ValuedDeals(deals []TouchedDeal, top float64) Valued {
	times := map[research.ID]int{}
	for _, d := range deals {
		times[d.Deal]++
	}
	v := Valued{N: len(deals), Deals: len(times)}
	if n := times[""]; n > 0 {
		v.Deals += n - 1 // nobody knows whether they are one
		times[""] = 1
	}
	for _, d := range deals {
		w, known := BandWorth(d.Band, top)
		if d.Deal == "" || !known {
			v.Unvalued++
			continue
		}
		part := 1 / float64(times[d.Deal])
		w.Range = w.Times(Range{part, part, part})
		v.Each = append(v.Each, w)
	}
	return v
}

// Total is what all the deals are worth together. Those of unknown value are put in like the others: at the least
// of them, their mean, and the most of them.
func (v Valued) Total() Range { return v.Of(v.N) }

// Open says whether a band among the deals has no upper end.
func (v Valued) Open() bool { return slices.ContainsFunc(v.Each, func(w Worth) bool { return w.Open }) }

// Of is what any x of the N may be worth: Low is the x that are worth least, each at the low end of its band, High the
// x that are worth most, at the high end, Likely x times the mean of the middles. It knows how many there are and not
// which, so it tells no more than x does, to whoever knows the deals. An x outside 0 to N is taken to the nearer end.
func (v Valued) Of(x int) Range {
	x = min(max(x, 0), v.N)
	if x == 0 || len(v.Each) == 0 {
		return Range{}
	}
	lows, highs := make([]float64, 0, v.N), make([]float64, 0, v.N)
	mean := 0.0
	for _, w := range v.Each {
		lows, highs, mean = append(lows, w.Low), append(highs, w.High), mean+w.Likely/float64(len(v.Each))
	}
	least, most := slices.Min(lows), slices.Max(highs)
	for range v.N - len(v.Each) {
		lows, highs = append(lows, least), append(highs, most)
	}
	slices.Sort(lows)
	slices.Sort(highs)
	r := Range{Likely: mean * float64(x)}
	for i := range x {
		r.Low, r.High = r.Low+lows[i], r.High+highs[len(highs)-1-i]
	}
	// Adding in another order differs in the last digit: the ends stay outside.
	r.Low, r.High = math.Min(r.Low, r.Likely), math.Max(r.High, r.Likely)
	return r
}

// AtStake is the part of a sum that x of n stand for:
//
//	low = total.Low × Wilson low(x, n), likely = total.Likely × x/n, high = total.High × Wilson high(x, n)
//
// It takes the deals that were talked about for a sample of all of them: right in tendency where they were not chosen
// by what decided them. Without a base nothing is known, and the answer is the zero Range.
func AtStake(total Range, x, n int) Range {
	if n <= 0 {
		return Range{}
	}
	return total.Times(shareRange(x, n))
}

// WrongLever is what of a sum was spent on what did not decide: x of n deals were decided by what it was to move, so
//
//	low = spent.Low × (1 − Wilson high(x, n)), likely = spent.Likely × (1 − x/n), high = spent.High × (1 − Wilson low(x, n))
//
// It takes the money for spread over the deals as they come. Without a base the answer is the zero Range.
func WrongLever(spent Range, x, n int) Range {
	if n <= 0 {
		return Range{}
	}
	s := shareRange(x, n)
	return spent.Times(Range{1 - s.High, 1 - s.Likely, 1 - s.Low})
}

// shareRange is the share of x in n with its Wilson interval.
func shareRange(x, n int) Range {
	x = min(max(x, 0), n)
	in := Wilson(x, n)
	return Range{in.Low, share(x, n), in.High}
}
