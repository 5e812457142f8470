package session

import (
	"fmt"
	"maps"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
	"openloop/research/vault"
)

// An interview without the CRM's id meets its deal by company, where a person says so: the vault knows the companies of
// interviews, the export has those of its deals. It is proposed only where the company has one such interview and one
// deal that nobody was asked about; what can be taken two ways is said and left.

// DealJoin is an interview with the deal that it may be about.
type DealJoin struct {
	Interview string // its label
	Row       int    // of the export, 0 where that came before
	Outcome   research.Outcome
	Closed    string
}

// joinByCompany proposes which interviews are about which deals of an export, or joins them where the plan says so.
func (im *importer) joinByCompany(tx *store.Tx) error {
	if len(im.crm.deals) == 0 {
		return nil
	}
	_, err := im.joinEach(tx, im.interviewsByCompany(im.was.byID), im.dealsByCompany())
	return err
}

// joinStored does the same for the interviews of this import where the deals came before. Their accounts are in the
// vault.
func (im *importer) joinStored(tx *store.Tx) error {
	if _, sealed := im.keys.(*sealedKeys); sealed || len(im.ready) == 0 || len(im.was.deals) == 0 {
		return nil
	}
	c := &im.crm
	im.gatherAbout()
	c.anew, c.met = map[string]bool{}, map[research.ID]bool{}
	deals, err := im.storedByCompany()
	if err != nil || len(deals) == 0 {
		return err
	}
	coming, all := map[research.ID]research.Interview{}, maps.Clone(im.was.byID)
	for _, r := range im.ready {
		if r.talk == nil || r.talk.of == "" {
			coming[r.interview.ID], all[r.interview.ID] = r.interview, r.interview
		}
	}
	free, here := im.interviewsByCompany(all), im.interviewsByCompany(coming)
	maps.DeleteFunc(free, func(key string, _ []research.Interview) bool { return len(here[key]) == 0 })
	joined, err := im.joinEach(tx, free, deals)
	for _, d := range joined {
		if err == nil {
			err = im.completeInterviews(tx, d)
		}
	}
	return err
}

// joinEach proposes or joins, company by company, and answers the deals that were joined.
func (im *importer) joinEach(tx *store.Tx, free map[string][]research.Interview, deals map[string][]*readyDeal) (joined []*readyDeal, err error) {
	var keys, unclear []string
	for key, list := range free {
		if list = slices.DeleteFunc(list, func(iv research.Interview) bool { return len(deals[key]) == 0 || !im.withoutCRM(iv) }); len(list) > 0 {
			free[key], keys = list, append(keys, key)
		}
	}
	slices.SortFunc(keys, func(a, b string) int { return strings.Compare(free[a][0].Label, free[b][0].Label) })
	for _, key := range keys {
		if len(free[key]) > 1 || len(deals[key]) > 1 {
			for _, iv := range free[key] {
				unclear = append(unclear, iv.Label)
			}
			continue
		}
		iv, d := free[key][0], deals[key][0]
		im.done.Joins = append(im.done.Joins, DealJoin{iv.Label, d.row.Row, d.row.Outcome, d.row.CRMClosed})
		if !im.plan.ByCompany {
			continue
		}
		if err := im.join(tx, iv, d); err != nil {
			return nil, err
		}
		joined = append(joined, d)
	}
	im.sayJoins(unclear)
	return joined, nil
}

// interviewsByCompany are interviews by what the vault calls the company.
func (im *importer) interviewsByCompany(list map[research.ID]research.Interview) map[string][]research.Interview {
	company := map[research.ID]string{}
	for _, known := range [][]vault.Entry{im.cast.entries, im.cast.fresh} {
		for _, e := range known {
			if id := im.was.orgs[e.Pseudonym].ID; e.Kind == kindOrganisation && id != "" {
				company[id] = intake.CompanyKey(e.Fields["name"])
			}
		}
	}
	out := map[string][]research.Interview{}
	for _, iv := range list {
		if key := company[im.personOf(iv).Organisation]; key != "" {
			out[key] = append(out[key], iv)
		}
	}
	return out
}

// storedByCompany are the deals of the CRM that are in the study and nobody was asked about, by the company that the
// vault keeps of them.
func (im *importer) storedByCompany() (map[string][]*readyDeal, error) {
	waiting := map[string]research.Deal{}
	for key, d := range im.was.deals {
		if d.ID != "" && !d.Lead && len(im.crm.about[d.ID]) == 0 {
			waiting[key] = d
		}
	}
	if len(waiting) == 0 {
		return nil, nil
	}
	if err := im.loadTold(); err != nil {
		return nil, err
	}
	out := map[string][]*readyDeal{}
	for key, d := range waiting {
		if company := intake.CompanyKey(im.crm.told[key].Account); company != "" {
			out[company] = append(out[company], &readyDeal{key: key, row: intake.Interview{Outcome: d.Outcome, CRMClosed: d.CRMClosed}})
		}
	}
	return out, nil
}

// withoutCRM says whether an interview is about no deal of the CRM: about none, or about one that its own sheet made.
func (im *importer) withoutCRM(iv research.Interview) bool {
	if iv.Deal == "" {
		return true
	}
	d, ok := im.dealByID(iv.Deal)
	return ok && d.CRMCreated == "" && d.CRMClosed == "" && d.Campaign == "" && !d.Lead && len(im.crm.about[d.ID]) == 1
}

// dealByID finds a deal of the study.
func (im *importer) dealByID(id research.ID) (research.Deal, bool) {
	if id == "" {
		return research.Deal{}, false
	}
	if d, ok := im.was.deals[im.crm.keyOf[id]]; ok && d.ID == id {
		return d, true
	}
	if len(im.crm.keyOf) != len(im.was.deals) {
		im.crm.keyOf = make(map[research.ID]string, len(im.was.deals))
		for key, d := range im.was.deals {
			im.crm.keyOf[d.ID] = key
		}
	}
	d, ok := im.was.deals[im.crm.keyOf[id]]
	return d, ok && d.ID == id
}

// dealsByCompany are the deals of the export that nobody was asked about, by company.
func (im *importer) dealsByCompany() map[string][]*readyDeal {
	out := map[string][]*readyDeal{}
	for _, d := range im.crm.deals {
		if key := intake.CompanyKey(d.row.Organisation); key != "" && !d.row.Lead && len(im.crm.about[im.was.deals[d.key].ID]) == 0 {
			out[key] = append(out[key], d)
		}
	}
	return out
}

// join puts an interview on a deal. What its own sheet said of the deal stays where the CRM says nothing.
func (im *importer) join(tx *store.Tx, iv research.Interview, d *readyDeal) error {
	own, had := im.dealByID(iv.Deal)
	deal := im.was.deals[d.key]
	want := deal
	want.Organisation = or(deal.Organisation, or(own.Organisation, im.personOf(iv).Organisation))
	want.FurthestStage, want.ValueBand, want.Owner = or(deal.FurthestStage, own.FurthestStage), or(deal.ValueBand, own.ValueBand), or(deal.Owner, own.Owner)
	want.LeadSource, want.Outcome = or(deal.LeadSource, own.LeadSource), or(deal.Outcome, own.Outcome)
	if len(want.Competitors) == 0 {
		want.Competitors = own.Competitors
	}
	if !sameDeal(deal, want) {
		if _, err := tx.PutDeal(want); err != nil {
			return err
		}
		im.was.deals[d.key] = want
	}
	iv.Deal = want.ID
	if _, err := tx.PutInterview(iv); err != nil {
		return err
	}
	im.was.byID[iv.ID] = iv
	im.crm.about[want.ID] = []research.Interview{iv}
	im.crm.anew[d.key], im.crm.met[iv.ID] = true, true
	if !had {
		return nil
	}
	delete(im.was.deals, own.SourceKey)
	return tx.DeleteDeal(own.ID)
}

// sayJoins says what was proposed and what could be taken two ways.
func (im *importer) sayJoins(unclear []string) {
	var proposed []string
	for _, j := range im.done.Joins {
		proposed = append(proposed, j.Interview)
	}
	if n := len(proposed); n > 0 && im.plan.ByCompany {
		im.done.Warnings = append(im.done.Warnings, fmt.Sprintf("%s: %s.", agreed(n, "interview without the CRM's id was joined to the only deal of its company", "interviews without the CRM's id were joined to the only deals of their companies"), someOf(proposed)))
	} else if n > 0 {
		im.done.Warnings = append(im.done.Warnings, fmt.Sprintf("%s: %s. They stay apart until somebody joins them.", agreed(n, "interview has no id of the CRM, and the CRM has one deal of its company", "interviews have no id of the CRM, and the CRM has one deal of their company"), someOf(proposed)))
	}
	if n := len(unclear); n > 0 {
		slices.SortFunc(unclear, func(a, b string) int {
			if natural(a, b) {
				return -1
			}
			return 1
		})
		im.done.Warnings = append(im.done.Warnings, fmt.Sprintf("%s: %s. Give the deal's id in the sheet of interviews and import it again.", agreed(n, "interview has no id of the CRM, and its company has several deals or interviews", "interviews have no id of the CRM, and their company has several deals or interviews"), someOf(unclear)))
	}
}

// someOf lists the first ten.
func someOf(labels []string) string {
	if len(labels) <= 10 {
		return strings.Join(labels, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(labels[:10], ", "), len(labels)-10)
}

// joinedDeal is the key of the deal that a known interview is about, where its sheet gives none: somebody may have
// joined it to one of the CRM.
func (im *importer) joinedDeal(interview, own string) string {
	if d, ok := im.dealByID(im.was.interviews[interview].Deal); ok && d.SourceKey != "" {
		return d.SourceKey
	}
	return own
}
