package vault

import (
	"io"
	"os"
	"slices"

	"openloop/research"
)

// Erasure says what Erase took out: entries and originals of the vault, and how many files were written
// anew, 2: the vault and its earlier generation.
type Erasure struct{ Entries, Originals, Files int }

// Erase writes the vault and its earlier generation anew without the entries of some pseudonyms and without
// the originals of some refs. The vault must be unlocked. Names of source files go from the batches that
// lose somebody, since they may name him. Nothing brings back what was erased but copies made before.
func (v *Vault) Erase(pseudonyms, refs []string) (Erasure, error) {
	v.mu.Lock()
	defer v.mu.Unlock()
	if err := v.readable(); err != nil {
		return Erasure{}, err
	}
	e := eraser{vault: v, pseudonyms: setOf(pseudonyms), refs: setOf(refs)}
	if len(e.pseudonyms)+len(e.refs) == 0 {
		return Erasure{}, research.Problemf(research.Invalid, "Nobody was named to be erased from the vault. Nothing was changed.")
	}
	if err := v.rewrite(rewriting{build: e.build}); err != nil {
		return Erasure{}, err
	}
	e.done.Files = 2
	return e.done, nil
}

func setOf(all []string) map[string]bool {
	set := map[string]bool{}
	for _, s := range all {
		if s != "" {
			set[s] = true
		}
	}
	return set
}

// eraser writes a vault without some of what it holds.
type eraser struct {
	vault            *Vault
	pseudonyms, refs map[string]bool
	done             Erasure
}

func (e *eraser) build(f *os.File, members []member, out io.Writer) error {
	for _, m := range members {
		var err error
		if _, ok := m.batch(peopleDir); ok {
			err = e.people(f, m, out)
		} else if _, ok := m.batch(originalsDir); ok {
			err = e.originals(f, m, out)
		} else {
			err = copyMembers(out, f, []member{m})
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// people writes the people of one batch, all of them as they stand where none is erased.
func (e *eraser) people(f *os.File, m member, out io.Writer) error {
	p, err := e.vault.openPeople(f, m)
	if err != nil {
		return err
	}
	n := len(p.Entries)
	p.Entries = slices.DeleteFunc(p.Entries, func(x Entry) bool { return e.pseudonyms[x.Pseudonym] })
	if len(p.Entries) == n {
		return copyMembers(out, f, []member{m})
	}
	e.done.Entries += n - len(p.Entries)
	p.Source = ""
	for i := range p.From {
		p.From[i].Source = ""
	}
	return e.vault.sealMember(out, m.name, p, e.vault.now())
}

func (e *eraser) originals(f *os.File, m member, out io.Writer) error {
	all, err := e.vault.openOriginals(f, m)
	if err != nil {
		return err
	}
	n := len(all)
	all = slices.DeleteFunc(all, func(o Original) bool { return e.refs[o.Ref] })
	if len(all) == n {
		return copyMembers(out, f, []member{m})
	}
	e.done.Originals += n - len(all)
	if len(all) == 0 {
		return nil
	}
	return e.vault.sealMember(out, m.name, all, e.vault.now())
}
