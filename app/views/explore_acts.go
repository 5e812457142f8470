package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// makeActs lists what this screen does by keyboard.
func (v *Explore) makeActs() {
	const part, figure = "Explore", "The figure"
	v.acts = []Act{
		{"explore.count", "what is counted", part, []string{"M"}, func() { v.turn(pickRows, 1) }},
		{"explore.side", "on which side", part, []string{"H"}, func() { v.turn(pickSide, 1) }},
		{"explore.by", "by which classes", part, []string{"B"}, func() { v.turn(pickBy, 1) }},
		{"explore.chart", "as which chart", part, []string{"G"}, func() { v.turn(pickChart, 1) }},
		{"explore.count.back", "the one counted before", part, []string{"Alt+M"}, func() { v.turn(pickRows, -1) }},
		{"explore.order", "order of the codebook, or by size", part, []string{"O"}, v.reorder},
		{"explore.save", "keep this view", part, []string{"S"}, v.askSave},
		{"explore.views", "views that were kept", part, []string{"V"}, v.showViews},
		{"explore.open", "its quotes", figure, []string{"Enter", "Space"}, func() { v.open(v.at) }},
		{"explore.close", "close the quotes", figure, []string{"Esc"}, v.closeSide},
		{"explore.up", "the row above", figure, []string{"Up"}, func() { v.step(-1, 0) }},
		{"explore.down", "the row below", figure, []string{"Down"}, func() { v.step(1, 0) }},
		{"explore.left", "the class before", figure, []string{"Left"}, func() { v.step(0, -1) }},
		{"explore.right", "the next class", figure, []string{"Right"}, func() { v.step(0, 1) }},
		{"explore.pageup", "a page up", figure, []string{"Page Up"}, func() { v.step(-max(1, v.rows-1), 0) }},
		{"explore.pagedown", "a page down", figure, []string{"Page Down"}, func() { v.step(max(1, v.rows-1), 0) }},
		{"explore.first", "first and last row", figure, []string{"Home"}, func() { v.step(-1<<20, 0) }},
		{"explore.last", "the last row", figure, []string{"End"}, func() { v.step(1<<20, 0) }},
	}
}

// Acts are what this screen does by keyboard.
func (v *Explore) Acts() []Act { return v.acts }

func (v *Explore) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts} }

// Key is for keys that nothing has taken.
func (v *Explore) Key(e *fyne.KeyEvent) bool {
	name := keyOfEvent(e, heldModifiers())
	if e.Name == fyne.KeySpace {
		name = "Space"
	}
	if name == "Esc" && v.behind == nil {
		return false
	}
	return v.keys().Press(name)
}

// Rune does what a letter stands for.
func (v *Explore) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

// quoteKey is what the list of quotes does not know.
func (v *Explore) quoteKey(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyEscape {
		v.closeSide()
		return true
	}
	return false
}

// turn goes on to the next choice of a picker.
func (v *Explore) turn(k, by int) {
	if k == pickSide && !v.ask.HasSides() {
		v.host.Say("Only codes and stages have sides.")
		return
	}
	list := v.lists()[k]
	for i, c := range list {
		if c.Key == v.chosen(k) {
			next := list[(i+by+len(list))%len(list)]
			before := v.ask
			v.choose(k, next.Key)
			if v.ask == before && len(list) > 2 { // what it cannot be here is passed over
				next = list[(i+2*by+len(list))%len(list)]
				v.choose(k, next.Key)
			}
			v.host.Say(v.pickers[k].Label + ": " + v.pickers[k].Value())
			return
		}
	}
}

func (v *Explore) reorder() {
	v.ask.BookOrder = !v.ask.BookOrder
	v.look(v.ask)
}

// --- the figure in hand

// grid is how many rows and columns of figures the chart has; column -1 is there where total says so.
func (v *Explore) grid() (rows, cols int, total bool) {
	d := v.data
	if d == nil {
		return 0, 0, false
	}
	switch v.ask.Chart {
	case session.ChartTable:
		return len(d.Rows), len(d.Columns), true
	case session.ChartReasons:
		return len(d.Reasons.Codes), len(d.Reasons.Kinds), false
	case session.ChartTogether:
		n := min(len(d.Rows), mostTogether)
		return n, n, false
	case session.ChartImportance:
		return len(d.Importance), 2, false
	case session.ChartSaturation:
		return min(1, d.Saturation.Codes), len(d.Saturation.Seen), false
	case session.ChartRivals:
		return len(d.Rivals), 1, false
	case session.ChartCoverage:
		return len(d.Coverage), 1, false
	}
	return len(d.Rows), len(d.Columns), false
}

// step moves to another figure.
func (v *Explore) step(rows, cols int) {
	v.at.row, v.at.col = v.at.row+rows, v.at.col+cols
	v.keepPlace()
	v.board.Refresh()
}

// keepPlace keeps the figure in hand within the chart, and in sight.
func (v *Explore) keepPlace() {
	rows, cols, total := v.grid()
	first := 0
	if total {
		first = -1
	}
	v.at.row = max(0, min(v.at.row, rows-1))
	if v.ask.Chart == session.ChartTogether {
		cols = v.at.row + 1
	}
	v.at.col = max(first, min(v.at.col, cols-1))
	if v.rows > 0 {
		v.row0 = max(0, min(v.row0, v.at.row, rows-v.rows))
		v.row0 = max(v.row0, v.at.row-v.rows+1)
	}
	if v.cols > 0 {
		v.col0 = max(0, min(v.col0, max(0, v.at.col), cols-v.cols))
		v.col0 = max(v.col0, v.at.col-v.cols+1)
	}
}

// open lists the quotes behind a figure.
func (v *Explore) open(at place) {
	if v.data == nil {
		return
	}
	s, d, ctx := v.host.Session(), v.data, context.Background()
	if rows, _, _ := v.grid(); at.row >= rows || rows == 0 {
		v.closeSide()
		return
	}
	ask := func() (*session.Behind, error) { return s.ExploreBehind(ctx, d, at.row, at.col) }
	switch v.ask.Chart {
	case session.ChartReasons:
		ask = func() (*session.Behind, error) { return s.ExploreReasonBehind(ctx, d, at.row, at.col) }
	case session.ChartTogether:
		ask = func() (*session.Behind, error) { return s.ExplorePairBehind(ctx, d, at.row, at.col) }
	case session.ChartImportance:
		if at.col == 0 {
			ask = func() (*session.Behind, error) { return s.ExploreDecidedBehind(ctx, d, at.row) }
		} else {
			ask = func() (*session.Behind, error) { return s.ExploreBehind(ctx, d, at.row, -1) }
		}
	case session.ChartRivals:
		ask = func() (*session.Behind, error) { return s.ExploreRivalBehind(ctx, d, at.row) }
	case session.ChartCoverage:
		ask = func() (*session.Behind, error) { return s.ExploreHeardBehind(ctx, d, at.row) }
	case session.ChartSaturation:
		v.host.Say(v.words(at))
		return
	}
	v.at = at
	v.off(func() {
		b, err := ask()
		v.deliver(func() {
			if v.data != d {
				return
			}
			if err != nil {
				v.host.Fail(err)
				return
			}
			v.behind, v.opened = b, at
			v.quotes.SetCount(len(b.Quotes))
			v.show()
		})
	})
}

func (v *Explore) closeSide() {
	v.behind = nil
	v.quotes.SetCount(0)
	v.show()
	v.board.Focus()
}

func (v *Explore) readInPlace(i int) {
	if v.behind != nil && i >= 0 && i < len(v.behind.Quotes) {
		q := v.behind.Quotes[i]
		v.host.Go("coding", store.Hit{Interview: q.Interview.Interview.ID, Turn: q.Placed.From.Turn})
	}
}

// --- views that are kept

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
