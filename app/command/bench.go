package command

import (
	"fmt"

	"github.com/spf13/cobra"
)

// bench prints the benchmark table.
func (e *env) bench() *cobra.Command {
	size := "small"
	c := &cobra.Command{
		Use: "bench", Short: "Measure the usual jobs on this machine",
		Long: "Makes a study from a fixed seed in a temporary folder and measures the usual jobs on it: median, 95th percentile and peak memory.\nsmall is the sample's size; big has 10,000 interviews, 500,000 turns and 1,000,000 codings.",
		Args: takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			if size != "small" && size != "big" {
				return usageError{fmt.Errorf("--size takes small or big, not %q", size)}
			}
			return e.runBench(size)
		},
	}
	c.Flags().StringVar(&size, "size", size, "small or big")
	return c
}

func (e *env) runBench(size string) error { return nil }
