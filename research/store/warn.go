package store

import "strings"

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
	parts := strings.FieldsFunc(path, func(c rune) bool { return c == '/' || c == '\\' })
	for i, folder := range parts {
		for _, sync := range syncServices {
			if i < len(parts)-1 && strings.HasPrefix(strings.ToLower(folder), sync.prefix) {
				return []string{parts[len(parts)-1] + " lies in a folder that " + sync.name + " copies to other computers while you work. " +
					"Two people opening it at once would spoil it: keep it in a folder of this computer, and put backups into the shared one."}
			}
		}
	}
	return nil
}
