package store

import (
	"context"
	"math/bits"
	"slices"

	"openloop/research"
)

// Sight is which codings whoever searches may see. In an interview that they code blind those are their own second
// ones, everywhere else the first coding.
type Sight struct {
	Blind map[research.ID]bool // interviews
	Coder string               // initials
}

// TurnSet is the turns that pass the filters of a search.
type TurnSet struct {
	words []uint64 // a bit a turn, by row number
	last  uint32   // the greatest in it, 0 where there is none

	places *Places
	coded  codedAs
	by     bool // codes or coders were asked for, so that passages are what is found
}

// codedAs says which codings a search is for.
type codedAs struct {
	sight  Sight
	codes  []bool // by row number, nil: all
	coders []bool // by number, nil: all
}

// sees says whether a coding of an interview may be seen, given whether it is coded blind.
func (a *codedAs) sees(p *Places, blind bool, c placedCoding) bool {
	if !blind {
		return c.round() <= research.FirstRound
	}
	return c.round() == research.SecondRound && p.coders[c.coder()] == a.sight.Coder
}

func (a *codedAs) fits(c placedCoding) bool {
	return (a.codes == nil || int(c.code()) < len(a.codes) && a.codes[c.code()]) && (a.coders == nil || a.coders[c.coder()])
}

// Pass is the turns that pass a search's filters, as somebody may see them.
func (r reader) Pass(ctx context.Context, p *Places, q TurnSearch, sight Sight) (*TurnSet, error) {
	s := &TurnSet{places: p, coded: codedAs{sight: sight}, by: len(q.Codes)+len(q.Coders) > 0}
	atStage, err := r.codesByRow(ctx, &s.coded, q)
	if err != nil {
		return nil, r.explain("search", err)
	}
	if len(q.Coders) > 0 {
		s.coded.coders = make([]bool, len(p.coders))
		for i, c := range p.coders {
			s.coded.coders[i] = slices.Contains(q.Coders, c)
		}
	}
	n := p.last/64 + 1
	s.words = make([]uint64, n)
	w := passing{set: s, q: &q, atStage: atStage}
	if len(q.Stages) > 0 {
		w.stageless, w.staged = make([]uint64, n), make([]uint64, n)
	}
	if s.by {
		w.coded = make([]uint64, n)
	}
	for i := range p.interviews {
		if iv := &p.interviews[i]; w.takes(iv) {
			w.turns(iv)
			w.codings(iv, sight.Blind[iv.id])
		}
	}
	w.join()
	s.last, _ = s.below(p.last)
	return s, nil
}

// passing is a set of turns while it is being filled, interview by interview. Its sets are nil where the search does
// not ask for them.
type passing struct {
	set       *TurnSet
	q         *TurnSearch
	atStage   []bool   // codes by row number: those at the stages asked for
	stageless []uint64 // turns without a stage of their own
	staged    []uint64 // turns with a coding at one of the stages
	coded     []uint64 // turns with a coding that was asked for
}

// takes says whether an interview is one of those asked for.
func (w *passing) takes(iv *place) bool {
	return iv.outcome != gone && (len(w.q.Outcomes) == 0 || slices.Contains(w.q.Outcomes, iv.outcome)) && (len(w.q.Waves) == 0 || slices.Contains(w.q.Waves, iv.wave))
}

// turns takes in the turns of an interview.
func (w *passing) turns(iv *place) {
	for _, t := range iv.turns {
		if w.q.Asked != nil && t.asked != *w.q.Asked {
			continue
		}
		if len(w.q.Stages) == 0 || slices.Contains(w.q.Stages, int(t.stage)) {
			put1(w.set.words, t.k)
		} else if t.stage == 0 {
			put1(w.stageless, t.k)
		}
	}
}

// codings takes in the codings of an interview that may be seen.
func (w *passing) codings(iv *place, blind bool) {
	if w.stageless == nil && w.coded == nil {
		return
	}
	staged, coded, as := w.staged, w.coded, &w.set.coded // a million codings are looked at
	for _, c := range iv.codings {
		at := staged != nil && int(c.code()) < len(w.atStage) && w.atStage[c.code()]
		fits := coded != nil && as.fits(c)
		if !at && !fits || !as.sees(w.set.places, blind, c) {
			continue
		}
		if at {
			put1(staged, c.from)
			put1(staged, c.to)
		}
		if fits {
			put1(coded, c.from)
			put1(coded, c.to)
		}
	}
}

// join puts the sets together: what has no stage of its own passes by its codings' stages, and where codes or coders
// were asked for only what has such a coding passes.
func (w *passing) join() {
	words := w.set.words
	for i := range words {
		if w.stageless != nil {
			words[i] |= w.stageless[i] & w.staged[i]
		}
		if w.coded != nil {
			words[i] &= w.coded[i]
		}
	}
}

// codesByRow finds the row numbers of the codes asked for, and those of codes at the stages asked for.
func (r reader) codesByRow(ctx context.Context, a *codedAs, q TurnSearch) (atStage []bool, err error) {
	if len(q.Codes) == 0 && len(q.Stages) == 0 {
		return nil, nil
	}
	rows, err := r.q.QueryContext(ctx, "SELECT k, id, stage FROM code")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	if len(q.Codes) > 0 {
		a.codes = []bool{}
	}
	for rows.Next() {
		var k, stage int
		var id research.ID
		if err := rows.Scan(&k, &id, &stage); err != nil {
			return nil, err
		}
		if slices.Contains(q.Codes, id) {
			a.codes = set(a.codes, k, true)
		}
		if slices.Contains(q.Stages, stage) {
			atStage = set(atStage, k, true)
		}
	}
	return atStage, rows.Err()
}

func put1(words []uint64, k uint32) {
	if i := int(k / 64); i < len(words) {
		words[i] |= 1 << (k % 64)
	}
}

// Empty says that no turn passes.
func (s *TurnSet) Empty() bool { return s.last == 0 }

func (s *TurnSet) has(k int64) bool {
	i := k / 64
	return k > 0 && i < int64(len(s.words)) && s.words[i]>>(uint(k)%64)&1 == 1
}

// below is the greatest turn up to k; false where there is none.
func (s *TurnSet) below(k uint32) (uint32, bool) {
	i := int(k / 64)
	if i >= len(s.words) {
		i, k = len(s.words)-1, uint32(len(s.words)*64-1)
	}
	for mask := ^uint64(0) >> (63 - k%64); i >= 0; i, mask = i-1, ^uint64(0) {
		if w := s.words[i] & mask; w != 0 {
			return uint32(i*64 + 63 - bits.LeadingZeros64(w)), true
		}
	}
	return 0, false
}

// next are up to n turns from k down.
func (s *TurnSet) next(k uint32, n int) []int64 {
	var out []int64
	for len(out) < n {
		at, ok := s.below(k)
		if !ok {
			break
		}
		out = append(out, int64(at))
		if at == 0 {
			break
		}
		k = at - 1
	}
	return out
}

// between is how many turns lie from k to l, both included.
func (s *TurnSet) between(k, l uint32) int {
	n := 0
	for i := k / 64; i <= l/64 && int(i) < len(s.words); i++ {
		w := s.words[i]
		if i == k/64 {
			w &= ^uint64(0) << (k % 64)
		}
		if i == l/64 {
			w &= ^uint64(0) >> (63 - l%64)
		}
		n += bits.OnesCount64(w)
	}
	return n
}

// rows are, interview by interview and the newest first, the row numbers of what passes: of verbatims where codes or
// coders were asked for, else of turns.
func (s *TurnSet) rows(yield func(list []int64) bool) {
	const atOnce = 60
	var list []int64
	for i := len(s.places.interviews) - 1; i >= 0; i-- {
		iv := &s.places.interviews[i]
		if iv.outcome == gone {
			continue
		}
		if s.by {
			blind := s.coded.sight.Blind[iv.id]
			for _, c := range iv.codings {
				if s.has(int64(c.from)) && s.coded.sees(s.places, blind, c) && s.coded.fits(c) {
					list = append(list, int64(c.verbatim))
				}
			}
		} else {
			for _, t := range iv.turns {
				if s.has(int64(t.k)) {
					list = append(list, int64(t.k))
				}
			}
		}
		if len(list) >= atOnce {
			if !yield(list) {
				return
			}
			list = nil
		}
	}
	if len(list) > 0 {
		yield(list)
	}
}
