//go:build unix

package privacy

import (
	"syscall"
	"testing"
	"time"
)

// onProcessor reports a benchmark's speed by the time it had the processor, so that other work on the
// machine does not count: milliseconds a round, and megabytes a second where bytes is not 0.
func onProcessor(b *testing.B, bytes int, f func()) {
	b.Helper()
	start, rounds := processorTime(), 0
	for b.Loop() {
		f()
		rounds++
	}
	took := (processorTime() - start).Seconds()
	if bytes > 0 {
		b.ReportMetric(float64(bytes)*float64(rounds)/took/1e6, "cpu-MB/s")
	}
	b.ReportMetric(took*1e3/float64(rounds), "cpu-ms/op")
}

func processorTime() time.Duration {
	var u syscall.Rusage
	if syscall.Getrusage(syscall.RUSAGE_SELF, &u) != nil {
		return 0
	}
	return time.Duration(u.Utime.Nano() + u.Stime.Nano())
}
