package views

import (
	"fmt"
	"slices"
	"strings"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/intake"
)

func (v *Import) columns() []intake.Column {
	if v.source == nil {
		return nil
	}
	return v.source.Mappings[v.sheet].Columns
}

func layoutName(l intake.Layout) string {
	switch l {
	case intake.PerInterview:
		return "one row an interview"
	case intake.PerAnswer:
		return "one row an answer"
	case intake.Codings:
		return "codings"
	case intake.Deals:
		return "deals"
	case intake.Leads, intake.Campaigns:
		return string(l)
	case intake.Members:
		return "members of campaigns"
	case intake.Notes:
		return "notes and posts"
	}
	return "left out"
}

// fields are what a column may be, with how a person reads it.
var fields = []struct {
	field intake.Field
	name  string
}{
	{intake.FieldIgnore, "Leave out"}, {intake.FieldAnswer, "Answer to a question"}, {intake.FieldClosed, "Choice or rating"}, {intake.FieldInterview, "Interview, its own number"}, {intake.FieldName, "Participant"},
	{intake.FieldFirstName, "First name"}, {intake.FieldLastName, "Last name"}, {intake.FieldTitle, "Job title"}, {intake.FieldRole, "Role band"}, {intake.FieldEmail, "E-mail"},
	{intake.FieldPhone, "Telephone"}, {intake.FieldContact, "Other contact detail"}, {intake.FieldOrganisation, "Organisation"}, {intake.FieldSegment, "Segment"}, {intake.FieldRegion, "Region"},
	{intake.FieldOutcome, "Outcome"}, {intake.FieldDate, "Date of the interview"}, {intake.FieldWave, "Wave"}, {intake.FieldInterviewer, "Interviewer"}, {intake.FieldMethod, "Method"},
	{intake.FieldDeal, "Deal"}, {intake.FieldValue, "Value band"}, {intake.FieldOwner, "Salesperson"}, {intake.FieldCompetitors, "Competitors"}, {intake.FieldFurthest, "Furthest stage"},
	{intake.FieldSource, "Lead source"}, {intake.FieldCampaign, "Campaign"}, {intake.FieldStatus, "Status in the campaign"}, {intake.FieldConverted, "Deal it became"}, {intake.FieldBelieved, "Reason believed"}, {intake.FieldRecorded, "Reason recorded"}, {intake.FieldTold, "Reason told"},
	{intake.FieldDecided, "What decided"}, {intake.FieldAlso, "What else counted"}, {intake.FieldConsent, "Consent to quote"}, {intake.FieldBegan, "Buyer began looking"},
	{intake.FieldSpoke, "Buyer first spoke to us"}, {intake.FieldBought, "Buyer decided on"}, {intake.FieldCRMCreated, "CRM created"}, {intake.FieldCRMClosed, "CRM closed"},
	{intake.FieldNote, "Note"}, {intake.FieldQuestion, "Question"}, {intake.FieldAnswerText, "Answer"}, {intake.FieldVerbatim, "Verbatim"}, {intake.FieldCode, "Code"},
	{intake.FieldCoder, "Coder"}, {intake.FieldAbout, "About whom"}, {intake.FieldPolarity, "Polarity"}, {intake.FieldWeight, "Weight"}, {intake.FieldClearance, "Clearance"}, {intake.FieldReworded, "Reworded quote"},
}

func fieldName(f intake.Field) string {
	for _, x := range fields {
		if x.field == f {
			return x.name
		}
	}
	return "Leave out"
}

// sealed says whether a column goes to the vault only.
func sealed(f intake.Field) bool {
	switch f {
	case intake.FieldName, intake.FieldFirstName, intake.FieldLastName, intake.FieldTitle, intake.FieldEmail, intake.FieldPhone, intake.FieldContact, intake.FieldOrganisation, intake.FieldOwner, intake.FieldDeal:
		return true
	}
	return false
}

// chooseField opens the list of what a column may be.
func (v *Import) chooseField(i int) {
	if i < 0 || i >= len(v.columns()) {
		return
	}
	var items []widgets.MenuItem
	for _, f := range fields {
		items = append(items, widgets.MenuItem{Label: f.name, Checked: f.field == v.columns()[i].Field, Do: func() {
			c := &v.source.Mappings[v.sheet].Columns[i]
			c.Field, c.Confidence, c.Why = f.field, 1, "Chosen by you"
			if (c.Field == intake.FieldAnswer || c.Field == intake.FieldClosed) && c.Question == "" {
				c.Question = c.Heading
			}
			v.changed()
		}})
	}
	widgets.ShowMenu(v.host.Window().Canvas(), v.below(v.cols(v.rows.Size().Width)[2], float32(i)*34), items)
}

// narrowList is the width under which the list of columns shows neither first rows nor reasons.
const narrowList = 560

// cols are where the columns of the table stand.
func (v *Import) cols(w float32) [5]float32 {
	if w < narrowList {
		return [5]float32{20, w * .40, w * .40, w*.40 + 170, w}
	}
	return [5]float32{20, w * .25, w * .43, w*.43 + 186, w*.43 + 282}
}

// firstValues is what stands in the first rows of a column.
func (v *Import) firstValues(c intake.Column) string {
	m := v.source.Mappings[v.sheet]
	sh, ok := v.source.Book.Sheet(m.Sheet)
	if !ok {
		return c.Sample
	}
	var values []string
	for row := m.First; row < len(sh.Rows) && row < m.First+12 && len(values) < 3; row++ {
		if t := strings.TrimSpace(sh.Cell(row, c.Index).Text); t != "" {
			values = append(values, widgets.Ellipsis(t, 160, theme.Small))
		}
	}
	return strings.Join(values, "  ·  ")
}

func (v *Import) drawColumn(p *widgets.Pen, i int, y, w float32, chosen bool) {
	c := v.columns()[i]
	doubt := c.Field != intake.FieldIgnore && c.Confidence < .6
	v.rows.Ground(p, i, y, w, chosen)
	if doubt && !chosen {
		p.Rect(0, y, w, 33, p.WarnSoft)
	}
	x, cy := v.cols(w), y+17
	p.LW(x[0], cy, x[1]-x[0]-16, c.Heading, theme.Strong, p.Ink)
	if widgets.Width(c.Heading, theme.Strong) > x[1]-x[0]-16 {
		p.Tip(fmt.Sprintf("heading:%d", i), c.Heading, x[0], y, x[1]-x[0]-16, 34)
	}
	v.drawValues(p, c, x, cy)
	name := fieldName(c.Field)
	if c.Field == intake.FieldAnswer && c.Question != "" && len(c.Question) <= 4 {
		name = "Answer to " + c.Question
	}
	p.PickerFor(x[2], cy, x[3]-x[2]-20, "", name, func() { v.chooseField(i) })
	if c.Field != intake.FieldIgnore {
		drawSure(p, x[3], cy, c.Confidence)
	}
	why := c.Why
	if sealed(c.Field) {
		why = "Sealed in the vault. " + why
	}
	if x[4]+60 > w {
		return
	}
	p.LW(x[4], cy, w-x[4]-16, why, theme.Small, p.Mute)
	if widgets.Width(why, theme.Small) > w-x[4]-16 {
		p.Tip(fmt.Sprintf("why:%d", i), why, x[4], y, w-x[4]-16, 34)
	}
}

// drawValues paints what stands in the first rows of a column, as far as it may be seen.
func (v *Import) drawValues(p *widgets.Pen, c intake.Column, x [5]float32, cy float32) {
	switch {
	case x[2]-x[1] < 40:
	case sealed(c.Field):
		p.Box(x[1], cy-6, 60, 12, 4, p.LineStrong, nil)
		p.L(x[1]+68, cy, "sealed", theme.Caption, p.Mute)
	default:
		p.LW(x[1], cy, x[2]-x[1]-16, v.firstValues(c), theme.Small, p.Ink2)
	}
}

// drawSheetSide paints the first interviews as they would be stored, and what happens to names.
func (v *Import) drawSheetSide(p *widgets.Pen, x, w, h float32) {
	p.Card(x, 76, w, h)
	p.L(x+20, 100, "As it will be stored", theme.Head, p.Ink)
	if l := v.source.Mappings[v.sheet].Layout; len(session.PreviewHeads(l)) > 0 {
		v.drawCRMSide(p, x, v.drawCRMRows(p, x, w, h, l), w, l)
		return
	}
	p.LW(x+20, 120, w-40, "First rows. Identities are pseudonyms already.", theme.Small, p.Mute)
	at := []float32{x + 20, x + 66, x + 108, x + 204, x + w - 82}
	heads := []string{"Who", "Org.", "Outcome", "Reason", "Date"}
	told := slices.ContainsFunc(v.shown, func(r session.PreviewRow) bool { return r.Told != "" })
	if !told { // a survey or a guide gives answers instead
		heads[3] = "Answers"
	}
	for i, hd := range heads {
		if i == 3 && at[4]-at[3] <= leastReason {
			continue
		}
		p.L(at[i], 146, hd, theme.CaptionB, p.Mute)
	}
	p.HLine(x+20, 158, w-40, p.LineStrong)
	y := float32(159)
	for _, r := range v.shown {
		if y > 76+h-190 {
			break
		}
		v.drawStored(p, r, at, x, y, w, told)
		y += 28
	}
	if len(v.shown) == 0 {
		p.Para(x+20, y+10, w-40, "Nothing of this sheet can be shown here: it holds codings, deals, or nothing that is known.", theme.Small, p.Ink2)
		y += 60
	}
	v.drawNamesSide(p, x, y+22, w)
}

// drawStored paints one interview as it would be stored: with its reason where any is told, else how much it answers.
func (v *Import) drawStored(p *widgets.Pen, r session.PreviewRow, at []float32, x, y, w float32, told bool) {
	cy := y + 14
	if r.Refused != "" {
		p.Rect(x+1, y, w-2, 27, p.WarnSoft)
	}
	p.L(at[0], cy, r.Who, theme.SmallB, p.Ink)
	p.L(at[1], cy, r.Company, theme.Small, p.Ink2)
	p.HLine(x+20, y+27, w-40, p.Line)
	if r.Refused != "" {
		p.LW(at[2], cy, x+w-16-at[2], fmt.Sprintf("Row %d, %s", r.Row, r.Refused), theme.Small, p.Warn)
		return
	}
	if r.Outcome != "" {
		p.Outcome(at[2], cy, r.Outcome)
	}
	what := r.Told
	if !told && r.Answers > 0 {
		what = plural(r.Answers, "answer")
	}
	if at[4]-at[3] > leastReason {
		p.LW(at[3], cy, at[4]-at[3]-8, what, theme.Small, p.Ink2)
	}
	p.LW(at[4], cy, 76, r.Date, theme.Small, p.Ink2)
}

// leastReason is the room that a reason needs at least.
const leastReason = 60

// drawNamesSide says what happens to the names of a sheet.
func (v *Import) drawNamesSide(p *widgets.Pen, x, y, w float32) {
	p.L(x+20, y, "What happens to names", theme.Strong, p.Ink)
	var into []string
	for _, c := range v.columns() {
		if sealed(c.Field) {
			into = append(into, "“"+widgets.Ellipsis(c.Heading, 120, theme.Small)+"”")
		}
	}
	words := "No column holds names. What is named in texts is found and masked."
	if len(into) > 0 {
		words = strings.Join(into[:min(4, len(into))], ", ")
		if len(into) > 4 {
			words += fmt.Sprintf(" and %d more", len(into)-4)
		}
		words += " go sealed into the vault. Who is named in texts is masked by the same pseudonym."
	}
	p.Icon(x+28, y+28, 16, "lock", p.Accent)
	y = p.Para(x+46, y+18, w-66, words, theme.Small, p.Ink2)
	if v.source.CompanyMissing() {
		p.Icon(x+28, y+20, 16, "shield", p.Warn)
		p.Para(x+46, y+10, w-66, "No column is the Organisation: all interviews count as one company, so this file alone releases no figure.", theme.Small, p.Ink2)
	}
}

// sheetFoot says under the list what is still to be settled.
func (v *Import) sheetFoot() (icon string, doubt bool, words string) {
	settle := 0
	for _, c := range v.columns() {
		if c.Field != intake.FieldIgnore && c.Confidence < .6 {
			settle++
		}
	}
	switch {
	case settle > 0:
		return "warn", true, plural(settle, "column") + " to settle. Enter changes one; nothing is stored yet."
	case v.recall > 0:
		return "check", false, "Matched as you did for the same headings before. Enter changes one; nothing is stored yet."
	}
	return "check", false, "Every column is matched. Enter changes one; nothing is stored yet."
}
