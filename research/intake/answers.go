package intake

const (
	noInterview = "names no interview: neither a number nor a person or company"
	noQuestion  = "an answer without its question"
)

// answered is a question as the guide or the sheet has it.
type answered struct {
	question, ref string
	stage         int
}

// answered finds the question behind a mapping's reference or a cell. A heading that is no question of
// the guide stands for itself.
func (b *builder) answered(ref, heading string) answered {
	key := ref + "\x00" + heading
	if a, ok := b.questions[key]; ok {
		return a
	}
	a := answered{question: heading}
	for _, s := range []string{ref, heading} {
		if q, _, ok := b.guide.match(s); ok && s != "" {
			a = answered{question: q.Text, ref: q.Ref, stage: q.Stage}
			break
		}
	}
	if a.ref == "" && ref != "" && ref != heading {
		a.question = ref
	}
	b.questions[key] = a
	return a
}

// answerRow takes a row of a sheet with one row an answer. Rows that leave the interview blank belong
// to the row above.
func (b *builder) answerRow(t *table, row int) {
	text := t.text(row, FieldAnswerText)
	at := b.answersInterview(t, row, text != "")
	if at < 0 || text == "" {
		return
	}
	question := t.text(row, FieldQuestion)
	if question == "" {
		b.refuse(t, row, columnOf(t, FieldQuestion), noQuestion)
		return
	}
	a := b.answered("", question)
	col, _ := t.mapping.Column(FieldAnswerText)
	to := &b.plan.Interviews[at]
	to.Answers = append(to.Answers, Answer{Question: a.question, Ref: a.ref, Stage: a.stage, Text: text, Column: col.Index, Row: row + 1})
}

// answersInterview is the interview of a row. Most rows tell of it what the row above has told: where that went without
// a word, they are not read again.
func (b *builder) answersInterview(t *table, row int, answer bool) int {
	if b.told == row-1 && b.lastIn(t) >= 0 && t.repeats(row) {
		b.told = row
		return b.last
	}
	said := b.said()
	in := b.interview(t, row)
	at := b.rowInterview(t, row, &in, answer)
	if b.told = -1; at >= 0 && b.said() == said {
		b.told = row
	}
	return at
}

// said is how much has been said so far about what could not be taken as it is.
func (b *builder) said() int {
	n := len(b.plan.Refused)
	for _, k := range b.counts {
		n += k
	}
	return n
}

// repeats says whether a row differs from the row above in nothing but question and answer.
func (t *table) repeats(row int) bool {
	for col := range max(len(t.sheet.Rows[row-1]), len(t.sheet.Rows[row])) {
		if t.sheet.Cell(row-1, col) != t.sheet.Cell(row, col) && !t.answers[col] {
			return false
		}
	}
	return true
}

// rowInterview finds or makes the interview of a row, and takes over what the row tells about it.
func (b *builder) rowInterview(t *table, row int, in *Interview, answer bool) int {
	above := b.lastIn(t)
	if in.Key == "" && in.Person.Name == "" && in.Person.Email == "" && in.Organisation == "" {
		if above < 0 && answer {
			b.refuse(t, row, columnOf(t, FieldInterview), noInterview)
		}
		return above
	}
	in.Key = in.key()
	for _, i := range b.find(in.Key) {
		x := &b.plan.Interviews[i]
		if x.differs(*in) && x.Sheet != in.Sheet {
			continue
		}
		if x.fill(*in) > 0 {
			b.counts["rows that tell something else about their interview than an earlier row: %d. The first was kept."]++
		}
		b.last = i
		return i
	}
	b.add(*in)
	b.last = len(b.plan.Interviews) - 1
	return b.last
}

// lastIn is the interview of the row above, within this sheet.
func (b *builder) lastIn(t *table) int {
	if b.lastSheet != t.sheet.Name {
		b.lastSheet, b.last = t.sheet.Name, -1
	}
	return b.last
}
