package session

import (
	"context"
	"encoding/hex"
	"fmt"
	"time"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
	"openloop/research/vault"
)

// putCRMDeals stores deals and leads, and completes the interviews about them. What the CRM says of a deal counts before
// what an interview sheet said; what an interviewer knows of an interview stays.
func (im *importer) putCRMDeals(ctx context.Context, tx *store.Tx) error {
	var list []research.Deal
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
		r := &readyInterview{row: d.row, interview: iv}
		if iv.Outcome == "" && deal.Outcome != "" {
			iv.Outcome = deal.Outcome
			if _, err := tx.PutInterview(iv); err != nil {
				return err
			}
			about[i], im.was.byID[iv.ID] = iv, iv
			r.changed = true
		}
		if err := im.putRecorded(tx, r); err != nil {
			return err
		}
		if err := im.putCompany(tx, d, iv); err != nil {
			return err
		}
		if r.changed {
			im.done.Updated++
		}
	}
	return nil
}

// putRecorded sets the reasons that the CRM records.
func (im *importer) putRecorded(tx *store.Tx, r *readyInterview) error {
	var want []research.Reason
	for i, ref := range r.row.Reasons[research.Recorded] {
		if c, ok := im.book.Find(ref); ok {
			want = append(want, research.Reason{Interview: r.interview.ID, Kind: research.Recorded, Code: c.ID, Primary: i == 0})
		}
	}
	if len(want) == 0 {
		return nil
	}
	return im.replaceReasons(tx, r, research.Recorded, want)
}

// putCompany gives the person of an interview the company that the CRM has.
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
	_, err := tx.PutParticipant(p)
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

// putMembers gives the deals of people in campaigns their campaign, where they have none.
func (im *importer) putMembers(ctx context.Context, tx *store.Tx) error {
	for _, m := range im.plan.Members {
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
		if err := im.putCampaigns(ctx, tx); err != nil {
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
		for key, d := range im.was.deals {
			for _, iv := range im.crm.about[d.ID] {
				if im.personOf(iv).Pseudonym == name && d.ID != "" {
					keys = append(keys, key)
				}
			}
		}
	}
	return keys, nil
}

// putNotes puts what the client's people wrote in the CRM, without names, as notes on the interviews about the deal.
func (im *importer) putNotes(_ context.Context, tx *store.Tx) error {
	for _, n := range im.crm.notes {
		was, known := im.crm.memos[n.ID]
		if known && was.Text == n.Text {
			im.done.CRM.NotesKnown++
			continue
		}
		if _, err := tx.PutMemo(n); err != nil {
			return err
		}
		im.done.CRM.Notes++
	}
	return nil
}

// readyNotes redacts the notes on what the study has interviews about. It comes before anything is sealed, so that the
// vault keeps the words as they were.
func (im *importer) readyNotes(ctx context.Context, memos []research.Memo) error {
	if len(im.plan.Notes) == 0 {
		return nil
	}
	im.crm.memos = map[research.ID]research.Memo{}
	for _, m := range memos {
		im.crm.memos[m.ID] = m
	}
	coming := map[string]research.ID{} // interviews of this import by the key of their deal
	for _, r := range im.ready {
		if r.dealKey != "" && coming[r.dealKey] == "" {
			coming[r.dealKey] = r.interview.ID
		}
	}
	dict := im.cast.dictionaryWith(clearTexts(im.was.names), im.crm.named)
	for _, n := range im.plan.Notes {
		if err := ctx.Err(); err != nil {
			return err
		}
		on, err := im.noteOn(n, coming)
		if err != nil {
			return err
		}
		if on == "" {
			im.crm.apart++
			continue
		}
		if err := im.readyNote(dict, n, on); err != nil {
			return err
		}
	}
	return nil
}

// noteOn is the interview that a note is on: by the CRM's id of the deal, else by the company where it has one
// interview alone.
func (im *importer) noteOn(n intake.HandNote, coming map[string]research.ID) (research.ID, error) {
	if n.Deal != "" {
		key, err := im.dealKeyOf(n.Deal)
		if err != nil {
			return "", err
		}
		if deal, ok := im.was.deals[key]; ok && deal.ID != "" && len(im.crm.about[deal.ID]) > 0 {
			return lowestOf(im.crm.about[deal.ID]).ID, nil
		}
		return coming[key], nil
	}
	org, ok := im.cast.by[kindOrganisation+fold(n.Organisation)]
	if !ok {
		return "", nil
	}
	var only research.ID
	for _, iv := range im.was.byID {
		if id := im.was.orgs[org].ID; id != "" && im.personOf(iv).Organisation == id {
			if only != "" {
				return "", nil
			}
			only = iv.ID
		}
	}
	return only, nil
}

// lowestOf is the interview with the lowest label.
func lowestOf(list []research.Interview) research.Interview {
	first := list[0]
	for _, iv := range list[1:] {
		if natural(iv.Label, first.Label) {
			first = iv
		}
	}
	return first
}

// readyNote makes a note: who wrote it by pseudonym, when, and what, without names.
func (im *importer) readyNote(dict *privacy.Dictionary, n intake.HandNote, on research.ID) error {
	key, err := im.keys.SourceKey("note", or(n.ID, intake.DealKey(n.Deal)+"\x00"+fold(n.Organisation)+"\x00"+n.Date+"\x00"+n.Text))
	if err != nil {
		return err
	}
	id, err := idOf(key)
	if err != nil {
		return err
	}
	red, spans := dict.Redact(n.Text)
	im.done.Masked += len(spans)
	head := "Hand-off"
	if n.Date != "" {
		head += ", " + n.Date
	}
	if who := im.cast.salesperson(n.Author); who != "" {
		head += ", " + who
	}
	m := research.Memo{ID: id, On: on, Text: head + ": " + red}
	if d, err := time.Parse(time.DateOnly, n.Date); err == nil {
		m.At = d
	}
	if was, known := im.crm.memos[id]; known {
		m.On, m.Coder, m.At = was.On, was.Coder, was.At
	}
	if was, known := im.crm.memos[id]; len(spans) > 0 && (!known || was.Text != m.Text) {
		im.originals = append(im.originals, vault.Original{Ref: writtenRef(id, "text"), Text: head + ": " + n.Text})
	}
	im.crm.notes = append(im.crm.notes, m)
	return nil
}

// idOf is the id of a record that is always the same for a key.
func idOf(key string) (research.ID, error) {
	b, err := hex.DecodeString(key)
	if err != nil || len(b) < 16 {
		return "", fmt.Errorf("no key: %w", err)
	}
	b[6], b[8] = b[6]&0x0f|0x80, b[8]&0x3f|0x80
	return research.ID(fmt.Sprintf("%x-%x-%x-%x-%x", b[:4], b[4:6], b[6:8], b[8:10], b[10:16])), nil
}
