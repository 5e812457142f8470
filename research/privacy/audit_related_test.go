package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// jointAttack lists every world of two rows and a third that follows from them, and says what the figures shown
// of all three give away, "" for nothing.
func jointAttack(f Frame, k int, d Dimension, table Table, third func(a, b uint64) (uint64, bool), before ...Table) string {
	var earlier []Group
	for _, t := range before {
		earlier = append(earlier, t.Released()...)
	}
	sets := protected(f, k, d, table, earlier)
	type told struct{ low, high [3]int }
	all := map[string]*told{}
	for name := range sets {
		all[name] = &told{low: [3]int{99, 99, 99}}
	}
	var fits [3]attacker
	for i := range fits {
		fits[i].n = f.Interviews
		fits[i].learn(table.Total.Members, table.Rows[i].Total)
		for g, group := range table.Groups {
			fits[i].learn(group.Members, table.Rows[i].Cells[g])
		}
		for _, t := range before {
			fits[i].learn(t.Total.Members, t.Rows[i].Total)
			for g, group := range t.Groups {
				fits[i].learn(group.Members, t.Rows[i].Cells[g])
			}
		}
	}
	for a := range uint64(1) << f.Interviews {
		if !fits[0].fits(research.Bits{a}) {
			continue
		}
		for b := range uint64(1) << f.Interviews {
			c, possible := third(a, b)
			if !possible || !fits[1].fits(research.Bits{b}) || !fits[2].fits(research.Bits{c}) {
				continue
			}
			for name, set := range sets {
				for i, w := range [3]uint64{a, b, c} {
					x := set.CountAnd(research.Bits{w})
					all[name].low[i], all[name].high[i] = min(all[name].low[i], x), max(all[name].high[i], x)
				}
			}
		}
	}
	for name, t := range all {
		for i := range 3 {
			if t.low[i] >= 1 && t.high[i]-t.low[i] < 2 {
				return fmt.Sprintf("row %d: %s holds %d to %d", i, name, t.low[i], t.high[i])
			}
		}
	}
	return ""
}

// theme is two random codes and the theme of both.
func theme(random *rand.Rand, n int) ([]Row, func(a, b uint64) (uint64, bool)) {
	rows := randomRows(random, n, 2)
	for _, often := range randomRows(random, n, 3) {
		rows[1].Has = rows[1].Has.And(often.Has) // seldom enough for the theme to be nearly the first code
	}
	rows = append(rows, Row{Key: "theme", Has: rows[0].Has.Or(rows[1].Has), Parts: []string{"0", "1"}})
	return rows, func(a, b uint64) (uint64, bool) { return a | b, true }
}

// causes is three primary root causes: each interview has exactly one.
func causes(random *rand.Rand, n int) ([]Row, func(a, b uint64) (uint64, bool)) {
	rows := make([]Row, 3)
	for i := range rows {
		rows[i] = Row{Key: fmt.Sprint(i), OneOf: "decided", Has: research.NewBits(n)}
	}
	for i := range n {
		rows[random.IntN(3)].Has.Set(i)
	}
	everyone := uint64(1)<<n - 1
	return rows, func(a, b uint64) (uint64, bool) { return everyone &^ (a | b), a&b == 0 }
}

// someCauses is two causes, of which an interview has at most one, and how many have either.
func someCauses(random *rand.Rand, n int) ([]Row, func(a, b uint64) (uint64, bool)) {
	rows, _ := causes(random, n)
	rows[2] = Row{Key: "any", Parts: []string{"0", "1"}, Has: rows[0].Has.Or(rows[1].Has)}
	return rows, func(a, b uint64) (uint64, bool) { return a | b, a&b == 0 }
}

// Figures of related rows do not give each other away; when the relation is not told to the audit, they do.
func TestAttackerKnowsRelations(t *testing.T) {
	for name, make := range map[string]func(*rand.Rand, int) ([]Row, func(a, b uint64) (uint64, bool)){"theme": theme, "causes": causes, "some causes": someCauses} {
		t.Run(name, func(t *testing.T) {
			random := seededRandom(8)
			told, shown := 0, 0
			for range 80 {
				f, d := randomStudy(random, 7)
				r := Rule{K: 3, MinOrganisations: 2}
				rows, third := make(random, f.Interviews)
				table := r.Disclose(f, d, rows, nil)
				if leak := jointAttack(f, 3, d, table, third); leak != "" {
					t.Fatalf("%s, %s, %s: %s", cellsOf(table.Rows[0]), cellsOf(table.Rows[1]), cellsOf(table.Rows[2]), leak)
				}
				for i := range rows {
					rows[i].Parts, rows[i].OneOf = nil, ""
					if table.Rows[i].Total.Shown {
						shown++
					}
				}
				if jointAttack(f, 3, d, r.Disclose(f, d, rows, nil), third) != "" {
					told++
				}
			}
			t.Logf("%d of 240 totals shown; without the relation %d of 80 studies tell too much", shown, told)
			// A theme is said at least as often as each of its codes, so what hides the code mostly hides the theme too.
			if told == 0 && name != "theme" || shown < 60 {
				t.Errorf("%d leaks without the relation, %d totals shown: the test says little", told, shown)
			}
		})
	}
}

// Nor do those of several packs together: of some interviews first, then of all. What the first pack tells by itself, of
// people whom only the second sets apart, nobody can take back.
func TestAttackerKnowsRelationsOfSeveralPacks(t *testing.T) {
	for name, make := range map[string]func(*rand.Rand, int) ([]Row, func(a, b uint64) (uint64, bool)){"theme": theme, "causes": causes, "some causes": someCauses} {
		t.Run(name, func(t *testing.T) {
			random := seededRandom(9)
			told, shown := 0, 0
			for range 60 {
				f, d := randomStudy(random, 8)
				r := Rule{K: 3, MinOrganisations: 2}
				rows, third := make(random, f.Interviews)
				first := d
				first.Classes = nil
				some := research.NewBits(f.Interviews)
				for i := range 5 {
					some.Set(i)
				}
				for _, c := range d.Classes {
					c.Members = c.Members.And(some)
					first.Classes = append(first.Classes, c)
				}
				before := r.Disclose(f, first, rows, nil)
				earlier := before.Released()
				for i := range earlier {
					earlier[i].Now = false
				}
				table := r.Disclose(f, d, rows, earlier)
				if leak := jointAttack(f, 3, d, table, third, before); leak != "" && jointAttack(f, 3, d, hiddenEntirely(table), third, before) == "" {
					t.Fatalf("%s, %s, %s: %s", cellsOf(table.Rows[0]), cellsOf(table.Rows[1]), cellsOf(table.Rows[2]), leak)
				}
				for i := range rows {
					rows[i].Parts, rows[i].OneOf = nil, ""
					if table.Rows[i].Total.Shown {
						shown++
					}
				}
				if jointAttack(f, 3, d, r.Disclose(f, d, rows, earlier), third, before) != "" {
					told++
				}
			}
			t.Logf("%d of 180 totals shown; without the relation %d of 60 studies tell too much", shown, told)
			if told == 0 && name != "theme" || shown < 40 {
				t.Errorf("%d leaks without the relation, %d totals shown: the test says little", told, shown)
			}
		})
	}
}

// hiddenEntirely is a table with nothing shown.
func hiddenEntirely(t Table) Table {
	rows := t.Rows
	t.Rows = nil
	for _, r := range rows {
		t.Rows = append(t.Rows, ReleasedRow{Key: r.Key, Cells: make([]Cell, len(r.Cells))})
	}
	return t
}
