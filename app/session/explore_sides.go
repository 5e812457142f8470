package session

import (
	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// CompareSide is one of the two groups that themes are compared between: the same as on the pages.
type CompareSide struct {
	Name     string // "Lost", "Not won", "Customers"
	Outcomes []research.Outcome
	Members  research.Bits
}

// sideOutcomes is the outcomes that stand together in the groups which the pages compare.
var sideOutcomes = map[string][]research.Outcome{
	string(research.Lost): {research.Lost},
	"not_won":             {research.Lost, research.NoDecision, research.Stalled, research.QualifiedNoDeal},
	string(research.Won):  {research.Won},
	"customers":           {research.Won, research.Churned},
}

// sidesOf is a question that sides answers.
type sidesOf struct {
	rule  privacy.Rule
	total string
}

// sides is makeSides, made once for each rule and scope: who was heard, and whom they stand for, does not change while
// somebody looks at it. What it answers is not to be changed.
func (f *facts) sides(rule privacy.Rule, total privacy.Group) (lost, won CompareSide) {
	key := sidesOf{rule, total.Key}
	both, ok := f.sided[key]
	if !ok {
		both[0], both[1] = f.makeSides(rule, total)
		if f.sided == nil {
			f.sided = map[sidesOf][2]CompareSide{}
		}
		f.sided[key] = both
	}
	return both[0], both[1]
}

// makeSides is what the pages set beside each other: lost and won, each with the outcomes that are counted with it where
// they are too small to stand alone. Where the pages show no such group it is that outcome by itself.
func (f *facts) makeSides(rule privacy.Rule, total privacy.Group) (lost, won CompareSide) {
	lostKey, wonKey := string(research.Lost), string(research.Won)
	names := map[string]string{lostKey: research.Lost.String(), wonKey: research.Won.String()}
	var classes []privacy.Group
	for _, c := range f.index.Group("outcome") {
		if m := c.Members.And(total.Members); m.Count() > 0 {
			classes = append(classes, privacy.Group{Name: c.Name, Key: c.Key, Members: m})
		}
	}
	frame := f.frame()
	d, _ := report.OutcomeSplit(rule, frame, classes, total)
	groups, _ := rule.Merge(frame, d)
	for _, g := range groups {
		names[g.Key] = g.Name
		switch g.Key {
		case "not_won":
			lostKey = g.Key
		case "customers":
			wonKey = g.Key
		}
	}
	side := func(key string) CompareSide {
		s := CompareSide{Name: names[key], Outcomes: sideOutcomes[key], Members: research.NewBits(len(f.rows))}
		for _, c := range classes {
			for _, o := range s.Outcomes {
				if c.Key == string(o) {
					s.Members = s.Members.Or(c.Members)
				}
			}
		}
		return s
	}
	return side(lostKey), side(wonKey)
}

// themeCounts is how many interviews of each side have a theme, for comparing.
func themeCounts(rows []ThemeRow) []analysis.Counts {
	counts := make([]analysis.Counts, len(rows))
	for i, r := range rows {
		counts[i] = analysis.Counts{X1: r.Lost.X, N1: r.Lost.N, X2: r.Won.X, N2: r.Won.N}
	}
	return counts
}
