package views

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/widgets"
	"openloop/report"
)

// Acts are what the Report screen does by keyboard.
func (v *Report) Acts() []Act { return append(v.acts(), inTable("The pages", "write its message")...) }

func (v *Report) acts() []Act {
	const on = "The chosen section"
	return []Act{
		{"report.next", "next page", "Report", []string{"Right"}, func() { v.step(1) }},
		{"report.previous", "the page before", "Report", []string{"Left"}, func() { v.step(-1) }},
		{"report.leave", "leave it out, or take it in", on, []string{"X"}, v.toggleSection},
		{"report.up", "move it up", on, []string{"Alt+Up"}, func() { v.move(-1) }},
		{"report.down", "move it down", on, []string{"Alt+Down"}, func() { v.move(1) }},
		{"report.message", "write its message", on, []string{"M"}, v.writeMessage},
		{"report.drafted", "take the drafted message", on, []string{"D"}, v.takeDrafted},
		{"report.reset", "all sections in their usual order", "Report", []string{"R"}, v.reset},
		{"report.decision", "what the board is asked to decide", "Report", []string{"A"}, v.writeDecision},
		{"report.findings", "word the findings", "Report", []string{"W"}, v.askFindings},
		{"report.face", "client, logo, colour and date", "Report", []string{"F"}, v.askFace},
		{"report.issued", "issued packs", "Report", []string{"I"}, v.showIssued},
		{"report.case", "the business case", "Report", []string{"B"}, v.businessCase},
		{"report.options", "language and other files", "Report", []string{"O"}, v.askOptions},
	}
}

func (v *Report) keys() KeyTable { return KeyTable{v.host.Prefs(), v.acts()} }

// Key turns pages.
func (v *Report) Key(e *fyne.KeyEvent) bool {
	if v.keys().Press(keyOfEvent(e, 0)) {
		return true
	}
	switch e.Name {
	case fyne.KeyPageDown:
		v.step(1)
	case fyne.KeyPageUp:
		v.step(-1)
	default:
		return false
	}
	return true
}

// Rune does what a letter stands for.
func (v *Report) Rune(r rune) bool { return v.keys().Press(keyOfRune(r)) }

// step goes to another row of the list.
func (v *Report) step(by int) {
	if n := len(v.rows); n > 0 {
		v.list.Choose(min(max(v.list.Chosen()+by, 0), n-1))
	}
}

// act does something to the chosen section, and says what is wrong with that.
func (v *Report) act(do func(s report.SectionLine) error) {
	if s, ok := v.section(); ok && v.ready {
		v.host.Fail(do(s))
	}
}

func (v *Report) toggleSection() {
	v.act(func(s report.SectionLine) error {
		return v.host.Session().SetSection(context.Background(), s.Kind, s.Name.String(), s.Off)
	})
}

func (v *Report) move(by int) {
	v.act(func(s report.SectionLine) error {
		return v.host.Session().MoveSection(context.Background(), s.Kind, s.Name.String(), by)
	})
}

func (v *Report) reset() { v.host.Fail(v.host.Session().ResetSections(context.Background())) }

func (v *Report) writeMessage() {
	if v.page >= 0 {
		v.title.Focus()
	}
}

// writeDecision goes to the answer, where the question to the board stands.
func (v *Report) writeDecision() {
	v.list.Choose(v.rowOf(report.Answer, 0))
	if v.page >= 0 {
		v.decision.Focus()
	}
}

func (v *Report) keepTitle() {
	v.act(func(s report.SectionLine) error {
		text := v.title.Text
		if text == s.Drafted.String() {
			text = ""
		}
		return v.host.Session().SetPackTitle(context.Background(), s.Kind, text, v.doc.Behind(s.Kind)...)
	})
}

func (v *Report) takeDrafted() {
	v.act(func(s report.SectionLine) error {
		return v.host.Session().SetPackTitle(context.Background(), s.Kind, "")
	})
}

func (v *Report) keepDecision() {
	v.host.Fail(v.host.Session().SetPackDecision(context.Background(), v.decision.Text, v.doc.Behind(report.DecisionMessage)...))
}

func (v *Report) takeDraftedDecision() {
	v.host.Fail(v.host.Session().SetPackDecision(context.Background(), ""))
}

// askFace asks for what the pack says of itself and how it looks.
func (v *Report) askFace() {
	if v.host.Session().ReadOnly() {
		return
	}
	f := newFaceForm(v)
	f.dialog = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "The face of the pack", Width: 560, Body: f.body(), BodyH: faceHeight, Confirm: "Keep", Cancel: "Cancel",
		Text: "Empty fields are as they are by themselves. Colours that mean something, such as won and lost, never change.", Focus: f.client, OnConfirm: f.keep})
}
