package views

import (
	"context"
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/analysis"
	"openloop/research/store"
)

// Coders is where several people's codings are compared: at first the places where they differ, one in hand to be
// settled by one key; on a second tab how far they agree, code by code. While nobody codes a second time it says how
// to begin.
type Coders struct {
	base
	tabs, units *widgets.Segmented
	settled     *widgets.Toggle
	frame       *widgets.Board
	rows        *widgets.Rows
	card        *widgets.Board
	note        *widgets.Field
	noteBox     fyne.CanvasObject
	table       *widgets.Rows
	hints       *widgets.Board
	empty       *widgets.EmptyState
	content     *fyne.Container

	agreement bool // the second tab is up
	unit      analysis.Unit
	seconds   []session.Second
	list      []session.Difference
	agreed    session.Agreed
	acting    bool
}

// The measures of the screen.
const (
	codersTop   = 44 // tabs and units
	codersHead  = 52 // of the list
	codersRow   = 46
	codersFoot  = 30
	codersBlock = 132 // overall agreement
)

// NewCoders is the Coders screen.
func NewCoders(h Host) *Coders {
	v := &Coders{base: base{h}}
	v.tabs = widgets.NewSegmented([]string{"Differences", "Agreement"}, 0, func(i int) { v.agreement = i == 1; v.show() })
	v.units = widgets.NewSegmented([]string{"turn", "interview", "character"}, 0, func(i int) { v.unit = analysis.Unit(i); v.load() })
	v.settled = widgets.NewCheck("settled ones too", false, func(bool) { v.load() })
	v.frame = widgets.NewBoard(v.drawFrame)
	v.rows = widgets.NewRows(codersRow, v.drawRow)
	v.rows.OnChoose = func(int) { v.choose() }
	v.rows.OnRune, v.rows.OnKey = v.Rune, v.Key
	v.card = widgets.NewBoard(v.drawCard)
	v.note, v.noteBox = widgets.NewField("Why (kept with what is settled)", "note", "", false)
	v.note.OnSubmitted = func(string) { v.rows.Focus() }
	v.table = widgets.NewRows(theme.RowHeight, v.drawCode)
	v.table.OnRune, v.table.OnKey = v.Rune, v.Key
	v.hints = widgets.NewBoard(v.drawHints)
	v.empty = widgets.NewEmptyState("people", "One person codes this study", "Give some interviews to a second coder, who codes them without seeing what stands there. Then you see how far you agree, and settle what you put differently.",
		"Give interviews to a second coder", "plus", v.askSecond)
	v.content = widgets.Placed(v.place, v.frame, v.rows, v.card, v.noteBox, v.table, v.hints, v.tabs, v.units, v.settled, v.empty)
	return v
}

func (v *Coders) place(s fyne.Size) {
	widgets.Put(v.empty, 0, 0, s.Width, s.Height)
	x := float32(theme.Margin)
	widgets.Put(v.tabs, x, 1, v.tabs.MinSize().Width, theme.ControlHeight)
	uw := v.units.MinSize().Width
	widgets.Put(v.units, s.Width-x-uw, 1, uw, theme.ControlHeight)
	sw := v.settled.MinSize().Width
	widgets.Put(v.settled, x+v.tabs.MinSize().Width+16, 1, sw, theme.ControlHeight)
	widgets.Put(v.frame, 0, 0, s.Width, s.Height)
	h := s.Height - codersTop - codersFoot - 8
	lw := v.listWidth(s.Width)
	widgets.Put(v.rows, x+1, codersTop+codersHead, lw-2, h-codersHead-8)
	cx := x + lw + theme.GapWide
	widgets.Put(v.card, cx, codersTop, s.Width-x-cx, h)
	widgets.Put(v.noteBox, cx+theme.Inset, codersTop+h-106, s.Width-x-cx-2*theme.Inset, theme.ControlHeight)
	widgets.Put(v.table, x+1, codersTop+codersBlock+theme.GapWide+theme.HeadHeight, s.Width-2*x-2, h-codersBlock-theme.GapWide-theme.HeadHeight-8)
	widgets.Put(v.hints, x, s.Height-codersFoot-4, s.Width-2*x, codersFoot)
}

func (v *Coders) listWidth(w float32) float32 { return min(420, max(300, w*.34)) }

// Content is the screen.
func (v *Coders) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Coders) MinHeight() float32 { return 480 }

// Head is how far the second coders are.
func (v *Coders) Head() (string, string) {
	given, done := 0, 0
	for _, c := range v.seconds {
		given, done = given+c.Given, done+c.Done
	}
	if given == 0 {
		return "Coders", ""
	}
	return "Coders", fmt.Sprintf("%d of %s coded a second time", done, howMany(given, "interview"))
}

// Actions give interviews to a second coder.
func (v *Coders) Actions() []fyne.CanvasObject {
	if len(v.seconds) == 0 || v.host.Session().ReadOnly() {
		return nil
	}
	return []fyne.CanvasObject{widgets.NewButton("Second coder", "plus", widgets.Secondary, v.askSecond)}
}

// Show reads what the coders put.
func (v *Coders) Show(any) {
	v.load()
	fyne.Do(v.focus)
}

// Changed reads it again.
func (v *Coders) Changed(c store.Change) {
	if v.acting {
		return
	}
	for _, table := range []string{"assignment", "coding", "verdict", "verbatim", "turn", "code"} {
		if _, ok := c.Tables[table]; ok {
			v.load()
			return
		}
	}
}

func (v *Coders) focus() {
	if len(v.seconds) == 0 {
		return
	}
	if v.agreement {
		v.table.Focus()
	} else {
		v.rows.Focus()
	}
}

// load reads the second coders, and what the tab that is up shows.
func (v *Coders) load() {
	ctx, s := context.Background(), v.host.Session()
	var err error
	if v.seconds, err = s.Seconds(ctx); err != nil {
		v.host.Fail(err)
		return
	}
	if v.agreed, err = s.Agreement(ctx, v.unit); err != nil {
		v.host.Fail(err)
		return
	}
	if v.list, err = s.Differences(ctx, v.unit, v.settled.On); err != nil {
		v.host.Fail(err)
		return
	}
	v.show()
}

// show brings the screen up to date with what was read.
func (v *Coders) show() {
	any := len(v.seconds) > 0
	at := max(0, v.rows.Chosen())
	v.rows.SetCount(len(v.list))
	if len(v.list) > 0 {
		at = min(at, len(v.list)-1)
		v.rows.Mark(at)
		v.rows.Reveal(at)
	}
	v.table.SetCount(len(v.agreed.Codes))
	_, inHand := v.item()
	for o, shown := range map[fyne.CanvasObject]bool{v.empty: !any, v.tabs: any, v.units: any, v.frame: any, v.hints: any, v.settled: any && !v.agreement, v.rows: any && !v.agreement,
		v.card: any && !v.agreement, v.noteBox: any && !v.agreement && inHand, v.table: any && v.agreement} {
		setShown(o, shown)
	}
	v.frame.Refresh()
	v.rows.Refresh()
	v.card.Refresh()
	v.table.Refresh()
	v.hints.Refresh()
	v.content.Refresh()
	v.host.Refresh()
}

// item is the difference in hand.
func (v *Coders) item() (session.Difference, bool) {
	i := v.rows.Chosen()
	if i < 0 || i >= len(v.list) {
		return session.Difference{}, false
	}
	return v.list[i], true
}

func (v *Coders) choose() {
	if d, ok := v.item(); ok {
		v.note.SetText(d.Note)
	}
	v.card.Refresh()
	v.frame.Refresh()
}

// rulings are the answers to a difference and their keys.
var rulings = []struct {
	key    rune
	ruling session.Ruling
}{{'1', session.FirstStands}, {'2', session.SecondStands}, {'3', session.BothStand}, {'4', session.NeitherStands}}

// settle settles the difference in hand and goes on to the next.
func (v *Coders) settle(r session.Ruling) {
	d, ok := v.item()
	if !ok || v.host.Session().ReadOnly() {
		return
	}
	v.acting = true
	err := v.host.Session().Settle(context.Background(), d, r, v.note.Text)
	v.acting = false
	if err != nil {
		v.host.Fail(err)
		v.load()
		return
	}
	v.host.Say(fmt.Sprintf("Settled %s in %s: %s. Ctrl Z undoes it.", d.Code.Name, d.Interview.Who(), r))
	v.note.SetText("")
	v.load()
}

// Key is for what no focused widget took.
func (v *Coders) Key(e *fyne.KeyEvent) bool {
	if e.Name == fyne.KeyReturn || e.Name == fyne.KeyEnter {
		if len(v.seconds) == 0 && !v.host.Session().ReadOnly() {
			v.askSecond()
			return true
		}
		if d, ok := v.item(); ok && !v.agreement {
			v.host.Go("coding", d.Interview.Interview.ID)
			return true
		}
	}
	return len(v.seconds) > 0 && v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune settles, writes a note, or changes tab and unit.
func (v *Coders) Rune(r rune) bool { return len(v.seconds) > 0 && v.keys().Press(keyOfRune(r)) }

// rulingAct names the act of an answer to a difference.
func rulingAct(i int) string { return "coders.settle." + string(rulings[i].key) }

// settleListed settles the difference in hand, where differences are listed.
func (v *Coders) settleListed(i int) {
	if !v.agreement {
		v.settle(rulings[i].ruling)
	}
}

// writeWhy puts the cursor into the note on the difference in hand.
func (v *Coders) writeWhy() {
	if _, ok := v.item(); ok && !v.agreement {
		v.host.Window().Canvas().Focus(v.note)
	}
}

// turnTab shows the other tab.
func (v *Coders) turnTab() {
	v.tabs.Pick(map[bool]int{true: 0, false: 1}[v.agreement])
	v.focus()
}

// turnUnit counts by the next unit.
func (v *Coders) turnUnit() { v.units.Pick((int(v.unit) + 1) % 3) }

// giveMore gives more interviews to a second coder.
func (v *Coders) giveMore() {
	if !v.host.Session().ReadOnly() {
		v.askSecond()
	}
}
