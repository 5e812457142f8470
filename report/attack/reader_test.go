package attack_test

import (
	"fmt"
	"strings"
	"testing"

	"openloop/report"
	"openloop/research"
	"openloop/research/analysis"
)

// reader is somebody with the client's contact list and the packs of a study. Everybody who was ever interviewed
// has a number here that stays.
type reader struct {
	tb      testing.TB
	number  map[research.ID]int
	list    []analysis.InterviewFact // the contact list: attributes of everybody
	k       int
	themes  []research.Theme
	book    *research.Codebook
	own     bool // knows that no mention was moved to another stage than its code's
	exports []*export
}

// export is what a reader has of one pack.
type export struct {
	figures []printed
	quotes  map[quoted]int
	groups  map[string]research.Bits // who a group is follows from the contact list and the rule
	alive   research.Bits
	any     bool // stages count whatever was said: it says so on the page. Else they count what hurt
	truth   map[string]research.Bits
	speaks  map[string]bool // groups of which some figure is shown
	wave    string          // the only one that the pack is about, "" for all
}

// whole is the key of everybody that the pack is about.
func (e *export) whole() string {
	if e.groups["all"] != nil || e.wave == "" {
		return "all"
	}
	return "wave=" + e.wave
}

func (r *reader) numberOf(f analysis.InterviewFact) int {
	if _, ok := r.number[f.ID]; !ok {
		r.number[f.ID] = len(r.list)
		r.list = append(r.list, f)
	}
	return r.number[f.ID]
}

// rowOf is what a figure counts, the same for figures that count the same under other names.
func (r *reader) rowOf(f printed) string {
	switch f.subject {
	case "decided":
		return "reason:decided:" + f.key
	case "since":
		f.subject = "theme"
		return r.rowOf(f)
	case "theme":
		codes, side := r.theme(f)
		if side == "" && len(codes) == 1 {
			return "code:" + codes[0]
		}
		return "theme:" + f.key + " " + side
	}
	if row, ok := r.rowOfMore(f); ok {
		return row
	}
	return f.subject + ":" + f.key
}

// theme is the codes of a theme's figure and the side that it counts, as its name says.
func (r *reader) theme(f printed) (codes []string, side string) {
	for _, s := range []string{"hurt", "helped"} {
		if strings.HasSuffix(f.name, ", "+s) {
			side = s
		}
	}
	if ref, ok := strings.CutPrefix(f.key, "code:"); ok {
		return []string{ref}, side
	}
	var i int
	fmt.Sscanf(f.key, "theme:%d", &i)
	seen := map[string]bool{}
	for _, id := range r.themes[i-1].Codes {
		if c, ok := r.book.Code(id); ok && !seen[c.Ref] {
			seen[c.Ref] = true
			codes = append(codes, c.Ref)
		}
	}
	return codes, side
}

// membersOf is who a figure is about.
func (e *export) membersOf(f printed) (research.Bits, bool) {
	find := func(prefix, suffix string) (research.Bits, bool) {
		for _, key := range sorted(e.groups) { // "all" before "all lost and won", all told before those told one thing
			if g := e.groups[key]; strings.HasPrefix(key, prefix) && strings.HasSuffix(key, suffix) && g.Count() == f.n {
				return g, true
			}
		}
		return nil, false
	}
	switch {
	case f.subject == "reason":
		kind, _, _ := strings.Cut(f.key, ":")
		return find(kind+"|", "")
	case f.subject == "decided" && f.group == "":
		return find("told and decided|", "")
	case f.subject == "decided":
		return find("told|", "="+f.group)
	case f.group == "":
		return find(e.whole(), "")
	case f.subject == "since":
		g := e.groups["wave="+f.group]
		return g, g != nil && g.Count() == f.n
	}
	return find("outcome="+f.group, "outcome="+f.group)
}

// heard notes that something was shown of a group.
func (e *export) heard(members research.Bits) {
	for key, g := range e.groups {
		if g.Equal(members) {
			e.speaks[key] = true
		}
	}
}

// learn is what the figures of a pack say.
func (r *reader) learn(e *export, into map[string][]fact) (shown int) {
	mentions := map[string]map[string]int{} // by row and group
	for _, f := range e.figures {
		if !f.shown || f.months || f.subject == "heard" || f.subject == "wave" || f.subject == "rival" {
			continue
		}
		members, ok := e.membersOf(f)
		if !ok {
			r.tb.Fatalf("nobody knows who %s %s of %q, %d interviews, are: %v", f.subject, f.key, f.group, f.n, sorted(e.groups))
		}
		row := r.rowOf(f)
		into[row] = append(into[row], fact{members, f.x, f.x})
		e.heard(members)
		shown++
		if f.mentions >= 0 {
			if mentions[row] == nil {
				mentions[row] = map[string]int{}
			}
			mentions[row][f.group] = f.mentions
		}
	}
	r.subtractMentions(e, mentions, into)
	r.learnQuotes(e, into)
	return shown
}

// learnQuotes takes each quote for somebody of its group who has its code; two may be by the same person.
func (r *reader) learnQuotes(e *export, into map[string][]fact) {
	names := map[string]string{}
	for _, f := range e.figures {
		if f.subject == "code" {
			names[f.of] = f.group
		}
	}
	for q, n := range e.quotes {
		if g := e.groups["outcome="+names[q.group]]; g != nil {
			into["code:"+q.code] = append(into["code:"+q.code], fact{g, (n + 1) / 2, g.Count()})
		}
	}
}

// subtractMentions works out the mentions of a code from those of the theme or stage that it is part of: mentions
// add up, and where there are m of them, from one to m interviews have it.
func (r *reader) subtractMentions(e *export, mentions map[string]map[string]int, into map[string][]fact) {
	for _, rel := range r.relations(e) {
		if rel.kind != union {
			continue
		}
		for group, all := range mentions[rel.whole] {
			hidden, members := "", research.Bits(nil)
			for _, p := range rel.parts {
				if m, ok := mentions[p][group]; ok {
					all -= m
				} else if hidden == "" {
					hidden = p
				} else {
					hidden = "several"
				}
			}
			for key, g := range e.groups {
				if key == e.whole() && group == "" || key == "outcome="+group {
					members = g
				}
			}
			if hidden != "" && hidden != "several" && members != nil {
				into[hidden] = append(into[hidden], fact{members, min(all, 1), all})
			}
		}
	}
}

// relations is how the rows of a pack hang together.
func (r *reader) relations(e *export) []relation {
	var out []relation
	seen := map[string]bool{}
	reasons := map[string][]string{}
	for _, f := range e.figures {
		row := r.rowOf(f)
		if seen[row] {
			continue
		}
		seen[row] = true
		switch f.subject {
		case "theme":
			if codes, side := r.theme(f); !strings.HasPrefix(row, "code:") {
				rel := relation{kind: within, whole: row}
				if side == "" {
					rel.kind = union
				}
				for _, c := range codes {
					rel.parts = append(rel.parts, "code:"+c)
				}
				out = append(out, rel)
			}
		case "stage":
			if !r.own {
				continue
			}
			rel := relation{kind: within, whole: row}
			if e.any {
				rel.kind = union
			}
			for _, c := range r.book.Codes {
				if fmt.Sprint(c.Stage) == f.key {
					rel.parts = append(rel.parts, "code:"+c.Ref)
				}
			}
			out = append(out, rel)
		case "reason":
			kind, _, _ := strings.Cut(f.key, ":")
			if members, ok := e.membersOf(f); ok {
				reasons[kind] = append(reasons[kind], row)
				e.groups["base "+kind] = members
			}
		}
	}
	out = append(out, r.relationsOfMore(e)...)
	for _, kind := range sorted(reasons) {
		out = append(out, relation{kind: oneOf, parts: reasons[kind], base: e.groups["base "+kind]})
	}
	return out
}

// targets is every set of fewer than k interviews that the contact list or the groups of these packs tell apart,
// among the interviews that the last of them is about, and the erased.
func (r *reader) targets(packs []*export) []target {
	last := packs[len(packs)-1]
	scope := last.groups["all"]
	if scope == nil {
		scope = last.alive
	}
	for _, e := range packs {
		if g := e.groups["all"]; g != nil {
			scope = scope.Or(g.AndNot(last.alive)) // erased since
		}
	}
	sets := map[string]research.Bits{}
	identity := map[string]bool{}
	within := ""
	put := func(name string, i int, person bool) {
		name += within
		if sets[name] == nil {
			sets[name] = research.NewBits(len(r.list))
		}
		sets[name].Set(i)
		identity[name] = person
	}
	each := func(i int) {
		f := r.list[i]
		put("person "+string(f.ID), i, true)
		if f.Organisation != "" {
			put("organisation "+string(f.Organisation), i, true)
		}
		for _, dim := range [][2]string{{"outcome", string(f.Outcome)}, {"wave", string(f.Wave)}, {"segment", f.Segment}, {"region", f.Region}, {"role", f.RoleBand}, {"owner", string(f.Owner)}} {
			put(dim[0]+" "+dim[1], i, false)
		}
		switch f.Outcome {
		case research.Stalled, research.NoDecision, research.QualifiedNoDeal:
			put("undecided together", i, false)
		case research.LeadFollowUp, research.UnqualifiedLead:
			put("leads together", i, false)
		}
		atom, rest := "atom", true
		for n, e := range packs {
			for _, key := range sorted(e.groups) {
				// Who has which reasons on file is no attribute; those groups matter to rows about reasons only.
				// Nor does a group tell anybody apart of which nothing was shown.
				if e.groups[key].Has(i) && e.speaks[key] && !strings.Contains(key, "|") && !strings.HasPrefix(key, "base ") {
					atom += fmt.Sprint(" ", n, key)
					rest = rest && !strings.HasPrefix(key, "outcome=")
				}
			}
		}
		put(atom, i, false)
		if rest {
			put("left out", i, false)
		}
	}
	scope.Each(each)
	if last.wave != "" {
		within = " in " + last.whole()
		last.groups[last.whole()].Each(each)
	}
	var out []target
	for _, name := range sorted(sets) {
		if n := sets[name].Count(); n < r.k {
			out = append(out, target{name, sets[name], identity[name]})
		}
	}
	return out
}

// attackPack attacks one pack by itself, and then as somebody who was interviewed.
func (r *reader) attackPack(e *export) (t tally) {
	k := &knowledge{people: len(r.list), least: r.k, facts: map[string][]fact{}, relations: r.relations(e)}
	t.shown = r.learn(e, k.facts)
	k.targets = r.targets([]*export{e})
	for _, f := range e.figures {
		if f.subject != "heard" && f.subject != "rival" && !f.months {
			t.figures++
		}
	}
	for _, row := range r.rows(k) {
		f := k.frameOf(row)
		f.attack(row, &t)
		if has, ok := e.truth[row]; ok {
			f.participant(row, has, e.groups[e.whole()], &t)
		}
	}
	return t
}

// attackAll attacks all packs together, as if nothing had been coded anew between them. Where figures contradict
// each other the reader has learnt only that. A pin counts where it is true, and only up to the last pack that says
// anything about the row: whom a later erasure sets apart among those that old figures are about, no pack can help.
func (r *reader) attackAll() (t tally, wrong int) {
	last := map[string]int{}
	for i, e := range r.exports {
		only := map[string][]fact{}
		r.learn(e, only)
		for row := range only {
			last[row] = i
		}
	}
	for i := 1; i < len(r.exports); i++ {
		k := &knowledge{people: len(r.list), least: r.k, facts: map[string][]fact{}, relations: r.relations(r.exports[i])}
		for _, e := range r.exports[:i+1] {
			r.learn(e, k.facts)
		}
		k.targets = r.targets(r.exports[:i+1])
		for _, row := range r.rows(k) {
			if last[row] != i {
				continue
			}
			var one tally
			alone := *k
			alone.relations = nil
			alone.frameOf(row).attack(row, &one)
			if f := k.frameOf(row); len(f.rows) > 1 && len(one.pins) == 0 {
				f.attack(row, &one)
			}
			pins := one.pins
			one.pins = nil
			for _, p := range pins {
				if r.holds(p, k.targets, i) {
					one.pins = append(one.pins, p)
				} else {
					wrong++
				}
			}
			t.add(one)
		}
	}
	return t, wrong
}

// holds says whether a pin over all packs is true: of everybody as they were when last in a pack.
func (r *reader) holds(p pin, targets []target, last int) bool {
	for _, t := range targets {
		if t.name != p.target {
			continue
		}
		n := 0
		t.members.Each(func(i int) {
			for j := last; j >= 0; j-- {
				if e := r.exports[j]; e.alive.Has(i) {
					if e.truth[p.row].Has(i) {
						n++
					}
					return
				}
			}
		})
		return p.low <= n && n <= p.high
	}
	return false
}

// rows is the rows to attack: those with facts, and their relatives.
func (r *reader) rows(k *knowledge) []string {
	all := map[string]bool{}
	for row := range k.facts {
		all[row] = true
	}
	return sorted(all)
}

// truth is who really has each row, for what participants know of themselves and to tell true pins from wrong ones.
func (r *reader) truthOf(in report.Input, e *export) {
	e.truth = map[string]research.Bits{}
	put := func(row string, has research.Bits) {
		b := research.NewBits(len(r.list))
		facts := in.Index.Facts()
		has.Each(func(p int) { b.Set(r.number[facts[p].ID]) })
		e.truth[row] = b
	}
	for _, c := range in.Book.Codes {
		put("code:"+c.Ref, in.Index.Code(c.ID).Has)
	}
	hurt := research.Hurt
	hurts, _ := in.Index.Query(analysis.Query{Polarity: &hurt})
	about := in.Index.All()
	for _, c := range in.Index.Group("wave") {
		if c.Key == string(in.Wave) && in.Wave != "" {
			about = c.Members
		}
	}
	for _, s := range in.Book.Stages {
		q := analysis.Query{Stage: s.Number}
		if 4*hurts.And(about).Count() >= about.Count() { // as the pack settles it
			q.Polarity = &hurt
		}
		has, _ := in.Index.Query(q)
		put(fmt.Sprint("stage:", s.Number), has)
	}
	for _, f := range e.figures {
		row := r.rowOf(f)
		if f.subject != "theme" || e.truth[row] != nil {
			continue
		}
		codes, side := r.theme(f)
		var ids []research.ID
		for _, ref := range codes {
			ids = append(ids, research.ID("code-"+ref))
		}
		t := in.Index.CodeOr(ids...)
		put(row, map[string]research.Bits{"": t.Has, "hurt": t.Hurt, "helped": t.Helped}[side])
	}
	r.truthOfMore(in, e, put)
	for _, c := range in.Index.Group("competitor") {
		put("competitor:"+c.Key, c.Members)
	}
}
