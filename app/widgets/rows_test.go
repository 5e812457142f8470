package widgets

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"openloop/app/theme"
)

func numbered(n int) *Rows {
	var r *Rows
	r = NewRows(30, func(p *Pen, i int, y, w float32, chosen bool) {
		r.Ground(p, i, y, w, chosen)
		p.L(16, y+15, fmt.Sprint("row ", i), theme.Small, p.Ink)
	})
	r.SetCount(n)
	return r
}

// A list of a hundred thousand rows draws those that can be seen, wherever it stands.
func TestRowsDrawWhatIsSeen(t *testing.T) {
	wear(t, false)
	r := numbered(100_000)
	stand(t, r, 300, 300)
	for _, i := range []int{0, 500, 99_999, 50_000} {
		r.Choose(i)
		first, end := r.InView()
		if i < first || i >= end || end-first > 13 {
			t.Errorf("row %d: draws %d to %d", i, first, end)
		}
		if !says(r.board, fmt.Sprint("row ", i)) {
			t.Errorf("row %d is not drawn: %v", i, wordsOf(r.board))
		}
	}
	r.Reveal(0)
	r.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -60_000)})
	if !says(r.board, "row 2001") || says(r.board, "row 0 ") {
		t.Errorf("after scrolling: %v", wordsOf(r.board))
	}
}

// A window made taller, and no wider, shows more rows.
func TestRowsInATallerWindow(t *testing.T) {
	wear(t, false)
	r := numbered(100)
	w := stand(t, r, 300, 300)
	if says(r.board, "row 20") {
		t.Fatal("row 20 is drawn out of view")
	}
	w.Resize(fyne.NewSize(300, 900))
	if !says(r.board, "row 20") {
		t.Errorf("after the window grew: %v", wordsOf(r.board))
	}
}

func TestRowsByKeyboard(t *testing.T) {
	wear(t, false)
	r := numbered(100)
	var chosen, opened []int
	r.OnChoose = func(i int) { chosen = append(chosen, i) }
	r.OnOpen = func(i int) { opened = append(opened, i) }
	w := stand(t, r, 300, 300)
	w.Canvas().FocusNext()
	if !r.Focused() {
		t.Fatal("Tab does not reach the list")
	}
	strike(r, fyne.KeyDown, fyne.KeyDown, fyne.KeyPageDown, fyne.KeyEnd, fyne.KeyDown, fyne.KeyPageUp, fyne.KeyUp, fyne.KeyHome, fyne.KeyUp, fyne.KeyReturn)
	if fmt.Sprint(chosen) != "[0 1 10 99 90 89 0]" || fmt.Sprint(opened) != "[0]" {
		t.Errorf("chose %v, opened %v", chosen, opened)
	}
	var keys []fyne.KeyName
	var runes []rune
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) { keys = append(keys, e.Name) })
	w.Canvas().SetOnTypedRune(func(c rune) { runes = append(runes, c) })
	r.OnKey = func(e *fyne.KeyEvent) bool { return e.Name == fyne.KeyDelete }
	r.OnRune = func(c rune) bool { return c == 'c' }
	strike(r, fyne.KeyDelete, fyne.KeyEscape)
	r.TypedRune('c')
	r.TypedRune('j')
	if fmt.Sprint(keys) != "[Escape]" || string(runes) != "j" {
		t.Errorf("went on: %v %q", keys, string(runes))
	}
	empty := numbered(0)
	stand(t, empty, 100, 100)
	strike(empty, fyne.KeyDown, fyne.KeyEnd, fyne.KeyReturn)
	if empty.Chosen() != -1 {
		t.Error("an empty list has a choice")
	}
}

func TestRowsByMouse(t *testing.T) {
	wear(t, false)
	r := numbered(100)
	var chosen, opened, menus []int
	r.OnChoose = func(i int) { chosen = append(chosen, i) }
	r.OnOpen = func(i int) { opened = append(opened, i) }
	r.OnMenu = func(i int, _ fyne.Position) { menus = append(menus, i) }
	stand(t, r, 300, 300)
	r.board.Tapped(at(20, 70))
	r.board.Tapped(at(20, 100))
	r.board.Tapped(at(20, 100))
	r.when = time.Now().Add(-time.Minute)
	r.board.Tapped(at(20, 100)) // too late for a double click
	r.board.TappedSecondary(at(20, 10))
	if fmt.Sprint(chosen, opened, menus) != "[2 3 0] [3] [0]" {
		t.Error(chosen, opened, menus)
	}
	if !r.Focused() {
		t.Error("a click does not give the list the keyboard")
	}
	r.board.MouseMoved(mouse(20, 70))
	if !r.Hovering(&Pen{Hover: r.board.Hovered()}, 2) {
		t.Errorf("hovers over %s", r.board.Hovered())
	}
}

func TestRowsCount(t *testing.T) {
	wear(t, false)
	r := numbered(100)
	told := 0
	r.OnChoose = func(int) { told++ }
	stand(t, r, 300, 300)
	r.Mark(80)
	r.Reveal(80)
	r.SetCount(90)
	if r.Chosen() != 80 || r.Count() != 90 {
		t.Error("the choice is lost")
	}
	r.SetCount(20)
	if r.Chosen() != -1 || told != 0 || !says(r.board, "row 19") {
		t.Errorf("chosen %d, told %d, shows %v", r.Chosen(), told, wordsOf(r.board))
	}
}

// columnOf lists the words of a column's cells that can be seen, from the top.
func columnOf(tb *Table, column int) []string {
	var out []string
	first, end := tb.rows.InView()
	for i := first; i < end; i++ {
		out = append(out, tb.text(column, tb.order[i]))
	}
	return out
}

func TestTableSorts(t *testing.T) {
	wear(t, false)
	list := records(60)
	tb := recordTable(list)
	stand(t, tb, 1100, 400)
	tb.Choose("P23")
	for _, c := range []struct {
		key   string
		col   int
		first string
	}{{"sort:0", 0, "P07"}, {"sort:0", 0, "P66"}, {"sort:8", 8, "0%"}, {"sort:8", 8, "100%"}, {"sort:3", 3, "Churned"}} {
		p, s, ok := tb.head.Region(c.key)
		if !ok {
			t.Fatalf("no heading %s in %v", c.key, tb.head.Keys())
		}
		tb.head.Tapped(at(p.X+s.Width/2, p.Y+s.Height/2))
		if got := tb.text(c.col, tb.order[0]); got != c.first {
			t.Errorf("%s: first is %s, want %s", c.key, got, c.first)
		}
		if tb.ChosenID() != "P23" || list[tb.Chosen()].who != "P23" || !slices.Contains(columnOf(tb, 0), "P23") {
			t.Errorf("%s: the choice is %s, row %d", c.key, tb.ChosenID(), tb.rows.Chosen())
		}
	}
	if col, desc := tb.Sorted(); col != 3 || desc {
		t.Error(tb)
	}
	tb.SortBy(-1, false)
	if tb.Order()[0] != 0 {
		t.Error("the caller's order does not come back")
	}
}

// Numbers sort by value, P7 comes before P12, capitals with small letters, what is empty last either way.
func TestSortKeys(t *testing.T) {
	in := []string{"P12", "", "p7", "1,204", "99", "–", "Price", "price again", "P07", "3.5", "Q"}
	want := []string{"3.5", "99", "1,204", "p7", "P07", "P12", "Price", "price again", "Q", "", "–"}
	tb := NewTable([]TableColumn{{Title: "X", Text: func(i int) string { return in[i] }}}, func() int { return len(in) }, func(i int) string { return fmt.Sprint(i) })
	tb.SortBy(0, false)
	tb.Reload()
	read := func() []string {
		var got []string
		for _, i := range tb.Order() {
			got = append(got, in[i])
		}
		return got
	}
	if got := read(); !slices.Equal(got, want) {
		t.Errorf("%q", got)
	}
	tb.SortBy(0, true)
	if got := read(); got[0] != "Q" || got[9] != "" || got[10] != "–" {
		t.Errorf("from the end: %q", got)
	}
}

func TestTableLess(t *testing.T) {
	dates := []string{"12 Oct", "3 Jan", "28 Sep"}
	iso := []string{"2026-10-12", "2026-01-03", "2026-09-28"}
	tb := NewTable([]TableColumn{{Title: "Date", Text: func(i int) string { return dates[i] }, Less: func(a, b int) bool { return iso[a] < iso[b] }}},
		func() int { return 3 }, func(i int) string { return iso[i] })
	tb.Reload()
	tb.SortBy(0, false)
	if fmt.Sprint(tb.Order()) != "[1 2 0]" {
		t.Error(tb.Order())
	}
	tb.SortBy(0, true)
	if fmt.Sprint(tb.Order()) != "[0 2 1]" {
		t.Error(tb.Order())
	}
}

// The choice stays with its record when records come and go, and is given up with it.
func TestTableReload(t *testing.T) {
	wear(t, false)
	list := records(20)
	var chosen []int
	tb := NewTable([]TableColumn{{Title: "Who", Text: func(i int) string { return list[i].who }}}, func() int { return len(list) }, func(i int) string { return list[i].who })
	tb.OnChoose = func(i int) { chosen = append(chosen, i) }
	tb.Reload()
	stand(t, tb, 400, 200)
	tb.Choose("P10")
	list = list[2:]
	tb.Reload()
	if tb.ChosenID() != "P10" || tb.Chosen() != 1 || fmt.Sprint(chosen) != "[3]" {
		t.Errorf("%s, record %d, told %v", tb.ChosenID(), tb.Chosen(), chosen)
	}
	list = list[2:]
	tb.Reload()
	if tb.ChosenID() != "" || tb.Chosen() != -1 || fmt.Sprint(chosen) != "[3 -1]" {
		t.Errorf("%s, record %d, told %v", tb.ChosenID(), tb.Chosen(), chosen)
	}
	tb.Mark("P15")
	if len(chosen) != 2 || tb.ChosenID() != "P15" {
		t.Error("marking tells")
	}
	list = nil
	tb.Empty = "No interview matches the filter."
	tb.Reload()
	if !says(tb.rows.board, "No interview matches") {
		t.Errorf("an empty table says %v", wordsOf(tb.rows.board))
	}
}

func TestTableOpens(t *testing.T) {
	wear(t, false)
	tb := recordTable(records(20))
	var opened, menus []int
	tb.OnOpen = func(i int) { opened = append(opened, i) }
	tb.OnMenu = func(i int, _ fyne.Position) { menus = append(menus, i) }
	stand(t, tb, 1000, 300)
	tb.SortBy(0, true)
	tb.Focus()
	strike(tb.Rows(), fyne.KeyDown, fyne.KeyReturn)
	tb.rows.board.TappedSecondary(at(20, 40))
	if fmt.Sprint(opened, menus) != "[19] [18]" {
		t.Error(opened, menus)
	}
}

// Columns fill the width; where there is too little room the widest give way.
func TestTableWidths(t *testing.T) {
	wear(t, false)
	tb := recordTable(records(30))
	stand(t, tb, 1000, 300)
	for _, w := range []float32{1400, 1000, 700, 500} {
		tb.Resize(fyne.NewSize(w, 300))
		tb.layout(w)
		sum := float32(2*tableInset + tableGap*(len(tb.widths)-1))
		for i, cw := range tb.widths {
			sum += cw
			if cw < 40 && tb.Columns[i].Title != "Org." && tb.Columns[i].Title != "Who" {
				t.Errorf("at %v column %s is %v wide", w, tb.Columns[i].Title, cw)
			}
		}
		if sum > w+1 && w >= 700 || sum < w-1 {
			t.Errorf("at %v the columns take %v", w, sum)
		}
	}
}

func TestTableHead(t *testing.T) {
	wear(t, false)
	tb := recordTable(records(5))
	w := stand(t, tb, 1000, 300)
	tb.Columns[1].NoSort = true
	tb.Refresh()
	if len(tb.head.Keys()) != len(tb.Columns)-1 {
		t.Errorf("headings %v", tb.head.Keys())
	}
	w.Canvas().FocusNext() // the rows
	w.Canvas().FocusNext() // the headings
	if !tb.head.Focused() {
		t.Fatal("the keyboard does not reach the headings")
	}
	strike(tb.head, fyne.KeyRight, fyne.KeyReturn)
	if col, _ := tb.Sorted(); col != 2 {
		t.Error(tb)
	}
	if !strings.Contains(strings.Join(wordsOf(tb.head), " "), "Root cause") {
		t.Error(wordsOf(tb.head))
	}
}

func BenchmarkRowsScroll(b *testing.B) {
	wear(b, false)
	list := records(100_000)
	tb := recordTable(list)
	w := test.NewTempWindow(b, tb)
	w.Resize(fyne.NewSize(1100, 800))
	for b.Loop() {
		tb.rows.scroll.Scrolled(&fyne.ScrollEvent{Scrolled: fyne.NewDelta(0, -37)})
	}
}

func BenchmarkTableSort(b *testing.B) {
	wear(b, false)
	tb := recordTable(records(100_000))
	for b.Loop() {
		tb.SortBy(2, false)
	}
}
