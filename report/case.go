package report

import (
	"math"
	"slices"
	"strconv"

	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/privacy"
)

// Assumption is a number of the business case with its words released.
type Assumption struct {
	Kind              research.AssumptionKind
	Name, Source      privacy.SafeText
	Code              research.ID // of a lever
	Low, Likely, High int         // whole units of the currency; per cent of WonBack
}

// Case is the business case: what follows from the assumptions and from counts that are released. It tells nothing of
// what was said that those counts do not tell: every sum is a count's share of a figure of the client's own, or what any
// deals of that number may be worth. Sums are rounded to two figures.
type Case struct {
	Currency string // "EUR"
	// Whole says that Total is the client's own figure for all deals like these. Else it is what the deals that were
	// talked about are worth by their value bands, each deal once.
	Whole bool
	Total analysis.Range // not rounded where it was typed
	Open  bool           // a value band has no upper end: what is high is a least one
	// N interviews have a root cause on file, about so many deals, Unvalued of them without a value.
	N, Deals, Unvalued int
	Causes             []CaseLine
	Levers             []LeverLine
	WonBack            analysis.Range // shares, zero where nobody set them
	Won                analysis.Range // that much of Total
	Given              []GivenLine    // every assumption, as it stands on the page
}

// CaseLine is what is at stake on one root cause.
type CaseLine struct {
	Key    string // of its figure among those of OfReason
	Name   Text
	X, N   int
	Share  analysis.Range // with its 95% Wilson interval
	Shown  bool
	Why    string
	Others bool // all other reasons together
	Value  analysis.Range
}

// LeverLine is what was spent on one lever, and how much of it where something else decided.
type LeverLine struct {
	Name    Text
	Cause   Text // what it was to move
	Key     string
	X, N    int
	Share   analysis.Range
	Shown   bool
	Spent   analysis.Range
	Wasted  analysis.Range
	unnamed bool // nobody has chosen its code
}

// GivenLine is an assumption as it is printed.
type GivenLine struct {
	Kind              research.AssumptionKind
	Name, Source      Text
	Low, Likely, High float64 // shares for WonBack
}

// reckon makes the business case from figures that are released by now.
func (b *builder) reckon() {
	c := Case{}
	for _, a := range b.in.Case {
		switch a.Kind {
		case research.CurrencyKind:
			c.Currency = Words(a.Name).s
		case research.WonBack:
			c.WonBack = analysis.Range{Low: float64(a.Low) / 100, Likely: float64(a.Likely) / 100, High: float64(a.High) / 100}
		}
	}
	r := &b.reasons
	if c.Currency == "" || !r.ok || b.wonAmong(r.group.Members) || slices.ContainsFunc(b.in.Layout.Order(), func(s Choice) bool { return s.Kind == BusinessCase && s.Off }) {
		return
	}
	v := b.dealsBehind(r.decided)
	c.N, c.Deals, c.Unvalued, c.Total, c.Open = v.N, v.Deals, v.Unvalued, v.Total().Rounded(), v.Open()
	if a, ok := b.assumption(research.LostValue); ok {
		c.Whole, c.Total, c.Open = true, a.money(), false
	}
	c.Won = c.Total.Times(c.WonBack).Rounded()
	b.causes(&c, v)
	b.levers(&c)
	b.given(&c)
	shown := slices.ContainsFunc(c.Causes, func(l CaseLine) bool { return l.Shown }) || slices.ContainsFunc(c.Levers, func(l LeverLine) bool { return l.Shown })
	if shown {
		b.doc.Case = &c
	}
}

// wonAmong says whether there are won deals in a group: nothing is at stake in those, so there is no case where lost
// deals cannot be shown by themselves.
func (b *builder) wonAmong(members research.Bits) bool {
	return slices.ContainsFunc(b.classes("outcome"), func(g privacy.Group) bool {
		return toneOf(g.Key) == won && members.CountAnd(g.Members) > 0
	})
}

// assumption is the one of a kind, if it is set.
func (b *builder) assumption(k research.AssumptionKind) (Assumption, bool) {
	i := slices.IndexFunc(b.in.Case, func(a Assumption) bool { return a.Kind == k })
	if i < 0 {
		return Assumption{}, false
	}
	return b.in.Case[i], b.in.Case[i].Likely > 0
}

func (a Assumption) money() analysis.Range {
	return analysis.Range{Low: float64(a.Low), Likely: float64(a.Likely), High: float64(a.High)}
}

// dealsBehind is what the deals behind some interviews are worth, by what the client's own CRM says of them.
func (b *builder) dealsBehind(members research.Bits) analysis.Valued {
	top := 0.0
	if a, ok := b.assumption(research.TopOfBand); ok {
		top = float64(a.Likely)
	}
	facts := b.in.Index.Facts()
	var deals []analysis.TouchedDeal
	members.Each(func(p int) {
		d := analysis.TouchedDeal{}
		if p < len(facts) { // else somebody who was erased since
			d.Deal, d.Band = facts[p].Deal, facts[p].ValueBand
		}
		deals = append(deals, d)
	})
	return analysis.ValuedDeals(deals, top)
}

// causes is what is at stake on each root cause, the most first; those withheld stand last, by name.
func (b *builder) causes(c *Case, v analysis.Valued) {
	if c.Total.IsZero() {
		return
	}
	add := func(ref string, name Text, others bool) {
		f := b.figure(OfReason, b.reasonKey(research.DecidedReason, ref), "")
		if f.Shown && f.X == 0 || f.N == 0 {
			return
		}
		l := CaseLine{Key: f.Key, Name: name, N: f.N, Shown: f.Shown, Why: f.Why, Others: others}
		if f.Shown {
			l.X, l.Share = f.X, analysis.Range{Low: f.Low, Likely: f.Share(), High: f.High}
			l.Value = v.Of(f.X).Rounded()
			if c.Whole {
				l.Value = analysis.AtStake(c.Total, f.X, f.N).Rounded()
			}
		}
		c.Causes = append(c.Causes, l)
	}
	for _, code := range b.reasons.codes {
		add(code.Ref, b.name(code.Name), false)
	}
	if b.reasons.others {
		add(otherReasons, Label(b.w.OtherReasons), true)
	}
	rank := func(l CaseLine) int {
		switch {
		case l.Others:
			return 2
		case !l.Shown:
			return 1
		}
		return 0
	}
	slices.SortStableFunc(c.Causes, func(x, y CaseLine) int {
		if d := rank(x) - rank(y); d != 0 {
			return d
		}
		if !x.Shown { // by name, not by size
			return compareText(x.Name, y.Name)
		}
		return y.X - x.X
	})
}

func compareText(x, y Text) int {
	switch {
	case x.s < y.s:
		return -1
	case x.s > y.s:
		return 1
	}
	return 0
}

// levers is what of the money spent went where something else decided.
func (b *builder) levers(c *Case) {
	for _, a := range b.in.Case {
		if a.Kind != research.Lever || a.Likely <= 0 {
			continue
		}
		l := LeverLine{Name: Words(a.Name), Spent: a.money()}
		code, ok := b.leverCode(a.Code)
		l.unnamed = !ok
		if ok {
			f := b.figure(OfReason, b.reasonKey(research.DecidedReason, code.Ref), "")
			l.Key, l.Cause, l.N, l.Shown = f.Key, b.name(code.Name), f.N, f.Shown
			if b.isPrice(code) {
				l.Cause = Label(b.w.Price)
			}
			if f.Shown {
				l.X, l.Share = f.X, analysis.Range{Low: f.Low, Likely: f.Share(), High: f.High}
				l.Wasted = analysis.WrongLever(l.Spent, f.X, f.N).Rounded()
			}
		}
		c.Levers = append(c.Levers, l)
	}
}

// leverCode is the code of a lever, or the one that it was merged into.
func (b *builder) leverCode(id research.ID) (research.Code, bool) {
	c, ok := b.in.Book.Code(id)
	for range b.in.Book.Codes {
		if !ok || c.MergedInto == "" {
			break
		}
		c, ok = b.in.Book.Code(c.MergedInto)
	}
	return c, ok
}

// leverCodes is the codes that money was spent on moving: how often they decided is asked by name.
func (b *builder) leverCodes() map[research.ID]bool {
	r := map[research.ID]bool{}
	for _, a := range b.in.Case {
		if c, ok := b.leverCode(a.Code); ok && a.Kind == research.Lever && a.Likely > 0 {
			r[c.ID] = true
		}
	}
	return r
}

// given is every assumption as it is printed.
func (b *builder) given(c *Case) {
	w := caseWordsOf(b.in.Lang)
	add := func(a Assumption, name Text, unit float64) {
		g := GivenLine{Kind: a.Kind, Name: name, Source: Words(a.Source), Low: float64(a.Low) / unit, Likely: float64(a.Likely) / unit, High: float64(a.High) / unit}
		c.Given = append(c.Given, g)
	}
	if a, ok := b.assumption(research.LostValue); ok {
		add(a, fill(w.GivenTotal, Words(a.Name)), 1)
	} else if !c.Total.IsZero() {
		c.Given = append(c.Given, GivenLine{Kind: research.LostValue, Name: fill(w.GivenBands, b.w.num(c.Deals)), Source: Label(w.SourceBands),
			Low: c.Total.Low, Likely: c.Total.Likely, High: c.Total.High})
	}
	if a, ok := b.assumption(research.TopOfBand); ok && !c.Whole {
		a.Low, a.High = 0, 0
		add(a, Label(w.GivenTop), 1)
	}
	for _, a := range b.in.Case {
		if a.Kind == research.Lever && a.Likely > 0 {
			add(a, fill(w.GivenLever, Words(a.Name)), 1)
		}
	}
	if a, ok := b.assumption(research.WonBack); ok {
		add(a, Label(w.GivenWon), 100)
	}
}

// money is a sum of two figures in a language: "€1.4m".
func (w caseWords) money(v float64, currency string) Text {
	v = analysis.Money(v)
	pattern, unit := w.Plain, 1.0
	for _, u := range []struct {
		c constant
		v float64
	}{{w.Billion, 1e9}, {w.Million, 1e6}, {w.Thousand, 1e3}} {
		if math.Abs(v) >= u.v {
			pattern, unit = u.c, u.v
			break
		}
	}
	n := strconv.FormatFloat(v/unit, 'f', 1, 64)
	if i := len(n) - 2; n[i:] == ".0" {
		n = n[:i]
	} else {
		n = n[:i] + string(w.Point) + n[i+1:]
	}
	return fill(pattern, Text{n}, w.sign(currency))
}

// sign is a currency's sign, or its letters.
func (w caseWords) sign(currency string) Text {
	switch currency {
	case "EUR":
		return Text{"€"}
	case "GBP":
		return Text{"£"}
	case "USD":
		return Text{"$"}
	}
	if w.Point == "." && currency != "" { // the sign stands before the number
		return Text{currency + "\u00a0"}
	}
	return Text{currency}
}

// Money is a sum as it is printed in a language.
func Money(l Lang, v float64, currency string) Text { return caseWordsOf(l).money(v, currency) }
