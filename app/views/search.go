package views

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// Search looks for what was said over the whole study as somebody types: passages at the left, the one in hand
// with what was said around it at the right, and there the code that all checked passages get at once.
type Search struct {
	base
	from     string // the screen to go back to
	searcher *session.Searcher
	asked    string // what was asked last
	found    session.SearchFound
	off      map[string]bool // passages that are not to be coded, by ID
	already  map[string]bool // on which this coder has put the code
	code     research.Code   // the one to apply, without ID none
	unit     session.SearchUnit
	wish     session.SearchWish

	acts    []Act
	field   *widgets.Field
	box     fyne.CanvasObject
	pickers []*widgets.Picker
	values  [][]string // what a picker writes, by picker
	clear   *widgets.Board
	rows    *widgets.Rows
	frame   *widgets.Board
	head    *widgets.Board
	card    *widgets.Board
	foot    *widgets.Board
	content *fyne.Container
	unpick  func() // takes the picker of codes away

	// deliver runs a function on the window's goroutine.
	deliver func(func())
}

const (
	searchRow       = 50
	searchCard      = 380
	searchCardLeast = 900 // width under which the card stands below the list
	searchTop       = 84  // field and filters
	searchFoot      = 34
)

// NewSearch is the Search screen.
func NewSearch(h Host) *Search {
	v := &Search{base: base{h}, from: "interviews", off: map[string]bool{}, already: map[string]bool{}, deliver: fyne.Do}
	v.searcher = h.Session().NewSearcher()
	v.field, v.box = widgets.NewField("Words, \"a phrase\", begin*, code:DIS-02, outcome:lost, stage:4, coder:RO, is:answered", "search", "", false)
	v.field.Cap = func() string { return v.keys().Of("search.field") }
	v.field.OnChanged = func(string) { v.ask() }
	v.field.OnKey = v.fieldKey
	v.makePickers()
	v.clear = widgets.NewBoard(v.drawClear)
	v.rows = widgets.NewRows(searchRow, v.drawRow)
	v.rows.Vacant = v.drawVacant
	v.rows.OnChoose = func(int) { v.card.Refresh() }
	v.rows.OnOpen = v.open
	v.rows.OnKey, v.rows.OnRune = v.listKey, v.Rune
	v.frame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	v.head, v.card, v.foot = widgets.NewBoard(v.drawHead), widgets.NewBoard(v.drawCard), widgets.NewBoard(v.drawFoot)
	v.makeActs()
	objects := []fyne.CanvasObject{v.frame, v.box}
	for _, k := range v.pickers {
		objects = append(objects, k)
	}
	v.content = widgets.Placed(v.layout, append(objects, v.clear, v.head, v.rows, v.card, v.foot)...)
	return v
}

// makePickers makes the filters that can be picked: each writes its words into the field.
func (v *Search) makePickers() {
	s := v.host.Session()
	add := func(label, key string, names, values []string) {
		names, values = append([]string{"Any"}, names...), append([]string{""}, values...)
		v.values = append(v.values, values)
		v.pickers = append(v.pickers, widgets.NewPicker(label, names, 0, func(i int) {
			v.field.SetText(session.WithFilter(v.field.Text, key, values[i]))
		}))
	}
	var names, values []string
	for _, o := range research.Outcomes() {
		names, values = append(names, o.String()), append(values, strings.ToLower(o.String()))
	}
	add("Outcome", "outcome", names, values)
	names, values = nil, nil
	for _, st := range s.Book().Stages {
		names, values = append(names, fmt.Sprintf("%d %s", st.Number, st.Name)), append(values, fmt.Sprint(st.Number))
	}
	add("Stage", "stage", names, values)
	names, values = nil, nil
	for _, w := range s.Waves() {
		names, values = append(names, w.Name), append(values, w.Name)
	}
	add("Wave", "wave", names, values)
	names, values = nil, nil
	coders, err := s.Store().Coders(context.Background())
	if err != nil {
		v.host.Fail(err)
	}
	for _, c := range append(coders, research.Coder{Initials: s.Coder()}) {
		if c.Initials != "" && !slices.Contains(names, c.Initials) {
			names, values = append(names, c.Initials), append(values, c.Initials)
		}
	}
	add("Coder", "coder", names, values)
	add("Said as", "is", []string{"Answer", "Question"}, []string{"answered", "asked"})
}

// layout places everything for a size.
func (v *Search) layout(s fyne.Size) {
	x, w := float32(theme.Margin), s.Width-2*theme.Margin
	widgets.Put(v.box, x, 1, w, theme.ControlHeight)
	px := x
	for _, k := range v.pickers {
		pw := max(40, min(widgets.PickerWidth(k.Label, k.Value()), x+w-px))
		widgets.Put(k, px, 41, pw, theme.ControlHeight)
		px += pw + 8
	}
	widgets.Put(v.clear, px, 41, max(0, x+w-px), theme.ControlHeight)
	h := s.Height - searchTop - 12
	cw, ch := float32(searchCard), h
	lw, lh := w-cw-theme.GapWide, h
	if s.Width < searchCardLeast {
		cw, lw, ch = w, w, 190
		lh = h - ch - theme.Gap
		widgets.Put(v.card, x, searchTop+lh+theme.Gap, cw, ch)
	} else {
		widgets.Put(v.card, x+lw+theme.GapWide, searchTop, cw, ch)
	}
	widgets.Put(v.frame, x, searchTop, lw, lh)
	widgets.Put(v.head, x+1, searchTop+1, lw-2, theme.HeadHeight)
	widgets.Put(v.rows, x+1, searchTop+1+theme.HeadHeight, lw-2, lh-2-theme.HeadHeight-searchFoot)
	widgets.Put(v.foot, x+1, searchTop+lh-1-searchFoot, lw-2, searchFoot)
}

// Content is the screen.
func (v *Search) Content() fyne.CanvasObject { return v.content }

// MinHeight lets the screen scroll in low windows.
func (v *Search) MinHeight() float32 { return 420 }

// Head says what is searched.
func (v *Search) Head() (title, sub string) {
	return "Search", "what was said in " + howMany(v.host.Session().Heard(), "interview")
}

// Show puts the cursor into the field. It is given the screen to go back to.
func (v *Search) Show(arg any) {
	if from, ok := arg.(string); ok && from != "" && from != "search" {
		v.from = from
	}
	go session.Safely(func() { _ = v.searcher.Prepare(context.Background()) }) // where it fails, the first search says why
	v.ask()
	fyne.Do(v.field.Focus)
}

// Changed searches again: codings and texts may be others now.
func (v *Search) Changed(store.Change) { v.again() }

// ask searches for what stands in the field; nothing that was chosen before counts any longer.
func (v *Search) ask() {
	clear(v.off)
	clear(v.already)
	v.again()
}

// again searches once more. Each search ends the one before it.
func (v *Search) again() {
	text := v.field.Text
	v.asked, v.wish, v.found.Final = text, v.host.Session().ReadSearch(text), false
	v.mirror()
	v.searcher.Ask(text, func(found session.SearchFound, err error) {
		v.deliver(func() {
			if text == v.asked {
				v.take(found, err)
			}
		})
	})
}

// mirror shows in the pickers what the words say.
func (v *Search) mirror() {
	w := v.wish
	chosen := make([]int, len(v.pickers))
	for i, o := range research.Outcomes() {
		if len(w.Outcomes) == 1 && w.Outcomes[0] == o {
			chosen[0] = i + 1
		}
	}
	for i, st := range v.host.Session().Book().Stages {
		if len(w.Stages) == 1 && w.Stages[0] == st.Number {
			chosen[1] = i + 1
		}
	}
	for i, x := range v.host.Session().Waves() {
		if len(w.Waves) == 1 && w.Waves[0] == x.ID {
			chosen[2] = i + 1
		}
	}
	for i, c := range v.values[3] {
		if len(w.Coders) == 1 && w.Coders[0] == c {
			chosen[3] = i
		}
	}
	if w.Asked != nil {
		chosen[4] = map[bool]int{false: 1, true: 2}[*w.Asked]
	}
	for i, k := range v.pickers {
		k.SetChosen(min(chosen[i], len(k.Options)-1))
	}
}

// take shows what was found; the passage in hand stays in hand where it is still there.
func (v *Search) take(found session.SearchFound, err error) {
	if err != nil {
		v.host.Fail(err)
		return
	}
	was := ""
	if h, ok := v.inHand(); ok {
		was = h.ID()
	}
	v.found = found
	v.rows.SetCount(len(found.Hits))
	at := 0
	for i, h := range found.Hits {
		if h.ID() == was {
			at = i
		}
	}
	if len(found.Hits) > 0 {
		v.rows.Mark(at)
	}
	if found.Final {
		v.look()
	}
	v.redraw()
}

// look finds out, away from the window's goroutine, which passages have the code already.
func (v *Search) look() {
	if v.code.ID == "" || len(v.found.Hits) == 0 {
		return
	}
	hits, unit, code, asked, s := v.found.Hits, v.unit, v.code.ID, v.asked, v.host.Session()
	go func() {
		on, err := s.AlreadyCoded(context.Background(), hits, unit, code)
		v.deliver(func() {
			if err != nil {
				v.host.Fail(err)
				return
			}
			if asked != v.asked || unit != v.unit || code != v.code.ID {
				return
			}
			clear(v.already)
			for i, h := range hits {
				v.already[h.ID()] = on[i]
			}
			v.redraw()
		})
	}()
}

func (v *Search) redraw() {
	v.rows.Refresh()
	v.clear.Refresh()
	v.head.Refresh()
	v.card.Refresh()
	v.foot.Refresh()
	v.content.Refresh()
}

// inHand is the passage that the cursor is on.
func (v *Search) inHand() (session.SearchHit, bool) {
	if i := v.rows.Chosen(); i >= 0 && i < len(v.found.Hits) {
		return v.found.Hits[i], true
	}
	return session.SearchHit{}, false
}

// checked are the passages that would be coded.
func (v *Search) checked() []session.SearchHit {
	var out []session.SearchHit
	for _, h := range v.found.Hits {
		if id := h.ID(); !v.off[id] && !v.already[id] {
			out = append(out, h)
		}
	}
	return out
}
