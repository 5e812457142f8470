package analysis

import "openloop/research"

// Brought is which codes the n-th interview of a group, in the order held and counted from 0, was the first to have: what
// the curve of Saturation rises by there. interview is its position, -1 where the group has no such interview.
func (x *Index) Brought(within research.Bits, n int) (interview int, codes []research.ID) {
	within = x.within(within)
	before, interview := research.NewBits(len(x.facts)), -1
	for _, i := range x.dated {
		if !within.Has(int(i)) {
			continue
		}
		if n == 0 {
			interview = int(i)
			break
		}
		n--
		before.Set(int(i))
	}
	if interview < 0 {
		return interview, nil
	}
	for c := range x.byCode {
		if has := x.byCode[c].has; has.Has(interview) && has.CountAnd(before) == 0 {
			codes = append(codes, x.book.Codes[c].ID)
		}
	}
	return interview, codes
}
