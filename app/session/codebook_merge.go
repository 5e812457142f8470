package session

import (
	"context"
	"fmt"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// Recoded says what a merge or a split of codes did.
type Recoded struct {
	Codings int // that are on the other code now
	Same    int // more of them that fell on a passage which had it already, by the same coder: the two became one
	Reasons int
	Themes  int
	Rungs   int
}

// MergeCodes puts everything that is coded with some codes on another one, as one step: codings, reasons, themes,
// rungs of ladders, what coders settled, notes, what the CRM records of deals, and the questions that name them. Codings of the same passage
// by the same coder become one, which keeps the stronger weight. The codes stay in the file as merged, and no list
// shows them any more.
func (s *Session) MergeCodes(ctx context.Context, from []research.ID, into research.ID) (Recoded, error) {
	book := s.Book()
	target, ok := book.Code(into)
	if !ok || target.MergedInto != "" {
		return Recoded{}, research.Problemf(research.NotFound, "The code to merge into is no longer in the codebook. Choose another.")
	}
	var codes []research.Code
	for _, id := range from {
		c, ok := book.Code(id)
		switch {
		case !ok || c.MergedInto != "":
			return Recoded{}, research.Problemf(research.NotFound, "A code to merge is no longer in the codebook. Choose again.")
		case id == into:
			return Recoded{}, research.Problemf(research.Invalid, "“%s” cannot be merged into itself. Choose another code.", c.Name)
		case c.Parent == "":
			return Recoded{}, research.Problemf(research.Invalid, "“%s” stands for its buying stage and stays. Merge the codes below it.", c.Name)
		}
		codes = append(codes, c)
	}
	if len(codes) == 0 {
		return Recoded{}, research.Problemf(research.Invalid, "Choose the codes to merge into “%s”.", target.Name)
	}
	name := fmt.Sprintf("Merge %d codes into %s", len(codes), target.Name)
	if len(codes) == 1 {
		name = fmt.Sprintf("Merge %s into %s", codes[0].Name, target.Name)
	}
	var did Recoded
	_, err := s.store.Edit(ctx, name, func(tx *store.Tx) error {
		r := &recoding{ctx: ctx, tx: tx, into: target, from: map[research.ID]bool{}}
		for _, c := range codes {
			r.from[c.ID] = true
		}
		err := r.merge(book, codes)
		did = r.did
		return err
	})
	return did, err
}

// recoding puts codings on another code.
type recoding struct {
	ctx  context.Context
	tx   *store.Tx
	into research.Code
	from map[research.ID]bool
	did  Recoded

	codings []research.Coding // those of the other code, in the end
	changed []bool            // which of them are to be stored
	at      map[codedAt]int   // in codings
	gone    map[research.ID]research.ID
}

// codedAt is where somebody coded: two codings with the same one say the same.
type codedAt struct {
	interview research.ID
	from, to  research.Anchor
	orphan    research.ID // the verbatim, where its words are gone
	coder     string
	round     int
}

func (r *recoding) merge(book *research.Codebook, codes []research.Code) error {
	var moving []research.Coding
	for _, c := range codes {
		list, err := r.tx.CodingsOf(r.ctx, c.ID)
		if err != nil {
			return err
		}
		moving = append(moving, list...)
	}
	for _, step := range []func() error{func() error { return r.move(moving) }, r.reasons, r.themes, r.rungs, r.verdicts, r.questions, r.deals,
		func() error { return r.notes(codes) }, func() error { return r.retire(book, codes) }} {
		if err := step(); err != nil {
			return err
		}
	}
	return nil
}

// move puts codings on the code.
func (r *recoding) move(moving []research.Coding) error {
	have, err := r.tx.CodingsOf(r.ctx, r.into.ID)
	if err != nil {
		return err
	}
	places, err := r.places(append(slices.Clone(have), moving...))
	if err != nil {
		return err
	}
	r.at, r.gone = map[codedAt]int{}, map[research.ID]research.ID{}
	for _, c := range have {
		r.at[places(c)] = len(r.codings)
		r.codings, r.changed = append(r.codings, c), append(r.changed, false)
	}
	for _, c := range moving {
		i, ok := r.at[places(c)]
		if !ok {
			c.Code = r.into.ID
			r.at[places(c)] = len(r.codings)
			r.codings, r.changed = append(r.codings, c), append(r.changed, true)
			r.did.Codings++
			continue
		}
		r.did.Same++
		r.gone[c.ID] = r.codings[i].ID
		if c.Weight > r.codings[i].Weight {
			r.codings[i].Weight, r.codings[i].Polarity, r.codings[i].About = c.Weight, c.Polarity, c.About
			r.changed[i] = true
		}
	}
	return r.store()
}

// places is where codings are.
func (r *recoding) places(list []research.Coding) (func(research.Coding) codedAt, error) {
	seen := map[research.ID]bool{}
	var ids []research.ID
	for _, c := range list {
		if !seen[c.Verbatim] {
			seen[c.Verbatim] = true
			ids = append(ids, c.Verbatim)
		}
	}
	vs, err := r.tx.VerbatimsByID(r.ctx, ids)
	byID := make(map[research.ID]research.Verbatim, len(vs))
	for _, v := range vs {
		byID[v.ID] = v
	}
	return func(c research.Coding) codedAt {
		v := byID[c.Verbatim]
		p := codedAt{interview: v.Interview, from: v.From, to: v.To, coder: c.Coder, round: c.Round}
		if v.Orphan {
			p.orphan = v.ID
		}
		return p
	}, err
}

// store writes what has changed: notes on codings that fell together go with the one that stays.
func (r *recoding) store() error {
	var put []research.Coding
	for i, c := range r.codings {
		if r.changed[i] {
			put = append(put, c)
		}
	}
	if _, err := r.tx.PutCodings(put); err != nil || len(r.gone) == 0 {
		return err
	}
	memos, err := r.tx.Memos(r.ctx)
	if err != nil {
		return err
	}
	for _, m := range memos {
		if to, ok := r.gone[m.On]; ok {
			m.On = to
			if _, err := r.tx.PutMemo(m); err != nil {
				return err
			}
		}
	}
	for id := range r.gone {
		if err := r.tx.DeleteCoding(id); err != nil {
			return err
		}
	}
	return nil
}

// reasons follow; an interview has a code once as a reason of each kind.
func (r *recoding) reasons() error {
	type place struct {
		interview research.ID
		kind      research.ReasonKind
	}
	all, err := r.tx.Reasons(r.ctx)
	if err != nil {
		return err
	}
	have := map[place]research.Reason{}
	for _, x := range all {
		if x.Code == r.into.ID {
			have[place{x.Interview, x.Kind}] = x
		}
	}
	for _, x := range all {
		if !r.from[x.Code] {
			continue
		}
		r.did.Reasons++
		p := place{x.Interview, x.Kind}
		kept, twice := have[p]
		if twice {
			if err := r.tx.DeleteReason(x.ID); err != nil {
				return err
			}
			if kept.Primary || !x.Primary {
				continue
			}
			x, kept.Primary = kept, true
			x.Primary = true
		}
		x.Code = r.into.ID
		have[p] = x
		if _, err := r.tx.PutReason(x); err != nil {
			return err
		}
	}
	return nil
}

// replaced is a list in which the merged codes are the other one, once.
func (r *recoding) replaced(list []research.ID) (out []research.ID, changed bool) {
	for _, id := range list {
		if r.from[id] {
			id, changed = r.into.ID, true
		}
		if !slices.Contains(out, id) {
			out = append(out, id)
		}
	}
	return out, changed
}

func (r *recoding) themes() error {
	list, err := r.tx.Themes(r.ctx)
	if err != nil {
		return err
	}
	for _, t := range list {
		codes, changed := r.replaced(t.Codes)
		if !changed {
			continue
		}
		t.Codes = codes
		r.did.Themes++
		if _, err := r.tx.PutTheme(t); err != nil {
			return err
		}
	}
	return nil
}

func (r *recoding) rungs() error {
	list, err := r.tx.AllRungs(r.ctx)
	if err != nil {
		return err
	}
	for _, x := range list {
		if !r.from[x.Code] {
			continue
		}
		x.Code = r.into.ID
		r.did.Rungs++
		if _, err := r.tx.PutRung(x); err != nil {
			return err
		}
	}
	return nil
}

// verdicts follow; of two on the same passage the later one stays.
func (r *recoding) verdicts() error {
	list, err := r.tx.Verdicts(r.ctx) // oldest first
	if err != nil {
		return err
	}
	have := map[research.ID]research.Verdict{}
	for _, v := range list {
		if v.Code != r.into.ID && !r.from[v.Code] {
			continue
		}
		if was, twice := have[v.Verbatim]; twice {
			if err := r.tx.DeleteVerdict(was.ID); err != nil {
				return err
			}
		}
		if r.from[v.Code] {
			v.Code = r.into.ID
			if _, err := r.tx.PutVerdict(v); err != nil {
				return err
			}
		}
		have[v.Verbatim] = v
	}
	return nil
}
