package store

import (
	"context"

	"openloop/research"
)

var campaigns = &table[research.Campaign]{
	name:    "campaign",
	columns: columns("id source_key name channel began ended"),
	order:   "id",
	fields: func(v *research.Campaign) []any {
		return []any{&v.ID, &v.SourceKey, &v.Name, &v.Channel, &v.Began, &v.Ended}
	},
}

// PutCampaign stores a campaign.
func (tx *Tx) PutCampaign(v research.Campaign) (research.ID, error) {
	return putOne(tx, campaigns, v)
}

// Campaigns are the client's campaigns that deals and leads came from.
func (r reader) Campaigns(ctx context.Context) ([]research.Campaign, error) {
	return readAll(ctx, r, campaigns)
}
