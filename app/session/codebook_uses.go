package session

import (
	"context"
	"fmt"
	"slices"

	"openloop/research"
)

// CodeUse is what has a code besides passages: a reason of an interview, a rung of a ladder, or a theme.
type CodeUse struct {
	ID        research.ID
	Interview research.ID // "" for a theme
	Where     string      // "P07", "Theme 2"
	Says      string      // "what decided", "rung 3 of the ladder", the theme's name
	Theme     bool
}

// CodeUses lists what has a code besides passages, for somebody who splits it: reasons and rungs by interview, as far
// as whoever codes may see them, then themes.
func (s *Session) CodeUses(ctx context.Context, code research.ID) ([]CodeUse, error) {
	var out []CodeUse
	for _, row := range s.InterviewRows(InterviewFilter{}) {
		for _, kind := range []research.ReasonKind{research.Believed, research.Recorded, research.Told, research.DecidedReason} {
			for _, r := range row.Reasons[kind] {
				if r.Code == code {
					out = append(out, CodeUse{ID: r.ID, Interview: r.Interview, Where: row.Interview.Label, Says: "what " + reasonVerb(kind)})
				}
			}
		}
	}
	rungs, err := s.store.AllRungs(ctx)
	if err != nil {
		return nil, err
	}
	nth := map[research.ID]int{}
	for _, r := range rungs {
		nth[r.Interview]++
		if r.Code == code && !s.Blind(r.Interview) {
			out = append(out, CodeUse{ID: r.ID, Interview: r.Interview, Where: s.label(r.Interview), Says: fmt.Sprintf("rung %d of the ladder", nth[r.Interview])})
		}
	}
	slices.SortStableFunc(out, func(a, b CodeUse) int {
		switch {
		case natural(a.Where, b.Where):
			return -1
		case natural(b.Where, a.Where):
			return 1
		}
		return 0
	})
	themes, err := s.store.Themes(ctx)
	for i, t := range themes {
		if slices.Contains(t.Codes, code) {
			out = append(out, CodeUse{ID: t.ID, Where: fmt.Sprint("Theme ", i+1), Says: t.Name, Theme: true})
		}
	}
	return out, err
}

// splitUses gives the chosen reasons and rungs of a code to the one that is split off; the chosen themes count both.
func (r *recoding) splitUses(from research.ID, uses []research.ID) error {
	if len(uses) == 0 {
		return nil
	}
	reasons, err := r.tx.Reasons(r.ctx)
	if err != nil {
		return err
	}
	for _, x := range reasons {
		if x.Code != from || !slices.Contains(uses, x.ID) {
			continue
		}
		r.did.Reasons++
		if i := slices.IndexFunc(reasons, func(o research.Reason) bool {
			return o.Interview == x.Interview && o.Kind == x.Kind && o.Code == r.into.ID
		}); i >= 0 { // an interview has a code once as a reason of each kind
			if err := r.tx.DeleteReason(x.ID); err != nil {
				return err
			}
			primary := x.Primary || reasons[i].Primary
			x = reasons[i]
			x.Primary = primary
		}
		x.Code = r.into.ID
		if _, err := r.tx.PutReason(x); err != nil {
			return err
		}
	}
	rungs, err := r.tx.AllRungs(r.ctx)
	if err != nil {
		return err
	}
	for _, x := range rungs {
		if x.Code == from && slices.Contains(uses, x.ID) {
			x.Code = r.into.ID
			r.did.Rungs++
			if _, err := r.tx.PutRung(x); err != nil {
				return err
			}
		}
	}
	themes, err := r.tx.Themes(r.ctx)
	if err != nil {
		return err
	}
	for _, t := range themes {
		if !slices.Contains(uses, t.ID) || !slices.Contains(t.Codes, from) || slices.Contains(t.Codes, r.into.ID) {
			continue
		}
		t.Codes = slices.Insert(slices.Clone(t.Codes), slices.Index(t.Codes, from)+1, r.into.ID)
		r.did.Themes++
		if _, err := r.tx.PutTheme(t); err != nil {
			return err
		}
	}
	return nil
}
