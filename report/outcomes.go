package report

import (
	"slices"
	"strings"

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
	rows := slices.Concat(b.codeMeasures(), b.stageMeasures())
	t := b.releaseBeside(d, rows, b.themesBefore(), nil)
	b.fileTable(t, rows, b.totalName(d), b.groupName)
	b.groups, b.merged = t.Groups, append(b.merged, t.Notes...)
	for i := range b.groups {
		switch b.groups[i].Key {
		case string(research.Lost), "not_won":
			b.lost = &b.groups[i]
		case string(research.Won), "customers":
			b.won = &b.groups[i]
		}
	}
	b.countThemes(d, rows, t)
}

// outcomeDimension is the outcomes as the pack splits by them.
func (b *builder) outcomeDimension() privacy.Dimension {
	d, notes := outcomeSplit(b.in.Rule, b.in.Frame, b.classes("outcome"), b.total)
	if b.in.Wave != "" {
		d.Key = b.total.Key + "&" + d.Key
	}
	b.merged = notes
	return d
}

// OutcomeSplit is the outcomes merged into groups that may be shown. What would be left out, and could be
// worked out as the total less the groups shown, is counted with the smallest group besides won and lost
// as "other": merging before hiding, settled by who was interviewed and never by what was said.
func OutcomeSplit(r privacy.Rule, f privacy.Frame, classes []privacy.Group, total privacy.Group) (privacy.Dimension, []string) {
	d, notes := outcomeSplit(r, f, classes, total)
	var warnings []string
	for _, n := range notes {
		warnings = append(warnings, n.String())
	}
	return d, warnings
}

func outcomeSplit(r privacy.Rule, f privacy.Frame, classes []privacy.Group, total privacy.Group) (privacy.Dimension, []privacy.Note) {
	d := privacy.OutcomeDimension(undecided(r, f, classes))
	d.Total = total
	groups, notes := r.MergeNoted(f, d)
	rest := total.Members
	for _, g := range groups {
		rest = rest.AndNot(g.Members)
	}
	if rest.Count() == 0 || len(groups) == 0 {
		return d, nil // Disclose merges the same way, and says so
	}
	if ok, _ := r.Allows(f, rest); !ok && len(groups) == 1 {
		// One group and a few besides: the total of all tells more than that group would.
		return privacy.Dimension{Key: d.Key, Hidden: slices.Concat(classes, groups), Total: total}, notes
	}
	other := privacy.Group{Key: smaller, Name: string(english.OtherOutcomes), Members: rest}
	at := -1
	if ok, _ := r.Allows(f, rest); !ok {
		if at = leastOf(groups); at < 0 {
			return d, nil
		}
		other.Members = rest.Or(groups[at].Members)
		notes = append(notes, privacy.Note{Kind: privacy.NoteRest, Of: []privacy.Group{{Key: groups[at].Key, Name: groups[at].Name}}, Into: privacy.Group{Key: other.Key, Name: other.Name}})
	}
	hidden := slices.Concat(classes, groups, []privacy.Group{{Key: "rest", Members: rest}})
	if at >= 0 {
		groups = slices.Delete(slices.Clone(groups), at, at+1)
	}
	return privacy.Dimension{Key: d.Key, Classes: append(groups, other), Merge: [][]string{{}}, Hidden: hidden, Total: total}, notes
}

// Covered is the interviews that figures can be about: all of the total, unless one or two of them are too few to
// be shown, and have nobody to be counted with. Whether a split shows would then tell what those said.
func Covered(r privacy.Rule, f privacy.Frame, classes []privacy.Group, total privacy.Group) privacy.Group {
	d, _ := OutcomeSplit(r, f, classes, total)
	groups, _ := r.Merge(f, d)
	union := research.NewBits(f.Interviews)
	for _, g := range groups {
		union = union.Or(g.Members)
	}
	rest := total.Members.AndNot(union)
	if ok, _ := r.Allows(f, union); !ok || len(groups) < 2 || rest.Count() == 0 || rest.Count() > 2 {
		return total
	}
	total.Members = union
	return total
}

// Named is the sets of interviews that a contact list tells apart, whatever a pack is split by; of outcomes also what
// they merge into.
func Named(x *analysis.Index) []research.Bits {
	var r []research.Bits
	for _, dim := range []string{"outcome", "wave", "segment", "region", "role", "value", "method"} {
		for _, c := range x.Group(dim) {
			r = append(r, c.Members)
		}
	}
	of := map[string]research.Bits{}
	for _, c := range x.Group("outcome") {
		of[c.Key] = c.Members
	}
	for _, step := range privacy.OutcomeDimension(nil).Merge {
		key, _, _ := strings.Cut(step[len(step)-1], ":")
		var all research.Bits
		for _, k := range step[:len(step)-1] {
			all = all.Or(of[k])
		}
		of[key] = all
		r = append(r, all)
	}
	return r
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
func (b *builder) countThemes(d privacy.Dimension, related []measure, codes ...privacy.Table) {
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
	apart := len(d.Classes) == 2 && rest.Count() > 0 && !b.allowed(rest)
	var whole, sided []measure
	for i, t := range b.themes {
		switch {
		case b.sameAsCode(t):
			b.fileCode(t, d.Classes, codes)
		case t.direction != raised && apart:
			sided = append(sided, rows[i])
		default:
			whole = append(whole, rows[i])
		}
	}
	if len(whole) > 0 {
		codes = append(codes, b.disclose(d, whole, slices.Concat(related, sided), b.groupName, codes...))
	}
	if len(sided) > 0 {
		d.Total = privacy.Group{Key: b.total.Key + " lost and won", Name: string(b.w.LostAndWon), Members: both}
		b.disclose(d, sided, slices.Concat(related, whole), b.groupName, codes...)
	}
}

// themesBefore is the themes as earlier packs may have shown them: new figures of their codes must not tell what was
// withheld then.
func (b *builder) themesBefore() []measure {
	b.nameThemes()
	var rows []measure
	for _, t := range b.themes {
		if len(b.in.Earlier) > 0 && !b.sameAsCode(t) {
			rows = append(rows, t.measure)
		}
	}
	return rows
}

// sameAsCode says whether a theme counts just what one code counts.
func (b *builder) sameAsCode(t themeRow) bool { return t.direction == raised && len(t.within) == 1 }

// fileCode keeps a theme's figures that are a code's: what was released of the code, and no more.
func (b *builder) fileCode(t themeRow, groups []privacy.Group, tables []privacy.Table) {
	for _, row := range tables[0].Rows {
		if row.Key != t.within[0] {
			continue
		}
		b.file(t.measure, "", b.totalName(privacy.Dimension{Total: b.total}), row.Total)
		b.enterCell(b.total.Key, t.rowKey(), row.Total)
		for i, g := range tables[0].Groups {
			if slices.ContainsFunc(groups, func(c privacy.Group) bool { return c.Key == g.Key }) {
				b.file(t.measure, g.Key, b.groupName(g), row.Cells[i])
				b.enterCell(tables[0].Dimension+"="+g.Key, t.rowKey(), row.Cells[i])
			}
		}
	}
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
		parts, within := b.stageCodes(s.Number, has)
		rows = append(rows, measure{subject: OfStage, parts: parts, within: within, key: num(s.Number).s, name: b.name(s.Name), stage: s.Number,
			conduct: s.Number == research.SalesConductStage, has: has, count: func(within research.Bits) int {
				q := q
				q.Within = within
				_, n := b.in.Index.Query(q)
				return n
			}})
	}
	return rows
}

// stageCodes is the codes that a stage's figure hangs together with. Where no mention was moved from its code's stage
// to another, the stage is the union of its codes, or lies within it where it counts only what hurt.
func (b *builder) stageCodes(stage int, has research.Bits) (parts, within []string) {
	var ids []research.ID
	for _, c := range b.in.Book.Codes {
		if c.Stage == stage && c.MergedInto == "" {
			ids, within = append(ids, c.ID), append(within, codeRow(c))
		}
	}
	any := b.in.Index.CodeOr(ids...).Has.And(b.scope)
	switch {
	case has.AndNot(any).Count() > 0:
		return nil, nil
	case any.Equal(has):
		return within, nil
	}
	return nil, within
}
