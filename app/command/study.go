package command

import (
	"encoding/json"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"strings"
	"time"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/research"
	"openloop/research/intake"
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
			s, err := session.New(e.ctx, args[0], f, session.Options{})
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
	s, err := session.Open(e.ctx, path, session.Options{})
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

// imports is the import command.
func (e *env) imports() *cobra.Command {
	var kind, mapping string
	var dry, asJSON bool
	c := &cobra.Command{
		Use: "import STUDY FILE…", Short: "Take spreadsheets of interviews into a study",
		Long: "Takes spreadsheets (.xlsx, .csv) into a study: one row an interview, one row an answer, or one row a coding.\nNames go sealed into the vault; rows that cannot be taken are listed, everything else goes in.\nThe same file again updates what changed and doubles nothing.",
		Args: takes(2, -1, "a study and the files to import"),
		RunE: func(_ *cobra.Command, args []string) error {
			if kind != "" && kind != "sheet" {
				return usageError{fmt.Errorf("--kind %q is not known; this version reads: sheet", kind)}
			}
			s, err := e.open(args[0], true)
			if err != nil {
				return err
			}
			defer s.Close()
			var all []fileImport
			for _, f := range args[1:] {
				r, err := e.importFile(s, f, mapping, dry)
				if err != nil {
					_ = e.sayImports(all, dry, asJSON) // what went in before stays in
					return err
				}
				all = append(all, r)
			}
			return e.sayImports(all, dry, asJSON)
		},
	}
	c.Flags().StringVar(&kind, "kind", "", "what the files are (sheet); guessed where not given")
	c.Flags().StringVar(&mapping, "mapping", "", "which column means what, as saved from the window (JSON `FILE`)")
	c.Flags().BoolVar(&dry, "dry-run", false, "say what would happen and change nothing")
	c.Flags().BoolVar(&asJSON, "json", false, "write the result as JSON to standard output")
	return c
}

// fileImport is the outcome of one file, as --json writes it.
type fileImport struct {
	File          string           `json:"file"`
	New           int              `json:"new"`
	Updated       int              `json:"updated"`
	Unchanged     int              `json:"unchanged"`
	Codings       int              `json:"codings"`
	CodingsKnown  int              `json:"codings_unchanged"`
	People        int              `json:"new_people"`
	Organisations int              `json:"new_organisations"`
	Masked        int              `json:"masked"`
	ToReview      int              `json:"to_review"`
	Refused       []refusal        `json:"refused"`
	Warnings      []string         `json:"warnings"`
	Mapping       []intake.Mapping `json:"mapping"`
}

type refusal struct {
	Sheet  string `json:"sheet"`
	Row    int    `json:"row"`
	Column string `json:"column,omitempty"`
	Reason string `json:"reason"`
}

func (e *env) importFile(s *session.Session, path, mapping string, dry bool) (fileImport, error) {
	src, err := s.ReadSource(e.ctx, path, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	if mapping != "" {
		b, err := os.ReadFile(mapping)
		if err != nil {
			return fileImport{}, research.Problemf(research.NotFound, "The mapping %s cannot be read. Check --mapping.", filepath.Base(mapping))
		}
		if src.Mappings, err = intake.OverrideAll(src.Mappings, b); err != nil {
			return fileImport{}, err
		}
	}
	plan, err := s.Plan(e.ctx, src, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	r, err := s.Import(e.ctx, plan, dry, e.progress())
	if err != nil {
		return fileImport{}, err
	}
	out := fileImport{File: filepath.Base(path), New: r.New, Updated: r.Updated, Unchanged: r.Unchanged, Codings: r.Codings, CodingsKnown: r.CodingsKnown, People: r.People,
		Organisations: r.Organisations, Masked: r.Masked, ToReview: r.ToReview, Refused: []refusal{}, Warnings: append([]string{}, r.Warnings...), Mapping: src.Mappings}
	for _, x := range r.Refused {
		out.Refused = append(out.Refused, refusal{x.Sheet, x.Row, x.Column, x.Reason})
	}
	return out, nil
}

func (e *env) sayImports(all []fileImport, dry, asJSON bool) error {
	refused := 0
	for _, r := range all {
		refused += len(r.Refused)
	}
	if asJSON {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		if err := enc.Encode(all); err != nil {
			return err
		}
	} else {
		for _, r := range all {
			sayImport(e.out, r, dry)
		}
	}
	if refused > 0 {
		return errFindings
	}
	return nil
}

func sayImport(w io.Writer, r fileImport, dry bool) {
	verb := ""
	if dry {
		verb = " (nothing written)"
	}
	fmt.Fprintf(w, "%s%s: %d interviews new, %d updated, %d unchanged; %d codings new, %d known.\n", r.File, verb, r.New, r.Updated, r.Unchanged, r.Codings, r.CodingsKnown)
	fmt.Fprintf(w, "  %d people and %d organisations got pseudonyms; %d passages masked, %d of them to review.\n", r.People, r.Organisations, r.Masked, r.ToReview)
	for _, x := range r.Refused {
		col := ""
		if x.Column != "" {
			col = ", column " + x.Column
		}
		fmt.Fprintf(w, "  %s row %d%s: %s\n", x.Sheet, x.Row, col, x.Reason)
	}
	for _, x := range r.Warnings {
		fmt.Fprintf(w, "  Note: %s\n", x)
	}
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
