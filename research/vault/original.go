package vault

import (
	"encoding/json"
	"fmt"
	"os"
)

// originalsCache keeps the originals of the batch that was read last: a review asks for one after
// another of the same import.
type originalsCache struct {
	member int
	texts  map[string]string
}

// Original is the text behind ref as it came in, and whether there is one. When a ref was added twice
// the later text counts.
func (v *Vault) Original(ref string) (string, bool, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return "", false, err
	}
	var text string
	var ok bool
	err := v.withFile(func(f *os.File, members []member) error {
		if err := v.indexOriginals(f, members); err != nil {
			return err
		}
		i, known := v.refs[ref]
		if !known || i >= len(members) {
			return nil
		}
		if err := v.loadOriginals(f, members, i); err != nil {
			return err
		}
		text, ok = v.cache.texts[ref]
		return nil
	})
	return text, ok, err
}

// indexOriginals notes which member holds which reference, anew where the file has changed. Texts are not
// kept.
func (v *Vault) indexOriginals(f *os.File, members []member) error {
	now, err := f.Stat()
	if err != nil {
		return openProblem(v.path, err)
	}
	if v.refs != nil && os.SameFile(now, v.indexed) && now.Size() == v.indexed.Size() {
		return nil
	}
	v.forgetOriginals()
	refs := map[string]int{}
	for i, m := range members {
		if _, ok := m.batch(originalsDir); !ok {
			continue
		}
		if err := v.loadOriginals(f, members, i); err != nil {
			return err
		}
		for ref := range v.cache.texts {
			refs[ref] = i
		}
	}
	v.refs, v.indexed = refs, now
	return nil
}

// loadOriginals decrypts one member into the cache.
func (v *Vault) loadOriginals(f *os.File, members []member, i int) error {
	if v.cache.texts != nil && v.cache.member == i {
		return nil
	}
	all, err := v.openOriginals(f, members[i])
	if err != nil {
		return err
	}
	v.cache = originalsCache{member: i, texts: make(map[string]string, len(all))}
	for _, o := range all {
		v.cache.texts[o.Ref] = o.Text
	}
	return nil
}

// openOriginals decrypts the originals of one batch.
func (v *Vault) openOriginals(f *os.File, m member) ([]Original, error) {
	plain, err := m.open(f, v.identity)
	if err != nil {
		return nil, fileProblem(v.path, err)
	}
	var all []Original
	if err := json.Unmarshal(plain, &all); err != nil {
		return nil, fileProblem(v.path, fmt.Errorf("%s is not what a vault holds", m.name)) // no cause: it may quote the text
	}
	return all, nil
}
