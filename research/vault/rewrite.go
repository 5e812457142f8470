package vault

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"openloop/research"
)

// earlierExt is added to a vault's name for the generation before.
const earlierExt = ".1"

// rewriting is one way of writing the vault anew.
type rewriting struct {
	// keepsOld lets the file as it was become the earlier generation. Otherwise that becomes a copy of the
	// new file, so that nothing which was taken out remains beside it.
	keepsOld bool
	build    func(f *os.File, members []member, out io.Writer) error
}

// rewrite writes the vault anew in four steps that leave a whole vault whenever they end: the new file in
// full beside the old one, read back; the earlier generation in full; then both take their places.
func (v *Vault) rewrite(r rewriting) error {
	defer v.forgetOriginals()
	fresh, earlier := besides(v.path), besides(v.path+earlierExt)
	defer func() { _, _ = os.Remove(fresh), os.Remove(earlier) }() // gone already where all went well
	return v.exclusively(func(f *os.File, members []member, end int64) error {
		was, err := f.Stat()
		if err != nil {
			return openProblem(v.path, err)
		}
		err = v.writeFile(fresh, func(out io.Writer) error { return r.build(f, members, out) })
		if err != nil {
			return err
		}
		if err := v.readBack(fresh); err != nil {
			return err
		}
		if err := v.writeFile(earlier, func(out io.Writer) error { return copyOf(out, f, end, fresh, r.keepsOld) }); err != nil {
			return err
		}
		if !replacesOpen {
			f.Close()
		}
		if err := v.takePlace(earlier, v.path+earlierExt); err != nil {
			return err
		}
		if now, err := os.Stat(v.path); err != nil || now.Size() != was.Size() {
			return openProblem(v.path, errors.Join(err, errors.New("it has changed meanwhile")))
		}
		return v.takePlace(fresh, v.path)
	})
}

// besides is the name under which a file is written before it takes its place.
func besides(path string) string {
	return filepath.Join(filepath.Dir(path), "."+filepath.Base(path)+".new")
}

// copyOf writes the sound part of the old file, or the new file but for its trailer.
func copyOf(out io.Writer, old *os.File, end int64, fresh string, keepsOld bool) error {
	if keepsOld {
		return copyPadded(out, old, 0, end)
	}
	f, err := os.Open(fresh)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	return copyPadded(out, f, 0, info.Size()-int64(len(trailer)))
}

// writeFile writes a file of members whole, with the trailer, for its owner only.
func (v *Vault) writeFile(path string, fill func(io.Writer) error) error {
	v.act()
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return openProblem(path, err)
	}
	v.act()
	err = fill(f)
	if err == nil {
		v.act()
		_, err = f.Write(trailer)
	}
	v.act()
	return fileTrouble(v.path, errors.Join(err, f.Sync(), f.Close()))
}

// fileTrouble makes a sentence of what is none yet.
func fileTrouble(path string, err error) error {
	var p *research.Problem
	if err == nil || errors.As(err, &p) {
		return err
	}
	return openProblem(path, err)
}

func (v *Vault) takePlace(from, to string) error {
	v.act()
	if err := os.Rename(from, to); err != nil {
		return openProblem(to, fmt.Errorf("replace: %w", err))
	}
	v.act()
	syncFolder(filepath.Dir(to))
	return nil
}

// readBack makes sure that a file just written is a whole vault, and opens as this one does.
func (v *Vault) readBack(path string) error {
	f, err := os.Open(path)
	if err != nil {
		return openProblem(path, err)
	}
	defer f.Close()
	members, _, err := scan(f)
	if err != nil || len(members) < 3 || members[0].name != keyName {
		return fileProblem(path, errors.Join(err, errors.New("written anew, it is not whole")))
	}
	for _, m := range members[1:] {
		if v.identity == nil || filepath.Ext(m.name) != ".age" {
			continue
		}
		if _, err := m.open(f, v.identity); err != nil {
			return fileProblem(path, err)
		}
	}
	return nil
}

// copyMembers writes members as they stand.
func copyMembers(out io.Writer, f io.ReaderAt, members []member) error {
	for _, m := range members {
		if err := copyPadded(out, f, m.start, m.body+m.size); err != nil {
			return err
		}
	}
	return nil
}

// copyPadded copies from start to end and fills up to a whole block.
func copyPadded(out io.Writer, f io.ReaderAt, start, end int64) error {
	n, err := io.Copy(out, io.NewSectionReader(f, start, end-start))
	if err == nil && n%block > 0 {
		_, err = out.Write(trailer[:block-n%block])
	}
	return err
}

// Generations lists the files of the vault on the disk: NAME.vault, and NAME.vault.1, the one before, which
// is written when the vault is written anew.
func (v *Vault) Generations() []string { return there(v.path, v.path+earlierExt) }

func there(paths ...string) (files []string) {
	for _, p := range paths {
		if info, err := os.Stat(p); err == nil && info.Mode().IsRegular() {
			files = append(files, p)
		}
	}
	return files
}

// Destroy overwrites and removes a vault, its earlier generation and what an interrupted rewriting left
// behind, and answers the files that are gone. Copies elsewhere it cannot know of; disks that write
// elsewhere what is overwritten (flash does) may keep sealed blocks, useless without the passphrase.
func Destroy(path string) (files []string, err error) {
	all := there(path, path+earlierExt, besides(path), besides(path+earlierExt))
	if len(all) == 0 {
		return nil, openProblem(path, os.ErrNotExist)
	}
	for _, p := range all {
		if err := overwrite(p); err != nil {
			return files, openProblem(p, err)
		}
		if err := os.Remove(p); err != nil {
			return files, openProblem(p, err)
		}
		files = append(files, p)
	}
	syncFolder(filepath.Dir(path))
	return files, nil
}

// overwrite fills a file with zeros, the sealed key at its head first.
func overwrite(path string) error {
	f, err := openLocked(path)
	if err != nil {
		return err
	}
	defer f.Close()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	zeros := make([]byte, 1<<20)
	for at := int64(0); at < info.Size(); at += int64(len(zeros)) {
		if _, err := f.WriteAt(zeros[:min(int64(len(zeros)), info.Size()-at)], at); err != nil {
			return err
		}
	}
	return f.Sync()
}
