package session

import (
	"context"

	"openloop/research"
	"openloop/research/store"
)

// span is a place in what was said.
type span struct {
	turn     research.ID
	last     research.ID // the turn in which it ends, "" for the same
	from, to int
}

// spanOf is where a verbatim stands.
func spanOf(v research.Verbatim) span {
	at := span{turn: v.From.Turn, from: v.From.Offset, to: v.To.Offset}
	if v.To.Turn != v.From.Turn {
		at.last = v.To.Turn
	}
	return at
}

// verbatim is a verbatim at the place.
func (a span) verbatim(interview research.ID) research.Verbatim {
	return research.Verbatim{Interview: interview, From: research.Anchor{Turn: a.turn, Offset: a.from}, To: research.Anchor{Turn: or(a.last, a.turn), Offset: a.to}}
}

// common is how many characters two places share.
func (a span) common(b span) int {
	switch {
	case a.turn != b.turn || a.last != b.last:
		return 0
	case a.last != "":
		return 1 // the end of the one turn and the beginning of the other, at least
	}
	return max(0, min(a.to, b.to)-max(a.from, b.from))
}

// claim is a code that a row of the source puts on a place.
type claim struct {
	at    span
	code  research.ID
	coder string
}

// claims notes what every row asks for, so that no coding is moved away from where another row wants it.
func (im *importer) claims() {
	im.claimed = map[claim]bool{}
	for _, c := range im.codings {
		im.claimed[im.claim(c)] = true
	}
}

func (im *importer) claim(c readyCoding) claim {
	return claim{c.at(), c.code, im.cast.interviewer(c.row.Coder)}
}

// codedInterview indexes what is coded in one interview.
type codedInterview struct {
	verbatims map[span]research.ID
	spans     map[research.ID]span
	codings   map[research.ID][]research.Coding // by verbatim
	turnRev   map[research.ID]int
}

func loadCoded(ctx context.Context, tx *store.Tx, interview research.ID) (*codedInterview, error) {
	ci := &codedInterview{verbatims: map[span]research.ID{}, spans: map[research.ID]span{}, codings: map[research.ID][]research.Coding{}, turnRev: map[research.ID]int{}}
	vs, err := tx.Verbatims(ctx, interview)
	if err != nil {
		return nil, err
	}
	for _, v := range vs {
		if !v.Orphan {
			ci.place(v.ID, spanOf(v))
		}
	}
	cs, err := tx.Codings(ctx, interview)
	if err != nil {
		return nil, err
	}
	for _, c := range cs {
		ci.codings[c.Verbatim] = append(ci.codings[c.Verbatim], c)
	}
	turns, err := tx.Turns(ctx, interview)
	for _, t := range turns {
		ci.turnRev[t.ID] = t.Rev
	}
	return ci, err
}

func (ci *codedInterview) place(verbatim research.ID, at span) {
	if was, ok := ci.spans[verbatim]; ok && ci.verbatims[was] == verbatim {
		delete(ci.verbatims, was)
	}
	ci.verbatims[at], ci.spans[verbatim] = verbatim, at
}

// coding is the coding that a claim is about, if it is there already.
func (ci *codedInterview) coding(verbatim, code research.ID, coder string) (research.Coding, bool) {
	for _, c := range ci.codings[verbatim] {
		if c.Code == code && c.Coder == coder {
			return c, true
		}
	}
	return research.Coding{}, false
}

// putCoding stores the coding of one row, unless it is there as it should be.
func (im *importer) putCoding(tx *store.Tx, ci *codedInterview, c readyCoding) error {
	cl := im.claim(c)
	h := &im.held
	verbatim, err := im.putPassage(tx, ci, c, cl)
	if err != nil {
		return err
	}
	was, known := ci.coding(verbatim, cl.code, cl.coder)
	want := research.Coding{ID: was.ID, Verbatim: verbatim, Code: cl.code, Coder: cl.coder, Round: or(c.row.Round, research.FirstRound), About: or(c.row.About, research.AboutUs), Polarity: c.row.Polarity, Weight: or(c.row.Weight, research.Mentioned)}
	if known {
		want.Round = was.Round
		im.done.CodingsKnown++
	} else {
		im.done.Codings++
	}
	switch {
	case was.ID == "":
		want.ID = h.id("")
		h.codings = append(h.codings, want)
	case was != want:
		h.recoded = append(h.recoded, want)
	}
	if n := c.row.Note; n != nil && n.Text != "" {
		if err := im.putMemo(tx, research.Memo{ID: n.ID, On: want.ID, Text: n.Text, Coder: im.cast.interviewer(n.Coder), At: n.When}); err != nil {
			return err
		}
	}
	if was == want {
		return nil
	}
	if !known {
		ci.codings[verbatim] = append(ci.codings[verbatim], want)
	}
	return im.putCoder(tx, cl.coder)
}

// putPassage finds or makes the verbatim of a row. Where the row's words have changed together with the
// answer, the verbatim of before is moved to them.
func (im *importer) putPassage(tx *store.Tx, ci *codedInterview, c readyCoding, cl claim) (research.ID, error) {
	id, there := ci.verbatims[cl.at]
	if there {
		if _, known := ci.coding(id, cl.code, cl.coder); known {
			return id, nil
		}
	}
	old, moved := im.outdated(ci, cl)
	if there {
		if !moved {
			return id, nil
		}
		if err := im.held.store(tx); err != nil { // it may be one of those
			return "", err
		}
		err := tx.DeleteCoding(old.ID)
		ci.drop(old)
		return id, err
	}
	v := cl.at.verbatim(c.interview)
	if v.Checksum = checksum(c.text); moved {
		v.ID = old.Verbatim
		im.held.moved = append(im.held.moved, v)
	} else {
		v.ID = im.held.id("")
		im.held.verbatims = append(im.held.verbatims, v)
	}
	ci.place(v.ID, cl.at)
	return v.ID, nil
}

// outdated finds the coding that a row meant before its words changed: the same code by the same coder on
// an overlapping passage that no row asks for any more, the one with most in common.
func (im *importer) outdated(ci *codedInterview, cl claim) (found research.Coding, ok bool) {
	best := 0
	for id, at := range ci.spans {
		c, is := ci.coding(id, cl.code, cl.coder)
		common := at.common(cl.at)
		if !is || common == 0 || im.claimed[claim{at, cl.code, cl.coder}] {
			continue
		}
		if common > best || common == best && c.ID < found.ID {
			best, found, ok = common, c, true
		}
	}
	return found, ok
}

// drop forgets a coding that was deleted, and its verbatim where it was the last.
func (ci *codedInterview) drop(c research.Coding) {
	var rest []research.Coding
	for _, o := range ci.codings[c.Verbatim] {
		if o.ID != c.ID {
			rest = append(rest, o)
		}
	}
	if ci.codings[c.Verbatim] = rest; len(rest) == 0 {
		delete(ci.verbatims, ci.spans[c.Verbatim])
		delete(ci.spans, c.Verbatim)
	}
}
