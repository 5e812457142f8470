package session

import (
	"context"
	"math/rand/v2"
	"testing"

	"openloop/research"
)

// Opening the sample study to its first figures.
func BenchmarkOpen(b *testing.B) {
	path := copyOfSample(b)
	ctx := context.Background()
	for b.Loop() {
		s, err := Open(ctx, path, testOptions)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := s.Figures(ctx, ""); err != nil {
			b.Fatal(err)
		}
		if err := s.Close(); err != nil {
			b.Fatal(err)
		}
	}
}

// One coding, saved with fsync and counted.
func BenchmarkApplyCode(b *testing.B) {
	s := openSample(b)
	ctx := context.Background()
	rnd := rand.New(rand.NewPCG(1, 1))
	rows, codes := s.InterviewRows(InterviewFilter{}), s.Book().Codes
	turns := make([][]research.Turn, len(rows))
	for i, r := range rows {
		var err error
		if turns[i], err = s.store.Turns(ctx, r.Interview.ID); err != nil {
			b.Fatal(err)
		}
	}
	for b.Loop() {
		i := rnd.IntN(len(rows))
		t := turns[i][rnd.IntN(len(turns[i]))]
		from := rnd.IntN(len([]rune(t.Text)) - 1)
		if _, err := s.ApplyCode(ctx, rows[i].Interview.ID, research.Anchor{Turn: t.ID, Offset: from}, research.Anchor{Turn: t.ID, Offset: from + 1}, codes[rnd.IntN(len(codes))].ID); err != nil {
			b.Fatal(err)
		}
	}
}

// Everything that the Themes screen counts.
func BenchmarkFigures(b *testing.B) {
	s := openSample(b)
	for b.Loop() {
		if _, err := s.Figures(context.Background(), ""); err != nil {
			b.Fatal(err)
		}
	}
}
