package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
	"openloop/research"
)

// TableColumn is one column of a table. Records are named by their number in the caller's list, whatever
// order the table shows them in.
type TableColumn struct {
	Title string
	// Text is what stands in the column; it also sorts, numbers by their value.
	Text func(record int) string
	// Less sorts instead of Text; NoSort leaves the heading dead.
	Less   func(a, b int) bool
	NoSort bool
	// Paint draws the cell instead of Text, from x, around cy, in width w.
	Paint func(p *Pen, record int, x, cy, w float32)
	// Outcome draws the chip of an outcome.
	Outcome func(record int) research.Outcome

	Width  float32 // fixed; 0: as wide as its texts
	Least  float32 // never narrower, where Width is 0
	Most   float32 // never wider, where Width is 0; 0: 260
	Grow   bool    // takes a share of the room that is left
	Right  bool    // numbers
	Strong bool    // the identifier, or the finding
	Mute   bool
}

// Table is a list of records in columns. A click on a heading sorts, a second one the other way; the
// choice stays with its record. The rows take the keyboard as Rows do; Shift Tab reaches the headings.
type Table struct {
	widget.BaseWidget
	Columns []TableColumn
	// Count and ID say what there is: how many records, and the name by which a record is known.
	Count func() int
	ID    func(record int) string
	// OnChoose hears of another choice (-1: none), OnOpen of Enter or a double click.
	OnChoose func(record int)
	OnOpen   func(record int)
	OnMenu   func(record int, at fyne.Position)
	// Empty stands in place of the rows while there are none.
	Empty string

	rows   *Rows
	head   *Board
	order  []int // records as shown
	ranks  map[int]*ranking
	sort   int // column, -1 none
	desc   bool
	chosen string
	widths []float32
	wide   float32
}

// NewTable is a table of columns; call Reload when there is something to show.
func NewTable(columns []TableColumn, count func() int, id func(record int) string) *Table {
	t := &Table{Columns: columns, Count: count, ID: id, sort: -1}
	t.rows = NewRows(theme.RowHeight, t.paintRow)
	t.rows.Vacant = t.paintEmpty
	t.rows.OnChoose = t.choose
	t.rows.OnOpen = func(i int) {
		if t.OnOpen != nil {
			t.OnOpen(t.order[i])
		}
	}
	t.rows.OnMenu = func(i int, at fyne.Position) {
		if t.OnMenu != nil {
			t.OnMenu(t.order[i], at)
		}
	}
	t.head = NewBoard(t.paintHead)
	t.ExtendBaseWidget(t)
	return t
}

func (t *Table) paintEmpty(p *Pen) {
	p.Para(tableInset, 16, p.W-2*tableInset, t.Empty, theme.Small, p.Mute)
}

// Rows is the list inside, for its keys and its focus.
func (t *Table) Rows() *Rows { return t.rows }

// Focus gives the rows the keyboard.
func (t *Table) Focus() { t.rows.Focus() }

// Reload takes the records anew: it sorts them and keeps the choice on its record where that still exists.
func (t *Table) Reload() {
	n := t.Count()
	t.order = make([]int, n)
	for i := range t.order {
		t.order[i] = i
	}
	t.ranks, t.wide = nil, 0
	t.sortNow()
	t.rows.SetCount(n)
	t.mark()
	t.Refresh()
}

// mark moves the bar of the choice to where its record now stands.
func (t *Table) mark() {
	at := t.rowOf(t.chosen)
	t.rows.Mark(at)
	if at < 0 && t.chosen != "" {
		t.chosen = ""
		if t.OnChoose != nil {
			t.OnChoose(-1)
		}
	}
}

// rowOf is the row of the record of a name, or -1.
func (t *Table) rowOf(id string) int {
	if id == "" {
		return -1
	}
	for i, r := range t.order {
		if t.ID(r) == id {
			return i
		}
	}
	return -1
}

func (t *Table) choose(row int) {
	t.chosen = ""
	record := -1
	if row >= 0 {
		record = t.order[row]
		t.chosen = t.ID(record)
	}
	if t.OnChoose != nil {
		t.OnChoose(record)
	}
}

// Choose chooses the record of a name, brings it into view and tells OnChoose; "" chooses none.
func (t *Table) Choose(id string) { t.rows.Choose(t.rowOf(id)) }

// Mark chooses the record of a name without telling OnChoose.
func (t *Table) Mark(id string) {
	t.chosen = id
	at := t.rowOf(id)
	t.rows.Mark(at)
	t.rows.Reveal(at)
}

// Chosen is the chosen record, or -1.
func (t *Table) Chosen() int {
	if i := t.rows.Chosen(); i >= 0 && i < len(t.order) {
		return t.order[i]
	}
	return -1
}

// ChosenID is the name of the chosen record, or "".
func (t *Table) ChosenID() string { return t.chosen }

// Order is the records in the order shown.
func (t *Table) Order() []int { return append([]int(nil), t.order...) }

// SortBy sorts by a column; -1 leaves the records in the caller's order.
func (t *Table) SortBy(column int, desc bool) {
	t.sort, t.desc = column, desc
	t.sortNow()
	t.mark()
	t.rows.Reveal(t.rows.Chosen())
	t.Refresh()
}

// Sorted is the column that is sorted by, or -1, and whether from the end.
func (t *Table) Sorted() (column int, desc bool) { return t.sort, t.desc }

// Refresh draws the table again.
func (t *Table) Refresh() {
	t.wide = 0
	t.head.Refresh()
	t.rows.Refresh()
}

// CreateRenderer is for Fyne.
func (t *Table) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(PlacedMin(fyne.NewSize(200, 100), func(s fyne.Size) {
		Put(t.head, 0, 0, s.Width, theme.HeadHeight)
		Put(t.rows, 0, theme.HeadHeight, s.Width, s.Height-theme.HeadHeight)
	}, t.rows, t.head))
}
