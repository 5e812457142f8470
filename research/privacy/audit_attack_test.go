package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

func seededRandom(seed uint64) *rand.Rand { return rand.New(rand.NewPCG(seed, 77)) }

// randomStudy is n interviews with random outcomes, organisations and owners.
func randomStudy(random *rand.Rand, n int) (Frame, Dimension) {
	f := Frame{Interviews: n}
	outcomes := research.Outcomes()[:3+random.IntN(6)]
	classes := make([]Group, len(outcomes))
	for i, o := range outcomes {
		classes[i] = Group{Key: string(o), Name: o.String(), Members: research.NewBits(n)}
	}
	companies := 2 + random.IntN(n)
	for i := range n {
		f.Organisation, f.Owner = append(f.Organisation, random.IntN(companies)), append(f.Owner, random.IntN(6)-1)
		classes[min(random.IntN(len(classes)), random.IntN(len(classes)))].Members.Set(i)
	}
	return f, OutcomeDimension(classes)
}

// attacker knows who is in which group and every figure that was shown for a row, and lists every world that
// fits: each interview said it or not.
type attacker struct {
	n, k    int
	groups  []research.Bits
	figures []int
}

// learn adds a shown figure.
func (a *attacker) learn(members research.Bits, c Cell) {
	if c.Shown {
		a.groups, a.figures = append(a.groups, members), append(a.figures, c.X)
	}
}

// bounds is the fewest and most of each target over all worlds that fit.
func (a *attacker) bounds(targets []research.Bits) (low, high []int) {
	low, high = make([]int, len(targets)), make([]int, len(targets))
	for i := range low {
		low[i] = a.n + 1
	}
	for world := range uint64(1) << a.n {
		if !a.fits(research.Bits{world}) {
			continue
		}
		for i, t := range targets {
			x := t.CountAnd(research.Bits{world})
			low[i], high[i] = min(low[i], x), max(high[i], x)
		}
	}
	return low, high
}

func (a *attacker) fits(world research.Bits) bool {
	for i, g := range a.groups {
		if g.CountAnd(world) != a.figures[i] {
			return false
		}
	}
	return true
}

// protected is every set under k that the attacker must not pin down: classes that are not released,
// what the released groups leave of the total, atoms, organisations. Made afresh here, not by the audit.
func protected(f Frame, k int, d Dimension, table Table, earlier []Group) map[string]research.Bits {
	released := map[string]bool{}
	sets := map[string]research.Bits{}
	rest := table.Total.Members
	for _, g := range table.Groups {
		released[fmt.Sprint(g.Members)] = true
		rest = rest.AndNot(g.Members)
	}
	sets["rest"] = rest
	for i, c := range d.Classes {
		if !released[fmt.Sprint(c.Members.Or(research.NewBits(f.Interviews)))] && !released[fmt.Sprint(c.Members)] {
			sets[fmt.Sprint("class ", i, c.Name)] = c.Members
		}
	}
	known := append(append([]Group{table.Total}, table.Groups...), earlier...)
	for i := range f.Interviews {
		signature := "atom"
		for _, g := range known {
			signature += fmt.Sprint(g.Members.Has(i))
		}
		company := fmt.Sprint("company ", f.Organisation[i])
		for _, name := range []string{signature, company} {
			if sets[name] == nil {
				sets[name] = research.NewBits(f.Interviews)
			}
			sets[name].Set(i)
		}
	}
	for name, s := range sets {
		if n := s.Count(); n == 0 || n >= k {
			delete(sets, name)
		}
	}
	return sets
}

// attack says what an attacker learns from a row, "" for nothing. hidden are groups between classes and
// released ones, protected too.
func attack(f Frame, k int, d Dimension, table Table, row int, earlier []Group, has research.Bits, hidden ...Group) string {
	a := knowing(f, k, table, row, earlier, has)
	d.Classes = append(append([]Group(nil), d.Classes...), hidden...)
	sets := protected(f, k, d, table, earlier)
	var names []string
	var targets []research.Bits
	for name, s := range sets {
		names, targets = append(names, name), append(targets, s)
	}
	low, high := a.bounds(targets)
	for i := range targets {
		if low[i] >= 1 && high[i]-low[i] < 2 {
			return fmt.Sprintf("%s (%d interviews) holds %d to %d", names[i], targets[i].Count(), low[i], high[i])
		}
	}
	for p := range f.Interviews {
		if leak := a.asParticipant(f, p, has.Has(p)); leak != "" {
			return leak
		}
	}
	return ""
}

// asParticipant says what somebody learns who was interviewed, and so knows one answer: about each other person, and
// each organisation without themselves.
func (a *attacker) asParticipant(f Frame, p int, own bool) string {
	sets := map[string]research.Bits{}
	for i := range f.Interviews {
		for _, name := range []string{fmt.Sprint("person ", i), fmt.Sprint("company ", f.Organisation[i])} {
			if sets[name] == nil {
				sets[name] = research.NewBits(f.Interviews)
			}
			if i != p {
				sets[name].Set(i)
			}
		}
	}
	b := *a
	b.learn(memberSet(f.Interviews, p), Cell{X: map[bool]int{true: 1}[own], Shown: true})
	var names []string
	var targets []research.Bits
	for name, s := range sets {
		whole := s.Count()
		if f.Organisation[p] >= 0 && name == fmt.Sprint("company ", f.Organisation[p]) {
			whole++
		}
		if s.Count() > 0 && whole < a.k {
			names, targets = append(names, name), append(targets, s)
		}
	}
	low, high := b.bounds(targets)
	for i := range targets {
		if low[i] <= a.n && low[i] >= 1 && high[i]-low[i] < 2 {
			return fmt.Sprintf("participant %d: %s holds %d to %d", p, names[i], low[i], high[i])
		}
	}
	return ""
}

// possibly says whether somebody might learn something whose answer was another than the one they gave: whether a
// figure shows goes by the figures alone.
func possibly(f Frame, k int, table Table, earlier []Group, row Row) string {
	a := knowing(f, k, table, 0, earlier, row.Has)
	for p := range f.Interviews {
		for _, own := range []bool{false, true} {
			if leak := a.asParticipant(f, p, own); leak != "" {
				return leak
			}
		}
	}
	return ""
}

// knowing is an attacker with every figure that was shown for a row.
func knowing(f Frame, k int, table Table, row int, earlier []Group, has research.Bits) *attacker {
	a, r := &attacker{n: f.Interviews, k: k}, table.Rows[row]
	a.learn(table.Total.Members, r.Total)
	for i, g := range table.Groups {
		a.learn(g.Members, r.Cells[i])
	}
	for _, e := range earlier {
		if e.shows(r.Key) {
			a.learn(e.Members, Cell{X: has.CountAnd(e.Members), Shown: true})
		}
	}
	return a
}

// randomRows are things said by few, many or nearly all.
func randomRows(random *rand.Rand, n, rows int) []Row {
	var r []Row
	for i := range rows {
		share, has := random.Float64(), research.NewBits(n)
		for k := range n {
			if random.Float64() < share {
				has.Set(k)
			}
		}
		r = append(r, Row{Key: fmt.Sprint(i), Has: has})
	}
	return r
}

// Whatever is released of small random studies, nobody can work out who said it; with the audit switched
// off somebody can, so the attacker is no straw man.
func TestAttackerLearnsNothing(t *testing.T) {
	random := seededRandom(1)
	won, shown, split := 0, 0, 0
	for range 120 {
		f, d := randomStudy(random, 8+random.IntN(5))
		r := Rule{K: 3 + random.IntN(2), MinOrganisations: 2 + random.IntN(2)}
		rows := randomRows(random, f.Interviews, 6)
		table, open := r.disclose(f, d, rows, nil, true), r.disclose(f, d, rows, nil, false)
		for i, row := range rows {
			if leak := attack(f, r.K, d, table, i, nil, row.Has); leak != "" {
				t.Fatalf("k %d, row %s (%s): %s", r.K, row.Key, cellsOf(table.Rows[i]), leak)
			}
			if attack(f, r.K, d, open, i, nil, row.Has) != "" {
				won++
			}
			if table.Rows[i].Total.Shown {
				shown++
			}
			if len(table.Groups) > 1 && table.Rows[i].Cells[0].Shown {
				split++
			}
		}
	}
	t.Logf("720 rows: %d totals and %d splits shown; without the audit %d rows leak", shown, split, won)
	if won == 0 || shown < 200 || split < 60 {
		t.Errorf("%d totals and %d splits shown, %d leaks without the audit: the test says little", shown, split, won)
	}
}

// secondDimension splits the same interviews another way.
func secondDimension(random *rand.Rand, n int) Dimension {
	regions := make([]Group, 2+random.IntN(2))
	for i := range regions {
		regions[i] = Group{Key: fmt.Sprint("r", i), Name: fmt.Sprint("Region ", i), Members: research.NewBits(n)}
	}
	for i := range n {
		regions[random.IntN(len(regions))].Members.Set(i)
	}
	return Dimension{Key: "region", Classes: regions}
}

// A reader of two tables, by outcome and then by region, knows the figures of both.
func TestAttackerWithTwoTables(t *testing.T) {
	random := seededRandom(2)
	split, won := 0, 0
	for range 100 {
		f, d := randomStudy(random, 10+random.IntN(4))
		by := secondDimension(random, f.Interviews)
		r := Rule{K: 3, MinOrganisations: 2}
		rows := randomRows(random, f.Interviews, 4)
		first := r.Disclose(f, d, rows, nil).Released()
		table, open := r.Disclose(f, by, rows, first), r.disclose(f, by, rows, first, false)
		for i, row := range rows {
			leak := attack(f, r.K, by, table, i, first, row.Has)
			before := table // what the first table told is not the second's to hide
			before.Rows = []ReleasedRow{{Key: row.Key, Cells: make([]Cell, len(table.Groups))}}
			if leak != "" && attack(f, r.K, by, before, 0, first, row.Has) == "" {
				t.Fatalf("row %s (%s): %s", row.Key, cellsOf(table.Rows[i]), leak)
			}
			if attack(f, r.K, by, open, i, first, row.Has) != "" {
				won++
			}
			if len(table.Groups) > 1 && table.Rows[i].Cells[0].Shown {
				split++
			}
		}
	}
	t.Logf("400 rows: %d splits shown beside the first table; without the audit %d rows leak", split, won)
	if split < 20 || won == 0 {
		t.Errorf("%d splits shown, %d leaks without the audit: the test says little", split, won)
	}
}

// Competitors overlap: an interview is in the class of each rival that took part.
func TestAttackerWithOverlappingClasses(t *testing.T) {
	random := seededRandom(9)
	split, won := 0, 0
	for range 100 {
		f, _ := randomStudy(random, 9+random.IntN(4))
		d := Dimension{Key: "competitor", Total: Group{Members: memberRange(0, f.Interviews-1)}}
		for i, row := range randomRows(random, f.Interviews, 3) {
			d.Classes = append(d.Classes, Group{Key: fmt.Sprint(i), Name: fmt.Sprint("Rival ", i), Members: row.Has})
		}
		r := Rule{K: 3, MinOrganisations: 2}
		rows := randomRows(random, f.Interviews, 4)
		rows = append(rows, Row{Key: "any", Has: rows[0].Has.Or(rows[1].Has), Parts: []string{"0", "1"}})
		table, open := r.Disclose(f, d, rows, nil), r.disclose(f, d, rows, nil, false)
		for i, row := range rows {
			if leak := attack(f, r.K, d, table, i, nil, row.Has); leak != "" {
				t.Fatalf("row %s (%s): %s", row.Key, cellsOf(table.Rows[i]), leak)
			}
			if attack(f, r.K, d, open, i, nil, row.Has) != "" {
				won++
			}
			if len(table.Groups) > 1 && table.Rows[i].showsSplit() {
				split++
			}
		}
	}
	t.Logf("500 rows: %d splits shown; without the audit %d rows leak", split, won)
	if split < 10 || won == 0 {
		t.Errorf("%d splits shown, %d leaks without the audit: the test says little", split, won)
	}
}
