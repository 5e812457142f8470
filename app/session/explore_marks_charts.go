package session

import (
	"openloop/research"
	"openloop/research/privacy"
)

// chartWork is what marks a chart whose figures are not those of the table, nil for the others. What it needs of the
// figures it takes now; disclosure control runs when it is called.
func (f *facts) chartWork(e *Explored, w *exploreWork) func() *ExploreMarks {
	switch e.Ask.Chart {
	case ChartCoverage:
		return f.heardMarks(e, w)
	}
	return nil
}

// heardMarks marks the classes of which too few were heard to be a group.
func (f *facts) heardMarks(e *Explored, w *exploreWork) func() *ExploreMarks {
	of := map[string]research.Bits{}
	for _, c := range f.index.Group(coverageBy(e.Ask.By)) {
		of[c.Key] = c.Members.And(w.total.Members)
	}
	return func() *ExploreMarks {
		m := &ExploreMarks{Totals: make([]string, len(e.Coverage)), Cells: make([][]string, len(e.Coverage))}
		for i, c := range e.Coverage {
			m.Cells[i] = []string{""}
			if ok, _ := w.rule.Allows(w.frame, of[c.Key]); !ok {
				m.Cells[i][0] = w.words(privacy.WithheldBase)
			}
		}
		return m
	}
}
