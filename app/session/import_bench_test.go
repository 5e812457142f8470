//go:build unix

package session

import (
	"context"
	"os"
	"path/filepath"
	"runtime/debug"
	"strconv"
	"strings"
	"testing"
	"time"
)

// BenchmarkImportLarge takes large workbooks from the file to committed, redacted records: rows a second and
// milliseconds of both processors together, and the most memory that the process held meanwhile.
//
//	go test -run - -bench ImportLarge -benchtime 1x ./app/session
func BenchmarkImportLarge(b *testing.B) {
	for _, of := range []struct {
		name   string
		rows   int
		book   bigSheet
		sheets []string
	}{
		{"100,000 answers of 10,000 interviews", 100_000, bigSheet{interviews: 10_000, answers: 10}, []string{"Answers"}},
		{"10,000 interviews, one a row", 10_000, bigSheet{interviews: 10_000, answers: 7}, []string{"Interviews"}},
		{"100,000 codings of 10,000 interviews", 110_000, bigSheet{interviews: 10_000, answers: 7, codings: 10}, []string{"Interviews", "Codings"}},
		{"100,000 interviews, one a row", 100_000, bigSheet{interviews: 100_000, answers: 2}, []string{"Interviews"}},
	} {
		b.Run(of.name, func(b *testing.B) {
			path := of.book.write(b, of.sheets...)
			var took, cpu time.Duration
			var peak float64
			for range b.N {
				s := newStudy(b)
				forgetPeak()
				start, spent := time.Now(), processorTime()
				done := importLarge(b, s, path)
				took, cpu, peak = took+time.Since(start), cpu+processorTime()-spent, max(peak, peakMB())
				if done.New != of.book.interviews || done.Codings+len(done.Refused) != of.book.interviews*of.book.codings { // a few words stand in an answer twice
					b.Fatalf("%d interviews, %d codings, %d refused", done.New, done.Codings, len(done.Refused))
				}
				if err := s.Close(); err != nil {
					b.Fatal(err)
				}
			}
			n := float64(b.N)
			b.ReportMetric(float64(of.rows)*n/took.Seconds(), "rows/s")
			b.ReportMetric(cpu.Seconds()*1e3/n, "cpu-ms")
			b.ReportMetric(peak, "peak-MB")
		})
	}
}

func importLarge(b *testing.B, s *Session, path string) Imported {
	b.Helper()
	ctx := context.Background()
	src, err := s.ReadSource(ctx, path, nil)
	if err != nil {
		b.Fatal(err)
	}
	plan, err := s.Plan(ctx, src, nil)
	if err != nil {
		b.Fatal(err)
	}
	src, plan.Once = nil, true
	done, err := s.Import(ctx, plan, false, nil)
	if err != nil {
		b.Fatal(err)
	}
	return done
}

// forgetPeak begins to measure the peak of memory anew, where the system can.
func forgetPeak() {
	debug.FreeOSMemory()
	_ = os.WriteFile("/proc/self/clear_refs", []byte("5"), 0)
}

// peakMB is the most memory that the process has held since, in MB; 0 where the system does not tell.
func peakMB() float64 {
	status, _ := os.ReadFile(filepath.Join("/proc", "self", "status"))
	_, rest, _ := strings.Cut(string(status), "VmHWM:")
	if f := strings.Fields(rest); len(f) > 0 {
		kb, _ := strconv.ParseFloat(f[0], 64)
		return kb / 1024
	}
	return 0
}
