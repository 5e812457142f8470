package intake

import (
	"strings"

	"openloop/research"
)

const (
	noCampaign   = "names no campaign"
	noNoteText   = "a note without a text"
	noRecord     = "says on which deal or lead it is neither by the CRM's id nor by a company"
	noMemberName = "names nobody: neither the CRM's id of a lead or deal nor a person or company"
)

// campaignRow takes a row of an export of campaigns.
func (b *builder) campaignRow(t *table, row int) {
	c := Campaign{Sheet: t.sheet.Name, Row: row + 1, ID: t.text(row, FieldDeal), Name: t.text(row, FieldCampaign), Channel: t.text(row, FieldSource),
		Began: b.date(t, row, FieldCRMCreated), Ended: b.date(t, row, FieldCRMClosed)}
	if c.Name == "" {
		b.refuse(t, row, columnOf(t, FieldCampaign), noCampaign)
		return
	}
	b.plan.Campaigns = append(b.plan.Campaigns, c)
}

// memberRow takes a row of an export of the members of campaigns.
func (b *builder) memberRow(t *table, row int) {
	m := Member{Sheet: t.sheet.Name, Row: row + 1, Campaign: t.text(row, FieldCampaign), Deal: t.text(row, FieldDeal), Organisation: t.text(row, FieldOrganisation),
		Status: t.text(row, FieldStatus)}
	m.Person, _ = person(t, row)
	switch {
	case m.Campaign == "":
		b.refuse(t, row, columnOf(t, FieldCampaign), noCampaign)
	case m.Deal == "" && m.Person.Name == "" && m.Person.Email == "" && m.Organisation == "":
		b.refuse(t, row, "", noMemberName)
	default:
		b.plan.Members = append(b.plan.Members, m)
	}
}

// noteRow takes a row of an export of notes, activities or posts.
func (b *builder) noteRow(t *table, row int) {
	n := HandNote{Sheet: t.sheet.Name, Row: row + 1, ID: t.text(row, FieldInterview), Deal: t.text(row, FieldDeal), Organisation: t.text(row, FieldOrganisation),
		Author: t.text(row, FieldOwner), Named: contactCells(t, row), Date: b.date(t, row, FieldDate), Text: plainText(notes(t, row))}
	switch {
	case n.Text == "":
		b.refuse(t, row, columnOf(t, FieldNote), noNoteText)
	case n.Deal == "" && n.Organisation == "":
		b.refuse(t, row, columnOf(t, FieldDeal), noRecord)
	default:
		b.plan.Notes = append(b.plan.Notes, n)
	}
}

// plainText takes the marks of HTML out of a text, as Chatter and HubSpot write their posts: "<p>Rang twice.</p>".
func plainText(s string) string {
	if !strings.Contains(s, "<") || !strings.Contains(s, ">") {
		return s
	}
	var out strings.Builder
	for s != "" {
		open := strings.IndexByte(s, '<')
		end := -1
		if open >= 0 {
			end = strings.IndexByte(s[open:], '>')
		}
		if open < 0 || end < 0 {
			break
		}
		out.WriteString(s[:open])
		tag := strings.ToLower(strings.Trim(s[open+1:open+end], "/ "))
		name, _, _ := strings.Cut(tag, " ")
		switch name {
		case "p", "br", "div", "li", "ul", "ol", "tr":
			if n := out.Len(); n > 0 && out.String()[n-1] != '\n' {
				out.WriteByte('\n')
			}
		case "b", "i", "u", "a", "span", "strong", "em", "img", "table", "td", "html", "body", "font":
		default:
			out.WriteString(s[open : open+end+1]) // no tag: "a < b > c"
		}
		s = s[open+end+1:]
	}
	out.WriteString(s)
	return strings.TrimSpace(strings.NewReplacer("&amp;", "&", "&lt;", "<", "&gt;", ">", "&nbsp;", " ", "&quot;", `"`, "&#39;", "'").Replace(out.String()))
}

// leadOutcomes are the states of leads in CRMs. One that became a deal has the deal's outcome, so it is none here.
var leadOutcomes = []meaning[research.Outcome]{
	{research.OutcomeUnknown, "closed converted|converted|qualified converted|opportunity|customer|open deal|open opportunity|konvertiert|converti", "closed converted|converted to opportunity"},
	{research.UnqualifiedLead, "closed not converted|not converted|unqualified|not qualified|junk|junk lead|disqualified|lost lead|lost|cannot contact|no longer interested|canceled|cancelled|bad timing|archived|rejected|dead|nicht qualifiziert|disqualifiziert|non qualifie|verloren|unsubscribed|recycled|invalid|spam",
		"not converted|unqualified|not qualified|disqualified|junk|rejected|nicht qualifiziert|non qualifie"},
	{research.QualifiedNoDeal, "qualified|pre qualified|sql|mql|sales qualified|sales qualified lead|marketing qualified lead|marketing qualified|salesqualifiedlead|marketingqualifiedlead|sales ready|hot|qualifiziert|qualifie", "pre qualified|sales qualified|marketing qualified"},
	{research.LeadFollowUp, "open not contacted|working contacted|new|open|in progress|attempted to contact|connected|contacted|contact in future|not contacted|working|nurturing|lead|subscriber|attempting|assigned|warm|cold|neu|offen|kontaktiert|in bearbeitung|nouveau|ouvert|contacte|en cours|follow up",
		"not contacted|contacted|working|attempted|in progress|nurturing|open"},
}

// leadOutcomeOf reads what became of a lead; ok is false where the words are not known.
func leadOutcomeOf(cell string) (research.Outcome, bool) { return mean(leadOutcomes, fold(cell)) }

// hiddenReason is what a stage or status says beside that the deal was lost: "to Competitor" of "Closed – Lost to
// Competitor", "Not Ready / No Decision" of "Closed - Lost Not Ready / No Decision".
func hiddenReason(cell string) string {
	rest := strings.TrimSpace(strings.Map(dash, cell))
	lost := false
	for {
		f := strings.ToLower(rest)
		cut := ""
		for _, w := range []string{"closed", "geschlossen", "fermée", "fermee", "lost", "verloren", "perdue", "perdu", "loss", "deal", "to ", "due to", "because of", "an ", "wegen", "for ", "on ", "reason", "-", ":", ",", "("} {
			if strings.HasPrefix(f, w) && (len(w) < 3 || w[len(w)-1] == ' ' || len(f) == len(w) || !isLetter(rune(f[len(w)]))) {
				cut = w
			}
		}
		if cut == "" {
			break
		}
		lost = lost || cut == "lost" || cut == "verloren" || strings.HasPrefix(cut, "perdu") || cut == "loss"
		rest = strings.TrimSpace(rest[len(cut):])
	}
	if !lost {
		return ""
	}
	return strings.Trim(rest, " )-:")
}

// reasonInStage adds the reason that is hidden in a stage or status to those recorded, where no column gives one.
func (b *builder) reasonInStage(t *table, row int, in *Interview) {
	if len(in.Reasons[research.Recorded]) > 0 || b.cb == nil {
		return
	}
	for _, f := range []Field{FieldOutcome, FieldFurthest} {
		text, _ := t.cell(row, f)
		if text == "" {
			continue
		}
		rest := b.crmState(text).lost
		if rest == "" {
			continue
		}
		refs, _, _ := b.codes(rest)
		if len(refs) == 0 {
			continue
		}
		if in.Reasons == nil {
			in.Reasons = map[research.ReasonKind][]string{}
		}
		in.Reasons[research.Recorded] = refs
		b.counts["reasons that stood in the stage, such as “Lost to competitor”: %d. They were taken as the reason recorded in the CRM; check them."]++
		return
	}
}

// contactCells are the cells of a row that may name somebody: a contact, a deal's name.
func contactCells(t *table, row int) []string {
	var out []string
	for _, f := range []Field{FieldContact, FieldName} {
		for _, c := range t.columns[f] {
			if text := t.at(row, c.Index); wordCount(text) > 1 && wordCount(text) < 6 {
				out = append(out, text)
			}
		}
	}
	return out
}
