package analysis

import (
	"math"
	"slices"
	"strconv"
	"strings"

	"openloop/research"
)

// Range is a sum of money that is not known exactly: whole units of one currency, Low ≤ Likely ≤ High, none of
// them negative.
type Range struct{ Low, Likely, High float64 }

// Exactly is a sum that is known.
func Exactly(v float64) Range { return Range{v, v, v} }

// IsZero says whether nothing is known, or the sum is nothing.
func (r Range) IsZero() bool { return r == Range{} }

// Plus adds two sums end to end: it is as wide as both together, the widest that the sum of the two can be.
func (r Range) Plus(s Range) Range { return Range{r.Low + s.Low, r.Likely + s.Likely, r.High + s.High} }

// Times multiplies a sum by a share that is a range itself (0 to 1), end to end. Both at their low ends, or both
// at their high ones, is less likely than either: the product is wider than a 95% interval, never narrower.
func (r Range) Times(share Range) Range {
	return Range{r.Low * share.Low, r.Likely * share.Likely, r.High * share.High}
}

// Money is a sum rounded to two figures, half away from zero, as it may be printed: 1,449,000 is 1,400,000 and 996
// is 1,000. Under ten it is whole.
func Money(v float64) float64 {
	if math.Abs(v) < 10 {
		return math.Round(v)
	}
	unit := math.Pow(10, math.Floor(math.Log10(math.Abs(v)))-1)
	return math.Round(v/unit) * unit
}

// Rounded is the range as it may be printed.
func (r Range) Rounded() Range { return Range{Money(r.Low), Money(r.Likely), Money(r.High)} }

// Worth is what a deal is worth as far as its value band says: Open where the band has no upper end and nobody has
// said what such a deal is worth at most, so that High is a least one too.
type Worth struct {
	Range
	Open bool
}

// BandWorth is what a value band says: "50-100k" is 50,000 to 100,000, likely the middle; "under 50k" begins at 0;
// "over 250k" ends at top, or nowhere where top is not above it. False where the band names no sum.
func BandWorth(band string, top float64) (Worth, bool) {
	sums := sumsIn(band)
	if len(sums) == 0 || len(sums) > 2 {
		return Worth{}, false
	}
	words := strings.Fields(strings.ToLower(band))
	has := func(list ...string) bool {
		return slices.ContainsFunc(words, func(w string) bool { return slices.Contains(list, strings.Trim(w, ".,")) })
	}
	low, high := 0.0, sums[0]
	switch {
	case len(sums) == 2:
		low, high = min(sums[0], sums[1]), max(sums[0], sums[1])
	case has("under", "below", "less", "up") || strings.ContainsAny(band, "<≤"):
	case has("over", "above", "more", "from") || strings.ContainsAny(band, ">≥+"):
		if top <= sums[0] {
			return Worth{Exactly(sums[0]), true}, true
		}
		low, high = sums[0], top
	default:
		low = high
	}
	return Worth{Range{low, (low + high) / 2, high}, false}, true
}

// sumsIn is the numbers of a band, each with its unit; the unit of the last one counts for one before it that has
// none, as in "50-100k".
func sumsIn(band string) []float64 {
	var sums, units []float64
	s := strings.ToLower(strings.ReplaceAll(band, ",", ""))
	for i := 0; i < len(s); {
		j := i
		for j < len(s) && (s[j] >= '0' && s[j] <= '9' || j > i && s[j] == '.') {
			j++
		}
		if j == i {
			i++
			continue
		}
		v, err := strconv.ParseFloat(strings.Trim(s[i:j], "."), 64)
		if err != nil {
			return nil
		}
		unit := 1.0
		if rest := strings.TrimLeft(s[j:], " "); rest != "" {
			switch rest[0] {
			case 'k':
				unit = 1e3
			case 'm':
				unit = 1e6
			}
		}
		sums, units, i = append(sums, v), append(units, unit), j
	}
	for i := range sums {
		if units[i] == 1 && i+1 < len(units) && sums[i] < 1000 {
			units[i] = units[i+1]
		}
		sums[i] *= units[i]
	}
	return sums
}

// Touched is the deals that something touched, each once.
type Touched struct {
	Deals    int
	Unvalued int // of these, deals of which no value is known: they are not in Value
	Value    Range
	Open     bool // a value band among them has no upper end: High is a least one
}

func (t *Touched) add(v Worth, known bool) {
	t.Deals++
	if !known {
		t.Unvalued++
		return
	}
	t.Value, t.Open = t.Value.Plus(v.Range), t.Open || v.Open
}

// TouchedDeal is a deal and what touched it.
type TouchedDeal struct {
	Deal   research.ID
	Band   string        // its value band, "" unknown
	Causes []research.ID // codes, one or several
}

// ValueTouched adds up, for every cause, the deals that it touched, by their value bands. The unit is the deal: one
// that is listed several times, for several interviews, counts once for each of its causes and once in the total, so
// that the causes add up to the total or to more. top is what a deal of an open band is worth at most, 0 unknown.
//
// A deal's worth is known no closer than its band, so the ends add up to the ends: the sum lies between them for
// certain. Likely is the sum of the middles, which the sum of many deals comes near to where values lie evenly in
// their bands.
func ValueTouched(deals []TouchedDeal, top float64) (by map[research.ID]Touched, total Touched) {
	type pair struct{ deal, cause research.ID }
	seen, counted := map[pair]bool{}, map[research.ID]bool{}
	by = map[research.ID]Touched{}
	for _, d := range deals {
		v, known := BandWorth(d.Band, top)
		if !counted[d.Deal] {
			counted[d.Deal] = true
			total.add(v, known)
		}
		for _, c := range d.Causes {
			if seen[pair{d.Deal, c}] {
				continue
			}
			seen[pair{d.Deal, c}] = true
			t := by[c]
			t.add(v, known)
			by[c] = t
		}
	}
	return by, total
}
