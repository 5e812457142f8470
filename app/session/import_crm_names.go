package session

import (
	"context"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/privacy"
)

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

// nameless is the pseudonym of somebody without a name in an interview that was imported before, "" where there is
// none: only by the interview are they known again.
func (im *importer) nameless(interview string, p intake.Person, i int) string {
	was, ok := im.was.interviews[interview]
	if !ok || p.Name+p.First+p.Last+p.Email != "" || i >= len(was.Participants) {
		return ""
	}
	return im.personOf(research.Interview{Participants: was.Participants[i:]}).Pseudonym
}
