package session

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"os"
	"path/filepath"
	"strings"

	"openloop/research"
	"openloop/research/store"
)

// IssuedFile is a file of an issued pack.
type IssuedFile struct {
	Name   string // with its folder, where it stood in one
	SHA256 string
	Bytes  int
	Gone   string // why the study has it no longer, as a sentence; "" while it can be saved again
}

// goneWhy says in a sentence why a file is no longer in the study.
func goneWhy(why string) string {
	switch why {
	case "":
		return ""
	case store.GoneErased:
		return "It went when somebody in it was taken out of the study."
	case store.GoneRedacted:
		return "It went when words in it were masked."
	}
	return "It was taken out of the study."
}

func issuedFiles(list []store.ExportFile) []IssuedFile {
	var out []IssuedFile
	for _, f := range list {
		out = append(out, IssuedFile{Name: f.Name, SHA256: f.SHA256, Bytes: f.Bytes, Gone: goneWhy(f.Gone)})
	}
	return out
}

// Kept says whether a pack can be saved again, whole; otherwise why not, in a sentence.
func (p IssuedPack) Kept() (bool, string) {
	if len(p.Files) == 0 {
		return false, "It was issued before packs were kept."
	}
	for _, f := range p.Files {
		if f.Gone != "" {
			return false, f.Gone
		}
	}
	return true, ""
}

// IssuedPacks are the packs that have left, newest first.
func (s *Session) IssuedPacks(ctx context.Context) ([]IssuedPack, error) {
	var a Anonymity
	err := s.listIssued(ctx, &a)
	return a.Issued, err
}

// SaveAgain writes the files of an issued pack as they went out, to the byte: the first to path, the others beside
// it under its name. They are searched for everybody whom the vault knows by now, so it must be open. It is no new
// issue: the ledger stays as it is.
func (s *Session) SaveAgain(ctx context.Context, export research.ID, path string, p Progress) (Written, error) {
	list, err := s.store.ExportFiles(ctx, export)
	if err != nil {
		return Written{}, err
	}
	if ok, why := (IssuedPack{Files: issuedFiles(list)}).Kept(); !ok {
		return Written{}, research.Problemf(research.NotFound, "This pack cannot be saved again. %s Its figures are still in the ledger.", why)
	}
	files := make([]*madeFile, len(list))
	w := Written{}
	for i, f := range list {
		if sum := sha256.Sum256(f.Body); hex.EncodeToString(sum[:]) != f.SHA256 {
			return Written{}, research.Problemf(research.Damaged, "%s is damaged in the study and was not written. Restore the study from a backup.", filepath.Base(f.Name))
		}
		files[i] = placedAgain(f, list[0].Name, path)
		w.Files = append(w.Files, files[i].path)
	}
	if w.Checks, err = s.leakChecks(ctx, files, false, p); err != nil {
		return Written{}, err
	}
	if len(w.Checks) > 0 {
		w.Checked = w.Checks[0].Identities
	}
	return w, writeFiles(ctx, files)
}

// placedAgain is a file at its new place: what begins with the name of the first one begins with the new one.
func placedAgain(f store.ExportFile, first, path string) *madeFile {
	stem, now := strings.TrimSuffix(first, filepath.Ext(first)), strings.TrimSuffix(path, filepath.Ext(path))
	to := filepath.Join(filepath.Dir(path), filepath.FromSlash(f.Name))
	if rest, ok := strings.CutPrefix(f.Name, stem); ok {
		to = now + filepath.FromSlash(rest)
	}
	if f.Name == first {
		to = path
	}
	m := &madeFile{path: to, data: f.Body, twin: strings.EqualFold(filepath.Ext(f.Name), ".png")}
	if dir := filepath.Dir(to); dir != filepath.Dir(path) {
		m.folder = dir
	}
	return m
}

// writeFiles stores all the files beside their places, and then moves them there.
func writeFiles(ctx context.Context, files []*madeFile) error {
	defer func() {
		for _, f := range files {
			if f.part != "" {
				_ = os.Remove(f.part)
			}
		}
	}()
	for _, f := range files {
		if err := ctx.Err(); err != nil {
			return err
		}
		if f.there() {
			continue
		}
		if err := f.store(); err != nil {
			return err
		}
	}
	for _, f := range files {
		if f.part == "" {
			continue
		}
		if err := os.Rename(f.part, f.path); err != nil {
			return f.cannot(err)
		}
		f.part = ""
	}
	return nil
}

// there says whether the file is in its place already, to the byte.
func (f *madeFile) there() bool {
	b, err := os.ReadFile(f.path)
	return err == nil && bytes.Equal(b, f.data)
}

// DiscardIssued takes the files of an issued pack out of the study for good. What it told stays in the ledger.
func (s *Session) DiscardIssued(ctx context.Context, export research.ID) error {
	_, err := s.store.Edit(ctx, "Take the files of an issued pack out of the study", func(tx *store.Tx) error {
		_, err := tx.DropExportFiles(export, store.GoneDiscarded)
		return err
	})
	return err
}
