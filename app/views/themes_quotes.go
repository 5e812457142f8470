package views

import (
	"context"
	"fmt"
	"image/color"
	"slices"
	"sort"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/analysis"
	"openloop/research/store"
)

type colour = color.NRGBA

// --- the code table

func (v *Themes) sort() {
	v.rows = v.rows[:0]
	for _, c := range v.data.Codes {
		if c.Code.Parent == "" && c.Interviews == 0 {
			continue
		}
		v.rows = append(v.rows, c)
	}
	switch v.order {
	case 1:
		sort.SliceStable(v.rows, func(i, j int) bool { return v.rows[i].Interviews > v.rows[j].Interviews })
	case 2:
		sort.SliceStable(v.rows, func(i, j int) bool { return v.rows[i].Mentions > v.rows[j].Mentions })
	}
}

func (v *Themes) askCode(i int) {
	if i < 0 || i >= len(v.rows) {
		return
	}
	c := v.rows[i].Code
	v.ask(session.Asked{Title: c.Name, Codes: []research.ID{c.ID}, Wave: v.host.Wave()})
}

// codeColumns are where the columns of the code table end, from the label's end on.
func (v *Themes) codeColumns(w float32) (label, mentions, share float32, classes []float32) {
	label = min(w*.34, 320)
	mentions = label + 70
	share = mentions + 150
	step := (w - share - 16) / float32(max(1, len(v.data.Outcomes)))
	for i := range v.data.Outcomes {
		classes = append(classes, share+step*float32(i+1))
	}
	return label, mentions, share, classes
}

func (v *Themes) drawCode(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if i >= len(v.rows) {
		return
	}
	r := v.rows[i]
	v.codes.Ground(p, i, y, w, chosen)
	label, mentions, share, classes := v.codeColumns(w)
	cy := y + 15
	p.StageMark(14, cy, r.Code.Stage)
	p.LW(32, cy, label-40, r.Code.Title(), theme.Strong, p.Ink)
	p.R(mentions, cy, fmt.Sprint(r.Mentions), theme.Small, p.Ink2)
	p.R(share, cy, analysis.NewShare(r.Interviews, r.Base).String(), theme.Small, p.Ink)
	if !r.TotalShown {
		p.Hatch(share-150, y+2, 8, 26)
	}
	for j, c := range r.ByClass {
		if j >= len(classes) {
			break
		}
		ink := p.Ink
		if c.Interviews == 0 {
			ink = p.Mute
		}
		p.R(classes[j]-12, cy, fmt.Sprintf("%d of %d", c.Interviews, c.Base), theme.Small, ink)
		if !r.SplitShown[c.Key] {
			p.Hatch(classes[j]-8, y+2, 6, 26)
		}
	}
}

// --- quotes behind a figure

// askedAtOnce is how many interviews a study has before listing the quotes behind a figure takes longer than a frame.
const askedAtOnce = 100

// ask lists the quotes behind a figure, off the window's goroutine where that takes longer than a frame.
func (v *Themes) ask(a session.Asked) {
	v.asked = a
	s := v.host.Session()
	v.asking.do(v.host, func(research.ID) (func(), error) {
		b, err := s.Behind(context.Background(), a)
		return func() {
			if v.asked.Title != a.Title {
				v.ask(v.asked) // another figure was pressed meanwhile
				return
			}
			v.behind = b
			v.quotes.SetCount(len(b.Quotes))
			v.show()
		}, err
	})
}

func (v *Themes) closeSide() {
	v.behind = nil
	v.quotes.SetCount(0)
	v.show()
}

// Key closes the quotes with Escape.
func (v *Themes) Key(e *fyne.KeyEvent) bool {
	if v.keys().Press(keyOfEvent(e, 0)) {
		return true
	}
	if e.Name == fyne.KeyEscape && v.behind != nil {
		v.closeSide()
		return true
	}
	return false
}

func (v *Themes) drawSide(p *widgets.Pen) {
	if v.behind == nil {
		return
	}
	b := v.behind
	p.Card(0, 0, p.W, p.H)
	p.LW(16, 26, p.W-60, b.Asked.Title, theme.Head, p.Ink)
	p.IconButton(p.W-24, 26, "close", "close", "Close", v.closeSide)
	p.LW(16, 50, p.W-32, analysis.NewShare(b.Interviews, b.Base).String()+" interviews, "+plural(b.Mentions, "verbatim"), theme.Small, p.Ink2)
	cleared := 0
	for _, q := range b.Quotes {
		if q.Cleared {
			cleared++
		}
	}
	words := fmt.Sprintf("%d cleared for the report", cleared)
	if b.More {
		words += fmt.Sprintf("; the first %d are listed", len(b.Quotes))
	}
	p.LW(16, 72, p.W-32, words, theme.Small, p.Mute)
	p.HLine(1, 112, p.W-2, p.Line)
	if len(b.Quotes) == 0 {
		p.Para(16, 130, p.W-32, "Nobody spoke of this.", theme.Body, p.Ink2)
	}
	p.HLine(1, p.H-60, p.W-2, p.Line)
	i := v.quotes.Chosen()
	label := "Clear for the report"
	if i >= 0 && i < len(b.Quotes) && b.Quotes[i].Cleared {
		label = "Take back"
	}
	w := p.Button(16, p.H-30, label, "quote", widgets.Secondary, v.toggleClear)
	p.Button(24+w, p.H-30, "Read in place", "", widgets.Quiet, func() { v.readInPlace(v.quotes.Chosen()) })
}

func (v *Themes) drawQuote(p *widgets.Pen, i int, y, w float32, chosen bool) {
	if v.behind == nil || i >= len(v.behind.Quotes) {
		return
	}
	q := v.behind.Quotes[i]
	v.quotes.Ground(p, i, y, w, chosen)
	p.Rect(14, y+10, 3, 92, widgets.OutcomeMark(p.Tokens, q.Interview.Interview.Outcome))
	ty := p.ParaMax(28, y+8, w-44, 2, "“"+q.Text+"”", theme.Body.Slanted(), p.Ink)
	p.LW(28, ty+9, w-44, fmt.Sprintf("%s · %s, %s", q.Interview.Interview.Label, q.Interview.RoleBand(), q.Interview.Organisation.Segment), theme.Small, p.Mute)
	cx := 28 + p.Chip(28, y+92, widgets.Ellipsis(q.Placed.Code.Name, w*.45, theme.Caption), p.Stage(q.Placed.Code.Stage), p.Tint(q.Placed.Code.Stage), false)
	icon, words, ink := "", "", p.Mute
	switch {
	case q.Cleared:
		icon, words, ink = "check", "Cleared", p.Accent
	case !mayQuote(q, research.ConsentFree, research.ConsentReworded):
		icon, words = "lock", "No quotes"
	case !mayQuote(q, research.ConsentFree):
		icon, words, ink = "warn", "Reword first", p.Warn
	}
	if icon != "" {
		p.Icon(cx+16, y+92, 14, icon, ink)
		p.LW(cx+28, y+92, w-cx-36, words, theme.Caption, ink)
	}
}

func mayQuote(q session.QuoteRow, levels ...research.Consent) bool {
	for _, person := range q.Interview.Participants {
		ok := false
		for _, l := range levels {
			ok = ok || person.Consent == l
		}
		if !ok {
			return false
		}
	}
	return len(q.Interview.Participants) > 0
}

// Rune does what a letter stands for; the space chooses a quote in the editor.
func (v *Themes) Rune(r rune) bool {
	if r == ' ' && v.showing == "edit" && v.editor.quotes.Focused() {
		v.editor.toggleQuote()
		return true
	}
	return v.keys().Press(keyOfRune(r))
}

// toggleClear clears the chosen quote, or takes that back. What may leave only reworded asks for the words.
func (v *Themes) toggleClear() {
	i := v.quotes.Chosen()
	if v.behind == nil || i < 0 || i >= len(v.behind.Quotes) {
		v.host.Say("Choose a quote first.")
		return
	}
	v.clearOrAsk(v.behind.Quotes[i])
}

// clearOrAsk clears a quote, or takes that back; what may leave only in other words asks for them.
func (v *Themes) clearOrAsk(q session.QuoteRow) {
	if !q.Cleared && !mayQuote(q, research.ConsentFree) && mayQuote(q, research.ConsentFree, research.ConsentReworded) {
		v.reword(q)
		return
	}
	v.host.Fail(v.host.Session().ClearQuote(context.Background(), q, !q.Cleared, ""))
}

// reword asks for other words and clears those.
func (v *Themes) reword(q session.QuoteRow) {
	field, box := widgets.NewField("In other words", "", "", true)
	field.SetText(q.Text)
	widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Reword this quote", Text: q.Interview.Interview.Label + " agreed to be quoted in other words only. Keep the meaning and change what only they would say.",
		Width: 560, Body: box, BodyH: 120, Confirm: "Clear the reworded quote", Cancel: "Cancel", Focus: field,
		OnConfirm: func() bool {
			if field.Text == q.Text || field.Text == "" {
				v.host.Say("Change the words first.")
				return false
			}
			err := v.host.Session().ClearQuote(context.Background(), q, true, field.Text)
			v.host.Fail(err)
			return err == nil
		}})
}

func (v *Themes) readInPlace(i int) {
	if v.behind != nil && i >= 0 && i < len(v.behind.Quotes) {
		q := v.behind.Quotes[i]
		v.host.Go("coding", store.Hit{Interview: q.Interview.Interview.ID, Turn: q.Placed.From.Turn})
	}
}

// --- changing a theme

// edit asks for a theme's name, codes, "so what" and recommendation.
func (v *Themes) edit(t research.Theme) {
	name, nameBox := widgets.NewField("They sent the offer too early", "", "", false)
	so, soBox := widgets.NewField("So what: one sentence", "", "", true)
	rec, recBox := widgets.NewField("What we recommend", "", "", true)
	find, findBox := widgets.NewField("Type to find a code", "search", "", false)
	name.SetText(t.Name)
	so.SetText(t.SoWhat)
	rec.SetText(t.Recommendation)
	chosen := map[research.ID]bool{}
	for _, c := range t.Codes {
		chosen[c] = true
	}
	sides := []research.Side{research.EitherSide, research.HurtSide, research.HelpedSide}
	side := slices.Index(sides, t.Says)
	says := widgets.NewPicker("Counts", []string{"every remark", "what hurt", "what helped"}, max(side, 0), func(i int) { t.Says = sides[i] })
	list := newCodeChecks(v.host.Session(), chosen)
	find.OnChanged = list.find
	body := widgets.Placed(func(s fyne.Size) {
		half := (s.Width - 20) / 2
		widgets.Put(nameBox, 0, 0, half, 30)
		widgets.Put(says, 0, 40, half, 30)
		widgets.Put(soBox, 0, 82, half, 90)
		widgets.Put(recBox, 0, 182, half, 100)
		widgets.Put(findBox, half+20, 0, half, 30)
		widgets.Put(list.rows, half+20, 40, half, s.Height-40)
	}, nameBox, says, soBox, recBox, findBox, list.rows)
	heading, cancel := "New theme", "Cancel"
	if t.ID != "" {
		heading, cancel = "Change theme", "Delete"
	}
	widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: heading, Width: 760, Body: body, BodyH: 290, Confirm: "Save the theme", Cancel: cancel, Focus: name,
		OnConfirm: func() bool {
			t.Name, t.SoWhat, t.Recommendation, t.Codes = name.Text, so.Text, rec.Text, list.codes()
			if _, err := v.host.Session().SaveTheme(context.Background(), t); err != nil {
				v.host.Fail(err)
				return false
			}
			return true
		},
		OnCancel: func() {
			if t.ID != "" {
				v.host.Fail(v.host.Session().DeleteTheme(context.Background(), t))
				v.host.Say("Deleted the theme. Ctrl Z brings it back.")
			}
		}})
}

// codeChecks is a list of codes to tick.
type codeChecks struct {
	session *session.Session
	rows    *widgets.Rows
	all     []session.BookRow
	shown   []session.BookRow
	chosen  map[research.ID]bool
}

func newCodeChecks(s *session.Session, chosen map[research.ID]bool) *codeChecks {
	l := &codeChecks{session: s, all: s.BookRows(false, false), chosen: chosen}
	l.rows = widgets.NewRows(28, func(p *widgets.Pen, i int, y, w float32, on bool) {
		if i >= len(l.shown) {
			return
		}
		r := l.shown[i]
		l.rows.Ground(p, i, y, w, on)
		p.Check(8, y+14, l.chosen[r.Code.ID])
		p.StageMark(34, y+14, r.Code.Stage)
		p.LW(52, y+14, w-100, r.Code.Name, theme.Body, p.Ink)
		p.R(w-12, y+14, fmt.Sprint(r.Interviews), theme.Caption, p.Mute)
	})
	l.rows.OnOpen = l.toggle
	l.rows.OnChoose = l.toggle
	l.find("")
	return l
}

func (l *codeChecks) toggle(i int) {
	if i >= 0 && i < len(l.shown) {
		id := l.shown[i].Code.ID
		l.chosen[id] = !l.chosen[id]
		l.rows.Refresh()
	}
}

func (l *codeChecks) find(words string) {
	l.shown = append(l.shown[:0], l.all...)
	if words != "" { // the most alike first
		rank := map[research.ID]int{}
		for i, c := range l.session.FindCodes(words, nil) {
			rank[c.ID] = i + 1
		}
		l.shown = slices.DeleteFunc(l.shown, func(r session.BookRow) bool { return rank[r.Code.ID] == 0 })
		slices.SortStableFunc(l.shown, func(a, b session.BookRow) int { return rank[a.Code.ID] - rank[b.Code.ID] })
	}
	l.rows.SetCount(len(l.shown))
	l.rows.Mark(-1)
}

// first lists some codes before the others, while nothing is looked for.
func (l *codeChecks) first(ids []research.ID) {
	if len(l.shown) == len(l.all) {
		slices.SortStableFunc(l.shown, func(a, b session.BookRow) int {
			in := func(r session.BookRow) int {
				if slices.Contains(ids, r.Code.ID) {
					return 0
				}
				return 1
			}
			return in(a) - in(b)
		})
	}
}

// codes are the ticked ones, in the order of the codebook.
func (l *codeChecks) codes() []research.ID {
	var out []research.ID
	for _, r := range l.all {
		if l.chosen[r.Code.ID] {
			out = append(out, r.Code.ID)
		}
	}
	return out
}
