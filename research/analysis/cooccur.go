package analysis

import (
	"cmp"
	"slices"
)

// Span is a passage with a code in one interview.
type Span struct {
	Code     int // from 0
	From, To int // in code points of the interview's turns, one after the other; To is not included
}

// Cooccurrence is how often two codes stand together, by code and code. It is symmetric. A code with itself counts
// where it stands at all.
type Cooccurrence struct {
	Codes      int
	Passages   []int // pairs of passages, one with each code, that overlap by a code point at least
	Interviews []int // interviews in which both stand
}

// Pair answers for two codes how many pairs of their passages overlap, and in how many interviews both stand.
// Of a code with itself these are its passages, and its interviews.
func (c *Cooccurrence) Pair(a, b int) (passages, interviews int) {
	return c.Passages[a*c.Codes+b], c.Interviews[a*c.Codes+b]
}

// Cooccur counts over interviews, given as their passages, for codes 0 to codes−1. Passages with other codes and empty
// ones are left out. Where a code stands twice at one place it counts twice with others, and each time once
// with itself.
//
// Passages are gone through by their beginning; each meets those that are still open there. That takes n log n and
// one step for each pair that overlaps, instead of one for every two passages.
func Cooccur(interviews [][]Span, codes int) Cooccurrence {
	c := Cooccurrence{Codes: codes, Passages: make([]int, codes*codes), Interviews: make([]int, codes*codes)}
	var spans, open []Span
	stands := make([]bool, codes)
	var here []int
	for _, all := range interviews {
		spans, here = spans[:0], here[:0]
		for _, s := range all {
			if s.Code < 0 || s.Code >= codes || s.From >= s.To {
				continue
			}
			spans = append(spans, s)
			if !stands[s.Code] {
				stands[s.Code] = true
				here = append(here, s.Code)
			}
		}
		for _, a := range here {
			stands[a] = false
			for _, b := range here {
				c.Interviews[a*codes+b]++
			}
		}
		slices.SortFunc(spans, func(a, b Span) int { return cmp.Compare(a.From, b.From) })
		open = c.sweep(spans, open[:0])
	}
	return c
}

// sweep counts the overlapping pairs of one interview's passages, in the order of their beginnings. open is room to
// work in, which it answers.
func (c *Cooccurrence) sweep(spans, open []Span) []Span {
	for _, s := range spans {
		still := open[:0]
		for _, o := range open {
			if o.To <= s.From {
				continue
			}
			still = append(still, o)
			if o.Code != s.Code {
				c.Passages[o.Code*c.Codes+s.Code]++
				c.Passages[s.Code*c.Codes+o.Code]++
			}
		}
		open = append(still, s)
		c.Passages[s.Code*c.Codes+s.Code]++
	}
	return open
}
