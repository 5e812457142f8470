package session

import (
	"context"
	"slices"

	"openloop/research"
	"openloop/research/store"
)

// putCRMDeals stores deals and leads, and completes the interviews about them. What the CRM says of a deal counts before
// what an interview sheet said; what an interviewer knows of an interview stays.
func (im *importer) putCRMDeals(ctx context.Context, tx *store.Tx) error {
	var list []research.Deal
	im.crm.anew, im.crm.met = map[string]bool{}, map[research.ID]bool{}
	for i, d := range im.crm.deals {
		if i&255 == 0 {
			if err := ctx.Err(); err != nil {
				return err
			}
		}
		if err := im.putOwner(tx, d.owner); err != nil {
			return err
		}
		was, known := im.was.deals[d.key]
		want := im.dealOf(d, was)
		im.crm.anew[d.key] = !slices.Equal(was.Recorded, want.Recorded)
		switch {
		case !known:
			want.ID = store.NewID()
			list = append(list, want)
			im.done.CRM.New++
			if want.Lead {
				im.done.CRM.Leads++
			}
		case !sameDeal(was, want):
			list = append(list, want)
			im.done.CRM.Updated++
		default:
			im.done.CRM.Unchanged++
		}
		im.was.deals[d.key] = want
	}
	if _, err := tx.PutDeals(list); err != nil {
		return err
	}
	if err := im.joinByCompany(tx); err != nil {
		return err
	}
	for _, d := range im.crm.deals {
		if err := im.completeInterviews(tx, d); err != nil {
			return err
		}
	}
	return im.putConverted(tx)
}

// dealOf is a deal as the CRM now has it.
func (im *importer) dealOf(d *readyDeal, was research.Deal) research.Deal {
	want := was
	want.SourceKey = d.key
	want.Owner = or(im.was.owners[d.owner].ID, was.Owner)
	want.Outcome, want.FurthestStage, want.ValueBand = or(d.row.Outcome, was.Outcome), or(d.row.FurthestStage, was.FurthestStage), or(d.row.ValueBand, was.ValueBand)
	want.LeadSource, want.CRMCreated, want.CRMClosed = or(d.source, was.LeadSource), or(d.row.CRMCreated, was.CRMCreated), or(d.row.CRMClosed, was.CRMClosed)
	if len(d.row.Competitors) > 0 {
		want.Competitors = d.row.Competitors
	}
	if d.campaign != "" {
		want.Campaign = im.crm.campaigns[d.campaign].ID
	}
	if now := im.crm.recorded[d.key]; len(now) > 0 {
		want.Recorded = now
	}
	want.Lead = d.row.Lead && (was.ID == "" || was.Lead)
	return want
}

// putOwner makes one of the client's people known by pseudonym.
func (im *importer) putOwner(tx *store.Tx, name string) error {
	if name == "" || im.was.owners[name].ID != "" {
		return nil
	}
	id, err := tx.PutSalesperson(research.Salesperson{Pseudonym: name})
	im.was.owners[name] = research.Salesperson{ID: id, Pseudonym: name}
	return err
}

// completeInterviews gives interviews about a deal what the CRM alone knows: the reason recorded; the outcome and the
// company where nobody has said them.
func (im *importer) completeInterviews(tx *store.Tx, d *readyDeal) error {
	deal := im.was.deals[d.key]
	about := im.crm.about[deal.ID]
	if len(about) == 0 {
		return nil
	}
	im.done.CRM.Joined += len(about)
	for i, iv := range about {
		r := &readyInterview{row: d.row, interview: iv, changed: im.crm.met[iv.ID]}
		if iv.Outcome == "" && deal.Outcome != "" {
			iv.Outcome = deal.Outcome
			if _, err := tx.PutInterview(iv); err != nil {
				return err
			}
			about[i], im.was.byID[iv.ID] = iv, iv
			r.changed = true
		}
		if err := im.giveRecorded(tx, r, d.key, im.crm.anew[d.key]); err != nil {
			return err
		}
		if err := im.putCompany(tx, d, iv); err != nil {
			return err
		}
		if r.changed && !im.crm.coming[iv.ID] {
			im.done.Updated++
		}
	}
	return nil
}

// putCompany gives the person of an interview the company that the CRM has, and the deal with it.
func (im *importer) putCompany(tx *store.Tx, d *readyDeal, iv research.Interview) error {
	p := im.personOf(iv)
	if d.org == "" || p.ID == "" || p.Organisation != "" {
		return nil
	}
	o, ok := im.was.orgs[d.org]
	if !ok {
		o = research.Organisation{Pseudonym: d.org, Segment: d.row.Segment, Region: d.row.Region}
		id, err := tx.PutOrganisation(o)
		if err != nil {
			return err
		}
		o.ID = id
		im.was.orgs[d.org] = o
	}
	p.Organisation = o.ID
	im.was.people[p.Pseudonym] = p
	if _, err := tx.PutParticipant(p); err != nil {
		return err
	}
	deal := im.was.deals[d.key]
	if deal.Organisation != "" {
		return nil
	}
	deal.Organisation = o.ID
	im.was.deals[d.key] = deal
	_, err := tx.PutDeal(deal)
	return err
}

// putConverted gives deals that were leads where they came from.
func (im *importer) putConverted(tx *store.Tx) error {
	for _, d := range im.crm.deals {
		if d.row.Converted == "" {
			continue
		}
		key, err := im.dealKeyOf(d.row.Converted)
		if err != nil {
			return err
		}
		lead := im.was.deals[d.key]
		deal, ok := im.was.deals[key]
		if want := deal; ok {
			want.LeadSource, want.Campaign = or(deal.LeadSource, lead.LeadSource), or(deal.Campaign, lead.Campaign)
			if !sameDeal(deal, want) {
				if _, err := tx.PutDeal(want); err != nil {
					return err
				}
				im.was.deals[key] = want
			}
		}
	}
	return nil
}
