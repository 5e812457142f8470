package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// splitList is the passages of a code, each to stay or to go to another one.
type splitList struct {
	view     *Codebook
	from     research.Code
	passages []session.CodePassage
	uses     []session.CodeUse      // what else has the code, listed below them
	texts    map[research.ID]string // by verbatim, read when first drawn
	goes     map[research.ID]bool   // codings and uses that go to the other code
	others   []research.Code        // the first one stands for a new code
	name     *widgets.Field
	nameBox  fyne.CanvasObject
	other    *widgets.Picker
	rows     *widgets.Rows
	foot     *widgets.Board
}

const splitRow = 44

// askSplit asks for each passage of the chosen code to which of two codes it goes.
func (t *codeTab) askSplit() {
	h := t.view.host
	list, err := h.Session().CodePassages(context.Background(), t.form.row.Code.ID)
	if err != nil {
		h.Fail(err)
		return
	}
	uses, err := h.Session().CodeUses(context.Background(), t.form.row.Code.ID)
	if err != nil {
		h.Fail(err)
		return
	}
	l := newSplitList(t.view, t.form.row.Code, list, uses)
	body := widgets.Placed(func(s fyne.Size) {
		half := (s.Width - 12) / 2
		widgets.Put(l.other, 0, 0, half, theme.ControlHeight)
		widgets.Put(l.nameBox, half+12, 0, half, theme.ControlHeight)
		widgets.Put(l.rows, 0, 40, s.Width, s.Height-40-28)
		widgets.Put(l.foot, 0, s.Height-24, s.Width, 24)
	}, l.other, l.nameBox, l.rows, l.foot)
	widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Split " + l.from.Name, Width: 760, Body: body, BodyH: 440, Focus: l.name,
		Text:    "Choose where the other half goes, then go through the passages, and below them the reasons, rungs and themes that have the code: Space, or the arrows to left and right, send one there or keep it here.",
		Confirm: "Split", Cancel: "Cancel", OnConfirm: func() bool { return t.split(l) }})
}

func newSplitList(v *Codebook, from research.Code, list []session.CodePassage, uses []session.CodeUse) *splitList {
	l := &splitList{view: v, from: from, passages: list, uses: uses, texts: map[research.ID]string{}, goes: map[research.ID]bool{}, others: []research.Code{{}}}
	names := []string{"A new code"}
	for _, r := range v.host.Session().BookRows(false, false) {
		if r.Code.ID != from.ID && r.Depth > 0 {
			l.others, names = append(l.others, r.Code), append(names, r.Code.Title())
		}
	}
	l.name, l.nameBox = widgets.NewField("Name of the new code", "", "", false)
	l.name.OnChanged = func(string) { l.rows.Refresh() }
	l.name.OnSubmitted = func(string) { l.rows.Focus() }
	l.other = widgets.NewPicker("To", names, 0, func(i int) {
		setShown(l.nameBox, i == 0)
		l.rows.Refresh()
	})
	l.rows = widgets.NewRows(splitRow, l.draw)
	for _, u := range uses {
		l.goes[u.ID] = u.Theme // what a theme has found stays found
	}
	l.rows.SetCount(len(list) + len(uses))
	l.rows.OnOpen = func(i int) { l.send(i, !l.sent(i)) }
	l.rows.OnRune = func(r rune) bool {
		if i := l.rows.Chosen(); r == ' ' && i >= 0 {
			l.send(i, !l.sent(i))
		}
		return r == ' '
	}
	l.rows.OnKey = func(e *fyne.KeyEvent) bool {
		i := l.rows.Chosen()
		if i < 0 || e.Name != fyne.KeyLeft && e.Name != fyne.KeyRight {
			return false
		}
		l.send(i, e.Name == fyne.KeyRight)
		l.rows.TypedKey(&fyne.KeyEvent{Name: fyne.KeyDown})
		return true
	}
	l.foot = widgets.NewBoard(func(p *widgets.Pen) {
		p.LW(0, p.H/2, p.W, fmt.Sprintf("%s stay with %s, %d go to %s.", howMany(len(l.passages)-len(l.moved()), "coding"), l.from.Name, len(l.moved()), l.otherName()), theme.Small, p.Mute)
	})
	return l
}

func (l *splitList) otherName() string {
	if c := l.others[l.other.Chosen]; c.ID != "" {
		return c.Name
	}
	if name := strings.TrimSpace(l.name.Text); name != "" {
		return name
	}
	return "the new code"
}

// at is the coding or the use on a row.
func (l *splitList) at(i int) research.ID {
	if i < len(l.passages) {
		return l.passages[i].Coding.ID
	}
	return l.uses[i-len(l.passages)].ID
}

func (l *splitList) sent(i int) bool { return l.goes[l.at(i)] }

func (l *splitList) send(i int, goes bool) {
	if i >= 0 && i < len(l.passages)+len(l.uses) {
		l.goes[l.at(i)] = goes
		l.rows.Refresh()
		l.foot.Refresh()
	}
}

// moved are the codings that go.
func (l *splitList) moved() (ids []research.ID) {
	for _, p := range l.passages {
		if l.goes[p.Coding.ID] {
			ids = append(ids, p.Coding.ID)
		}
	}
	return ids
}

// with are the uses that go.
func (l *splitList) with() (ids []research.ID) {
	for _, u := range l.uses {
		if l.goes[u.ID] {
			ids = append(ids, u.ID)
		}
	}
	return ids
}

func (l *splitList) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(l.passages)+len(l.uses) {
		return
	}
	l.rows.Ground(p, i, y, w, chosen)
	name, ink, soft := l.from.Name, p.Slate, p.SlateSoft
	if l.sent(i) {
		name, ink, soft = l.otherName(), p.Accent, p.AccentSoft
	}
	if i < len(l.passages) {
		one := l.passages[i]
		p.L(12, y+13, one.Interview.Label, theme.CaptionB, p.Mute)
		p.ParaMax(60, y+4, w-60-190, 2, l.text(one.Verbatim), theme.Small, p.Ink2)
	} else {
		u := l.uses[i-len(l.passages)]
		if u.Theme && l.sent(i) {
			name = "both"
		}
		p.L(12, y+splitRow/2, u.Where, theme.CaptionB, p.Mute)
		p.LW(84, y+splitRow/2, w-84-190, u.Says, theme.Small, p.Ink)
	}
	name = widgets.Ellipsis(name, 150, theme.Caption)
	cw := widgets.ChipWidth(name, false)
	p.Zone(fmt.Sprintf("send:%d", i), w-cw-20, y, cw+20, splitRow, func() { l.send(i, !l.sent(i)) })
	p.Chip(w-cw-10, y+splitRow/2, name, ink, soft, false)
}

// text is the words of a passage.
func (l *splitList) text(v research.Verbatim) string {
	if t, ok := l.texts[v.ID]; ok {
		return t
	}
	t, err := l.view.host.Session().PassageText(context.Background(), v)
	if err != nil || t == "" {
		t = "The words of this passage are gone."
	}
	l.texts[v.ID] = strings.ReplaceAll(t, "\n", " ")
	return l.texts[v.ID]
}

// split does it.
func (t *codeTab) split(l *splitList) bool {
	sp := session.Split{Code: l.from.ID, Other: l.others[l.other.Chosen].ID, New: research.Code{Name: l.name.Text}, Move: l.moved(), Uses: l.with()}
	did, id, err := t.view.host.Session().SplitCode(context.Background(), sp)
	if err != nil {
		t.view.host.Fail(err)
		return false
	}
	what := howMany(did.Codings+did.Same, "coding")
	if t.view.host.Session().CountsUnsaid() {
		what = "What was chosen"
	}
	t.view.host.Say(fmt.Sprintf("%s went to %s. Ctrl Z undoes it.", what, l.otherName()))
	t.chooseCode(id)
	return true
}
