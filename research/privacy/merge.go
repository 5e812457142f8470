package privacy

import (
	"strings"

	"openloop/research"
)

// OutcomeDimension is the outcomes with the order in which they merge when some are too small: first
// what never came to a decision, then that with lost; leads with lead follow-ups; churned with won.
func OutcomeDimension(classes []Group) Dimension {
	return Dimension{Key: "outcome", Classes: classes, Merge: [][]string{
		{string(research.Stalled), string(research.NoDecision), string(research.QualifiedNoDeal), "no_decision:No decision"},
		{"no_decision", string(research.Lost), "not_won:Not won"},
		{string(research.UnqualifiedLead), string(research.LeadFollowUp), "leads:Leads"},
		{string(research.Churned), string(research.Won), "customers:Customers"},
	}}
}

// Merge merges the classes of a dimension as far as needed, never further, until each group may be
// released. A group that is still too small is not released; the warnings name merged and left-out ones.
func (r Rule) Merge(f Frame, d Dimension) (groups []Group, warnings []string) {
	groups, notes := r.MergeNoted(f, d)
	return groups, said(notes)
}

// MergeNoted is Merge with its warnings as notes, for those who say them in other words.
func (r Rule) MergeNoted(f Frame, d Dimension) ([]Group, []Note) {
	m := r.merge(f, d)
	return m.released, m.notes
}

// mergeState is the classes of a dimension on their way to groups.
type mergeState struct {
	rule     Rule
	frame    Frame
	now      []Group
	released []Group
	hidden   []Group // classes, and groups between, whose figures are not released
	notes    []Note
}

func (r Rule) merge(f Frame, d Dimension) *mergeState {
	m := &mergeState{rule: r, frame: f}
	for _, c := range d.Classes {
		if c.Members.Count() > 0 {
			m.now = append(m.now, c)
		}
	}
	if len(d.Merge) > 0 {
		for _, step := range d.Merge {
			m.step(step)
		}
	} else {
		m.neighbours()
	}
	for _, g := range m.now {
		if short := r.Short(f, g.Members); short.Of != Enough {
			m.hidden = append(m.hidden, g)
			m.notes = append(m.notes, Note{Kind: NoteSmall, Of: []Group{titled(g)}, Short: short})
			continue
		}
		m.released = append(m.released, g)
	}
	return m
}

// step merges the groups that a step names, if one of them may not be released by itself.
func (m *mergeState) step(step []string) {
	if len(step) < 2 {
		return
	}
	last := len(step) - 1
	key, name, _ := strings.Cut(step[last], ":")
	var places []int
	small := false
	for i, g := range m.now {
		for _, k := range step[:last] {
			if g.Key == k {
				places = append(places, i)
				small = small || !m.allowed(g)
				break
			}
		}
	}
	if small && len(places) > 1 {
		m.join(places, Group{Key: key, Name: name})
	}
}

// neighbours merges each group that is too small with the smaller group beside it.
func (m *mergeState) neighbours() {
	for len(m.now) > 1 {
		small := -1
		for i, g := range m.now {
			if !m.allowed(g) {
				small = i
				break
			}
		}
		if small < 0 {
			return
		}
		left := m.beside(small)
		a, b := m.now[left], m.now[left+1]
		m.join([]int{left, left + 1}, Group{Key: a.Key + "+" + b.Key, Name: a.Name + " + " + b.Name})
	}
}

// beside is the left one of the pair that group i merges in.
func (m *mergeState) beside(i int) int {
	switch {
	case i == 0:
		return 0
	case i == len(m.now)-1:
		return i - 1
	case m.now[i+1].Members.Count() < m.now[i-1].Members.Count():
		return i
	}
	return i - 1
}

func (m *mergeState) allowed(g Group) bool {
	ok, _ := m.rule.Allows(m.frame, g.Members)
	return ok
}

// join puts one group where the first of several was.
func (m *mergeState) join(places []int, into Group) {
	gone, was := map[int]bool{}, []Group(nil)
	for _, i := range places {
		g := m.now[i]
		into.Members = into.Members.Or(g.Members)
		m.hidden = append(m.hidden, g)
		gone[i], was = true, append(was, titled(g))
	}
	var rest []Group
	for i, g := range m.now {
		switch {
		case i == places[0]:
			rest = append(rest, into)
		case !gone[i]:
			rest = append(rest, g)
		}
	}
	m.now = rest
	m.notes = append(m.notes, Note{Kind: NoteMerged, Of: was, Into: titled(into)})
}

// mergedNames is names as a sentence lists them.
func mergedNames(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
