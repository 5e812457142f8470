package session

import (
	"errors"

	"github.com/zalando/go-keyring"

	"openloop/research"
	"openloop/research/vault"
)

// keyringService is under what the system's keyring lists our passphrases. The account is the vault's random
// id, so that neither says which study or client they are for.
const keyringService = "Openloop"

// errNoKeyring says once that there is none; that is no fault.
func errNoKeyring() error {
	return research.Problemf(research.NotFound, "This computer has no keyring that could keep the passphrase, or it is locked. The vault asks for its passphrase as before.")
}

// VaultID tells this study's vault apart in the keyring and in preferences: random digits, "" without a vault.
func (s *Session) VaultID() string {
	v, err := s.anyVault()
	if err != nil {
		return ""
	}
	return v.ID()
}

// UseKeyring says whether the person has asked, on this computer, for the passphrase to be kept in the
// keyring. Otherwise it is left alone: some keyrings then ask for a password of their own.
func (s *Session) UseKeyring(kept bool) { s.keep.ring.Store(kept) }

// Remember puts the passphrase into the system's keyring, under a random id, after trying that it opens the
// vault. The error is a Problem of kind NotFound where there is no keyring.
func (s *Session) Remember(passphrase string) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	passphrase = vault.Pasted(passphrase)
	if _, err := v.SecretKey(passphrase); err != nil {
		return err
	}
	if keyring.Set(keyringService, v.ID(), passphrase) != nil {
		return errNoKeyring()
	}
	s.UseKeyring(true)
	return nil
}

// Unremember takes the passphrase out of the keyring. That there is none, or no keyring, is no error.
func (s *Session) Unremember() error {
	id := s.VaultID()
	if id == "" {
		return nil
	}
	s.UseKeyring(false)
	err := keyring.Delete(keyringService, id)
	if err != nil && !errors.Is(err, keyring.ErrNotFound) && !errors.Is(err, keyring.ErrUnsupportedPlatform) && s.Remembered() {
		return research.Problemf(research.ReadOnly, "The keyring did not let go of the passphrase. Delete the entry of service %s with account %s in your system's password manager.", keyringService, id)
	}
	return nil
}

// Remembered says whether the keyring holds a passphrase for this vault.
func (s *Session) Remembered() bool {
	id := s.VaultID()
	if id == "" {
		return false
	}
	_, err := keyring.Get(keyringService, id)
	return err == nil
}

// UnlockRemembered opens the vault with the passphrase in the keyring, and says whether it did. Where there
// is no keyring, no entry, or one that no longer fits, the passphrase has to be asked for.
func (s *Session) UnlockRemembered() bool {
	id := s.VaultID()
	if id == "" {
		return false
	}
	passphrase, err := keyring.Get(keyringService, id)
	return err == nil && s.Unlock(passphrase) == nil
}
