package command

import (
	"fmt"
	"os"
	"path/filepath"

	"github.com/spf13/cobra"

	"openloop/app/session"
	"openloop/assets"
	"openloop/research"
)

// demoMark stands in a folder that demo made, so that it may be filled again and no other folder is.
const demoMark = ".openloop-demo"

// demo takes the sample spreadsheet all the way to the board pack.
func (e *env) demo() *cobra.Command {
	out := "openloop-demo"
	c := &cobra.Command{
		Use: "demo", Short: "Take the sample spreadsheet all the way to a board pack",
		Long: "Imports the sample spreadsheet of sixty invented interviews into a new study and writes its board pack as PDF and workbook.\nStudy and vault stay in the folder, to look at in the window.",
		Args: takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error { return e.runDemo(out) },
	}
	c.Flags().StringVar(&out, "out", out, "the folder to write to; one that demo did not make is refused")
	return c
}

func (e *env) runDemo(dir string) error {
	if err := demoFolder(dir); err != nil {
		return err
	}
	sheet := filepath.Join(dir, assets.SampleName)
	if err := os.WriteFile(sheet, assets.Sample(), 0o600); err != nil {
		return research.Problemf(research.ReadOnly, "%s cannot be written to. Choose another folder with --out.", dir)
	}
	study := filepath.Join(dir, "tessell"+session.StudyExt)
	s, done, err := session.Sample(e.ctx, study, session.Options{WorkFactor: e.workFactor}, e.progress())
	if err != nil {
		return err
	}
	defer s.Close()
	pdf, xlsx := filepath.Join(dir, "board-pack.pdf"), filepath.Join(dir, "board-pack.xlsx")
	w, err := s.Export(e.ctx, session.PackOptions{}, pdf, xlsx, e.progress())
	if err != nil {
		return err
	}
	fmt.Fprintf(e.out, "%s with %s imported from %s; %s and %s went sealed into the vault.\n", many(done.New, "interview"), many(done.Codings, "coding"), sheet, many(done.People, "person", "people"), many(done.Organisations, "organisation"))
	for _, r := range done.Refused {
		fmt.Fprintf(e.out, "  not taken: %s row %d: %s\n", r.Sheet, r.Row, r.Reason)
	}
	fmt.Fprintf(e.out, "The board pack has %s, %s (%d withheld) and %s; %s looked for and not found.\n", many(w.Pages, "page"), many(w.Figures, "figure"), w.Withheld, many(w.Quotes, "quote"), identities(w.Checked))
	fmt.Fprintln(e.out, "\nWrote")
	for _, f := range []string{sheet, study, session.VaultPath(study), pdf, xlsx} {
		fmt.Fprintf(e.out, "  %s\n", f)
	}
	fmt.Fprintf(e.out, "\nPassphrase of the throwaway vault: %s\n", session.SamplePassphrase)
	return nil
}

// demoFolder makes the folder, or empties one that an earlier demo made.
func demoFolder(dir string) error {
	refuse := research.Problemf(research.Conflict, "%s is there already and was not made by openloop demo, so it was left alone. Choose another folder with --out.", dir)
	entries, err := os.ReadDir(dir)
	if err == nil && len(entries) > 0 {
		if _, err := os.Stat(filepath.Join(dir, demoMark)); err != nil {
			return refuse
		}
		for _, f := range []string{assets.SampleName, "tessell" + session.StudyExt, "tessell" + session.VaultExt, "board-pack.pdf", "board-pack.xlsx"} {
			_ = os.Remove(filepath.Join(dir, f))
		}
		return nil
	}
	if err != nil && !os.IsNotExist(err) {
		return refuse
	}
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return research.Problemf(research.ReadOnly, "The folder %s cannot be made. Choose another with --out.", dir)
	}
	return os.WriteFile(filepath.Join(dir, demoMark), []byte("Made by openloop demo, which may write here again.\n"), 0o644)
}
