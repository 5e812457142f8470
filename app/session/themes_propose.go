package session

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"openloop/research"
)

// ThemeProposal is a theme that might be worth naming: codes that come together, or one that is strong and in no
// theme. A person decides. Proposals never look at who won and who lost, so that naming one stays naming beforehand.
type ThemeProposal struct {
	Codes      []research.Code // as they would be grouped, the most frequent first
	Says       research.Side
	Interviews int    // that have any of them
	Base       int    // of how many
	Why        string // the reason, in a sentence
	score      float64
}

// The bounds of what is proposed.
const (
	proposeMost   = 8    // proposals
	proposeLeast  = 3    // interviews of a code
	proposeShare  = .08  // of the base, at least
	proposeLike   = .34  // interviews with both, out of those with either (Jaccard): that codes come together
	proposeStrong = .2   // of the base: that a code is strong by itself
	proposeGroup  = 4    // codes in one proposal
	proposeSided  = .67  // of the interviews with a side: that a proposal counts that side
	proposeBeyond = 1.25 // times as often together as by chance
)

// ProposeThemes is what might be worth a theme, in a wave or in all: groups of codes that come together in the same
// interviews, and strong codes that no theme has.
func (s *Session) ProposeThemes(ctx context.Context, wave research.ID) ([]ThemeProposal, error) {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return nil, err
	}
	taken := map[research.ID]bool{}
	for _, t := range themes {
		for _, c := range t.Codes {
			taken[c] = true
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	p := proposer{f: s.facts, within: s.facts.within(wave), taken: taken}
	p.collect()
	return p.propose(), nil
}

type proposer struct {
	f      *facts
	within research.Bits
	taken  map[research.ID]bool // codes that are in a theme
	base   int
	codes  []proposable
}

// proposable is a code that may be proposed.
type proposable struct {
	research.Code
	has     research.Bits
	n       int
	decided int // interviews of which it is the primary root cause
}

// collect takes the codes that are heard often enough and are in no theme, the most frequent first.
func (p *proposer) collect() {
	p.base = p.within.Count()
	decided := map[research.ID]int{}
	p.within.Each(func(i int) { decided[primary(p.f.rows[i].Reasons[research.DecidedReason])]++ })
	least := max(proposeLeast, int(float64(p.base)*proposeShare+.5))
	for _, c := range p.f.book.Codes {
		if p.taken[c.ID] || c.MergedInto != "" || c.Parent == "" || c.Retired {
			continue
		}
		has := p.f.index.Code(c.ID).Has.And(p.within)
		if n := has.Count(); n >= least {
			p.codes = append(p.codes, proposable{c, has, n, decided[c.ID]})
		}
	}
	slices.SortStableFunc(p.codes, func(a, b proposable) int { return b.n - a.n })
}

func (p *proposer) propose() []ThemeProposal {
	var out []ThemeProposal
	grouped := map[research.ID]bool{}
	for i := range p.codes {
		if grouped[p.codes[i].ID] {
			continue
		}
		if group := p.around(i, grouped); len(group) > 1 {
			for _, c := range group {
				grouped[c.ID] = true
			}
			out = append(out, p.group(group))
		}
	}
	for _, c := range p.codes {
		if !grouped[c.ID] && (float64(c.n) >= proposeStrong*float64(p.base) || c.decided >= proposeLeast) {
			out = append(out, p.single(c))
		}
	}
	slices.SortStableFunc(out, func(a, b ThemeProposal) int { return cmp.Compare(b.score, a.score) })
	return out[:min(len(out), proposeMost)]
}

// around is a code with those that come together with it and with each other.
func (p *proposer) around(i int, grouped map[research.ID]bool) []proposable {
	group := []proposable{p.codes[i]}
	type near struct {
		c    proposable
		like float64
	}
	var list []near
	for j, c := range p.codes {
		if j != i && !grouped[c.ID] {
			if l := p.like(p.codes[i], c); l > 0 {
				list = append(list, near{c, l})
			}
		}
	}
	slices.SortStableFunc(list, func(a, b near) int { return cmp.Compare(b.like, a.like) })
	for _, n := range list {
		if len(group) < proposeGroup && !slices.ContainsFunc(group, func(g proposable) bool { return p.like(g, n.c) == 0 }) {
			group = append(group, n.c)
		}
	}
	return group
}

// like is how much two codes come together: interviews with both out of those with either; 0 where that is no more
// than many codes have in common by chance.
func (p *proposer) like(a, b proposable) float64 {
	both := a.has.CountAnd(b.has)
	either := a.n + b.n - both
	l := float64(both) / float64(max(either, 1))
	if both < proposeLeast || l < proposeLike || float64(both)*float64(p.base) < proposeBeyond*float64(a.n)*float64(b.n) {
		return 0
	}
	return l
}

func (p *proposer) group(group []proposable) ThemeProposal {
	both, either := group[0].has, group[0].has
	var names []string
	t := ThemeProposal{Base: p.base}
	for _, c := range group {
		both, either = both.And(c.has), either.Or(c.has)
		t.Codes, names = append(t.Codes, c.Code), append(names, "“"+c.Name+"”")
	}
	t.Interviews, t.Says = either.Count(), p.side(t.Codes)
	t.score = float64(t.Interviews) + 2*float64(both.Count())
	word := "both"
	if len(group) > 2 {
		word = "all"
	}
	t.Why = fmt.Sprintf("%s come together: %s in %d of the %d interviews that have any of them.", listed(names), word, both.Count(), t.Interviews)
	return t
}

func (p *proposer) single(c proposable) ThemeProposal {
	t := ThemeProposal{Codes: []research.Code{c.Code}, Interviews: c.n, Base: p.base, Says: p.side([]research.Code{c.Code}), score: float64(c.n) + 3*float64(c.decided)}
	t.Why = fmt.Sprintf("In %d of %d interviews and in no theme.", c.n, p.base)
	if c.decided > 0 {
		t.Why = fmt.Sprintf("In %d of %d interviews, it decided %d, and no theme has it.", c.n, p.base, c.decided)
	}
	return t
}

// side is which codings a proposal would count.
func (p *proposer) side(codes []research.Code) research.Side {
	ids := make([]research.ID, len(codes))
	for i, c := range codes {
		ids[i] = c.ID
	}
	t := p.f.index.CodeOr(ids...)
	hurt, helped := t.Hurt.CountAnd(p.within), t.Helped.CountAnd(p.within)
	switch all := float64(hurt + helped); {
	case all == 0:
	case float64(hurt) >= proposeSided*all:
		return research.HurtSide
	case float64(helped) >= proposeSided*all:
		return research.HelpedSide
	}
	return research.EitherSide
}

// ThemeQuote is a quote that a theme might be shown by.
type ThemeQuote struct {
	Candidate
	Verbatim research.ID
	Place    int    // among those chosen, from 1; 0 for a proposal
	Why      string // for a proposal the reasons, for a chosen one what keeps it off the pages
	score    int
}

// The bounds of a strong quote, in words.
const (
	quoteLeast = 5
	quoteShort = 28
	quoteLong  = 55
	quoteMost  = 12 // proposals
)

// QuotesForTheme is the quotes chosen for a theme in their order, and then the strongest others with the reason for
// each: those that decided, that can be understood by themselves, that are short, and from different people. What
// may not leave is not proposed; what nobody cleared yet is, and says so.
func (s *Session) QuotesForTheme(ctx context.Context, theme, wave research.ID) ([]ThemeQuote, error) {
	themes, err := s.store.Themes(ctx)
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(themes, func(t research.Theme) bool { return t.ID == theme })
	if i < 0 {
		return nil, noSuchTheme()
	}
	t := themes[i]
	list, err := s.Quotes(ctx, QuoteFilter{Theme: theme, Wave: wave})
	if err != nil {
		return nil, err
	}
	var chosen, others []ThemeQuote
	for _, c := range list.Rows {
		q := ThemeQuote{Candidate: c, Verbatim: c.verbatim}
		if at := slices.Index(t.Quotes, c.verbatim); at >= 0 {
			q.Place = at + 1
			if q.Candidate.Why != "" {
				q.Why = q.Candidate.Why
			} else if !c.State.Cleared() {
				q.Why = "Chosen, and not cleared yet: it stays off the pages until it is."
			}
			chosen = append(chosen, q)
			continue
		}
		if c.State == QuoteToClear || c.State.Cleared() || c.State == QuoteVoid {
			others = append(others, q)
		}
	}
	slices.SortStableFunc(chosen, func(a, b ThemeQuote) int { return a.Place - b.Place })
	for i := range chosen {
		chosen[i].Place = i + 1
	}
	return append(chosen, strongest(chosen, others)...), nil
}

// strongest takes the best quotes one after the other: whoever has been quoted already counts less.
func strongest(chosen, others []ThemeQuote) []ThemeQuote {
	for i := range others {
		others[i].score = strength(&others[i])
	}
	heard := map[research.ID]int{}
	count := func(q ThemeQuote) {
		for _, p := range q.Voices {
			heard[p.ID]++
		}
	}
	for _, q := range chosen {
		count(q)
	}
	again := func(q ThemeQuote) (n int) {
		for _, p := range q.Voices {
			n = max(n, heard[p.ID])
		}
		return n
	}
	var out []ThemeQuote
	for len(out) < quoteMost && len(others) > 0 {
		best := 0
		for i := range others {
			if others[i].score-5*again(others[i]) > others[best].score-5*again(others[best]) {
				best = i
			}
		}
		q := others[best]
		q.Why = reasonsFor(&q, again(q), len(chosen)+len(out) > 0)
		count(q)
		out = append(out, q)
		others = slices.Delete(others, best, best+1)
	}
	return out
}

// strength is how much speaks for a quote by itself.
func strength(q *ThemeQuote) int {
	score, words := 0, len(strings.Fields(q.printed()))
	switch q.Placed.Weight {
	case research.Decided:
		score += 6
	case research.Contributed:
		score += 2
	}
	if q.whole() {
		score += 3
	}
	switch {
	case words < quoteLeast:
		score -= 4
	case words <= quoteShort:
		score += 3
	case words > quoteLong:
		score -= 3
	}
	if q.State.Cleared() {
		score += 4
	}
	if len(q.Tales) > 0 {
		score -= 2
	}
	return score
}

// printed is the words that would be printed.
func (q *ThemeQuote) printed() string { return or(q.Reworded, q.Text) }

// whole says whether the words can be understood by themselves: they begin as a sentence does, say something of
// their own, and have nothing masked in them.
func (q *ThemeQuote) whole() bool {
	words := strings.TrimSpace(q.printed())
	first, _ := utf8.DecodeRuneInString(words)
	return unicode.IsUpper(first) && len(strings.Fields(words)) >= quoteLeast && !strings.ContainsAny(words, "[]") && !pseudonym.MatchString(words)
}

// reasonsFor says in words what speaks for a quote, and what against it.
func reasonsFor(q *ThemeQuote, again int, others bool) string {
	var says []string
	if q.Placed.Weight == research.Decided {
		says = append(says, "it decided")
	}
	if q.whole() {
		says = append(says, "clear by itself")
	}
	if n := len(strings.Fields(q.printed())); n <= quoteShort {
		says = append(says, fmt.Sprintf("short, %d words", n))
	}
	switch {
	case again > 0:
		says = append(says, "but the same person again")
	case others:
		says = append(says, "another person")
	}
	if !q.State.Cleared() {
		says = append(says, "not cleared yet")
	}
	if len(says) == 0 {
		return "Nothing speaks against it."
	}
	s := strings.Join(says, " · ")
	return strings.ToUpper(s[:1]) + s[1:]
}
