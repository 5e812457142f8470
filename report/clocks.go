package report

import (
	"math"
	"slices"
	"time"

	"openloop/research"
	"openloop/research/privacy"
)

// clockCounts says whether the two clocks may be shown.
type clockCounts struct {
	ok   bool
	base int // deals
}

// The keys of the clocks' figures.
const (
	clockBuyer = "buyer" // began looking to decided
	clockCRM   = "crm"   // deal created to closed
	clockLead  = "lead"  // began looking to deal created
)

// daysPerMonth is 365.25 / 12.
const daysPerMonth = 30.4375

// dealSpans is a deal's months on both clocks.
type dealSpans struct{ buyer, crm, lead float64 }

// countClocks takes the deals whose four dates are known, each once, and releases three medians.
func (b *builder) countClocks() {
	deals := map[research.ID]research.Deal{}
	for _, d := range b.in.Deals {
		deals[d.ID] = d
	}
	members, seen, spans := research.NewBits(b.in.Index.Len()), map[research.ID]bool{}, map[int]dealSpans{}
	facts := b.in.Index.Facts()
	b.scope.Each(func(p int) {
		i := b.byID[facts[p].ID]
		d, ok := deals[i.Deal]
		if !ok || seen[d.ID] {
			return
		}
		if s, ok := spansOf(i, d); ok {
			seen[d.ID], spans[p] = true, s
			members.Set(p)
		}
	})
	if members.Count() > 0 {
		b.releaseClocks(members, spans)
	}
}

func spansOf(i research.Interview, d research.Deal) (dealSpans, bool) {
	buyer, ok1 := monthsBetween(i.BuyerBegan, i.BuyerDecided)
	crm, ok2 := monthsBetween(d.CRMCreated, d.CRMClosed)
	lead, ok3 := monthsBetween(i.BuyerBegan, d.CRMCreated)
	return dealSpans{buyer, crm, lead}, ok1 && ok2 && ok3 && buyer >= 0 && crm >= 0
}

// releaseClocks holds the deals against the rule like any group. A median is near the dates of one or two
// deals, so it is given to the half month, and its interval only from 2k deals.
func (b *builder) releaseClocks(members research.Bits, spans map[int]dealSpans) {
	key := "clock|" + b.total.Key
	rows := map[string]bool{}
	for _, k := range []string{clockBuyer, clockCRM, clockLead} {
		rows[string(OfClock)+":"+k] = true
	}
	admitted, why := b.in.Rule.Admit(b.in.Frame, privacy.Group{Key: key, Members: members}, b.earlier(rows))
	members = admitted.Members
	ok := why == privacy.Shown
	b.clocks = clockCounts{ok: ok, base: members.Count()}
	t := privacy.Table{Total: privacy.Group{Key: key, Members: members}}
	for _, c := range []struct {
		key  string
		name constant
		of   func(dealSpans) float64
	}{
		{clockBuyer, b.w.ClockBuyerName, func(s dealSpans) float64 { return s.buyer }},
		{clockCRM, b.w.ClockCRMName, func(s dealSpans) float64 { return s.crm }},
		{clockLead, b.w.ClockLeadName, func(s dealSpans) float64 { return s.lead }},
	} {
		var v []float64
		members.Each(func(p int) { v = append(v, c.of(spans[p])) })
		f := Figure{Subject: OfClock, Key: c.key, Measure: Label(c.name), Of: Label(b.w.AllInterviews), N: len(v), Mentions: -1, HasValue: true, Shown: ok}
		if ok {
			f.X = len(v)
			f.Value, f.Low, f.High = median(v, 2*b.doc.K)
		} else {
			f.Why = string(why)
		}
		b.add(f)
		t.Rows = append(t.Rows, privacy.ReleasedRow{Key: string(OfClock) + ":" + c.key, Total: privacy.Cell{X: f.X, N: f.N, Shown: ok}})
	}
	b.enter(t)
}

// monthsBetween is the months from one local date to another.
func monthsBetween(from, to string) (float64, bool) {
	a, err1 := time.Parse(time.DateOnly, from)
	z, err2 := time.Parse(time.DateOnly, to)
	if err1 != nil || err2 != nil {
		return 0, false
	}
	return z.Sub(a).Hours() / 24 / daysPerMonth, true
}

// median is the middle value to the nearest half, and its 95% interval by order statistics (Conover,
// Practical Nonparametric Statistics, 3.2) where there are at least so many values.
func median(v []float64, atLeast int) (mid, low, high float64) {
	v = slices.Clone(v)
	slices.Sort(v)
	n := len(v)
	mid = half((v[(n-1)/2] + v[n/2]) / 2)
	if n < atLeast {
		return mid, 0, 0
	}
	if r := lowerRank(n); r > 0 {
		low, high = half(v[r-1]), half(v[n-r])
	}
	return mid, low, high
}

// lowerRank is the largest r for which the r-th smallest and the r-th largest of n values enclose the
// median with 95% confidence; 0 when none does.
func lowerRank(n int) int {
	tail, r := 0.0, 0
	for k := 0; k < n; k++ {
		lg, _ := math.Lgamma(float64(n) + 1)
		lk, _ := math.Lgamma(float64(k) + 1)
		ln, _ := math.Lgamma(float64(n-k) + 1)
		tail += math.Exp(lg - lk - ln - float64(n)*math.Ln2)
		if tail > .025 {
			break
		}
		r = k + 1
	}
	return r
}

func half(v float64) float64 { return math.Round(v*2) / 2 }
