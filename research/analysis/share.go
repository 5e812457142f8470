package analysis

import (
	"fmt"
	"math"
)

// Bases below which a figure is said differently.
const (
	MinPercentBase = 10 // fewer interviews: no bare percentage
	MinCompareBase = 5  // fewer on a side: no comparison
)

// Warning is a doubt about a result, as a sentence for the screen and the page.
type Warning string

// The warnings.
const (
	BaseUnderTen  Warning = "Base under 10: read the count, not the percentage."
	BaseUnderFive Warning = "Base under 5: too few to compare."
	NoBase        Warning = "No interviews in this group."
)

// Share is a count of interviews out of a base, with its 95% interval (Wilson) and its doubts.
type Share struct {
	X, N     int
	Interval Interval
	Warnings []Warning
}

// NewShare is x interviews of a base of n.
func NewShare(x, n int) Share {
	s := Share{X: x, N: n, Interval: Wilson(x, n)}
	switch {
	case n <= 0:
		s.Warnings = []Warning{NoBase}
	case n < MinCompareBase:
		s.Warnings = []Warning{BaseUnderTen, BaseUnderFive}
	case n < MinPercentBase:
		s.Warnings = []Warning{BaseUnderTen}
	}
	return s
}

// Value is the share from 0 to 1; 0 without a base.
func (s Share) Value() float64 { return share(s.X, s.N) }

// Percent is the share in whole per cent, and whether it may stand without its count: not under a base of ten.
func (s Share) Percent() (percent int, bare bool) {
	return int(math.Round(100 * s.Value())), s.N >= MinPercentBase
}

// String is the count with its base and interval: "7 of 12 (32–81%)".
func (s Share) String() string {
	if s.N <= 0 {
		return "0 of 0"
	}
	return fmt.Sprintf("%d of %d (%.0f–%.0f%%)", s.X, s.N, 100*s.Interval.Low, 100*s.Interval.High)
}
