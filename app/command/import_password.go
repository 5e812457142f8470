package command

import (
	"os"
	"path/filepath"
	"strings"

	"openloop/app/session"
	"openloop/research"
)

// readSource reads a sheet. Where it opens with a password, that is taken from --password-file, or asked for at a
// terminal as often as it is mistyped; it is kept nowhere.
func (e *env) readSource(s *session.Session, path, passwordFile string) (*session.Source, error) {
	src, err := s.ReadSource(e.ctx, path, e.progress())
	if !session.WantsPassword(err) {
		return src, err
	}
	if passwordFile != "" {
		b, err := os.ReadFile(passwordFile)
		if err != nil {
			return nil, research.Problemf(research.NotFound, "The file with the password cannot be read. Check --password-file.")
		}
		line, _, _ := strings.Cut(string(b), "\n")
		return s.ReadSealedSource(e.ctx, path, strings.TrimRight(line, "\r"), e.progress())
	}
	for tries := 0; e.interactive && tries < 3 && session.WantsPassword(err); tries++ {
		var typed string
		if typed, err = e.ask("The password of " + filepath.Base(path) + ": "); err != nil {
			return nil, err
		}
		src, err = s.ReadSealedSource(e.ctx, path, typed, e.progress())
	}
	if session.WantsPassword(err) && !e.interactive {
		return nil, research.Problemf(research.Unreadable, "%s opens with a password, and there is no terminal to ask at. Give --password-file with the password in its first line.", filepath.Base(path))
	}
	return src, err
}
