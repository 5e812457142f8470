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
)

// codeTab is the tree of codes and, beside it, the card of the chosen one.
type codeTab struct {
	view   *Codebook
	all    []session.BookRow
	shown  []session.BookRow
	most   int
	chosen research.ID

	search                        *widgets.Field
	searchBox                     fyne.CanvasObject
	short                         *widgets.Segmented
	retired                       *widgets.Toggle
	rows                          *widgets.Rows
	form                          *codeForm
	listFrame, listHead, hintFoot *widgets.Board
	content                       *fyne.Container
}

func newCodeTab(v *Codebook) *codeTab {
	t := &codeTab{view: v, most: 1}
	t.search, t.searchBox = widgets.NewField("Find a code", "search", "", false)
	t.search.OnChanged = func(string) { t.filter() }
	t.search.OnKey = t.searchKey
	t.search.Cap = func() string { return v.keys().Of("codebook.search") }
	t.short = widgets.NewSegmented([]string{"Short book", "All codes"}, 0, t.setShort)
	t.retired = widgets.NewCheck("Retired codes", false, func(bool) { t.reload() })
	t.rows = widgets.NewRows(theme.CodeHeight, t.drawRow)
	t.rows.Vacant = noSuchCode
	t.rows.OnChoose = func(i int) { t.choose(i) }
	t.rows.OnOpen = func(int) { t.form.name.Focus() }
	t.rows.OnKey, t.rows.OnRune = v.Key, v.Rune
	t.rows.OnShortcut = func(s fyne.Shortcut) bool { return v.keys().Press(keyOfShortcut(s)) }
	t.rows.OnMenu = func(_ int, at fyne.Position) { widgets.ShowMenu(v.host.Window().Canvas(), at, t.acts()) }
	t.form = newCodeForm(t)
	t.listFrame = widgets.NewBoard(func(p *widgets.Pen) { p.Card(0, 0, p.W, p.H) })
	t.listHead = widgets.NewBoard(t.drawHead)
	t.hintFoot = widgets.NewBoard(func(p *widgets.Pen) {
		p.HLine(0, 0, p.W, p.Line)
		keys := v.keys()
		p.Hints(16, p.H/2, p.W-32, widgets.KeyHint{What: "edit", Keys: []string{"Enter"}}, keys.hint("new code", "codebook.new"), keys.hint("search", "codebook.search"),
			keys.hint("merge", "codebook.merge"), keys.hint("split", "codebook.split"), keys.hint("move", "codebook.move"),
			keys.hint("retire", "codebook.retire"), keys.hint("versions", "codebook.versions"), keys.hint("order", "codebook.up", "codebook.down"))
	})
	t.content = widgets.Placed(t.layout, t.searchBox, t.short, t.retired, t.listFrame, t.listHead, t.rows, t.hintFoot, t.form.content)
	return t
}

func (t *codeTab) layout(s fyne.Size) {
	x, w, cx, cw, h := twoCards(s)
	at := t.view.tabsEnd()
	sw, rw := t.short.MinSize().Width, t.retired.MinSize().Width
	fw := max(120, min(240, s.Width-theme.Margin-at-sw-rw-32))
	widgets.Put(t.searchBox, at, 1, fw, theme.ControlHeight)
	widgets.Put(t.short, at+fw+12, 1, sw, theme.ControlHeight)
	widgets.Put(t.retired, at+fw+sw+28, 1, rw, theme.ControlHeight)
	widgets.Put(t.listFrame, x, bookTop, w, h)
	widgets.Put(t.listHead, x+1, bookTop+1, w-2, theme.HeadHeight)
	widgets.Put(t.rows, x+1, bookTop+1+theme.HeadHeight, w-2, h-2-theme.HeadHeight-interviewFoot)
	widgets.Put(t.hintFoot, x+1, bookTop+h-1-interviewFoot, w-2, interviewFoot)
	widgets.Put(t.form.content, cx, bookTop, cw, h)
}

// reload counts anew; the choice stays on its code.
func (t *codeTab) reload() {
	s := t.view.host.Session()
	short := s.Study().ShortBook
	t.short.SetChosen(1)
	if short {
		t.short.SetChosen(0)
	}
	t.all = s.BookRows(short, t.retired.On)
	t.most = 1
	for _, r := range t.all {
		t.most = max(t.most, r.Interviews)
	}
	t.filter()
	t.view.host.Refresh()
}

// filter shows the codes that hold what was typed, under their stages.
func (t *codeTab) filter() {
	words := strings.ToLower(strings.TrimSpace(t.search.Text))
	t.shown = t.shown[:0]
	for _, r := range t.all {
		for len(t.shown) > 0 && r.Depth == 0 && t.shown[len(t.shown)-1].Depth == 0 && words != "" {
			t.shown = t.shown[:len(t.shown)-1] // a stage of which nothing is left
		}
		if r.Depth == 0 || words == "" || strings.Contains(strings.ToLower(r.Code.Title()+" "+r.Code.Definition), words) {
			t.shown = append(t.shown, r)
		}
	}
	if n := len(t.shown); words != "" && n > 0 && t.shown[n-1].Depth == 0 {
		t.shown = t.shown[:n-1]
	}
	t.rows.SetCount(len(t.shown))
	at := slices.IndexFunc(t.shown, func(r session.BookRow) bool { return r.Code.ID == t.chosen })
	if at < 0 {
		at = slices.IndexFunc(t.shown, func(r session.BookRow) bool { return r.Depth > 0 })
	}
	t.rows.Mark(at)
	t.choose(at)
}

// choose puts a code on the card.
func (t *codeTab) choose(i int) {
	if i < 0 || i >= len(t.shown) {
		t.form.show(session.BookRow{}, false)
		return
	}
	t.chosen = t.shown[i].Code.ID
	t.form.show(t.shown[i], true)
}

// chooseCode brings a code into view.
func (t *codeTab) chooseCode(id research.ID) {
	t.chosen = id
	t.reload()
	t.rows.Reveal(t.rows.Chosen())
}

func (t *codeTab) save() { t.form.save() }

// setShort says what pickers offer, and what is shown here.
func (t *codeTab) setShort(i int) {
	s := t.view.host.Session()
	st := s.Study()
	if st.ShortBook == (i == 0) {
		return
	}
	st.ShortBook = i == 0
	if err := s.SaveStudy(context.Background(), st); err != nil {
		t.view.host.Fail(err)
		return
	}
	t.reload()
	if st.ShortBook {
		t.view.host.Say("Pickers offer the short book, and what has been used.")
		return
	}
	t.view.host.Say("Pickers offer all codes.")
}

func (t *codeTab) searchKey(e *fyne.KeyEvent) bool { return leaveSearch(t.search, t.rows, e) }

const bookNumbers = 84 // width of a column of numbers

func (t *codeTab) drawHead(p *widgets.Pen) {
	p.ListHead()
	p.L(16, p.H/2, "Code", theme.CaptionB, p.Mute)
	p.R(p.W-16, p.H/2, "Mentions", theme.CaptionB, p.Mute)
	p.R(p.W-16-bookNumbers, p.H/2, "Interviews", theme.CaptionB, p.Mute)
}

func (t *codeTab) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(t.shown) {
		return
	}
	r := t.shown[i]
	cy := y + theme.CodeHeight/2
	t.rows.Ground(p, i, y, w, chosen)
	c := r.Code
	right := w - 16
	if r.Depth == 0 {
		p.StageMark(16, cy, c.Stage)
		p.LW(36, cy, w-36-220, r.StageName, theme.Strong, p.Tokens.Stage(c.Stage))
	} else {
		ink := p.Ink
		if c.Retired {
			ink = p.Mute
		}
		in := float32(min(r.Depth-1, 6)) * 14
		if c.Colour != "" {
			p.Box(22+in, cy-4, 8, 8, 2, p.Tokens.Code(c.Colour, c.Stage), nil)
		}
		p.L(36+in, cy, c.Ref, theme.Caption, p.Mute)
		x := 92 + in + p.LW(92+in, cy, w-92-in-2*bookNumbers-100, c.Name, theme.Body, ink) + 8
		for _, tag := range t.tags(c) {
			if x+widgets.ChipWidth(tag, false) < w-2*bookNumbers-70 {
				x += p.Chip(x, cy, tag, p.Slate, p.SlateSoft, false) + 6
			}
		}
	}
	if r.Mentions == 0 && r.Depth == 0 {
		return
	}
	p.R(right, cy, fmt.Sprint(r.Mentions), theme.Small, p.Mute)
	right -= bookNumbers
	p.R(right, cy, fmt.Sprint(r.Interviews), theme.SmallB, p.Ink)
	if r.Interviews > 0 {
		bar := max(2, 56*float32(r.Interviews)/float32(t.most))
		p.Box(right-34-bar, cy-2, bar, 4, 2, theme.Mix(p.Tokens.Card, p.Tokens.Code(c.Colour, c.Stage), .55), nil)
	}
}

// tags say what is special about a code.
func (t *codeTab) tags(c research.Code) []string {
	var tags []string
	if c.Retired {
		tags = append(tags, "retired")
	}
	if c.InVivo {
		tags = append(tags, "in vivo")
	}
	return tags
}

// noSuchCode stands in a list of codes of which none has what was typed.
func noSuchCode(p *widgets.Pen) {
	p.LW(16, 18, p.W-32, "No code has these letters.", theme.Body, p.Mute)
}

// askNew asks for the name and the stage of a new code.
func (t *codeTab) askNew() {
	s := t.view.host.Session()
	book := s.Book()
	name, box := widgets.NewField("Name of the code", "", "", false)
	stages, at := make([]string, len(book.Stages)), 0
	here, _ := book.Code(t.chosen)
	for i, st := range book.Stages {
		stages[i] = st.Name
		if st.Number == here.Stage {
			at = i
		}
	}
	stage := widgets.NewPicker("", stages, at, nil)
	var dialog *widgets.Dialog
	make := func() bool {
		id, err := s.SaveCode(context.Background(), research.Code{Name: name.Text, Stage: book.Stages[stage.Chosen].Number, Short: true})
		if err != nil {
			t.view.host.Fail(err)
			return false
		}
		t.search.SetText("")
		t.chooseCode(id)
		return true
	}
	body := widgets.Column(12, widgets.Labelled("Name", box, ""), widgets.Labelled("Buying stage", stage, ""))
	dialog = widgets.ShowDialog(t.view.host.Window().Canvas(), widgets.DialogSpec{Title: "New code", Text: "Give it a name that says what was meant. Its definition can be written on the card afterwards.",
		Body: body, Confirm: "Make the code", Cancel: "Cancel", OnConfirm: make, Focus: name})
	name.OnSubmitted = func(string) {
		if make() {
			dialog.Close()
		}
	}
}
