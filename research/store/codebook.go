package store

import (
	"context"

	"openloop/research"
)

// CodingsOf are the codings of one code in the whole study, in the order in which they were made.
func (r reader) CodingsOf(ctx context.Context, code research.ID) ([]research.Coding, error) {
	v, err := all(ctx, r.q, codings, "WHERE code = "+rowOf("code")+" ORDER BY coding.id", code)
	return v, r.explain("read codings", err)
}
