package session

import (
	"fmt"
	"slices"
	"strings"

	"openloop/research/privacy"
)

// sentence makes one of what is missing: "2 of the 5 interviews needed".
func sentence(missing string) string {
	if missing == "" {
		return ""
	}
	return strings.ToUpper(missing[:1]) + missing[1:] + "."
}

// mostly is the commonest reason in words.
func mostly(counts map[privacy.Reason]int) string {
	if r := reasonsOf(counts); len(r) > 0 {
		return r[0].Says
	}
	return "Nothing about it may leave."
}

// ReasonSays is a reason for withholding as a sentence.
func ReasonSays(why privacy.Reason) string {
	switch why {
	case privacy.WithheldBase:
		return "Too few interviews or organisations stand behind it."
	case privacy.WithheldUnanimous:
		return "Everybody in a small group said it, so each of them did."
	case privacy.WithheldAudit:
		return "What a few people said could be worked out by subtracting."
	case privacy.WithheldOwners:
		return "It is about how salespeople act, and too few of them stand behind it."
	case privacy.WithheldLedger:
		return "It differs from an earlier pack by too few interviews."
	}
	return ""
}

// reasonsOf sorts counts by reason, the commonest first.
func reasonsOf(counts map[privacy.Reason]int) (out []WishReason) {
	for _, why := range []privacy.Reason{privacy.WithheldBase, privacy.WithheldAudit, privacy.WithheldUnanimous, privacy.WithheldOwners, privacy.WithheldLedger} {
		if n := counts[why]; n > 0 {
			out = append(out, WishReason{Why: why, Says: ReasonSays(why), Counts: n})
		}
	}
	slices.SortStableFunc(out, func(a, b WishReason) int { return b.Counts - a.Counts })
	return out
}

// answer sums up.
func (g *granting) answer() WishAnswer {
	a := WishAnswer{Groups: g.groups, Shown: g.shown, Reasons: reasonsOf(g.counts)}
	for _, r := range a.Reasons {
		a.Withheld += r.Counts
	}
	a.Says = a.tell(g.rule)
	return a
}

// tell is the answer as the consultant may say it to the client: promises of groups, never of figures.
func (a *WishAnswer) tell(rule privacy.Rule) string {
	why := fmt.Sprintf("we show groups of at least %d interviews from %d organisations, so that nobody can be recognised", rule.K, rule.MinOrganisations)
	switch {
	case a.Shown == 0 && len(a.Reasons) > 0 && a.Reasons[0].Why == privacy.WithheldLedger:
		return "We cannot show this yet: it would differ from an earlier pack by so few interviews that the difference would speak of them."
	case a.Shown == 0:
		return "We cannot show this: " + why + "."
	case slices.ContainsFunc(a.Groups, func(g WishGroup) bool { return g.Within != "" }):
		return a.tellWithin(why)
	}
	given, not := a.sorted()
	if slices.ContainsFunc(a.Groups, func(g WishGroup) bool { return g.Why == ReasonSays(privacy.WithheldLedger) }) {
		why = "the difference to an earlier pack would speak of a few people"
	}
	switch {
	case len(not) > 0:
		return fmt.Sprintf("We can show %s. We leave out %s: %s.", a.parts(given), listed(not), why)
	case !slices.ContainsFunc(a.Groups, func(g WishGroup) bool { return g.State == WishMerged }):
		return "Yes, each of these groups can be shown. Single figures may still be hatched where they would give somebody away."
	}
	return fmt.Sprintf("We can show %s: %s.", a.parts(given), why)
}

// tellWithin is the answer where one dimension is split within another: in which groups something of it shows.
func (a *WishAnswer) tellWithin(why string) string {
	var in, out []string
	shows := map[string]bool{}
	for _, g := range a.Groups {
		shows[g.Within] = shows[g.Within] || g.State != WishWithheld
	}
	for _, g := range a.Groups {
		switch {
		case shows[g.Within] && !slices.Contains(in, g.Within):
			in = append(in, g.Within)
		case !shows[g.Within] && !slices.Contains(out, g.Within):
			out = append(out, g.Within)
		}
	}
	together := ""
	if slices.ContainsFunc(a.Groups, func(g WishGroup) bool { return g.State == WishMerged }) {
		together = ", small groups put together"
	}
	if len(out) == 0 {
		return fmt.Sprintf("We can show this within %s%s: %s.", listed(in), together, why)
	}
	return fmt.Sprintf("We can show this within %s%s, and not within %s: %s.", listed(in), together, listed(out), why)
}

// parts lists what can be given so that it is clear what belongs together.
func (a *WishAnswer) parts(given []string) string {
	if !slices.ContainsFunc(given, func(s string) bool { return strings.HasSuffix(s, " together") }) || len(given) < 2 {
		return listed(given)
	}
	last := len(given) - 1
	return strings.Join(given[:last], "; ") + "; and " + given[last]
}

// sorted names what can be given, merged classes together, and what cannot.
func (a *WishAnswer) sorted() (given, not []string) {
	type into struct{ within, name string }
	merged := map[into][]string{}
	var order []into
	for _, g := range a.Groups {
		name, at := g.Name, into{g.Within, g.Into}
		if g.Within != "" {
			name = g.Within + ": " + g.Name
		}
		switch g.State {
		case WishReleased:
			given = append(given, name)
		case WishMerged:
			if len(merged[at]) == 0 {
				order = append(order, at)
			}
			merged[at] = append(merged[at], g.Name)
		default:
			not = append(not, name)
		}
	}
	for _, at := range order {
		name := listed(merged[at]) + " together"
		if at.within != "" {
			name = at.within + ": " + name
		}
		given = append(given, name)
	}
	return given, not
}

// listed is names as a sentence lists them, the first few.
func listed(names []string) string {
	const most = 4
	if len(names) > most {
		return strings.Join(names[:most], ", ") + fmt.Sprintf(" and %d more", len(names)-most)
	}
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1]
}
