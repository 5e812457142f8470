package session

import (
	"context"
	"errors"
	"sync"
	"time"
)

// Job is one long piece of work: it takes a context, tells how far it is, and leaves nothing half-done.
type Job func(ctx context.Context, p Progress) error

// JobState is what a face shows of a running job.
type JobState struct {
	Title       string
	Doing       string
	Done, Total int
	Started     time.Time
	Running     bool
	Err         error // of the last one that ended; nil when it was cancelled or went well
	Cancelled   bool
}

// Jobs runs one job at a time, off the goroutine that asks for it.
type Jobs struct {
	// Deliver runs a function on the face's own goroutine: fyne.Do in the window. Nil means right here.
	Deliver func(func())
	// Changed is called through Deliver when there is something new to show, at most twenty times a second.
	Changed func(JobState)

	mu     sync.Mutex
	state  JobState
	cancel context.CancelFunc
	last   time.Time
	told   bool // there is something new on its way to the face, which will see the latest
	done   chan struct{}
}

// ErrBusy says that another job is still running.
var ErrBusy = errors.New("another job is still running: wait for it, or cancel it")

// Start runs job and calls end, through Deliver, with its error: nil, context.Canceled, or what went wrong.
func (j *Jobs) Start(title string, job Job, end func(error)) error {
	j.mu.Lock()
	if j.state.Running {
		j.mu.Unlock()
		return ErrBusy
	}
	ctx, cancel := context.WithCancel(context.Background())
	j.cancel, j.done = cancel, make(chan struct{})
	j.state = JobState{Title: title, Started: time.Now(), Running: true}
	j.mu.Unlock()
	j.show(true)
	go func() {
		err := guarded(ctx, job, j.progress)
		cancel()
		j.mu.Lock()
		j.state.Running, j.state.Cancelled = false, errors.Is(err, context.Canceled)
		if !j.state.Cancelled {
			j.state.Err = err
		}
		done := j.done
		j.mu.Unlock()
		j.show(true)
		j.deliver(func() {
			if end != nil {
				end(err)
			}
			close(done)
		})
	}()
	return nil
}

// Cancel asks the running job to stop.
func (j *Jobs) Cancel() {
	j.mu.Lock()
	defer j.mu.Unlock()
	if j.cancel != nil {
		j.cancel()
	}
}

// Wait blocks until the job that runs now has ended and its end was called.
func (j *Jobs) Wait() {
	j.mu.Lock()
	done := j.done
	j.mu.Unlock()
	if done != nil {
		<-done
	}
}

// State is what there is to show now.
func (j *Jobs) State() JobState {
	j.mu.Lock()
	defer j.mu.Unlock()
	return j.state
}

func (j *Jobs) progress(done, total int, doing string) {
	j.mu.Lock()
	j.state.Done, j.state.Total, j.state.Doing = done, total, doing
	j.mu.Unlock()
	j.show(false)
}

// show tells the face; progress is passed on only every 50 ms, and never queues up before a face that is slow
// to draw: the end of the job would have to wait behind it.
func (j *Jobs) show(always bool) {
	j.mu.Lock()
	now := time.Now()
	if j.told || !always && now.Sub(j.last) < 50*time.Millisecond || j.Changed == nil {
		j.mu.Unlock()
		return
	}
	j.last, j.told = now, true
	j.mu.Unlock()
	j.deliver(func() {
		j.mu.Lock()
		st := j.state
		j.told = false
		j.mu.Unlock()
		j.Changed(st)
	})
}

func (j *Jobs) deliver(f func()) {
	if j.Deliver != nil {
		j.Deliver(f)
		return
	}
	f()
}
