package session

import (
	"encoding/json"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"time"

	"openloop/research"
)

// Prefs are what the program remembers on this computer, beside no study: how it looks, who codes, and
// which studies were open. It holds paths of studies, and never anything from within one.
type Prefs struct {
	Appearance string   `json:"appearance"` // system, light or dark
	Coder      string   `json:"coder"`      // initials
	Recent     []Recent `json:"recent"`     // latest first
	Backups    []Backup `json:"backups,omitempty"`

	Vault VaultPrefs `json:"vault,omitzero"`

	Keys map[string][]string `json:"keys,omitempty"` // of acts that were given other keys than the usual ones
	Zoom int                 `json:"zoom,omitempty"` // of transcripts, in percent; 0 for 100

	Unsuggested bool `json:"unsuggested,omitempty"` // no codes are suggested

	Layouts  map[string]KnownLayout `json:"layouts,omitempty"`  // of sheets, by a hash of their headings
	Speakers map[string]string      `json:"speakers,omitempty"` // "asks", by kind of transcript and a label that names nobody

	Folder string `json:"folder,omitempty"` // that a file was chosen in last

	path string
}

// Recent is a study that was open on this computer.
type Recent struct {
	Path   string    `json:"path"`
	Title  string    `json:"title"`
	Opened time.Time `json:"opened"`
}

// maxRecent is how many studies Home lists.
const maxRecent = 8

// PrefsPath is where preferences are kept for this user.
func PrefsPath() (string, error) {
	dir, err := os.UserConfigDir()
	if err != nil {
		return "", research.Problemf(research.NotFound, "This computer has no folder for preferences, so they are not kept.")
	}
	return filepath.Join(dir, "openloop", "settings.json"), nil
}

// LoadPrefs reads preferences; where there are none, or they are damaged, it answers the usual ones.
func LoadPrefs(path string) *Prefs {
	p := &Prefs{Appearance: "system", path: path}
	b, err := os.ReadFile(path)
	if errors.Is(err, fs.ErrNotExist) || err != nil {
		return p
	}
	var read Prefs
	if json.Unmarshal(b, &read) != nil {
		return p
	}
	read.path = path
	if read.Appearance == "" {
		read.Appearance = "system"
	}
	return &read
}

// Save writes the preferences whole or not at all. Without a path they are not kept.
func (p *Prefs) Save() error {
	if p.path == "" {
		return nil
	}
	b, err := json.MarshalIndent(p, "", "  ")
	if err != nil {
		return err
	}
	if err := os.MkdirAll(filepath.Dir(p.path), 0o700); err != nil {
		return research.Problemf(research.ReadOnly, "Preferences could not be saved: their folder cannot be written.")
	}
	tmp := p.path + ".new"
	if err := os.WriteFile(tmp, b, 0o600); err != nil {
		return research.Problemf(research.ReadOnly, "Preferences could not be saved: their folder cannot be written.")
	}
	return os.Rename(tmp, p.path)
}

// Opened puts a study at the head of the list.
func (p *Prefs) Opened(path, title string, at time.Time) error {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	p.Forget(path)
	p.Recent = slices.Insert(p.Recent, 0, Recent{Path: path, Title: title, Opened: at})
	if len(p.Recent) > maxRecent {
		p.Recent = p.Recent[:maxRecent]
	}
	return p.Save()
}

// Forget takes a study off the list.
func (p *Prefs) Forget(path string) {
	p.Recent = slices.DeleteFunc(p.Recent, func(r Recent) bool { return r.Path == path })
}

// Backup is a copy of a study that was made on this computer, noted so that an erasure reaches it.
type Backup struct {
	Study research.ID `json:"study"`
	Path  string      `json:"path"`
}

// BackedUp notes a backup of a study.
func (p *Prefs) BackedUp(study research.ID, path string) error {
	if abs, err := filepath.Abs(path); err == nil {
		path = abs
	}
	b := Backup{Study: study, Path: path}
	if slices.Contains(p.Backups, b) {
		return nil
	}
	p.Backups = append(p.Backups, b)
	return p.Save()
}

// BackupsOf lists where backups of a study were written.
func (p *Prefs) BackupsOf(study research.ID) (paths []string) {
	for _, b := range p.Backups {
		if b.Study == study {
			paths = append(paths, b.Path)
		}
	}
	return paths
}
