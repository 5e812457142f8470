package session

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// rule is how many must stand behind a figure that leaves.
func (s *Session) rule() privacy.Rule {
	st := s.store.Study()
	return privacy.Rule{K: st.MinInterviews, MinOrganisations: st.MinOrganisations}
}

// makeFrame looks through all interviews for who stands behind them.
func (f *facts) makeFrame() privacy.Frame {
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
	fr.Named = report.Named(f.index)
	return fr
}

// covered is the interviews of a scope that figures can be about, as in the board pack.
func (f *facts) covered(rule privacy.Rule, total privacy.Group) privacy.Group {
	var classes []privacy.Group
	for _, c := range f.index.Group("outcome") {
		if m := c.Members.And(total.Members); m.Count() > 0 {
			classes = append(classes, privacy.Group{Name: c.Name, Key: c.Key, Members: m})
		}
	}
	return report.Covered(rule, f.frame(), classes, total)
}

// scope is the interviews that a table is about: those of a wave, or all of them.
func (f *facts) scope(wave research.ID) privacy.Group {
	g := privacy.Group{Name: "All interviews", Key: "all", Members: f.within(wave)}
	if wave != "" {
		g.Key = "wave=" + string(wave)
	}
	return g
}

// dimension is a dimension's classes within some interviews, ready to be merged. It has the keys of the
// board pack, so that the ledger knows it again.
func (f *facts) dimension(by string, total privacy.Group, rule privacy.Rule) (d privacy.Dimension, warnings []string) {
	var classes []privacy.Group
	for _, c := range f.index.Group(by) {
		m := c.Members.And(total.Members)
		if m.Count() > 0 {
			classes = append(classes, privacy.Group{Name: c.Name, Key: c.Key, Members: m})
		}
	}
	d = privacy.Dimension{Key: by, Classes: classes}
	if by == "outcome" {
		d, warnings = report.OutcomeSplit(rule, f.frame(), classes, total)
	}
	d.Total = total
	if total.Key != "all" {
		d.Key = total.Key + "&" + by
	}
	return d, warnings
}

// codeRow begins the key of a code's row, as the board pack and the ledger name it.
const codeRow = "code:"

// codeRows are the codes as rows of a table that may leave.
func (f *facts) codeRows(within research.Bits) []privacy.Row {
	rows := make([]privacy.Row, 0, len(f.book.Codes))
	for _, c := range f.book.Codes {
		if c.MergedInto == "" {
			rows = append(rows, f.counted(codeRow+c.Ref, c.Stage, analysis.Query{Codes: []research.ID{c.ID}, Within: within}))
		}
	}
	return rows
}

// stageRows are the stages at which something hurt as rows of a table that may leave: what the pack shows.
func (f *facts) stageRows(within research.Bits) []privacy.Row {
	rows := make([]privacy.Row, 0, len(f.book.Stages))
	hurt := research.Hurt
	for _, st := range f.book.Stages {
		row := f.counted(stageKey(st.Number), st.Number, analysis.Query{Stage: st.Number, Polarity: &hurt, Within: within})
		row.Within = f.stageCodes(st.Number, row.Has)
		rows = append(rows, row)
	}
	return rows
}

// stageCodes is the codes in whose union a stage's figure lies: its own, unless a mention was moved to another stage.
func (f *facts) stageCodes(stage int, has research.Bits) (rows []string) {
	var ids []research.ID
	for _, c := range f.book.Codes {
		if c.Stage == stage && c.MergedInto == "" {
			ids, rows = append(ids, c.ID), append(rows, codeRow+c.Ref)
		}
	}
	if has.AndNot(f.index.CodeOr(ids...).Has).Count() > 0 {
		return nil
	}
	return rows
}

// counted is what a query finds as a row of a table that may leave.
func (f *facts) counted(key string, stage int, q analysis.Query) privacy.Row {
	has, _ := f.index.Query(q)
	return privacy.Row{Key: key, Conduct: stage == research.SalesConductStage, Has: has, Mentions: func(within research.Bits) int {
		q := q
		q.Within = within
		_, n := f.index.Query(q)
		return n
	}}
}

func stageKey(n int) string { return fmt.Sprint("stage:", n) }

// disclose makes the table of codes and stages as it would leave now, after what has left before. What is
// not split by outcome is held against the split by outcome too, since that one is in every pack.
func (f *facts) disclose(rule privacy.Rule, by string, total privacy.Group, earlier []privacy.Group) privacy.Table {
	total = f.covered(rule, total)
	rows := append(f.codeRows(total.Members), f.stageRows(total.Members)...)
	for _, first := range []string{"outcome", "wave", "segment"} {
		t := f.table(first, total, rule, rows, earlier)
		if first == by {
			return t
		}
		earlier = append(slices.Clip(earlier), t.Released()...)
	}
	return f.table(by, total, rule, rows, earlier)
}

// table is one table as it may leave, with what was merged on the way said.
func (f *facts) table(by string, total privacy.Group, rule privacy.Rule, rows []privacy.Row, earlier []privacy.Group) privacy.Table {
	d, warnings := f.dimension(by, total, rule)
	t := rule.Disclose(f.frame(), d, rows, earlier)
	t.Warnings = append(warnings, t.Warnings...)
	return t
}

// Released is a table of codes as it may leave the app, by a dimension: what `openloop codes` prints. Its
// rows are named by the codes' references.
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
	var t privacy.Table
	if by == "stage" {
		t = f.discloseStages(s.rule(), f.scope(wave), f.known(earlier))
	} else {
		t = f.disclose(s.rule(), by, f.scope(wave), f.known(earlier))
	}
	rows := t.Rows[:0]
	for _, r := range t.Rows {
		if ref, ok := strings.CutPrefix(r.Key, codeRow); ok {
			r.Key = ref
			rows = append(rows, r)
		}
	}
	t.Rows = rows
	return t, nil
}

// discloseStages splits the codes by the stage at which they were mentioned. An interview may mention a code
// at several stages, so these are rows of their own, each out of all interviews.
func (f *facts) discloseStages(rule privacy.Rule, total privacy.Group, earlier []privacy.Group) privacy.Table {
	total = f.covered(rule, total)
	split := f.disclose(rule, "outcome", total, earlier)
	earlier = append(slices.Clip(earlier), split.Released()...)
	rows := f.codeRows(total.Members)
	codes := len(rows)
	for i := range codes {
		c, _ := f.book.ByRef(strings.TrimPrefix(rows[i].Key, codeRow))
		for _, st := range f.book.Stages {
			key := rows[i].Key + "@" + stageKey(st.Number)
			rows[i].Parts = append(rows[i].Parts, key)
			rows = append(rows, f.counted(key, max(c.Stage, st.Number), analysis.Query{Codes: []research.ID{c.ID}, Stage: st.Number, Within: total.Members}))
		}
	}
	d := privacy.Dimension{Key: "stage", Total: total}
	t := rule.Disclose(f.frame(), d, rows, earlier)
	for _, st := range f.book.Stages {
		t.Groups = append(t.Groups, privacy.Group{Name: st.Name, Key: fmt.Sprint(st.Number), Members: t.Total.Members})
	}
	for i := range codes {
		t.Rows[i].Cells = nil
		hidden := false
		for k := range f.book.Stages {
			cell := t.Rows[codes+i*len(f.book.Stages)+k].Total
			t.Rows[i].Cells, hidden = append(t.Rows[i].Cells, cell), hidden || !cell.Shown
		}
		for k := range t.Rows[i].Cells {
			if hidden && t.Rows[i].Cells[k].Shown {
				t.Rows[i].Cells[k].Mentions = -1 // those of the stages add up to the code's
			}
		}
	}
	t.Rows = t.Rows[:codes]
	return t
}
