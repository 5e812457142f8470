package session

import (
	"openloop/research"
	"openloop/research/privacy"
)

// firstReasons is who has which code as the primary reason of a kind: a set for each code, so that counting them is a walk
// over words and not over ten thousand rows.
type firstReasons struct {
	code []int32         // of each interview, as its position in the codebook; noReason or another one
	of   []research.Bits // by code, nil where nobody has it
	any  research.Bits   // who has one at all
}

const (
	noReason      = -1
	unknownReason = -2 // a code that the codebook does not have
)

func noFirstReasons(interviews, codes int) map[research.ReasonKind]*firstReasons {
	r := map[research.ReasonKind]*firstReasons{}
	for _, kind := range research.ReasonKinds() {
		c := &firstReasons{code: make([]int32, interviews), of: make([]research.Bits, codes), any: research.NewBits(interviews)}
		for i := range c.code {
			c.code[i] = noReason
		}
		r[kind] = c
	}
	return r
}

// setFirst takes over the primary reason of an interview after its reasons changed.
func (f *facts) setFirst(i int, kind research.ReasonKind) {
	c := f.firsts[kind]
	if c == nil {
		return
	}
	now := int32(noReason)
	if id := primary(f.rows[i].Reasons[kind]); id != "" {
		if now = int32(f.book.Index(id)); now < 0 {
			now = unknownReason
		}
	}
	if was := c.code[i]; was >= 0 {
		c.of[was].Clear(i)
	}
	c.any.Clear(i)
	if c.code[i] = now; now == noReason {
		return
	}
	c.any.Set(i)
	if now >= 0 {
		if c.of[now] == nil {
			c.of[now] = research.NewBits(len(f.rows))
		}
		c.of[now].Set(i)
	}
}

// listedDeal is what coverage needs to know of one of the client's deals, whether anybody of it was interviewed or not.
type listedDeal struct {
	deal            research.Deal
	segment, region string
	heard           []int32 // positions of the interviews about it
}

// listDeals keeps the client's deals beside the interviews about them.
func (f *facts) listDeals(deals []research.Deal, orgs map[research.ID]research.Organisation) {
	f.deals = make([]listedDeal, len(deals))
	at := make(map[research.ID]int, len(deals))
	for i, d := range deals {
		o := orgs[d.Organisation]
		f.deals[i], at[d.ID] = listedDeal{deal: d, segment: o.Segment, region: o.Region}, i
	}
	heard := make([]int32, len(f.rows)) // one piece of memory for all those with a single interview
	for i := range f.rows {
		k, ok := at[f.rows[i].Interview.Deal]
		if !ok {
			continue
		}
		if d := &f.deals[k]; len(d.heard) > 0 {
			d.heard = append(d.heard, int32(i))
		} else {
			heard[i] = int32(i)
			d.heard = heard[i : i+1 : i+1]
		}
	}
}

// heardIn says whether anybody of a deal was interviewed within a group.
func (d *listedDeal) heardIn(within research.Bits) bool {
	for _, i := range d.heard {
		if within.Has(int(i)) {
			return true
		}
	}
	return false
}

// frame says who stands behind each interview, by the index's positions. It is made once for all who ask, and not to be
// changed.
func (f *facts) frame() privacy.Frame {
	if f.framed == nil {
		fr := f.makeFrame()
		f.framed = &fr
	}
	return *f.framed
}
