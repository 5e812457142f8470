package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// A reader who knows the rule sees a withheld split and lists every world in which it would have been
// withheld. Even then no small set is pinned down. (A whole row that is missing says that nearly everybody
// said it, and a rest of one or two cannot be hidden: neither is promised.)
func TestReaderWhoKnowsTheRule(t *testing.T) {
	random := seededRandom(5)
	withheld := 0
	for range 60 {
		f, d := randomStudy(random, 8+random.IntN(4))
		r := Rule{K: 3 + random.IntN(3), MinOrganisations: 2}
		var worlds []Row
		for w := range uint64(1) << f.Interviews {
			worlds = append(worlds, Row{Has: research.Bits{w}})
		}
		table := r.Disclose(f, d, worlds, nil)
		rest := table.Total.Members
		for _, g := range table.Groups {
			rest = rest.AndNot(g.Members)
		}
		if n := rest.Count(); len(table.Groups) == 0 || n == 1 || n == 2 {
			continue
		}
		same := map[int][]research.Bits{} // worlds whose split is withheld, by what is shown: the total
		for i, row := range table.Rows {
			if row.Total.Shown && !row.Cells[0].Shown {
				same[row.Total.X] = append(same[row.Total.X], worlds[i].Has)
				withheld++
			}
		}
		for total, fits := range same {
			for name, set := range protected(f, r.K, d, table, nil) {
				low, high := f.Interviews, 0
				for _, w := range fits {
					low, high = min(low, set.CountAnd(w)), max(high, set.CountAnd(w))
				}
				if low >= 1 && high-low < 2 {
					t.Fatalf("k %d, split of %d withheld: %s holds %d to %d", r.K, total, name, low, high)
				}
			}
		}
	}
	if withheld < 5000 {
		t.Errorf("%d withheld splits: the test says little", withheld)
	}
}

// Of seven: (0,7), (1,6), (2,5), (5,2) and (6,1) of the example do not pass, and between them say nothing. Of five
// (0,5) does not, and by itself would say that three of the four lost or all did; but neither does (5,0), which would
// tell the sixth of the won what the other five said. Of four only (0,4) does not: those lost would be two to four.
func TestSilenceWorked(t *testing.T) {
	f, d := worked()
	for _, c := range []struct {
		row  Row
		want string
	}{
		{saidBy(0, 5), "5/12 | audit audit"},
		{saidBy(1, 4), "5/12 | 1/6 4/6"},
		{saidBy(2, 3), "5/12 | 2/6 3/6"},
		{saidBy(5, 0), "5/12 | audit audit"},
		{saidBy(4, 3), "7/12 | 4/6 3/6"},
	} {
		if got := cellsOf((Rule{K: 5}).Disclose(f, d, []Row{c.row}, nil).Rows[0]); got != c.want {
			t.Errorf("%s: got %s, want %s", c.row.Key, got, c.want)
		}
	}
}

// Whether a split shows depends on the figures alone, not on who in the groups said it.
func TestSilenceLooksAtFiguresOnly(t *testing.T) {
	random := seededRandom(6)
	for range 40 {
		f, d := randomStudy(random, 20)
		var rows []Row
		for _, row := range randomRows(random, 20, 30) {
			m := Rule{K: 4}.merge(f, d)
			rows = append(rows, row, Row{Has: shuffledWithin(random, row.Has, m.now)})
		}
		table := Rule{K: 4}.Disclose(f, d, rows, nil)
		for i := 0; i < len(rows); i += 2 {
			if a, b := cellsOf(table.Rows[i]), cellsOf(table.Rows[i+1]); a != b {
				t.Fatalf("the same figures show as %s and as %s", a, b)
			}
		}
	}
}

// shuffledWithin is as many of each group, but others.
func shuffledWithin(random *rand.Rand, has research.Bits, groups []Group) research.Bits {
	r := research.NewBits(20)
	for _, g := range groups {
		var all []int
		g.Members.Each(func(i int) { all = append(all, i) })
		random.Shuffle(len(all), func(i, j int) { all[i], all[j] = all[j], all[i] })
		for _, i := range all[:has.CountAnd(g.Members)] {
			r.Set(i)
		}
	}
	return r
}

// Disclosure control must leave a report to read: of usual studies most splits show.
func TestMostSplitsShow(t *testing.T) {
	for _, c := range []struct{ interviews, percent int }{{16, 80}, {24, 90}, {36, 95}, {60, 97}} {
		t.Run(fmt.Sprint(c.interviews, " interviews"), func(t *testing.T) {
			random := seededRandom(7)
			rows, shown := 0, 0
			for range 60 {
				f, d := usualStudy(random, c.interviews)
				table := Rule{}.Disclose(f, d, randomRows(random, c.interviews, 20), nil)
				for _, row := range table.Rows {
					if len(table.Groups) < 2 || row.Total.X == 0 || 10*row.Total.X > 7*c.interviews {
						continue // said by nobody, or by nearly everybody
					}
					rows++
					if row.Cells[0].Shown {
						shown++
					}
				}
			}
			if percent := 100 * shown / rows; percent < c.percent {
				t.Errorf("%d%% of %d splits show, want %d%%", percent, rows, c.percent)
			}
		})
	}
}

// usualStudy is about half won, a third lost, the rest undecided; few companies with two interviews.
func usualStudy(random *rand.Rand, n int) (Frame, Dimension) {
	f := frameOf(n)
	classes := []Group{{Key: "won"}, {Key: "lost"}, {Key: "no_decision"}}
	for i := range classes {
		classes[i].Members = research.NewBits(n)
	}
	for i := range n {
		f.Organisation[i] = random.IntN(3 * n)
		switch x := random.IntN(100); {
		case x < 46:
			classes[0].Members.Set(i)
		case x < 77:
			classes[1].Members.Set(i)
		default:
			classes[2].Members.Set(i)
		}
	}
	return f, OutcomeDimension(classes)
}
