package session

import (
	"context"
	"maps"
	"slices"

	"openloop/research"
	"openloop/research/privacy"
)

// Wish is what a client would like to see, before it is promised: the codes split by a dimension, by a second
// one within that, or one class alone.
type Wish struct {
	By   string      // outcome, wave, segment, region, role, value, method; "" for no split
	And  string      // a second one within each group of By; "" for none
	Only string      // key of the one class of By that is wanted alone; "" for all of them
	Wave research.ID // "" for all
	One  bool        // one class alone, Only, which may be the class "not recorded" with the key ""
}

// WishState says what became of a class of interviews.
type WishState string

// The states.
const (
	WishReleased WishState = "released"
	WishMerged   WishState = "merged"   // released within a larger group
	WishWithheld WishState = "withheld" // too small, or too close to a group of an earlier pack
)

// WishGroup is a class that a wish asks for, and what would leave about it.
type WishGroup struct {
	Key           string // of the class, where WishClasses lists it
	Name          string
	Within        string // name of the group of the first dimension, where there are two
	Interviews    int
	Organisations int
	State         WishState
	Into          string // the group it is released in, when merged
	Why           string // one sentence, "" when released
}

// WishReason is how many figures are withheld for one reason.
type WishReason struct {
	Why    privacy.Reason
	Says   string
	Counts int
}

// WishAnswer is what would leave if a wish was granted now, after what has left before.
type WishAnswer struct {
	Groups   []WishGroup
	Shown    int // figures
	Withheld int
	Reasons  []WishReason // most often first
	Says     string       // what to tell the client, one or two sentences
}

// WishDimensions are what a wish may split by, with the names that screens give them, in order.
func WishDimensions() (keys, names []string) {
	return []string{"outcome", "wave", "segment", "region", "role", "value", "method"}, []string{"outcome", "wave", "segment", "region", "role", "deal size", "method"}
}

// WishClasses are the classes of a dimension with how many interviews are in each.
func (s *Session) WishClasses(by string, wave research.ID) []WishGroup {
	s.mu.Lock()
	defer s.mu.Unlock()
	f := s.facts
	var out []WishGroup
	fr := f.frame()
	for _, c := range f.classesWithin(by, f.scope(wave)) {
		out = append(out, WishGroup{Key: c.Key, Name: c.Name, Interviews: c.Members.Count(), Organisations: organisationsIn(fr, c.Members)})
	}
	return out
}

// Preview says what of a wish could leave now. It looks at nothing that was said but to count what would be
// shown, and changes nothing.
func (s *Session) Preview(ctx context.Context, w Wish) (WishAnswer, error) {
	earlier, err := s.ledger(ctx)
	if err != nil {
		return WishAnswer{}, err
	}
	s.mu.Lock()
	f, rule := s.facts.snapshot(), s.rule()
	s.mu.Unlock()
	known := f.known(earlier)
	g := &granting{ctx: ctx, f: f, rule: rule, frame: f.frame(), known: known, counts: map[privacy.Reason]int{}}
	total := f.scope(w.Wave)
	switch {
	case total.Members.Count() == 0:
		return WishAnswer{Says: "There are no interviews yet, so there is nothing to give."}, nil
	case w.One:
		g.alone(w, total)
	case w.And != "" && w.And != w.By:
		g.within(w, total)
	default:
		g.split(w.By, total, "")
	}
	if err := ctx.Err(); err != nil {
		return WishAnswer{}, err
	}
	return g.answer(), nil
}

// granting is a wish on its way to an answer.
type granting struct {
	ctx    context.Context
	f      *facts
	rule   privacy.Rule
	frame  privacy.Frame
	known  []privacy.Group
	groups []WishGroup
	counts map[privacy.Reason]int
	shown  int
}

// rows are what a table of the wish counts: the codes.
func (g *granting) rows(within research.Bits) []privacy.Row { return g.f.codeRows(within) }

// table releases a split as the board pack would, and remembers it as told.
func (g *granting) table(by string, total privacy.Group) (privacy.Dimension, privacy.Table) {
	d, _ := g.f.dimension(by, total, g.rule)
	t := g.rule.Disclose(g.frame, d, g.rows(total.Members), g.known)
	g.known = append(slices.Clip(g.known), t.Released()...)
	return d, t
}

// pack has the tables of every board pack told first: what a wish adds is held against them.
func (g *granting) pack(total privacy.Group, but string) {
	for _, by := range []string{"outcome", "wave", "segment"} {
		if by != but && g.ctx.Err() == nil {
			g.table(by, total)
		}
	}
}

// split grants a split of some interviews by one dimension.
func (g *granting) split(by string, total privacy.Group, within string) {
	if within == "" && by != "outcome" {
		g.pack(total, by)
	}
	if by == "" {
		d := privacy.Dimension{Key: "all", Total: total}
		g.count(g.rule.Disclose(g.frame, d, g.rows(total.Members), g.known))
		g.groups = append(g.groups, g.whole(total))
		return
	}
	classes := g.f.classesWithin(by, total)
	_, t := g.table(by, total)
	g.count(t)
	for _, c := range classes {
		g.groups = append(g.groups, g.class(c, t, within))
	}
}

// within grants a split by a second dimension inside each group of the first.
func (g *granting) within(w Wish, total privacy.Group) {
	g.pack(total, w.By)
	_, first := g.table(w.By, total)
	g.count(first)
	for _, c := range g.f.classesWithin(w.By, total) {
		if x := g.class(c, first, ""); x.State == WishWithheld {
			x.Within, x.Name = x.Name, "Any"
			g.groups = append(g.groups, x)
		}
	}
	for i, group := range first.Groups {
		if g.ctx.Err() != nil {
			return
		}
		if !splitShown(first, i) {
			continue
		}
		g.split(w.And, privacy.Group{Name: group.Name, Key: first.Dimension + "=" + group.Key, Members: group.Members}, group.Name)
	}
}

// alone grants figures about one class and none of the others.
func (g *granting) alone(w Wish, total privacy.Group) {
	g.pack(total, "")
	var hidden []privacy.Group
	one := privacy.Group{}
	for _, c := range g.f.classesWithin(w.By, total) {
		if c.Key == w.Only {
			one = privacy.Group{Name: c.Name, Key: w.By + "=" + c.Key, Members: c.Members}
		} else {
			hidden = append(hidden, c)
		}
	}
	d := privacy.Dimension{Key: w.By, Total: one, Hidden: hidden}
	g.count(g.rule.Disclose(g.frame, d, g.rows(one.Members), g.known))
	g.groups = append(g.groups, g.whole(one))
}

// count counts what a table shows and withholds.
func (g *granting) count(t privacy.Table) {
	for _, r := range t.Rows {
		cells := r.Cells
		if len(t.Groups) == 0 {
			cells = []privacy.Cell{r.Total}
		}
		for _, c := range cells {
			if c.Shown {
				g.shown++
			} else {
				g.counts[c.Why]++
			}
		}
	}
}

// whole is a group that is not split.
func (g *granting) whole(total privacy.Group) WishGroup {
	x := g.group(total)
	if ok, missing := g.rule.Allows(g.frame, total.Members); !ok {
		x.State, x.Why = WishWithheld, sentence(missing)
	} else if g.shown == 0 {
		x.State, x.Why = WishWithheld, mostly(g.counts)
	}
	return x
}

func (g *granting) group(c privacy.Group) WishGroup {
	return WishGroup{Name: c.Name, Interviews: c.Members.Count(), Organisations: organisationsIn(g.frame, c.Members), State: WishReleased}
}

// class says what became of a class in a table.
func (g *granting) class(c privacy.Group, t privacy.Table, within string) WishGroup {
	x := g.group(c)
	x.Within = within
	_, missing := g.rule.Allows(g.frame, c.Members)
	for i, group := range t.Groups {
		if c.Members.AndNot(group.Members).Count() > 0 {
			continue
		}
		switch {
		case !splitShown(t, i):
			x.State, x.Why = WishWithheld, mostly(g.counts)
		case !group.Members.Equal(c.Members):
			x.State, x.Into = WishMerged, group.Name
			if x.Why = "Its neighbour is too small by itself."; missing != "" {
				x.Why = sentence(missing)
			}
		}
		return x
	}
	x.State = WishWithheld
	if x.Why = "What is left without it would be too small."; missing != "" {
		x.Why = sentence(missing)
	}
	return x
}

// splitShown says whether any figure of a table's group would leave.
func splitShown(t privacy.Table, group int) bool {
	return slices.ContainsFunc(t.Rows, func(r privacy.ReleasedRow) bool { return r.Cells[group].Shown })
}

// classesWithin are a dimension's classes within some interviews, before anything is merged.
func (f *facts) classesWithin(by string, total privacy.Group) (out []privacy.Group) {
	for _, c := range f.index.Group(by) {
		if m := c.Members.And(total.Members); m.Count() > 0 {
			out = append(out, privacy.Group{Name: c.Name, Key: c.Key, Members: m})
		}
	}
	return out
}

// organisationsIn is how many organisations stand behind some interviews; unknown ones count as one.
func organisationsIn(fr privacy.Frame, members research.Bits) int {
	seen := map[int]bool{}
	members.Each(func(i int) { seen[fr.Organisation[i]] = true })
	return len(seen)
}

// snapshot is the figures as they are now, for work that takes longer than anybody should wait for.
func (f *facts) snapshot() *facts {
	return &facts{book: f.book, index: f.index.Clone(), waves: f.waves, rows: slices.Clone(f.rows), order: f.order, at: maps.Clone(f.at)}
}
