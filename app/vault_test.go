package app

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"github.com/zalando/go-keyring"

	"openloop/app/session"
	"openloop/app/widgets"
)

// unlock opens the vault by its dialog.
func unlock(t *testing.T, a *tested, passphrase string, remember bool) {
	t.Helper()
	went := false
	a.Unlock(func() { went = true })
	f, ok := a.win.Canvas().Focused().(*widgets.Field)
	if !ok {
		t.Fatalf("no field to type into: %s", words(a))
	}
	f.SetText(passphrase)
	if remember {
		a.win.Canvas().FocusNext()
		press(a, fyne.KeySpace)
	}
	a.win.Canvas().Focus(f)
	press(a, fyne.KeyReturn)
	a.until(t, "the vault to open", func() bool { return went })
}

// The status line follows the vault, which locks itself after a while without an act.
func TestVaultLocksItselfInTheWindow(t *testing.T) {
	keyring.MockInit()
	a := opened(t)
	if got := a.shell.status.Status(); got.Vault != "Vault locked" || got.VaultOpen {
		t.Errorf("at first: %+v", got)
	}
	unlock(t, a, session.SamplePassphrase, false)
	a.until(t, "the status line", func() bool { return a.shell.status.Status().VaultOpen })
	a.session.LockAfter(50 * time.Millisecond)
	a.until(t, "the lock", func() bool { s := a.shell.status.Status(); return s.Vault == "Vault locked" && !s.VaultOpen })
	if a.prefs.InKeyring(a.session.VaultID()) {
		t.Error("kept in the keyring although nobody asked")
	}
}

// Remembered in the keyring, the vault opens without a question, until it is forgotten there.
func TestVaultRemembered(t *testing.T) {
	keyring.MockInit()
	a := opened(t)
	unlock(t, a, session.SamplePassphrase, true)
	if !a.prefs.InKeyring(a.session.VaultID()) || !a.session.Remembered() || !strings.Contains(a.shell.said, "keyring") {
		t.Fatalf("not kept; it said %q", a.shell.said)
	}
	a.session.LockVault()
	went := false
	a.Unlock(func() { went = true })
	a.until(t, "the keyring", func() bool { return went })
	if a.session.Vault() != session.VaultOpen || a.covered() {
		t.Errorf("state %d: %s", a.session.Vault(), words(a))
	}
}
