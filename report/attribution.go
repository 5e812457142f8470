package report

import (
	"context"
	"maps"
	"slices"

	"openloop/research"
	"openloop/research/privacy"
)

// Attribution is what may stand beside a quote.
type Attribution struct {
	Who   Text // as it is printed: "Lost deal", "Operations, lost deal"
	Parts []AttributionPart
	// MayNot is why quotes of this interview may not be printed at all, "" where they may: too few would be
	// signed as it would have to be.
	MayNot string
}

// AttributionPart is one attribute of whoever is quoted, and whether it may be said.
type AttributionPart struct {
	What    string // outcome, role, segment, region
	Name    Text   // "Operations"
	Allowed bool
	Missing string // why not: "3 of the 5 interviews needed"
}

// attributes are what a quote may be signed by besides the outcome, in the order in which they are tried.
var attributes = []string{"role", "segment", "region"}

// signed is the interviews whose quotes are signed alike.
type signed struct {
	members research.Bits
	who     Text
	names   map[string]Text // by attribute, what the signature says
	mayNot  string          // why quotes of these may not be printed at all; "" they may
}

// sign shares the interviews out among signatures. A signature says an attribute only where enough interviews
// of enough organisations share all it says, and where those that are signed without it are enough as well:
// whoever knows the rule would otherwise know who is left.
func (b *builder) sign() {
	b.signatures = nil
	rest := b.scope
	for _, g := range b.groups {
		rest = rest.AndNot(g.Members)
		b.signatures = append(b.signatures, signed{members: g.Members, who: b.w.deal(g.Key), names: map[string]Text{"outcome": b.groupName(g)}})
	}
	if rest.Count() > 0 {
		s := signed{members: rest, who: Label(b.w.Buyer), names: map[string]Text{}}
		if ok, missing := b.in.Rule.Allows(b.in.Frame, rest); !ok {
			s.mayNot = missing
		}
		b.signatures = append(b.signatures, s)
	}
	for _, dim := range attributes {
		var next []signed
		for _, s := range b.signatures {
			next = append(next, b.splitSigned(s, dim, b.classes(dim))...)
		}
		b.signatures = next
	}
	for i := range b.signatures {
		b.signatures[i].spell(b)
	}
}

// splitSigned tells those who are signed alike apart by one more attribute, as far as that may be.
func (b *builder) splitSigned(s signed, dim string, classes []privacy.Group) []signed {
	if len(s.names) == 0 {
		return []signed{s} // no outcome can be said of them, so nothing else is
	}
	var shown []privacy.Group
	rest := s.members
	for _, c := range classes {
		c.Members = c.Members.And(s.members)
		if dim == "role" {
			c.Members = c.Members.AndNot(b.meetings())
		}
		if c.Key != "" && b.allowed(c.Members) {
			shown, rest = append(shown, c), rest.AndNot(c.Members)
		}
	}
	slices.SortStableFunc(shown, func(x, y privacy.Group) int { return y.Members.Count() - x.Members.Count() })
	for rest.Count() > 0 && !b.allowed(rest) && len(shown) > 0 {
		last := shown[len(shown)-1]
		rest, shown = rest.Or(last.Members), shown[:len(shown)-1]
	}
	var out []signed
	for _, c := range shown {
		names := maps.Clone(s.names)
		names[dim] = b.name(c.Name)
		out = append(out, signed{members: c.Members, who: s.who, names: names})
	}
	if rest.Count() > 0 {
		s.members = rest
		out = append(out, s)
	}
	return out
}

// meetings is the interviews with several people: whose role it was nobody can say.
func (b *builder) meetings() research.Bits {
	if b.several != nil {
		return b.several
	}
	m := research.NewBits(b.in.Index.Len())
	b.several = m
	for i, f := range b.in.Index.Facts() {
		if len(b.byID[f.ID].Participants) > 1 {
			m.Set(i)
		}
	}
	return m
}

// spell writes a signature out: "Operations, Manufacturing, lost deal".
func (s *signed) spell(b *builder) {
	more := Text{}
	for _, dim := range attributes {
		switch name := s.names[dim]; {
		case name.Empty():
		case more.Empty():
			more = name
		default:
			more = fill(b.w.WaveOf, more, name)
		}
	}
	if !more.Empty() {
		s.who = fill(b.w.WaveOf, more, b.inside(s.who))
	}
}

// signedAt is the signature of the interview at a position.
func (b *builder) signedAt(p int) signed {
	for _, s := range b.signatures {
		if s.members.Has(p) {
			return s
		}
	}
	return signed{mayNot: "the pack is not about this interview"}
}

// attribution says how the interview at a position is signed, and why no closer.
func (b *builder) attribution(p int) Attribution {
	s := b.signedAt(p)
	a := Attribution{Who: s.who, MayNot: s.mayNot}
	outcome := AttributionPart{What: "outcome", Name: s.names["outcome"], Allowed: !s.names["outcome"].Empty(), Missing: "its group is too small to show"}
	if !outcome.Allowed {
		outcome.Name = b.name(b.in.Index.Facts()[p].Outcome.String())
	}
	a.Parts = append(a.Parts, outcome)
	for _, dim := range attributes {
		c := b.classOf(dim, p)
		if c.Key == "" {
			continue
		}
		part := AttributionPart{What: dim, Name: b.name(c.Name), Allowed: !s.names[dim].Empty()}
		if !part.Allowed {
			var ok bool
			if ok, part.Missing = b.in.Rule.Allows(b.in.Frame, s.members.And(c.Members)); ok {
				part.Missing = "too few would be left without it"
			}
			if dim == "role" && b.meetings().Has(p) {
				part.Missing = "several people took part"
			}
		}
		a.Parts = append(a.Parts, part)
	}
	return a
}

// classOf is the class of a dimension that an interview is in.
func (b *builder) classOf(dim string, p int) privacy.Group {
	for _, c := range b.classes(dim) {
		if c.Members.Has(p) {
			return c
		}
	}
	return privacy.Group{}
}

// QuotePlan is what a pack would do with quotes: which of the cleared ones are in it, and how any interview
// would be signed.
type QuotePlan struct {
	b  *builder
	in map[research.ID]bool
}

// PlanQuotes chooses and signs as Build does, without making the pack. It is for one goroutine at a time.
func PlanQuotes(ctx context.Context, in Input) (*QuotePlan, error) {
	p := &QuotePlan{in: map[research.ID]bool{}}
	if in.Book == nil || in.Index == nil || in.Index.Len() == 0 {
		return p, nil
	}
	b, err := newBuilder(in)
	if err != nil {
		return nil, err
	}
	for _, step := range []func(){b.countOutcomes, b.sign, b.chooseQuotes} {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		step()
	}
	for _, q := range b.quotes {
		p.in[q.verbatim] = true
	}
	p.b = b
	return p, nil
}

// Has says whether a verbatim is among the pack's quotes.
func (p *QuotePlan) Has(verbatim research.ID) bool { return p.in[verbatim] }

// Clashes says whether a quote stays out because an earlier pack signed it otherwise, and few are signed both ways.
func (p *QuotePlan) Clashes(verbatim research.ID) bool { return p.b != nil && p.b.clash[verbatim] }

// AttributionOf is how a quote of an interview that was chosen by a code would be signed: where the pack withholds
// what that group says of the code, as anybody's.
func (p *QuotePlan) AttributionOf(interview, code research.ID) Attribution {
	a := p.Attribution(interview)
	if a.MayNot != "" || p.b == nil {
		return a
	}
	at := p.b.in.Index.Position(interview)
	for _, g := range p.b.groups {
		if g.Members.Has(at) && p.b.splitShows(code, g.Key) {
			return a
		}
	}
	a.Who = Label(p.b.w.Buyer)
	for i := range a.Parts {
		if a.Parts[i].Allowed {
			a.Parts[i].Allowed, a.Parts[i].Missing = false, "the report withholds who says this"
		}
	}
	return a
}

// Attribution is how a quote of an interview would be signed.
func (p *QuotePlan) Attribution(interview research.ID) Attribution {
	if p.b != nil {
		if at := p.b.in.Index.Position(interview); at >= 0 && p.b.scope.Has(at) {
			return p.b.attribution(at)
		}
	}
	return Attribution{MayNot: "the pack is not about this interview"}
}
