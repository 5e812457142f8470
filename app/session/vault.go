package session

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// VaultState says how the vault stands.
type VaultState int

// The states of the vault.
const (
	VaultMissing VaultState = iota
	VaultLocked
	VaultOpen
	VaultDamaged // there is a file, but it cannot be read
)

// keeping is what a session knows of its vault beside the vault itself.
type keeping struct {
	broken  error         // why the file beside the study could not be opened
	batches []store.Batch // imports of the study that the vault lacks
	people  []string      // pseudonyms of the study that the open vault lacks
	ring    atomic.Bool   // whether the person keeps the passphrase in the keyring

	mu      sync.Mutex // guards what follows; never held while anything else is called
	limit   time.Duration
	touched time.Time
	timer   *time.Timer
	told    map[int]func()
	next    int
}

// Vault answers how the vault stands.
func (s *Session) Vault() VaultState {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.vault != nil && s.vault.Unlocked():
		return VaultOpen
	case s.vault != nil:
		return VaultLocked
	case s.keep.broken == nil || errors.Is(s.keep.broken, fs.ErrNotExist):
		return VaultMissing
	}
	return VaultDamaged
}

// anyVault is the vault, open or not, or a sentence on why there is none.
func (s *Session) anyVault() (*vault.Vault, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case s.vault != nil:
		return s.vault, nil
	case s.keep.broken != nil && !errors.Is(s.keep.broken, fs.ErrNotExist):
		return nil, s.keep.broken
	}
	return nil, research.Problemf(research.NotFound, "There is no vault beside this study. Put %s into the same folder and open the study again.", filepath.Base(VaultPath(s.store.Path())))
}

// openVault answers the vault if it is unlocked, else says what to do.
func (s *Session) openVault() (*vault.Vault, error) {
	s.Touch()
	v, err := s.anyVault()
	if err == nil && !v.Unlocked() {
		return nil, research.Problemf(research.Locked, "The vault is locked. Give its passphrase to go on.")
	}
	return v, err
}

// Unlock opens the vault with its passphrase, typed or pasted.
func (s *Session) Unlock(passphrase string) error {
	return s.unlock(func(v *vault.Vault) error { return v.Unlock(passphrase) })
}

// UnlockIdentity opens the vault with the key file of a colleague on its list, or with the key of the
// recovery sheet: the file's text.
func (s *Session) UnlockIdentity(identityFile []byte) error {
	return s.unlock(func(v *vault.Vault) error { return v.UnlockIdentity(identityFile) })
}

func (s *Session) unlock(open func(*vault.Vault) error) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	s.Touch() // before, since a long pause locks
	if err := open(v); err != nil {
		return err
	}
	ctx := context.Background()
	err = s.compareVault(ctx)
	if err == nil {
		err = s.settleKeys(ctx)
	}
	s.tellVault()
	return err
}

// LockVault seals the vault again.
func (s *Session) LockVault() {
	s.mu.Lock()
	v := s.vault
	s.mu.Unlock()
	if v != nil && v.Unlocked() {
		v.Lock()
		s.latest.forget()
		s.tellVault()
	}
}

// compareVault notes what the study names and the vault lacks: imports, and once it is open, pseudonyms.
func (s *Session) compareVault(ctx context.Context) error {
	v, err := s.anyVault()
	if err != nil {
		return nil // VaultSays speaks of it
	}
	has, err := v.Batches()
	if err != nil {
		return s.lost(err)
	}
	of, err := s.store.Batches(ctx)
	if err != nil {
		return err
	}
	lacks := slices.DeleteFunc(of, func(b store.Batch) bool { return b.VaultBatch == "" || slices.Contains(has, b.VaultBatch) })
	var people []string
	if v.Unlocked() {
		entries, err := v.Entries()
		if err != nil {
			return s.lost(err)
		}
		if people, err = s.unknownTo(ctx, entries); err != nil {
			return err
		}
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.keep.batches, s.keep.people = lacks, people
	return nil
}

// lost gives up a vault in which something cannot be read: the study goes on without it.
func (s *Session) lost(err error) error {
	if research.KindOf(err) == research.Locked {
		return nil // locked meanwhile
	}
	s.mu.Lock()
	v := s.vault
	s.vault, s.keep.broken = nil, err
	s.mu.Unlock()
	if v != nil {
		_ = v.Close()
	}
	s.latest.forget()
	s.tellVault()
	return nil
}

// unknownTo lists the pseudonyms of the study without an entry, in order.
func (s *Session) unknownTo(ctx context.Context, entries []vault.Entry) ([]string, error) {
	knows := map[string]bool{}
	for _, e := range entries {
		knows[e.Pseudonym] = true
	}
	var unknown []string
	note := func(p string) {
		if p != "" && !knows[p] {
			unknown = append(unknown, p)
		}
	}
	people, err := s.store.Participants(ctx)
	if err != nil {
		return nil, err
	}
	for _, p := range people {
		note(p.Pseudonym)
	}
	orgs, err := s.store.Organisations(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range orgs {
		note(o.Pseudonym)
	}
	owners, err := s.store.Salespeople(ctx)
	if err != nil {
		return nil, err
	}
	for _, o := range owners {
		note(o.Pseudonym)
	}
	slices.Sort(unknown)
	return unknown, nil
}

// VaultOlder says that the vault lacks what the study names: it is an earlier copy, or another study's.
func (s *Session) VaultOlder() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.vault != nil && len(s.keep.batches)+len(s.keep.people) > 0
}

// CanIssue is nil when what is exported can be searched for everybody whom the study knows, and else a
// sentence: then an export is a draft.
func (s *Session) CanIssue() error {
	if _, err := s.openVault(); err != nil {
		return err
	}
	if s.VaultOlder() {
		return research.Problemf(research.Withheld, "%s Until then exports are drafts.", s.VaultSays())
	}
	return nil
}

// VaultSays is a calm sentence or two on what is wrong with the vault, "" where nothing is. It names
// pseudonyms, never people.
func (s *Session) VaultSays() string {
	state := s.Vault()
	if state == VaultMissing {
		if at, closed, err := s.Closed(context.Background()); err == nil && closed {
			return "This study was closed on " + at.Local().Format("2 January 2006") + ": its vault was destroyed, so nobody in it can be named any more. What it exports is a draft."
		}
	}
	name := filepath.Base(VaultPath(s.Path()))
	s.mu.Lock()
	defer s.mu.Unlock()
	switch {
	case state == VaultMissing:
		return fmt.Sprintf("There is no %s beside this study%s. All of it can be read and coded; who is behind the pseudonyms is not known, so importing has to wait and exports are drafts. Put the vault, or a copy of it, into the same folder and open the study again.", name, s.earlierBeside())
	case state == VaultDamaged:
		return fmt.Sprintf("%s is there but cannot be read: it is damaged or cut off%s. The study is whole; who is behind its pseudonyms is not known, and exports are drafts. Put a copy of the vault in its place, and keep the damaged file.", name, s.earlierBeside())
	case len(s.keep.people) > 0:
		return fmt.Sprintf("%s is older than the study, or belongs to another: it does not know %s. Put the latest copy in its place and open the study again.", name, some(s.keep.people, 8))
	case len(s.keep.batches) > 0:
		return fmt.Sprintf("%s is older than the study, or belongs to another: it lacks %s (%s). Put the latest copy in its place and open the study again.", name, count(len(s.keep.batches), "import"), days(s.keep.batches))
	}
	return ""
}

// earlierBeside says where the generation before the vault is still there.
func (s *Session) earlierBeside() string {
	path := VaultPath(s.store.Path()) + ".1"
	if _, err := os.Stat(path); err != nil {
		return ""
	}
	return ", but " + filepath.Base(path) + ", the one before it, is there and can be copied over it"
}

// some lists the first few and counts the rest: "P07, P08 and 3 more".
func some(all []string, most int) string {
	if len(all) <= most {
		return strings.Join(all, ", ")
	}
	return fmt.Sprintf("%s and %d more", strings.Join(all[:most], ", "), len(all)-most)
}

// days lists when batches came, each day once.
func days(all []store.Batch) string {
	var list []string
	for _, b := range all {
		if d := b.UTC.Local().Format("2 January 2006"); !slices.Contains(list, d) {
			list = append(list, d)
		}
	}
	return some(list, 4)
}
