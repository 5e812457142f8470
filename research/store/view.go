package store

import (
	"context"

	"openloop/research"
)

var savedViews = &table[research.SavedView]{
	name:    "saved_view",
	columns: columns("id pos name counted side by_class chart sorted"),
	order:   "pos, id",
	fields: func(v *research.SavedView) []any {
		return []any{&v.ID, &v.Pos, &v.Name, &v.Rows, &v.Side, &v.By, &v.Chart, &v.Order}
	},
}

// PutSavedView stores a view of the figures.
func (tx *Tx) PutSavedView(v research.SavedView) (research.ID, error) {
	return putOne(tx, savedViews, v)
}

// DeleteSavedView deletes a view; the figures stay as they are.
func (tx *Tx) DeleteSavedView(id research.ID) error {
	return tx.remove("saved_view", "saved view", id)
}

// SavedViews are the views in their order.
func (r reader) SavedViews(ctx context.Context) ([]research.SavedView, error) {
	return readAll(ctx, r, savedViews)
}
