package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
)

// campaignKey is the key of a campaign by the CRM's id of it, or by its name.
func (im *importer) campaignKey(text string) (string, error) {
	if text == "" {
		return "", nil
	}
	if key, ok := im.crm.byName[fold(text)]; ok {
		return key, nil
	}
	return im.keys.SourceKey("campaign", intake.DealKey(text))
}

// recogniseCampaigns finds the campaigns that rows name, and makes those that are new.
func (im *importer) recogniseCampaigns() error {
	c := &im.crm
	c.campaigns, c.byName = map[string]research.Campaign{}, map[string]string{}
	for _, x := range im.was.campaigns {
		if x.Name != "" {
			c.byName[fold(x.Name)] = x.SourceKey
		}
	}
	for _, row := range im.plan.Campaigns {
		if row.ID == "" {
			continue
		}
		key, err := im.keys.SourceKey("campaign", intake.DealKey(row.ID))
		if err != nil {
			return err
		}
		c.byName[fold(row.Name)] = key
	}
	for _, d := range c.deals {
		var err error
		if d.campaign, err = im.campaignKey(d.row.Campaign); err != nil {
			return err
		}
	}
	return nil
}

// campaign is the campaign of a key as the study will have it. text is how a row calls it: by name or by id.
func (im *importer) campaign(key, text string) research.Campaign {
	x, ok := im.crm.campaigns[key]
	if !ok {
		if x, ok = im.was.campaigns[key]; !ok {
			x = research.Campaign{SourceKey: key}
		}
	}
	if x.Name == "" && text != "" && !idLike(text) {
		x.Name = withoutNames(im.dict, text)
	}
	im.crm.campaigns[key] = x
	return x
}

// idLike says whether a text is an id of a CRM rather than a name: one word with digits in it.
func idLike(s string) bool {
	return !strings.ContainsAny(s, " ") && strings.ContainsAny(s, "0123456789") && len(s) >= 3
}

func (im *importer) putCampaigns(_ context.Context, tx *store.Tx) error {
	keys := make([]string, 0, len(im.crm.campaigns))
	for k := range im.crm.campaigns {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		if err := im.putCampaign(tx, k); err != nil {
			return err
		}
	}
	return nil
}

// putCampaign stores one campaign, unless it is there as it should be.
func (im *importer) putCampaign(tx *store.Tx, key string) error {
	x := im.crm.campaigns[key]
	if im.was.campaigns[key] == x {
		return nil
	}
	if x.ID == "" {
		x.ID = store.NewID()
	}
	if _, err := tx.PutCampaign(x); err != nil {
		return err
	}
	im.crm.campaigns[key] = x
	im.was.campaigns[key] = x
	im.done.CRM.Campaigns++
	return nil
}

// putMembers gives the deals of people in campaigns their campaign, where they have none.
func (im *importer) putMembers(ctx context.Context, tx *store.Tx) error {
	for i, m := range im.plan.Members {
		if i&255 == 0 && ctx.Err() != nil {
			return ctx.Err()
		}
		keys, err := im.dealsOfMember(m)
		if err != nil {
			return err
		}
		if len(keys) == 0 {
			im.crm.strangers++
			continue
		}
		im.done.CRM.Members++
		ck, err := im.campaignKey(m.Campaign)
		if err != nil {
			return err
		}
		im.campaign(ck, m.Campaign)
		if err := im.putCampaign(tx, ck); err != nil {
			return err
		}
		for _, key := range keys {
			deal := im.was.deals[key]
			if deal.Campaign != "" {
				continue
			}
			deal.Campaign = im.crm.campaigns[ck].ID
			if _, err := tx.PutDeal(deal); err != nil {
				return err
			}
			im.was.deals[key] = deal
			im.done.CRM.Updated++
		}
	}
	return nil
}

// dealsOfMember are the keys of the deals and leads of somebody in a campaign: by the CRM's id, else by who they are.
func (im *importer) dealsOfMember(m intake.Member) ([]string, error) {
	if m.Deal != "" {
		key, err := im.dealKeyOf(m.Deal)
		if err != nil {
			return nil, err
		}
		if _, ok := im.was.deals[key]; ok {
			return []string{key}, nil
		}
	}
	var keys []string
	for _, k := range personKeys(m.Person.Name, m.Person.Email, m.Organisation) {
		name, ok := im.cast.by[k]
		if !ok {
			continue
		}
		keys = append(keys, im.dealsOf(name)...)
	}
	return keys, nil
}

// dealsOf are the keys of the deals and leads that somebody was interviewed about.
func (im *importer) dealsOf(pseudonym string) []string {
	if im.crm.of == nil {
		im.crm.of = map[string][]string{}
		for key, d := range im.was.deals {
			for _, iv := range im.crm.about[d.ID] {
				if who := im.personOf(iv).Pseudonym; d.ID != "" {
					im.crm.of[who] = append(im.crm.of[who], key)
				}
			}
		}
	}
	return im.crm.of[pseudonym]
}
