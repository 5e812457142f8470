package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// rule is how many must stand behind a figure that leaves.
func (s *Session) rule() privacy.Rule {
	st := s.store.Study()
	return privacy.Rule{K: st.MinInterviews, MinOrganisations: st.MinOrganisations}
}

// frame says who stands behind each interview, by the index's positions.
func (f *facts) frame() privacy.Frame {
	fr := privacy.Frame{Interviews: len(f.rows), Organisation: make([]int, len(f.rows)), Owner: make([]int, len(f.rows)), Members: make([]research.ID, len(f.rows))}
	orgs, owners := map[research.ID]int{}, map[research.ID]int{}
	number := func(m map[research.ID]int, id research.ID) int {
		if id == "" {
			return -1
		}
		if _, ok := m[id]; !ok {
			m[id] = len(m)
		}
		return m[id]
	}
	for i, r := range f.rows {
		fr.Members[i] = r.Interview.ID
		fr.Organisation[i] = number(orgs, r.Organisation.ID)
		fr.Owner[i] = number(owners, r.Deal.Owner)
	}
	return fr
}

// dimension is a dimension's classes within some interviews, ready to be merged.
func (f *facts) dimension(by string, within research.Bits) privacy.Dimension {
	var classes []privacy.Group
	for _, c := range f.index.Group(by) {
		m := c.Members.And(within)
		if m.Count() > 0 {
			classes = append(classes, privacy.Group{Name: c.Name, Key: c.Key, Members: m})
		}
	}
	d := privacy.Dimension{Key: by, Classes: classes}
	if by == "outcome" {
		d = privacy.OutcomeDimension(classes)
	}
	d.Total = privacy.Group{Name: "All interviews", Key: "all", Members: within}
	return d
}

// codeRows are the codes as rows of a table that may leave.
func (f *facts) codeRows() []privacy.Row {
	rows := make([]privacy.Row, 0, len(f.book.Codes))
	for _, c := range f.book.Codes {
		if c.MergedInto != "" {
			continue
		}
		rows = append(rows, privacy.Row{Key: c.Ref, Conduct: c.Stage == research.SalesConductStage, Has: f.index.Code(c.ID).Has,
			Mentions: func(within research.Bits) int {
				_, n := f.index.Query(analysis.Query{Codes: []research.ID{c.ID}, Within: within})
				return n
			}})
	}
	return rows
}

// stageRows are the stages of mention as rows of a table that may leave.
func (f *facts) stageRows() []privacy.Row {
	rows := make([]privacy.Row, 0, len(f.book.Stages))
	for _, st := range f.book.Stages {
		has, _ := f.index.StageOfMention(st.Number)
		rows = append(rows, privacy.Row{Key: stageKey(st.Number), Conduct: st.Number == research.SalesConductStage, Has: has})
	}
	return rows
}

func stageKey(n int) string { return "stage:" + string(rune('0'+n)) }

// release marks in the figures what an export would withhold. The screen shows everything.
func (f *facts) release(out *Figures, rule privacy.Rule, within research.Bits) {
	frame := f.frame()
	codes := rule.Disclose(frame, f.dimension("outcome", within), f.codeRows(), nil)
	shown := map[string]releasedRow{}
	for _, row := range codes.Rows {
		shown[row.Key] = marks(codes, row, out.Outcomes)
	}
	for i := range out.Codes {
		r := shown[out.Codes[i].Code.Ref]
		out.Codes[i].TotalShown, out.Codes[i].SplitShown = r.total, r.split
	}
	stages := rule.Disclose(frame, f.dimension("outcome", within), f.stageRows(), codes.Released())
	out.stageShown, out.merged = map[[2]int]bool{}, make([]bool, len(out.Outcomes))
	for j, c := range out.Outcomes {
		out.merged[j] = !slices.ContainsFunc(stages.Groups, func(g privacy.Group) bool { return g.Members.Equal(c.Members) })
	}
	for i, row := range stages.Rows {
		r := marks(stages, row, out.Outcomes)
		for j, c := range out.Outcomes {
			out.stageShown[[2]int{f.book.Stages[i].Number, j}] = r.split[c.Key]
		}
	}
	out.Notes = append(out.Notes, codes.Warnings...)
}

// marks spreads what a merged group shows over the outcomes in it. An outcome that is only part of a
// released group is not shown by itself.
func marks(t privacy.Table, row privacy.ReleasedRow, outcomes []analysis.Class) releasedRow {
	r := releasedRow{total: row.Total.Shown, split: map[string]bool{}}
	for i, g := range t.Groups {
		for _, o := range outcomes {
			if o.Members.Equal(g.Members) {
				r.split[o.Key] = row.Cells[i].Shown
			}
		}
	}
	return r
}

// Merged says whether the outcome at position o leaves only together with others.
func (f *Figures) Merged(o int) bool { return o < len(f.merged) && f.merged[o] }

// StageShown says whether an export would show the figure of a stage and the outcome at position o.
func (f *Figures) StageShown(stage, o int) bool { return f.stageShown[[2]int{stage, o}] }

// Released is a table of codes as it may leave the app, by a dimension: what `openloop codes` prints.
func (s *Session) Released(ctx context.Context, by string, wave research.ID) (privacy.Table, error) {
	if err := ctx.Err(); err != nil {
		return privacy.Table{}, err
	}
	earlier, err := s.ledger(ctx)
	if err != nil {
		return privacy.Table{}, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.facts
	return s.rule().Disclose(f.frame(), f.dimension(by, f.within(wave)), f.codeRows(), f.known(earlier)), nil
}
