package views

import (
	"fmt"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// joinsShown is how many interviews the question whether to join them lists.
const joinsShown = 8

// askJoins asks whether interviews without the CRM's id are about the only deal of their company, and plans anew where
// they are.
func (v *Import) askJoins() {
	list := v.would.Joins
	if len(list) == 0 || v.joins {
		return
	}
	rows := min(len(list), joinsShown)
	board := widgets.NewBoard(func(p *widgets.Pen) {
		for i, j := range list[:rows] {
			p.LW(0, float32(i)*24+12, p.W, joinWords(j), theme.Body, p.Ink)
		}
		if len(list) > rows {
			p.L(0, float32(rows)*24+12, fmt.Sprintf("and %d more", len(list)-rows), theme.Small, p.Mute)
		}
	})
	h := float32(rows+1) * 24
	body := widgets.Placed(func(s fyne.Size) { widgets.Put(board, 0, 0, s.Width, h) }, board)
	var d *widgets.Dialog
	d = widgets.ShowDialog(v.host.Window().Canvas(), widgets.DialogSpec{Title: "Are these interviews about these deals?",
		Text: "They have no id of the CRM, and each is of a company of which the CRM has one deal that nobody else was asked about. Joined, they get what the CRM says of it.",
		Body: body, BodyH: h, Width: 560, Confirm: "Join them", Cancel: "Leave them apart", OnConfirm: func() bool {
			d.Close()
			v.joins = true
			v.makePlan()
			return false
		}})
}

// joinWords are an interview with its deal, as the question lists them.
func joinWords(j session.DealJoin) string {
	words := j.Interview
	if j.Row > 0 {
		words += fmt.Sprintf("   row %d", j.Row)
	}
	return joined(", ", words, j.Outcome.String(), shortDate(j.Closed))
}
