package views

import (
	"context"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
	"openloop/research/store"
)

// An import that is done can be taken back while what was done is still on the screen, by undo or in the history. The
// screen says so then, and offers to do it again.

// fate is what became of an import since it was done.
type fate int

// The fates.
const (
	stands    fate = iota
	undone         // it can be done again as it was
	overtaken      // something else was done since, so it has to be planned anew
)

// latestSteps is how far back an import is looked for in the history: whoever goes behind that is not on this screen.
const latestSteps = 500

// noteStep keeps which step of the history the import was that has just been done.
func (v *Import) noteStep() {
	v.made, v.fate = 0, stands
	if unchanged(v.did) {
		return
	}
	if steps, err := v.host.Session().History(context.Background(), 1); err == nil && len(steps) > 0 {
		v.made = steps[0].ID
	}
}

// follow finds out what became of the import. It answers whether that is something new.
func (v *Import) follow() bool {
	if v.step != stepDone || v.made == 0 {
		return false
	}
	steps, err := v.host.Session().History(context.Background(), latestSteps)
	if err != nil {
		return false
	}
	was := v.fate
	for _, s := range steps {
		if s.ID != v.made {
			continue
		}
		switch {
		case s.Overtaken || s.Undone && !s.Reach:
			v.fate = overtaken
		case s.Undone:
			v.fate = undone
		default:
			v.fate = stands
		}
	}
	return v.fate != was
}

// Changed follows an import that is taken back, or done again, while it is on the screen.
func (v *Import) Changed(store.Change) {
	if v.follow() {
		v.show()
	}
}

// again does an import once more that was taken back: as it was, or where that is not possible with a new plan.
func (v *Import) again() {
	if v.fate == overtaken {
		v.step, v.made, v.fate = stepMatch, 0, stands
		v.show()
		v.look()
		v.goOn()
		return
	}
	made := v.made
	v.host.Run("Doing the import again", func(ctx context.Context, p session.Progress) error {
		_, err := v.host.Session().StepTo(ctx, made, p)
		return err
	}, func(err error) {
		switch {
		case research.KindOf(err) == research.Locked: // the words that come back are in the vault
			v.host.Unlock(v.again)
		case err != nil:
			v.host.Fail(err)
		default:
			v.follow()
			v.show()
			v.host.Say("The import is done again. Ctrl Z undoes it.")
		}
	})
}

// drawFate says on the screen of what was done that it was taken back. It answers where what follows begins.
func (v *Import) drawFate(p *widgets.Pen, x, y, w float32) float32 {
	switch v.fate {
	case undone:
		return p.Note(x, y, w, "This import was taken back: nothing of it is in the study. The names it brought stay sealed in the vault. It can be done again as it was.", true) + 28
	case overtaken:
		return p.Note(x, y, w, "This import was taken back, and something else was done since. It can be planned again from the same file.", true) + 28
	}
	return y + 16
}

// doneTitle heads what was done.
func (v *Import) doneTitle() string {
	if v.fate != stands {
		return "What was taken back"
	}
	return "What was done"
}

// doneLabel is what the filled button does once the import is done.
func (v *Import) doneLabel() string {
	switch v.fate {
	case undone:
		return "Do this import once more"
	case overtaken:
		return "Plan this import once more"
	}
	return "See the interviews"
}
