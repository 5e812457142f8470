package attack_test

import (
	"context"
	"strings"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
)

// released counts the figures of a first pack that say what was heard, and how many of them show; a plain threshold
// would show each whose base is k or more.
type released struct{ totals, totalsShown, cells, cellsShown, plain int }

func (r *released) count(t *testing.T, in report.Input) {
	d, err := report.Build(context.Background(), in)
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range d.Figures {
		if f.Subject == report.OfHeard || f.Subject == report.OfClock || strings.HasPrefix(f.Key, "both:") { // pairs are for the last pack
			continue
		}
		if f.N >= d.K {
			r.plain++
		}
		switch {
		case f.Group == "" && f.Shown:
			r.totalsShown++
			fallthrough
		case f.Group == "":
			r.totals++
		case f.Shown:
			r.cellsShown++
			fallthrough
		default:
			r.cells++
		}
	}
}

func percentOf(x, n int) float64 { return 100 * float64(x) / float64(max(1, n)) }

// Disclosure control must leave a pack to read. The studies are those of the attack (clustered companies, codes that
// go together, a tenth of them said by nearly everybody) and the made-up sample (a usual study).
func TestShareOfFiguresReleased(t *testing.T) {
	for _, c := range []struct {
		interviews     int
		sample, attack float64 // at least so many per cent of what a plain threshold would show
	}{{12, 88, 72}, {20, 92, 76}, {30, 70, 77}, {60, 92, 83}} {
		var sample, attack released
		in := made.Study(c.interviews)
		in.Layout = report.Layout{}
		sample.count(t, in)
		for seed := range uint64(8) {
			attack.count(t, newStudy(t, 7000+seed, c.interviews).input())
		}
		s, a := percentOf(sample.totalsShown+sample.cellsShown, sample.plain), percentOf(attack.totalsShown+attack.cellsShown, attack.plain)
		t.Logf("%d interviews: sample %.0f%% of what a plain threshold shows (totals %.0f%%, splits %.0f%%); studies of the attack %.0f%% (totals %.0f%%, splits %.0f%%)", c.interviews,
			s, percentOf(sample.totalsShown, sample.totals), percentOf(sample.cellsShown, sample.cells), a, percentOf(attack.totalsShown, attack.totals), percentOf(attack.cellsShown, attack.cells))
		if s < c.sample || a < c.attack {
			t.Errorf("%d interviews: %.0f%% and %.0f%% show, want %.0f%% and %.0f%%", c.interviews, s, a, c.sample, c.attack)
		}
	}
}
