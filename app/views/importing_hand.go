package views

import (
	"context"
	"strings"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/widgets"
)

// byHand asks the Import screen for an interview that is written there.
type byHand struct{}

// write asks for an interview that somebody types, or pastes from wherever it stands, and matches it as a transcript.
func (v *Import) write() {
	field, box := widgets.NewField("Interviewer: How did it begin?\nBuyer: We had outgrown what we had …", "", "", true)
	var d *widgets.Dialog
	on := v.host.Window().Canvas()
	d = widgets.ShowDialog(on, widgets.DialogSpec{Title: "Write an interview", Width: 680, Body: box, BodyH: 300, Confirm: "Go on", Cancel: "Cancel", Focus: field,
		Text: "One line a turn, each with who speaks: “Interviewer: …”. You say next who they are. Nothing is stored yet.",
		Foot: "Tab leads to the buttons.", OnConfirm: func() bool {
			if strings.TrimSpace(field.Text) == "" {
				field.SetWrong(true)
				return false
			}
			d.Close()
			v.readWritten("Written interview", field.Text)
			return false
		}})
	field.OnKey = func(e *fyne.KeyEvent) bool {
		if e.Name != fyne.KeyTab {
			return false
		}
		if heldModifiers()&fyne.KeyModifierShift != 0 {
			on.FocusPrevious()
		} else {
			on.FocusNext()
		}
		return true
	}
}

// readWritten matches words that come from no file as a transcript.
func (v *Import) readWritten(name, words string) {
	v.readTalks("Reading the interview", func(ctx context.Context, _ session.Progress) (*session.Talks, error) {
		return v.host.Session().ReadTalkData(ctx, name, []byte(words))
	})
}
