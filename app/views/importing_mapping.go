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
