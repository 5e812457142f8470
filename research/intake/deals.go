package intake

import "strings"

// dealRow takes a row of a CRM export: it completes the interviews about that deal, or is listed by
// itself.
func (b *builder) dealRow(t *table, row int) {
	d := b.interview(t, row)
	if d.bare() {
		b.refuse(t, row, "", nothingHere)
		return
	}
	if d.Key = d.Deal; d.Key == "" {
		d.Key = d.key()
	}
	matched := false
	for _, i := range b.dealInterviews(d.Deal) {
		in := &b.plan.Interviews[i]
		matched = true
		o := Interview{Owner: d.Owner, Outcome: d.Outcome, ValueBand: d.ValueBand, Competitors: d.Competitors, FurthestStage: d.FurthestStage, LeadSource: d.LeadSource, CRMCreated: d.CRMCreated, CRMClosed: d.CRMClosed, Reasons: d.Reasons}
		in.fill(o)
	}
	if !matched {
		b.plan.Deals = append(b.plan.Deals, d)
	}
}

// dealInterviews lists the interviews about a deal.
func (b *builder) dealInterviews(id string) []int {
	if b.byDeal == nil {
		b.byDeal = map[string][]int{}
		for i, in := range b.plan.Interviews {
			b.byDeal[dealKey(in.Deal)] = append(b.byDeal[dealKey(in.Deal)], i)
		}
	}
	if id == "" {
		return nil
	}
	return b.byDeal[dealKey(id)]
}

// dealKey is the form in which ids of deals are compared. Salesforce writes the same one with 15 or 18
// characters, the last three of which only repeat the case of the others.
func dealKey(id string) string {
	id = strings.TrimSpace(id)
	if len(id) == 18 && strings.HasPrefix(id, "006") && strings.IndexFunc(id, func(c rune) bool { return !isLetter(c) && (c < '0' || c > '9') }) < 0 {
		return id[:15]
	}
	if len(id) == 15 && strings.HasPrefix(id, "006") {
		return id
	}
	return fold(id)
}
