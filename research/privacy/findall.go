package privacy

import (
	"context"
	"runtime"
	"sync"
	"sync/atomic"
)

// fewBytes is how much text one processor looks through before others could be of help.
const fewBytes = 8 << 10

// FindAll is Find for many texts, on every processor: the i-th answer is that of the i-th text, whatever the order
// they were read in. The error is the context's.
func (d *Dictionary) FindAll(ctx context.Context, texts []string) ([][]Span, error) {
	bytes := 0
	for _, t := range texts {
		bytes += len(t)
	}
	workers := min(runtime.GOMAXPROCS(0), len(texts), 1+bytes/fewBytes)
	out := make([][]Span, len(texts))
	var next atomic.Int64
	work := func() {
		for ctx.Err() == nil {
			i := int(next.Add(1)) - 1
			if i >= len(texts) {
				return
			}
			out[i] = d.Find(texts[i])
		}
	}
	var others sync.WaitGroup
	for range workers - 1 {
		others.Go(work)
	}
	work()
	others.Wait()
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	return out, nil
}
