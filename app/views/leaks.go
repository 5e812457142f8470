package views

import (
	"context"
	"fmt"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/report/leak"
)

// leaks is the card that an export ends with when the finished files name somebody from the vault: each place,
// and what can be done about it.
type leaks struct {
	host   Host
	again  func() // exports once more
	places []leakPlace
	rows   *widgets.Rows
	acts   *widgets.Board
	wrong  string
	dialog *widgets.Dialog
}

// leakPlace is a place of a file at which somebody is named.
type leakPlace struct {
	hit    leak.Hit
	file   string
	passed bool
}

const (
	leakRow  = 62
	leakActs = 92
)

// showLeaks lists the places. It answers nil where the files could not be checked whole.
func showLeaks(h Host, named *session.NamedError, again func()) *leaks {
	l := &leaks{host: h, again: again}
	for _, c := range named.Checks {
		for _, hit := range c.Hits {
			l.places = append(l.places, leakPlace{hit: hit, file: c.File})
		}
	}
	if len(l.places) == 0 {
		return nil
	}
	l.rows = widgets.NewRows(leakRow, l.draw)
	l.rows.SetCount(len(l.places))
	l.rows.OnChoose = func(int) { l.wrong = ""; l.acts.Refresh() }
	l.rows.OnOpen = func(int) { l.pass(false) }
	l.rows.OnRune = func(r rune) bool { return l.keys().Press(keyOfRune(r)) }
	l.acts = widgets.NewBoard(l.drawActs)
	l.rows.Mark(0)
	rowsH := float32(leakRow * min(4, len(l.places)))
	body := widgets.Placed(func(s fyne.Size) {
		widgets.Put(l.rows, 0, 0, s.Width, rowsH)
		widgets.Put(l.acts, 0, rowsH+8, s.Width, leakActs)
	}, l.rows, l.acts)
	l.dialog = widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Held back: " + plural(len(l.places), "place") + " where somebody is named", Width: 740, Body: body, BodyH: rowsH + 8 + leakActs,
		Text:    "Nothing was written. Hide the names in the study, take the text back, or let an ordinary word that also is a name pass at just that place.",
		Confirm: "Export again", Cancel: "Close", Focus: l.rows, OnConfirm: func() bool { l.again(); return true }})
	l.dialog.EnableConfirm(false)
	return l
}

func (l *leaks) draw(p *widgets.Pen, i int, y, w float32, chosen bool) {
	l.rows.Ground(p, i, y, w, chosen)
	at := l.places[i]
	x := float32(14)
	x += p.LW(x, y+14, w*.4, at.hit.Found, theme.Strong, p.Ink) + 10
	x += p.LW(x, y+14, w*.2, or(at.hit.Identity.Pseudonym, "in the vault"), theme.Small, p.Ink2) + 10
	p.RW(w-14, y+14, w-x-24, at.file+", "+at.hit.Where, theme.Small, p.Mute)
	p.LW(14, y+32, w-28, "… "+at.hit.Excerpt+" …", theme.Small, p.Ink2)
	switch why := session.MayPass(at.hit); {
	case at.passed:
		p.LW(14, y+49, w-28, "Let pass here as an ordinary word", theme.Caption, p.Accent)
	case why != nil:
		p.LW(14, y+49, w-28, "Names somebody in full: it cannot be let pass", theme.Caption, p.LossInk)
	default:
		p.LW(14, y+49, w-28, "Not decided", theme.Caption, p.Mute)
	}
}

// drawActs draws what can be done about the chosen place.
func (l *leaks) drawActs(p *widgets.Pen) {
	i := l.rows.Chosen()
	x := float32(0)
	if i >= 0 && !l.places[i].passed && session.MayPass(l.places[i].hit) == nil {
		x += p.Button(x, 18, "Let pass here", "check", widgets.Secondary, func() { l.pass(false) }) + 8
		if n := len(l.same(i)); n > 1 {
			x += p.Button(x, 18, fmt.Sprintf("At all %d places", n), "", widgets.Secondary, func() { l.pass(true) }) + 8
		}
	}
	p.ButtonR(p.W, 18, "Hide names in the study", "mask", widgets.Secondary, l.mask)
	keys := l.keys()
	p.Hints(0, 52, p.W, keys.hint("let pass here", "leaks.pass"), keys.hint("at all places", "leaks.everywhere"), keys.hint("hide names", "leaks.hide"))
	ink := p.Mute
	say := fmt.Sprintf("%d of %d places decided", l.decided(), len(l.places))
	if l.wrong != "" {
		say, ink = l.wrong, p.LossInk
	}
	p.ParaMax(0, 64, p.W, 2, say, theme.Small, ink)
}

// keys are what the card does by keyboard.
func (l *leaks) keys() KeyTable {
	const part = "Where somebody is named"
	return KeyTable{l.host.Prefs(), []Act{
		{"leaks.pass", "let the word pass here", part, []string{"P"}, func() { l.pass(false) }},
		{"leaks.everywhere", "let it pass wherever it stands", part, []string{"A"}, func() { l.pass(true) }},
		{"leaks.hide", "hide the names in the study", part, []string{"H"}, l.mask},
	}}
}

// same is the places, not let pass yet, at which the same word names the same person.
func (l *leaks) same(i int) []int {
	var out []int
	for k, at := range l.places {
		if !at.passed && strings.EqualFold(at.hit.Found, l.places[i].hit.Found) && at.hit.Identity.Pseudonym == l.places[i].hit.Identity.Pseudonym && session.MayPass(at.hit) == nil {
			out = append(out, k)
		}
	}
	return out
}

// pass lets the chosen word pass, here or wherever it stands now.
func (l *leaks) pass(everywhere bool) {
	i := l.rows.Chosen()
	if i < 0 || l.places[i].passed {
		return
	}
	which := []int{i}
	if everywhere {
		which = l.same(i)
	}
	err := session.MayPass(l.places[i].hit)
	if err == nil {
		hits := make([]leak.Hit, len(which))
		for k, n := range which {
			hits[k] = l.places[n].hit
		}
		err = l.host.Session().LetPass(context.Background(), hits...)
	}
	if l.wrong = ""; err != nil {
		l.wrong = err.Error()
		l.acts.Refresh()
		return
	}
	for _, n := range which {
		l.places[n].passed = true
	}
	l.onward(i)
}

// onward chooses the next place that is not decided, and allows the export when there is none.
func (l *leaks) onward(from int) {
	for k := range l.places {
		if n := (from + k) % len(l.places); !l.places[n].passed {
			l.rows.Choose(n)
			break
		}
	}
	l.dialog.EnableConfirm(l.decided() == len(l.places))
	l.rows.Refresh()
	l.acts.Refresh()
}

func (l *leaks) decided() int {
	n := 0
	for _, at := range l.places {
		if at.passed {
			n++
		}
	}
	return n
}

// mask hides everybody of the vault in every text of the study, and exports again.
func (l *leaks) mask() {
	var did session.LookedAgain
	l.host.Run("Looking for names in the study", func(ctx context.Context, p session.Progress) (err error) {
		did, err = l.host.Session().LookAgain(ctx, p)
		return err
	}, func(err error) {
		switch {
		case err != nil:
			l.wrong = err.Error()
		case did.Masked+did.Texts == 0:
			l.wrong = "No text of the study holds these names any more, so they stand in words of the pack itself or in a title. Change those, or let the word pass."
		default:
			l.dialog.Close()
			l.again()
			return
		}
		l.acts.Refresh()
	})
}
