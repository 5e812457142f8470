package app

import (
	"context"

	"fyne.io/fyne/v2"

	"openloop/app/session"
	"openloop/app/views"
	"openloop/research"
	"openloop/research/store"
)

// Unlock asks for the passphrase where the vault is locked, and then goes on.
func (a *App) Unlock(then func()) {
	if a.session == nil {
		return
	}
	switch a.session.Vault() {
	case session.VaultOpen:
		then()
	case session.VaultLocked:
		views.AskPassphrase(a, then)
	default:
		a.Fail(research.Problemf(research.NotFound, "%s", a.session.VaultSays()))
	}
}

// watchVault follows the vault of a study just opened: it locks itself after a while without an act, and what
// is wrong with it is said at once.
func (a *App) watchVault(s *session.Session) {
	s.LockAfter(a.prefs.Idle())
	s.UseKeyring(a.prefs.InKeyring(s.VaultID()))
	s.OnVault(func() { fyne.Do(func() { a.vaultChanged(s) }) })
	if says := s.VaultSays(); says != "" {
		a.Say(says)
	}
}

// vaultChanged draws everything anew that shows how the vault stands, or showed what is in it.
func (a *App) vaultChanged(s *session.Session) {
	if a.session != s {
		return
	}
	a.shell.refresh()
	if v := a.views[a.screen]; v != nil {
		v.Changed(store.Change{})
		v.Content().Refresh()
	}
	if says := s.VaultSays(); says != "" && s.VaultOlder() {
		a.Say(says)
	}
}

// watched is a job during which the vault does not lock itself, as long as it goes forward.
func (a *App) watched(job session.Job) session.Job {
	s := a.session
	if s == nil {
		return job
	}
	return func(ctx context.Context, p session.Progress) error {
		return job(ctx, func(done, total int, doing string) {
			s.Touch()
			p(done, total, doing)
		})
	}
}

// touch tells the open study that somebody is at work.
func (a *App) touch() {
	if a.session != nil {
		a.session.Touch()
	}
}
