package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research/store"
)

// The columns of the history, from the left and from the right.
const (
	historyWho   = 76
	historyWhat  = 122
	historyWhere = 330 // from the right edge
	historyState = 170
)

// last remembers the row that was chosen, to tell the way up from the way down.
func (v *History) last(i int) { v.lastRow = i }

func (v *History) drawHead(p *widgets.Pen) {
	p.ListHead()
	for _, h := range []struct {
		x    float32
		word string
	}{{16, "When"}, {historyWho, "Who"}, {historyWhat, "What"}, {p.W - historyWhere, "Where"}} {
		p.L(h.x, p.H/2, h.word, theme.CaptionB, p.Mute)
	}
}

func (v *History) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.lines) {
		return
	}
	cy := y + theme.RowHeight/2
	l := v.lines[i]
	if l.at < 0 {
		p.L(16, cy+3, l.day, theme.SmallB, p.Ink2)
		p.HLine(0, y+theme.RowHeight-1, w, p.Line)
		return
	}
	v.rows.Ground(p, i, y, w, chosen)
	st := v.steps[l.at]
	ink, typ := p.Ink, theme.Body
	switch {
	case st.Undone:
		ink = p.Mute
	case st.ID == v.now:
		typ = theme.Strong
	}
	p.L(16, cy, st.At.Local().Format("15:04"), theme.Small, p.Mute)
	p.LW(historyWho, cy, historyWhat-historyWho-6, st.Coder, theme.Small, p.Mute)
	p.LW(historyWhat, cy, w-historyWhere-historyWhat-16, st.Name, typ, ink)
	p.LW(w-historyWhere, cy, historyWhere-historyState-12, v.placeOf(st), theme.Small, p.Mute)
	v.drawState(p, st, w-historyState, cy)
}

// drawState says what became of a step.
func (v *History) drawState(p *widgets.Pen, st store.Step, x, cy float32) {
	switch {
	case st.Overtaken:
		p.L(x, cy, "undone, overtaken", theme.Small, p.Mute)
	case st.Undone:
		p.Icon(x+7, cy, 14, "undo", p.Mute)
		p.L(x+20, cy, "undone", theme.Small, p.Mute)
	case st.ID == v.now:
		p.Chip(x, cy, "the study stands here", p.Accent, p.AccentSoft, false)
	case st.Rows == 0:
		p.L(x, cy, "cannot be undone", theme.Small, p.Mute)
	case !st.Reach:
		p.Icon(x+7, cy, 14, "lock", p.Mute)
		p.L(x+20, cy, "behind a barrier", theme.Small, p.Mute)
	}
}

// placeOf is in which interviews a step was made. It is read when it is first drawn.
func (v *History) placeOf(st store.Step) string {
	if at, ok := v.places[st.ID]; ok {
		return at
	}
	labels, err := v.host.Session().StepPlaces(context.Background(), st.ID)
	at := strings.Join(labels, ", ")
	if err != nil {
		at = ""
	}
	if len(labels) > 4 {
		at = howMany(len(labels), "interview")
	}
	v.places[st.ID] = at
	return at
}

func (v *History) drawFoot(p *widgets.Pen) {
	p.HLine(0, 0, p.W, p.Line)
	what := "step back to here"
	if st, ok := v.chosen(); ok && st.Undone {
		what = "step forward to here"
	}
	keys := v.keys()
	p.Hints(16, p.H/2, p.W-32, widgets.KeyHint{What: what, Keys: []string{"Enter"}}, keys.hint("find", "history.find"),
		keys.hint("export the trail", "history.export"), widgets.KeyHint{What: "go back", Keys: []string{"Esc"}})
}

func (v *History) searchKey(e *fyne.KeyEvent) bool { return leaveSearch(v.search, v.rows, e) }

// Find puts the cursor into the search field.
func (v *History) Find() { v.search.Focus() }

// Key walks through the list, and Escape goes back to where one came from.
func (v *History) Key(e *fyne.KeyEvent) bool {
	if known, used := walk(v.rows, e); known {
		return used
	}
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		v.open(v.rows.Chosen())
		return true
	case fyne.KeyEscape:
		if v.search.Text != "" {
			v.search.SetText("")
			return true
		}
		if v.from != "" {
			v.host.Go(v.from, nil)
			return true
		}
	}
	return v.keys().Press(keyOfEvent(e, heldModifiers()))
}

// Rune does what a letter stands for.
func (v *History) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }
