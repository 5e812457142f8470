package analysis

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"openloop/research"
)

func TestBandsAreWorth(t *testing.T) {
	for band, want := range map[string]Worth{
		"under 50k": {Range{0, 25_000, 50_000}, false}, "50-100k": {Range{50_000, 75_000, 100_000}, false}, "100-250k": {Range{100_000, 175_000, 250_000}, false},
		"over 250k": {Range{250_000, 375_000, 500_000}, false}, "250k to 1m": {Range{250_000, 625_000, 1_000_000}, false}, "1-2 m": {Range{1e6, 1.5e6, 2e6}, false},
		"120,000": {Range{120_000, 120_000, 120_000}, false}, "> 600k": {Range{600_000, 600_000, 600_000}, true}, "100k+": {Range{100_000, 300_000, 500_000}, false},
		"1.5m": {Range{1.5e6, 1.5e6, 1.5e6}, false}, "250-100k": {Range{100_000, 175_000, 250_000}, false},
	} {
		if got, ok := BandWorth(band, 500_000); !ok || got != want {
			t.Errorf("%q is worth %v, want %v", band, got, want)
		}
	}
	if got, _ := BandWorth("over 250k", 0); got != (Worth{Exactly(250_000), true}) {
		t.Errorf("without an end: %v", got)
	}
	for _, band := range []string{"", "unknown", "small", "1 2 3"} {
		if got, ok := BandWorth(band, 0); ok {
			t.Errorf("%q is worth %v", band, got)
		}
	}
}

// Four deals, worked by hand. D1 was talked about twice, D4 has no value.
//
//	A: D1 50-100k, D2 under 50k, D4 unknown         =  50 + 0,       75 + 25,        100 + 50       thousand
//	B: D1 50-100k, D2 under 50k, D3 over 250k (500) =  50 + 0 + 250, 75 + 25 + 375,  100 + 50 + 500 thousand
//	together, each once: D1, D2, D3, D4             =  as B
var workedDeals = []TouchedDeal{
	{"D1", "50-100k", []research.ID{"A"}}, {"D1", "50-100k", []research.ID{"B", "A"}}, {"D2", "under 50k", []research.ID{"A", "B"}},
	{"D3", "over 250k", []research.ID{"B", "B"}}, {"D4", "", []research.ID{"A"}},
}

func TestValueTouchedByHand(t *testing.T) {
	by, total := ValueTouched(workedDeals, 500_000)
	for cause, want := range map[research.ID]Touched{
		"A": {Deals: 3, Unvalued: 1, Value: Range{50_000, 100_000, 150_000}}, "B": {Deals: 3, Value: Range{300_000, 475_000, 650_000}},
	} {
		if by[cause] != want {
			t.Errorf("%s touched %+v, want %+v", cause, by[cause], want)
		}
	}
	if want := (Touched{Deals: 4, Unvalued: 1, Value: Range{300_000, 475_000, 650_000}}); total != want {
		t.Errorf("together %+v, want %+v", total, want)
	}
	if _, total := ValueTouched(workedDeals, 0); !total.Open || total.Value.High != 400_000 {
		t.Errorf("without an end: %+v", total)
	}
	if by, total := ValueTouched(nil, 0); len(by) != 0 || total != (Touched{}) {
		t.Errorf("no deals: %v, %v", by, total)
	}
}

// Three deals of known value and one without: the ends of x of 4, worked by hand. The one without is put in at 0
// (the least low end) and 500,000 (the most), and as the mean of the middles, 475,000 / 3.
func TestWhatACountImpliesByHand(t *testing.T) {
	v := ValuedDeals([]TouchedDeal{{Deal: "D1", Band: "50-100k"}, {Deal: "D2", Band: "under 50k"}, {Deal: "D3", Band: "over 250k"}, {Deal: "D4"}}, 500_000)
	if v.N != 4 || v.Deals != 4 || v.Unvalued != 1 {
		t.Fatalf("%+v", v)
	}
	mean := 475_000.0 / 3
	for x, want := range []Range{{}, {0, mean, 500_000}, {0, 2 * mean, 1_000_000}, {50_000, 3 * mean, 1_100_000}, {300_000, 4 * mean, 1_150_000}} {
		if got := v.Of(x); !alike(got.Low, want.Low) || !alike(got.Likely, want.Likely) || !alike(got.High, want.High) {
			t.Errorf("%d of 4 are worth %v, want %v", x, got, want)
		}
	}
	if v.Total() != v.Of(4) || v.Of(9) != v.Of(4) || v.Of(-1) != (Range{}) {
		t.Error("a count outside 0 to 4 is not taken to the nearer end")
	}
	twice := ValuedDeals([]TouchedDeal{{Deal: "D1", Band: "50-100k"}, {Deal: "D1", Band: "50-100k"}, {}}, 0)
	if got := twice.Of(3); twice.Deals != 2 || twice.Unvalued != 1 || !alike(got.Low, 75_000) || !alike(got.High, 150_000) {
		t.Errorf("a deal with two interviews and a talk about none: %+v, together %v", twice, got)
	}
	if got := (Valued{N: 3}).Of(2); got != (Range{}) {
		t.Errorf("no deal has a value, and two are worth %v", got)
	}
}

// 7 of 12 is 32 to 81%: of 2, 3 and 4 million that is 0.64, 1.75 and 3.23; of what was spent on it, the rest.
func TestStakeAndWrongLeverByHand(t *testing.T) {
	total := Range{2e6, 3e6, 4e6}
	if got, want := AtStake(total, 7, 12).Rounded(), (Range{640_000, 1_800_000, 3_200_000}); got != want {
		t.Errorf("at stake %v, want %v", got, want)
	}
	if got := AtStake(total, 7, 12); !alike(got.Likely, 1_750_000) {
		t.Errorf("likely %v at stake", got.Likely)
	}
	in := Wilson(7, 12)
	if got := WrongLever(total, 7, 12); !alike(got.Low, 2e6*(1-in.High)) || !alike(got.Likely, 1.25e6) || !alike(got.High, 4e6*(1-in.Low)) {
		t.Errorf("on the wrong lever %v", got)
	}
	if got := WrongLever(Exactly(400_000), 0, 22); got.Likely != 400_000 || got.High != 400_000 || got.Low >= 400_000 {
		t.Errorf("nobody was decided by it, and %v was spent for nothing", got)
	}
	if AtStake(total, 0, 0) != (Range{}) || WrongLever(total, 0, 0) != (Range{}) {
		t.Error("something is known without a base")
	}
}

func TestMoneyHasTwoFigures(t *testing.T) {
	for v, want := range map[float64]float64{0: 0, 4.4: 4, 9.6: 10, 12.4: 12, 996: 1000, 1_449_000: 1_400_000, 1_450_000: 1_500_000, 104_999: 100_000, -25_500: -26_000, 99_500_000: 100_000_000} {
		if got := Money(v); got != want {
			t.Errorf("%v is %v, want %v", v, got, want)
		}
	}
}

// Whatever the deals are: Low ≤ Likely ≤ High; more deals are worth more; what is touched lies within what its count
// implies where every deal has a value and one interview; causes together are the total or more; order does not matter.
func TestValueProperties(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 5))
	bands := []string{"under 50k", "50-100k", "100-250k", "over 250k"}
	for range 300 {
		var deals []TouchedDeal
		for i := range 1 + r.IntN(30) {
			d := TouchedDeal{Deal: research.ID(rune('a' + i)), Band: bands[r.IntN(4)]}
			for range 1 + r.IntN(3) {
				d.Causes = append(d.Causes, research.ID(rune('A'+r.IntN(6))))
			}
			deals = append(deals, d)
		}
		top := 250_000 + float64(r.IntN(10))*100_000
		by, total := ValueTouched(deals, top)
		v := ValuedDeals(deals, top)
		sum := Range{}
		for cause, touched := range by {
			sum = sum.Plus(touched.Value)
			implied := v.Of(touched.Deals)
			if !ordered(touched.Value) || touched.Value.Low < implied.Low-1e-6 || touched.Value.High > implied.High+1e-6 {
				t.Fatalf("%s touched %v, %d deals of %d imply %v", cause, touched.Value, touched.Deals, v.N, implied)
			}
		}
		if sum.Low < total.Value.Low || sum.High < total.Value.High {
			t.Fatalf("causes together %v, all deals %v", sum, total.Value)
		}
		if got := v.Total(); !alike(got.Low, total.Value.Low) || !alike(got.Likely, total.Value.Likely) || !alike(got.High, total.Value.High) {
			t.Fatalf("all deals are %v by one way, %v by the other", got, total.Value)
		}
		for x := 1; x <= v.N; x++ {
			a, b := v.Of(x-1), v.Of(x)
			s, w := AtStake(Range{1e6, 2e6, 3e6}, x, v.N), WrongLever(Range{1e6, 2e6, 3e6}, x, v.N)
			if !ordered(b) || b.Low < a.Low || b.Likely <= a.Likely || b.High < a.High || !ordered(s) || !ordered(w) || s.High > 3e6 || w.Low < 0 {
				t.Fatalf("%d of %d: %v after %v, %v at stake, %v on the wrong lever", x, v.N, b, a, s, w)
			}
		}
		slices.Reverse(deals)
		if again, all := ValueTouched(deals, top); all != total || len(again) != len(by) {
			t.Fatal("the order of the deals matters")
		}
	}
}

func ordered(r Range) bool { return r.Low >= 0 && r.Low <= r.Likely+1e-9 && r.Likely <= r.High+1e-9 }

func alike(a, b float64) bool { return math.Abs(a-b) < 1e-6*(1+math.Abs(b)) }
