package analysis

import (
	"slices"

	"openloop/research"
)

// Clone is the index as it is now, to read beside one that goes on counting. The two share what never
// changes: interviews, codebook and groups.
func (x *Index) Clone() *Index {
	c := *x
	c.cells = make([]cells, len(x.cells))
	total := 0
	for _, of := range x.cells {
		total += len(of)
	}
	all := make(cells, 0, total) // one piece of memory for all
	for i, of := range x.cells {
		from := len(all)
		all = append(all, of...)
		c.cells[i] = all[from:len(all):len(all)]
	}
	for _, t := range []*[]tally{&c.byCode, &c.byCodeStage, &c.byCodePolar, &c.byStage, &c.byStagePolar, &c.byDecided} {
		*t = cloneTallies(*t)
	}
	c.bySide = make([]research.Bits, len(x.bySide))
	for i, b := range x.bySide {
		c.bySide[i] = slices.Clone(b)
	}
	return &c
}

func cloneTallies(from []tally) []tally {
	to := make([]tally, len(from))
	for i, t := range from {
		to[i].has = slices.Clone(t.has)
		to[i].planes = make([]research.Bits, len(t.planes))
		for k, p := range t.planes {
			to[i].planes[k] = slices.Clone(p)
		}
	}
	return to
}
