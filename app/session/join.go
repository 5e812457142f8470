package session

import (
	"context"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// Joining is what joining a copy of the study does, or would do.
type Joining struct {
	*store.Joined
	File       string // base name of what was chosen
	Asks       []Ask  // what can be decided, and what is to be known
	Imports    int    // batches of names that this vault lacks and the copy's vault has
	NoVault    bool   // the copy names imports that this vault lacks, and has no vault beside it
	VaultTaken int    // batches that were taken over
}

// ToDecide is how many conflicts there are to decide; each has a default that loses nothing.
func (j Joining) ToDecide() (n int) {
	for _, a := range j.Asks {
		if len(a.Options) > 1 {
			n++
		}
	}
	return n
}

// PreviewJoin says what joining a copy would do: a study file, with its vault beside it, or both packed in one file.
// Nothing is changed.
func (s *Session) PreviewJoin(ctx context.Context, path string, choose map[string]store.Choice, p Progress) (Joining, error) {
	return s.join(ctx, path, choose, true, p)
}

// Join takes over what was done on a copy of this study, as one step that can be undone. Conflicts are decided as
// choose says; where it says nothing both stay, or else this study's. The names that came with the copy go into
// this vault first.
func (s *Session) Join(ctx context.Context, path string, choose map[string]store.Choice, p Progress) (Joining, error) {
	return s.join(ctx, path, choose, false, p)
}

func (s *Session) join(ctx context.Context, path string, choose map[string]store.Choice, preview bool, p Progress) (j Joining, err error) {
	p.say(0, 4, "Reading %s", filepath.Base(path))
	study, done, err := s.unpacked(path)
	if err != nil {
		return j, err
	}
	defer done()
	c, err := s.store.OpenCopy(ctx, study)
	if err != nil {
		return j, err
	}
	defer c.Close()
	j.File = filepath.Base(path)
	if err := s.namesOf(ctx, c, VaultPath(study), &j); err != nil {
		return j, err
	}
	if j.Imports > 0 && !preview {
		if _, err := s.openVault(); err != nil {
			return j, err
		}
	}
	p.say(1, 4, "Comparing the copies")
	highest, err := s.highestGiven()
	if err != nil {
		return j, err
	}
	o := store.JoinOptions{Choose: choose, Moved: amended, Checksum: checksum, Highest: highest, Preview: preview}
	o.Before = func(made *store.Joined) error {
		p.say(2, 4, "Taking over names")
		j.VaultTaken, err = s.takeNames(VaultPath(study), made.Renamed, j.Imports)
		p.say(3, 4, "Saving")
		return err
	}
	if j.Joined, err = s.store.Join(ctx, c, o); err != nil {
		return j, err
	}
	j.Asks = s.asks(j.Joined)
	if !preview {
		err = s.compareVault(ctx)
	}
	return j, err
}

// namesOf finds how the vault of a copy stands to this one.
func (s *Session) namesOf(ctx context.Context, c *store.Copy, path string, j *Joining) error {
	v, err := s.anyVault()
	if err != nil {
		return nil // without a vault of its own a study can be joined all the same
	}
	if j.Imports, err = v.Missing(path); err == nil {
		return nil
	}
	if research.KindOf(err) != research.NotFound {
		return err
	}
	has, err := v.Batches()
	if err != nil {
		return err
	}
	known := map[string]bool{"": true}
	for _, id := range has {
		known[id] = true
	}
	of, err := c.Batches(ctx)
	for _, b := range of {
		j.NoVault = j.NoVault || !known[b.VaultBatch]
	}
	return err
}

// takeNames takes over the batches of the copy's vault, with pseudonyms as they are in this study.
func (s *Session) takeNames(path string, renamed map[string]string, missing int) (int, error) {
	if missing == 0 {
		return 0, nil
	}
	v, err := s.openVault()
	if err != nil {
		return 0, err
	}
	return v.Take(path, func(b *vault.Batch) {
		for i, e := range b.Entries {
			if now, ok := renamed[e.Pseudonym]; ok {
				b.Entries[i].Pseudonym = now
			}
		}
	})
}

// highestGiven answers the highest number that the open vault has given with a letter, so that none is given twice.
func (s *Session) highestGiven() (func(letter byte) int, error) {
	v, err := s.openVault()
	if err != nil {
		return nil, nil // a locked vault gives nothing away; what stands in the study is looked at anyhow
	}
	entries, err := v.Entries()
	if err != nil {
		return nil, err
	}
	highest := map[byte]int{}
	for _, e := range entries {
		if len(e.Pseudonym) < 2 {
			continue
		}
		if n, err := strconv.Atoi(e.Pseudonym[1:]); err == nil {
			highest[e.Pseudonym[0]] = max(highest[e.Pseudonym[0]], n)
		}
	}
	return func(letter byte) int { return highest[letter] }, nil
}

// unpacked answers the study file of a copy: the file itself, or what a packed one holds, which done takes away
// again.
func (s *Session) unpacked(path string) (study string, done func(), err error) {
	if !strings.EqualFold(filepath.Ext(path), PackedExt) {
		return path, func() {}, nil
	}
	dir, err := os.MkdirTemp(filepath.Dir(s.Path()), ".joining-")
	if err != nil {
		return "", nil, research.Problemf(research.ReadOnly, "Nothing can be written beside this study, which opening %s needs.", filepath.Base(path))
	}
	done = func() { _ = os.RemoveAll(dir) }
	if study, err = unpack(path, dir); err != nil {
		done()
		if errors.Is(err, fs.ErrNotExist) {
			err = research.Problemf(research.NotFound, "There is no file %s. It may have been moved or renamed.", filepath.Base(path))
		}
		return "", nil, err
	}
	return study, done, nil
}
