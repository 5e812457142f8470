package command

import (
	"fmt"
	"os"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"openloop/app/session"
)

// new makes an empty study and its vault.
func (e *env) new() *cobra.Command {
	var f session.Fresh
	c := &cobra.Command{
		Use: "new STUDY", Short: "Make an empty study and its vault", Args: takes(1, 1, "the name of the study to make"),
		RunE: func(_ *cobra.Command, args []string) error {
			pass, err := e.newPassphrase()
			if err != nil {
				return err
			}
			f.Passphrase = pass
			s, err := session.New(e.ctx, args[0], f, session.Options{WorkFactor: e.workFactor})
			if err != nil {
				return err
			}
			path := s.Path()
			if err := s.Close(); err != nil {
				return err
			}
			fmt.Fprintf(e.out, "Made %s and %s.\n", path, session.VaultPath(path))
			return nil
		},
	}
	c.Flags().StringVar(&f.Client, "client", "", "the company that commissioned the study; may be named in texts")
	c.Flags().StringVar(&f.Title, "title", "", "the study's title (else the file's name)")
	c.Flags().StringSliceVar(&f.Competitors, "competitor", nil, "a rival, named in clear text (may be given several times)")
	c.Flags().StringSliceVar(&f.Products, "product", nil, "one of the client's products, named in clear text")
	return c
}

// open opens a study and, where the passphrase is given or asked for, its vault.
func (e *env) open(path string, unlock bool) (*session.Session, error) {
	if !strings.HasSuffix(path, session.StudyExt) {
		if _, err := os.Stat(path); err != nil {
			path += session.StudyExt
		}
	}
	s, err := session.Open(e.ctx, path, session.Options{WorkFactor: e.workFactor})
	if err != nil {
		return nil, err
	}
	if says := s.VaultSays(); says != "" {
		fmt.Fprintln(e.err, says)
	}
	if !unlock {
		return s, nil
	}
	pass, err := e.passphrase("Passphrase of the vault: ")
	if err == nil {
		err = s.Unlock(pass)
	}
	if err != nil {
		_ = s.Close()
		return nil, err
	}
	return s, nil
}

// progress writes how far a job is to a terminal, on one line; elsewhere nothing.
func (e *env) progress() session.Progress {
	if !isTerminal(e.err) {
		return nil
	}
	last := time.Time{}
	return func(done, total int, doing string) {
		if now := time.Now(); now.Sub(last) > 100*time.Millisecond {
			last = now
			fmt.Fprintf(e.err, "\r\033[K%s", doing)
		}
	}
}
