package session

import (
	"encoding/json"
	"fmt"
	"slices"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
	"openloop/research/vault"
)

// An export of a CRM often comes before the interviews about its deals. What it says of a deal is in the study then, but
// for the account: most deals are of companies that nobody talks to, and a pseudonym for each would put many of the
// client's accounts into the study for nothing. Their names are kept in the vault alone, by the deal's key; a company
// gets its pseudonym when somebody of it was interviewed, so that the study has the companies of interviews and no
// others, whichever came first.

// dealTold is what the CRM told of a deal and only the vault keeps.
type dealTold struct {
	Account string   `json:"account,omitempty"`
	Segment string   `json:"segment,omitempty"` // of the account, as the export has it
	Region  string   `json:"region,omitempty"`
	Says    []string `json:"says,omitempty"` // what it said of the deal itself, which counts before an interview sheet
}

// toldRef is the reference of what an import was told of deals.
func toldRef(batch string) string { return "deals/" + batch }

// tellDeals takes up what the exports of this import tell of deals, and has the vault keep what is new of it.
func (im *importer) tellDeals() error {
	if _, sealed := im.keys.(*sealedKeys); sealed || len(im.plan.Deals) == 0 {
		return nil
	}
	if err := im.loadTold(); err != nil {
		return err
	}
	c := &im.crm
	c.recorded = map[string][]research.ID{}
	fresh := map[string]dealTold{}
	for _, row := range im.plan.Deals {
		key, err := im.rowKey(row)
		if err != nil {
			return err
		}
		if _, twice := c.recorded[key]; twice {
			continue
		}
		c.recorded[key] = im.codesOf(row.Reasons[research.Recorded])
		was := c.told[key]
		now := dealTold{or(row.Organisation, was.Account), or(row.Segment, was.Segment), or(row.Region, was.Region), saidOf(row, was.Says)}
		if fmt.Sprint(now) != fmt.Sprint(was) {
			fresh[key], c.told[key] = now, now
		}
	}
	if len(fresh) == 0 {
		return nil
	}
	im.batch = string(store.NewID())
	text, err := json.Marshal(fresh)
	im.originals = append(im.originals, vault.Original{Ref: toldRef(im.batch), Text: string(text)})
	return err
}

// rowKey is the key of the deal of a row.
func (im *importer) rowKey(row intake.Interview) (string, error) {
	if row.Deal != "" {
		return im.dealKeyOf(row.Deal)
	}
	return im.keys.SourceKey("deal", "unnumbered "+row.Key)
}

// saidOf adds to a list what a row says of its deal.
func saidOf(row intake.Interview, list []string) []string {
	out := slices.Clone(list)
	for what, said := range map[string]bool{"owner": row.Owner != "", "outcome": row.Outcome != "", "stage": row.FurthestStage != 0, "value": row.ValueBand != "",
		"source": row.LeadSource != "", "rivals": len(row.Competitors) > 0, "created": row.CRMCreated != "", "closed": row.CRMClosed != ""} {
		if said && !slices.Contains(out, what) {
			out = append(out, what)
		}
	}
	slices.Sort(out)
	return out
}

// codesOf are the codes that reasons of a row name, each once; what was merged is the code that it went into.
func (im *importer) codesOf(refs []string) []research.ID {
	var out []research.ID
	for _, ref := range refs {
		c, ok := im.book.Find(ref)
		if ok {
			c, ok = im.current(c)
		}
		if ok && !slices.Contains(out, c.ID) {
			out = append(out, c.ID)
		}
	}
	return out
}

// current is a code, or the one that it was merged into.
func (im *importer) current(c research.Code) (research.Code, bool) {
	ok := true
	for range im.book.Codes {
		if c.MergedInto == "" || !ok {
			break
		}
		c, ok = im.book.Code(c.MergedInto)
	}
	return c, ok
}

// loadTold reads what imports of before were told of deals, the latest last. Of one that was undone the study has no
// record, so it counts no more.
func (im *importer) loadTold() error {
	if im.crm.told != nil {
		return nil
	}
	im.crm.told = map[string]dealTold{}
	if im.vault == nil || !im.vault.Unlocked() {
		return nil
	}
	for _, b := range im.was.batches {
		text, ok, err := im.vault.Original(toldRef(b.VaultBatch))
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		if err := json.Unmarshal([]byte(text), &im.crm.told); err != nil {
			return fmt.Errorf("what the vault keeps of deals cannot be read") // no cause: it may quote a name
		}
	}
	return nil
}

// meetDeal takes up what the CRM told of the deal that a row is about. Where the row names no company, and nothing is
// known of the person's, it is the deal's.
func (im *importer) meetDeal(r *readyInterview) error {
	_, known := im.was.deals[r.dealKey]
	if _, coming := im.crm.recorded[r.dealKey]; r.dealKey == "" || !known && !coming {
		return nil
	}
	if err := im.loadTold(); err != nil {
		return err
	}
	told, ok := im.crm.told[r.dealKey]
	if !ok {
		return nil
	}
	r.told = &told
	if r.org == "" && len(r.people) > 0 && im.was.people[r.people[0]].Organisation == "" {
		r.org = im.cast.organisation(told.Account)
		r.ofDeal = r.org != ""
	}
	return nil
}

// putToldCompany makes the company that only the CRM names. What it is counts as the CRM has it.
func (im *importer) putToldCompany(tx *store.Tx, r *readyInterview) error {
	if !r.ofDeal {
		return nil
	}
	r.row.Segment, r.row.Region = "", ""
	if im.was.orgs[r.org].ID != "" {
		return nil
	}
	o := research.Organisation{Pseudonym: r.org, Segment: withoutNames(im.dict, r.told.Segment), Region: withoutNames(im.dict, r.told.Region)}
	id, err := tx.PutOrganisation(o)
	o.ID, r.changed = id, true
	im.was.orgs[r.org] = o
	return err
}

// crmFirst is a deal with what the CRM said of it before what an interview sheet says.
func (r *readyInterview) crmFirst(was, want research.Deal) research.Deal {
	if r.told == nil {
		return want
	}
	for _, what := range r.told.Says {
		switch what {
		case "owner":
			want.Owner = or(was.Owner, want.Owner)
		case "outcome":
			want.Outcome = or(was.Outcome, want.Outcome)
		case "stage":
			want.FurthestStage = or(was.FurthestStage, want.FurthestStage)
		case "value":
			want.ValueBand = or(was.ValueBand, want.ValueBand)
		case "source":
			want.LeadSource = or(was.LeadSource, want.LeadSource)
		case "rivals":
			if len(was.Competitors) > 0 {
				want.Competitors = was.Competitors
			}
		case "created":
			want.CRMCreated = or(was.CRMCreated, want.CRMCreated)
		case "closed":
			want.CRMClosed = or(was.CRMClosed, want.CRMClosed)
		}
	}
	return want
}

// outcomeOf is what became of an interview's deal, where its row does not say.
func (im *importer) outcomeOf(r *readyInterview) research.Outcome {
	out := or(r.interview.Outcome, r.was.Outcome)
	if r.told != nil {
		out = or(out, im.was.deals[r.dealKey].Outcome)
	}
	return out
}

// recordedOf are the codes of why the CRM says that an interview's deal ended so, in order.
func (im *importer) recordedOf(dealKey string) []research.ID {
	if now := im.crm.recorded[dealKey]; len(now) > 0 {
		return now
	}
	var out []research.ID
	for _, id := range im.was.deals[dealKey].Recorded {
		c, ok := im.book.Code(id)
		if ok {
			c, ok = im.current(c)
		}
		if ok && !slices.Contains(out, c.ID) {
			out = append(out, c.ID)
		}
	}
	return out
}

// giveRecorded gives an interview the reasons that the CRM records of its deal. What somebody gave it before stays, but
// where instead says that the CRM has changed what it says.
func (im *importer) giveRecorded(tx *store.Tx, r *readyInterview, dealKey string, instead bool) error {
	codes := im.recordedOf(dealKey)
	given := slices.ContainsFunc(im.was.reasons[r.interview.ID], func(x research.Reason) bool { return x.Kind == research.Recorded })
	if len(codes) == 0 || given && !instead {
		return nil
	}
	var want []research.Reason
	for i, id := range codes {
		want = append(want, research.Reason{Interview: r.interview.ID, Kind: research.Recorded, Code: id, Primary: i == 0})
	}
	return im.replaceReasons(tx, r, research.Recorded, want)
}
