package views

import (
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/intake"
)

// askDates asks how dates are to be read that can be read two ways, each with both readings, and plans anew. Nothing is
// planned on a guess.
func (v *Import) askDates() {
	if len(v.plan.Doubts) == 0 {
		return
	}
	doubt := v.plan.Doubts[0]
	day, month := doubt.Readings()
	names := []string{day + ": the day comes first", month + ": the month comes first"}
	chosen := 0
	order := widgets.NewPicker("It is", names, 0, func(i int) { chosen = i })
	body := widgets.Placed(func(s fyne.Size) { widgets.Put(order, 0, 0, s.Width, 32) }, order)
	var d *widgets.Dialog
	d = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Which date is meant?",
		Text: fmt.Sprintf("In sheet “%s”, column “%s”, “%s” may be %s or %s, and no other date of the sheet tells. %s can be read both ways.", doubt.Sheet, doubt.Column, doubt.Sample, day, month, plural(doubt.Dates, "date")),
		Body: body, BodyH: 36, Width: 520, Confirm: "Go on", Cancel: "Cancel", OnConfirm: func() bool {
			d.Close()
			v.saysDates(doubt.Sheet, []intake.DateOrder{intake.DayFirst, intake.MonthFirst}[chosen])
			return false
		}})
}

// saysDates keeps how the dates of a sheet are read, and plans anew.
func (v *Import) saysDates(sheet string, order intake.DateOrder) {
	for i := range v.source.Mappings {
		if v.source.Mappings[i].Sheet == sheet {
			v.source.Mappings[i].Dates = order
		}
	}
	v.makePlan()
}

// crmLines are what became, or will become, of the exports of a CRM.
func crmLines(r session.Imported) []planLine {
	d := r.CRM
	if !d.Any() {
		return nil
	}
	lines := []planLine{{n: d.New, what: "new deals and leads"}, {n: d.Updated, what: "deals and leads updated in place"}, {n: d.Unchanged, what: "deals and leads unchanged"}, {n: d.Joined, what: "interviews that meet their deal by the CRM's id"}}
	for _, l := range []planLine{{n: d.Campaigns, what: "campaigns new or amended"}, {n: d.Members, what: "members of campaigns matched"}, {n: d.Notes, what: "notes new or amended, on their interviews"}, {n: d.NotesKnown, what: "notes that were there already"}} {
		if l.n > 0 {
			lines = append(lines, l)
		}
	}
	return lines
}

// crmOnly says whether an import holds rows of a CRM and no interview.
func crmOnly(r session.Imported) bool {
	return r.CRM.Any() && r.New+r.Unchanged+r.Codings+r.CodingsKnown == 0
}

// crmWidths are the shares of the width that the cells of a preview take.
var crmWidths = map[intake.Layout][]float32{
	intake.Deals: {.17, .14, .22, .25, .22}, intake.Leads: {.17, .14, .22, .25, .22}, intake.Campaigns: {.40, .20, .20, .20}, intake.Members: {.24, .46, .30}, intake.Notes: {.15, .12, .20, .53},
}

// drawCRMRows paints the first rows of an export of a CRM as they would be stored. It answers where it ends.
func (v *Import) drawCRMRows(p *widgets.Pen, x, w, h float32, l intake.Layout) float32 {
	says := "First rows. Whom nobody was asked about meets nobody."
	if v.host.Session().Vault() != session.VaultOpen {
		says = "First rows. Whom they meet shows once the vault is open."
	}
	p.LW(x+20, 120, w-40, says, theme.Small, p.Mute)
	at := x + 20
	var left []float32
	for i, head := range session.PreviewHeads(l) {
		left = append(left, at)
		p.LW(at, 146, (w-40)*crmWidths[l][i]-8, head, theme.CaptionB, p.Mute)
		at += (w - 40) * crmWidths[l][i]
	}
	p.HLine(x+20, 158, w-40, p.LineStrong)
	y := float32(159)
	for _, r := range v.shown {
		if y > 76+h-210 {
			break
		}
		if cy := y + 14; r.Refused != "" && len(r.Cells) == 0 {
			p.Rect(x+1, y, w-2, 27, p.WarnSoft)
			p.LW(x+20, cy, w-40, fmt.Sprintf("Row %d, %s", r.Row, r.Refused), theme.Small, p.Warn)
		} else {
			v.drawCRMRow(p, r, left, x, y, w, l)
		}
		p.HLine(x+20, y+27, w-40, p.Line)
		y += 28
	}
	if len(v.shown) == 0 {
		p.LW(x+20, y+14, w-40, "No row of it can be taken so.", theme.Small, p.Ink2)
		y += 28
	}
	return y
}

// drawCRMRow paints the cells of one row; of one that loses a cell, in the colour of a warning.
func (v *Import) drawCRMRow(p *widgets.Pen, r session.PreviewRow, left []float32, x, y, w float32, l intake.Layout) {
	if r.Refused != "" {
		p.Rect(x+1, y, w-2, 27, p.WarnSoft)
		p.Tip(fmt.Sprintf("row:%d", r.Row), fmt.Sprintf("Row %d, %s", r.Row, r.Refused), x, y, w, 27)
	}
	for i, words := range r.Cells {
		t, ink := theme.Small, p.Ink2
		if i == 0 {
			t, ink = theme.SmallB, p.Ink
			if words == "nobody" || words == "–" {
				ink = p.Mute
			}
		}
		if (l == intake.Deals || l == intake.Leads) && i == 2 && r.Outcome != "" {
			p.Outcome(left[i], y+14, r.Outcome)
			continue
		}
		p.LW(left[i], y+14, (w-40)*crmWidths[l][i]-8, words, t, ink)
	}
}

// drawCRMSide says of an export of a CRM what will be kept of it.
func (v *Import) drawCRMSide(p *widgets.Pen, x, y, w float32, l intake.Layout) float32 {
	words := map[intake.Layout]string{
		intake.Deals:     "Deals meet the interviews by the CRM's id, which the vault alone can read. The study keeps outcome, stage, value band, source, campaign, dates and the reason recorded. Names of accounts, deals and contacts stay out; owners become pseudonyms.",
		intake.Leads:     "Leads meet the interviews by the CRM's id, which the vault alone can read. The study keeps what became of them, source, campaign and dates. Names of people and companies stay out; owners become pseudonyms.",
		intake.Campaigns: "The study keeps each campaign's name, kind and dates. Names of people in them are masked.",
		intake.Members:   "Members are matched to leads, deals and interviewees the study knows, who get their campaign. Nobody else is kept.",
		intake.Notes:     "Notes and posts come as notes on the interview about their deal, with every name masked; the words themselves go sealed into the vault. Notes on deals that nobody was interviewed about stay out.",
	}[l]
	if words == "" {
		return y
	}
	return p.Para(x+20, y+10, w-40, words, theme.Body, p.Ink2) + 10
}
