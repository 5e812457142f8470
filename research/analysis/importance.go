package analysis

import (
	"slices"

	"openloop/research"
)

// Item is a thing that buyers speak of: a code, or a theme of several.
type Item struct {
	Key, Name string
	Codes     []research.ID
}

// Place says where an item stands when importance is set against performance.
type Place string

// The places. Where helped and hurt are too close to call, or too few spoke of it, that is the place.
const (
	MendFirst    Place = "mend first"  // decides often, and hurts
	Protect      Place = "protect"     // decides often, and helps
	KeepAnEye    Place = "keep an eye" // decides seldom, and hurts
	PlaceHeld    Place = "holds"       // decides seldom, and helps
	PlaceOpen    Place = "too close to call"
	PlaceUnknown Place = "too few to say"
)

// Importance sets how often an item decided against whether it helped or hurt.
type Importance struct {
	Item
	Said    int   // interviews that spoke of it
	Decided Share // importance: interviews in which a coding of it decided, out of all of the group
	Helped  int   // interviews in which it helped; one may be in both
	Hurt    int
	Both    int
	// Performance is helped against hurt among the interviews that spoke of it: Diff is (helped - hurt) / said, -1 all
	// hurt to 1 all helped, with Newcombe's paired interval; ClearlyMore is "helps", ClearlyLess "hurts".
	Performance Comparison
	Often       bool // decides more often than the items do on average
	Place       Place
}

// ImportanceOf sets importance against performance for some items within a group of interviews, nil for all. Unit:
// interviews.
//
// Importance is the share of interviews with a coding of the item that decided. Performance compares, in the same
// interviews, those in which it helped with those in which it hurt: pairs, with McNemar's mid-p and Newcombe's paired
// interval, adjusted by Benjamini and Hochberg over the items, and so exploring. The line between deciding often and
// seldom is the mean importance of the items; an item exactly on it decides often only when it decided at all.
//
// Source: the grid is that of Martilla and James, Journal of Marketing 41 (1977) 77-79, with what buyers said
// decided in place of ratings. Fewer than MinCompareBase interviews that spoke of an item are too few to say. An item
// without codes, and a group without interviews, give zeros.
func (x *Index) ImportanceOf(items []Item, within research.Bits) []Importance {
	within = x.within(within)
	base, sum := within.Count(), 0.0
	r := make([]Importance, len(items))
	for i, it := range items {
		r[i] = x.importance(it, within, base)
		sum += r[i].Decided.Value()
	}
	placeAll(r, sum)
	return r
}

func (x *Index) importance(it Item, within research.Bits, base int) Importance {
	r := Importance{Item: it, Decided: NewShare(0, base)}
	if len(it.Codes) == 0 {
		r.Performance = ComparePaired(0, 0, 0, 0)
		return r
	}
	t := x.CodeOr(it.Codes...)
	decided := x.Who(Query{Codes: it.Codes, Weight: research.Decided, Within: within})
	helped, hurt := t.Helped.And(within), t.Hurt.And(within)
	r.Decided = NewShare(decided.Count(), base)
	r.Said, r.Helped, r.Hurt, r.Both = t.Has.CountAnd(within), helped.Count(), hurt.Count(), helped.CountAnd(hurt)
	r.Performance = ComparePaired(r.Both, r.Helped-r.Both, r.Hurt-r.Both, r.Said-r.Helped-r.Hurt+r.Both)
	return r
}

// adjustAll corrects the verdicts for how many items are looked at.
func adjustAll(r []Importance) {
	var made []int
	var p []float64
	for i := range r {
		r[i].Performance.Exploring = true
		if r[i].Performance.Verdict != TooFew {
			made, p = append(made, i), append(p, r[i].Performance.P)
		}
	}
	for j, q := range BenjaminiHochberg(p) {
		r[made[j]].Performance.judge(q, r[made[j]].Said)
	}
}

func (r Importance) place() Place {
	switch v := r.Performance.Verdict; {
	case v == TooFew:
		return PlaceUnknown
	case v == ClearlyLess && r.Often:
		return MendFirst
	case v == ClearlyLess:
		return KeepAnEye
	case v == ClearlyMore && r.Often:
		return Protect
	case v == ClearlyMore:
		return PlaceHeld
	}
	return PlaceOpen
}

// Rival is how a competitor does against the client.
type Rival struct {
	Key, Name string
	Faced     int   // interviews with the competitor in the running, whatever came of it
	Won       int   // by the client
	Lost      int   // by the client, to whomever
	Rate      Share // Won out of Won + Lost
	Others    Share // the same of decided interviews with other competitors on record and not this one
	// Compared is Rate against Others; exploring, adjusted over the competitors.
	Compared Comparison
}

// HeadToHead is how often the client wins where each competitor is in the running, within a group of interviews, nil for
// all; most faced first, then by name. Unit: interviews; one with two competitors counts with both. What never came to
// a decision, and customers who left since, are in Faced only. A competitor that is faced in every decided interview
// has nothing to be compared with: too few to say.
//
// Rate has Wilson's interval; Compared is Newcombe and Fisher's test with Benjamini and Hochberg's correction.
func (x *Index) HeadToHead(within research.Bits) []Rival {
	within = x.within(within)
	won, lost := x.outcome(research.Won).And(within), x.outcome(research.Lost).And(within)
	named := research.NewBits(len(x.facts))
	for _, c := range x.groups["competitor"] {
		if c.Key != "" {
			merge(named, c.Members)
		}
	}
	var r []Rival
	var counts []Counts
	for _, c := range x.groups["competitor"] {
		faced := c.Members.And(within)
		if c.Key == "" || faced.Count() == 0 {
			continue
		}
		v := Rival{Key: c.Key, Name: c.Name, Faced: faced.Count(), Won: faced.CountAnd(won), Lost: faced.CountAnd(lost)}
		rest := named.AndNot(c.Members)
		w, l := rest.CountAnd(won), rest.CountAnd(lost)
		v.Rate, v.Others = NewShare(v.Won, v.Won+v.Lost), NewShare(w, w+l)
		r, counts = append(r, v), append(counts, Counts{v.Won, v.Won + v.Lost, w, w + l})
	}
	for i, c := range Explore(counts) {
		r[i].Compared = c
	}
	slices.SortStableFunc(r, func(a, b Rival) int { return b.Faced - a.Faced })
	return r
}

// outcome is the interviews with an outcome.
func (x *Index) outcome(o research.Outcome) research.Bits {
	for _, c := range x.groups["outcome"] {
		if c.Key == string(o) {
			return c.Members
		}
	}
	return research.NewBits(len(x.facts))
}
