package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
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
		{"explore.close", "close the quotes", figure, []string{"Esc"}, v.side.close},
		{"explore.quotes", "go to its quotes, and back", figure, []string{"Q"}, v.side.turn},
		{"explore.clear", "clear the quote, or take that back", "The chosen quote", []string{"C"}, v.side.toggleClear},
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
	if name == "Esc" && !v.side.open() {
		return false
	}
	return v.keys().Press(name)
}

// Rune does what a letter stands for.
func (v *Explore) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

// idle is why a picker changes nothing here, "" where it does.
func (v *Explore) idle(k int) string {
	_, _, _, chart := v.ask.Names()
	switch {
	case k == pickRows && !v.ask.Counts():
		return "“" + chart + "” has rows of its own."
	case k == pickSide && (!v.ask.Counts() || !v.ask.HasSides()):
		return "Only codes and stages have sides."
	case k == pickBy && !v.ask.Splits():
		return "“" + chart + "” has classes of its own. The table is split by any."
	}
	return ""
}

// turn goes on to the next choice of a picker.
func (v *Explore) turn(k, by int) {
	if why := v.idle(k); why != "" {
		v.host.Say(why)
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
	if rows, cols, _ := v.grid(); at.row >= rows || at.col >= cols {
		v.side.close()
		return
	}
	v.at = at
	v.side.ask(v.question(at), func() { v.opened = at })
}

// question is what is asked for a figure's quotes.
func (v *Explore) question(at place) func() (*session.Behind, error) {
	s, d, ctx := v.host.Session(), v.data, context.Background()
	switch v.ask.Chart {
	case session.ChartReasons:
		return func() (*session.Behind, error) { return s.ExploreReasonBehind(ctx, d, at.row, at.col) }
	case session.ChartTogether:
		return func() (*session.Behind, error) { return s.ExplorePairBehind(ctx, d, at.row, at.col) }
	case session.ChartImportance:
		if at.col == 0 {
			return func() (*session.Behind, error) { return s.ExploreDecidedBehind(ctx, d, at.row) }
		}
		return func() (*session.Behind, error) { return s.ExploreSaidBehind(ctx, d, at.row) }
	case session.ChartRivals:
		return func() (*session.Behind, error) { return s.ExploreRivalBehind(ctx, d, at.row) }
	case session.ChartCoverage:
		return func() (*session.Behind, error) { return s.ExploreHeardBehind(ctx, d, at.row) }
	case session.ChartSaturation:
		return func() (*session.Behind, error) { return s.ExploreFirstBehind(ctx, d, at.col) }
	}
	return func() (*session.Behind, error) { return s.ExploreBehind(ctx, d, at.row, at.col) }
}
