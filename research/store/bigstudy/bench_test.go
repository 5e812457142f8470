package bigstudy

import (
	"context"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"openloop/research"
	"openloop/research/store"
)

// The benchmarks share one study, made when the first of them needs it: 10,000 interviews, 500,000 turns
// and 1,000,000 codings, or a tenth of that with -short.
type shared struct {
	dir string
	err error
}

var bench shared

func TestMain(m *testing.M) {
	code := m.Run()
	os.RemoveAll(bench.dir)
	os.Exit(code)
}

func (s *shared) path() string { return filepath.Join(s.dir, "big.openloop") }

func (s *shared) make() {
	if s.dir, s.err = os.MkdirTemp("", "openloop-big"); s.err != nil {
		return
	}
	ctx := context.Background()
	st, err := store.Create(ctx, s.path(), research.Study{Title: "Big"}, store.Options{})
	if err != nil {
		s.err = err
		return
	}
	start, o := time.Now(), bigOptions()
	if s.err = Generate(ctx, st, o, nil); s.err == nil {
		s.err = st.Close()
	}
	info, _ := os.Stat(s.path())
	fmt.Printf("made %d interviews, %d turns, %d codings in %.1f s, %d MB\n", o.Interviews, o.Turns, o.Codings, time.Since(start).Seconds(), info.Size()>>20)
}

func bigOptions() GenerateOptions {
	if testing.Short() {
		return GenerateOptions{Seed: 1, Interviews: 1_000, Turns: 50_000, Codings: 100_000}
	}
	return GenerateOptions{Seed: 1, Interviews: 10_000, Turns: 500_000, Codings: 1_000_000}
}

func openBig(b *testing.B) *store.Store {
	b.Helper()
	if bench.dir == "" {
		bench.make()
	}
	if bench.err != nil {
		b.Fatal(bench.err)
	}
	s, err := store.Open(b.Context(), bench.path(), store.Options{})
	if err != nil {
		b.Fatal(err)
	}
	return s
}

// times collects single times, for the percentile that a person notices.
type times []time.Duration

func (t *times) add(start time.Time) { *t = append(*t, time.Since(start)) }

func (t times) report(b *testing.B) {
	slices.Sort(t)
	b.ReportMetric(float64(t[len(t)*95/100].Microseconds())/1000, "p95-ms")
}

// A verbatim marked and coded, committed to the disk.
func BenchmarkAutosave(b *testing.B) {
	s := openBig(b)
	defer s.Close()
	ctx := b.Context()
	interviews, _ := s.Interviews(ctx)
	codes, _ := s.Codes(ctx)
	iv := interviews[len(interviews)/2].ID
	turns, err := s.Turns(ctx, iv)
	if err != nil {
		b.Fatal(err)
	}
	var all times
	for b.Loop() {
		start := time.Now()
		_, err := s.Edit(ctx, "Apply code", func(tx *store.Tx) error {
			turn := turns[rand.IntN(len(turns))].ID
			v, err := tx.PutVerbatim(research.Verbatim{Interview: iv, From: research.Anchor{Turn: turn}, To: research.Anchor{Turn: turn, Offset: 5}})
			if err != nil {
				return err
			}
			_, err = tx.PutCoding(research.Coding{Verbatim: v, Code: codes[rand.IntN(len(codes))].ID, Coder: "AB", Round: 1, About: research.AboutUs})
			return err
		})
		if err != nil {
			b.Fatal(err)
		}
		all.add(start)
	}
	all.report(b)
}

// One step taken back and done again.
func BenchmarkUndoRedo(b *testing.B) {
	s := openBig(b)
	defer s.Close()
	_, err := s.Edit(b.Context(), "Add a memo", func(tx *store.Tx) error {
		_, err := tx.PutMemo(research.Memo{On: store.NewID(), Text: "x"})
		return err
	})
	if err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if _, err := s.Undo(b.Context()); err != nil {
			b.Fatal(err)
		}
		if _, err := s.Redo(b.Context()); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkEachCoding(b *testing.B) {
	s := openBig(b)
	defer s.Close()
	n := 0
	for b.Loop() {
		n = 0
		if err := s.EachCoding(b.Context(), func(store.CodingRow) error { n++; return nil }); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(n), "codings")
}

func BenchmarkOpen(b *testing.B) {
	openBig(b).Close()
	for b.Loop() {
		s := openBig(b)
		b.StopTimer()
		s.Close()
		b.StartTimer()
	}
}

func BenchmarkSearch(b *testing.B) {
	s := openBig(b)
	defer s.Close()
	for _, query := range []string{"prop", "careful reference", "the"} {
		b.Run(query, func(b *testing.B) {
			var all times
			for b.Loop() {
				start := time.Now()
				hits, err := s.Search(b.Context(), query, 50)
				if err != nil || len(hits) != 50 {
					b.Fatal(len(hits), err)
				}
				all.add(start)
			}
			all.report(b)
		})
	}
}

// The reads of a screen: all interviews, one transcript with its codings.
func BenchmarkRead(b *testing.B) {
	s := openBig(b)
	defer s.Close()
	interviews, err := s.Interviews(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	b.Run("Interviews", func(b *testing.B) {
		for b.Loop() {
			s.Interviews(b.Context())
		}
	})
	b.Run("Transcript", func(b *testing.B) {
		for b.Loop() {
			iv := interviews[rand.IntN(len(interviews))].ID
			turns, _ := s.Turns(b.Context(), iv)
			codings, _ := s.Codings(b.Context(), iv)
			if len(turns) == 0 || len(codings) == 0 {
				b.Fatal("an empty transcript")
			}
		}
	})
	b.Run("Counts", func(b *testing.B) {
		for b.Loop() {
			s.Counts(b.Context())
		}
	})
}
