package store

import (
	"path/filepath"
	"strings"
)

// syncServices are the folders of programs that copy files to other computers while they are being
// written, by how the folder's name begins.
var syncServices = []struct{ prefix, name string }{
	{"onedrive", "OneDrive"},
	{"dropbox", "Dropbox"},
	{"google drive", "Google Drive"},
	{"googledrive", "Google Drive"},
	{"my drive", "Google Drive"},
	{"icloud", "iCloud"},
	{"com~apple~clouddocs", "iCloud"},
	{"mobile documents", "iCloud"},
}

// Warnings are sentences about where the study lies that its user should know of.
func (s *Store) Warnings() []string { return pathWarnings(s.path) }

func pathWarnings(path string) []string {
	for _, folder := range strings.FieldsFunc(filepath.ToSlash(filepath.Dir(path)), func(c rune) bool { return c == '/' || c == '\\' }) {
		for _, sync := range syncServices {
			if strings.HasPrefix(strings.ToLower(folder), sync.prefix) {
				return []string{filepath.Base(path) + " lies in a folder that " + sync.name + " copies to other computers while you work. " +
					"Two people opening it at once would spoil it: keep it in a folder of this computer, and put backups into the shared one."}
			}
		}
	}
	return nil
}
