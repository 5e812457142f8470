package intake

import (
	"slices"
	"strings"

	"openloop/research"
)

const (
	noVerbatim       = "no verbatim: the words that were coded are missing"
	noCode           = "no code"
	unknownInterview = "no interview of that number or name is in the file"
	severalSuch      = "several interviews of the file have that number or name; give each a number of its own"
	unknownQuestion  = "the question is neither in the guide nor among the headings"
	notAnswered      = "the interview has no answer to that question"
	notPolarity      = "does not say whether it helped or hurt: +, 0 or −; taken as neutral"
	notWeight        = "not mentioned, contributed or decided; taken as mentioned"
	notAbout         = "does not say about whom: us, rival or buyer; taken as us"
	notClearance     = "does not say whether the quote is cleared; taken as not cleared"
	noWording        = "cleared in other words, but without those words; taken as not cleared"
	noConsent        = "cleared, but the interviewee allows no quotes; taken as not cleared"
)

// codingRow takes a row of a sheet of codings: one coding for each code it names.
func (b *builder) codingRow(t *table, row int) {
	c := Coding{Sheet: t.sheet.Name, Row: row + 1, Verbatim: t.text(row, FieldVerbatim), Coder: t.text(row, FieldCoder)}
	if c.Verbatim == "" {
		b.refuse(t, row, columnOf(t, FieldVerbatim), noVerbatim)
		return
	}
	in, ok := b.codedInterview(t, row, &c)
	if !ok || !b.codedQuestion(t, row, in, &c) {
		return
	}
	refs, ok := b.codedWith(t, row)
	if !ok {
		return
	}
	b.attributes(t, row, &c)
	b.clear(t, row, in, &c)
	for _, ref := range refs {
		c.Code = ref
		b.plan.Codings = append(b.plan.Codings, c)
	}
}

// codedInterview finds the interview of a coding. A file of codings alone cannot know them.
func (b *builder) codedInterview(t *table, row int, c *Coding) (*Interview, bool) {
	id := documentName(t.text(row, FieldInterview))
	column := columnOf(t, FieldInterview)
	if id == "" {
		b.refuse(t, row, column, noInterview)
		return nil, false
	}
	c.Interview = id
	if len(b.plan.Interviews) == 0 {
		return nil, true
	}
	at := b.find(id)
	for _, form := range []string{"person " + fold(id), "organisation " + fold(id)} {
		if len(at) == 0 {
			at = b.byKey[form]
		}
	}
	switch len(at) {
	case 0:
		b.refuse(t, row, column, unknownInterview)
	case 1:
		in := &b.plan.Interviews[at[0]]
		c.Interview = in.Key
		return in, true
	default:
		b.refuse(t, row, column, severalSuch)
	}
	return nil, false
}

// documentName is the name of a document without the folders that programs for coding put before it, and without what
// kind of file it was.
func documentName(s string) string {
	s = strings.TrimSpace(s[strings.LastIndex(s, `\`)+1:])
	for _, kind := range []string{".docx", ".doc", ".rtf", ".odt", ".txt", ".pdf", ".vtt", ".srt", ".md"} {
		if n := len(s) - len(kind); n > 0 && strings.EqualFold(s[n:], kind) {
			return s[:n]
		}
	}
	return s
}

// codedQuestion finds the question a coding belongs to; a row may leave it open.
func (b *builder) codedQuestion(t *table, row int, in *Interview, c *Coding) bool {
	text := t.text(row, FieldQuestion)
	if text == "" {
		return true
	}
	a := b.answered("", text)
	if c.Question = a.ref; a.ref == "" {
		c.Question = a.question
	}
	if in == nil {
		return true
	}
	if a.ref == "" && !slices.ContainsFunc(in.Answers, func(x Answer) bool { return fold(x.Question) == fold(text) }) {
		b.refuse(t, row, columnOf(t, FieldQuestion), b.whyNoQuestion(text))
		return false
	}
	if a.ref != "" && !slices.ContainsFunc(in.Answers, func(x Answer) bool { return x.Ref == a.ref }) {
		b.refuse(t, row, columnOf(t, FieldQuestion), notAnswered)
		return false
	}
	return true
}

// whyNoQuestion tells a question nobody asked from one this interview left out.
func (b *builder) whyNoQuestion(text string) string {
	f := fold(text)
	for _, in := range b.plan.Interviews {
		if slices.ContainsFunc(in.Answers, func(x Answer) bool { return fold(x.Question) == f }) {
			return notAnswered
		}
	}
	return unknownQuestion
}

// codedWith reads the codes of a row.
func (b *builder) codedWith(t *table, row int) ([]string, bool) {
	text, column := t.cell(row, FieldCode)
	if text == "" {
		b.refuse(t, row, columnOf(t, FieldCode), noCode)
		return nil, false
	}
	refs, unknown, words := b.codes(text)
	switch {
	case len(refs) == 0:
		b.refuse(t, row, column.Heading, strings.TrimSuffix(notCode, "; left blank"))
		return nil, false
	case unknown > 0:
		b.refuseCell(t, row, column.Heading, notCode)
	}
	if words {
		b.counts["codings that name their code by a word such as “price”: %d. They were matched by its meaning; check them."]++
	}
	return refs, true
}

// attributes reads about whom, helped or hurt, and how much it mattered.
func (b *builder) attributes(t *table, row int, c *Coding) {
	c.About, c.Weight = research.AboutUs, research.Mentioned
	if text := t.text(row, FieldAbout); text != "" {
		if a, ok := b.about(text); ok {
			c.About = a
		} else {
			b.refuseCell(t, row, columnOf(t, FieldAbout), notAbout)
		}
	}
	if p, ok := polarityOf(t.raw(row, FieldPolarity)); ok {
		c.Polarity = p
	} else {
		b.refuseCell(t, row, columnOf(t, FieldPolarity), notPolarity)
	}
	if text := t.text(row, FieldWeight); text != "" {
		if w, ok := weightOf(text); ok {
			c.Weight = w
		} else {
			b.refuseCell(t, row, columnOf(t, FieldWeight), notWeight)
		}
	}
}

// about reads whom a coding speaks of; the name of a competitor of the file is a rival's.
func (b *builder) about(text string) (research.About, bool) {
	if a, ok := aboutOf(text); ok {
		return a, true
	}
	if b.rivals == nil {
		b.rivals = map[string]bool{}
		for _, in := range b.plan.Interviews {
			for _, name := range in.Competitors {
				b.rivals[fold(name)] = true
			}
		}
	}
	return research.AboutRival, b.rivals[fold(text)]
}

// clear reads the clearance of a quote. It never goes beyond what the interviewee allows.
func (b *builder) clear(t *table, row int, in *Interview, c *Coding) {
	text := t.text(row, FieldClearance)
	c.Reworded = t.text(row, FieldReworded)
	x, ok := clearance{clear: c.Reworded != ""}, true
	if text != "" {
		x, ok = clearanceOf(text)
	}
	column := columnOf(t, FieldClearance)
	switch {
	case !ok && c.Reworded == "" && strings.Contains(fold(text), "reword"):
		b.refuseCell(t, row, column, noWording)
	case !ok:
		b.refuseCell(t, row, column, notClearance)
	case x.reworded != "":
		c.Clear, c.Reworded = true, x.reworded
	case x.agreed && c.Reworded == "":
		c.Clear, c.Reworded = true, c.Verbatim
	default:
		c.Clear = x.clear
	}
	if c.Clear && in != nil {
		b.within(t, row, in, c)
	}
	if !c.Clear {
		c.Reworded = ""
	}
}

// within takes a clearance back that the interviewee's consent does not cover.
func (b *builder) within(t *table, row int, in *Interview, c *Coding) {
	switch in.Consent {
	case research.ConsentNone:
		c.Clear = false
		b.refuseCell(t, row, columnOf(t, FieldClearance), noConsent)
	case research.ConsentUnasked:
		c.Clear = false
		b.counts["quotes marked as cleared although nothing says that their interviewees allow quotes: %d. They were taken as not cleared."]++
	}
}
