package vault

import (
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"

	"filippo.io/age"

	"openloop/research"
)

// NewKey gives the vault another key of its own, sealed by a new passphrase, and seals everything in it anew, in
// the earlier generation, too: for when somebody has left who had the passphrase or the recovery sheet. A new
// passphrase alone would leave the key what it was. Colleagues stay. The vault must have been opened with its
// passphrase or its own key. What was copied before stays open to whoever has the old key, and the secret of
// SourceKey stays what it was, since the study's records are known by it.
func (v *Vault) NewKey(passphrase string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return err
	}
	if v.own == nil {
		return research.Problemf(research.Locked, "A new key needs the vault's passphrase, or its recovery sheet. Open it with one of them first.")
	}
	if passphrase = Pasted(passphrase); strings.TrimSpace(passphrase) == "" {
		return research.Problemf(research.Invalid, "The new passphrase is empty. Nothing was changed.")
	}
	fresh, err := age.GenerateX25519Identity()
	if err != nil {
		return fmt.Errorf("vault: make a key: %w", err)
	}
	k := keyChange{vault: v, was: v.own, passphrase: passphrase}
	wasIdentity := v.identity
	err = v.rewrite(rewriting{build: func(f *os.File, members []member, out io.Writer) error {
		known, err := v.colleagues(f, members)
		if err != nil {
			return err
		}
		v.own, v.identity, v.recipient = fresh, fresh, fresh.Recipient() // what is written is read back with it
		return k.build(f, members, known, out)
	}})
	if err == nil {
		return nil
	}
	// The new file may have taken its place although something failed after it: what stands there counts.
	if now, e := Open(v.path); e != nil || now.recipient.String() != fresh.Recipient().String() {
		v.own, v.identity, v.recipient = k.was, wasIdentity, k.was.Recipient()
	}
	return err
}

// keyChange writes the vault for another key.
type keyChange struct {
	vault      *Vault
	was        *age.X25519Identity
	passphrase string
}

func (k *keyChange) build(f *os.File, members []member, known []Colleague, out io.Writer) error {
	v := k.vault
	for _, m := range members {
		var err error
		switch {
		case m.name == keyName:
			var key []byte
			if key, err = sealKey(v.own, k.passphrase, v.workFactor); err == nil {
				err = appendMember(out, keyName, key, v.now())
			}
		case m.name == recipientName:
			err = appendMember(out, recipientName, recipientsText(v.own, v.others), v.now())
		case m.name == colleaguesName:
			if len(known) > 0 {
				err = v.sealMember(out, colleaguesName, known, v.now())
			}
		case filepath.Ext(m.name) != ".age":
			err = copyMembers(out, f, []member{m})
		default:
			err = k.member(f, m, out)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// member opens what was sealed for the old key and seals it for the new one.
func (k *keyChange) member(f *os.File, m member, out io.Writer) error {
	plain, err := m.open(f, k.was)
	if err != nil {
		return fileProblem(k.vault.path, err)
	}
	sealed, err := k.vault.seal(plain)
	clear(plain)
	if err != nil {
		return err
	}
	return appendMember(out, m.name, sealed, k.vault.now())
}
