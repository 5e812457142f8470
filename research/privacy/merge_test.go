package privacy

import (
	"fmt"
	"strings"
	"testing"

	"openloop/research"
)

// outcomeStudy makes outcome classes of the given sizes, one after the other.
func outcomeStudy(sizes map[research.Outcome]int) (Frame, Dimension) {
	var classes []Group
	n := 0
	for _, o := range research.Outcomes() {
		if size := sizes[o]; size > 0 {
			classes = append(classes, Group{Key: string(o), Name: o.String(), Members: memberRange(n, n+size-1)})
			n += size
		}
	}
	return frameOf(n), OutcomeDimension(classes)
}

func groupSizes(groups []Group) string {
	var r []string
	for _, g := range groups {
		r = append(r, fmt.Sprintf("%s %d", g.Name, g.Members.Count()))
	}
	return strings.Join(r, ", ")
}

func TestMergeOutcomes(t *testing.T) {
	for _, c := range []struct {
		name  string
		sizes map[research.Outcome]int
		want  string
	}{
		{"nothing to merge", map[research.Outcome]int{"won": 6, "lost": 5, "no_decision": 7}, "Won 6, Lost 5, No decision 7"},
		{"the example", map[research.Outcome]int{"won": 6, "lost": 4, "no_decision": 2}, "Won 6, Not won 6"},
		{"no decision is enough once merged", map[research.Outcome]int{"won": 9, "lost": 8, "no_decision": 3, "stalled": 2}, "Won 9, Lost 8, No decision 5"},
		{"all three that never decided", map[research.Outcome]int{"won": 9, "lost": 8, "no_decision": 6, "stalled": 6, "qualified_no_opportunity": 1}, "Won 9, Lost 8, No decision 13"},
		{"merged, then merged with lost", map[research.Outcome]int{"won": 9, "lost": 8, "no_decision": 1, "stalled": 2}, "Won 9, Not won 11"},
		{"lost too small, no decision large", map[research.Outcome]int{"won": 9, "lost": 3, "no_decision": 7}, "Won 9, Not won 10"},
		{"leads", map[research.Outcome]int{"won": 9, "lost": 8, "unqualified_lead": 3, "lead_follow_up": 4}, "Won 9, Lost 8, Leads 7"},
		{"leads large enough stay apart", map[research.Outcome]int{"won": 9, "unqualified_lead": 5, "lead_follow_up": 6}, "Won 9, Unqualified lead 5, Lead follow-up 6"},
		{"churned customers", map[research.Outcome]int{"won": 9, "lost": 8, "churned": 2}, "Customers 11, Lost 8"},
		{"too few leads are left out", map[research.Outcome]int{"won": 9, "lost": 8, "lead_follow_up": 4}, "Won 9, Lost 8"},
		{"lost alone has nobody to merge with", map[research.Outcome]int{"won": 9, "lost": 4}, "Won 9"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, d := outcomeStudy(c.sizes)
			groups, warnings := Rule{K: 5}.Merge(f, d)
			if got := groupSizes(groups); got != c.want {
				t.Errorf("got %s, want %s (%q)", got, c.want, warnings)
			}
		})
	}
}

// A hand-computed case with companies: eleven interviews at k = 5. Won 5 come from two companies only, so
// they merge with churned 1 (a third company). Lost 5 hold three of one company, over half, so they merge
// with no decision 0 and stay: nobody is left to merge with, and lost is not released.
func TestMergeByOrganisations(t *testing.T) {
	f := Frame{Interviews: 11, Organisation: []int{1, 1, 1, 2, 2 /* lost */, 3, 3, 3, 4, 5 /* churned */, 6}}
	d := OutcomeDimension([]Group{
		{Key: "won", Name: "Won", Members: memberRange(0, 4)},
		{Key: "lost", Name: "Lost", Members: memberRange(5, 9)},
		{Key: "churned", Name: "Churned", Members: memberRange(10, 10)},
	})
	groups, warnings := Rule{K: 5, MinOrganisations: 3}.Merge(f, d)
	if got := groupSizes(groups); got != "Customers 6" {
		t.Errorf("got %s", got)
	}
	want := []string{
		"Won and Churned are shown together as Customers, because one of them is too small by itself.",
		"Lost is too small to show by itself: one organisation holds more than half.",
	}
	if fmt.Sprint(warnings) != fmt.Sprint(want) {
		t.Errorf("warnings %q", warnings)
	}
}

func TestMergeNeighbours(t *testing.T) {
	for _, c := range []struct {
		sizes []int
		want  string
	}{
		{[]int{5, 6, 7}, "A 5, B 6, C 7"},
		{[]int{2, 6, 7}, "A + B 8, C 7"},
		{[]int{9, 2, 6, 7}, "A 9, B + C 8, D 7"},
		{[]int{6, 2, 9, 7}, "A + B 8, C 9, D 7"},
		{[]int{6, 9, 1}, "A 6, B + C 10"},
		{[]int{1, 1, 1, 1, 1, 9}, "A + B + C + D + E 5, F 9"},
		{[]int{2, 2}, ""},
		{[]int{3, 0, 3}, "A + C 6"},
	} {
		var classes []Group
		n := 0
		for i, size := range c.sizes {
			name := string(rune('A' + i))
			classes = append(classes, Group{Key: name, Name: name, Members: memberRange(n, n+size-1)})
			n += size
		}
		groups, _ := Rule{K: 5}.Merge(frameOf(n), Dimension{Key: "region", Classes: classes})
		if got := groupSizes(groups); got != c.want {
			t.Errorf("%v: got %s, want %s", c.sizes, got, c.want)
		}
	}
}

// Whatever the study, each released group may be released, no interview is in two, and nothing that was
// fine by itself was merged with another fine one.
func TestMergeProperties(t *testing.T) {
	random := seededRandom(21)
	for range 2000 {
		f, d := randomStudy(random, 4+random.IntN(40))
		r := Rule{K: 3 + random.IntN(4)}
		m := r.merge(f, d)
		all := research.NewBits(f.Interviews)
		for _, g := range m.released {
			if ok, missing := r.Allows(f, g.Members); !ok {
				t.Fatalf("%s is released with %s", g.Name, missing)
			}
			if all.CountAnd(g.Members) > 0 {
				t.Fatalf("%s overlaps another group", g.Name)
			}
			all = all.Or(g.Members)
		}
	}
}

func TestAllows(t *testing.T) {
	f := Frame{Interviews: 10, Organisation: []int{0, 0, 0, 1, 2, 2, -1, -1, -1, -1}}
	for _, c := range []struct {
		members research.Bits
		missing string
	}{
		{memberRange(0, 3), "4 of the 5 interviews needed"},
		{memberRange(0, 5), ""},
		{memberRange(0, 4), "one organisation holds more than half"},
		{memberSet(10, 0, 1, 4, 5, 2), "2 of the 3 organisations needed"},
		{memberRange(6, 9).Or(memberSet(10, 0)), "2 of the 3 organisations needed"}, // unknown ones may be the same
		{memberSet(10, 3, 4, 5, 6, 7), ""},
	} {
		ok, missing := Rule{K: 5, MinOrganisations: 3}.Allows(f, c.members)
		if ok != (c.missing == "") || missing != c.missing {
			t.Errorf("%v: %q, want %q", c.members, missing, c.missing)
		}
	}
}
