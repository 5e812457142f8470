package session

import (
	"slices"
	"time"
)

// VaultPrefs are what this computer remembers of vaults: nothing that says whose they are.
type VaultPrefs struct {
	LockMinutes int      `json:"lock_minutes,omitempty"` // 0: the usual; less than 0: never
	Keyring     []string `json:"keyring,omitempty"`      // ids of vaults whose passphrase the keyring holds
}

// IdleChoices are the minutes that Settings offers, 0 for never.
var IdleChoices = []int{5, 15, 60, 0}

// Idle is after how long without an act the vault locks itself, 0 for never.
func (p *Prefs) Idle() time.Duration {
	switch m := p.Vault.LockMinutes; {
	case m < 0:
		return 0
	case m > 0:
		return time.Duration(m) * time.Minute
	}
	return DefaultIdle
}

// SetIdle chooses it and keeps the choice.
func (p *Prefs) SetIdle(minutes int) error {
	if p.Vault.LockMinutes = minutes; minutes == 0 {
		p.Vault.LockMinutes = -1
	}
	return p.Save()
}

// InKeyring says whether the person asked for a vault's passphrase to be kept in the keyring of this
// computer. Otherwise the keyring is never asked, since some of them then ask for a password of their own.
func (p *Prefs) InKeyring(vaultID string) bool {
	return vaultID != "" && slices.Contains(p.Vault.Keyring, vaultID)
}

// SetInKeyring notes whether it is.
func (p *Prefs) SetInKeyring(vaultID string, is bool) error {
	if vaultID == "" || p.InKeyring(vaultID) == is {
		return nil
	}
	p.Vault.Keyring = slices.DeleteFunc(p.Vault.Keyring, func(id string) bool { return id == vaultID })
	if is {
		p.Vault.Keyring = append(p.Vault.Keyring, vaultID)
	}
	return p.Save()
}
