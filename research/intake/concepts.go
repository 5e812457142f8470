package intake

import (
	"strings"
)

// A heading that no list has means what its words mean together, whatever their order and language: a word for a
// conversation and one for a number are the interview's number. The words are those that readAs gives.

// classes are words that stand for the same thing in headings, in English as readAs writes them.
var classes = map[string]string{
	"id":         "id identifier number ref nr no",
	"talk":       "interview conversation call meeting session debrief discussion survey",
	"person":     "interviewee contact person respondent participant participants buyer speaker guest interlocutor people who whom",
	"company":    "company account customer organisation prospect employer business work works",
	"deal":       "deal opportunity crm offer",
	"date":       "date on day time timestamp when",
	"done":       "end completion held conducted submitted completed recorded done interviewed took place made filled",
	"led":        "led ran host conducted interviewed moderated by",
	"by":         "by",
	"name":       "name full",
	"first":      "first given",
	"last":       "last family sur",
	"role":       "role title position job function occupation",
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
	"paper":      "document file transcript resource interview",
	"label":      "name title",
	"quote":      "statement quote excerpt segment highlight verbatim passage fragment quotation",
	"text":       "text content copy literal words wording",
	"coded":      "coded",
	"considered": "considered other",
	"permission": "permission consent",
	"code":       "category code codes tag tags theme themes label labels category node factor",
	"author":     "author creator coder researcher analyst",
	"coder":      "coder researcher",
	"polarity":   "polarity sentiment valence tone tonality valuation judgement",
	"positive":   "positive plus helped",
	"negative":   "negative minus hurt",
	"weight":     "weight importance strength",
	"clearance":  "quotable citable cleared clearance",
	"question":   "question",
	"answer":     "answer response reply",
	"number":     "number id identifier no nr ref reference count",
	"url":        "url link",
	"about":      "about",
	"summary":    "summary summarised",
	"interviewr": "interviewer host moderator facilitator",
}

// neutral words take nothing away from what the others say.
const neutral = " work whats actual please external main primary current final overall client our your their you they we for of in do did does work where what which who the with at applied assigned combined new total is are up us me this that to from ended "

// rule says what a heading means that has a word of each class it needs and none that it must not have.
type rule struct {
	field  Field
	needs  string // classes, by spaces; a|b is either
	not    string // classes that say that it is something else
	layout string // i: interviews and answers; c: codings; d: deals and leads
}

var rules = []rule{
	{FieldInterview, "id talk|person|answer", "deal company phone question mail", "i"},
	{FieldInterview, "id", "talk person answer deal company phone question mail url date name label role value sales code document number text quote coded", "i"},
	{FieldInterview, "code talk", "question mail url date quote text", "i"},
	{FieldInterview, "talk", "url date author by quote code text led", "c"},
	{FieldInterview, "document label|id", "url date author", "c"},
	{FieldInterview, "paper", "url date author by id quote text code coded", "c"},
	{FieldInterview, "talk id|label", "url date author quote code", "c"},
	{FieldInterview, "id person", "author quote code", "c"},
	{FieldDate, "date talk|done|answer", "deal close created id person role led", "i"},
	{FieldInterviewer, "talk by", "date", "i"},
	{FieldInterviewer, "interviewr", "id mail date", "i"},
	{FieldName, "person", "id role mail phone company url date deal talk outcome lead sales source status", "id"},
	{FieldName, "name", "company deal document role id first last talk sales quote code coded number url mail source date place sector outcome vendor rival person", "i"},
	{FieldName, "lead name", "id company source", "id"},
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
	{FieldOutcome, "status", "reason date lead id by deal code talk person", "i"},
	{FieldOutcome, "won lost", "reason date person summary vendor", "id"},
	{FieldOutcome, "deal status", "reason date", "id"},
	{FieldDeal, "id deal", "url role", "id"},
	{FieldValue, "value", "date id sales", "id"},
	{FieldValue, "deal size", "", "id"},
	{FieldOwner, "sales", "mail reason status role id phone rival value date company created why talk outcome", "id"},
	{FieldOwner, "sales name", "mail reason status role id phone company date", "id"},
	{FieldOwner, "sales company|deal", "mail reason status role id phone rival value date created outcome", "id"},
	{FieldOwner, "company manager", "mail id", "id"},
	{FieldCompetitors, "rival", "reason value id date", "id"},
	{FieldCompetitors, "vendor considered|chosen", "reason value id date", "id"},
	{FieldCompetitors, "chosen", "reason value id date person role name quote text by code", "i"},
	{FieldConsent, "permission", "id date by", "i"},
	{FieldSegment, "sector", "id", "id"},
	{FieldSegment, "company size", "", "id"},
	{FieldRegion, "place", "id", "id"},
	{FieldSource, "lead source", "id", "id"},
	{FieldRecorded, "reason won|lost|close", "date", "d"},
	{FieldRecorded, "reason deal", "date", "i"},
	{FieldCRMCreated, "created date|deal", "sales by", "d"},
	{FieldCRMClosed, "close date|deal", "sales by reason status", "d"},
	{FieldVerbatim, "quote", "id url by author date name number question code manager", "c"},
	{FieldVerbatim, "coded", "id url by author date number name code", "c"},
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
	return 0.4 + 0.42*float64(known)/float64(len(words)) + 0.01*float64(len(strings.Fields(r.needs)))
}

// leafOf is the last name of a path in a tree of codes: "Fit > Demonstration", "Codes\\Fit\\Demonstration".
func leafOf(code string) string {
	for _, mark := range []string{">", "\\", "::", "»", "→"} {
		if i := strings.LastIndex(code, mark); i >= 0 {
			code = code[i+len(mark):]
		}
	}
	return strings.TrimSpace(code)
}

// spoken says whether headings tell of conversations, which no export of a CRM does: when they were held, who held them,
// or what was told, in sentences.
func (h heading) spoken(seen []evidence) bool {
	for col, name := range h.names {
		means := composed(name, PerInterview)
		talk := means[FieldInterviewer] >= 0.8 || means[FieldDate] >= 0.8 && hasClass(name, "talk") && seen[col].share(kindDate) > 0.5
		if talk || anyForm(name, headingsTold) && seen[col].share(kindSentence) > 0.5 {
			return true
		}
	}
	return false
}

// headingsTold are headings of what an interviewee said.
const headingsTold = "what they told us|what they said|what the buyer told us|what they say|in their words|in their own words"

func hasClass(heading, class string) bool {
	for _, form := range wordByWord(heading) {
		for w := range strings.FieldsSeq(form) {
			if isOf(w, class) {
				return true
			}
		}
	}
	return false
}

// whoFields are what a question may ask of whoever answers, beside what they think.
var whoFields = []Field{FieldOrganisation, FieldEmail, FieldFirstName, FieldLastName, FieldName, FieldPhone, FieldTitle}

// asksWho judges a question as one for the person or company: "Which company do you work for?", answered in labels and
// not in sentences. Taken for an answer, it would put a name into a text.
func asksWho(col int, name string, e evidence, layout Layout) (candidate, bool) {
	if e.n == 0 || layout != PerInterview && layout != PerAnswer || e.words > 7 || e.share(kindSentence) > 0.3 || e.share(kindOutcome) > 0.5 {
		return candidate{}, false
	}
	means := composed(name, layout)
	for _, f := range whoFields {
		if factor, why := judge(f, e, layout); means[f] >= 0.66 && factor == 1 {
			return candidate{col: col, field: f, conf: 0.88, why: "The heading asks for it" + why + "."}, true
		}
	}
	return candidate{}, false
}

// fillGaps asks about columns that nothing was recognised in, where the sheet lacks what they may be: how it ended, and
// who was asked. What may name somebody goes to the vault meanwhile.
func (m *Mapping) fillGaps(seen []evidence) {
	if m.Layout != PerInterview && m.Layout != PerAnswer {
		return
	}
	outcome, who := m.has(FieldOutcome), m.has(FieldOrganisation, FieldName, FieldLastName, FieldEmail)
	for i := range m.Columns {
		c, e := &m.Columns[i], seen[i]
		switch {
		case c.Field != FieldIgnore || c.Confidence > 0.5 || e.n < 2 || c.Heading == "":
		case !outcome && e.closed() && e.distinct > 1 && (e.share(kindOutcome) >= 0.3 || hasClass(c.Heading, "outcome") && e.share(kindNumber) < 0.5):
			outcome = true
			c.set(candidate{field: FieldOutcome, conf: 0.5, why: "Nothing else says how it ended; this may."})
		case !who && e.share(kindProper) >= 0.8 && 2*e.distinct > e.n, e.share(kindProper) >= 0.8 && e.words >= 1.5 && e.words <= 3.5:
			c.set(candidate{field: FieldContact, conf: 0.5, why: "It may name people or companies, and goes to the vault until you say what it is."})
		}
	}
}

// addressed takes a column of e-mail addresses for what it is, whatever its heading: they never go into a text.
func addressed(col int, name string, e evidence, layout Layout) (candidate, bool) {
	if layout != PerInterview && layout != PerAnswer || e.share(kindEmail) < 0.6 {
		return candidate{}, false
	}
	if hasClass(name, "sales") || hasClass(name, "interviewr") || hasClass(name, "by") {
		return candidate{col: col, field: FieldContact, conf: 0.9, why: "The values are e-mail addresses, of somebody else than the interviewee."}, true
	}
	return candidate{col: col, field: FieldEmail, conf: 0.9, why: "The values are e-mail addresses."}, true
}

// asksWhom says whether a heading asks for somebody.
func asksWhom(heading string) bool {
	first, _, _ := strings.Cut(fold(heading), " ")
	for _, w := range choosing {
		if strings.Contains(" "+fold(heading)+" ", " "+w) {
			return false // whom they chose, not who was asked
		}
	}
	return strings.HasSuffix(strings.TrimSpace(heading), "?") && listed("who|whom|wer|wen|qui|quien|chi", first)
}

// turned is two words the other way round: "ID trattativa" reads as "id deal", and is the deal's id.
func turned(form string) string {
	if first, second, ok := strings.Cut(form, " "); ok && !strings.Contains(second, " ") {
		return second + " " + first
	}
	return form
}

// interviews says whether a sheet that might be codings has a row an interview: how each ended, who it was with, and no
// interview twice.
func (m Mapping) interviews(seen []evidence) bool {
	if !m.has(FieldOutcome) || !m.has(FieldName, FieldOrganisation) || !m.has(FieldDate) {
		return false
	}
	key, ok := m.Column(FieldInterview)
	if !ok {
		key, ok = m.Column(FieldName)
	}
	return ok && seen[key.Index].n > 1 && seen[key.Index].distinct == seen[key.Index].n
}
