package report

import (
	"sort"

	"openloop/research"
	"openloop/research/privacy"
)

// heardSplit is the interviews by one of their attributes, in groups that may be shown.
type heardSplit struct {
	dim    string
	title  Text
	groups []privacy.Group
	merged bool // smaller classes stand together, or are left out
}

// smaller is the key of the group that small classes merge into.
const smaller = "other"

// countHeard splits the interviews by who was heard. Attributes are known to whoever knows the list of
// contacts; groups are still merged until each may be shown.
func (b *builder) countHeard() {
	if !b.allowed(b.scope) {
		return
	}
	b.heardSplit("outcome", b.w.ByOutcome, b.groups)
	for _, d := range []struct {
		dim  string
		name constant
	}{{"method", b.w.ByMethod}, {"role", b.w.ByRole}, {"segment", b.w.BySegment}, {"region", b.w.ByRegion}, {"wave", b.w.ByWave}} {
		classes := b.classes(d.dim)
		if len(classes) < 2 || b.in.Wave != "" && d.dim == "wave" {
			continue
		}
		b.heardSplit(d.dim, d.name, b.mergeSmall(classes))
	}
}

// mergeSmall puts classes that may not be shown together as "Other", and takes in the next smallest until
// it may.
func (b *builder) mergeSmall(classes []privacy.Group) []privacy.Group {
	var shown, small []privacy.Group
	for _, c := range classes {
		if b.allowed(c.Members) {
			shown = append(shown, c)
		} else {
			small = append(small, c)
		}
	}
	if len(small) == 0 {
		return shown
	}
	other := privacy.Group{Key: smaller, Name: string(b.w.HeardMerged), Members: research.NewBits(b.in.Index.Len())}
	for _, c := range small {
		other.Members = other.Members.Or(c.Members)
	}
	sort.SliceStable(shown, func(i, j int) bool { return shown[i].Members.Count() > shown[j].Members.Count() })
	for !b.allowed(other.Members) && len(shown) > 0 {
		last := shown[len(shown)-1]
		other.Members, shown = other.Members.Or(last.Members), shown[:len(shown)-1]
	}
	if !b.allowed(other.Members) {
		return shown
	}
	return append(inOrder(shown, classes), other)
}

// inOrder is groups in the order of their classes.
func inOrder(groups, classes []privacy.Group) []privacy.Group {
	at := map[string]int{}
	for i, c := range classes {
		at[c.Key] = i
	}
	sort.SliceStable(groups, func(i, j int) bool { return at[groups[i].Key] < at[groups[j].Key] })
	return groups
}

// heardSplit files the groups' sizes as figures.
func (b *builder) heardSplit(dim string, title constant, groups []privacy.Group) {
	if len(groups) == 0 || len(groups) == 1 && groups[0].Key == smaller {
		return
	}
	s := heardSplit{dim: dim, title: Label(title), groups: groups}
	sum := 0
	for i, g := range groups {
		name := b.name(g.Name)
		if dim == "outcome" {
			name = b.groupName(g)
		} else if m, ok := b.w.method(research.Method(g.Key)); ok && dim == "method" {
			name = m
		} else if g.Key == smaller {
			name = Label(b.w.HeardMerged)
		} else if g.Key == "" {
			name = Label(b.w.NotRecorded)
		}
		s.groups[i].Name = name.s
		n := g.Members.Count()
		sum += n
		s.merged = s.merged || g.Key == smaller
		b.add(Figure{Subject: OfHeard, Key: dim + ":" + g.Key, Measure: name, Of: s.title, X: n, N: b.scope.Count(), Mentions: -1, Shown: true})
	}
	s.merged = s.merged || sum < b.scope.Count()
	b.heard = append(b.heard, s)
}

// rivalCounts is the competitors that are named in enough interviews to be listed.
type rivalCounts struct {
	rows []measure
	rest int // how many are named in fewer, or withheld
}

// countCompetitors releases how often each competitor was in the running, by outcome. One whose figure is withheld is
// not listed, like one that was named in a few: that it is missing may mean either.
func (b *builder) countCompetitors() {
	if len(b.groups) == 0 && !b.allowed(b.scope) {
		return
	}
	r := &b.rivals
	var rows []measure
	for _, c := range b.in.Index.Group("competitor") {
		if c.Key != "" && c.Members.CountAnd(b.scope) > 0 {
			rows = append(rows, measure{subject: OfCompetitor, key: c.Key, name: b.name(c.Name), has: c.Members})
		}
	}
	notes := b.merged
	d := b.outcomeDimension()
	b.merged = notes
	d.Hidden = append(d.Hidden, d.Classes...)
	d.Classes, d.Merge = b.groups, [][]string{{}} // as released for the codes
	t := b.release(d, rows, nil)
	listed := t.Rows[:0:0]
	for i, row := range t.Rows {
		if row.Total.Shown && row.Total.X >= b.doc.K {
			r.rows, listed = append(r.rows, rows[i]), append(listed, row)
		}
	}
	r.rest = len(rows) - len(listed)
	if t.Rows = listed; len(listed) == 0 {
		return
	}
	b.fileTable(t, r.rows, b.totalName(d), b.groupName)
	sort.SliceStable(r.rows, func(i, j int) bool {
		x, y := b.figure(OfCompetitor, r.rows[i].key, ""), b.figure(OfCompetitor, r.rows[j].key, "")
		if x.Shown != y.Shown {
			return x.Shown
		}
		return x.X > y.X
	})
}
