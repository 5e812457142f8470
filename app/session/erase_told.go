package session

import (
	"context"
	"encoding/json"
	"maps"

	"openloop/research"
	"openloop/research/vault"
)

// cleanTold takes out of the vault what the CRM told of deals that go, and of accounts in whose name a name of whoever
// goes stands: rather one too many, since it only spares typing a company when somebody else of it is interviewed.
func (r *eraser) cleanTold(ctx context.Context, c *originalsToClean, n *naming) error {
	batches, err := r.s.store.Batches(ctx)
	if err != nil {
		return err
	}
	gone, err := r.keysOfDeals(ctx)
	if err != nil {
		return err
	}
	for _, b := range batches {
		ref := toldRef(b.VaultBatch)
		text, ok, err := r.vault.Original(ref)
		if err != nil {
			return err
		}
		var told map[string]dealTold
		if !ok || json.Unmarshal([]byte(text), &told) != nil {
			continue
		}
		had := len(told)
		maps.DeleteFunc(told, func(key string, d dealTold) bool {
			return gone[key] || n.in(d.Account) || n.without(d.Account) != d.Account
		})
		if len(told) == had {
			continue
		}
		c.refs = append(c.refs, ref)
		left, err := json.Marshal(told)
		if err != nil {
			return err
		}
		if len(told) > 0 {
			c.rewritten = append(c.rewritten, vault.Original{Ref: ref, Text: string(left)})
		}
	}
	return nil
}

// keysOfDeals are the keys of the deals that go.
func (r *eraser) keysOfDeals(ctx context.Context) (map[string]bool, error) {
	goes := map[research.ID]bool{}
	for _, e := range r.plans() {
		for _, id := range e.deals {
			goes[id] = true
		}
	}
	deals, err := r.s.store.Deals(ctx)
	keys := map[string]bool{}
	for _, d := range deals {
		if goes[d.ID] && d.SourceKey != "" {
			keys[d.SourceKey] = true
		}
	}
	return keys, err
}
