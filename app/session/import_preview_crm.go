package session

import (
	"context"
	"fmt"
	"strings"

	"openloop/research"
	"openloop/research/intake"
)

// PreviewHeads are the headings of the cells that a preview of an export of a CRM has, none for other layouts.
func PreviewHeads(l intake.Layout) []string {
	switch l {
	case intake.Deals, intake.Leads:
		return []string{"Meets", "Owner", "Outcome", "Recorded", "Closed"}
	case intake.Campaigns:
		return []string{"Campaign", "Kind", "From", "To"}
	case intake.Members:
		return []string{"Meets", "Campaign", "Status"}
	case intake.Notes:
		return []string{"On", "By", "Date", "Words"}
	}
	return nil
}

// crmRows previews rows of an export of a CRM, at most n. here are the deals that interviews of the same source are
// about. While the vault is locked it cannot say whom else they meet.
func (p *Preview) crmRows(ctx context.Context, plan *intake.Plan, here map[string]bool, n int) ([]PreviewRow, error) {
	plan.Deals, plan.Campaigns = plan.Deals[:min(n, len(plan.Deals))], plan.Campaigns[:min(n, len(plan.Campaigns))]
	plan.Members, plan.Notes = plan.Members[:min(n, len(plan.Members))], plan.Notes[:min(n, len(plan.Notes))]
	im, err := p.importer(plan)
	if err != nil {
		return nil, err
	}
	if p.vault != nil {
		if err := im.recogniseCRM(); err != nil {
			return nil, err
		}
	}
	im.nameCRM()
	im.dict = im.cast.dictionaryWith(clearTexts(im.was.names), im.crm.named)
	var out []PreviewRow
	for _, d := range plan.Deals {
		row := im.previewDeal(d)
		if d.Deal != "" && here[intake.DealKey(d.Deal)] {
			row.Cells[0] = metHere
		}
		out = append(out, row)
	}
	for _, c := range plan.Campaigns {
		out = append(out, PreviewRow{Row: c.Row, Cells: []string{withoutNames(im.dict, c.Name), withoutNames(im.dict, c.Channel), c.Began, c.Ended}})
	}
	for _, m := range plan.Members {
		meets := im.meetsMember(m)
		out = append(out, PreviewRow{Row: m.Row, Known: meets != nobodyMet && meets != unmet, Cells: []string{meets, withoutNames(im.dict, m.Campaign), withoutNames(im.dict, m.Status)}})
	}
	for _, note := range plan.Notes {
		if err := ctx.Err(); err != nil {
			return nil, err
		}
		words := []rune(note.Text)
		red, spans := im.dict.Redact(string(words[:min(len(words), 400)]))
		on := im.meetsNote(note)
		out = append(out, PreviewRow{Row: note.Row, Known: on != nobodyMet && on != unmet, Masks: len(spans), Cells: []string{on, im.cast.salesperson(note.Author), note.Date, red}})
	}
	return out, nil
}

// nobodyMet stands where the study has no interview about a row of the CRM.
const nobodyMet = "nobody"

// metHere stands where an interview of the same source is about the deal, and unmet where the vault is locked, which
// alone can tell.
const (
	metHere = "this file"
	unmet   = "–"
)

// previewDeal is a deal or lead as it would be stored.
func (im *importer) previewDeal(d intake.Interview) PreviewRow {
	row := PreviewRow{Row: d.Row, Outcome: d.Outcome, Value: d.ValueBand, Date: d.CRMClosed}
	for _, ref := range d.Reasons[research.Recorded] {
		if c, ok := im.book.Find(ref); ok {
			row.Told = c.Name
			break
		}
	}
	meets := nobodyMet
	if im.vault == nil {
		meets = unmet
	}
	if im.vault != nil && d.Deal != "" {
		if key, err := im.dealKeyOf(d.Deal); err == nil {
			_, row.Known = im.was.deals[key]
			meets = labelsOf(im.crm.about[im.was.deals[key].ID])
		}
	}
	row.Cells = []string{meets, im.cast.salesperson(d.Owner), d.Outcome.String(), row.Told, row.Date}
	return row
}

// meetsMember is whose interview a member of a campaign meets.
func (im *importer) meetsMember(m intake.Member) string {
	if im.vault == nil {
		return unmet
	}
	keys, err := im.dealsOfMember(m)
	if err != nil || len(keys) == 0 {
		return nobodyMet
	}
	if words := labelsOf(im.crm.about[im.was.deals[keys[0]].ID]); words != nobodyMet {
		return words
	}
	return "a deal or lead"
}

// meetsNote is the interview that a note would be on.
func (im *importer) meetsNote(n intake.HandNote) string {
	if im.vault == nil {
		return unmet
	}
	id, err := im.noteOn(n, nil)
	if err != nil || id == "" {
		return nobodyMet
	}
	return im.was.byID[id].Label
}

// labelsOf names interviews by their pseudonyms: the first, and how many more.
func labelsOf(list []research.Interview) string {
	switch {
	case len(list) == 0:
		return nobodyMet
	case len(list) < 3:
		var labels []string
		for _, iv := range list {
			labels = append(labels, iv.Label)
		}
		return strings.Join(labels, ", ")
	}
	return fmt.Sprintf("%s and %d more", lowestOf(list).Label, len(list)-1)
}
