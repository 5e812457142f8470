package app

import (
	"context"
	"time"

	"openloop/app/session"
	"openloop/app/widgets"
	"openloop/research"
)

// Undo takes the last step back; in a field that is being typed in, what was typed last.
func (a *App) Undo() {
	if f := a.typing(); f != nil {
		f.Undo()
		return
	}
	a.step((*session.Session).Undo, "Taking the step back", "Undid")
}

// Redo does the step that was taken back again, or what was typed.
func (a *App) Redo() {
	if f := a.typing(); f != nil {
		f.Redo()
		return
	}
	a.step((*session.Session).Redo, "Doing the step again", "Did again")
}

// typing is the field that takes the keys and holds something, if any.
func (a *App) typing() *widgets.Field {
	if f, ok := a.win.Canvas().Focused().(*widgets.Field); ok && f.Text != "" {
		return f
	}
	return nil
}

// step takes a step back or does one again. One that touched very much takes its time, with progress.
func (a *App) step(f func(*session.Session, context.Context, ...session.Progress) (string, error), doing, did string) {
	s := a.session
	if s == nil || a.covered() || a.jobs.State().Running {
		return
	}
	var name string
	ended := make(chan struct{})
	a.Run(doing, func(ctx context.Context, p session.Progress) error {
		defer close(ended)
		var err error
		name, err = f(s, ctx, p)
		return err
	}, func(err error) {
		switch {
		case research.KindOf(err) == research.NotFound:
			a.Say(err.Error())
		case research.KindOf(err) == research.Locked: // the words that come back are in the vault
			a.Say(err.Error())
			a.Unlock(func() { a.step(f, doing, did) })
		case err != nil:
			a.Fail(err)
		default:
			a.Say(did + " “" + name + "”.")
		}
	})
	select { // what is quick is done before the next key
	case <-ended:
		for i := 0; i < 100 && a.jobs.State().Running; i++ {
			time.Sleep(100 * time.Microsecond)
		}
	case <-time.After(stepWait):
	}
}

// stepWait is how long the window waits for a step before it goes on while the step does.
const stepWait = 60 * time.Millisecond
