package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// SavedViews are the ways of looking at the figures that were kept, in their order.
func (s *Session) SavedViews(ctx context.Context) ([]research.SavedView, error) {
	return s.store.SavedViews(ctx)
}

// SaveView keeps a way of looking at the figures under a name; a view with an ID is renamed or changed. Two views of one
// name are refused.
func (s *Session) SaveView(ctx context.Context, v research.SavedView) (research.ID, error) {
	v.Name = strings.TrimSpace(v.Name)
	if v.Name == "" {
		return "", research.Problemf(research.Invalid, "Give the view a name, such as “What hurt, by region”.")
	}
	all, err := s.store.SavedViews(ctx)
	if err != nil {
		return "", err
	}
	was, name := research.SavedView{}, "Save the view "
	if i := slices.IndexFunc(all, func(x research.SavedView) bool { return x.ID == v.ID }); v.ID != "" && i >= 0 {
		was, name = all[i], "Change the view "
	} else {
		v.ID = store.NewID()
		for _, x := range all {
			v.Pos = max(v.Pos, x.Pos+1)
		}
	}
	if err := s.typedInto(ctx, typedField{v.ID, "name", was.Name, &v.Name}); err != nil {
		return "", err
	}
	if slices.ContainsFunc(all, func(x research.SavedView) bool { return x.ID != v.ID && strings.EqualFold(x.Name, v.Name) }) {
		return "", research.Problemf(research.Invalid, "There is a view “%s” already. Choose another name, or delete that one first.", v.Name)
	}
	_, err = s.store.Edit(ctx, name+v.Name, func(tx *store.Tx) error {
		_, err := tx.PutSavedView(v)
		return err
	})
	return v.ID, err
}

// DeleteView takes a view away; the figures stay as they are.
func (s *Session) DeleteView(ctx context.Context, v research.SavedView) error {
	_, err := s.store.Edit(ctx, "Delete the view "+v.Name, func(tx *store.Tx) error { return tx.DeleteSavedView(v.ID) })
	return err
}

// rewriteViews looks through the names of saved views.
func (s *Session) rewriteViews(ctx context.Context, w wordsOver, r *rewrites) error {
	list, err := s.store.SavedViews(ctx)
	for _, v := range list {
		if r.field("saved_view", v.ID, "name", &v.Name, w.meant) {
			r.edit(func(tx *store.Tx) error {
				_, err := tx.PutSavedView(v)
				return err
			})
		}
	}
	return err
}
