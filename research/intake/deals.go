package intake

import (
	"strings"

	"openloop/research"
)

// dealRow takes a row of a CRM export of deals or leads: it completes the interviews about that deal, or is listed by
// itself.
func (b *builder) dealRow(t *table, row int) {
	d := b.crmRow(t, row)
	if d.bare() {
		b.refuse(t, row, "", nothingHere)
		return
	}
	if d.Deal != "" {
		d.Key = d.Deal
	}
	matched := false
	for _, i := range b.dealInterviews(d.Deal) {
		in := &b.plan.Interviews[i]
		matched = true
		o := Interview{Owner: d.Owner, Outcome: d.Outcome, ValueBand: d.ValueBand, Competitors: d.Competitors, FurthestStage: d.FurthestStage, LeadSource: d.LeadSource, Campaign: d.Campaign, CRMCreated: d.CRMCreated, CRMClosed: d.CRMClosed, Reasons: d.Reasons}
		in.fill(o)
	}
	if !matched {
		b.plan.Deals = append(b.plan.Deals, d)
	}
}

// crmRow reads a row about a deal or lead.
func (b *builder) crmRow(t *table, row int) Interview {
	d := Interview{Sheet: t.sheet.Name, Row: row + 1, Organisation: t.text(row, FieldOrganisation), Owner: t.text(row, FieldOwner), Deal: t.text(row, FieldDeal),
		Segment: t.text(row, FieldSegment), Region: t.text(row, FieldRegion), LeadSource: t.text(row, FieldSource), Campaign: t.text(row, FieldCampaign),
		Lead: t.mapping.Layout == Leads, Converted: t.text(row, FieldConverted)}
	d.Person, _ = person(t, row)
	d.CRMCreated, d.CRMClosed = b.date(t, row, FieldCRMCreated), b.date(t, row, FieldCRMClosed)
	if d.Deal == "" {
		d.Deal = t.text(row, FieldInterview)
	}
	if d.Deal == "" {
		d.Key = unnumbered(t, row, d)
	}
	if d.Lead {
		d.Outcome = b.leadOutcome(t, row)
	} else {
		d.Outcome = b.crmOutcome(t, row)
	}
	d.FurthestStage = b.crmStage(t, row)
	d.ValueBand = b.valueOf(t, row)
	d.Competitors = competitors(t, row)
	d.Reasons = b.reasons(t, row)
	b.reasonInStage(t, row, &d)
	return d
}

// crmOutcome is the outcome of a deal. One that is still open has a stage instead, which is no fault.
func (b *builder) crmOutcome(t *table, row int) research.Outcome {
	text, c := t.cell(row, FieldOutcome)
	if text == "" {
		return ""
	}
	s := b.crmState(text)
	if !s.known {
		b.unknownWord(t, c)
	}
	return s.outcome
}

// crmState is what a stage or state of a CRM means.
type crmState struct {
	outcome research.Outcome
	stage   int
	known   bool
	lost    string // the reason that it holds
}

// crmState reads a stage or state, each but once.
func (b *builder) crmState(text string) crmState {
	s, ok := b.stateOf[text]
	if ok {
		return s
	}
	open := stillOpen(text)
	s.stage, s.known = b.stageOf(text)
	if o, ok := outcomeOf(text); ok && !open {
		s.outcome, s.known = o, true
	}
	s.known = s.known || open
	s.lost = hiddenReason(text)
	if b.stateOf == nil {
		b.stateOf = map[string]crmState{}
	}
	b.stateOf[text] = s
	return s
}

// stillOpen says whether a status is that of a deal that goes on.
func stillOpen(s string) bool {
	f := fold(s)
	return strings.Contains("|open|in progress|new|offen|ouvert|en cours|active|working|pending|in bearbeitung|neu|abierta|", "|"+f+"|")
}

// leadOutcome is what became of a lead.
func (b *builder) leadOutcome(t *table, row int) research.Outcome {
	text, c := t.cell(row, FieldOutcome)
	if text == "" {
		return ""
	}
	o, ok := leadOutcomeOf(text)
	if !ok {
		b.unknownWord(t, c)
	}
	return o
}

// crmStage is the furthest stage of a deal: of its own column, or of the status of one that is still open. CRMs have
// stages of their own, which are no fault.
func (b *builder) crmStage(t *table, row int) int {
	for _, f := range []Field{FieldFurthest, FieldOutcome} {
		if text := t.text(row, f); text != "" {
			if n := b.crmState(text).stage; n > 0 {
				return n
			}
		}
	}
	return 0
}

// unknownWord counts a state that is not known: one sentence for a column, not one for each of 8,000 rows.
func (b *builder) unknownWord(t *table, c Column) {
	b.counts["rows whose “"+strings.ReplaceAll(c.Heading, "%", "")+"” is a state that a study does not know: %d. They were taken without an outcome."]++
}

// dealInterviews lists the interviews about a deal.
func (b *builder) dealInterviews(id string) []int {
	if b.byDeal == nil {
		b.byDeal = map[string][]int{}
		for i, in := range b.plan.Interviews {
			b.byDeal[DealKey(in.Deal)] = append(b.byDeal[DealKey(in.Deal)], i)
		}
	}
	if id == "" {
		return nil
	}
	return b.byDeal[DealKey(id)]
}

// DealKey is the form in which ids of a CRM are compared. Salesforce writes the same one with 15 or 18 characters, the
// last three of which only repeat the case of the others; Dynamics writes its own with braces or without. Case counts
// in the former and in no other.
func DealKey(id string) string {
	id = strings.TrimSpace(id)
	if g := strings.Trim(id, "{}"); isGUID(g) {
		return strings.ToLower(g)
	}
	if (len(id) == 18 || len(id) == 15) && isSalesforce(id) {
		return id[:15]
	}
	return fold(id)
}

// isSalesforce says whether a text of 15 or 18 characters is an id of Salesforce: letters and digits, among them the
// zeros that stand in the middle or a digit at the beginning.
func isSalesforce(id string) bool {
	digits := 0
	for i := range len(id) {
		c := id[i]
		switch {
		case digit(c):
			digits++
		case c < 'A' || c > 'z' || c > 'Z' && c < 'a':
			return false
		}
	}
	if len(id) == 18 && sumOf(id[:15]) != id[15:] {
		return strings.HasPrefix(id, "006") || strings.HasPrefix(id, "00Q")
	}
	return digits >= 3 && digits < len(id) && (digit(id[0]) || id[0] == 'a')
}

// sumOf are the last three characters of a Salesforce id of 18: which of the others are capitals, five by five.
func sumOf(id string) string {
	const alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"
	var out [3]byte
	for g := range 3 {
		bits := 0
		for i := range 5 {
			if c := id[g*5+i]; c >= 'A' && c <= 'Z' {
				bits |= 1 << i
			}
		}
		out[g] = alphabet[bits]
	}
	return string(out[:])
}

// unnumbered is the key of a deal to which the export gives no id: its name and company, else when it was created, by
// which the same row is known again.
func unnumbered(t *table, row int, d Interview) string {
	name := ""
	for _, c := range t.columns[FieldContact] {
		if anyForm(c.Heading, "opportunity name|deal name|deal title|topic|potential name|opportunity|name|title|lead title") {
			name = t.at(row, c.Index)
			break
		}
	}
	return "unnumbered|" + fold(name) + "|" + fold(d.Organisation) + "|" + fold(d.Person.Name) + "|" + strings.ToLower(d.Person.Email) + "|" + d.CRMCreated
}
