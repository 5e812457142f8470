package session

import (
	"cmp"
	"context"
	"fmt"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
	"openloop/research/store"
)

// CRMDone is what an import did with the rows of a CRM's exports.
type CRMDone struct {
	New, Updated, Unchanged int // deals and leads
	Leads                   int // of the new ones
	Joined                  int // interviews that a deal or lead was matched to by the CRM's id
	Campaigns               int // new or amended
	Members                 int // people in campaigns whose deal, lead or interview the study knows
	Notes, NotesKnown       int // notes and posts on interviews: new or amended, and there already
}

// Any says whether the import held rows of a CRM.
func (d CRMDone) Any() bool { return d != CRMDone{} }

// crmImport is what an importer holds of the exports of a CRM.
type crmImport struct {
	deals     []*readyDeal
	named     []privacy.Known // everybody in the exports, so that notes name none of them
	campaigns map[string]research.Campaign
	byName    map[string]string // key of a campaign by its name
	memos     map[research.ID]research.Memo
	notes     []research.Memo
	about     map[research.ID][]research.Interview // interviews by deal
	of        map[string][]string                  // keys of deals by the pseudonym of who was interviewed about them
	apart     int                                  // notes on deals that nobody was asked about
	strangers int                                  // members of campaigns whom the study does not know
	told      map[string]dealTold                  // by the key of a deal; nil until they were read
	recorded  map[string][]research.ID             // why the deals of this import ended so, by their keys
	anew      map[string]bool                      // keys of deals of which the CRM has changed that, or that got an interview
	met       map[research.ID]bool                 // interviews that were joined to a deal now
	coming    map[research.ID]bool                 // interviews of this import, which are counted as such
	keyOf     map[research.ID]string               // of deals
}

// readyDeal is a deal or lead of an export without identities.
type readyDeal struct {
	row      intake.Interview
	key      string
	owner    string
	org      string // of an interview that had none
	campaign string // key
	source   string // without names
}

// hasCRM says whether a plan holds anything of a CRM.
func hasCRM(p *intake.Plan) bool {
	return len(p.Deals)+len(p.Campaigns)+len(p.Members)+len(p.Notes) > 0
}

// dealKeyOf is the key of a deal by the CRM's id. Studies of earlier versions keep it by the id as it was written.
func (im *importer) dealKeyOf(id string) (string, error) {
	key, err := im.keys.SourceKey("deal", intake.DealKey(id))
	if err != nil || intake.DealKey(id) == id {
		return key, err
	}
	if _, known := im.was.deals[key]; known {
		return key, nil
	}
	if _, sealed := im.keys.(*sealedKeys); sealed {
		return key, nil
	}
	if asWritten, err := im.keys.SourceKey("deal", id); err == nil && im.was.deals[asWritten].ID != "" {
		return asWritten, nil
	}
	return key, nil
}

// recogniseCRM gives the deals, owners and companies of a CRM's exports what they are known by.
func (im *importer) recogniseCRM() error {
	if !hasCRM(im.plan) {
		return nil
	}
	if _, sealed := im.keys.(*sealedKeys); sealed {
		return research.Problemf(research.Locked, "Exports of a CRM are matched to interviews by ids that only the open vault knows. Open the vault and import again.")
	}
	c := &im.crm
	c.about = map[research.ID][]research.Interview{}
	for _, iv := range im.was.byID {
		if iv.Deal != "" {
			c.about[iv.Deal] = append(c.about[iv.Deal], iv)
		}
	}
	seen := map[string]int{}
	for _, row := range im.plan.Deals {
		d := &readyDeal{row: row}
		var err error
		if d.key, err = im.rowKey(row); err != nil {
			return err
		}
		if first, twice := seen[d.key]; twice {
			im.refuse(row.Sheet, row.Row, "", fmt.Sprintf("It has the same deal as row %d. Only the first was taken.", first))
			continue
		}
		seen[d.key] = row.Row
		d.owner = im.cast.salesperson(row.Owner)
		if im.lacksCompany(im.was.deals[d.key].ID) {
			d.org = im.cast.organisation(row.Organisation)
		}
		c.deals = append(c.deals, d)
	}
	for _, n := range im.plan.Notes {
		im.cast.salesperson(n.Author)
	}
	im.nameCRM()
	return im.recogniseCampaigns()
}

// lacksCompany says whether an interview about a deal is of somebody without a company.
func (im *importer) lacksCompany(deal research.ID) bool {
	for _, iv := range im.crm.about[deal] {
		if deal != "" && len(iv.Participants) > 0 && im.personOf(iv).Organisation == "" {
			return true
		}
	}
	return false
}

// titleCRM is what the import of a CRM's exports is called in the history.
func (im *importer) titleCRM() (string, bool) {
	if len(im.ready) > 0 || !hasCRM(im.plan) {
		return "", false
	}
	var parts []string
	for _, p := range []struct {
		n    int
		noun string
	}{{len(im.crm.deals), "deal"}, {len(im.plan.Campaigns), "campaign"}, {len(im.plan.Members), "campaign member"}, {len(im.plan.Notes), "note"}} {
		if p.n > 0 {
			parts = append(parts, count(p.n, p.noun))
		}
	}
	return "Import " + strings.Join(parts, ", ") + " of the CRM", true
}

// commitCRM writes what the exports of a CRM bring, after the interviews that they may be about.
func (im *importer) commitCRM(ctx context.Context, tx *store.Tx) error {
	if !hasCRM(im.plan) {
		return im.joinStored(tx)
	}
	im.gatherAbout()
	for _, step := range []func(context.Context, *store.Tx) error{im.putCampaigns, im.putCRMDeals, im.putMembers, im.putNotes} {
		if err := step(ctx, tx); err != nil {
			return err
		}
	}
	im.warnCRM()
	return nil
}

// gatherAbout takes up the interviews of this import.
func (im *importer) gatherAbout() {
	c := &im.crm
	c.about = map[research.ID][]research.Interview{}
	ids := map[research.ID]research.Interview{}
	for id, iv := range im.was.byID {
		ids[id] = iv
	}
	c.coming = map[research.ID]bool{}
	for _, r := range im.ready {
		ids[r.interview.ID], c.coming[r.interview.ID] = r.interview, true
	}
	for _, iv := range ids {
		if iv.Deal != "" {
			c.about[iv.Deal] = append(c.about[iv.Deal], iv)
		}
	}
	for _, list := range c.about {
		slices.SortFunc(list, func(a, b research.Interview) int {
			return cmp.Or(cmp.Compare(a.Label, b.Label), cmp.Compare(a.ID, b.ID))
		})
	}
}

// warnCRM says what was left out of the exports.
func (im *importer) warnCRM() {
	say := func(n int, one, many string) {
		if n == 1 {
			im.done.Warnings = append(im.done.Warnings, one)
		} else if n > 1 {
			im.done.Warnings = append(im.done.Warnings, fmt.Sprintf(many, n))
		}
	}
	say(im.crm.apart, "One note of the CRM is on a deal or lead that nobody was interviewed about. It was left out.", "%d notes of the CRM are on deals or leads that nobody was interviewed about. They were left out.")
	say(im.crm.strangers, "One member of a campaign is neither on a lead or deal of the study nor among its interviewees, and was left out.", "%d members of campaigns are neither on leads or deals of the study nor among its interviewees, and were left out.")
}
