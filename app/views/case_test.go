package views

import (
	"context"
	"strings"
	"testing"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/research"
)

// caseRoom is the screen with what runs off the window's goroutine done by work, the last asked for alone.
func caseRoom(t *testing.T, mode theme.Mode, size fyne.Size) (r *room, v *Case, work func()) {
	var waiting func()
	work = func() {
		for waiting != nil {
			do := waiting
			waiting = nil
			do()
		}
	}
	r = newRoom(t, untold(t), mode, size, func(h Host) View {
		v = NewCase(h)
		v.off, v.deliver = func(f func()) { waiting = f }, func(f func()) { f() }
		return v
	}, "themes")
	work()
	return r, v, work
}

// enter types words into the field that has the keyboard and goes on with Enter.
func (r *room) enter(words string) {
	r.t.Helper()
	r.typed(words)
	r.key(fyne.KeyReturn)
}

// fillCase types a whole business case, by keyboard alone.
func fillCase(r *room, v *Case) {
	v.Rune('/')
	for _, words := range []string{"EUR", "lost in 2025", "8m", "9.4m", "11m", "CRM, closed lost", "500k", "End-of-quarter discounts", "380k", "420k", "460k", "Finance"} {
		r.enter(words)
	}
}

// The business case is typed by keyboard: what follows shows before anything is kept, is kept when a field is left,
// and is undone step by step.
func TestBusinessCaseByKeyboard(t *testing.T) {
	r, v, work := caseRoom(t, theme.LightMode, usual)
	ctx := context.Background()
	if v.tried.Case != nil || !strings.Contains(v.tried.Why, "currency") {
		t.Fatalf("before anything is typed: %q", v.tried.Why)
	}
	v.Rune('/')
	r.typed("EUR")
	work()
	if v.tried.Case == nil || v.tried.Case.Whole {
		t.Fatal("the page does not follow while the currency is typed")
	}
	if list, _ := r.s.Assumptions(ctx); len(list) != 0 {
		t.Errorf("kept before the field is left: %+v", list)
	}
	r.key(fyne.KeyReturn)
	for _, words := range []string{"lost in 2025", "8m", "9.4m", "11m", "CRM", "500k", "End-of-quarter discounts", "380k", "420k", "460k", "Finance"} {
		r.enter(words)
	}
	work()
	list, err := r.s.Assumptions(ctx)
	if err != nil || len(list) != 4 || list[1].Likely != 9_400_000 || list[1].Source != "CRM" || list[3].Name != "End-of-quarter discounts" {
		t.Fatalf("%+v, %v", list, err)
	}
	if !v.tried.Case.Whole || !strings.Contains(strings.Join(v.page.Words(), " "), "€9.4m") {
		t.Error("the page does not show what all deals are worth")
	}
	price, _ := r.s.Book().ByRef("NEG-01")
	for _, row := range v.rows {
		if row.kept.Name == "End-of-quarter discounts" {
			row.code = price.ID
			v.changed(row)
			v.saveRow(row)
		}
	}
	work()
	if words := strings.Join(v.page.Words(), " "); !strings.Contains(words, "What the wrong lever has cost") || v.tried.Case.Levers[0].Wasted.Likely == 0 {
		t.Errorf("the page says %s", words)
	}
	if n := len(v.rows); n != 6 {
		t.Errorf("%d rows, want one for another lever too", n)
	}
	v.Key(&fyne.KeyEvent{Name: fyne.KeyEscape})
	if len(r.went) != 1 || r.went[0] != "themes" {
		t.Errorf("Escape leads to %q", r.went)
	}
	steps := 0
	for name, ok := r.s.CanUndo(); ok && strings.HasPrefix(name, "Set "); name, ok = r.s.CanUndo() {
		if _, err := r.s.Undo(ctx); err != nil {
			t.Fatal(err)
		}
		steps++
	}
	if list, _ := r.s.Assumptions(ctx); len(list) > 0 || steps < 5 {
		t.Errorf("after %d steps undone, these are left: %+v", steps, list)
	}
}

// What cannot be right is said beside the field, and not kept.
func TestBusinessCaseSaysWhatIsWrong(t *testing.T) {
	r, v, work := caseRoom(t, theme.DarkMode, usual)
	fillCase(r, v)
	work()
	row := v.rows[1]
	row.has[caseLow].SetText("12m")
	if !strings.Contains(row.wrong, "not above likely") {
		t.Errorf("low above likely: %q", row.wrong)
	}
	v.saveRow(row)
	if list, _ := r.s.Assumptions(context.Background()); list[1].Low != 8_000_000 {
		t.Errorf("kept all the same: %+v", list[1])
	}
	row.has[caseLow].SetText("some")
	if !strings.Contains(row.wrong, "is no sum") {
		t.Errorf("no sum: %q", row.wrong)
	}
	row.has[caseLow].SetText("8m")
	if row.wrong != "" {
		t.Errorf("in order again: %q", row.wrong)
	}
	v.newLever()
	if v.inHand() == nil || v.inHand().kept.ID != "" {
		t.Error("N does not go to a new lever")
	}
	v.rows[3].has[caseName].Focus()
	v.dropLever()
	if list, _ := r.s.Assumptions(context.Background()); countKind(list, research.Lever) != 0 {
		t.Errorf("the lever stays: %+v", list)
	}
}

// The screen in both lights and at both sizes, empty and filled, for a person to look at.
func TestBusinessCaseLooks(t *testing.T) {
	for name, c := range map[string]struct {
		mode theme.Mode
		size fyne.Size
	}{"light": {theme.LightMode, bodyLarge}, "dark-small": {theme.DarkMode, bodySmall}, "light-small": {theme.LightMode, bodySmall}} {
		r, v, work := caseRoom(t, c.mode, c.size)
		r.shoot("case-empty-" + name)
		fillCase(r, v)
		work()
		price, _ := r.s.Book().ByRef("NEG-01")
		v.rows[3].code = price.ID
		v.changed(v.rows[3])
		v.saveRow(v.rows[3])
		work()
		v.layout.Refresh()
		r.shoot("case-" + name)
		if v.tried.Case == nil || v.page.Size().Height < 200 || v.below.Size().Height < 100 {
			t.Errorf("%s: the page is %v, what is below it %v", name, v.page.Size(), v.below.Size())
		}
	}
}

func countKind(list []research.Assumption, k research.AssumptionKind) (n int) {
	for _, a := range list {
		if a.Kind == k {
			n++
		}
	}
	return n
}
