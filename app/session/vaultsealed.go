package session

import (
	"context"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/intake"
	"openloop/research/store"
	"openloop/research/vault"
)

// keyed makes the keys by which a second import finds what an earlier one brought: the open vault, or while it
// is locked sealedKeys.
type keyed interface {
	SourceKey(kind, value string) (string, error)
}

// sealedPrefix begins a key that waits for the vault to be opened.
const sealedPrefix = "sealed:"

// sealedKeys stands in for the vault's own source keys while it is locked. Its keys are good within one
// import; what they stand for goes sealed into the vault, and when that is next opened they are replaced.
type sealedKeys struct {
	id     string // of this import
	secret []byte
	list   map[string]sealedKey
}

// sealedKey is what a key stands for.
type sealedKey struct {
	Kind  string `json:"kind"`
	Value string `json:"value"`
}

func newSealedKeys() (*sealedKeys, error) {
	k := &sealedKeys{id: string(store.NewID()), secret: make([]byte, 32), list: map[string]sealedKey{}}
	_, err := rand.Read(k.secret)
	return k, err
}

// SourceKey is a key for a source's own id of a record.
func (k *sealedKeys) SourceKey(kind, value string) (string, error) {
	value = strings.TrimSpace(value)
	h := hmac.New(sha256.New, k.secret)
	h.Write([]byte(kind + "\x00" + value))
	key := sealedPrefix + k.id + ":" + hex.EncodeToString(h.Sum(nil)[:16])
	k.list[key] = sealedKey{kind, value}
	return key, nil
}

// sealedRef is the ref of what the keys of an import stand for.
func sealedRef(id string) string { return "source-keys/" + id }

// original is what the keys stand for, to be sealed.
func (k *sealedKeys) original() vault.Original {
	text, _ := json.Marshal(k.list) // strings only
	return vault.Original{Ref: sealedRef(k.id), Text: string(text)}
}

// ImportNew takes a plan into the study while the vault is locked, where the person says that nobody in it
// was there before: names are sealed into the vault without opening it. Nobody is recognised, so that
// somebody who was there already gets a second pseudonym, and is masked only where the words around a name
// give it away. CanImportNew says when it is possible.
func (s *Session) ImportNew(ctx context.Context, plan *intake.Plan, dry bool, p Progress) (Imported, error) {
	if err := s.CanImportNew(ctx); err != nil {
		return Imported{}, err
	}
	v, err := s.anyVault()
	if err != nil {
		return Imported{}, err
	}
	keys, err := newSealedKeys()
	if err != nil {
		return Imported{}, err
	}
	im, err := s.importerOf(ctx, v, keys, nil, plan)
	if err != nil {
		return Imported{}, err
	}
	done, err := s.takeIn(ctx, im, dry, p)
	if err == nil && len(s.InterviewRows(InterviewFilter{})) > done.New {
		done.Warnings = append(done.Warnings, "The vault was locked, so people of earlier imports were not recognised. Open it and look for names once more.")
	}
	return done, err
}

// CanImportNew is nil when an import may go sealed into the locked vault. It may not where the vault holds
// batches that the study does not know of, since their pseudonyms could then be given a second time.
func (s *Session) CanImportNew(ctx context.Context) error {
	v, err := s.anyVault()
	if err != nil {
		return err
	}
	if v.Unlocked() {
		return research.Problemf(research.Conflict, "The vault is open, so everybody is recognised. Import as usual.")
	}
	if s.VaultOlder() {
		return research.Problemf(research.Withheld, "%s", s.VaultSays())
	}
	has, err := v.Batches()
	if err != nil {
		return err
	}
	of, err := s.store.Batches(ctx)
	if err != nil {
		return err
	}
	for _, id := range has {
		if !slices.ContainsFunc(of, func(b store.Batch) bool { return b.VaultBatch == id }) {
			return research.Problemf(research.Locked, "The vault holds people whom this study does not list, after an import that was undone or broken off. Open the vault to import, so that no pseudonym is given twice.")
		}
	}
	return nil
}

// settleKeys gives what was imported while the vault was locked the keys by which a second import finds it. That is
// no act of anybody's, so it is no step: undo takes the import back, and redo brings it with the keys it has now.
func (s *Session) settleKeys(ctx context.Context) error {
	if s.ReadOnly() {
		return nil
	}
	v, err := s.openVault()
	if err != nil {
		return nil // locked meanwhile
	}
	st := settling{vault: v, stands: map[string]sealedKey{}}
	if err := st.find(ctx, s.store); err != nil || len(st.refs) == 0 {
		return err
	}
	keys := make(map[string]string, len(st.stands))
	for sealed, x := range st.stands {
		if keys[sealed], err = v.SourceKey(x.Kind, x.Value); err != nil {
			return err
		}
	}
	if _, err := s.store.Rekey(ctx, keys); err != nil {
		return err
	}
	_, err = v.Erase(nil, st.refs) // they have done their work
	return err
}

// settling finds what sealed keys stand for.
type settling struct {
	vault  *vault.Vault
	stands map[string]sealedKey
	refs   []string
}

// find reads it for every import of which there is a record.
func (st *settling) find(ctx context.Context, from *store.Store) error {
	interviews, err := from.Interviews(ctx)
	if err != nil {
		return err
	}
	deals, err := from.Deals(ctx)
	if err != nil {
		return err
	}
	campaigns, err := from.Campaigns(ctx)
	if err != nil {
		return err
	}
	for _, c := range campaigns {
		if err := st.know(c.SourceKey); err != nil {
			return err
		}
	}
	for _, d := range deals {
		if err := st.know(d.SourceKey); err != nil {
			return err
		}
	}
	for _, iv := range interviews {
		if err := st.know(iv.SourceKey); err != nil {
			return err
		}
	}
	return nil
}

// know reads from the vault what the keys of an import stand for.
func (st *settling) know(key string) error {
	rest, ok := strings.CutPrefix(key, sealedPrefix)
	id, _, _ := strings.Cut(rest, ":")
	ref := sealedRef(id)
	if !ok || slices.Contains(st.refs, ref) {
		return nil
	}
	text, ok, err := st.vault.Original(ref)
	if err != nil || !ok {
		return err
	}
	var list map[string]sealedKey
	if json.Unmarshal([]byte(text), &list) != nil {
		return nil // such a record is found by no second import; nothing else is wrong with it
	}
	st.refs = append(st.refs, ref)
	for k, x := range list {
		st.stands[k] = x
	}
	return nil
}
