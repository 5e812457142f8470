package privacy

import (
	"fmt"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// The audit's verdict is exact, in closed form and by search alike: it withholds when listing every world
// shows that a small set is told, and only then.
func TestAuditAgainstEveryWorld(t *testing.T) {
	random := seededRandom(3)
	for _, overlapping := range []bool{false, true} {
		told, searched := 0, 0
		for range 400 {
			f, d := randomStudy(random, 6+random.IntN(6))
			r := Rule{K: 3 + random.IntN(3), MinOrganisations: 1}
			var earlier []Group
			if overlapping {
				for range 1 + random.IntN(3) {
					earlier = append(earlier, Group{Members: randomRows(random, f.Interviews, 1)[0].Has})
				}
			}
			m := r.merge(f, d)
			table := Table{Dimension: "outcome", Total: d.total(f), Groups: m.released}
			a := newAudit(f, r.k(), table.Total, table.Groups, m.hidden, earlier)
			for _, row := range randomRows(random, f.Interviews, 3) {
				shown := shownEntirely(table, row)
				table.Rows = []ReleasedRow{shown}
				leak := attack(f, r.k(), d, table, 0, earlier, row.Has, m.hidden...)
				passes := a.passes(row, shown, earlier)
				if leak == "" && !passes {
					leak = possibly(f, r.k(), table, earlier, row)
				}
				if passes != (leak == "") {
					t.Fatalf("overlapping %v, k %d, %s: passes %v, but the attacker finds %q", overlapping, r.k(), cellsOf(shown), passes, leak)
				}
				if leak != "" {
					told++
				}
				if _, ok := a.partition(groupsOf(shownTo(a, row, shown, earlier)), make([]int, len(a.sizes))); !ok {
					searched++
				}
			}
		}
		t.Logf("overlapping %v: %d of 1200 rows tell too much, %d needed the search", overlapping, told, searched)
		if told < 100 || told > 1100 || overlapping && searched < 600 {
			t.Errorf("overlapping %v: %d rows tell too much, %d searched: the test says little", overlapping, told, searched)
		}
	}
}

// shownTo is what a reader has of a row.
func shownTo(a *audit, row Row, shown ReleasedRow, earlier []Group) []told {
	_, all := a.told(row.Key, shown, earlier, a.atoms(row))
	return all
}

// shownEntirely is a row with nothing withheld.
func shownEntirely(table Table, row Row) ReleasedRow {
	c := &disclosure{}
	r := ReleasedRow{Key: row.Key, Total: c.cell(row, table.Total.Members)}
	for _, g := range table.Groups {
		r.Cells = append(r.Cells, c.cell(row, g.Members))
	}
	return r
}

// What the search does not solve in time is withheld.
func TestAuditWithholdsWhatItCannotSolve(t *testing.T) {
	s := auditSystem{steps: 3}
	target := auditEquation{sum: 15}
	for range 30 {
		target.vars = append(target.vars, s.variable(1, 0))
	}
	s.equations = append(s.equations, target)
	if s.feasible() {
		t.Error("solved within three steps")
	}
	s.steps = auditSteps
	if !s.feasible() {
		t.Error("not solved at all")
	}
}

// Organisations that look the same to the audit are looked at once.
func TestAuditKeepsEachKindOnce(t *testing.T) {
	f, d := worked()
	m := Rule{K: 5}.merge(f, d)
	a := newAudit(f, 5, d.total(f), m.released, m.hidden, nil)
	if len(a.sizes) != 2 || len(a.small) != 6 { // lost, no decision, one of the won and one of the others: a person, and an owner's
		t.Errorf("%d atoms, small sets %v", len(a.sizes), a.small)
	}
}

// bigStudy is ten thousand interviews of four thousand companies with every outcome.
func bigStudy(random *rand.Rand) (Frame, Dimension, []Row) {
	const n = 10_000
	f := Frame{Interviews: n}
	classes := make([]Group, 8)
	for i, o := range research.Outcomes() {
		classes[i] = Group{Key: string(o), Name: o.String(), Members: research.NewBits(n)}
	}
	for i := range n {
		f.Organisation, f.Owner = append(f.Organisation, random.IntN(4000)), append(f.Owner, random.IntN(60))
		o := random.IntN(8)
		if o == 7 && random.IntN(400) > 0 { // few churned
			o = 0
		}
		classes[o].Members.Set(i)
	}
	return f, OutcomeDimension(classes), randomRows(random, n, 62)
}

func BenchmarkDisclose(b *testing.B) {
	f, d, rows := bigStudy(seededRandom(4))
	for b.Loop() {
		Rule{K: 5}.Disclose(f, d, rows, nil)
	}
}

// With three earlier packs of fewer interviews and a table by region shown before.
func BenchmarkDiscloseAfterPacks(b *testing.B) {
	random := seededRandom(4)
	f, d, rows := bigStudy(random)
	var earlier []Group
	for p := range 3 {
		before := d
		before.Total = Group{Key: "all", Members: memberRange(0, 6000+1000*p)}
		before.Classes = nil
		for _, c := range d.Classes {
			before.Classes = append(before.Classes, Group{Key: c.Key, Name: c.Name, Members: c.Members.And(before.Total.Members)})
		}
		earlier = append(earlier, Rule{K: 5}.Disclose(f, before, rows, nil).Released()...)
	}
	regions := Dimension{Key: "region"}
	for i := range 5 {
		regions.Classes = append(regions.Classes, Group{Key: fmt.Sprint(i), Name: fmt.Sprint(i), Members: research.NewBits(f.Interviews)})
	}
	for i := range f.Interviews {
		regions.Classes[random.IntN(5)].Members.Set(i)
	}
	earlier = append(earlier, Rule{K: 5}.Disclose(f, regions, rows, nil).Released()...)
	for b.Loop() {
		Rule{K: 5}.Disclose(f, d, rows, earlier)
	}
}
