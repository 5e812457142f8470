package views

import (
	"context"
	"fmt"
	"slices"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

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
