package views

import (
	"context"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// mayQuote says whether everybody in the interview allows to be quoted in one of some ways.
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

// clearOrAsk clears a quote, or takes that back; what may leave only in other words asks for them.
func clearOrAsk(h Host, q session.QuoteRow) {
	if !q.Cleared && !mayQuote(q, research.ConsentFree) && mayQuote(q, research.ConsentFree, research.ConsentReworded) {
		askReworded(h, q)
		return
	}
	h.Fail(h.Session().ClearQuote(context.Background(), q, !q.Cleared, ""))
}

// askReworded asks for other words and clears those.
func askReworded(h Host, q session.QuoteRow) {
	field, box := widgets.NewField("In other words", "", "", true)
	field.SetText(q.Text)
	widgets.ShowDialog(h.Window().Canvas(), widgets.DialogSpec{Title: "Reword this quote", Text: q.Interview.Interview.Label + " agreed to be quoted in other words only. Keep the meaning and change what only they would say.",
		Width: 560, Body: box, BodyH: 120, Confirm: "Clear the reworded quote", Cancel: "Cancel", Focus: field,
		OnConfirm: func() bool {
			if field.Text == q.Text || field.Text == "" {
				h.Say("Change the words first.")
				return false
			}
			err := h.Session().ClearQuote(context.Background(), q, true, field.Text)
			h.Fail(err)
			return err == nil
		}})
}
