package views

import (
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// columns are where the three columns of the editor begin and how wide they are.
func (e *themeEditor) columns(w float32) (list, middle, quotes float32) {
	list = min(280, w*.26)
	quotes = min(420, w*.37)
	return list, w - list - quotes - 24, quotes
}

// place puts the editor below the tabs.
func (e *themeEditor) place(x, y, w, h float32) {
	lw, mw, qw := e.columns(w)
	widgets.Put(e.ground, x, y, w, h)
	widgets.Put(e.list, x+1, y+44, lw-2, h-44-40)
	mx := x + lw + 12
	in, room := mx+16, mw-32
	_, isTheme := e.theme()
	top := y + 44
	widgets.Put(e.boxes[0], in, top, room-188, theme.ControlHeight)
	widgets.Put(e.boxes[1], in+room-180, top, 180, theme.ControlHeight)
	widgets.Put(e.boxes[2], in, top+58, room, 62)
	widgets.Put(e.boxes[3], in, top+148, room, 62)
	widgets.Put(e.boxes[4], in, top+240, room, theme.ControlHeight)
	widgets.Put(e.codes.rows, mx+1, top+278, mw-2, y+h-top-278-2)
	for _, o := range append([]fyne.CanvasObject{e.codes.rows}, e.boxes...) {
		toggle(o, isTheme)
	}
	widgets.Put(e.quotes, mx+mw+12+1, y+60, qw-2, h-60-40)
	toggle(e.quotes, isTheme)
}

func (e *themeEditor) draw(p *widgets.Pen) {
	lw, mw, qw := e.columns(p.W)
	keys := e.view.keys()
	p.Card(0, 0, lw, p.H)
	p.L(16, 24, "Themes", theme.Head, p.Ink)
	p.R(lw-16, 24, testedWords(len(e.themes)), theme.Small, p.Mute)
	p.HLine(1, p.H-40, lw-2, p.Line)
	p.Hints(14, p.H-20, lw-20, keys.hint("move", "themes.up"), keys.hint("new", "themes.new"), keys.hint("quotes", "themes.quotes"))
	mx := lw + 12
	p.Card(mx, 0, mw, p.H)
	switch prop, ok := e.proposal(); {
	case ok:
		e.drawProposal(p, prop, mx, mw)
	case e.ready && len(e.themes) == 0:
		p.Para(mx+16, 20, mw-32, "Name the themes before you look at the figures: "+keys.press("themes.new")+", or take one that is proposed.", theme.Body, p.Ink2)
	default:
		e.drawFields(p, mx, mw)
	}
	qx := mx + mw + 12
	p.Card(qx, 0, qw, p.H)
	p.L(qx+16, 24, "Quotes that show it", theme.Head, p.Ink)
	if _, ok := e.theme(); !ok {
		p.Para(qx+16, 40, qw-32, "Choose a theme, or make one: its strongest quotes stand here.", theme.Body, p.Ink2)
		return
	}
	chosen := 0
	for _, q := range e.shown {
		if q.Place > 0 {
			chosen++
		}
	}
	p.LW(qx+16, 44, qw-32, fmt.Sprintf("%d chosen, in the order of the pages; then the strongest others", chosen), theme.Small, p.Mute)
	p.HLine(qx+1, p.H-40, qw-2, p.Line)
	p.Hints(qx+14, p.H-20, qw-20, keys.hint("choose", "themes.choose"), keys.hint("clear", "themes.clear"), keys.hint("move", "themes.up"))
	if _, ok := e.theme(); ok && e.ready && len(e.shown) == 0 && !e.busy {
		p.Para(qx+16, 64, qw-32, "Nobody who may be quoted said anything of these codes yet.", theme.Body, p.Ink2)
	}
}

// testedWords says how many of the themes are tested.
func testedWords(n int) string {
	tested := 0
	for session.Tested(tested) && tested < n {
		tested++
	}
	if tested == n {
		return fmt.Sprintf("%d tested", n)
	}
	return fmt.Sprintf("%d tested, %d exploring", tested, n-tested)
}

func (e *themeEditor) drawFields(p *widgets.Pen, x, w float32) {
	p.L(x+16, 24, "The finding", theme.Head, p.Ink)
	top := float32(44)
	p.L(x+16, top+46, "So what: one sentence", theme.CaptionB, p.Mute)
	p.L(x+16, top+136, "What we recommend", theme.CaptionB, p.Mute)
	t, ok := e.theme()
	if ok {
		p.L(x+16, top+228, fmt.Sprintf("Codes, %d in the theme", len(t.Codes)), theme.CaptionB, p.Mute)
		keys := e.view.keys()
		p.Hints(x+w-96, top+228, 90, keys.hint("find", "themes.codes"))
	}
}

// drawProposal says what is proposed and why.
func (e *themeEditor) drawProposal(p *widgets.Pen, t session.ThemeProposal, x, w float32) {
	p.L(x+16, 24, "Proposed, not yet a theme", theme.Head, p.Ink)
	y := p.Para(x+16, 44, w-32, t.Why, theme.Body, p.Ink2) + 10
	for _, c := range t.Codes {
		p.StageMark(x+16, y+12, c.Stage)
		p.LW(x+36, y+12, w-52, c.Title(), theme.Body, p.Ink)
		y += 28
	}
	y += 6
	p.LW(x+16, y+8, w-32, fmt.Sprintf("It would count %s: %d of %d interviews.", sideNames[max(0, sideAt(t))], t.Interviews, t.Base), theme.Small, p.Mute)
	p.Button(x+16, y+44, "Make it a theme", "plus", widgets.Secondary, func() { e.open(e.list.Chosen()) })
	p.Para(x+16, y+72, w-32, "What is proposed never looks at who won or lost, so that naming it stays naming beforehand.", theme.Small, p.Mute)
}

func sideAt(t session.ThemeProposal) int {
	for i, s := range sides {
		if s == t.Says {
			return i
		}
	}
	return 0
}

func (e *themeEditor) drawRow(p *widgets.Pen, i int, y, w float32, chosen bool) {
	e.list.Ground(p, i, y, w, chosen)
	ty := theme.Body
	if chosen {
		ty = theme.Strong
	}
	if i >= len(e.themes) {
		if i-len(e.themes) >= len(e.proposals) {
			return
		}
		t := e.proposals[i-len(e.themes)]
		p.Icon(22, y+16, 14, "plus", p.Accent)
		names := make([]string, len(t.Codes))
		for j, c := range t.Codes {
			names[j] = c.Name
		}
		p.LW(38, y+16, w-50, strings.Join(names, " + "), ty, p.Ink2)
		p.LW(38, y+33, w-50, fmt.Sprintf("Proposed: %d of %d interviews", t.Interviews, t.Base), theme.Caption, p.Mute)
		return
	}
	t := e.themes[i]
	p.R(30, y+16, fmt.Sprint(i+1), theme.Small, p.Mute)
	p.LW(40, y+16, w-52, t.Name, ty, p.Ink)
	words := fmt.Sprintf("%s, %s", plural(len(t.Codes), "code"), plural(len(t.Quotes), "quote"))
	if t.SoWhat == "" {
		words += ", no “so what”"
	}
	ink := p.Mute
	if !session.Tested(i) {
		words, ink = "Exploring: "+words, p.Warn
	}
	p.LW(40, y+33, w-52, words, theme.Caption, ink)
}

func (e *themeEditor) drawQuote(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(e.shown) {
		return
	}
	q := e.shown[i]
	e.quotes.Ground(p, i, y, w, chosen)
	p.Rect(14, y+10, 3, editorQuoteRow-20, widgets.OutcomeMark(p.Tokens, q.Interview.Interview.Outcome))
	x := float32(28)
	if q.Place > 0 {
		n := fmt.Sprint(q.Place)
		p.Dot(36, y+18, 9, p.Accent, nil, 0)
		p.C(36, y+18, n, theme.CaptionB, p.OnAccent)
		x = 52
	}
	text := q.Text
	if q.Reworded != "" {
		text = q.Reworded
	}
	p.ParaMax(x, y+8, w-x-14, 2, "“"+text+"”", theme.Body.Slanted(), p.Ink)
	p.LW(x, y+59, w-x-14, fmt.Sprintf("%s · %s, %s · %s", q.Label(), q.Interview.RoleBand(), q.Interview.Interview.Outcome, stateWords(q)), theme.Small, p.Mute)
	ink := p.Accent
	if q.Place > 0 {
		ink = p.Warn
	}
	p.LW(x, y+77, w-x-14, q.Why, theme.Caption, ink)
}

// stateWords says how a quote stands.
func stateWords(q session.ThemeQuote) string {
	if q.State.Cleared() {
		return "cleared"
	}
	return string(q.State)
}
