package vault

import (
	"errors"
	"os"
	"path/filepath"

	"openloop/research"
)

// withFile opens the vault's file for reading and lists its members.
func (v *Vault) withFile(fn func(*os.File, []member) error) error {
	f, err := os.Open(v.path)
	if err != nil {
		return openProblem(v.path, err)
	}
	defer f.Close()
	members, _, err := v.members(f)
	if err != nil {
		return err
	}
	return fn(f, members)
}

// members lists what is in the file and makes sure that it still is this vault.
func (v *Vault) members(f *os.File) ([]member, int64, error) {
	members, end, err := scan(f)
	if err != nil {
		return nil, 0, fileProblem(v.path, err)
	}
	if len(members) < 3 || members[0].name != keyName {
		return nil, 0, fileProblem(v.path, errors.New("its first members are missing"))
	}
	r, others, _, err := readRecipients(f, members)
	if err != nil {
		return nil, 0, fileProblem(v.path, err)
	}
	if r.String() != v.recipient.String() {
		return nil, 0, research.Problemf(research.Conflict, "Another vault has taken the place of %s since it was opened. Close the study and open it again.", filepath.Base(v.path))
	}
	if err := v.checkRecipients(f, members, v.own); err != nil {
		return nil, 0, err
	}
	v.others = others
	return members, end, nil
}

// exclusively opens the file for writing while no other process does.
func (v *Vault) exclusively(fn func(f *os.File, members []member, end int64) error) error {
	f, err := openLocked(v.path)
	if err != nil {
		return openProblem(v.path, err)
	}
	defer f.Close() // gives the lock back, too
	members, end, err := v.members(f)
	if err != nil {
		return err
	}
	return fn(f, members, end)
}

// openLocked opens the file and waits for its lock. The file may have been replaced meanwhile; then
// the new one is taken.
func openLocked(path string) (*os.File, error) {
	for range 100 {
		f, err := os.OpenFile(path, os.O_RDWR, 0)
		if err != nil {
			return nil, err
		}
		if err := lockFile(f); err != nil {
			f.Close()
			return nil, err
		}
		mine, err1 := f.Stat()
		there, err2 := os.Stat(path)
		if err1 == nil && err2 == nil && os.SameFile(mine, there) {
			return f, nil
		}
		f.Close()
	}
	return nil, errors.New("the file keeps being replaced")
}

// act is called before every act on the disk.
func (v *Vault) act() {
	if v.step != nil {
		v.step()
	}
}

// commit makes tar bytes part of the file at end, all of them or none: everything but the first
// header goes first, with the trailer, and is synced; the header follows.
func (v *Vault) commit(f *os.File, end int64, members []byte) error {
	rest := append(members[block:len(members):len(members)], trailer...)
	v.act()
	if _, err := f.WriteAt(trailer[:block], end); err != nil {
		return err
	}
	v.act()
	if _, err := f.WriteAt(rest, end+block); err != nil {
		return err
	}
	v.act()
	if err := f.Truncate(end + block + int64(len(rest))); err != nil {
		return err
	}
	v.act()
	if err := f.Sync(); err != nil {
		return err
	}
	v.act()
	if _, err := f.WriteAt(members[:block], end); err != nil {
		return err
	}
	v.act()
	return f.Sync()
}

// writeNew makes a file that must not exist yet, readable by its owner only.
func writeNew(path string, b []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_EXCL|os.O_WRONLY, 0o600)
	if err != nil {
		return openProblem(path, err)
	}
	_, err = f.Write(b)
	err = errors.Join(err, f.Sync(), f.Close())
	if err != nil {
		os.Remove(path)
		return openProblem(path, err)
	}
	syncFolder(filepath.Dir(path))
	return nil
}

// syncFolder makes a new name last. Not every system can; what it cannot do does not stop us.
func syncFolder(dir string) {
	if d, err := os.Open(dir); err == nil {
		_ = d.Sync()
		d.Close()
	}
}
