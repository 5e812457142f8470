package views

import (
	"fmt"
	"slices"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
	"openloop/research"
)

// Head is who is heard, with the outcome and how it was heard.
func (v *Coding) Head() (title, sub string) {
	if v.open == nil {
		return "Coding", ""
	}
	r := v.open.Row
	parts := []string{widgetsOutcome(r.Interview.Outcome), joined(", ", r.RoleBand(), r.Organisation.Segment), joined(", ", strings.ToLower(r.Interview.Method.String()), shortDate(r.Interview.Date))}
	return r.Interview.Label, joined(" · ", parts...)
}

// joined puts what is not empty together.
func joined(sep string, parts ...string) string {
	return strings.Join(slices.DeleteFunc(parts, func(s string) bool { return s == "" }), sep)
}

// widgetsOutcome is an outcome as a sentence begins with it.
func widgetsOutcome(o research.Outcome) string {
	if o == research.OutcomeUnknown {
		return "No outcome yet"
	}
	return o.String()
}

// shortDate is "12 Oct 2026" of "2026-10-12".
func shortDate(iso string) string {
	t, err := time.Parse("2006-01-02", iso)
	if err != nil {
		return iso
	}
	return t.Format("2 Jan 2006")
}

// Actions are how far the coding is, marking it as done, and the next interview.
func (v *Coding) Actions() []fyne.CanvasObject {
	if v.open == nil {
		return nil
	}
	if v.host.Session().Vault() == session.VaultMissing {
		return []fyne.CanvasObject{v.progress, v.mark, v.next}
	}
	return []fyne.CanvasObject{v.progress, v.eye, v.mark, v.next}
}

func (v *Coding) drawProgress(p *widgets.Pen) {
	p.R(p.W-6, p.H/2, v.answered(), theme.Small, p.Ink2)
}

func (v *Coding) answered() string {
	if v.open == nil {
		return ""
	}
	if v.tally == "" {
		coded, answers := session.Answered(v.open.Turns, v.open.Codings)
		v.tally = fmt.Sprintf("%d of %d answers coded", coded, answers)
	}
	return v.tally
}

// refresh draws everything but the text again.
func (v *Coding) refresh() {
	v.followPassage()
	label, icon := "Mark as coded", "check"
	if v.open.Interview.Coded {
		label, icon = "Coded", "check"
	}
	if v.host.Session().Blind(v.open.Interview.ID) {
		label = "Second coding done"
	}
	v.mark.Icon = icon
	v.mark.SetLabel(label)
	v.strip.Refresh()
	v.dock.refresh()
	v.refreshSides()
	v.book.refresh()
	v.progress.Refresh()
}

func (v *Coding) drawHints(p *widgets.Pen) {
	if v.said != nil {
		v.drawSaidHints(p)
		return
	}
	window := WindowTable(v.host.Prefs())
	p.Hints(2, p.H/2, p.W-4, v.hint("uncoded passage", "coding.uncoded", "coding.uncoded.back"), v.hint("pick code", "coding.pick"), v.hint("repeat last", "coding.repeat"),
		v.hint("hurt, neutral, helped", "coding.hurt", "coding.neutral", "coding.helped"), v.hint("weight", "coding.mentioned", "coding.contributed", "coding.decided"),
		v.hint("about", "coding.about"), v.hint("correct", "coding.correct"), v.hint("told, decided", "coding.reason.told", "coding.reason.decided"),
		window.hint("undo", "window.undo"), window.hint("all keys", "window.help"))
}

// hint is what some acts do, with the first key of each.
func (v *Coding) hint(what string, acts ...string) widgets.KeyHint {
	return v.keys().hint(what, acts...)
}

func (v *Coding) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts} }

// keyOf is the key to show for an act, "" where it has none.
func (v *Coding) keyOf(id string) string { return v.keys().Of(id) }
