package store

import (
	"context"

	"openloop/research"
)

// Reason is one of the reasons of an interview.
func (r reader) Reason(ctx context.Context, id research.ID) (research.Reason, error) {
	v, err := one(ctx, r.q, reasons, "WHERE id = ?", id)
	return v, r.explain("read a reason", err)
}
