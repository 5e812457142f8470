package sheet

import (
	"io"
	"sync"
)

// ahead unpacks a part on one processor while another reads what has been unpacked: of a large sheet either takes
// about as long. It holds a few blocks, never more.
type ahead struct {
	src    io.ReadCloser
	full   chan block
	free   chan []byte
	stop   chan struct{}
	done   sync.WaitGroup
	now    block
	closed bool
}

// block is what was unpacked at once, with why nothing comes after it.
type block struct {
	data, rest []byte
	err        error
}

// worthAhead is how large a part is that is worth it, and blocks of aheadBlock bytes.
const (
	worthAhead  = 2 << 20
	aheadBlock  = 128 << 10
	aheadBlocks = 3
)

// newAhead begins to read src, and closes it in the end.
func newAhead(src io.ReadCloser) *ahead {
	a := &ahead{src: src, full: make(chan block, aheadBlocks), free: make(chan []byte, aheadBlocks), stop: make(chan struct{})}
	for range aheadBlocks {
		a.free <- make([]byte, aheadBlock)
	}
	a.done.Go(a.run)
	return a
}

func (a *ahead) run() {
	for {
		var data []byte
		select {
		case data = <-a.free:
		case <-a.stop:
			return
		}
		n, err := 0, error(nil)
		for n < len(data) && err == nil {
			var more int
			more, err = a.src.Read(data[n:])
			n += more
		}
		a.full <- block{data: data, rest: data[:n], err: err}
		if err != nil {
			return
		}
	}
}

// Read hands out what was unpacked.
func (a *ahead) Read(b []byte) (int, error) {
	for len(a.now.rest) == 0 {
		if a.now.err != nil {
			return 0, a.now.err
		}
		if a.now.data != nil {
			a.free <- a.now.data
		}
		a.now = <-a.full
	}
	n := copy(b, a.now.rest)
	a.now.rest = a.now.rest[n:]
	return n, nil
}

// Close stops unpacking.
func (a *ahead) Close() error {
	if a.closed {
		return nil
	}
	a.closed = true
	close(a.stop)
	a.done.Wait()
	return a.src.Close()
}
