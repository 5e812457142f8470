package vault

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"filippo.io/age"

	"openloop/research"
)

// Colleague is somebody who opens the vault with a key of his own.
type Colleague struct {
	Recipient string    `json:"recipient"` // the public key, age1…
	Label     string    `json:"label"`     // whose it is; "" while the vault is sealed
	Added     time.Time `json:"added"`
}

// Colleagues lists who may open the vault beside the passphrase. While it is sealed only keys are known.
func (v *Vault) Colleagues() ([]Colleague, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return nil, err
	}
	var all []Colleague
	err := v.withFile(func(f *os.File, members []member) (err error) {
		all, err = v.colleagues(f, members)
		return err
	})
	return all, err
}

func (v *Vault) colleagues(f *os.File, members []member) ([]Colleague, error) {
	var known []Colleague
	if m, ok := find(members, colleaguesName); ok && v.identity != nil {
		plain, err := m.open(f, v.identity)
		if err != nil {
			return nil, fileProblem(v.path, err)
		}
		if err := json.Unmarshal(plain, &known); err != nil {
			return nil, fileProblem(v.path, fmt.Errorf("%s is not what a vault holds", m.name))
		}
	}
	all := make([]Colleague, len(v.others))
	for i, r := range v.others {
		all[i].Recipient = r.String()
		for _, c := range known {
			if c.Recipient == all[i].Recipient {
				all[i] = c
			}
		}
	}
	return all, nil
}

// AddColleague lets a public key (age1…) open the vault: everything is sealed anew for it as well. The vault
// must have been opened with its passphrase. label says whose key it is, and is sealed.
func (v *Vault) AddColleague(recipient, label string) error {
	r, err := parseRecipient(recipient)
	if err != nil {
		return err
	}
	return v.reseal(true, func(others []*age.X25519Recipient, known []Colleague) ([]*age.X25519Recipient, []Colleague, error) {
		for _, o := range append(slices.Clone(others), v.recipient) {
			if o.String() == r.String() {
				return nil, nil, research.Problemf(research.Conflict, "This key opens %s already.", filepath.Base(v.path))
			}
		}
		return append(others, r), append(known, Colleague{Recipient: r.String(), Label: strings.TrimSpace(label), Added: v.now().UTC()}), nil
	})
}

// RemoveColleague seals everything anew without a key, in the earlier generation, too. What its owner has
// copied before stays open to him.
func (v *Vault) RemoveColleague(recipient string) error {
	recipient = strings.TrimSpace(recipient)
	return v.reseal(false, func(others []*age.X25519Recipient, known []Colleague) ([]*age.X25519Recipient, []Colleague, error) {
		i := slices.IndexFunc(others, func(o *age.X25519Recipient) bool { return o.String() == recipient })
		if i < 0 {
			return nil, nil, research.Problemf(research.NotFound, "This key does not open %s, so there is nothing to take away.", filepath.Base(v.path))
		}
		return slices.Delete(others, i, i+1), slices.DeleteFunc(known, func(c Colleague) bool { return c.Recipient == recipient }), nil
	})
}

// parseRecipient takes the key of one colleague as it was pasted.
func parseRecipient(s string) (*age.X25519Recipient, error) {
	s = strings.TrimSpace(s)
	if strings.HasPrefix(strings.ToUpper(s), "AGE-SECRET-KEY-") {
		return nil, research.Problemf(research.Invalid, "This is a secret key. Ask for the public one, which begins with age1, and tell your colleague that this secret key must be replaced: it has been shown to somebody.")
	}
	r, err := age.ParseX25519Recipient(s)
	if err != nil {
		return nil, research.Problemf(research.Invalid, "This is not a public key of age. It begins with age1 and has 62 characters; your colleague finds it with: age-keygen -y key.txt")
	}
	return r, nil
}

// reseal writes the vault anew for a changed list of recipients.
func (v *Vault) reseal(keepsOld bool, change func([]*age.X25519Recipient, []Colleague) ([]*age.X25519Recipient, []Colleague, error)) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return err
	}
	if v.own == nil {
		return research.Problemf(research.Locked, "Who may open the vault is changed by who has its passphrase. Open it with the passphrase first.")
	}
	before := v.others
	err := v.rewrite(rewriting{keepsOld: keepsOld, build: func(f *os.File, members []member, out io.Writer) error {
		known, err := v.colleagues(f, members)
		if err != nil {
			return err
		}
		before = v.others
		if v.others, known, err = change(slices.Clone(v.others), known); err != nil {
			v.others = before
			return err
		}
		return v.resealMembers(f, members, known, out)
	}})
	if err != nil {
		v.others = before
	}
	return err
}

// resealMembers writes every member for the recipients as they now are.
func (v *Vault) resealMembers(f *os.File, members []member, known []Colleague, out io.Writer) error {
	for _, m := range members {
		var err error
		switch {
		case m.name == colleaguesName:
		case m.name == recipientName:
			err = appendMember(out, recipientName, recipientsText(v.own, v.others), v.now())
		case m.name == keyName || filepath.Ext(m.name) != ".age":
			err = copyMembers(out, f, []member{m})
		default:
			err = v.resealMember(f, m, out)
		}
		if err == nil && m.name == secretName && len(known) > 0 {
			err = v.sealMember(out, colleaguesName, known, v.now())
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (v *Vault) resealMember(f *os.File, m member, out io.Writer) error {
	plain, err := m.open(f, v.identity)
	if err != nil {
		return fileProblem(v.path, err)
	}
	sealed, err := v.seal(plain)
	clear(plain)
	if err != nil {
		return err
	}
	return appendMember(out, m.name, sealed, v.now())
}

// UnlockIdentity opens the vault with a colleague's identity file, or with the vault's own key as the
// recovery sheet has it: the text of the file, or AGE-SECRET-KEY-1… alone.
func (v *Vault) UnlockIdentity(identityFile []byte) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	ids, err := age.ParseIdentities(bytes.NewReader(identityFile))
	if err != nil {
		return research.Problemf(research.Invalid, "This file holds no secret key of age. It is the one that age-keygen wrote; where it is sealed itself, open it with age first.")
	}
	return v.withFile(func(f *os.File, members []member) error {
		for _, id := range ids {
			own, _ := id.(*age.X25519Identity)
			if own != nil && own.Recipient().String() != v.recipient.String() {
				own = nil
			}
			if err := v.checkRecipients(f, members, own); err != nil {
				return err
			}
			err := v.unlockWith(f, members, id, own)
			var none *age.NoIdentityMatchError
			if !errors.As(err, &none) {
				return err
			}
		}
		return research.Problemf(research.Locked, "This key does not open %s. Its owner adds the public half of it under Colleagues.", filepath.Base(v.path))
	})
}

// SecretKey is the vault's own key, AGE-SECRET-KEY-1…, for the recovery sheet. The passphrase is asked for
// again, whether or not the vault is open.
func (v *Vault) SecretKey(passphrase string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return "", err
	}
	var key string
	err := v.withFile(func(f *os.File, members []member) error {
		id, err := openKey(f, members, v.path, passphrase)
		if err == nil {
			key = id.String()
		}
		return err
	})
	return key, err
}

// ID tells vaults apart without saying whose they are: 32 hex digits made from the random public key. Copies
// of a vault share it.
func (v *Vault) ID() string {
	h := sha256.Sum256([]byte("openloop vault " + v.recipient.String()))
	return hex.EncodeToString(h[:16])
}
