package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// askSave keeps this view under a name.
func (v *Explore) askSave() {
	rows, side, by, chart := v.ask.Names()
	suggested := rows + " by " + lower(by)
	if v.ask.Side != session.SideAny {
		suggested = rows + ", " + lower(side) + ", by " + lower(by)
	}
	if v.ask.Chart != session.ChartTable {
		suggested += ", " + lower(chart)
	}
	field, box := widgets.NewField("What hurt, by region", "", "", false)
	field.SetText(suggested)
	d := widgets.DialogSpec{Title: "Save this view", Text: "It stays in the study, for everybody who opens it.", Body: box, BodyH: 34, Confirm: "Save the view", Cancel: "Cancel", Focus: field,
		OnConfirm: func() bool {
			order := "size"
			if v.ask.BookOrder {
				order = "book"
			}
			_, err := v.host.Session().SaveView(context.Background(), research.SavedView{Name: field.Text, Rows: v.ask.Rows, Side: v.ask.Side, By: v.ask.By, Chart: v.ask.Chart, Order: order})
			v.host.Fail(err)
			if err == nil {
				v.host.Say("Saved the view; " + v.keys().press("explore.views") + " to see what was kept. Ctrl Z takes it back.")
			}
			return err == nil
		}}
	widgets.ShowDialog(v.host.Window().Canvas(), d)
}

// showViews lists the views that were kept, to open or to delete.
func (v *Explore) showViews() {
	if len(v.views) == 0 {
		v.host.Say("No views yet. Choose what to count and by what, then " + v.keys().press("explore.save") + " to keep it.")
		return
	}
	var items []widgets.MenuItem
	for i, saved := range v.views {
		note := ""
		if i < 9 {
			note = fmt.Sprint(i + 1)
		}
		items = append(items, widgets.MenuItem{Label: saved.Name, Note: note, Do: func() { v.openView(saved) }})
	}
	items = append(items, widgets.MenuItem{})
	for _, saved := range v.views {
		items = append(items, widgets.MenuItem{Label: "Delete “" + saved.Name + "”", Danger: true, Do: func() {
			err := v.host.Session().DeleteView(context.Background(), saved)
			v.host.Fail(err)
			if err == nil {
				v.host.Say("Deleted the view. Ctrl Z brings it back.")
			}
		}})
	}
	c := v.host.Window().Canvas()
	widgets.ShowMenu(c, fyne.NewPos(c.Size().Width-320, 56), items)
}

// openView shows a view that was kept.
func (v *Explore) openView(saved research.SavedView) {
	v.look(session.ExploreAsk{Rows: saved.Rows, Side: saved.Side, By: saved.By, Chart: saved.Chart, BookOrder: saved.Order == "book"})
}
