package session

import (
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// questions that name a merged code as a likely one name the other.
func (r *recoding) questions() error {
	guide, err := r.tx.Questions(r.ctx)
	if err != nil {
		return err
	}
	refs := map[string]bool{}
	codes, err := r.tx.Codes(r.ctx)
	if err != nil {
		return err
	}
	for _, c := range codes {
		if r.from[c.ID] {
			refs[strings.ToUpper(c.Ref)] = true
		}
	}
	for _, q := range guide {
		var now []string
		for _, ref := range q.Codes {
			if refs[strings.ToUpper(ref)] {
				ref = r.into.Ref
			}
			if !slices.Contains(now, ref) {
				now = append(now, ref)
			}
		}
		if slices.Equal(now, q.Codes) {
			continue
		}
		q.Codes = now
		if _, err := r.tx.PutQuestion(q); err != nil {
			return err
		}
	}
	return nil
}

// deals say the other code as why they ended, as interviews about them do; an interview that comes later takes it from
// there. A split leaves them, like every reason that was not chosen: the CRM still says what it said.
func (r *recoding) deals() error {
	list, err := r.tx.Deals(r.ctx)
	if err != nil {
		return err
	}
	var put []research.Deal
	for _, d := range list {
		now, changed := r.replaced(d.Recorded)
		if d.Recorded = now; changed {
			put = append(put, d)
		}
	}
	if len(put) == 0 {
		return nil
	}
	_, err = r.tx.PutDeals(put)
	return err
}

// notes on the merged codes go to the other one.
func (r *recoding) notes(codes []research.Code) error {
	memos, err := r.tx.Memos(r.ctx)
	if err != nil {
		return err
	}
	for _, m := range memos {
		if !slices.ContainsFunc(codes, func(c research.Code) bool { return c.ID == m.On }) {
			continue
		}
		m.On = r.into.ID
		if _, err := r.tx.PutMemo(m); err != nil {
			return err
		}
	}
	return nil
}

// retire marks codes as merged; what stands below them moves up beside them, or below the other one.
func (r *recoding) retire(book *research.Codebook, codes []research.Code) error {
	for _, c := range book.Codes {
		if c.Parent == "" || !r.from[c.Parent] || r.from[c.ID] {
			continue
		}
		c.Parent = r.into.ID
		if c.ID == r.into.ID || isBelow(book, r.into.ID, c.ID) {
			c.Parent = above(book, c.Parent, c, r.from)
		}
		if err := restage(r.tx, book, &c, r.into.Stage); err != nil {
			return err
		}
		if _, err := r.tx.PutCode(c); err != nil {
			return err
		}
	}
	for _, c := range codes {
		c.MergedInto = r.into.ID
		if up := above(book, "", c, r.from); up != "" {
			c.Parent = up
		}
		if _, err := r.tx.PutCode(c); err != nil {
			return err
		}
	}
	return nil
}

// above is the next code above c that is not merged.
func above(book *research.Codebook, none research.ID, c research.Code, merged map[research.ID]bool) research.ID {
	up := none
	for range book.Codes {
		p, ok := book.Code(c.Parent)
		if !ok {
			return up
		}
		if !merged[p.ID] {
			return p.ID
		}
		c = p
	}
	return up
}

// isBelow says whether a code stands somewhere below another one.
func isBelow(book *research.Codebook, id, other research.ID) bool {
	for range book.Codes {
		c, ok := book.Code(id)
		if !ok || c.Parent == "" {
			return false
		}
		if c.Parent == other {
			return true
		}
		id = c.Parent
	}
	return false
}

// restage gives a code, and stores for all that stands below it, another buying stage.
func restage(tx *store.Tx, book *research.Codebook, c *research.Code, stage int) error {
	if c.Stage == stage {
		return nil
	}
	for _, o := range book.Codes {
		if o.Stage == stage || !isBelow(book, o.ID, c.ID) {
			continue
		}
		o.Stage = stage
		if _, err := tx.PutCode(o); err != nil {
			return err
		}
	}
	c.Stage = stage
	return nil
}
