package session

import (
	"bytes"
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"openloop/report/pdf"
	"openloop/research"
	"openloop/research/vault"
)

// PassphraseStrength estimates how hard a passphrase is to guess.
func PassphraseStrength(passphrase string) vault.Strength { return vault.StrengthOf(passphrase) }

// LeastPassphrase is how many characters a new passphrase has at least.
const LeastPassphrase = 12

// CheckNewPassphrase is a sentence on what is wrong with a new passphrase typed twice, nil when nothing is.
func CheckNewPassphrase(first, again string) error {
	first, again = vault.Pasted(first), vault.Pasted(again)
	switch {
	case len([]rune(first)) < LeastPassphrase:
		return research.Problemf(research.Invalid, "Take a passphrase of at least twelve characters: four or five words that do not belong together.")
	case first != again:
		return research.Problemf(research.Invalid, "The two passphrases differ.")
	}
	return nil
}

// ChangePassphrase seals the vault's key anew, and brings the keyring's copy up to date where there is one.
func (s *Session) ChangePassphrase(old, new string) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	if err := v.ChangePassphrase(old, new); err != nil {
		return err
	}
	if s.keep.ring.Load() {
		return s.Remember(new)
	}
	return nil
}

// NewKey gives the vault a new passphrase and another key of its own, and seals everything in it anew: for when
// somebody has left who had the passphrase or the recovery sheet, and so the key. A sheet that was printed before
// opens it no more. The keyring's copy is brought up to date where there is one; the vault's ID is another one.
func (s *Session) NewKey(old, new string) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	if _, err := v.SecretKey(old); err != nil { // whoever sits at an open vault need not have it
		return err
	}
	if err := s.Unlock(old); err != nil {
		return err
	}
	kept := s.keep.ring.Load()
	if kept {
		if err := s.Unremember(); err != nil {
			return err
		}
	}
	if err := v.NewKey(new); err != nil {
		return err
	}
	s.tellVault()
	if kept {
		return s.Remember(new)
	}
	return nil
}

// Colleagues lists who may open the vault with a key of their own.
func (s *Session) Colleagues() ([]vault.Colleague, error) {
	v, err := s.anyVault()
	if err != nil {
		return nil, err
	}
	return v.Colleagues()
}

// AddColleague lets a colleague's public key (age1…) open the vault. label says whose it is.
func (s *Session) AddColleague(recipient, label string) error {
	v, err := s.openVault()
	if err != nil {
		return err
	}
	return v.AddColleague(recipient, label)
}

// RemoveColleague takes a key off the list and seals everything without it.
func (s *Session) RemoveColleague(recipient string) error {
	v, err := s.openVault()
	if err != nil {
		return err
	}
	return v.RemoveColleague(recipient)
}

// CompactVault merges what many imports have left in the vault and says in a sentence what it did.
func (s *Session) CompactVault() (string, error) {
	v, err := s.openVault()
	if err != nil {
		return "", err
	}
	done, err := v.Compact()
	if err != nil {
		return "", err
	}
	return fmt.Sprintf("The vault is compact: %s merged, %s of entries and %s of texts dropped, %s instead of %s.", count(done.Batches, "import"),
		count(done.Entries, "repetition"), count(done.Originals, "earlier version"), fileSize(done.Bytes), fileSize(done.Was)), nil
}

// fileSize is bytes as people read them.
func fileSize(n int64) string {
	switch {
	case n >= 10<<20:
		return fmt.Sprintf("%d MB", n>>20)
	case n >= 10<<10:
		return fmt.Sprintf("%d KB", n>>10)
	}
	return fmt.Sprintf("%d bytes", n)
}

// RecoveryName is the name a recovery sheet gets when nobody chose one. It does not say what it is for.
func (s *Session) RecoveryName() string { return "recovery-sheet-" + s.VaultID()[:8] + ".pdf" }

// RecoverySheet writes a page to print with the vault's own key on it, and how to open the vault with it
// and without this program. The passphrase is asked for again.
func (s *Session) RecoverySheet(ctx context.Context, passphrase, path string) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	key, err := v.SecretKey(passphrase)
	if err != nil {
		return err
	}
	var b bytes.Buffer
	if err := pdf.WriteRecovery(&b, pdf.Recovery{Vault: filepath.Base(v.Path()), Key: key, Made: s.opt.Now()}); err != nil {
		return err
	}
	if err := ctx.Err(); err != nil {
		return err
	}
	return writePrivate(path, b.Bytes())
}

// writePrivate writes a file for its owner only, whole or not at all.
func writePrivate(path string, data []byte) error {
	f := &madeFile{path: path, data: data}
	if err := f.store(); err != nil {
		if f.part != "" {
			_ = os.Remove(f.part)
		}
		return err
	}
	if err := os.Rename(f.part, path); err != nil {
		_ = os.Remove(f.part)
		return f.cannot(err)
	}
	return nil
}

// RecoverVault opens the vault with the key of a recovery sheet, typed with or without its spaces, and gives
// it a new passphrase, for when the old one is forgotten.
func (s *Session) RecoverVault(key, passphrase string) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	key = strings.ToUpper(strings.Join(strings.Fields(key), ""))
	if err := s.UnlockIdentity([]byte(key)); err != nil {
		return err
	}
	return v.NewPassphrase(passphrase)
}
