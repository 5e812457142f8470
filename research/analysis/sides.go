package analysis

import "openloop/research"

// The sides that who said a code at a stage is kept for: the polarities, and what decided. Only who, not how often: a
// tally of each would take three times the room, and no figure of a side at a stage counts mentions.
const (
	decidedSide = polarities
	sides       = polarities + 1
)

// addSide enters a coding in the sets of its sides.
func (x *Index) addSide(i int, c cell) {
	at := (c.code()*x.stages + c.stage()) * sides
	x.enter(at+c.polarity(), i)
	if c.weight() == research.Decided {
		x.enter(at+decidedSide, i)
	}
}

func (x *Index) enter(set, i int) {
	if x.bySide[set] == nil {
		x.bySide[set] = research.NewBits(len(x.facts))
	}
	x.bySide[set].Set(i)
}

// removeSide takes an interview out of the sets that no coding holds it in any more. The coding is gone from its cells.
func (x *Index) removeSide(i int, c cell) {
	at := (c.code()*x.stages + c.stage()) * sides
	polar, decided := false, c.weight() != research.Decided
	from, _ := x.cells[i].find(c.key >> stageAt << stageAt)
	for _, o := range x.cells[i][from:] {
		if o.key>>stageAt != c.key>>stageAt {
			break
		}
		polar = polar || o.polarity() == c.polarity()
		decided = decided || o.weight() == research.Decided
	}
	if !polar {
		x.bySide[at+c.polarity()].Clear(i)
	}
	if !decided {
		x.bySide[at+decidedSide].Clear(i)
	}
}

// saidAt is the sets in whose union lies who has what a query asks for at a stage of mention, of codes at these
// positions. It is false where only the codings tell: whom they are about, or two sides at once.
func (x *Index) saidAt(q Query, codes []int, stage int, into []research.Bits) ([]research.Bits, bool) {
	decided := q.Weight == research.Decided && q.Polarity == nil
	switch {
	case q.About != "" || q.Weight != 0 && !decided:
		return into, false
	case len(q.Codes) == 0:
		return append(into, x.stageTally(stage, q.Polarity).has), !decided
	}
	for _, c := range codes {
		at := c*x.stages + stage
		switch {
		case decided:
			into = append(into, x.bySide[at*sides+decidedSide])
		case q.Polarity != nil:
			into = append(into, x.bySide[at*sides+polarityIndex(*q.Polarity)])
		default:
			into = append(into, x.byCodeStage[at].has)
		}
	}
	return into, true
}

// Who is the interviews with a coding as asked: those that Query answers, without counting mentions.
func (x *Index) Who(q Query) research.Bits {
	within := x.within(q.Within)
	has := research.NewBits(len(x.facts))
	if tallies, ok := x.counted(q); ok {
		for _, t := range tallies {
			merge(has, t.has)
		}
	} else if sets, ok := x.saidAt(q, x.distinct(q.Codes), q.Stage, nil); ok && q.Stage > 0 && q.Stage < x.stages {
		for _, s := range sets {
			merge(has, s)
		}
	} else {
		has, _ = x.scan(q, within)
		return has
	}
	for i := range has {
		if i >= len(within) {
			has[i] = 0
		} else {
			has[i] &= within[i]
		}
	}
	return has
}

// countUnion is how many interviews of a group are in any of some sets.
func countUnion(sets []research.Bits, within, room research.Bits) int {
	if len(sets) == 1 {
		return sets[0].CountAnd(within)
	}
	clear(room)
	for _, s := range sets {
		merge(room, s)
	}
	return room.CountAnd(within)
}
