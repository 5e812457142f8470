package views

import (
	"context"
	"fmt"

	"openloop/app/session"
	"openloop/app/theme"
	"openloop/app/widgets"
)

// lookForNames looks for names in every transcript with all that is known by now, and says what came of it. done
// is called in the end.
func lookForNames(h Host, done func()) {
	h.Unlock(func() {
		var did session.LookedAgain
		h.Run("Looking for names in all transcripts", func(ctx context.Context, p session.Progress) error {
			var err error
			did, err = h.Session().LookAgain(ctx, p)
			return err
		}, func(err error) {
			done()
			switch {
			case err != nil:
				h.Fail(err)
			case did.Turns+did.Texts == 0:
				h.Say("Looked through every transcript: nothing new to mask.")
			default:
				h.Say(fmt.Sprintf("Masked %s in %s; %d wait in the review. Ctrl Z brings the words back.", plural(did.Masked, "passage"), plural(did.Interviews, "interview"), did.ToReview))
			}
		})
	})
}

// newNames is a line on names that came into the vault after texts were looked through, with the key that has it
// done; nothing where there are none. It answers its width.
func newNames(p *widgets.Pen, x, cy, w float32, n int, again widgets.KeyHint, look func()) float32 {
	if n == 0 {
		return 0
	}
	say := "1 name came in after the other texts were looked through"
	if n > 1 {
		say = widgets.Number(n) + " names came in after the other texts were looked through"
	}
	again.What = "look again"
	hw := widgets.HintWidth(again.What, again.Keys...) + 10
	p.Icon(x+8, cy, 15, "people", p.Warn)
	tw := 22 + p.LW(x+22, cy, w-hw-22, say, theme.Small, p.Ink2)
	p.Hint(x+tw+10, cy, again.What, again.Keys...)
	p.Hit("look", x, cy-14, tw+hw, 28, look)
	return tw + hw
}
