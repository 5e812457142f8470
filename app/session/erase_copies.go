package session

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"openloop/research"
	"openloop/research/store"
	"openloop/research/vault"
)

// Copies are the backups of this study that are known: those noted when they were made, and files beside the
// study that hold the same one. Missing ones are left out.
func (s *Session) Copies(ctx context.Context, noted []string) []string {
	found, _ := s.copies(ctx, noted)
	return found
}

// copies also lists, as sentences, files that may be copies and cannot be looked into.
func (s *Session) copies(ctx context.Context, noted []string) (found, unknown []string) {
	beside, _ := filepath.Glob(filepath.Join(globEscaped(filepath.Dir(s.Path())), "*"+StudyExt))
	list := slices.Concat(noted, beside)
	seen := map[string]bool{}
	for _, path := range list {
		if abs, err := filepath.Abs(path); err == nil {
			path = abs
		}
		if seen[path] || sameFile(path, s.Path()) {
			continue
		}
		seen[path] = true
		switch same, err := s.sameStudy(ctx, path); {
		case errors.Is(err, fs.ErrNotExist) || research.KindOf(err) == research.NotFound:
			if slices.Contains(noted, path) {
				unknown = append(unknown, filepath.Base(path)+" is not where it was written. If it still exists, open it and erase there too, or destroy it.")
			}
		case err != nil:
			unknown = append(unknown, filepath.Base(path)+" could not be read and may be a copy of this study. Destroy it by hand if it is.")
		case same:
			found = append(found, path)
		}
	}
	return found, unknown
}

// globEscaped keeps a folder's own brackets and stars from being taken for a pattern.
func globEscaped(dir string) string {
	return strings.NewReplacer(`*`, `[*]`, `?`, `[?]`, `[`, `[[]`).Replace(dir)
}

func sameFile(a, b string) bool {
	x, err1 := os.Stat(a)
	y, err2 := os.Stat(b)
	return err1 == nil && err2 == nil && os.SameFile(x, y)
}

// sameStudy says whether a file is a copy of this study.
func (s *Session) sameStudy(ctx context.Context, path string) (bool, error) {
	if _, err := os.Stat(path); err != nil {
		return false, err
	}
	st, err := store.Open(ctx, path, store.Options{ReadOnly: true})
	if err != nil {
		return false, err
	}
	defer st.Close()
	return st.Study().ID == s.Study().ID, nil
}

// findCopies opens every copy and works out what goes from it. What cannot be opened is not reached.
func (r *eraser) findCopies(ctx context.Context, o Erasing) error {
	found, unknown := r.s.copies(ctx, o.Copies)
	r.proof.NotReached = append(r.proof.NotReached, unknown...)
	for _, path := range found {
		before, err := sum(path)
		if err != nil {
			return err
		}
		st, err := store.Open(ctx, path, store.Options{Now: r.s.opt.Now, Coder: r.s.opt.Coder})
		if err == nil && st.ReadOnly() {
			_ = st.Close()
			err = research.Problemf(research.ReadOnly, "It may only be read.")
		}
		if err != nil {
			r.proof.NotReached = append(r.proof.NotReached, filepath.Base(path)+" is a backup that could not be opened for writing. Destroy it by hand.")
			continue
		}
		c := &studyCopy{file: ErasedFile{Path: path, What: "Backup", Before: before}, store: st}
		r.copies = append(r.copies, c)
		if err := r.planCopy(ctx, c, o); err != nil {
			r.closeCopies()
			return err
		}
	}
	r.otherVaults()
	return nil
}

// planCopy works out what goes from a copy, under every pseudonym that they may have there.
func (r *eraser) planCopy(ctx context.Context, c *studyCopy, o Erasing) error {
	all, err := r.s.alsoCalled(ctx, o.Pseudonym)
	if err != nil {
		return err
	}
	for _, p := range append([]string{o.Pseudonym}, all...) {
		plan, ok, err := planErasure(ctx, c.store, p, o.WholeUnknown)
		if err != nil {
			return err
		}
		if !ok {
			continue
		}
		plan.at = r.proof.At
		if c.plan == nil {
			c.plan = plan
		} else {
			c.more = append(c.more, plan)
		}
	}
	return nil
}

// erase takes them out of the copy: under one pseudonym after the other, since the second plan was made while the
// first was still there.
func (c *studyCopy) erase(ctx context.Context) error {
	if c.plan == nil {
		return nil
	}
	if err := c.plan.apply(ctx, c.store); err != nil {
		return err
	}
	for _, was := range c.more {
		now, ok, err := planErasure(ctx, c.store, was.participant.Pseudonym, was.wholeUnknown)
		if err != nil || !ok {
			return err
		}
		now.at, now.passed = was.at, was.passed
		if err := now.apply(ctx, c.store); err != nil {
			return err
		}
	}
	return nil
}

// otherVaults lists copies of the vault: they open with its passphrase only, so they are not written anew.
func (r *eraser) otherVaults() {
	if r.vault == nil {
		return
	}
	beside, _ := filepath.Glob(filepath.Join(globEscaped(filepath.Dir(r.vault.Path())), "*"+VaultExt+"*"))
	own := r.vault.Generations()
	for _, path := range beside {
		if slices.Contains(own, path) {
			continue
		}
		if v, err := vault.Open(path); err == nil {
			if v.ID() == r.vault.ID() {
				r.proof.NotReached = append(r.proof.NotReached, filepath.Base(path)+" is a copy of the vault and still knows who it was. Destroy it by hand.")
			}
			_ = v.Close()
		}
	}
}

// eraseCopies takes the participant out of each copy. One that fails is not reached; the others still go on.
func (r *eraser) eraseCopies(ctx context.Context) error {
	for _, c := range r.copies {
		name := filepath.Base(c.file.Path)
		r.say("Taking %s out of %s", r.proof.Pseudonym, name)
		err := c.erase(ctx)
		if err == nil {
			err = c.store.Scrub(ctx)
		}
		if err = errors.Join(err, c.store.Close()); err != nil {
			r.proof.NotReached = append(r.proof.NotReached, name+" is a backup that could not be written. Destroy it by hand.")
			c.plan, c.more, c.store = nil, nil, nil
			continue
		}
		c.store = nil
		r.before = append(r.before, c.file)
	}
	return nil
}

func (r *eraser) closeCopies() {
	for _, c := range r.copies {
		if c.store != nil {
			_ = c.store.Close()
			c.store = nil
		}
	}
}

// hash notes a file as it is before it is written anew.
func (r *eraser) hash(path, what string) error {
	before, err := sum(path)
	r.before = append(r.before, ErasedFile{Path: path, What: what, Before: before})
	return err
}

// sum is a file's sha256.
func sum(path string) (string, error) {
	f, err := os.Open(path)
	if err != nil {
		return "", research.Problemf(research.NotFound, "%s cannot be read: %w. Check that it is there.", filepath.Base(path), plainFileError(err))
	}
	defer f.Close()
	h := sha256.New()
	if _, err := io.Copy(h, f); err != nil {
		return "", research.Problemf(research.Unreadable, "%s cannot be read: %w.", filepath.Base(path), plainFileError(err))
	}
	return hex.EncodeToString(h.Sum(nil)), nil
}
