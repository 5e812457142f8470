package report

import "context"

// Build makes the board pack.
func Build(ctx context.Context, in Input) (Document, error) {
	return Document{Lang: in.Lang, Date: in.Date, Draft: in.Draft}, ctx.Err()
}
