package session

import (
	"context"
	"errors"
	"sync"
	"testing"
	"time"
)

// A job runs off the goroutine that started it, tells how far it is, and ends once.
func TestJob(t *testing.T) {
	var mu sync.Mutex
	var states []JobState
	j := &Jobs{Changed: func(st JobState) { mu.Lock(); states = append(states, st); mu.Unlock() }}
	ended := make(chan error, 2)
	go_ := make(chan struct{})
	err := j.Start("Counting", func(_ context.Context, p Progress) error {
		<-go_
		for i := range 1000 {
			p(i, 1000, "Counting")
		}
		return nil
	}, func(err error) { ended <- err })
	if err != nil {
		t.Fatal(err)
	}
	if st := j.State(); !st.Running || st.Title != "Counting" {
		t.Errorf("state %+v", st)
	}
	if err := j.Start("Another", func(context.Context, Progress) error { return nil }, nil); !errors.Is(err, ErrBusy) {
		t.Errorf("a second job: %v", err)
	}
	close(go_)
	j.Wait()
	if err := <-ended; err != nil || len(ended) != 0 {
		t.Errorf("ended with %v, and %d times more", err, len(ended))
	}
	mu.Lock()
	defer mu.Unlock()
	if last := states[len(states)-1]; last.Running || last.Done != 999 || len(states) > 50 {
		t.Errorf("%d states, the last %+v", len(states), last)
	}
}

// Cancelling ends a job without an error to show; the next one starts clean, also from the end of the last.
func TestCancelJob(t *testing.T) {
	j := &Jobs{}
	j.Cancel() // nothing runs: nothing happens
	next := make(chan error, 1)
	err := j.Start("Waiting", func(ctx context.Context, _ Progress) error { <-ctx.Done(); return ctx.Err() }, func(err error) {
		if !errors.Is(err, context.Canceled) {
			t.Errorf("ended with %v", err)
		}
		next <- j.Start("Next", func(context.Context, Progress) error { return errors.New("no") }, nil)
	})
	if err != nil {
		t.Fatal(err)
	}
	j.Cancel()
	if err := <-next; err != nil {
		t.Fatal(err)
	}
	j.Wait()
	if st := j.State(); st.Running || st.Cancelled || st.Err == nil || st.Title != "Next" {
		t.Errorf("state %+v", st)
	}
}

// What a job tells its face goes through Deliver, one at a time.
func TestJobDelivers(t *testing.T) {
	n, busy := 0, false
	j := &Jobs{Changed: func(JobState) {}}
	var mu sync.Mutex
	j.Deliver = func(f func()) {
		mu.Lock()
		defer mu.Unlock()
		if busy {
			t.Error("delivered within a delivery")
		}
		busy = true
		f()
		busy, n = false, n+1
	}
	if err := j.Start("A", func(_ context.Context, p Progress) error { p(1, 2, "half"); return nil }, func(error) {}); err != nil {
		t.Fatal(err)
	}
	j.Wait()
	mu.Lock()
	defer mu.Unlock()
	if n < 3 {
		t.Errorf("%d deliveries", n)
	}
}

// A face that is slow to draw never has a queue of old progress before the end of a job.
func TestJobWaitsForASlowFace(t *testing.T) {
	queue := make(chan func(), 100)
	ended := false
	var seen []JobState
	j := &Jobs{Deliver: func(f func()) { queue <- f }, Changed: func(st JobState) { seen = append(seen, st) }}
	told := make(chan struct{})
	err := j.Start("Counting", func(_ context.Context, p Progress) error {
		for i := range 5 {
			p(i, 5, "Counting")
			time.Sleep(60 * time.Millisecond) // longer than progress is held back
		}
		close(told)
		return nil
	}, func(error) { ended = true })
	if err != nil {
		t.Fatal(err)
	}
	<-told
	n := 0
	for ; !ended; n++ {
		(<-queue)()
	}
	if n > 3 { // what was on its way, the end of the job where that came just before it, and end
		t.Errorf("%d deliveries lay before the end", n)
	}
	if last := seen[len(seen)-1]; last.Running || last.Done != 4 {
		t.Errorf("the face saw %+v last", last)
	}
}
