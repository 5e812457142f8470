package report

import (
	"fmt"
	"strings"
	"testing"

	"openloop/research"
	"openloop/research/privacy"
)

// people is a frame of n interviews, each of its own organisation, with groups of these sizes one after
// the other.
func people(sizes map[string]int, order ...string) (privacy.Frame, []privacy.Group, privacy.Group) {
	n := 0
	for _, s := range sizes {
		n += s
	}
	f := privacy.Frame{Interviews: n}
	total := privacy.Group{Key: "all", Name: "All interviews", Members: research.NewBits(n)}
	for i := range n {
		f.Organisation, f.Owner = append(f.Organisation, i), append(f.Owner, i%5)
		total.Members.Set(i)
	}
	var classes []privacy.Group
	at := 0
	for _, key := range order {
		g := privacy.Group{Key: key, Name: research.Outcome(key).String(), Members: research.NewBits(n)}
		for range sizes[key] {
			g.Members.Set(at)
			at++
		}
		classes = append(classes, g)
	}
	return f, classes, total
}

// What is too small to show never stays as a remainder that could be worked out, if there is a third group
// to count it with.
func TestOutcomeSplit(t *testing.T) {
	rule := privacy.Rule{K: 5, MinOrganisations: 3}
	for _, c := range []struct {
		name  string
		sizes map[string]int
		want  string
	}{
		{"all large enough", map[string]int{"won": 20, "lost": 20, "no_decision": 6}, "won 20, lost 20, no_decision 6"},
		{"a few leads go with no decision", map[string]int{"won": 27, "lost": 23, "no_decision": 7, "unqualified_lead": 3}, "won 27, lost 23, other 10"},
		{"several small ones make a group", map[string]int{"won": 20, "lost": 20, "unqualified_lead": 3, "": 4}, "won 20, lost 20, other 7"},
		{"nobody to count them with", map[string]int{"won": 20, "lost": 20, "unqualified_lead": 2}, "won 20, lost 20"},
		{"the smallest third group takes them in", map[string]int{"won": 20, "lost": 20, "no_decision": 9, "churned": 6, "": 2}, "won 20, lost 20, no_decision 9, other 8"},
		{"nothing may be shown", map[string]int{"won": 3, "lost": 1}, ""},
		{"lost and undecided merge", map[string]int{"won": 9, "lost": 6, "stalled": 2}, "won 9, not_won 8"},
	} {
		t.Run(c.name, func(t *testing.T) {
			f, classes, total := people(c.sizes, "won", "lost", "no_decision", "stalled", "unqualified_lead", "churned", "")
			d, _ := OutcomeSplit(rule, f, classes, total)
			var got []string
			covered := 0
			for _, g := range rule.Disclose(f, d, nil, nil).Groups {
				got = append(got, fmt.Sprintf("%s %d", g.Key, g.Members.Count()))
				covered += g.Members.Count()
			}
			if s := strings.Join(got, ", "); s != c.want {
				t.Errorf("%s, want %s", s, c.want)
			}
		})
	}
}

// A single withheld row takes another with it: the one with the largest total, and the first only last.
func TestWithholdPair(t *testing.T) {
	rows := func(totals ...int) []privacy.ReleasedRow {
		var r []privacy.ReleasedRow
		for _, x := range totals {
			c := privacy.Cell{X: max(x, -x), N: 40, Shown: x >= 0}
			if x < 0 {
				c.X = 0
			}
			r = append(r, privacy.ReleasedRow{Total: c, Cells: []privacy.Cell{c, c}})
		}
		return r
	}
	for _, c := range []struct {
		name   string
		totals []int // below 0: withheld
		want   string
	}{
		{"none is withheld", []int{9, 3, 2}, "+++"}, {"one is", []int{9, -3, 2, 4}, "+-+-"}, {"two are", []int{9, -3, -2, 4}, "+--+"},
		{"the others are zero", []int{9, -3, 0, 0}, "--++"}, {"there is only the first", []int{9, -3}, "--"}, {"all are", []int{-9, -3}, "--"},
		{"the first is", []int{-9, 3, 5}, "-+-"},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := rows(c.totals...)
			withholdPair(r, func(r *privacy.ReleasedRow) bool { return r.Cells[0].Shown }, withholdCells)
			got := ""
			for i := range r {
				got += map[bool]string{true: "+", false: "-"}[r[i].Cells[0].Shown]
				if r[i].Cells[0].Shown != r[i].Cells[1].Shown || !r[i].Cells[0].Shown && r[i].Cells[0].X != 0 {
					t.Errorf("row %d is half withheld: %+v", i, r[i])
				}
			}
			if got != c.want {
				t.Errorf("%s, want %s", got, c.want)
			}
		})
	}
}

func TestMonthsBetween(t *testing.T) {
	for _, c := range []struct {
		from, to string
		want     float64
		ok       bool
	}{{"2026-01-01", "2026-07-01", 5.95, true}, {"2026-03-01", "2026-02-01", -.92, true}, {"", "2026-02-01", 0, false}, {"2026-02", "2026-03-01", 0, false}} {
		got, ok := monthsBetween(c.from, c.to)
		if ok != c.ok || got < c.want-.01 || got > c.want+.01 {
			t.Errorf("%s to %s is %.2f, %v; want %.2f, %v", c.from, c.to, got, ok, c.want, c.ok)
		}
	}
}
