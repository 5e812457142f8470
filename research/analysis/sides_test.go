package analysis

import (
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"openloop/research"
)

// everyQuery is each way to ask for some codes, or for all: at a stage or any, on a side or any, about anybody or one,
// whatever it weighed or what decided.
func everyQuery(codes ...[]research.ID) (all []Query) {
	hurt, neutral, helped := research.Hurt, research.Neutral, research.Helped
	for _, of := range codes {
		for stage := range 10 {
			for _, p := range []*research.Polarity{nil, &hurt, &neutral, &helped} {
				for _, w := range []research.Weight{0, research.Contributed, research.Decided} {
					for _, a := range []research.About{"", research.AboutRival} {
						all = append(all, Query{Codes: of, Stage: stage, Polarity: p, Weight: w, About: a})
					}
				}
			}
		}
	}
	return all
}

// Whatever is asked, after codings were added and taken back at random, what the kept sets say is what going through the
// codings says, in the index and in its clone.
func TestSetsAgainstTheCodings(t *testing.T) {
	for seed := range uint64(6) {
		random := rand.New(rand.NewPCG(31, seed))
		codings := testCodings(2500, 70, 20, random)
		x := load(richFacts(70, 3, random), testBook(20), codings)
		random.Shuffle(len(codings), func(i, j int) { codings[i], codings[j] = codings[j], codings[i] })
		for _, c := range codings[:int(seed)*500] {
			x.Remove(c)
		}
		clone := x.Clone()
		for _, c := range codings[:int(seed)*100] {
			x.Add(c)
		}
		some := x.Members("outcome", string(research.Lost)).Or(x.Members("outcome", string(research.Won)))
		for _, x := range []*Index{x, clone} {
			asks := everyQuery(nil, []research.ID{id(2, 3)}, []research.ID{id(2, 4), id(2, 5), id(2, 4), "unknown"})
			for _, within := range []research.Bits{nil, some} {
				for i := range asks {
					asks[i].Within = within
					if want, _ := x.scan(asks[i], x.within(within)); !x.Who(asks[i]).Equal(want) {
						t.Fatalf("seed %d: %+v is %d interviews, the codings say %d", seed, asks[i], x.Who(asks[i]).Count(), want.Count())
					}
				}
				compareStages(t, x, asks, within)
			}
		}
	}
}

// compareStages holds breakdowns by stage, counts and sets, against one scan a cell.
func compareStages(t *testing.T, x *Index, asks []Query, within research.Bits) {
	t.Helper()
	b, sets := x.BreakByStage(asks, within), x.AtStages(asks, x.All())
	for i, q := range asks {
		for k, c := range b.Classes {
			stage, _ := strconv.Atoi(c.Key)
			want := research.NewBits(x.Len())
			if q.Stage == 0 || q.Stage == stage {
				at := q
				at.Stage = stage
				want, _ = x.scan(at, x.within(within))
			}
			if b.Counts[i][k] != want.Count() || !sets[i][stage].And(x.within(within)).Equal(want) {
				t.Fatalf("%+v at stage %d: %d counted, a set of %d, the codings say %d", q, stage, b.Counts[i][k], sets[i][stage].Count(), want.Count())
			}
		}
	}
}

// The curve by the first interview of each code is the one that goes through every interview.
func TestSaturationOfIndex(t *testing.T) {
	for seed := range uint64(40) {
		random := rand.New(rand.NewPCG(32, seed))
		n := random.IntN(60)
		facts := richFacts(n, 3, random)
		for i := range facts {
			if random.IntN(4) == 0 {
				facts[i].Date = ""
			}
		}
		var codings []CodingFact
		if n > 0 {
			codings = testCodings(random.IntN(300), n, 20, random)
		}
		x := load(facts, testBook(20), codings)
		some := research.NewBits(n)
		for i := range n {
			if random.IntN(2) == 0 {
				some.Set(i)
			}
		}
		for _, within := range []research.Bits{nil, some} {
			got, want := x.Saturation(within), Saturation(x.InOrder(within))
			if len(got.Seen) == 0 && len(want.Seen) == 0 {
				got.Seen, want.Seen = nil, nil
			}
			if !reflect.DeepEqual(got, want) {
				t.Fatalf("seed %d: %+v, one by one %+v", seed, got, want)
			}
		}
	}
}

// A period of time holds whom looking at each date puts there.
func TestPeriodsAgainstDates(t *testing.T) {
	random := rand.New(rand.NewPCG(33, 1))
	for range 50 {
		facts := richFacts(80, 3, random)
		for i := range facts {
			facts[i].Wave = ""
			switch random.IntN(8) {
			case 0:
				facts[i].Date = ""
			case 1:
				facts[i].Date = "soon"
			case 2:
				facts[i].Date = "2025-" + facts[i].Date[5:]
			}
		}
		x := NewIndex(facts, testBook(3))
		units := []func(string) string{month, quarter, year}
		for _, unit := range units {
			listed := 0
			for _, c := range x.periodsBy(x.All(), unit) {
				for i := range facts {
					if c.Members.Has(i) != (unit(facts[i].Date) == c.Key) {
						t.Fatalf("%q is in period %s: %v", facts[i].Date, c.Key, c.Members.Has(i))
					}
				}
				listed += c.Members.Count()
			}
			for i := range facts {
				if unit(facts[i].Date) == "" {
					listed++
				}
			}
			if listed != len(facts) {
				t.Fatalf("%d of %d interviews are in a period or have none", listed, len(facts))
			}
		}
	}
}
