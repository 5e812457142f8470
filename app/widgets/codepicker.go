package widgets

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/widget"

	"openloop/app/theme"
	"openloop/research"
)

// CodePicker finds a code: a search field over the codes, those used last first, then stage by stage. The
// code that is lit shows its definition. Up and Down walk, Enter picks, Escape leaves.
type CodePicker struct {
	widget.BaseWidget
	// OnPick gets the code that Enter, a double click or a click on the lit code picks.
	OnPick func(c research.Code)
	// OnCancel is Escape; nil hands the key on.
	OnCancel func()
	// OnLight hears which code is lit.
	OnLight func(c research.Code)
	// Why says why a code is suggested for the chosen passage, or "".
	Why func(id research.ID) string

	book      *research.Codebook
	texts     []codeText
	counts    map[research.ID]int
	suggested []research.ID
	recent    []research.ID
	folded    map[int]bool // stages that are shut
	items     []codeItem
	lit       int // among items, -1 none
	most      int // the largest count
	keep      bool
	walked    bool // the lit code was chosen by a person

	field  *Field
	board  *Board
	scroll *container.Scroll
	whole  fyne.CanvasObject
}

// codeItem is a line of the list: a code, or the heading of a group.
type codeItem struct {
	apart bool // stands outside its stage, so that it shows the stage itself
	code  int  // in the book, -1 for a heading
	head  string
	stage int
	y, h  float32
}

const codeHeadHeight = 30

// NewCodePicker is a picker of the codes of a book.
func NewCodePicker(book *research.Codebook) *CodePicker {
	k := &CodePicker{folded: map[int]bool{}, lit: -1}
	k.field, _ = NewField("Type to find a code", "search", "/", false)
	k.field.OnChanged = func(string) { k.find() }
	k.field.OnSubmitted = func(string) { k.Pick() }
	k.field.OnKey = k.key
	k.board = NewBoard(k.paint)
	k.board.Min = func() fyne.Size { return fyne.NewSize(120, k.height()) }
	k.scroll = container.NewVScroll(k.board)
	k.scroll.OnScrolled = func(fyne.Position) { k.board.Refresh() }
	k.whole = PlacedMin(fyne.NewSize(200, 160), func(s fyne.Size) {
		Put(k.field.Object(), 12, 0, s.Width-24, theme.ControlHeight)
		k.measure(s.Width)
		Put(k.scroll, 0, 38, s.Width, s.Height-38)
		k.scroll.Refresh()
		k.board.Refresh()
	}, k.field.Object(), k.scroll)
	k.ExtendBaseWidget(k)
	k.SetBook(book)
	return k
}

// SetBook takes another codebook.
func (k *CodePicker) SetBook(book *research.Codebook) {
	if book == nil {
		book = research.NewCodebook(nil, nil)
	}
	was, walked := k.chosen()
	k.book, k.items, k.lit = book, nil, -1
	k.texts = make([]codeText, len(book.Codes))
	for i, c := range book.Codes {
		stage, _ := book.Stage(c.Stage)
		k.texts[i] = newCodeText(c, stage.Name)
	}
	k.find()
	if walked {
		k.Light(was.ID)
	}
}

// SetCounts says in how many interviews each code is.
func (k *CodePicker) SetCounts(counts map[research.ID]int) {
	k.counts, k.most = counts, 0
	for _, n := range counts {
		k.most = max(k.most, n)
	}
	k.board.Refresh()
}

// SetRecent says which codes were used last, the latest first.
func (k *CodePicker) SetRecent(ids []research.ID) {
	k.recent = ids
	k.find()
}

// SetSuggested says which codes are suggested, the best first; Why tells the reason.
func (k *CodePicker) SetSuggested(ids []research.ID) {
	k.suggested = ids
	k.find()
}

// Field is the search field.
func (k *CodePicker) Field() *Field { return k.field }

// Focus gives the search field the keyboard.
func (k *CodePicker) Focus() { k.field.Focus() }

// Clear empties the search.
func (k *CodePicker) Clear() {
	if k.field.Text != "" {
		k.field.SetText("")
		return
	}
	k.find()
}

// Lit is the code that is lit.
func (k *CodePicker) Lit() (research.Code, bool) {
	if k.lit < 0 || k.lit >= len(k.items) || k.items[k.lit].code < 0 {
		return research.Code{}, false
	}
	return k.book.Codes[k.items[k.lit].code], true
}

// chosen is the code that is lit because a person wanted it.
func (k *CodePicker) chosen() (research.Code, bool) {
	c, ok := k.Lit()
	return c, ok && k.walked
}

// Light lights a code and brings it into view.
func (k *CodePicker) Light(id research.ID) {
	for i, it := range k.items {
		if it.code >= 0 && k.book.Codes[it.code].ID == id {
			k.walked = true
			k.light(i)
			return
		}
	}
}

// Pick picks the code that is lit.
func (k *CodePicker) Pick() {
	if c, ok := k.Lit(); ok && k.OnPick != nil {
		k.OnPick(c)
	}
}

// Codes lists the codes in the order shown.
func (k *CodePicker) Codes() []research.Code {
	var out []research.Code
	for _, it := range k.items {
		if it.code >= 0 {
			out = append(out, k.book.Codes[it.code])
		}
	}
	return out
}

// find lists the codes for what is typed and lights the first.
func (k *CodePicker) find() {
	was, walked := k.chosen()
	k.items = k.items[:0]
	if k.field.Text == "" {
		k.listAll()
	} else {
		recent := map[research.ID]int{}
		for i, id := range k.recent {
			recent[id] = i
		}
		for _, i := range findCodes(k.book, k.texts, k.field.Text, recent) {
			k.items = append(k.items, codeItem{code: i, stage: k.book.Codes[i].Stage, apart: true})
		}
	}
	k.lit = -1
	k.measure(k.Size().Width)
	switch {
	case walked && k.field.Text == "":
		k.Light(was.ID)
	default:
		k.walked = false
		k.light(k.step(-1, +1))
	}
	k.Refresh()
}

// listAll is the list while nothing is typed.
func (k *CodePicker) listAll() {
	k.group("Suggested", k.suggested)
	k.group("Last used", k.recent[:min(len(k.recent), 5)])
	for _, s := range k.book.Stages {
		k.items = append(k.items, codeItem{code: -1, head: s.Name, stage: s.Number})
		if k.folded[s.Number] {
			continue
		}
		for i, c := range k.book.Codes {
			if c.Stage == s.Number && !c.Retired {
				k.items = append(k.items, codeItem{code: i, stage: s.Number})
			}
		}
	}
}

func (k *CodePicker) group(head string, ids []research.ID) {
	at := len(k.items)
	for _, id := range ids {
		if i := k.book.Index(id); i >= 0 && !k.book.Codes[i].Retired {
			k.items = append(k.items, codeItem{code: i, stage: k.book.Codes[i].Stage, apart: true})
		}
	}
	if len(k.items) > at {
		k.items = append(k.items[:at], append([]codeItem{{code: -1, head: head}}, k.items[at:]...)...)
	}
}

// step is the next code from an item on, or -1.
func (k *CodePicker) step(from, by int) int {
	for i := from + by; i >= 0 && i < len(k.items); i += by {
		if k.items[i].code >= 0 {
			return i
		}
	}
	return -1
}

func (k *CodePicker) light(i int) {
	if i < 0 || i >= len(k.items) {
		return
	}
	k.lit = i
	k.measure(k.Size().Width)
	k.scroll.Refresh()
	it := k.items[i]
	scrollInto(k.scroll, it.y, it.h)
	if i == k.step(-1, +1) {
		scrollInto(k.scroll, 0, it.y)
	}
	k.board.Refresh()
	if c, ok := k.Lit(); ok && k.OnLight != nil {
		k.OnLight(c)
	}
}

func (k *CodePicker) key(e *fyne.KeyEvent) bool {
	by := 0
	switch e.Name {
	case fyne.KeyDown:
		by = 1
	case fyne.KeyUp:
		by = -1
	case fyne.KeyPageDown:
		by = 8
	case fyne.KeyPageUp:
		by = -8
	case fyne.KeyEscape:
		return k.escape()
	default:
		return false
	}
	k.walk(by)
	return true
}

func (k *CodePicker) walk(by int) {
	way := 1
	if by < 0 {
		way = -1
	}
	at := k.lit
	for ; by != 0; by -= way {
		next := k.step(at, way)
		if next < 0 {
			break
		}
		at = next
	}
	k.walked = true
	k.light(at)
}

// escape empties the search first, then leaves.
func (k *CodePicker) escape() bool {
	if k.field.Text != "" {
		k.Clear()
		return true
	}
	if k.OnCancel == nil {
		return false
	}
	k.OnCancel()
	return true
}

// click lights a code, or picks it when it is lit already.
func (k *CodePicker) click(i int) {
	if i == k.lit {
		k.Pick()
	} else {
		k.walked = true
		k.light(i)
	}
	if k.keep {
		k.field.Focus()
	}
}

// fold shuts or opens a stage.
func (k *CodePicker) fold(stage int) {
	k.folded[stage] = !k.folded[stage]
	k.find()
}

// Refresh draws the list again.
func (k *CodePicker) Refresh() {
	k.measure(k.Size().Width)
	k.scroll.Refresh()
	k.board.Refresh()
	k.BaseWidget.Refresh()
}

// CreateRenderer is for Fyne.
func (k *CodePicker) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(k.whole)
}

// Popup shows the picker over a canvas near a place in the window, and answers how to take it away. Escape
// and a click beside it take it away as well; picking does not.
func (k *CodePicker) Popup(c fyne.Canvas, at fyne.Position) (hide func()) {
	const w, h = 372, 440
	card := container.New(popupLayout{}, k)
	over := &overlay{canvas: c, card: card, radius: theme.RadiusDialog, place: func(win fyne.Size) (fyne.Position, fyne.Size) {
		s := fyne.NewSize(min(w, win.Width-16), min(h, win.Height-16))
		return fyne.NewPos(max(8, min(at.X, win.Width-s.Width-8)), max(8, min(at.Y, win.Height-s.Height-8))), s
	}}
	cancel := k.OnCancel
	gone := func() {
		over.hide()
		k.OnCancel, k.keep = cancel, false
	}
	k.OnCancel = func() {
		gone()
		if cancel != nil {
			cancel()
		}
	}
	over.dismiss = k.OnCancel
	over.onKey = func(e *fyne.KeyEvent) { k.key(e) }
	k.keep = true
	over.show(k.field)
	return gone
}

// popupLayout leaves a little room around the picker.
type popupLayout struct{}

func (popupLayout) Layout(o []fyne.CanvasObject, s fyne.Size) {
	Put(o[0], 1, 12, s.Width-2, s.Height-20)
}

func (popupLayout) MinSize(o []fyne.CanvasObject) fyne.Size { return o[0].MinSize() }
