package analysis

import (
	"math"

	"openloop/research"
)

// level is the chance of a false finding that a verdict accepts: two-sided 5%.
const level = 0.05

// MaxNamedThemes is how many themes may be named before looking.
const MaxNamedThemes = 8

// Verdict says in words how two shares compare. There are no stars.
type Verdict string

// The verdicts, of the first group against the second.
const (
	ClearlyMore Verdict = "clearly more"
	ClearlyLess Verdict = "clearly less"
	TooClose    Verdict = "too close to call"
	TooFew      Verdict = "too few to say"
)

// Comparison is how much larger a share is in one group than in another.
type Comparison struct {
	Diff     float64  // first less second, -1 to 1
	Interval Interval // of Diff, 95%: Newcombe, or NewcombePaired in the same interviews
	P        float64  // two-sided: Fisher's exact test, or McNemar's mid-p in the same interviews
	Adjusted float64  // P after the correction for several comparisons; P itself for a single one
	Verdict  Verdict
	// Exploring says that the comparison was not named before looking: what it finds is a question for the next
	// interviews, not a finding.
	Exploring bool
}

// Points is Diff in whole percentage points, without its sign.
func (c Comparison) Points() int { return int(math.Round(100 * math.Abs(c.Diff))) }

// Holds says whether the difference is clear, one way or the other.
func (c Comparison) Holds() bool { return c.Verdict == ClearlyMore || c.Verdict == ClearlyLess }

// Counts is one comparison to make: X1 of N1 in the first group, X2 of N2 in the second.
type Counts struct{ X1, N1, X2, N2 int }

// Compare sets x1 of n1 beside x2 of n2 in two separate groups: won and lost, or two waves.
// It calls a difference clear only where Newcombe's interval leaves out 0 and Fisher's test gives 5% or
// less, and says nothing where a side has fewer than MinCompareBase interviews.
func Compare(x1, n1, x2, n2 int) Comparison {
	diff, in := Newcombe(x1, n1, x2, n2)
	c := Comparison{Diff: diff, Interval: in, P: Fisher(x1, n1-x1, x2, n2-x2)}
	c.judge(c.P, min(n1, n2))
	return c
}

// ComparePaired sets two shares of the same interviews beside each other: a said both, b only the first,
// c only the second, d neither. It calls a difference clear only where NewcombePaired's interval leaves out 0 and
// McNemar's mid-p is 5% or less, and says nothing of fewer than MinCompareBase interviews.
func ComparePaired(a, b, c, d int) Comparison {
	diff, in := NewcombePaired(a, b, c, d)
	r := Comparison{Diff: diff, Interval: in, P: McNemarMidP(b, c)}
	r.judge(r.P, a+b+c+d)
	return r
}

// CompareNamed compares the themes named before looking, in their order, with Holm's correction over those that have
// MinCompareBase interviews on both sides; the others are not tested. More than MaxNamedThemes are an Invalid problem.
func CompareNamed(themes []Counts) ([]Comparison, error) {
	if len(themes) > MaxNamedThemes {
		return nil, research.Problemf(research.Invalid, "Name at most %d themes before comparing; %d were named.", MaxNamedThemes, len(themes))
	}
	return compareAll(themes, Holm), nil
}

// Explore compares any number of codes, in their order, with Benjamini and Hochberg's correction over those that have
// MinCompareBase interviews on both sides; the others are not tested. What it finds is a question for the next
// interviews, not a finding.
func Explore(codes []Counts) []Comparison {
	r := compareAll(codes, BenjaminiHochberg)
	for i := range r {
		r[i].Exploring = true
	}
	return r
}

// CompareThemes compares a study's themes in their order: the first MaxNamedThemes are those named before looking and
// are tested together (Holm); whatever comes after them is exploring.
func CompareThemes(themes []Counts) []Comparison {
	named := min(len(themes), MaxNamedThemes)
	return append(compareAll(themes[:named], Holm), Explore(themes[named:])...)
}

// compareAll compares each; comparisons with too few on a side are never made and so are not corrected for.
func compareAll(all []Counts, adjust func([]float64) []float64) []Comparison {
	r := make([]Comparison, len(all))
	var made []int
	var p []float64
	for i, c := range all {
		r[i] = Compare(c.X1, c.N1, c.X2, c.N2)
		if r[i].Verdict != TooFew {
			made, p = append(made, i), append(p, r[i].P)
		}
	}
	for j, q := range adjust(p) {
		c := all[made[j]]
		r[made[j]].judge(q, min(c.N1, c.N2))
	}
	return r
}

// judge sets the adjusted p-value and the verdict, for the smaller side's base.
func (c *Comparison) judge(adjusted float64, base int) {
	c.Adjusted = adjusted
	switch {
	case base < MinCompareBase:
		c.Verdict = TooFew
	case adjusted <= level && c.Interval.Low > 0:
		c.Verdict = ClearlyMore
	case adjusted <= level && c.Interval.High < 0:
		c.Verdict = ClearlyLess
	default:
		c.Verdict = TooClose
	}
}
