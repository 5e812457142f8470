package intake

import (
	"crypto/sha256"
	"encoding/hex"
	"slices"
	"strings"

	"openloop/research"
)

// The reasons for leaving a cell out. They never quote it.
const (
	notOutcome  = "not one of the outcomes a study knows: won, lost, no decision, stalled, qualified but never an opportunity, unqualified lead, lead follow-up, churned; taken as unknown"
	notMethod   = "not one of the ways to hold an interview: telephone, face to face, facilitated meeting, observed sales call, shadowing, lead follow-up call; taken as unknown"
	notConsent  = "does not say whether quotes are allowed: free, reworded or none; taken as not asked"
	notDate     = "cannot be read as a date; left blank"
	notValue    = "cannot be read as an amount; left blank"
	notStage    = "not one of the study's buying stages; left blank"
	notCode     = "not a code of the codebook; left blank"
	nothingHere = "nothing in the columns that are read, apart from a number"
	sameTwice   = "the same interview (number, or person, company and date) stands in an earlier row; give it a number of its own if it is another one"
)

// interviewRow takes a row of a sheet with one row an interview.
func (b *builder) interviewRow(t *table, row int) {
	in := b.interview(t, row)
	for _, c := range t.asked {
		if text := t.answer(row, c); text != "" {
			a := b.answered(c.Question, c.Heading)
			in.Answers = append(in.Answers, Answer{Question: a.question, Ref: a.ref, Stage: a.stage, Text: text, Column: c.Index, Row: row + 1})
		}
	}
	if in.bare() {
		b.refuse(t, row, "", nothingHere)
		return
	}
	in.Key = in.key()
	clash := false
	for _, i := range b.find(in.Key) {
		switch x := &b.plan.Interviews[i]; {
		case x.Sheet == in.Sheet && x.joinedBy(in):
			x.Others = append(append(x.Others, in.Person), in.Others...)
			return
		case x.Sheet == in.Sheet:
			b.refuse(t, row, columnOf(t, FieldInterview), sameTwice)
			return
		case !x.differs(in):
			x.fill(in)
			return
		}
		clash = true
	}
	if clash {
		b.counts["interviews with the number of another one in another sheet: %d. The sheet's name was put before their number."]++
		in.Key = in.Sheet + "/" + in.Key
	}
	b.add(in)
}

// columnOf is the heading of a field's column, or "".
func columnOf(t *table, f Field) string {
	c, _ := t.mapping.Column(f)
	return c.Heading
}

// add keeps an interview and the ways to find it again: by its key, and by its person's name.
func (b *builder) add(in Interview) {
	i := len(b.plan.Interviews)
	b.plan.Interviews = append(b.plan.Interviews, in)
	forms := []string{sameKey(in.Key)}
	if _, bare, ok := strings.Cut(in.Key, "/"); ok && strings.HasPrefix(in.Key, in.Sheet+"/") {
		forms = append(forms, sameKey(bare))
	}
	if name := fold(in.Person.Name); name != "" {
		forms = append(forms, "person "+name)
	}
	if org := fold(in.Organisation); org != "" {
		forms = append(forms, "organisation "+org)
	}
	for _, f := range forms {
		if at := b.byKey[f]; len(at) == 0 || at[len(at)-1] != i {
			b.byKey[f] = append(at, i)
		}
	}
}

// find lists the interviews with a key.
func (b *builder) find(key string) []int { return b.byKey[sameKey(key)] }

// interview reads everything of a row but its answers.
func (b *builder) interview(t *table, row int) Interview {
	in := Interview{Sheet: t.sheet.Name, Row: row + 1, Key: t.text(row, FieldInterview),
		Organisation: t.text(row, FieldOrganisation), Owner: t.text(row, FieldOwner), Deal: t.text(row, FieldDeal),
		Segment: t.text(row, FieldSegment), Region: t.text(row, FieldRegion), Wave: t.text(row, FieldWave), Interviewer: t.text(row, FieldInterviewer),
		LeadSource: t.text(row, FieldSource)}
	in.Person, in.Others = person(t, row)
	in.RoleBand = roleOf(t, row, in.Person.Title)
	in.Outcome = value(b, t, row, FieldOutcome, t.outcomes(), notOutcome)
	in.Method = value(b, t, row, FieldMethod, methodOf, notMethod)
	in.Consent = value(b, t, row, FieldConsent, consentOf, notConsent)
	in.FurthestStage = value(b, t, row, FieldFurthest, b.stageOf, notStage)
	in.ValueBand = b.valueOf(t, row)
	in.Competitors = competitors(t, row)
	in.Reasons = b.reasons(t, row)
	in.Date, in.Began, in.Spoke = b.date(t, row, FieldDate), b.date(t, row, FieldBegan), b.date(t, row, FieldSpoke)
	in.Bought, in.CRMCreated, in.CRMClosed = b.date(t, row, FieldBought), b.date(t, row, FieldCRMCreated), b.date(t, row, FieldCRMClosed)
	in.Note = notes(t, row)
	return in
}

// value reads a cell of a closed column by its meaning.
func value[T any](b *builder, t *table, row int, f Field, parse func(string) (T, bool), reason string) T {
	text, c := t.cell(row, f)
	var none T
	if text == "" {
		return none
	}
	v, ok := parse(text)
	if !ok {
		b.refuseOnce(t, row, c.Heading, reason)
		return none
	}
	return v
}

// refuseOnce refuses a cell, once for each interview where a sheet repeats it on every answer.
func (b *builder) refuseOnce(t *table, row int, column, reason string) {
	if t.mapping.Layout == PerAnswer {
		key := refusedCell{t.sheet.Name, column, sameKey(t.text(row, FieldInterview)) + "\x00" + fold(t.text(row, FieldName))}
		if b.refusedCells[key] {
			return
		}
		b.refusedCells[key] = true
	}
	b.refuseCell(t, row, column, reason)
}

// date reads the date of a field.
func (b *builder) date(t *table, row int, f Field) string {
	text, c := t.cell(row, f)
	if text == "" {
		return ""
	}
	iso, month, ok := dateOf(t.sheet.Cell(row, c.Index), t.orders[c.Index])
	switch {
	case !ok:
		b.refuseOnce(t, row, c.Heading, notDate)
	case month:
		b.counts["dates that give a month without a day: %d. The first of the month was taken."]++
	}
	return iso
}

// valueOf reads the deal value as a band.
func (b *builder) valueOf(t *table, row int) string {
	text, c := t.cell(row, FieldValue)
	if text == "" {
		return ""
	}
	band, ok := valueBand(text, t.sheet.Cell(row, c.Index).Number, t.scale)
	if !ok {
		b.refuseOnce(t, row, c.Heading, notValue)
	}
	return band
}

// roleOf is the role as a coarse band: the column's own where it keeps to a short list, else told
// from the words of the role or job title. A title itself is never kept: it may identify.
func roleOf(t *table, row int, title string) string {
	role := t.text(row, FieldRole)
	if role == "" && title == "" {
		return ""
	}
	for _, b := range RoleBands() {
		if strings.EqualFold(role, b) {
			return b
		}
	}
	if role != "" && t.bands && wordCount(role) <= 4 && roleBand(role) == "" {
		return role
	}
	for _, s := range []string{role, title} {
		if band := roleBand(s); band != "" {
			return band
		}
	}
	return "Other"
}

// competitors lists the rivals of all columns that name some, each once.
func competitors(t *table, row int) []string {
	var out []string
	for _, c := range t.columns[FieldCompetitors] {
		for _, name := range splitList(t.at(row, c.Index), true) {
			if f := fold(name); isBlank(name) || f == "none" || f == "no" || f == "keine" || f == "aucun" || f == "unknown" || slices.ContainsFunc(out, func(o string) bool { return fold(o) == f }) {
				continue
			}
			out = append(out, name)
		}
	}
	return out
}

// notes joins the columns of notes.
func notes(t *table, row int) string {
	var parts []string
	for _, c := range t.columns[FieldNote] {
		if text := t.at(row, c.Index); text != "" {
			parts = append(parts, text)
		}
	}
	return strings.Join(parts, "\n\n")
}

// bare says whether a row tells nothing but a number.
func (in *Interview) bare() bool {
	return len(in.Answers) == 0 && in.Person.Name == "" && in.Person.Email == "" && in.Organisation == "" && in.Outcome == "" && in.Deal == "" && in.Date == "" && in.Note == "" && len(in.Reasons) == 0
}

// key is the source's own id; else person, organisation and date; else, for anonymous rows, a
// fingerprint of the answers, so that the same row is known again.
func (in *Interview) key() string {
	who := fold(in.Person.Name)
	if who == "" {
		who = strings.ToLower(in.Person.Email)
	}
	switch {
	case in.Key != "":
		return in.Key
	case who != "" || in.Organisation != "" && in.Date != "":
		return who + "|" + fold(in.Organisation) + "|" + in.Date
	}
	h := sha256.New()
	for _, a := range in.Answers {
		h.Write([]byte(a.Question + "\x00" + a.Text + "\x00"))
	}
	h.Write([]byte(in.Organisation + "\x00" + in.Deal + "\x00" + string(in.Outcome) + in.Date))
	return "text:" + hex.EncodeToString(h.Sum(nil)[:12])
}

// joinedBy says whether another row of the same interview only names a further participant.
func (in *Interview) joinedBy(o Interview) bool {
	return len(o.Answers) == 0 && o.Person.Name != "" && in.Person.Name != "" && fold(o.Person.Name) != fold(in.Person.Name)
}

// differs says whether two rows with one key are about different people.
func (in *Interview) differs(o Interview) bool {
	return in.Person.Name != "" && o.Person.Name != "" && fold(in.Person.Name) != fold(o.Person.Name) ||
		in.Organisation != "" && o.Organisation != "" && fold(in.Organisation) != fold(o.Organisation)
}

// fill takes over from another row of the same interview what this one lacks. It answers how many
// fields the other row tells differently.
func (in *Interview) fill(o Interview) (conflicts int) {
	for _, p := range in.texts(&o) {
		switch {
		case *p[0] == "":
			*p[0] = *p[1]
		case *p[1] != "" && fold(*p[0]) != fold(*p[1]):
			conflicts++
		}
	}
	if in.Outcome == "" {
		in.Outcome = o.Outcome
	}
	if in.Method == "" {
		in.Method = o.Method
	}
	if in.Consent == "" {
		in.Consent = o.Consent
	}
	if in.FurthestStage == 0 {
		in.FurthestStage = o.FurthestStage
	}
	if len(in.Competitors) == 0 {
		in.Competitors = o.Competitors
	}
	in.fillMaps(o)
	for _, a := range o.Answers {
		if !slices.ContainsFunc(in.Answers, func(x Answer) bool { return x.Question == a.Question && x.Text == a.Text }) {
			in.Answers = append(in.Answers, a)
		}
	}
	return conflicts
}

// fillMaps takes over reasons and contact data.
func (in *Interview) fillMaps(o Interview) {
	for k, v := range o.Reasons {
		if len(in.Reasons[k]) == 0 {
			if in.Reasons == nil {
				in.Reasons = map[research.ReasonKind][]string{}
			}
			in.Reasons[k] = v
		}
	}
	for k, v := range o.Person.Extra {
		if in.Person.Extra[k] == "" {
			if in.Person.Extra == nil {
				in.Person.Extra = map[string]string{}
			}
			in.Person.Extra[k] = v
		}
	}
}

// texts pairs the plain fields of two interviews.
func (in *Interview) texts(o *Interview) [][2]*string {
	p, q := &in.Person, &o.Person
	return [][2]*string{{&p.Name, &q.Name}, {&p.First, &q.First}, {&p.Last, &q.Last}, {&p.Title, &q.Title}, {&p.Email, &q.Email}, {&p.Phone, &q.Phone},
		{&in.Organisation, &o.Organisation}, {&in.Owner, &o.Owner}, {&in.Deal, &o.Deal}, {&in.RoleBand, &o.RoleBand}, {&in.Segment, &o.Segment}, {&in.Region, &o.Region},
		{&in.Date, &o.Date}, {&in.Wave, &o.Wave}, {&in.Interviewer, &o.Interviewer}, {&in.ValueBand, &o.ValueBand}, {&in.LeadSource, &o.LeadSource}, {&in.Campaign, &o.Campaign},
		{&in.Began, &o.Began}, {&in.Spoke, &o.Spoke}, {&in.Bought, &o.Bought}, {&in.CRMCreated, &o.CRMCreated}, {&in.CRMClosed, &o.CRMClosed}, {&in.Note, &o.Note}}
}
