package intake

import "strings"

// crmHeadings are the headings of CRM exports whose meaning depends on what the rows are: "Name" is a deal's in one
// and a person's in another. Folded, as headings are; a field of "" means that the column is looked at like any other.
var crmHeadings = map[Layout]map[Field]string{
	Deals: {
		FieldDeal:       "id|opportunity id|opportunityid|record id|deal id|potential id|potentialid|do not modify opportunity|hs object id|deal record id|opportunity record id|opportunity id 18|opportunity 18 digit id|case safe id",
		FieldContact:    "name|opportunity name|deal name|deal title|title|topic|potential name|opportunity|account id|contact id|owner id|associated contact ids|associated company ids|organization id|person id|description|accountid|ownerid|contactid|account name id|label",
		FieldCampaign:   "primary campaign source|campaign|campaign source|campaign name|campaign id|campaignid|primary campaign|source campaign",
		FieldCRMCreated: "created date|create date|created on|created time|deal created|created|add time|createddate|opportunity created date",
		FieldCRMClosed:  "close date|closing date|est close date|actual close date|deal closed on|closedate|expected close date|closed date|won lost time",
		FieldRecorded:   "loss reason|lost reason|closed lost reason|closed lost reason c|reason lost|reason for loss|loss reason detail|lost reason c|closed won reason",
		FieldValue:      "amount|deal value|est revenue|estimated revenue|actual revenue|value|deal amount|total contract value|acv",
		FieldIgnore:     "type|next step|age|days in stage|last activity|priority|forecast type|quantity|has opportunity line item|lead conversion time|sales cycle duration|expected revenue|weighted value|currency|status reason date|update time|last stage change|total activities|done activities|activities to do|email messages count|reason for closing",
	},
	Leads: {
		FieldDeal:       "lead id|leadid|id|record id|lead record id|do not modify lead|lead|contact id",
		FieldOutcome:    "lead status|status|lead stage|lead lifecycle stage|status reason|leadstatus|stage|lifecycle stage",
		FieldName:       "name|lead name|full name|contact name|contact person|person name",
		FieldContact:    "topic|title of lead|lead title|description|associated company ids|associated contact ids|owner id|ownerid|website|rating",
		FieldOwner:      "lead owner|owner|contact owner|assigned to|assigned user|leadbesitzer",
		FieldSource:     "lead source|source|original source|original traffic source|leadsource|source channel|source origin|lead source detail",
		FieldCampaign:   "campaign|campaign name|campaign id|most recent campaign|primary campaign|source campaign|last campaign",
		FieldCRMCreated: "created date|create date|created on|created time|created|lead created|add time|createddate",
		FieldCRMClosed:  "converted date|conversion date|closed|archive time|converteddate",
		FieldConverted:  "converted opportunity id|convertedopportunityid|converted opportunity|associated deal ids|associated deal id|qualifying opportunity|converted deal|potential id|converted deal id",
		FieldTitle:      "title|job title|position|designation",
		FieldIgnore:     "lead score|score|rating|is converted|isconverted|converted|unread by owner|number of employees|annual revenue|last activity|last modified date|lead label|labels|next activity date|email opt out|update time|do not call",
	},
	Campaigns: {
		FieldDeal:       "campaign id|id|record id|do not modify campaign|campaignid",
		FieldCampaign:   "campaign name|name|campaign",
		FieldSource:     "campaign type|type|channel|campaign channel|marketing channel|utm medium",
		FieldStatus:     "status|campaign status|status reason",
		FieldCRMCreated: "start date|proposed start|actual start|startdate|campaign start date|begin date|starts",
		FieldCRMClosed:  "end date|proposed end|actual end|enddate|campaign end date|ends",
		FieldOwner:      "campaign owner|owner|campaign manager|created by",
		FieldIgnore:     "budgeted cost|actual cost|expected revenue|expected response|num sent|numbers sent|is active|active|parent campaign|campaign code|description|total leads|total contacts|total responses|number of leads|num sent in campaign|budget allocated|total cost of campaign",
	},
	Members: {
		FieldCampaign:   "campaign name|campaign|campaign id|campaignid|list name|do not modify campaign",
		FieldDeal:       "lead id|leadid|contact id|contactid|lead or contact id|lead contact id|related record id|record id|lead or contact|opportunity id|deal id|member id of lead",
		FieldStatus:     "status|member status|campaign member status|response status|response",
		FieldCRMCreated: "first responded date|member first associated date|created date|responded on|response date|added on|date added|member since",
		FieldContact:    "campaign member id|id|mobile|city|street|country|account id",
		FieldIgnore:     "responded|has responded|member type|type|last modified date|related record type|hasresponded",
	},
	Notes: {
		FieldInterview:    "note id|activity id|id|feed item id|feeditem id|task id|record id|comment id|entry id",
		FieldDeal:         "parent id|parentid|related to id|related record id|what id|whatid|opportunity id|deal id|regarding id|lead id|linked entity id|associated deal ids|associated deal id|related id|deal|opportunity|parent record id|potential id|regarding opportunity id",
		FieldNote:         "body|note body|comment body|note content|content|comments|full comments|note|notes|text|feed post|feed post body|post body|post|message|activity note|activity notes|details|description|note text|full description|comment|note description|call notes|meeting notes|feed comment body|chatter post",
		FieldDate:         "created date|date|activity date|created time|due date|created on|created|timestamp|add time|posted on|createddate|last modified date|completed date|start date|activity date time|post date",
		FieldOwner:        "created by|author|assigned|assigned to|owner|user|commenter|created by name|note owner|posted by|created by full name|assigned to full name|assigned to user|activity assigned to|createdby name|modified by|creator",
		FieldOrganisation: "company account|account|account name|organization|company|organisation|associated company|deal organization|parent account|customer|potential customer",
		FieldContact:      "related to|subject|title|note title|contact|contact name|name|who id|whoid|parent name|opportunity name|deal title|deal name|regarding|lead name|contact person|person|associated contact|lead|potential name|created by id|createdbyid|owner id",
		FieldIgnore:       "activity type|type|task|is private|priority|status|visibility|feed item type|like count|comment count|done|duration|call type|call result|task type|closed|is deleted|parent type|record type|pinned to deal flag|event|mark as done time",
	},
}

// crmSigns tell CRM exports apart by their headings: two of a line's words, one of them before the bar. Deals have no
// line, since they show by their columns.
var crmSigns = []struct {
	layout       Layout
	strong, also string
}{
	{Notes, "body|note body|comment body|note content|full comments|feed post|feed post body|post body|activity note|activity notes|note text|call notes|meeting notes|chatter post|feed comment body|comments|content|description|note|details|message|full description",
		"parent id|parentid|related to id|related record id|related to|what id|whatid|opportunity id|deal id|deal title|regarding|regarding id|lead id|associated deal|associated deal ids|linked entity id|parent name|deal|opportunity|opportunity name|potential id|company account|parent record id"},
	{Members, "campaign member status|member status|campaign member id|lead or contact id|member type|member first associated date|has responded|first responded date|lead first name|lead last name|responded", "campaign name|campaign|campaign id|campaignid|list name"},
	{Campaigns, "campaign name|campaign|do not modify campaign|campaign id", "campaign type|budgeted cost|actual cost|num sent|campaign owner|parent campaign|budget allocated|campaign status|numbers sent|expected response|total responses|campaign code|start date|proposed start|type"},
	{Leads, "lead status|leadstatus|lead id|leadid|lead owner|is converted|converted|isconverted|converted opportunity id|convertedopportunityid|lead name|do not modify lead|lifecycle stage|lead title|lead record id|lead contact person|converted date",
		"company|first name|last name|lead source|email|name|lead owner|lead created|created date|leadsource|lead status|company account|contact person|organization|full name|company name|create date|created on|created time|source"},
}

// notOfCRM are headings of sheets of interviews: what has one is no export of a CRM.
const notOfCRM = "interviewer|interviewed by|interview date|interview id|consent|may we quote|interviewee|root cause|what decided it|reason told|gesprachspartner|interviewpartner|intervieweur|may we quote you|buyer interview"

// ofDeals are headings that only exports of deals have.
const ofDeals = "stage|stage name|amount|deal stage|deal value|close date|closing date|opportunity stage|est revenue|closedate|sales stage|pipeline"

// crmLayout tells which kind of CRM export a sheet is by its headings, or answers UnknownLayout.
func crmLayout(h heading, seen []evidence) Layout {
	has := func(list string) int {
		n := 0
		for col, name := range h.names {
			if name != "" && seen[col].n >= 0 && anyForm(name, list) {
				n++
			}
		}
		return n
	}
	if h.survey || has(notOfCRM) > 0 {
		return UnknownLayout
	}
	for _, s := range crmSigns {
		strong, also := has(s.strong), has(s.also)
		if strong == 0 || also == 0 || strong+also < 2 {
			continue
		}
		switch s.layout {
		case Notes:
			if has(ofDeals) > 0 || !h.longTexts(seen) || has("lead status|first name|last name|question|frage|answer|code|codes|quote|verbatim|direct quote") > 0 {
				continue
			}
		case Campaigns:
			if has(ofDeals+"|first name|last name|company|lead status|email|lead id|contact id") > 0 {
				continue
			}
		case Leads:
			if has(ofDeals+"|deal name|opportunity name") > 0 {
				continue
			}
		}
		return s.layout
	}
	return UnknownLayout
}

// anyForm says whether a heading is one of a list, in any of its forms.
func anyForm(name, list string) bool {
	for _, f := range headingForms(name) {
		if strings.Contains("|"+list+"|", "|"+f+"|") {
			return true
		}
	}
	for _, f := range wordByWord(name) {
		if strings.Contains("|"+list+"|", "|"+f+"|") || strings.Contains("|"+list+"|", "|"+turned(f)+"|") {
			return true
		}
	}
	return false
}

// longTexts says whether a column holds texts: a note has some words.
func (h heading) longTexts(seen []evidence) bool {
	for col := range h.names {
		if e := seen[col]; e.n > 0 && e.words >= 4 && e.longest > 25 && anyForm(h.names[col], crmHeadings[Notes][FieldNote]) {
			return true
		}
	}
	return false
}

// crmCandidate is what a heading surely means in an export of a kind.
func crmCandidate(col int, name string, e evidence, layout Layout) (candidate, bool) {
	table, ok := crmHeadings[layout]
	if !ok {
		return candidate{}, false
	}
	forms := headingForms(name)
	for _, form := range wordByWord(name) {
		forms = append(forms, form, turned(form))
	}
	for i, form := range forms {
		for _, f := range Fields() {
			if !strings.Contains("|"+table[f]+"|", "|"+form+"|") || table[f] == "" {
				continue
			}
			if strings.HasPrefix(form, "do not modify") && e.share(kindGUID) < 0.5 {
				continue
			}
			factor, why := judge(f, e, layout)
			if layout == Leads && f == FieldOutcome && e.n > 0 {
				factor, why = 1, ""
			}
			conf := 0.985 - 0.01*float64(min(i, 4)) - 0.0005*float64(strings.Index("|"+table[f]+"|", "|"+form+"|"))
			return candidate{col: col, field: f, conf: max(0.5, conf*factor), why: "The heading says so, in an export of " + layout.rows() + why + "."}, factor >= 0.6
		}
	}
	return candidate{}, false
}

// rows is what the rows of a layout are, in the plural.
func (l Layout) rows() string {
	switch l {
	case PerInterview:
		return "interviews"
	case PerAnswer:
		return "answers"
	case Codings:
		return "codings"
	case Deals:
		return "deals"
	case Leads:
		return "leads"
	case Campaigns:
		return "campaigns"
	case Members:
		return "members of campaigns"
	case Notes:
		return "notes"
	}
	return "something else"
}

// ofCRM says whether a layout is that of an export of a CRM.
func (l Layout) ofCRM() bool { _, ok := crmHeadings[l]; return ok }
