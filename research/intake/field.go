// Package intake turns what teams bring — interview sheets, survey exports, sheets of codings — into
// a Plan: everything the source says, in the study's own terms, with what could not be taken listed
// row by row.
//
// The steps, in order: Guess finds the header row of each sheet and says which column means what, how
// sure it is and why; a person or a saved Mapping corrects it; Build reads the rows by it. A Plan
// holds identities as the source gave them, lives in memory only, and nothing of it is logged:
// Refusals, warnings and saved mappings quote no cell.
package intake

// Field is what a column means.
type Field string

// The fields of an interview. FieldAnswer and FieldClosed may stand for any number of columns, one a question;
// FieldQuestion and FieldAnswerText belong together, in sheets with one answer a row.
const (
	FieldInterview    Field = "interview" // the source's own id
	FieldDate         Field = "date"
	FieldWave         Field = "wave"
	FieldInterviewer  Field = "interviewer"
	FieldMethod       Field = "method"
	FieldName         Field = "name"
	FieldFirstName    Field = "first_name"
	FieldLastName     Field = "last_name"
	FieldTitle        Field = "title"
	FieldRole         Field = "role"
	FieldEmail        Field = "email"
	FieldPhone        Field = "phone"
	FieldOrganisation Field = "organisation"
	FieldSegment      Field = "segment"
	FieldRegion       Field = "region"
	FieldOutcome      Field = "outcome"
	FieldDeal         Field = "deal"
	FieldValue        Field = "value"
	FieldOwner        Field = "owner"
	FieldCompetitors  Field = "competitors"
	FieldFurthest     Field = "furthest_stage"
	FieldSource       Field = "lead_source"
	FieldBelieved     Field = "believed"
	FieldRecorded     Field = "recorded"
	FieldTold         Field = "told"
	FieldDecided      Field = "decided"
	FieldAlso         Field = "also"
	FieldConsent      Field = "consent"
	FieldBegan        Field = "began"
	FieldSpoke        Field = "first_spoke"
	FieldBought       Field = "bought"
	FieldCRMCreated   Field = "crm_created"
	FieldCRMClosed    Field = "crm_closed"
	FieldNote         Field = "note"
	FieldAnswer       Field = "answer"
	FieldClosed       Field = "closed" // an answer that is a choice or a number
	FieldQuestion     Field = "question"
	FieldAnswerText   Field = "answer_text"
	FieldContact      Field = "contact" // anything else that identifies: to the vault
	FieldIgnore       Field = "ignore"
)

// The fields of a sheet of codings, beside FieldInterview and FieldQuestion.
const (
	FieldVerbatim  Field = "verbatim"
	FieldCode      Field = "code"
	FieldCoder     Field = "coder"
	FieldAbout     Field = "about"
	FieldPolarity  Field = "polarity"
	FieldWeight    Field = "weight"
	FieldClearance Field = "clearance"
	FieldReworded  Field = "reworded" // the wording to print instead
)

// The fields of CRM exports, beside those of an interview.
const (
	FieldCampaign  Field = "campaign"
	FieldStatus    Field = "status"    // of somebody in a campaign, or of the campaign
	FieldConverted Field = "converted" // of a lead: the deal that it became
)

// Layout is how a sheet is organised.
type Layout string

// The layouts.
const (
	PerInterview  Layout = "per_interview" // one row an interview, one column a question
	PerAnswer     Layout = "per_answer"    // one row an answer
	Codings       Layout = "codings"       // one row a coding
	Deals         Layout = "deals"         // a CRM export: one row a deal, nobody interviewed
	Leads         Layout = "leads"         // a CRM export: one row a lead
	Campaigns     Layout = "campaigns"     // a CRM export: one row a campaign
	Members       Layout = "members"       // a CRM export: one row a person in a campaign
	Notes         Layout = "notes"         // a CRM export: one row a note, activity or post on a deal or lead
	UnknownLayout Layout = "unknown"
)

// labels are the fields as screens list them, in the order of an interview sheet.
var labels = []struct {
	field Field
	label string
}{
	{FieldInterview, "Interview number"}, {FieldDate, "Interview date"}, {FieldWave, "Wave"}, {FieldInterviewer, "Interviewer"}, {FieldMethod, "Method"},
	{FieldName, "Interviewee's name"}, {FieldFirstName, "First name"}, {FieldLastName, "Last name"}, {FieldTitle, "Job title"}, {FieldRole, "Role"}, {FieldEmail, "E-mail"}, {FieldPhone, "Phone"},
	{FieldOrganisation, "Company"}, {FieldSegment, "Industry or segment"}, {FieldRegion, "Region"},
	{FieldOutcome, "Outcome"}, {FieldDeal, "Deal number"}, {FieldValue, "Deal value"}, {FieldOwner, "Salesperson"}, {FieldCompetitors, "Competitors"}, {FieldFurthest, "Furthest stage"}, {FieldSource, "Lead source"}, {FieldCampaign, "Campaign"}, {FieldStatus, "Status in the campaign"}, {FieldConverted, "Deal that the lead became"},
	{FieldBelieved, "Reason believed"}, {FieldRecorded, "Reason recorded in the CRM"}, {FieldTold, "Reason told"}, {FieldDecided, "Reason that decided it"}, {FieldAlso, "Contributing reasons"},
	{FieldConsent, "Consent to quote"}, {FieldBegan, "Began looking"}, {FieldSpoke, "First spoke to the seller"}, {FieldBought, "Decided on"}, {FieldCRMCreated, "Created in the CRM"}, {FieldCRMClosed, "Closed in the CRM"},
	{FieldNote, "Note"}, {FieldAnswer, "Answer to this question"}, {FieldClosed, "Choice or rating"}, {FieldQuestion, "Question"}, {FieldAnswerText, "Answer"},
	{FieldVerbatim, "Verbatim"}, {FieldCode, "Code"}, {FieldCoder, "Coder"}, {FieldAbout, "About whom"}, {FieldPolarity, "Helped or hurt"}, {FieldWeight, "Weight"}, {FieldClearance, "Cleared to quote"}, {FieldReworded, "Wording to print"},
	{FieldContact, "Other contact data (vault only)"}, {FieldIgnore, "Leave out"},
}

// Fields lists every field in the order in which screens offer them.
func Fields() []Field {
	out := make([]Field, len(labels))
	for i, l := range labels {
		out[i] = l.field
	}
	return out
}

// Label is the field in plain words.
func (f Field) Label() string {
	for _, l := range labels {
		if l.field == f {
			return l.label
		}
	}
	return string(f)
}

// Valid says whether f is one of Fields.
func (f Field) Valid() bool { return f.Label() != string(f) }

// Many says whether several columns of a sheet may mean f.
func (f Field) Many() bool {
	switch f {
	case FieldAnswer, FieldClosed, FieldContact, FieldIgnore, FieldAlso, FieldCompetitors, FieldNote, FieldRecorded:
		return true
	}
	return false
}

// identifies says whether cells of f name a person or company, so that a second such column goes to
// the vault rather than nowhere.
func (f Field) identifies() bool {
	switch f {
	case FieldName, FieldFirstName, FieldLastName, FieldEmail, FieldPhone, FieldOrganisation, FieldOwner, FieldContact, FieldTitle:
		return true
	}
	return false
}

// fits says whether a field belongs to sheets of a layout.
func (f Field) fits(l Layout) bool {
	switch f {
	case FieldIgnore, FieldInterview:
		return true
	case FieldQuestion:
		return l == PerAnswer || l == Codings
	case FieldAnswerText:
		return l == PerAnswer
	case FieldVerbatim, FieldCode, FieldCoder, FieldAbout, FieldPolarity, FieldWeight, FieldClearance, FieldReworded:
		return l == Codings
	case FieldAnswer, FieldClosed:
		return l == PerInterview
	case FieldCampaign:
		return l.ofCRM()
	case FieldStatus:
		return l == Members || l == Campaigns
	case FieldConverted:
		return l == Leads
	case FieldDate:
		return l != Codings && (!l.ofCRM() || l == Notes)
	}
	return l != Codings
}
