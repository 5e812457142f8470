package analysis

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// Missing is the value of a coder who did not look at a unit.
const Missing = -1

// Rated is a unit as several coders saw it, or several units that they saw alike.
type Rated struct {
	Cluster int   // what it is part of, from 0: units of one interview hang together
	Weight  int   // how many units it stands for; of running text, its code points
	Values  []int // by coder: a category from 0, or Missing
}

// Estimate is a measure of agreement, at most 1, with its 95% interval: a share from 0, or a coefficient that is 0 where
// coders agree no more than by chance, and below where they agree less. Where the measure is not defined, Why says so in
// a sentence; where only the interval is not, it holds NaN.
type Estimate struct {
	Value    float64
	Interval Interval
	Why      string
}

// Defined says whether there is a value.
func (e Estimate) Defined() bool { return e.Why == "" }

// Agreement is how far coders agree.
//
//   - Percent is the share of pairs of coders that agree, over units that at least two looked at.
//   - Kappa is Cohen's, (p − e)/(1 − e) with e from each coder's own habits (Educational and Psychological
//     Measurement 20, 1960, 37–46); of more than two coders the mean over pairs (Light, Psychological Bulletin 76,
//     1971, 365–377). It is low where nearly every unit is in one category, however well the coders agree.
//   - Alpha is Krippendorff's for nominal data, 1 − Do/De, and takes missing values (Content Analysis, 2004,
//     chapter 11).
//   - AC1 is Gwet's (British Journal of Mathematical and Statistical Psychology 61, 2008, 29–48), which stays with
//     the percentage where kappa does not.
//
// Intervals are jackknifed over clusters with Student's t (Efron and Tibshirani, An Introduction to the
// Bootstrap, 1993, chapter 11), since what is said in one interview is no independent witness for another;
// under five clusters there are none.
type Agreement struct {
	Units                      int // that at least two coders looked at, by weight
	Percent, Kappa, Alpha, AC1 Estimate
}

// jackknifed is the fewest clusters from which an interval is made.
const jackknifed = 5

// Agree measures agreement on units in categories 0 to categories−1 by coders many coders. Values outside count
// as missing; units of no weight and of clusters below 0 are left out.
func Agree(units []Rated, coders, categories int) Agreement {
	clusters := 0
	for _, u := range units {
		clusters = max(clusters, u.Cluster+1)
	}
	parts := make([]ratings, clusters)
	for i := range parts {
		parts[i] = newRatings(coders, categories)
	}
	for _, u := range units {
		if u.Cluster >= 0 {
			parts[u.Cluster].add(u)
		}
	}
	return agree(parts, coders, categories)
}

// measures are the four, in the order of Agreement's fields.
var measures = [4]func(*ratings) (float64, string){(*ratings).percent, (*ratings).kappa, (*ratings).alpha, (*ratings).ac1}

// agree measures agreement from the sums of each cluster.
func agree(parts []ratings, coders, categories int) Agreement {
	all := newRatings(coders, categories)
	var used []ratings // clusters without a unit that two looked at say nothing about agreement
	for _, p := range parts {
		all.plus(p, 1)
		if p.shared > 0 {
			used = append(used, p)
		}
	}
	var e [4]Estimate
	for i, measure := range measures {
		e[i].Value, e[i].Why = measure(&all)
	}
	jackknife(&all, used, &e)
	return Agreement{Units: int(math.Round(all.shared)), Percent: e[0], Kappa: e[1], Alpha: e[2], AC1: e[3]}
}

// jackknife makes intervals by leaving out one cluster at a time.
func jackknife(all *ratings, parts []ratings, e *[4]Estimate) {
	var sum, squares [4]float64
	enough := [4]bool{}
	for i := range e {
		enough[i] = e[i].Defined() && len(parts) >= jackknifed
	}
	for _, p := range parts {
		all.plus(p, -1)
		for i, measure := range measures {
			if enough[i] {
				v, why := measure(all)
				enough[i] = why == "" // else all that is not alike stands in one interview
				sum[i], squares[i] = sum[i]+v, squares[i]+v*v
			}
		}
		all.plus(p, 1)
	}
	n := float64(len(parts))
	for i := range e {
		e[i].Interval = Interval{math.NaN(), math.NaN()}
		if enough[i] {
			se := math.Sqrt(math.Max(0, squares[i]-sum[i]*sum[i]/n) * (n - 1) / n)
			half := distuv.StudentsT{Sigma: 1, Nu: n - 1}.Quantile(.975) * se
			e[i].Interval = Interval{math.Max(-1, e[i].Value-half), math.Min(1, e[i].Value+half)}
		}
	}
}

// ratings are the sums that every measure is made of. They add up over units, so that one cluster can be left
// out by taking its sums away.
type ratings struct {
	coders, categories int
	shared, agreed     float64   // units that at least two looked at; agreement in each, summed
	seen               float64   // units that anybody looked at
	all                []float64 // what follows, in one piece
	pairs              []float64 // by pair of coders, first and second category: units
	coincidences       []float64 // by two categories: Krippendorff's
	habit              []float64 // by category: the share of coders who chose it, summed over units
}

func newRatings(coders, categories int) ratings {
	square := categories * categories
	all := make([]float64, (coders*coders+1)*square+categories)
	return ratings{coders: coders, categories: categories, all: all,
		habit: all[:categories], coincidences: all[categories : categories+square], pairs: all[categories+square:]}
}

// plus adds the sums of another part sign times.
func (r *ratings) plus(p ratings, sign float64) {
	for i, v := range p.all {
		r.all[i] += sign * v
	}
	r.shared, r.agreed, r.seen = r.shared+sign*p.shared, r.agreed+sign*p.agreed, r.seen+sign*p.seen
}

// add counts a unit.
func (r *ratings) add(u Rated) {
	w, n := float64(u.Weight), 0.0
	chose := make([]float64, r.categories)
	values := u.Values[:min(len(u.Values), r.coders)]
	for _, v := range values {
		if v >= 0 && v < r.categories {
			chose[v]++
			n++
		}
	}
	if n == 0 || w <= 0 {
		return
	}
	r.seen += w
	for k, c := range chose {
		r.habit[k] += w * c / n
	}
	if n < 2 {
		return
	}
	r.shared += w
	for k, c := range chose {
		r.agreed += w * c * (c - 1) / (n * (n - 1))
		for l, d := range chose {
			if k == l {
				d--
			}
			r.coincidences[k*r.categories+l] += w * c * d / (n - 1)
		}
	}
	for a, v := range values {
		for b, x := range values[a+1:] {
			if v >= 0 && x >= 0 && v < r.categories && x < r.categories {
				r.pair(a, a+1+b)[v*r.categories+x] += w
			}
		}
	}
}

// pair is the table of two coders' categories.
func (r *ratings) pair(a, b int) []float64 {
	n := r.categories * r.categories
	at := (a*r.coders + b) * n
	return r.pairs[at : at+n]
}

const (
	nobodyShared = "No unit was looked at by two coders."
	allAlike     = "Everything is in one category, so that agreement cannot be told from chance."
)

// spent is what is left of a sum of which everything was taken away.
const spent = 1e-9

func (r *ratings) percent() (float64, string) {
	if r.shared < spent {
		return 0, nobodyShared
	}
	return r.agreed / r.shared, ""
}

// kappa is the mean of Cohen's kappa over the pairs of coders for which it is defined.
func (r *ratings) kappa() (float64, string) {
	var sum, n float64
	why := nobodyShared
	for a := range r.coders {
		for b := a + 1; b < r.coders; b++ {
			v, w := cohen(r.pair(a, b), r.categories)
			switch w {
			case "":
				sum, n = sum+v, n+1
			case allAlike:
				why = w
			}
		}
	}
	if n == 0 {
		return 0, why
	}
	return sum / n, ""
}

// cohen is kappa from the table of two coders.
func cohen(table []float64, categories int) (float64, string) {
	var n, agreed, chance float64
	for _, v := range table {
		n += v
	}
	if n < spent {
		return 0, nobodyShared
	}
	for k := range categories {
		var row, column float64
		for l := range categories {
			row, column = row+table[k*categories+l], column+table[l*categories+k]
		}
		agreed, chance = agreed+table[k*categories+k], chance+row/n*column/n
	}
	if 1-chance < spent {
		return 0, allAlike
	}
	return (agreed/n - chance) / (1 - chance), ""
}

func (r *ratings) alpha() (float64, string) {
	var n, observed, squares float64
	for k := range r.categories {
		var of float64
		for l := range r.categories {
			v := r.coincidences[k*r.categories+l]
			of += v
			if k != l {
				observed += v
			}
		}
		n, squares = n+of, squares+of*of
	}
	if n < spent {
		return 0, nobodyShared
	}
	expected := n*n - squares // over pairs of different categories
	if expected < spent*n*n || n <= 1 {
		return 0, allAlike
	}
	return 1 - (n-1)*observed/expected, ""
}

func (r *ratings) ac1() (float64, string) {
	p, why := r.percent()
	if why != "" {
		return 0, why
	}
	if r.categories < 2 {
		return 0, allAlike
	}
	var chance float64
	for _, h := range r.habit {
		q := h / r.seen
		chance += q * (1 - q)
	}
	chance /= float64(r.categories - 1)
	return (p - chance) / (1 - chance), ""
}

// String is the estimate as a person reads it: "0.83 (0.71 to 0.95)".
func (e Estimate) String() string {
	switch {
	case !e.Defined():
		return e.Why
	case math.IsNaN(e.Interval.Low):
		return fmt.Sprintf("%.2f", e.Value)
	}
	return fmt.Sprintf("%.2f (%.2f to %.2f)", e.Value, e.Interval.Low, e.Interval.High)
}
