package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// fileActs are the ways of a codebook in and out.
func (t *codeTab) fileActs() []widgets.MenuItem {
	return []widgets.MenuItem{
		{Label: "Import a codebook…", Icon: "import", Off: t.view.host.Session().ReadOnly(), Do: t.askBookFile},
		{},
		{Label: "Export as a table", Note: ".csv", Icon: "table", Do: func() { t.exportBook("codebook.csv") }},
		{Label: "Export as REFI-QDA", Note: ".qdc", Icon: "export", Do: func() { t.exportBook("codebook.qdc") }},
	}
}

func (t *codeTab) exportBook(name string) {
	t.form.save()
	h := t.view.host
	h.AskSave("Export the codebook", name, func(path string) {
		if err := h.Session().ExportBook(context.Background(), path); err != nil {
			h.Fail(err)
			return
		}
		h.Say("Wrote the codebook.")
	})
}

func (t *codeTab) askBookFile() {
	t.view.host.AskFile("Import a codebook", session.BookEndings(), t.previewBook)
}

// previewBook shows what a file would change, and takes it in.
func (t *codeTab) previewBook(path string) {
	h := t.view.host
	book := h.Session().Book()
	names := make([]string, len(book.Stages))
	for i, st := range book.Stages {
		names[i] = st.Name
	}
	var plan *session.BookPlan
	rows := widgets.NewRows(versionRow, nil)
	head := widgets.NewBoard(func(p *widgets.Pen) { p.LW(0, p.H/2, p.W, planSays(plan), theme.Small, p.Mute) })
	read := func(stage int) bool {
		var err error
		if plan, err = h.Session().PlanBook(context.Background(), path, book.Stages[stage].Number); err != nil {
			h.Fail(err)
			return false
		}
		rows.SetCount(len(plan.Changes))
		rows.Refresh()
		head.Refresh()
		return true
	}
	rows.Draw = func(p *widgets.Pen, i int, y, w float32, chosen bool) {
		if i < len(plan.Changes) {
			rows.Ground(p, i, y, w, chosen)
			drawBookChange(p, plan.Changes[i], y, w)
		}
	}
	rows.Vacant = func(p *widgets.Pen) {
		p.L(12, 24, "The codebook is as this file says already.", theme.Body, p.Mute)
	}
	if len(book.Stages) == 0 || !read(0) {
		return
	}
	stage := widgets.NewPicker("Codes without a stage go to", names, 0, func(i int) { read(i) })
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(head, 0, 0, s.Width, 22)
		widgets.Put(rows, 0, 28, s.Width, s.Height-28-42)
		widgets.Put(stage, 0, s.Height-32, s.Width, theme.ControlHeight)
	}, head, rows, stage)
	setShown(stage, plan.NoStage > 0)
	widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Import " + plan.File, Width: 760, Body: body, BodyH: 430, Focus: rows,
		Text:    "Codes are told by their ids, then by their references, then by their names. What the file leaves empty stays, and no code is deleted.",
		Confirm: "Import", Cancel: "Cancel", OnConfirm: func() bool {
			if err := h.Session().TakeBook(context.Background(), plan); err != nil {
				h.Fail(err)
				return false
			}
			h.Say(fmt.Sprintf("Imported the codebook: %s. Ctrl Z undoes it.", howMany(len(plan.Changes), "change")))
			t.reload()
			return true
		}})
}

// planSays sums a plan up.
func planSays(p *session.BookPlan) string {
	if p == nil {
		return ""
	}
	says := fmt.Sprintf("%s in the file, %d unchanged, %d of the study not in it.", howMany(p.Codes, "code"), p.Same, p.Missing)
	if p.Origin != "" {
		says = "Written by " + p.Origin + ". " + says
	}
	if len(p.Warnings) > 0 {
		says += " " + p.Warnings[0]
	}
	if n := len(p.Warnings) - 1; n > 0 {
		says += fmt.Sprintf(" And %d more such rows.", n)
	}
	return says
}
