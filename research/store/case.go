package store

import (
	"context"

	"openloop/research"
)

var assumptions = &table[research.Assumption]{
	name:    "assumption",
	columns: columns("id kind pos name code low likely high source coder utc"),
	order:   "kind, pos, id",
	fields: func(v *research.Assumption) []any {
		return []any{&v.ID, &v.Kind, &v.Pos, &v.Name, &v.Code, &v.Low, &v.Likely, &v.High, &v.Source, &v.Coder, stamp{&v.UTC}}
	},
}

// PutAssumption stores a number of the business case.
func (tx *Tx) PutAssumption(v research.Assumption) (research.ID, error) {
	return putOne(tx, assumptions, v)
}

// DeleteAssumption takes it back.
func (tx *Tx) DeleteAssumption(id research.ID) error {
	return tx.remove("assumption", "assumption", id)
}

// Assumptions are the numbers of the business case, levers in order.
func (r reader) Assumptions(ctx context.Context) ([]research.Assumption, error) {
	return readAll(ctx, r, assumptions)
}
