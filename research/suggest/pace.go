package suggest

import (
	"runtime"
	"sync"
	"sync/atomic"
)

// Pace is how learning shares the machine with whoever works at it. The zero value takes all of it.
type Pace struct {
	Cores int    // how many it takes at most; 0 takes all
	Yield func() // called after every few milliseconds of work, on each of the cores; it may wait. Nil never waits.
}

// number is how many workers there are to be.
func (p Pace) number() int {
	if n := runtime.GOMAXPROCS(0); p.Cores <= 0 || p.Cores > n {
		return n
	}
	return p.Cores
}

func (p Pace) yield() {
	if p.Yield != nil {
		p.Yield()
	}
}

// each does something for the numbers from 0 to n-1, some at a time: from the first up to the one before to.
func (p Pace) each(n, some int, do func(from, to int)) {
	var next atomic.Int64
	var workers sync.WaitGroup
	for range min(p.number(), (n+some-1)/some) {
		workers.Go(func() {
			for {
				from := int(next.Add(int64(some))) - some
				if from >= n {
					return
				}
				p.yield()
				do(from, min(from+some, n))
			}
		})
	}
	workers.Wait()
}
