package analysis

import "openloop/research"

// CodeTally is who has a code and how often it was used.
type CodeTally struct {
	Has, Helped, Hurt research.Bits // interviews with any coding of it, with one that helped, with one that hurt
	Mentions          int
}

// Code is who has one code. An unknown code has nobody.
func (x *Index) Code(id research.ID) CodeTally { return x.CodeOr(id) }

// CodeOr is who has any of the codes, for themes and for stages as a whole. A code named twice counts once.
func (x *Index) CodeOr(ids ...research.ID) CodeTally {
	n := len(x.facts)
	r := CodeTally{Has: research.NewBits(n), Helped: research.NewBits(n), Hurt: research.NewBits(n)}
	for _, c := range x.distinct(ids) {
		merge(r.Has, x.byCode[c].has)
		merge(r.Hurt, x.byCodePolar[c*polarities+polarityIndex(research.Hurt)].has)
		merge(r.Helped, x.byCodePolar[c*polarities+polarityIndex(research.Helped)].has)
		r.Mentions += x.byCode[c].total()
	}
	return r
}

// StageOfMention is who spoke of a stage, and how often: by the stage of the mention, whatever the code's.
// Stage 0 holds mentions whose stage is not known.
func (x *Index) StageOfMention(n int) (research.Bits, int) {
	if n < 0 || n >= x.stages {
		return research.NewBits(len(x.facts)), 0
	}
	return x.byStage[n].copyOf(len(x.facts)), x.byStage[n].total()
}

// Query asks for codings. Each field that is set narrows it; the empty Query asks for all.
type Query struct {
	Codes    []research.ID // any of these
	Stage    int           // stage of the mention
	Polarity *research.Polarity
	About    research.About
	Weight   research.Weight // at least this much: Contributed includes Decided
	Within   research.Bits   // of these interviews only
}

// Query is the interviews with a coding as asked, and how many such codings there are.
func (x *Index) Query(q Query) (research.Bits, int) {
	within := x.within(q.Within)
	if tallies, ok := x.counted(q); ok {
		return x.queryTallies(tallies, within)
	}
	return x.scan(q, within)
}

// scan answers any query, by going through the codings.
func (x *Index) scan(q Query, within research.Bits) (research.Bits, int) {
	wanted, has, mentions := x.wanted(q), research.NewBits(len(x.facts)), 0
	within.Each(func(i int) {
		if i >= len(x.cells) {
			return
		}
		for _, c := range x.cells[i] {
			if wanted(c) {
				has.Set(i)
				mentions += int(c.n)
			}
		}
	})
	return has, mentions
}

// counted is the tallies that together hold what the query asks for, if there are such: for every question
// but those for a code at a stage on one side, whom it is about, and how much it mattered.
func (x *Index) counted(q Query) ([]*tally, bool) {
	if q.About == "" && q.Weight == research.Decided && q.Stage == 0 && len(q.Codes) > 0 {
		return x.decidedTallies(q), true
	}
	if q.About != "" || q.Weight != 0 || q.Stage < 0 || q.Stage >= x.stages || len(q.Codes) > 0 && q.Stage > 0 && q.Polarity != nil {
		return nil, false
	}
	if len(q.Codes) == 0 {
		switch {
		case q.Stage == 0:
			return nil, false
		case q.Polarity == nil:
			return []*tally{&x.byStage[q.Stage]}, true
		}
		return []*tally{&x.byStagePolar[q.Stage*polarities+polarityIndex(*q.Polarity)]}, true
	}
	var r []*tally
	for _, c := range x.distinct(q.Codes) {
		switch {
		case q.Polarity != nil:
			r = append(r, &x.byCodePolar[c*polarities+polarityIndex(*q.Polarity)])
		case q.Stage > 0:
			r = append(r, &x.byCodeStage[c*x.stages+q.Stage])
		default:
			r = append(r, &x.byCode[c])
		}
	}
	return r, true
}

// decidedTallies is the tallies of the codings of some codes that decided.
func (x *Index) decidedTallies(q Query) (r []*tally) {
	for _, c := range x.distinct(q.Codes) {
		for p := range polarities {
			if q.Polarity == nil || p == polarityIndex(*q.Polarity) {
				r = append(r, &x.byDecided[c*polarities+p])
			}
		}
	}
	return r
}

// queryTallies is the interviews in any of some tallies, and how many mentions they have together.
func (x *Index) queryTallies(tallies []*tally, within research.Bits) (research.Bits, int) {
	has, mentions := research.NewBits(len(x.facts)), 0
	for _, t := range tallies {
		merge(has, t.has)
		mentions += t.mentions(within)
	}
	return has.And(within), mentions
}

// wanted says of a cell whether the query asks for it.
func (x *Index) wanted(q Query) func(cell) bool {
	codes := make([]bool, len(x.book.Codes))
	for _, c := range x.distinct(q.Codes) {
		codes[c] = true
	}
	return func(c cell) bool {
		return (len(q.Codes) == 0 || codes[c.code()]) &&
			(q.Stage == 0 || c.stage() == q.Stage) &&
			(q.Polarity == nil || c.polarity() == polarityIndex(*q.Polarity)) &&
			(q.About == "" || c.about() == aboutIndex(q.About)) &&
			c.weight() >= q.Weight
	}
}

// distinct is the positions of the known codes among ids, each once.
func (x *Index) distinct(ids []research.ID) []int {
	var r []int
	seen := make(map[int]bool, len(ids))
	for _, id := range ids {
		if c, ok := x.codes[id]; ok && !seen[c] {
			seen[c] = true
			r = append(r, c)
		}
	}
	return r
}

// merge adds b to a, which has room for it.
func merge(a, b research.Bits) {
	for i, w := range b {
		a[i] |= w
	}
}
