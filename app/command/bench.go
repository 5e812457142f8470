package command

import (
	"encoding/json"
	"fmt"
	"os"
	"time"

	"github.com/spf13/cobra"

	"openloop/research"
	"openloop/research/store/bigstudy"
)

// benchSeed makes every benchmark measure the same study.
const benchSeed = 62

// benchSizes are the studies that can be measured: a usual one, and the biggest that is designed for.
var benchSizes = map[string]bigstudy.GenerateOptions{
	"small": {Seed: benchSeed, Interviews: 60, Turns: 3_000, Codings: 2_000},
	"big":   {Seed: benchSeed, Interviews: 10_000, Turns: 500_000, Codings: 1_000_000},
}

// bench prints the benchmark table.
func (e *env) bench() *cobra.Command {
	size, asJSON := "small", false
	c := &cobra.Command{
		Use: "bench", Short: "Measure the usual jobs on this machine",
		Long: "Makes a study from a fixed seed in a temporary folder and measures the usual jobs on it: median, 95th percentile and peak memory.\nsmall has 60 interviews and 2,000 codings and takes about a minute; big has 10,000 interviews, 500,000 turns and\n1,000,000 codings, and takes some minutes and 2 GB of temporary space. Every time is our own code's, with its fsync.\nWhat the window adds, laying out and scrolling a transcript of 1 MB and long lists, is measured from the source:\n  CGO_ENABLED=0 go test ./app/widgets -run '^$' -bench 'Transcript|Rows'",
		Args: takes(0, 0, "no arguments"),
		RunE: func(*cobra.Command, []string) error {
			o, ok := benchSizes[size]
			if !ok {
				return usageError{fmt.Errorf("--size takes small or big, not %q", size)}
			}
			return e.runBench(size, o, asJSON)
		},
	}
	c.Flags().StringVar(&size, "size", size, "small or big")
	c.Flags().BoolVar(&asJSON, "json", false, "write the result as JSON to standard output")
	return c
}

// benchReport is what bench found, as --json writes it.
type benchReport struct {
	Size       string     `json:"size"`
	Jobs       []benchJob `json:"jobs"`
	PeakMemory float64    `json:"peak_memory_mb"` // with the study open; 0 where the system does not tell
	machine
}

// benchJob is one job's times.
type benchJob struct {
	Job    string  `json:"job"`
	Runs   int     `json:"runs"`
	Median float64 `json:"median_ms"`
	P95    float64 `json:"p95_ms"`
}

func (e *env) runBench(size string, o bigstudy.GenerateOptions, asJSON bool) error {
	dir, err := os.MkdirTemp("", "openloop-bench-")
	if err != nil {
		return research.Problemf(research.ReadOnly, "The temporary folder cannot be written to. Set TMPDIR to one that can.")
	}
	defer os.RemoveAll(dir)
	b := &bencher{env: e, dir: dir, size: o, many: size == "small"}
	if err := b.everything(); err != nil {
		return err
	}
	r := benchReport{Size: size, Jobs: b.jobs, PeakMemory: b.peak, machine: thisMachine(dir)}
	if asJSON {
		enc := json.NewEncoder(e.out)
		enc.SetIndent("", "  ")
		return enc.Encode(r)
	}
	e.printBench(r, o)
	return nil
}

func (e *env) printBench(r benchReport, o bigstudy.GenerateOptions) {
	fmt.Fprintf(e.out, "%s study: %s, %s, %s\n\n", r.Size, many(o.Interviews, "interview"), many(o.Turns, "turn"), many(o.Codings, "coding"))
	fmt.Fprintf(e.out, "%-52s %5s %12s %12s\n", "job", "runs", "median", "p95")
	for _, j := range r.Jobs {
		fmt.Fprintf(e.out, "%-52s %5d %12s %12s\n", j.Job, j.Runs, milliseconds(j.Median), milliseconds(j.P95))
	}
	peak := "not told by this system"
	if r.PeakMemory > 0 {
		peak = fmt.Sprintf("%.0f MB", r.PeakMemory)
	}
	fmt.Fprintf(e.out, "\npeak memory with the study open: %s\n%s, %s, %s, temporary folder on %s\n", peak, many(r.Cores, "core"), r.Go, r.System, r.FileSystem)
}

func milliseconds(ms float64) string {
	switch {
	case ms < 1:
		return fmt.Sprintf("%.3f ms", ms)
	case ms < 100:
		return fmt.Sprintf("%.1f ms", ms)
	}
	return fmt.Sprintf("%.0f ms", ms)
}

func inMilliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
