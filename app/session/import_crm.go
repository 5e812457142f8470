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
	apart     int                                  // notes on deals that nobody was asked about
	strangers int                                  // members of campaigns whom the study does not know
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
		if row.Deal != "" {
			d.key, err = im.dealKeyOf(row.Deal)
		} else {
			d.key, err = im.keys.SourceKey("deal", "unnumbered "+row.Key)
		}
		if err != nil {
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

// personOf is the first participant of an interview.
func (im *importer) personOf(iv research.Interview) research.Participant {
	if im.byPerson == nil {
		im.byPerson = map[research.ID]string{}
		for name, p := range im.was.people {
			im.byPerson[p.ID] = name
		}
	}
	if len(iv.Participants) == 0 {
		return research.Participant{}
	}
	return im.was.people[im.byPerson[iv.Participants[0]]]
}

// nameCRM lists everybody in the exports where there are texts in which they may be named.
func (im *importer) nameCRM() {
	if len(im.plan.Notes)+len(im.plan.Campaigns) == 0 {
		return
	}
	seen := map[string]bool{}
	add := func(kind privacy.Kind, texts ...string) {
		for _, t := range texts {
			if t = strings.TrimSpace(t); t != "" && !seen[t] && len(t) < 200 {
				seen[t] = true
				im.crm.named = append(im.crm.named, privacy.Known{Kind: kind, Text: t})
			}
		}
	}
	person := func(p intake.Person) {
		add(privacy.Person, p.Name)
		add(privacy.Email, p.Email)
		add(privacy.Phone, p.Phone)
	}
	for _, d := range im.plan.Deals {
		add(privacy.Organisation, d.Organisation)
		person(d.Person)
	}
	for _, m := range im.plan.Members {
		add(privacy.Organisation, m.Organisation)
		person(m.Person)
	}
	for _, n := range im.plan.Notes {
		add(privacy.Organisation, n.Organisation)
		for _, who := range n.Named {
			add(privacy.Person, who)
		}
	}
}

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

// redactCRM makes campaigns and notes without identities. Notes are taken where the study has an interview about the
// deal or lead; what sellers wrote about others is none of the study's business.
func (im *importer) redactCRM(ctx context.Context) error {
	c := &im.crm
	if !hasCRM(im.plan) {
		return nil
	}
	for _, row := range im.plan.Campaigns {
		key, err := im.campaignKey(or(row.ID, row.Name))
		if err != nil {
			return err
		}
		x := im.campaign(key, row.Name)
		x.Name = withoutNames(im.dict, row.Name)
		x.Channel, x.Began, x.Ended = or(withoutNames(im.dict, row.Channel), x.Channel), or(row.Began, x.Began), or(row.Ended, x.Ended)
		c.campaigns[key] = x
	}
	cells := map[string]string{}
	for _, d := range c.deals {
		if d.campaign != "" {
			im.campaign(d.campaign, d.row.Campaign)
		}
		for _, text := range append(slices.Clone(d.row.Competitors), d.row.LeadSource, d.row.Segment, d.row.Region) {
			if _, known := cells[text]; !known {
				cells[text] = withoutNames(im.dict, text)
			}
		}
		d.source, d.row.Segment, d.row.Region = cells[d.row.LeadSource], cells[d.row.Segment], cells[d.row.Region]
		rivals := make([]string, len(d.row.Competitors))
		for i, r := range d.row.Competitors {
			rivals[i] = cells[r]
		}
		d.row.Competitors = rivals
	}
	return nil
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
		return nil
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
	for _, r := range im.ready {
		ids[r.interview.ID] = r.interview
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

func (im *importer) putCampaigns(_ context.Context, tx *store.Tx) error {
	keys := make([]string, 0, len(im.crm.campaigns))
	for k := range im.crm.campaigns {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	for _, k := range keys {
		x := im.crm.campaigns[k]
		if im.was.campaigns[k] == x {
			continue
		}
		if x.ID == "" {
			x.ID = store.NewID()
		}
		if _, err := tx.PutCampaign(x); err != nil {
			return err
		}
		im.crm.campaigns[k] = x
		im.was.campaigns[k] = x
		im.done.CRM.Campaigns++
	}
	return nil
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

// nameless is the pseudonym of somebody without a name in an interview that was imported before, "" where there is
// none: only by the interview are they known again.
func (im *importer) nameless(interview string, p intake.Person, i int) string {
	was, ok := im.was.interviews[interview]
	if !ok || p.Name+p.First+p.Last+p.Email != "" || i >= len(was.Participants) {
		return ""
	}
	return im.personOf(research.Interview{Participants: was.Participants[i:]}).Pseudonym
}
