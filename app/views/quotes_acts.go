package views

import (
	"context"
	"slices"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/store"
)

// settle does something to the chosen quote and goes on to the next.
func (t *quotesTab) settle(say string, do func(context.Context, *session.Session, session.Candidate) error) {
	c, ok := t.chosen()
	if !ok {
		t.view.host.Say("Choose a quote first.")
		return
	}
	i := t.rows.Chosen()
	if i+1 < len(t.list.Rows) {
		t.want = t.list.Rows[i+1].Placed.Verbatim
	}
	if err := do(context.Background(), t.view.host.Session(), c); err != nil {
		t.want = ""
		t.view.host.Fail(err)
		return
	}
	t.goOn(c.Placed.Verbatim)
	t.view.host.Say(say + " Ctrl Z undoes it.")
}

// goOn takes a settled quote off the list at once, while the list is read anew off the window's goroutine.
func (t *quotesTab) goOn(settled research.ID) {
	if !t.loading || len(t.filter.States) == 0 {
		return
	}
	i := slices.IndexFunc(t.list.Rows, func(c session.Candidate) bool { return c.Placed.Verbatim == settled })
	if i < 0 {
		return
	}
	t.list.Rows = slices.Delete(t.list.Rows, i, i+1)
	t.rows.SetCount(len(t.list.Rows))
	t.rows.Mark(min(i, len(t.list.Rows)-1))
	t.rows.Reveal(t.rows.Chosen())
	t.card.show(t.chosen())
}

// clear lets the quote leave as it was said. What may leave in other words only asks for those.
func (t *quotesTab) clear() {
	if c, ok := t.chosen(); ok && c.Consent == research.ConsentReworded {
		t.view.host.Say(c.Label() + " allows other words only. Write them, then press Enter.")
		t.card.startRewording()
		return
	}
	t.settle("Cleared as said.", func(ctx context.Context, s *session.Session, c session.Candidate) error {
		return s.ClearQuote(ctx, c.QuoteRow, true, "")
	})
}

// refuse keeps the quote in.
func (t *quotesTab) refuse() {
	t.settle("Kept in.", func(ctx context.Context, s *session.Session, c session.Candidate) error {
		return s.RefuseQuote(ctx, c.QuoteRow)
	})
}

// takeBack forgets what was settled about the quote.
func (t *quotesTab) takeBack() {
	c, ok := t.chosen()
	if !ok || c.State == session.QuoteToClear {
		t.view.host.Say("There is nothing to take back.")
		return
	}
	t.settle("Taken back.", func(ctx context.Context, s *session.Session, c session.Candidate) error {
		return s.ClearQuote(ctx, c.QuoteRow, false, "")
	})
}

// skip goes on to the next quote.
func (t *quotesTab) skip() {
	if n := t.rows.Count(); n > 0 {
		t.rows.Choose((t.rows.Chosen() + 1) % n)
	}
}

// first puts the quote before others of its theme, or no longer.
func (t *quotesTab) first() {
	c, ok := t.chosen()
	if !ok {
		return
	}
	if err := t.view.host.Session().ChooseForTheme(context.Background(), c, !c.Chosen); err != nil {
		t.view.host.Fail(err)
		return
	}
	if c.Chosen {
		t.view.host.Say("No longer first in “" + c.Theme + "”.")
		return
	}
	t.view.host.Say("First in “" + c.Theme + "”.")
}

func (t *quotesTab) readInPlace() {
	if c, ok := t.chosen(); ok {
		t.view.host.Go("coding", store.Hit{Interview: c.Interview.Interview.ID, Turn: c.Placed.From.Turn})
	}
}
