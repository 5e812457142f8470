package session

import (
	"archive/zip"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"openloop/research"
)

// PackedExt ends the one file in which a study is sent.
const PackedExt = ".zip"

// Packed says what went into a packed study.
type Packed struct {
	Files      []PackedFile
	Interviews int
	Codings    int
	NoVault    bool // none was wanted, or there is none
}

// PackedFile is one file of it.
type PackedFile struct {
	Name  string
	Bytes int64
}

// PackStudy writes a copy of the study for somebody else to work on: one zip with the study, checked and without a
// log, and the vault beside it, sealed as it is; or, where path ends like a study, the two files themselves. A file
// that is there already is refused.
func (s *Session) PackStudy(ctx context.Context, path string, withVault bool, p Progress) (Packed, error) {
	out := Packed{NoVault: true}
	if _, err := os.Stat(path); err == nil {
		return out, research.Problemf(research.Conflict, "There is already a file %s. Choose another name, or move it away.", filepath.Base(path))
	}
	for _, r := range s.InterviewRows(InterviewFilter{}) {
		out.Interviews++
		out.Codings += r.Codings
	}
	var err error
	switch filepath.Ext(path) {
	case StudyExt:
		err = s.packPlain(ctx, path, withVault, &out, p)
	case PackedExt:
		err = s.packZip(ctx, path, withVault, &out, p)
	default:
		err = research.Problemf(research.Invalid, "A study is packed into a file that ends in %s, or copied to one that ends in %s.", PackedExt, StudyExt)
	}
	return out, err
}

func (s *Session) packPlain(ctx context.Context, path string, withVault bool, out *Packed, p Progress) error {
	if _, err := os.Stat(VaultPath(path)); err == nil && withVault {
		return research.Problemf(research.Conflict, "There is already a file %s. Choose another name, or move it away.", filepath.Base(VaultPath(path)))
	}
	if err := s.Backup(ctx, path, p); err != nil {
		return err
	}
	out.note(path)
	b, err := s.vaultBytes(withVault)
	if err != nil || b == nil {
		return err
	}
	if err := os.WriteFile(VaultPath(path), b, 0o600); err != nil {
		return notPacked(VaultPath(path), err)
	}
	out.NoVault = false
	out.note(VaultPath(path))
	return nil
}

func (out *Packed) note(path string) {
	if info, err := os.Stat(path); err == nil {
		out.Files = append(out.Files, PackedFile{filepath.Base(path), info.Size()})
	}
}

func notPacked(path string, err error) error {
	p := research.Problemf(research.ReadOnly, "%s could not be written. Is there room on the disk, and may you write in this folder?", filepath.Base(path))
	p.Err = err
	return p
}

// vaultBytes is the vault as it stands, sealed; nil where it is not wanted or not there.
func (s *Session) vaultBytes(want bool) ([]byte, error) {
	if !want {
		return nil, nil
	}
	b, err := os.ReadFile(VaultPath(s.Path()))
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, research.Problemf(research.Unreadable, "%s cannot be read. Pack the study without it, or try again.", filepath.Base(VaultPath(s.Path())))
	}
	return b, nil
}

// packZip writes the zip under a passing name and renames it when it is whole.
func (s *Session) packZip(ctx context.Context, path string, withVault bool, out *Packed, p Progress) (err error) {
	name := filepath.Base(s.Path())
	study, part := path+StudyExt+".part", path+".part"
	defer os.Remove(study)
	defer os.Remove(part)
	if err := s.Backup(ctx, study, p); err != nil {
		return err
	}
	f, err := os.OpenFile(part, os.O_CREATE|os.O_WRONLY|os.O_TRUNC, 0o600)
	if err != nil {
		return notPacked(path, err)
	}
	z := zip.NewWriter(f)
	err = func() error {
		in, err := os.Open(study)
		if err != nil {
			return err
		}
		defer in.Close()
		if err := out.add(z, name, in); err != nil {
			return err
		}
		b, err := s.vaultBytes(withVault)
		if err != nil || b == nil {
			return err
		}
		out.NoVault = false
		return out.add(z, filepath.Base(VaultPath(name)), strings.NewReader(string(b)))
	}()
	if err = errors.Join(err, z.Close(), f.Sync(), f.Close()); err == nil {
		err = ctx.Err()
	}
	if err == nil {
		err = os.Rename(part, path)
	}
	if err != nil && !errors.Is(err, context.Canceled) && research.KindOf(err) == "" {
		err = notPacked(path, err)
	}
	return err
}

func (out *Packed) add(z *zip.Writer, name string, r io.Reader) error {
	w, err := z.Create(name)
	if err != nil {
		return err
	}
	n, err := io.Copy(w, r)
	out.Files = append(out.Files, PackedFile{name, n})
	return err
}

// mostUnpacked bounds what a packed study may hold, so that a small hostile file fills no disk.
const mostUnpacked = 8 << 30

// unpack takes the study and the vault out of a packed file and answers the study's path.
func unpack(path, dir string) (string, error) {
	z, err := zip.OpenReader(path)
	if errors.Is(err, fs.ErrNotExist) {
		return "", err
	}
	name := filepath.Base(path)
	if err != nil {
		return "", research.Problemf(research.Unreadable, "%s is not a packed study. Choose a file made with Pack, or a study that ends in %s.", name, StudyExt)
	}
	defer z.Close()
	study := ""
	for _, f := range z.File {
		to := ""
		switch filepath.Ext(f.Name) { // fixed names: nothing in the file says where it is written
		case StudyExt:
			to = filepath.Join(dir, "copy"+StudyExt)
			if study != "" {
				return "", research.Problemf(research.Unreadable, "%s holds more than one study, so which to join is not clear. Unpack it and choose one.", name)
			}
			study = to
		case VaultExt:
			to = filepath.Join(dir, "copy"+VaultExt)
		default:
			continue
		}
		if err := unpackOne(f, to); err != nil {
			return "", research.Problemf(research.Unreadable, "%s is damaged or too large to unpack here. Have it sent again.", name)
		}
	}
	if study == "" {
		return "", research.Problemf(research.NotFound, "%s holds no study. Choose a file made with Pack.", name)
	}
	return study, nil
}

func unpackOne(f *zip.File, to string) error {
	if f.UncompressedSize64 > mostUnpacked {
		return errors.New("too large")
	}
	r, err := f.Open()
	if err != nil {
		return err
	}
	defer r.Close()
	w, err := os.OpenFile(to, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = io.Copy(w, io.LimitReader(r, mostUnpacked))
	return errors.Join(err, w.Close())
}
