package analysis

import (
	"fmt"
	"math/rand/v2"
	"reflect"
	"strconv"
	"testing"

	"openloop/research"
)

// richFacts are testFacts with every attribute, some not recorded, and as many competitors as asked for.
func richFacts(n, rivals int, random *rand.Rand) []InterviewFact {
	facts := testFacts(n, random)
	for i := range facts {
		f := &facts[i]
		f.Region, f.RoleBand, f.ValueBand = fmt.Sprintf("Region %d", random.IntN(6)), fmt.Sprintf("Role %d", random.IntN(5)), fmt.Sprintf("Band %d", random.IntN(5))
		f.Reached = random.IntN(10)
		f.Date = fmt.Sprintf("2026-%02d-%02d", 1+random.IntN(12), 1+random.IntN(28))
		f.Competitors = nil
		for range random.IntN(4) {
			if c := fmt.Sprintf("Rival %d", random.IntN(rivals)); len(f.Competitors) == 0 || f.Competitors[0] != c {
				f.Competitors = append(f.Competitors, c)
			}
		}
		if random.IntN(20) == 0 {
			f.RoleBand, f.ValueBand = "", ""
		}
	}
	return facts
}

// codeRows is who has each code, on a side or any.
func codeRows(x *Index, q Query) []research.Bits {
	var rows []research.Bits
	for _, c := range x.Book().Codes {
		q.Codes = []research.ID{c.ID}
		has, _ := x.Query(q)
		rows = append(rows, has)
	}
	return rows
}

// Every breakdown is what one gets by looking at each interview: for few and for many classes, separate or overlapping.
func TestBreakAgainstCounting(t *testing.T) {
	for _, rivals := range []int{3, 60} {
		random := rand.New(rand.NewPCG(21, uint64(rivals)))
		x := load(richFacts(300, rivals, random), testBook(20), testCodings(4000, 300, 20, random))
		some := research.NewBits(x.Len())
		for i := range x.Len() {
			if random.IntN(3) > 0 {
				some.Set(i)
			}
		}
		rows := codeRows(x, Query{})
		for _, dim := range Dimensions() {
			for _, within := range []research.Bits{nil, some} {
				b := x.Break(rows, x.Group(dim), within)
				for i, row := range rows {
					total := 0
					for k := range x.Len() {
						if row.Has(k) && (within == nil || within.Has(k)) {
							total++
						}
					}
					if b.Totals[i] != total {
						t.Fatalf("%s: row %d is in %d interviews, counted %d", dim, i, total, b.Totals[i])
					}
					for j, c := range x.Group(dim) {
						n, base := 0, 0
						for k := range x.Len() {
							if c.Members.Has(k) && (within == nil || within.Has(k)) {
								base++
								if row.Has(k) {
									n++
								}
							}
						}
						if b.Counts[i][j] != n || b.Bases[j] != base {
							t.Fatalf("%s, %s, row %d: %d of %d, counted %d of %d", dim, c.Name, i, n, base, b.Counts[i][j], b.Bases[j])
						}
					}
				}
			}
		}
	}
}

// By stage of the mention the tallies and the walk over the codings say the same as one query a cell.
func TestBreakByStageAgainstQueries(t *testing.T) {
	random := rand.New(rand.NewPCG(22, 23))
	x := load(richFacts(150, 4, random), testBook(20), testCodings(3000, 150, 20, random))
	hurt, within := research.Hurt, x.Group("outcome")[0].Members.Or(x.Group("outcome")[1].Members)
	rows := []Query{{Codes: []research.ID{id(2, 0)}}, {Codes: []research.ID{id(2, 1), id(2, 2)}, Polarity: &hurt},
		{Codes: []research.ID{id(2, 3)}, Weight: research.Decided}, {Codes: []research.ID{id(2, 4)}, About: research.AboutRival}, {Polarity: &hurt}, {}}
	b := x.BreakByStage(rows, within)
	for i, q := range rows {
		for k, c := range b.Classes {
			q.Within = within
			q.Stage, _ = strconv.Atoi(c.Key)
			has, _ := x.scan(q, within)
			if has.Count() != b.Counts[i][k] || b.Bases[k] != within.Count() {
				t.Errorf("row %d at stage %s: %d of %d, want %d of %d", i, c.Key, b.Counts[i][k], b.Bases[k], has.Count(), within.Count())
			}
		}
	}
}

// What decided is told from the tallies as from the codings, also after some have been taken back.
func TestDecidedTallies(t *testing.T) {
	random := rand.New(rand.NewPCG(24, 25))
	codings := testCodings(2000, 80, 20, random)
	x := load(testFacts(80, random), testBook(20), codings)
	for i := 0; i < len(codings); i += 3 {
		x.Remove(codings[i])
	}
	helped := research.Helped
	for _, of := range []*Index{x, x.Clone()} {
		for c := range 20 {
			for _, q := range []Query{{Codes: []research.ID{id(2, c)}, Weight: research.Decided}, {Codes: []research.ID{id(2, c), id(2, 1)}, Weight: research.Decided, Polarity: &helped}} {
				if _, ok := of.counted(q); !ok {
					t.Fatal("the tallies do not answer what decided")
				}
				a, n := of.Query(q)
				b, m := of.scan(q, of.All())
				if !a.Equal(b) || n != m {
					t.Fatalf("code %d: %d interviews and %d mentions by the tallies, %d and %d by the codings", c, a.Count(), n, b.Count(), m)
				}
			}
		}
	}
}

func TestPeriods(t *testing.T) {
	dates := func(list ...string) *Index {
		var facts []InterviewFact
		for i, d := range list {
			facts = append(facts, InterviewFact{ID: id(3, i), Wave: id(4, 0), Date: d})
		}
		return NewIndex(facts, testBook(3))
	}
	names := func(x *Index) (r []string) {
		for _, c := range x.Periods(nil) {
			r = append(r, fmt.Sprint(c.Name, " ", c.Members.Count()))
		}
		return r
	}
	for _, c := range []struct {
		x    *Index
		want []string
	}{
		{dates(), nil}, {dates("", "x"), nil},
		{dates("2026-03-01", "2026-01-30", "2026-03-31", ""), []string{"2026-01 1", "2026-03 2"}},
		{dates("2025-01-01", "2025-02-01", "2025-03-01", "2025-04-01", "2025-05-01", "2025-06-01", "2025-07-01", "2025-08-01", "2025-09-01", "2025-10-01", "2025-11-01", "2025-12-01", "2026-01-01"),
			[]string{"Q1 2025 3", "Q2 2025 3", "Q3 2025 3", "Q4 2025 3", "Q1 2026 1"}},
	} {
		if got := names(c.x); !reflect.DeepEqual(got, c.want) {
			t.Errorf("periods %q, want %q", got, c.want)
		}
	}
	two := NewIndex([]InterviewFact{{ID: "a", Wave: "w2", Date: "2026-09-01"}, {ID: "b", Wave: "w1", Date: "2026-03-01"}}, testBook(3))
	two.NameWaves([]research.Wave{{ID: "w1", Pos: 0, Name: "H1"}, {ID: "w2", Pos: 1, Name: "H2"}})
	if got := names(two); !reflect.DeepEqual(got, []string{"H1 1", "H2 1"}) {
		t.Errorf("two waves are %q", got)
	}
}

// BenchmarkBreakdown is any breakdown of the largest study: every dimension, those with overlapping classes and with
// many, by codes, by what hurt, by what decided.
func BenchmarkBreakdown(b *testing.B) {
	random := rand.New(rand.NewPCG(11, 12))
	x := load(richFacts(10_000, 40, random), testBook(62), testCodings(1_000_000, 10_000, 62, random))
	hurt := research.Hurt
	for _, side := range []struct {
		name string
		q    Query
	}{{"said", Query{}}, {"hurt", Query{Polarity: &hurt}}, {"decided", Query{Weight: research.Decided}}} {
		for _, dim := range Dimensions() {
			classes := x.Group(dim)
			b.Run(side.name+"/"+dim, func(b *testing.B) {
				for b.Loop() {
					x.Break(codeRows(x, side.q), classes, nil)
				}
			})
		}
		b.Run(side.name+"/stage", func(b *testing.B) {
			var rows []Query
			for _, c := range x.Book().Codes {
				q := side.q
				q.Codes = []research.ID{c.ID}
				rows = append(rows, q)
			}
			for b.Loop() {
				x.BreakByStage(rows, nil)
			}
		})
	}
}
