package analysis

import (
	"runtime"
	"sync"

	"openloop/research"
)

// Matrix is counts of interviews by stage of mention and class.
type Matrix struct {
	Stages  []research.Stage // the rows
	Classes []Class          // the columns, members within the group asked about
	Bases   []int            // interviews per class
	Base    int              // interviews in all
	// Counts is stage × class; Totals is per stage over the whole group.
	Counts [][]int
	Totals []int
}

// StageByOutcome is how many interviews of each outcome spoke of each stage.
func (x *Index) StageByOutcome(within research.Bits) Matrix {
	return x.StageBy(within, x.groups["outcome"], nil)
}

// StageBy is how many interviews of each class spoke of each stage: with that polarity, nil for any.
// "Hurt by stage" is StageBy(nil, classes, &hurt).
func (x *Index) StageBy(within research.Bits, classes []Class, polarity *research.Polarity) Matrix {
	within = x.within(within)
	m := Matrix{Stages: x.book.Stages, Base: within.Count()}
	for _, c := range classes {
		c.Members = c.Members.And(within)
		m.Classes, m.Bases = append(m.Classes, c), append(m.Bases, c.Members.Count())
	}
	for _, s := range x.book.Stages {
		t, row := x.stageTally(s.Number, polarity), make([]int, len(classes))
		for i, c := range m.Classes {
			row[i] = t.interviews(c.Members)
		}
		m.Counts, m.Totals = append(m.Counts, row), append(m.Totals, t.interviews(within))
	}
	return m
}

// stageTally is the tally of a stage of mention; empty for a stage beyond the index's room.
func (x *Index) stageTally(stage int, polarity *research.Polarity) *tally {
	if stage < 0 || stage >= x.stages {
		return &tally{}
	}
	if polarity == nil {
		return &x.byStage[stage]
	}
	return &x.byStagePolar[stage*polarities+polarityIndex(*polarity)]
}

// Count is one cell of a Cube.
type Count struct{ Interviews, Mentions int }

// Cube is every count of code × stage of mention × outcome.
type Cube struct {
	Codes    []research.ID // in the order of the codebook
	Stages   int           // stages of mention from 0, unknown, to Stages-1
	Outcomes []Class       // members within the group asked about
	counts   []Count
}

// At is the count of the code, stage of mention and outcome at these places of Codes and Outcomes.
func (c *Cube) At(code, stage, outcome int) Count {
	return c.counts[(code*c.Stages+stage)*len(c.Outcomes)+outcome]
}

// Cube counts everything within a group, nil for all. Ten thousand interviews with a million codings take
// two to four milliseconds on one core.
func (x *Index) Cube(within research.Bits) *Cube {
	within = x.within(within)
	c := &Cube{Stages: x.stages}
	for _, code := range x.book.Codes {
		c.Codes = append(c.Codes, code.ID)
	}
	for _, o := range x.groups["outcome"] {
		o.Members = o.Members.And(within)
		c.Outcomes = append(c.Outcomes, o)
	}
	c.counts = make([]Count, len(x.byCodeStage)*len(c.Outcomes))
	by := newPartition(c.Outcomes, len(x.facts))
	var workers sync.WaitGroup
	n, parts := len(x.byCodeStage), runtime.GOMAXPROCS(0)
	for k := range parts {
		workers.Go(func() { x.count(c, by, k*n/parts, (k+1)*n/parts) })
	}
	workers.Wait()
	return c
}

// count fills in the cells of the code and stage tallies from one position to before another.
func (x *Index) count(c *Cube, by *partition, from, to int) {
	interviews, mentions := make([]int, len(c.Outcomes)), make([]int, len(c.Outcomes))
	for i := from; i < to; i++ {
		t := &x.byCodeStage[i]
		if t.has == nil {
			continue
		}
		clear(interviews)
		by.count(t.has, interviews, 1)
		copy(mentions, interviews)
		for k, p := range t.planes {
			by.count(p, mentions, 1<<k)
		}
		for o := range interviews {
			c.counts[i*len(c.Outcomes)+o] = Count{interviews[o], mentions[o]}
		}
	}
}
