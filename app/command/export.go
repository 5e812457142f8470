package command

import (
	"fmt"

	"github.com/spf13/cobra"

	"openloop/app/session"
)

// export writes parts of what is released, for other programs.
func (e *env) export() *cobra.Command {
	var o session.PackOptions
	var wave string
	c := &cobra.Command{
		Use: "export STUDY", Short: "Write released quotes, figures and charts for other programs",
		Long: "Writes what the board pack holds in forms that other programs read. The same rules hold as for the pack: what is withheld there is\nwithheld here, the finished files are searched for everybody in the vault, and what was issued is entered in the ledger.",
		Args: takes(1, 1, "a study"),
		RunE: func(_ *cobra.Command, args []string) error {
			if o.Quotes == "" && o.Figures == "" && o.Charts == "" {
				return usageError{fmt.Errorf("say what to write: --quotes, --figures or --charts")}
			}
			return e.runReport(args[0], "", "", o, wave)
		},
	}
	c.Flags().StringVar(&o.Quotes, "quotes", "", "write the cleared quotes to `FILE.csv`, with their place in the codebook")
	c.Flags().StringVar(&o.Figures, "figures", "", "write every figure to `FILE.json`, or .csv")
	c.Flags().StringVar(&o.Charts, "charts", "", "write each chart into `FOLDER`, as .svg and .png")
	c.Flags().StringVar(&wave, "wave", "", "one wave only, by its name")
	return c
}
