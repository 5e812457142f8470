package session

import (
	"path/filepath"
	"testing"
	"time"
)

// Choices about vaults are kept on this computer, "never" among them.
func TestVaultPrefs(t *testing.T) {
	path := filepath.Join(t.TempDir(), "settings.json")
	p := LoadPrefs(path)
	if p.Idle() != 15*time.Minute || p.InKeyring("") || p.InKeyring("a1") {
		t.Errorf("at first: %v", p.Idle())
	}
	for _, c := range []struct {
		minutes int
		want    time.Duration
	}{{5, 5 * time.Minute}, {0, 0}, {60, time.Hour}} {
		if err := p.SetIdle(c.minutes); err != nil || LoadPrefs(path).Idle() != c.want {
			t.Errorf("%d: %v %v", c.minutes, LoadPrefs(path).Idle(), err)
		}
	}
	for _, is := range []bool{true, true, false} {
		if err := p.SetInKeyring("a1", is); err != nil || LoadPrefs(path).InKeyring("a1") != is || len(p.Vault.Keyring) > 1 {
			t.Errorf("%v: %v", p.Vault.Keyring, err)
		}
	}
}
