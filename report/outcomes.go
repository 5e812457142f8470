package report

import (
	"slices"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// classes is a dimension's classes within the pack's interviews.
func (b *builder) classes(dim string) []privacy.Group {
	var r []privacy.Group
	for _, c := range b.in.Index.Group(dim) {
		if m := c.Members.And(b.scope); m.Count() > 0 {
			r = append(r, privacy.Group{Key: c.Key, Name: c.Name, Members: m})
		}
	}
	return r
}

// countOutcomes releases codes, stages and themes, split by outcome.
func (b *builder) countOutcomes() {
	d := b.outcomeDimension()
	t := b.disclose(d, slices.Concat(b.codeMeasures(), b.stageMeasures()), b.groupName)
	b.groups, b.merged = t.Groups, append(b.merged, t.Warnings...)
	for i := range b.groups {
		switch b.groups[i].Key {
		case string(research.Lost), "not_won":
			b.lost = &b.groups[i]
		case string(research.Won), "customers":
			b.won = &b.groups[i]
		}
	}
	b.countThemes(d)
}

// outcomeDimension is the outcomes as the pack splits by them.
func (b *builder) outcomeDimension() privacy.Dimension {
	d, warnings := OutcomeSplit(b.in.Rule, b.in.Frame, b.classes("outcome"), b.total)
	if b.in.Wave != "" {
		d.Key = b.total.Key + "&" + d.Key
	}
	b.merged = warnings
	return d
}

// OutcomeSplit is the outcomes merged into groups that may be shown. What would be left out, and could be
// worked out as the total less the groups shown, is counted with the smallest group besides won and lost
// as "other": merging before hiding, settled by who was interviewed and never by what was said.
func OutcomeSplit(r privacy.Rule, f privacy.Frame, classes []privacy.Group, total privacy.Group) (privacy.Dimension, []string) {
	d := privacy.OutcomeDimension(undecided(r, f, classes))
	d.Total = total
	groups, warnings := r.Merge(f, d)
	rest := total.Members
	for _, g := range groups {
		rest = rest.AndNot(g.Members)
	}
	if rest.Count() == 0 || len(groups) == 0 {
		return d, nil // Disclose merges the same way, and says so
	}
	other := privacy.Group{Key: smaller, Name: string(english.OtherOutcomes), Members: rest}
	at := -1
	if ok, _ := r.Allows(f, rest); !ok {
		if at = leastOf(groups); at < 0 {
			return d, nil
		}
		other.Members = rest.Or(groups[at].Members)
		warnings = append(warnings, groups[at].Name+" and what is too small to show by itself are shown together as "+other.Name+".")
	}
	hidden := slices.Concat(classes, groups, []privacy.Group{{Key: "rest", Members: rest}})
	if at >= 0 {
		groups = slices.Delete(slices.Clone(groups), at, at+1)
	}
	return privacy.Dimension{Key: d.Key, Classes: append(groups, other), Merge: [][]string{{}}, Hidden: hidden, Total: total}, warnings
}

// undecided calls the only class of deals that never came to a decision so, where it is too small to show:
// the steps that merge it with lost look for that name.
func undecided(r privacy.Rule, f privacy.Frame, classes []privacy.Group) []privacy.Group {
	only, n := -1, 0
	for i, c := range classes {
		switch research.Outcome(c.Key) {
		case research.NoDecision, research.Stalled, research.QualifiedNoDeal:
			if c.Members.Count() > 0 {
				only, n = i, n+1
			}
		}
	}
	if n != 1 {
		return classes
	}
	if ok, _ := r.Allows(f, classes[only].Members); ok {
		return classes
	}
	classes = slices.Clone(classes)
	classes[only].Key = string(research.NoDecision)
	return classes
}

// leastOf is the smallest group that is neither won nor lost; -1 when there is none.
func leastOf(groups []privacy.Group) int {
	least := -1
	for i, g := range groups {
		if toneOf(g.Key) == plain && (least < 0 || g.Members.Count() < groups[least].Members.Count()) {
			least = i
		}
	}
	return least
}

// countThemes releases the themes for lost and won only: a small third group could otherwise hide them.
// That is so for every theme, whatever was said. Where what is left besides is itself too small to show,
// themes that count one side are out of lost and won together; others are codes in another name, whose
// totals stand elsewhere out of all.
func (b *builder) countThemes(d privacy.Dimension) {
	d.Hidden = append(slices.Concat(d.Hidden, b.classes("outcome")), b.groups...)
	d.Classes, d.Merge = nil, [][]string{{}}
	both := research.NewBits(b.in.Index.Len())
	for _, g := range []*privacy.Group{b.won, b.lost} {
		if g != nil {
			d.Classes, both = append(d.Classes, *g), both.Or(g.Members)
		}
	}
	rows := b.themeMeasures()
	rest := b.scope.AndNot(both)
	if len(d.Classes) < 2 || rest.Count() == 0 || b.allowed(rest) {
		b.disclose(d, rows, b.groupName)
		return
	}
	var whole, sided []measure
	for i, t := range b.themes {
		if t.direction == raised {
			whole = append(whole, rows[i])
		} else {
			sided = append(sided, rows[i])
		}
	}
	if len(whole) > 0 {
		b.disclose(d, whole, b.groupName)
	}
	d.Total = privacy.Group{Key: b.total.Key + " lost and won", Name: string(b.w.LostAndWon), Members: both}
	b.disclose(d, sided, b.groupName)
}

func (b *builder) groupName(g privacy.Group) Text {
	if t, ok := b.w.group(g); ok {
		return t
	}
	return b.name(g.Name)
}

func (b *builder) codeMeasures() []measure {
	var rows []measure
	for _, c := range b.in.Book.Codes {
		if c.MergedInto != "" {
			continue
		}
		t := b.in.Index.Code(c.ID)
		if c.Retired && t.Has.CountAnd(b.scope) == 0 {
			continue
		}
		rows = append(rows, measure{subject: OfCode, key: c.Ref, name: b.name(c.Title()), stage: c.Stage,
			conduct: c.Stage == research.SalesConductStage, has: t.Has, count: b.mentions(c.ID)})
	}
	return rows
}

// mentions counts codings of some codes within a group.
func (b *builder) mentions(codes ...research.ID) func(research.Bits) int {
	return func(within research.Bits) int {
		_, n := b.in.Index.Query(analysis.Query{Codes: codes, Within: within})
		return n
	}
}

// stageMeasures counts the interviews in which something hurt at a stage; where nobody noted what hurt,
// those in which the stage came up.
func (b *builder) stageMeasures() []measure {
	hurt := research.Hurt
	has, _ := b.in.Index.Query(analysis.Query{Polarity: &hurt, Within: b.scope})
	b.hurt = has.Count()*4 >= b.scope.Count() && has.Count() > 0
	var rows []measure
	for _, s := range b.in.Book.Stages {
		q := analysis.Query{Stage: s.Number, Within: b.scope}
		if b.hurt {
			q.Polarity = &hurt
		}
		has, _ := b.in.Index.Query(q)
		rows = append(rows, measure{subject: OfStage, key: num(s.Number).s, name: b.name(s.Name), stage: s.Number,
			conduct: s.Number == research.SalesConductStage, has: has, count: func(within research.Bits) int {
				q := q
				q.Within = within
				_, n := b.in.Index.Query(q)
				return n
			}})
	}
	return rows
}
