package session

import (
	"context"
	"fmt"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// SearchUnit says how much of a hit is coded.
type SearchUnit int

// The units.
const (
	UnitSentence SearchUnit = iota // the sentence around the words
	UnitWords                      // the words alone, from the first of the sentence to the last
	UnitTurn                       // all that was said at once
)

// String is the unit as it is offered.
func (u SearchUnit) String() string { return [...]string{"sentence", "words", "turn"}[u] }

// Passage is what is coded of a hit.
func (h SearchHit) Passage(u SearchUnit) (from, to research.Anchor) {
	a, b := h.From, h.To
	switch {
	case u == UnitWords && len(h.Marks) > 0:
		a, b = h.Marks[0][0], h.Marks[len(h.Marks)-1][1]
	case u == UnitTurn:
		a, b = 0, len([]rune(h.Turn.Text))
	}
	return research.Anchor{Turn: h.Turn.ID, Offset: a}, research.Anchor{Turn: h.Turn.ID, Offset: b}
}

// CodedHits says what became of hits that were to be coded.
type CodedHits struct {
	Applied int // passages that have the code now
	Already int // passages on which this coder had it
	Changed int // passages whose text has changed since the search
}

// AlreadyCoded says of each hit whether this coder has put the code on a part of its passage before.
func (s *Session) AlreadyCoded(ctx context.Context, hits []SearchHit, u SearchUnit, code research.ID) ([]bool, error) {
	var ids []research.ID
	for _, h := range hits {
		ids = append(ids, h.Turn.Interview)
	}
	slices.Sort(ids)
	on, err := s.store.CodedPlaces(ctx, slices.Compact(ids), code, s.Coder())
	if err != nil {
		return nil, err
	}
	out := make([]bool, len(hits))
	for i, h := range hits {
		from, to := h.Passage(u)
		out[i] = slices.ContainsFunc(on[h.Turn.Interview], func(v research.Verbatim) bool { return touchesPassage(v, from.Turn, from.Offset, to.Offset) })
	}
	return out, nil
}

// touchesPassage says whether a verbatim has words of [from, to) of a turn.
func touchesPassage(v research.Verbatim, turn research.ID, from, to int) bool {
	begins, ends := v.From.Turn == turn, v.To.Turn == turn
	return (begins || ends) && (!begins || v.From.Offset < to) && (!ends || v.To.Offset > from)
}

// CodeHits puts a code on the passages of hits, as one step: "Apply code Timing to 41 passages". Passages on which
// this coder has the code already are passed over, as are those whose text has changed since the search. Hits of
// one turn that come to the same passage are one.
func (s *Session) CodeHits(ctx context.Context, hits []SearchHit, u SearchUnit, code research.ID, p Progress) (CodedHits, error) {
	var did CodedHits
	c, ok := s.Book().Code(code)
	if !ok {
		return did, research.Problemf(research.NotFound, "This code is no longer in the codebook. Choose another.")
	}
	already, err := s.AlreadyCoded(ctx, hits, u, code)
	if err != nil {
		return did, err
	}
	by, order := map[research.ID][]research.Verbatim{}, []research.ID{}
	for i, h := range hits {
		v := research.Verbatim{Interview: h.Turn.Interview}
		v.From, v.To = h.Passage(u)
		switch now, err := s.store.Turn(ctx, h.Turn.ID); {
		case err != nil && research.KindOf(err) != research.NotFound:
			return did, err
		case err != nil || now.Text != h.Turn.Text || v.Validate() != nil:
			did.Changed++
			continue
		case already[i]:
			did.Already++
			continue
		}
		list := by[h.Turn.Interview]
		if slices.ContainsFunc(list, func(o research.Verbatim) bool { return o.From == v.From && o.To == v.To }) {
			continue
		}
		if list == nil {
			order = append(order, h.Turn.Interview)
		}
		v.Checksum = checksum(Quote([]research.Turn{h.Turn}, v.From, v.To))
		by[h.Turn.Interview] = append(list, v)
		did.Applied++
	}
	if did.Applied == 0 {
		return did, nil
	}
	_, err = s.store.Edit(ctx, fmt.Sprintf("Apply code %s to %s", c.Name, manyPassages(did.Applied)), func(tx *store.Tx) error {
		for i, iv := range order {
			p.say(i, len(order), "Coding the passages")
			if err := s.codePassages(ctx, tx, iv, by[iv], code); err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		did.Applied = 0
	}
	return did, err
}

func manyPassages(n int) string {
	if n == 1 {
		return "1 passage"
	}
	return fmt.Sprintf("%d passages", n)
}

// codePassages codes passages of one interview, on the verbatims that are there already where they are the same.
func (s *Session) codePassages(ctx context.Context, tx *store.Tx, interview research.ID, list []research.Verbatim, code research.ID) error {
	known, err := tx.Verbatims(ctx, interview)
	if err != nil {
		return err
	}
	polarity, err := s.likelyPolarity(ctx, interview)
	if err != nil {
		return err
	}
	var fresh []research.Verbatim
	codings := make([]research.Coding, len(list))
	for i, v := range list {
		codings[i] = research.Coding{Code: code, Coder: s.Coder(), Round: s.round(interview), About: research.AboutUs, Polarity: polarity, Weight: research.Mentioned}
		k := slices.IndexFunc(known, func(o research.Verbatim) bool { return o.From == v.From && o.To == v.To && !o.Orphan })
		if k >= 0 {
			codings[i].Verbatim = known[k].ID
			continue
		}
		v.ID = store.NewID()
		codings[i].Verbatim = v.ID
		fresh = append(fresh, v)
	}
	if len(fresh) > 0 {
		if _, err := tx.PutVerbatims(fresh); err != nil {
			return err
		}
	}
	_, err = tx.PutCodings(codings)
	return err
}
