package vault

import (
	"bytes"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"filippo.io/age"

	"openloop/research"
)

// Options are what a caller may choose.
type Options struct {
	// WorkFactor is the base-2 logarithm of scrypt's N: each step doubles the time and the memory
	// (2^N KiB) that unlocking takes. 0 means DefaultWorkFactor.
	WorkFactor int
	// Now is the clock, time.Now when nil.
	Now func() time.Time
}

// DefaultWorkFactor makes unlocking take 64 MB and a quarter of a second. age's own default of 18 takes
// 256 MB; 17 would leave the rest of a small program too little of 150 MB.
const DefaultWorkFactor = 16

// maxWorkFactor is the most that Unlock goes along with (1 GB): a hostile file could ask for more.
const maxWorkFactor = 20

const (
	keyName        = "key.age"
	recipientName  = "recipient.txt"
	secretName     = "secret.age"
	mergedName     = "merged.txt"
	colleaguesName = "colleagues.age"
	peopleDir      = "people/"
	originalsDir   = "originals/"
)

// Vault is one open vault. It may be used from several goroutines.
type Vault struct {
	path       string
	now        func() time.Time
	workFactor int

	open atomic.Bool // whether it is unlocked: asked while the vault is being written, too

	mu        sync.Mutex
	recipient *age.X25519Recipient   // the vault's own
	others    []*age.X25519Recipient // colleagues who may open it with keys of theirs
	closed    bool
	identity  age.Identity        // the vault's own or a colleague's, nil while sealed
	own       *age.X25519Identity // the vault's own, nil while sealed and where a colleague opened it
	secret    []byte
	keyed     hash.Hash      // by the secret, made on first use
	refs      map[string]int // ref of an original → its member, built on first use
	indexed   os.FileInfo    // the file of which refs was built
	cache     originalsCache

	step func() // called by tests before every act on the disk
}

// Create makes a new vault at path, which must not exist, and leaves it unlocked.
func Create(path, passphrase string, o Options) (*Vault, error) {
	if passphrase = Pasted(passphrase); strings.TrimSpace(passphrase) == "" {
		return nil, research.Problemf(research.Invalid, "A vault needs a passphrase. Choose one of several words and keep it apart from the file.")
	}
	v := newVault(path, o)
	id, err := age.GenerateX25519Identity()
	if err != nil {
		return nil, fmt.Errorf("vault: make a key: %w", err)
	}
	v.identity, v.own, v.recipient = id, id, id.Recipient()
	v.secret = make([]byte, 32)
	if _, err := rand.Read(v.secret); err != nil {
		return nil, fmt.Errorf("vault: make a secret: %w", err)
	}
	members, err := v.firstMembers(passphrase)
	if err != nil {
		return nil, err
	}
	if err := writeNew(path, members); err != nil {
		return nil, err
	}
	v.open.Store(true)
	return v, nil
}

// newVault is a Vault with its options filled in.
func newVault(path string, o Options) *Vault {
	v := &Vault{path: path, now: o.Now, workFactor: o.WorkFactor}
	if v.now == nil {
		v.now = time.Now
	}
	if v.workFactor == 0 {
		v.workFactor = DefaultWorkFactor
	}
	return v
}

// firstMembers are the members that every vault begins with, as tar bytes.
func (v *Vault) firstMembers(passphrase string) ([]byte, error) {
	key, err := sealKey(v.own, passphrase, v.workFactor)
	if err != nil {
		return nil, err
	}
	secret, err := v.seal(v.secret)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	at := v.now()
	for _, m := range []struct {
		name string
		body []byte
	}{{keyName, key}, {recipientName, []byte(v.recipient.String() + "\n")}, {secretName, secret}} {
		if err := appendMember(&b, m.name, m.body, at); err != nil {
			return nil, err
		}
	}
	b.Write(trailer)
	return b.Bytes(), nil
}

// Open opens a vault, sealed: batches can be added, nothing can be read.
func Open(path string) (*Vault, error) {
	v := newVault(path, Options{})
	f, err := os.Open(path)
	if err != nil {
		return nil, openProblem(path, err)
	}
	defer f.Close()
	members, _, err := scan(f)
	if err != nil {
		return nil, fileProblem(path, err)
	}
	if len(members) < 3 || members[0].name != keyName {
		return nil, research.Problemf(research.Unreadable, "%s is not a vault, or only the beginning of one. Choose another file, or a copy of this one.", filepath.Base(path))
	}
	if v.recipient, v.others, _, err = readRecipients(f, members); err != nil {
		return nil, fileProblem(path, err)
	}
	return v, nil
}

// Unlock opens the vault for reading. A wrong passphrase is a Problem of kind Locked.
func (v *Vault) Unlock(passphrase string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	return v.withFile(func(f *os.File, members []member) error {
		id, err := openKey(f, members, v.path, passphrase)
		if err != nil {
			return err
		}
		if id.Recipient().String() != v.recipient.String() {
			return fileProblem(v.path, errors.New("key.age and recipient.txt do not belong together"))
		}
		if err := v.checkRecipients(f, members, id); err != nil {
			return err
		}
		return v.unlockWith(f, members, id, id)
	})
}

// unlockWith reads the secret with an identity and keeps both.
func (v *Vault) unlockWith(f *os.File, members []member, identity age.Identity, own *age.X25519Identity) error {
	m, ok := find(members, secretName)
	if !ok {
		return fileProblem(v.path, errors.New("no secret.age"))
	}
	secret, err := m.open(f, identity)
	if err != nil {
		return fileProblem(v.path, err)
	}
	v.identity, v.own, v.secret, v.keyed = identity, own, secret, nil
	v.open.Store(true)
	return nil
}

// Lock seals the vault again and forgets everything it has read.
func (v *Vault) Lock() {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.forget()
}

func (v *Vault) forget() {
	clear(v.secret)
	v.open.Store(false)
	v.identity, v.own, v.secret, v.keyed = nil, nil, nil, nil
	v.forgetOriginals()
}

func (v *Vault) forgetOriginals() {
	v.refs, v.indexed, v.cache = nil, nil, originalsCache{}
}

// Unlocked says whether the vault can be read.
func (v *Vault) Unlocked() bool { return v.open.Load() }

// Path is where the vault's file is.
func (v *Vault) Path() string { return v.path }

// Close seals the vault for good. The file itself is open only while something is read or written.
func (v *Vault) Close() error {
	v.mu.Lock()
	defer v.mu.Unlock()
	v.forget()
	v.closed = true
	return nil
}

// SourceKey is a keyed hash of a source's own id for a record ("deal", "T-20418"): the same each
// time, so that a second import finds the record, and of no use to anybody without the vault.
func (v *Vault) SourceKey(kind, value string) (string, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return "", err
	}
	if v.keyed == nil {
		v.keyed = hmac.New(sha256.New, v.secret)
	}
	v.keyed.Reset()
	fmt.Fprintf(v.keyed, "%s\x00%s", kind, strings.TrimSpace(value))
	return hex.EncodeToString(v.keyed.Sum(nil)), nil
}

// ChangePassphrase seals the key anew, in the vault and in its earlier generation. The new file takes the
// old one's place in one step; copies made before still open with the old passphrase.
func (v *Vault) ChangePassphrase(old, new string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.usable(); err != nil {
		return err
	}
	if new = Pasted(new); strings.TrimSpace(new) == "" {
		return research.Problemf(research.Invalid, "The new passphrase is empty. Nothing was changed.")
	}
	return v.rewrite(rewriting{build: func(f *os.File, members []member, out io.Writer) error {
		id, err := openKey(f, members, v.path, old)
		if err != nil {
			return err
		}
		return v.rekey(f, members, id, new, out)
	}})
}

// NewPassphrase gives the vault a new passphrase where the old one is forgotten. It must have been opened
// with its own key, as the recovery sheet has it.
func (v *Vault) NewPassphrase(new string) error {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return err
	}
	if v.own == nil {
		return research.Problemf(research.Locked, "A new passphrase needs the old one, or the key on the vault's recovery sheet.")
	}
	if new = Pasted(new); strings.TrimSpace(new) == "" {
		return research.Problemf(research.Invalid, "The new passphrase is empty. Nothing was changed.")
	}
	return v.rewrite(rewriting{build: func(f *os.File, members []member, out io.Writer) error {
		return v.rekey(f, members, v.own, new, out)
	}})
}

// rekey writes the vault with its key sealed by another passphrase.
func (v *Vault) rekey(f *os.File, members []member, id *age.X25519Identity, passphrase string, out io.Writer) error {
	key, err := sealKey(id, passphrase, v.workFactor)
	if err != nil {
		return err
	}
	if err := appendMember(out, keyName, key, v.now()); err != nil {
		return err
	}
	return copyMembers(out, f, members[1:])
}

// usable is a problem when the vault is closed.
func (v *Vault) usable() error {
	if v.closed {
		return research.Problemf(research.Invalid, "The vault %s is closed. Open it again.", filepath.Base(v.path))
	}
	return nil
}

// readable is a problem when the vault is closed or sealed.
func (v *Vault) readable() error {
	if err := v.usable(); err != nil {
		return err
	}
	if v.identity == nil {
		return research.Problemf(research.Locked, "The vault %s is locked. Unlock it with its passphrase first.", filepath.Base(v.path))
	}
	return nil
}

// openProblem says why a vault's file cannot be opened.
func openProblem(path string, err error) error {
	base := filepath.Base(path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return &research.Problem{Kind: research.NotFound, Say: "There is no vault " + base + ". Look for it beside the study, or in a copy.", Err: err}
	case errors.Is(err, fs.ErrExist):
		return &research.Problem{Kind: research.Conflict, Say: "There is a file " + base + " already. Choose another name; a vault never replaces one.", Err: err}
	case errors.Is(err, fs.ErrPermission):
		return &research.Problem{Kind: research.ReadOnly, Say: "The vault " + base + " may not be opened or written by this user. Change its permissions, or copy it to a folder of your own.", Err: err}
	}
	return &research.Problem{Kind: research.Unreadable, Say: "The vault " + base + " cannot be opened or written. Is the disk connected, and is there room on it?", Err: err}
}

// fileProblem says that a vault's file is broken. A Problem passes through as it is.
func fileProblem(path string, err error) error {
	var p *research.Problem
	if errors.As(err, &p) {
		return err
	}
	return &research.Problem{Kind: research.Damaged, Say: "The vault " + filepath.Base(path) + " is damaged. Use a copy of it; keep this file too, as parts of it may still be readable.", Err: err}
}
