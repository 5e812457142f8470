package session

import (
	"context"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"openloop/research/store/bigstudy"
)

// bigStudy opens the largest study to design for, 10,000 interviews with 1,000,000 codings. Making it takes two minutes:
// OPENLOOP_BIG names a file where it stands already, or is to be kept.
func bigStudy(tb testing.TB) *Session {
	tb.Helper()
	path := os.Getenv("OPENLOOP_BIG")
	if path == "" {
		path = filepath.Join(tb.TempDir(), "big"+StudyExt)
	}
	ctx := context.Background()
	if _, err := os.Stat(path); err != nil {
		s, err := New(ctx, path, Fresh{Title: "Big", Client: "Client", Passphrase: "benchmark"}, testOptions)
		if err == nil {
			err = bigstudy.Generate(ctx, s.Store(), bigstudy.GenerateOptions{Seed: 1, Interviews: 10_000, Turns: 500_000, Codings: 1_000_000}, nil)
		}
		if err == nil {
			err = s.Close()
		}
		if err != nil {
			tb.Fatal(err)
		}
	}
	s, err := Open(ctx, path, testOptions)
	if err != nil {
		tb.Fatal(err)
	}
	tb.Cleanup(func() { _ = s.Close() })
	return s
}

// everyAsk is every question that the Explore screen can put: rows, sides, classes, and for each row every chart.
func everyAsk() (asks []ExploreAsk) {
	add := func(a ExploreAsk) {
		if a = a.Clean(); !slices.Contains(asks, a) {
			asks = append(asks, a)
		}
	}
	for _, rows := range ExploreRows() {
		for _, side := range ExploreSides() {
			for _, by := range ExploreBy() {
				add(ExploreAsk{Rows: rows.Key, Side: side.Key, By: by.Key})
			}
			for _, chart := range ExploreCharts() {
				add(ExploreAsk{Rows: rows.Key, Side: side.Key, Chart: chart.Key})
			}
		}
	}
	return asks
}

// Each question in the largest study: p50 and p95 of the processor's time over all cores, the collection of garbage with it.
func BenchmarkExploreBig(b *testing.B) {
	s := bigStudy(b)
	for _, ask := range everyAsk() {
		b.Run(ask.Chart+" "+ask.Rows+" "+ask.Side+" by "+ask.By, func(b *testing.B) {
			var spent []time.Duration
			for b.Loop() {
				before := processorTime()
				if _, err := s.Explore(context.Background(), ask); err != nil {
					b.Fatal(err)
				}
				spent = append(spent, processorTime()-before)
			}
			slices.Sort(spent)
			b.ReportMetric(float64(spent[len(spent)/2].Microseconds())/1000, "cpu-ms")
			b.ReportMetric(float64(spent[len(spent)*95/100].Microseconds())/1000, "cpu-p95-ms")
		})
	}
}
