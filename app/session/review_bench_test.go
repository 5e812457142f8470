package session

import (
	"context"
	"testing"
	"time"
)

// An answer to one passage is stored, and the queue is ready to be drawn again, well within what a person
// notices. The time is told; it depends on the machine.
func TestReviewAnswerIsQuick(t *testing.T) {
	s := openSample(t)
	doubt(t, s)
	ctx := context.Background()
	l := list(t, s)
	var spent []time.Duration
	for range 40 {
		it := l.Open[len(l.Open)/2]
		start := time.Now()
		if err := s.KeepMasked(ctx, it); err != nil {
			t.Fatal(err)
		}
		var err error
		if l, err = l.Answered(ctx, s, []ReviewItem{it}); err != nil {
			t.Fatal(err)
		}
		if len(l.Open) > 0 {
			l.Proposals(l.Open[len(l.Open)/2])
		}
		spent = append(spent, time.Since(start))
	}
	if now := list(t, s); len(now.Open) != len(l.Open) || now.Looked != l.Looked || now.Total != l.Total {
		t.Errorf("read anew the queue is %d of %d, kept up %d of %d", now.Looked, now.Total, l.Looked, l.Total)
	}
	start := time.Now()
	list(t, s)
	whole := time.Since(start)
	start = time.Now()
	if err := s.Always(ctx, l.Open[0]); err != nil {
		t.Fatal(err)
	}
	t.Logf("40 answers: first %v, last %v; the whole queue %v; a name in every text %v", spent[0], spent[len(spent)-1], whole, time.Since(start))
}
