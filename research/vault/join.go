package vault

import (
	"os"
	"path/filepath"
	"slices"

	"openloop/research"
)

// Missing counts the batches of another copy of this vault that this one lacks, without opening either. What is no
// copy of this vault is a Problem of kind Conflict.
func (v *Vault) Missing(path string) (n int, err error) {
	_, ids, err := v.other(path)
	return len(ids), err
}

// other opens another copy and lists the batches that only it has, oldest first.
func (v *Vault) other(path string) (*Vault, []string, error) {
	o, err := Open(path)
	if err != nil {
		return nil, nil, err
	}
	if o.recipient.String() != v.recipient.String() {
		return nil, nil, research.Problemf(research.Conflict, "%s is another vault, not a copy of %s, so the names in it cannot be joined.", filepath.Base(path), filepath.Base(v.path))
	}
	have, err := v.Batches()
	if err != nil {
		return nil, nil, err
	}
	all, err := o.Batches()
	if err != nil {
		return nil, nil, err
	}
	return o, slices.DeleteFunc(all, func(id string) bool { return slices.Contains(have, id) }), nil
}

// Take adds the batches of another copy of this vault that this one lacks, under their own ids, and answers how many
// they were. change may amend each before it is sealed. This vault must be open; its key opens the copy as well.
func (v *Vault) Take(path string, change func(*Batch)) (n int, err error) {
	o, lacks, err := v.other(path)
	if err != nil || len(lacks) == 0 {
		return 0, err
	}
	v.mu.Lock()
	err = v.readable()
	o.identity = v.identity
	v.mu.Unlock()
	if err != nil {
		return 0, err
	}
	have, err := v.Batches()
	if err != nil {
		return 0, err
	}
	taken, err := o.read(lacks, have)
	if err != nil {
		return 0, err
	}
	for _, b := range taken {
		if change != nil {
			change(&b)
		}
		if _, err := v.Add(b); err != nil {
			return n, err
		}
		n++
	}
	return n, nil
}

// read opens whole batches. One that was merged from batches which are all known is left out.
func (v *Vault) read(ids, known []string) (out []Batch, err error) {
	err = v.withFile(func(f *os.File, members []member) error {
		for _, m := range members {
			id, ok := m.batch(peopleDir)
			if !ok || !slices.Contains(ids, id) {
				continue
			}
			p, err := v.openPeople(f, m)
			if err != nil {
				return err
			}
			if len(p.From) > 0 && !slices.ContainsFunc(p.From, func(s source) bool { return !slices.Contains(known, s.ID) }) {
				continue
			}
			b := Batch{ID: id, Entries: p.Entries, SourceName: p.Source}
			if o, ok := find(members, originalsDir+id+".age"); ok {
				if b.Originals, err = v.openOriginals(f, o); err != nil {
					return err
				}
			}
			out = append(out, b)
		}
		return nil
	})
	return out, err
}
