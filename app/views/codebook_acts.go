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

// acts are what can be done to the chosen code, for its menu.
func (t *codeTab) acts() []widgets.MenuItem {
	c := t.form.row.Code
	below := c.Parent != "" && t.form.writable()
	keys := t.view.keys()
	return []widgets.MenuItem{
		{Label: "Move up", Note: keys.Words("codebook.up"), Icon: "arrow-up", Off: !below, Do: func() { t.shift(-1) }},
		{Label: "Move down", Note: keys.Words("codebook.down"), Icon: "arrow-down", Off: !below, Do: func() { t.shift(1) }},
		{Label: "Move to…", Note: keys.Words("codebook.move"), Icon: "right", Off: !below, Do: t.askMove},
		{},
		{Label: "Merge others into it…", Note: keys.Words("codebook.merge"), Icon: "merge", Off: !t.form.writable(), Do: t.askMerge},
		{Label: "Split…", Note: keys.Words("codebook.split"), Icon: "split", Off: t.form.row.Mentions == 0 || !t.form.writable(), Do: t.askSplit},
	}
}

// writing is an act on the chosen code, where it may be written.
func (t *codeTab) writing(do func()) func() {
	return func() {
		if t.form.writable() {
			do()
		}
	}
}

// below is an act on the chosen code, where it is one of a stage and not the stage itself.
func (t *codeTab) below(do func()) func() {
	return t.writing(func() {
		if t.form.row.Code.Parent != "" {
			do()
		}
	})
}

// splitUsed splits the chosen code where something is coded with it.
func (t *codeTab) splitUsed() {
	if t.form.row.Mentions > 0 {
		t.askSplit()
	}
}

func (t *codeTab) shift(by int) {
	c := t.form.row.Code
	moved, err := t.view.host.Session().ShiftCode(context.Background(), c.ID, by)
	if err != nil {
		t.view.host.Fail(err)
		return
	}
	if !moved {
		t.view.host.Say(c.Name + " is at the end of its list. It can be moved below another code.")
		return
	}
	t.chooseCode(c.ID)
}

// places are where a code may be moved to: below a stage, or below another code.
func (t *codeTab) places(c research.Code) (ids []research.ID, names []string) {
	for _, r := range t.view.host.Session().BookRows(false, false) {
		if r.Code.ID == c.ID {
			continue
		}
		name := r.StageName
		if r.Depth > 0 {
			name = strings.Repeat("    ", r.Depth) + r.Code.Title()
		}
		ids, names = append(ids, r.Code.ID), append(names, name)
	}
	return ids, names
}

// askMove asks below what the chosen code is to stand.
func (t *codeTab) askMove() {
	c := t.form.row.Code
	ids, names := t.places(c)
	at := max(0, slices.Index(ids, c.Parent))
	pick := widgets.NewPicker("", names, at, nil)
	widgets.ShowDialog(t.view.host.Window().Canvas(), widgets.DialogSpec{Title: "Move " + c.Name,
		Text: "Choose the stage or the code that it is to stand below. What stands below it goes along, and it keeps its reference.",
		Body: widgets.Labelled("Below", pick, ""), Confirm: "Move", Cancel: "Cancel", OnConfirm: func() bool {
			if err := t.view.host.Session().MoveCode(context.Background(), c.ID, c.Stage, ids[pick.Chosen]); err != nil {
				t.view.host.Fail(err)
				return false
			}
			t.view.host.Say("Moved " + c.Name + " below " + strings.TrimSpace(names[pick.Chosen]) + ".")
			t.chooseCode(c.ID)
			return true
		}})
}

// mergeList is the codes that may be merged into the chosen one, to tick.
type mergeList struct {
	all, shown []session.BookRow
	ticked     map[research.ID]bool
	rows       *widgets.Rows
	search     *widgets.Field
	box        fyne.CanvasObject
	foot       *widgets.Board
	into       research.Code
}

// askMerge asks which codes are merged into the chosen one.
func (t *codeTab) askMerge() {
	m := newMergeList(t.view.host.Session(), t.form.row.Code)
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(m.box, 0, 0, s.Width, theme.ControlHeight)
		widgets.Put(m.rows, 0, 38, s.Width, s.Height-38-26)
		widgets.Put(m.foot, 0, s.Height-24, s.Width, 24)
	}, m.box, m.rows, m.foot)
	widgets.ShowDialog(t.view.host.Window().Canvas(), widgets.DialogSpec{Title: "Merge into " + m.into.Name, Width: 620, Body: body, BodyH: 400, Focus: m.search,
		Text:    "Tick the codes that mean the same. Their codings, reasons, themes and ladders go to it; where a passage has both from the same coder, one coding stays with the stronger weight.",
		Confirm: "Merge", Cancel: "Cancel", OnConfirm: func() bool { return t.merge(m) }})
}

func newMergeList(s *session.Session, into research.Code) *mergeList {
	m := &mergeList{into: into, ticked: map[research.ID]bool{}}
	for _, r := range s.BookRows(false, true) {
		if r.Code.ID != into.ID && r.Code.Parent != "" {
			m.all = append(m.all, r)
		}
	}
	m.rows = widgets.NewRows(theme.CodeHeight, m.draw)
	m.rows.Vacant = noSuchCode
	m.rows.OnOpen = m.tick
	m.rows.OnRune = func(r rune) bool {
		if r == ' ' {
			m.tick(m.rows.Chosen())
		}
		return r == ' '
	}
	m.search, m.box = widgets.NewField("Find a code", "search", "", false)
	m.search.OnChanged = func(string) { m.filter() }
	m.search.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name == fyne.KeyDown {
			m.rows.Focus()
			m.rows.Choose(max(0, m.rows.Chosen()))
		}
		return e.Name == fyne.KeyDown
	}
	m.foot = widgets.NewBoard(func(p *widgets.Pen) { p.LW(0, p.H/2, p.W, m.says(), theme.Small, p.Mute) })
	m.filter()
	return m
}

func (m *mergeList) filter() {
	words := strings.Fields(strings.ToLower(m.search.Text))
	m.shown = m.shown[:0]
	for _, r := range m.all {
		if holdsAll(strings.ToLower(r.Code.Title()+" "+r.StageName), words) {
			m.shown = append(m.shown, r)
		}
	}
	m.rows.SetCount(len(m.shown))
	m.rows.Refresh()
}

func (m *mergeList) tick(i int) {
	if i >= 0 && i < len(m.shown) {
		id := m.shown[i].Code.ID
		m.ticked[id] = !m.ticked[id]
		m.rows.Refresh()
		m.foot.Refresh()
	}
}

func (m *mergeList) chosen() (ids []research.ID, mentions int) {
	for _, r := range m.all {
		if m.ticked[r.Code.ID] {
			ids, mentions = append(ids, r.Code.ID), mentions+r.Mentions
		}
	}
	return ids, mentions
}

func (m *mergeList) says() string {
	ids, mentions := m.chosen()
	if len(ids) == 0 {
		return "Space ticks a code. One step of the history takes all of it back."
	}
	return fmt.Sprintf("%s with %s will be %s.", howMany(len(ids), "code"), howMany(mentions, "coding"), m.into.Name)
}

func (m *mergeList) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(m.shown) {
		return
	}
	r, cy := m.shown[i], y+theme.CodeHeight/2
	m.rows.Ground(p, i, y, w, chosen)
	p.Check(10, cy, m.ticked[r.Code.ID])
	p.Zone("tick:"+r.Code.Ref, 4, y, 30, theme.CodeHeight, func() { m.tick(i) })
	p.Box(40, cy-4, 8, 8, 2, p.Tokens.Code(r.Code.Colour, r.Code.Stage), nil)
	p.LW(56, cy, w-56-110, r.Code.Title(), theme.Body, p.Ink)
	p.R(w-12, cy, howMany(r.Mentions, "coding"), theme.Small, p.Mute)
}

// merge does it.
func (t *codeTab) merge(m *mergeList) bool {
	ids, _ := m.chosen()
	if len(ids) == 0 {
		t.view.host.Say("Tick a code first.")
		return false
	}
	var did session.Recoded
	t.view.host.Run("Merging codes", func(ctx context.Context, _ session.Progress) error {
		var err error
		did, err = t.view.host.Session().MergeCodes(ctx, ids, m.into.ID)
		return err
	}, func(err error) {
		if err != nil {
			t.view.host.Fail(err)
			return
		}
		says := fmt.Sprintf("%s went to %s.", howMany(did.Codings, "coding"), m.into.Name)
		if did.Same > 0 {
			says = fmt.Sprintf("%s went to %s; %d more were on passages that have it already, and became one with them.", howMany(did.Codings, "coding"), m.into.Name, did.Same)
		}
		if t.view.host.Session().CountsUnsaid() {
			says = "What was coded with " + howMany(len(ids), "code") + " went to " + m.into.Name + "."
		}
		t.view.host.Say(says + " Ctrl Z undoes it.")
		t.chooseCode(m.into.ID)
	})
	return true
}
