package session

import (
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// chartWork is what marks a chart whose figures are not those of the table, nil for the others. What it needs of the
// figures it takes now; disclosure control runs when it is called.
func (f *facts) chartWork(e *Explored, w *exploreWork) func() *ExploreMarks {
	switch e.Ask.Chart {
	case ChartReasons:
		return e.reasonMarks(w)
	case ChartImportance:
		return f.importanceMarks(e, w)
	case ChartRivals:
		return f.rivalMarks(e, w)
	case ChartCoverage:
		return f.heardMarks(e, w)
	}
	return nil
}

// reasonMarks discloses each kind of reason by itself, out of the interviews that have one, as the pages do.
func (e *Explored) reasonMarks(w *exploreWork) func() *ExploreMarks {
	return func() *ExploreMarks {
		r := e.Reasons
		m := &ExploreMarks{Totals: make([]string, len(r.Codes)), Cells: make([][]string, len(r.Codes))}
		for k, kind := range r.Kinds {
			total := privacy.Group{Key: string(kind) + "|" + r.Of, Name: r.Of, Members: r.base[k].And(w.total.Members)}
			var rows []privacy.Row
			for i, c := range r.Codes {
				rows = append(rows, privacy.Row{Key: string(kind) + ":" + c.Ref, Has: r.sets[i][k].And(total.Members), OneOf: string(kind)})
			}
			t := w.rule.Disclose(w.frame, privacy.Dimension{Key: string(kind), Total: total}, rows, w.earlier)
			for i := range r.Codes {
				m.Cells[i] = append(m.Cells[i], w.why(t.Rows[i].Total))
			}
		}
		return m
	}
}

// importanceMarks discloses what decided, what hurt and what helped, each out of all interviews. The second column leaves
// only where both its sides do.
func (f *facts) importanceMarks(e *Explored, w *exploreWork) func() *ExploreMarks {
	var rows []privacy.Row
	hurt, helped := research.Hurt, research.Helped
	for i, it := range e.Importance {
		for _, q := range []analysis.Query{{Weight: research.Decided}, {Polarity: &hurt}, {Polarity: &helped}} {
			has := research.NewBits(len(f.rows))
			if q.Codes = it.Codes; len(it.Codes) > 0 {
				q.Within = w.total.Members
				has, _ = f.index.Query(q)
			}
			_, within := f.themeKey(ExploreRow{query: analysis.Query{Codes: it.Codes}})
			side := map[int]string{0: SideDecided, 1: SideHurt, 2: SideHelped}[len(rows)%3]
			rows = append(rows, privacy.Row{Key: it.Key + "/" + side, Conduct: e.Rows[i].Stage == research.SalesConductStage, Has: has, Within: within})
		}
	}
	related := make([]privacy.Row, len(w.base))
	copy(related, w.base)
	for i := range related {
		related[i].Mute = true
	}
	return func() *ExploreMarks {
		t := w.rule.Disclose(w.frame, privacy.Dimension{Key: "importance", Total: w.total}, append(rows, related...), w.earlier)
		m := &ExploreMarks{Totals: make([]string, len(e.Importance)), Cells: make([][]string, len(e.Importance))}
		for i := range e.Importance {
			m.Cells[i] = []string{w.why(t.Rows[3*i].Total), or(w.why(t.Rows[3*i+1].Total), w.why(t.Rows[3*i+2].Total))}
		}
		return m
	}
}

// rivalMarks discloses competitors by outcome: how often one was won against leaves where its split by outcome does.
func (f *facts) rivalMarks(e *Explored, w *exploreWork) func() *ExploreMarks {
	d, _ := f.dimension("outcome", w.total, w.rule)
	of := map[string]research.Bits{}
	for _, c := range f.index.Group("competitor") {
		of[c.Key] = c.Members
	}
	var rows []privacy.Row
	for _, r := range e.Rivals {
		rows = append(rows, privacy.Row{Key: "competitor:" + r.Key, Has: of[r.Key].And(w.total.Members)})
	}
	return func() *ExploreMarks {
		t := w.rule.Disclose(w.frame, d, rows, w.earlier)
		m := &ExploreMarks{Totals: make([]string, len(rows)), Cells: make([][]string, len(rows))}
		for i, row := range t.Rows {
			why, some := w.why(row.Total), 0
			for j, g := range t.Groups {
				if g.Key == string(research.Won) || g.Key == string(research.Lost) {
					some++
					why = or(why, w.why(row.Cells[j]))
				}
			}
			if some < 2 {
				why = or(why, "Won or lost leave only together with others.")
			}
			m.Cells[i] = []string{why}
		}
		return m
	}
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
