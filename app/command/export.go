package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"openloop/app/session"
)

// export writes parts of what is released, for other programs.
func (e *env) export() *cobra.Command {
	var o session.PackOptions
	var wave, book, project string
	c := &cobra.Command{
		Use: "export STUDY", Short: "Write released quotes, figures and charts for other programs",
		Long: "Writes what the board pack holds in forms that other programs read. The same rules hold as for the pack: what is withheld there is\nwithheld here, the finished files are searched for everybody in the vault, and what was issued is entered in the ledger.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error {
			released := o.Quotes != "" || o.Figures != "" || o.Charts != ""
			if !released && book == "" && project == "" {
				return usageError{fmt.Errorf("say what to write: --quotes, --figures, --charts, --qdc or --qdpx")}
			}
			if project != "" {
				if err := e.exportProject(args[0], project); err != nil || !released && book == "" {
					return err
				}
			}
			if book != "" {
				if err := e.exportBook(args[0], book); err != nil || !released {
					return err
				}
			}
			return e.runReport(args[0], "", "", o, wave)
		},
	}
	c.Flags().StringVar(&o.Quotes, "quotes", "", "write the cleared quotes to `FILE.csv`, with their place in the codebook")
	c.Flags().StringVar(&o.Figures, "figures", "", "write every figure to `FILE.json`, or .csv")
	c.Flags().StringVar(&o.Charts, "charts", "", "write each chart into `FOLDER`, as .svg and .png")
	c.Flags().StringVar(&book, "qdc", "", "write the codebook to `FILE.qdc` (REFI-QDA), or .csv")
	c.Flags().StringVar(&project, "qdpx", "", "write the whole study, under pseudonyms, to `FILE.qdpx` (REFI-QDA) for a colleague's program; never for the client")
	c.Flags().StringVar(&wave, "wave", "", "one wave only, by its name")
	return c
}

// exportBook writes the codebook alone, which needs no passphrase: it is asked for only by what is released.
func (e *env) exportBook(path, file string) error {
	s, err := e.open(path, false)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	if err := s.ExportBook(e.ctx, file); err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Wrote %s: %s.\n", file, many(len(s.Book().Codes), "code"))
	return nil
}

// exportProject writes the study as a project for another program and says what that cannot hold.
func (e *env) exportProject(path, file string) error {
	s, err := e.open(path, true)
	if err != nil {
		return err
	}
	defer func() { _ = s.Close() }()
	done, err := s.ExportProject(e.ctx, file, e.progress())
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "Wrote %s: %s, %s, %s on %s, %s. It holds whole transcripts under pseudonyms: it is for colleagues, not for the client.\n",
		file, many(done.Texts, "interview"), many(done.Codes, "code"), many(done.Codings, "coding"), many(done.Passages, "passage"), many(done.Notes, "note"))
	if len(done.Lost) > 0 {
		fmt.Fprintln(e.out, "What this format has no place for:")
		for _, l := range done.Lost {
			fmt.Fprintln(e.out, "  "+l)
		}
	}
	return nil
}
