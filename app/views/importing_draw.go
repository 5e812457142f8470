package views

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/intake"
)

// fields are what a column may be, with how a person reads it.
var fields = []struct {
	field intake.Field
	name  string
}{
	{intake.FieldIgnore, "Leave out"}, {intake.FieldAnswer, "Answer to a question"}, {intake.FieldInterview, "Interview, its own number"}, {intake.FieldName, "Participant"},
	{intake.FieldFirstName, "First name"}, {intake.FieldLastName, "Last name"}, {intake.FieldTitle, "Job title"}, {intake.FieldRole, "Role band"}, {intake.FieldEmail, "E-mail"},
	{intake.FieldPhone, "Telephone"}, {intake.FieldContact, "Other contact detail"}, {intake.FieldOrganisation, "Organisation"}, {intake.FieldSegment, "Segment"}, {intake.FieldRegion, "Region"},
	{intake.FieldOutcome, "Outcome"}, {intake.FieldDate, "Date of the interview"}, {intake.FieldWave, "Wave"}, {intake.FieldInterviewer, "Interviewer"}, {intake.FieldMethod, "Method"},
	{intake.FieldDeal, "Deal"}, {intake.FieldValue, "Value band"}, {intake.FieldOwner, "Salesperson"}, {intake.FieldCompetitors, "Competitors"}, {intake.FieldFurthest, "Furthest stage"},
	{intake.FieldSource, "Lead source"}, {intake.FieldBelieved, "Reason believed"}, {intake.FieldRecorded, "Reason recorded"}, {intake.FieldTold, "Reason told"},
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
	var items []*fyne.MenuItem
	for _, f := range fields {
		it := fyne.NewMenuItem(f.name, func() {
			c := &v.source.Mappings[v.sheet].Columns[i]
			c.Field, c.Confidence, c.Why = f.field, 1, "Chosen by you"
			v.rows.Refresh()
			v.board.Refresh()
		})
		it.Checked = f.field == v.columns()[i].Field
		items = append(items, it)
	}
	c := v.host.Window().Canvas()
	m := widget.NewPopUpMenu(fyne.NewMenu("", items...), c)
	at := fyne.CurrentApp().Driver().AbsolutePositionForObject(v.rows).Add(fyne.NewPos(v.cols(v.rows.Size().Width)[2], 40))
	m.ShowAtPosition(at)
	m.Resize(fyne.NewSize(m.MinSize().Width, min(m.MinSize().Height, c.Size().Height-at.Y-20)))
	c.Focus(m)
}

// cols are where the columns of the table stand.
func (v *Import) cols(w float32) [5]float32 {
	return [5]float32{20, w * .27, w * .47, w * .67, w * .78}
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
	if i >= len(v.columns()) {
		return
	}
	c := v.columns()[i]
	doubt := c.Field != intake.FieldIgnore && c.Confidence < .6
	v.rows.Ground(p, i, y, w, chosen)
	if doubt && !chosen {
		p.Rect(0, y, w, 33, p.WarnSoft)
	}
	x, cy := v.cols(w), y+17
	p.LW(x[0], cy, x[1]-x[0]-16, c.Heading, theme.Strong, p.Ink)
	if sealed(c.Field) {
		p.Box(x[1], cy-6, 70, 12, 4, p.LineStrong, nil)
		p.L(x[1]+80, cy, "name", theme.Caption, p.Mute)
	} else {
		p.LW(x[1], cy, x[2]-x[1]-16, v.firstValues(c), theme.Small, p.Ink2)
	}
	name := fieldName(c.Field)
	if c.Field == intake.FieldAnswer && c.Question != "" && len(c.Question) <= 4 {
		name = "Answer to " + c.Question
	}
	p.PickerFor(x[2], cy, x[3]-x[2]-20, "", name, func() { v.chooseField(i) })
	if c.Field != intake.FieldIgnore {
		sure := int(c.Confidence*4 + .5)
		for k := range 4 {
			ink := p.Line
			if k < sure {
				ink = p.Accent
			}
			p.Box(x[3]+float32(k)*9, cy-6, 7, 12, 2, ink, nil)
		}
		word := "sure"
		if doubt {
			word = "settle"
		} else if c.Confidence < .85 {
			word = "likely"
		}
		p.L(x[3]+44, cy, word, theme.Small, p.Ink2)
	}
	why := c.Why
	if sealed(c.Field) {
		why = "Goes sealed into the vault. " + why
	}
	p.LW(x[4], cy, w-x[4]-16, why, theme.Small, p.Mute)
}

func (v *Import) draw(p *widgets.Pen) {
	x, w := float32(theme.Margin), p.W-2*theme.Margin
	v.drawSteps(p, x, w)
	switch v.step {
	case 1:
		v.drawChoose(p)
	case 2:
		v.drawMatch(p, x, w)
	case 3:
		v.drawPlan(p, x, w, v.would, "What will happen")
	case 4:
		v.drawPlan(p, x, w, v.did, "What was done")
	}
}

func (v *Import) drawSteps(p *widgets.Pen, x, w float32) {
	p.Card(x, 0, w, 60)
	cx := x + 20
	for i, name := range []string{"Choose file", "Match columns", "Look at the plan", "Done"} {
		n := i + 1
		switch {
		case n < v.step:
			p.Dot(cx+11, 30, 11, p.AccentSoft, nil, 0)
			p.Icon(cx+11, 30, 14, "check", p.Accent)
		case n == v.step:
			p.Dot(cx+11, 30, 11, p.Accent, nil, 0)
			p.C(cx+11, 30, fmt.Sprint(n), theme.CaptionB, p.OnAccent)
		default:
			p.Dot(cx+11, 30, 11, p.Sunken, p.Line, 1)
			p.C(cx+11, 30, fmt.Sprint(n), theme.CaptionB, p.Mute)
		}
		t, ink := theme.Body, p.Mute
		if n == v.step {
			t, ink = theme.Strong, p.Ink
		}
		cx += 30 + p.L(cx+30, 30, name, t, ink) + 14
		if n < 4 {
			p.HLine(cx, 30, 28, p.LineStrong)
			cx += 42
		}
	}
}

func (v *Import) drawChoose(p *widgets.Pen) {
	w, h := float32(620), float32(280)
	x, y := (p.W-w)/2, max(90, (p.H-h)/2-20)
	p.Card(x, y, w, h)
	p.Icon(p.W/2, y+56, 36, "table", p.Accent)
	p.C(p.W/2, y+100, "Choose a spreadsheet, or drop one on the window", theme.Head, p.Ink)
	p.Para(x+50, y+122, w-100, "One row an interview, one row an answer, or one row a coding: headings are matched by what they mean, and you see the match before anything is stored. Names, e-mails and companies go sealed into the vault; the study keeps pseudonyms.", theme.Body, p.Ink2)
	bw := widgets.ButtonW("Choose a file", "folder")
	p.Button((p.W-bw)/2, y+h-46, "Choose a file", "folder", widgets.Primary, v.ask)
}

func (v *Import) drawMatch(p *widgets.Pen, x, w float32) {
	foot := p.H - 62
	p.Card(x, 76, w, foot-88)
	p.Rect(x+1, 77, w-2, 38, p.Sunken)
	at := v.cols(w - 2)
	for i, hd := range []string{"Column in the file", "First rows", "Goes to", "How sure", ""} {
		p.L(x+1+at[i], 96, hd, theme.CaptionB, p.Mute)
	}
	p.HLine(x, 115, w, p.LineStrong)
	settle := 0
	for _, c := range v.columns() {
		if c.Field != intake.FieldIgnore && c.Confidence < .6 {
			settle++
		}
	}
	icon, ink, words := "check", p.Accent, "Every column is matched. Enter changes one; nothing is stored yet."
	if settle > 0 {
		icon, ink, words = "warn", p.Warn, plural(settle, "column")+" to settle. Enter changes one; nothing is stored yet."
	}
	cy := foot + 31
	if v.source.CompanyMissing() {
		cy -= 9
		p.Icon(x+8, cy+20, 16, "shield", p.Warn)
		p.LW(x+26, cy+20, w-480, "No column is the Organisation: all interviews count as one company, so this file alone releases no figure.", theme.Small, p.Ink2)
	}
	p.Icon(x+8, cy, 16, icon, ink)
	p.LW(x+26, cy, w-480, words, theme.Body, p.Ink)
}

func (v *Import) drawPlan(p *widgets.Pen, x, w float32, r session.Imported, title string) {
	h := p.H - 76 - 74
	lw := w * .44
	p.Card(x, 76, lw, h)
	p.L(x+20, 104, title, theme.Head, p.Ink)
	y := float32(140)
	for _, l := range []struct {
		n    int
		what string
	}{
		{r.New, "new interviews"}, {r.Updated, "interviews updated in place"}, {r.Unchanged, "interviews unchanged"}, {r.Codings, "new codings"}, {r.CodingsKnown, "codings that were there already"},
		{r.People, "people get a pseudonym; their names go to the vault"}, {r.Organisations, "organisations get a pseudonym"}, {r.Masked, "passages masked in the texts"}, {r.ToReview, "of them on suspicion, to be looked at"},
	} {
		ink := p.Ink
		if l.n == 0 {
			ink = p.Mute
		}
		p.R(x+84, y, fmt.Sprint(l.n), theme.Strong, ink)
		p.LW(x+98, y, lw-110, l.what, theme.Body, ink)
		y += 30
	}
	for _, n := range r.Warnings {
		if y+40 > 76+h {
			break
		}
		y = p.Note(x+20, y, lw-40, n, false) + 8
	}
	rx, rw := x+lw+16, w-lw-16
	p.Card(rx, 76, rw, h)
	p.L(rx+20, 104, "Rows left out", theme.Head, p.Ink)
	if len(r.Refused) == 0 {
		p.Para(rx+20, 124, rw-40, "None. Everything in the file is taken.", theme.Body, p.Ink2)
		return
	}
	p.R(rx+rw-20, 104, fmt.Sprint(len(r.Refused)), theme.Strong, p.Ink)
	y = 130
	for i, f := range r.Refused {
		if y+44 > 76+h-10 {
			p.L(rx+20, y+6, fmt.Sprintf("and %d more", len(r.Refused)-i), theme.Small, p.Mute)
			break
		}
		where := fmt.Sprintf("%s, row %d", f.Sheet, f.Row)
		if f.Column != "" {
			where += ", " + f.Column
		}
		p.LW(rx+20, y, rw-40, where, theme.SmallB, p.Ink)
		y = p.ParaMax(rx+20, y+8, rw-40, 2, f.Reason, theme.Small, p.Ink2) + 10
	}
}
