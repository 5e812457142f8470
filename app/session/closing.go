package session

import (
	"context"
	"path/filepath"
	"strings"
	"time"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// vaultGone stands among the erased pseudonyms once the vault was destroyed: like them it never comes back.
const vaultGone = "vault"

// ClosingProof says what was destroyed when a study was closed.
type ClosingProof struct {
	Study      string // title
	At         time.Time
	Files      []string // base names of what was destroyed
	Interviews int      // that the study still holds, under pseudonyms
	OpenMasks  int      // passages that nobody looked at: they stay masked
	ByHand     []string // what no program can do
}

// Closed says whether the study's vault was destroyed, and when that was asked for.
func (s *Session) Closed(ctx context.Context) (time.Time, bool, error) {
	gone, err := s.store.Erased(ctx)
	for _, e := range gone {
		if e.Pseudonym == vaultGone {
			return e.UTC, true, err
		}
	}
	return time.Time{}, false, err
}

// CloseForGood destroys the vault, so that nobody can ever tell again who a pseudonym was. title has to be the
// study's, typed by a person. The vault may be locked.
//
// The study stays: it can be read, coded and counted. Nothing can be imported into it any more, since nobody
// would be recognised, and what it exports is a draft, since it cannot be searched for names.
//
// The study notes first that it is being closed, then the files go; broken off in between, it is called again.
func (s *Session) CloseForGood(ctx context.Context, title string, p Progress) (ClosingProof, error) {
	proof := ClosingProof{Study: s.Study().Title, At: s.opt.Now().UTC(), Interviews: s.Heard()}
	if strings.TrimSpace(title) != strings.TrimSpace(proof.Study) {
		return ClosingProof{}, research.Problemf(research.Invalid, "That is not the study's title. Nothing was destroyed.")
	}
	at, closed, err := s.Closed(ctx)
	if err != nil {
		return ClosingProof{}, err
	}
	path := VaultPath(s.Path())
	if !closed {
		if s.Vault() == VaultMissing {
			return ClosingProof{}, research.Problemf(research.NotFound, "There is no vault beside this study to be destroyed. Put %s into the same folder and open the study again.", filepath.Base(path))
		}
		p.say(0, 3, "Noting that the study is closed")
		if err := s.noteClosed(ctx, proof.At); err != nil {
			return ClosingProof{}, err
		}
	} else {
		proof.At = at
	}
	if proof.OpenMasks, err = s.store.CountOpenMasks(ctx); err != nil {
		return ClosingProof{}, err
	}
	p.say(1, 3, "Destroying the vault")
	if err := s.destroyVault(&proof, path); err != nil {
		return ClosingProof{}, err
	}
	p.say(2, 3, "Emptying the history")
	proof.ByHand = append(proof.ByHand, closingByHand...)
	return proof, s.store.Scrub(ctx)
}

// noteClosed makes the closing one that undo cannot go behind: what the history sealed into the vault is gone
// with it.
func (s *Session) noteClosed(ctx context.Context, at time.Time) error {
	_, err := s.store.Edit(ctx, "Close the study", func(tx *store.Tx) error {
		tx.CloseHistory()
		_, err := tx.PutErased(research.Erased{Pseudonym: vaultGone, UTC: at})
		return err
	})
	return err
}

// destroyVault closes the vault and destroys its files. That there are none is what we want.
func (s *Session) destroyVault(proof *ClosingProof, path string) error {
	if s.keep.ring.Load() {
		_ = s.Unremember() // what it would open is gone in a moment
	}
	if err := s.Unremember(); err != nil {
		proof.ByHand = append(proof.ByHand, err.Error())
	}
	s.mu.Lock()
	v := s.vault
	s.vault, s.keep.broken, s.keep.batches, s.keep.people = nil, nil, nil, nil
	s.mu.Unlock()
	if v != nil {
		_ = v.Close()
	}
	defer s.tellVault()
	files, err := vault.Destroy(path)
	if research.KindOf(err) == research.NotFound {
		err = nil
	}
	for _, f := range files {
		proof.Files = append(proof.Files, filepath.Base(f))
	}
	return err
}

// closingByHand is what holds after every closing.
var closingByHand = []string{
	"Copies of the vault on other disks, in backups or with colleagues: each still opens with its passphrase or their keys. Destroy them.",
	"The printed recovery sheet and every note of the passphrase: destroy them too.",
	"The lists, recordings and spreadsheets that the study was made from.",
}
