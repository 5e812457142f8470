package session

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"openloop/report"
	"openloop/research"
	"openloop/research/store"
)

// Written says what an export did.
type Written struct {
	Files    []string
	Pages    int
	Figures  int
	Withheld int
	Quotes   int
	Checked  int // identities looked for
	Checks   []FileCheck
	Draft    bool
}

// madeFile is a finished file in memory, and then under a passing name beside its place.
type madeFile struct {
	path   string
	folder string // to be made for it, "" for one that has to be there
	twin   bool   // a picture of what another file of the pack says in words, which is the one to check
	data   []byte
	part   string
}

// name is how the ledger calls it.
func (f *madeFile) name() string {
	if f.folder != "" {
		return filepath.Join(filepath.Base(f.folder), filepath.Base(f.path))
	}
	return filepath.Base(f.path)
}

// Export writes the pack as PDF and workbook (an empty path leaves one out), and as what else the options name.
// All are made whole in memory, read back and searched for every identity in the vault; then what is issued is
// entered in the ledger, and only then the files appear. On any hit, and whenever a step fails, nothing is written.
func (s *Session) Export(ctx context.Context, o PackOptions, pdfPath, xlsxPath string, p Progress) (Written, error) {
	if err := s.wholeFigures(); err != nil {
		return Written{}, err
	}
	if o.Draft && o.Quotes+o.Figures+o.Charts != "" {
		return Written{}, research.Problemf(research.Invalid, "Quotes, figures and pictures cannot be stamped as a draft. Unlock the vault and issue them, or make a draft of the pages.")
	}
	doc, err := s.Pack(ctx, o)
	if err != nil {
		return Written{}, err
	}
	if !o.Draft {
		if err := s.mayFollow(ctx, doc); err != nil {
			return Written{}, err
		}
	}
	w := Written{Pages: len(doc.Pages), Figures: len(doc.Figures), Withheld: doc.Withheld(), Quotes: len(doc.Quotes), Draft: o.Draft}
	files, err := makeFiles(ctx, doc, o.files(pdfPath, xlsxPath), p)
	if err != nil {
		return Written{}, err
	}
	if o.Charts != "" {
		pictures, err := makePictures(ctx, doc, o.Charts)
		if err != nil {
			return Written{}, err
		}
		files = append(files, pictures...)
	}
	if w.Checks, err = s.leakChecks(ctx, files, o.Draft, p); err != nil {
		return Written{}, err
	}
	for i, f := range files {
		w.Files = append(w.Files, f.path)
		if i < len(w.Checks) {
			w.Checked = w.Checks[i].Identities
		}
	}
	if err := ctx.Err(); err != nil {
		return Written{}, err
	}
	return w, s.putInPlace(ctx, doc, o.Draft, files, w.Checks)
}

// makeFiles draws the pack.
func makeFiles(ctx context.Context, doc report.Document, outs []output, p Progress) ([]*madeFile, error) {
	var files []*madeFile
	for _, f := range outs {
		if f.path == "" {
			continue
		}
		var b bytes.Buffer
		if err := f.write(ctx, &b, doc, func(done, total int) { p.say(done, total, f.doing, done, total) }); err != nil {
			return nil, err
		}
		files = append(files, &madeFile{path: f.path, data: b.Bytes()})
	}
	return files, nil
}

// putInPlace stores the files beside their places, enters the pack in the ledger, and moves them there: no
// pack is out that the ledger does not know.
func (s *Session) putInPlace(ctx context.Context, doc report.Document, draft bool, files []*madeFile, checks []FileCheck) error {
	defer func() {
		for _, f := range files {
			if f.part != "" {
				_ = os.Remove(f.part)
			}
		}
	}()
	var sums, names []string
	var kept []store.ExportFile
	for _, f := range files {
		if err := f.store(); err != nil {
			return err
		}
		h := sha256.Sum256(f.data)
		sums, names = append(sums, hex.EncodeToString(h[:])), append(names, f.name())
		kept = append(kept, store.ExportFile{Name: filepath.ToSlash(f.name()), SHA256: hex.EncodeToString(h[:]), Body: f.data})
	}
	if !draft {
		e := store.Export{File: strings.Join(names, ", "), SHA256: strings.Join(sums, " "), Files: kept}
		if err := s.issueAs(ctx, doc, e, checks); err != nil {
			return err
		}
	}
	for _, f := range files {
		if err := os.Rename(f.part, f.path); err != nil {
			return f.cannot(err)
		}
		f.part = ""
	}
	return nil
}

// store writes the file under a name of its own beside its place, so that no reader ever sees half of it.
func (f *madeFile) store() error {
	if f.folder != "" {
		if err := os.MkdirAll(f.folder, 0o700); err != nil {
			return f.cannot(err)
		}
	}
	t, err := os.CreateTemp(filepath.Dir(f.path), "."+filepath.Base(f.path)+".*")
	if err != nil {
		return f.cannot(err)
	}
	f.part = t.Name()
	_, err = t.Write(f.data)
	if err == nil {
		err = t.Sync()
	}
	if cerr := t.Close(); err == nil {
		err = cerr
	}
	if err != nil {
		return f.cannot(err)
	}
	return nil
}

func (f *madeFile) cannot(err error) error {
	return research.Problemf(research.ReadOnly, "%s could not be written: %w. Choose another place, or close the program that has it open.", filepath.Base(f.path), plainFileError(err))
}

// PackName is the name a pack's file gets when nobody chose one.
func (s *Session) PackName(ext string) string {
	name := strings.TrimSuffix(filepath.Base(s.store.Path()), StudyExt)
	return fmt.Sprintf("%s-board-pack-%s%s", name, s.opt.Now().Format(time.DateOnly), ext)
}
