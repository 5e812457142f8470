package vault

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"runtime/debug"
	"strings"

	"filippo.io/age"

	"openloop/research"
)

// seal encrypts for everybody who may open the vault.
func (v *Vault) seal(plain []byte) ([]byte, error) {
	to := []age.Recipient{v.recipient}
	for _, r := range v.others {
		to = append(to, r)
	}
	return encrypt(plain, to...)
}

// encrypt makes an age file in memory.
func encrypt(plain []byte, to ...age.Recipient) ([]byte, error) {
	var b bytes.Buffer
	w, err := age.Encrypt(&b, to...)
	if err != nil {
		return nil, fmt.Errorf("vault: seal: %w", err)
	}
	if _, err := w.Write(plain); err != nil {
		return nil, fmt.Errorf("vault: seal: %w", err)
	}
	if err := w.Close(); err != nil {
		return nil, fmt.Errorf("vault: seal: %w", err)
	}
	return b.Bytes(), nil
}

// sealKey encrypts the vault's identity with a passphrase.
func sealKey(id *age.X25519Identity, passphrase string, workFactor int) ([]byte, error) {
	r, err := age.NewScryptRecipient(passphrase)
	if err != nil {
		return nil, fmt.Errorf("vault: passphrase: %w", err)
	}
	if workFactor < 1 || workFactor > maxWorkFactor {
		return nil, research.Problemf(research.Invalid, "A work factor of %d is outside 1 to %d.", workFactor, maxWorkFactor)
	}
	r.SetWorkFactor(workFactor)
	defer debug.FreeOSMemory()
	return encrypt([]byte(id.String()+"\n"), r)
}

// openKey decrypts the vault's identity with a passphrase.
func openKey(r io.ReaderAt, members []member, path, passphrase string) (*age.X25519Identity, error) {
	wrong := research.Problemf(research.Locked, "The passphrase does not open %s. Check capital letters and the keyboard's language.", filepath.Base(path))
	if passphrase = Pasted(passphrase); passphrase == "" {
		return nil, wrong
	}
	pass, err := age.NewScryptIdentity(passphrase)
	if err != nil {
		return nil, wrong
	}
	pass.SetMaxWorkFactor(maxWorkFactor)
	plain, err := members[0].open(r, pass)
	debug.FreeOSMemory() // scrypt's 64 MB: the next attempt must not stand beside them
	var none *age.NoIdentityMatchError
	if errors.As(err, &none) {
		return nil, wrong
	}
	if err != nil {
		return nil, fileProblem(path, err)
	}
	id, err := age.ParseX25519Identity(strings.TrimSpace(string(plain)))
	if err != nil {
		return nil, fileProblem(path, errors.New("key.age holds no key"))
	}
	return id, nil
}

// open decrypts a member.
func (m member) open(r io.ReaderAt, id age.Identity) ([]byte, error) {
	d, err := age.Decrypt(io.NewSectionReader(r, m.body, m.size), id)
	if err != nil {
		return nil, fmt.Errorf("open %s: %w", m.name, err)
	}
	b, err := io.ReadAll(d)
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", m.name, err)
	}
	return b, nil
}
