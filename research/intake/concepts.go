package intake

import (
	"strings"
)

// A heading that no list has means what its words mean together, whatever their order and language: a word for a
// conversation and one for a number are the interview's number. The words are those that readAs gives.

// classes are words that stand for the same thing in headings, in English as readAs writes them.
var classes = map[string]string{
	"id":         "id identifier number ref key nr no",
	"talk":       "interview conversation call meeting session debrief discussion survey",
	"person":     "interviewee contact person respondent participant participants buyer speaker guest interlocutor people who whom lead",
	"company":    "company account customer organisation prospect employer business work works",
	"deal":       "deal opportunity crm",
	"date":       "date on day time timestamp when",
	"done":       "held conducted submitted completed recorded done interviewed took place made filled",
	"led":        "led ran host conducted interviewed moderated by",
	"by":         "by",
	"name":       "name full",
	"first":      "first given",
	"last":       "last family sur",
	"role":       "role title position job function occupation do does",
	"mail":       "email mail",
	"phone":      "phone mobile cell",
	"outcome":    "outcome result decision",
	"won":        "won win winning w",
	"lost":       "loss lose l losing",
	"status":     "status stage phase",
	"value":      "value amount revenue worth volume acv arr tcv",
	"size":       "size",
	"sales":      "sales rep seller owner salesperson sdr bdr ae sold assigned responsible",
	"manager":    "manager executive",
	"rival":      "competitor rival",
	"vendor":     "vendor supplier provider",
	"chosen":     "chosen selected successful preferred picked",
	"sector":     "sector industry segment vertical",
	"place":      "country region territory",
	"lead":       "lead",
	"source":     "source",
	"reason":     "reason why cause",
	"close":      "close",
	"created":    "created opened",
	"document":   "document file resource transcript source note media",
	"label":      "name title",
	"quote":      "quote excerpt segment highlight verbatim passage fragment quotation",
	"text":       "text content copy literal words wording",
	"coded":      "coded",
	"code":       "code codes tag tags theme themes label labels category node factor",
	"author":     "author creator coder",
	"coder":      "coder",
	"polarity":   "polarity sentiment valence tone tonality valuation judgement",
	"positive":   "positive plus helped",
	"negative":   "negative minus hurt",
	"weight":     "weight importance strength",
	"clearance":  "quotable citable cleared clearance",
	"question":   "question",
	"answer":     "answer response reply",
	"number":     "number id identifier no nr key ref reference count",
	"url":        "url link",
	"about":      "about",
	"summary":    "summary summarised",
	"interviewr": "interviewer",
}

// neutral words take nothing away from what the others say.
const neutral = " external main primary current final overall client our your their you they we for of in do did does work where what which who the with at applied assigned combined new total is are up us me this that to from end ended "

// rule says what a heading means that has a word of each class it needs and none that it must not have.
type rule struct {
	field  Field
	needs  string // classes, by spaces; a|b is either
	not    string // classes that say that it is something else
	layout string // i: interviews and answers; c: codings; d: deals and leads
}

var rules = []rule{
	{FieldInterview, "id talk|person|answer", "deal company phone question mail", "i"},
	{FieldInterview, "document label|id", "url date author", "c"},
	{FieldInterview, "talk id|label", "url date author quote code", "c"},
	{FieldInterview, "id person", "author quote code", "c"},
	{FieldDate, "date talk|done|answer", "deal close created id person role led", "i"},
	{FieldInterviewer, "talk by", "date", "i"},
	{FieldInterviewer, "interviewr", "id mail date", "i"},
	{FieldName, "person", "id role mail phone company url date deal talk outcome lead sales source status", "id"},
	{FieldName, "person name", "id role mail phone company url date first last sales", "id"},
	{FieldFirstName, "first name", "talk sales date", "id"},
	{FieldLastName, "last name", "talk sales date", "id"},
	{FieldTitle, "role", "id talk deal document mail phone sales date company status outcome", "i"},
	{FieldTitle, "role person|company", "id talk deal mail phone sales date status", "i"},
	{FieldEmail, "mail", "sales date status", "id"},
	{FieldContact, "mail sales", "", "id"},
	{FieldPhone, "phone", "sales date", "i"},
	{FieldOrganisation, "company", "id size sector place role sales mail phone manager status value person url date why won outcome deal answer name", "id"},
	{FieldOrganisation, "company name|person|lead", "id size sector place role sales mail phone manager status value url date", "id"},
	{FieldOutcome, "outcome", "reason date source id by role close about summary person", "i"},
	{FieldOutcome, "won lost", "reason date person summary vendor", "id"},
	{FieldOutcome, "deal status", "reason date", "id"},
	{FieldDeal, "id deal", "url role", "id"},
	{FieldValue, "value", "date id sales", "id"},
	{FieldValue, "deal size", "", "id"},
	{FieldOwner, "sales", "mail reason status role id phone rival value date company created why talk outcome", "id"},
	{FieldOwner, "sales company|deal", "mail reason status role id phone rival value date created outcome", "id"},
	{FieldOwner, "company manager", "mail id", "id"},
	{FieldCompetitors, "rival", "reason value id date", "id"},
	{FieldCompetitors, "vendor chosen", "reason value id date", "id"},
	{FieldSegment, "sector", "id", "id"},
	{FieldSegment, "company size", "", "id"},
	{FieldRegion, "place", "id", "id"},
	{FieldSource, "lead source", "id", "id"},
	{FieldRecorded, "reason won|lost|close", "date", "d"},
	{FieldRecorded, "reason deal", "date", "i"},
	{FieldCRMCreated, "created date|deal", "sales by", "d"},
	{FieldCRMClosed, "close date|deal", "sales by reason status", "d"},
	{FieldVerbatim, "quote", "id url by author date name number question code manager", "c"},
	{FieldVerbatim, "quote|coded text", "id url by author date number", "c"},
	{FieldCode, "code", "by date id author text quote weight", "c"},
	{FieldCoder, "coder", "id", "c"},
	{FieldCoder, "coded by", "date", "c"},
	{FieldCoder, "quote|code author|by", "date", "c"},
	{FieldPolarity, "polarity", "", "c"},
	{FieldPolarity, "positive negative", "", "c"},
	{FieldWeight, "weight", "date", "c"},
	{FieldClearance, "clearance", "date", "c"},
	{FieldAbout, "about", "", "c"},
	{FieldQuestion, "question", "answer date", "ic"},
	{FieldAnswerText, "answer", "date id number by", "i"},
}

// isOf says whether a word is of a class.
func isOf(word, class string) bool { return strings.Contains(" "+classes[class]+" ", " "+word+" ") }

// letter is the layout as rules name it.
func (l Layout) letter() string {
	switch l {
	case PerInterview, PerAnswer:
		return "i"
	case Codings:
		return "c"
	case Deals, Leads:
		return "d"
	}
	return "?"
}

// composed finds what the words of a heading mean together: the surer, the more of them are understood.
func composed(heading string, layout Layout) map[Field]float64 {
	out := map[Field]float64{}
	for _, form := range wordByWord(heading) {
		words := strings.Fields(form)
		if len(words) == 0 || len(words) > 9 {
			continue
		}
		for _, r := range rules {
			if conf := r.reads(words, layout); conf > out[r.field] {
				out[r.field] = conf
			}
		}
	}
	return out
}

// reads is how sure a rule is of words, 0 where it does not hold.
func (r rule) reads(words []string, layout Layout) float64 {
	if !strings.Contains(r.layout, layout.letter()) || !r.field.fits(layout) {
		return 0
	}
	used := map[int]bool{}
	for _, need := range strings.Fields(r.needs) {
		found := false
		for i, w := range words {
			for class := range strings.SplitSeq(need, "|") {
				if isOf(w, class) && !used[i] {
					used[i], found = true, true
				}
			}
			if found {
				break
			}
		}
		if !found {
			return 0
		}
	}
	for i, w := range words {
		for _, class := range strings.Fields(r.not) {
			if isOf(w, class) && !used[i] {
				return 0
			}
		}
		for _, need := range strings.Fields(r.needs) {
			for class := range strings.SplitSeq(need, "|") {
				used[i] = used[i] || isOf(w, class)
			}
		}
	}
	known := 0
	for i, w := range words {
		if used[i] || strings.Contains(neutral, " "+w+" ") {
			known++
		}
	}
	return 0.5 + 0.32*float64(known)/float64(len(words)) + 0.01*float64(len(strings.Fields(r.needs)))
}
