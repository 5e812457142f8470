package sheet

import (
	"bytes"
	"errors"
	"io"
	"math/rand/v2"
	"testing"
)

// broken gives some bytes and then fails, and notes when it is closed.
type broken struct {
	io.Reader
	why    error
	closed bool
}

func (b *broken) Read(p []byte) (int, error) {
	n, err := b.Reader.Read(p)
	if err == io.EOF {
		err = b.why
	}
	return n, err
}

func (b *broken) Close() error {
	b.closed = true
	return nil
}

// What is read ahead is what was packed, with the error that ended it behind the last byte; and who stops early leaves
// nothing running and the part closed.
func TestAhead(t *testing.T) {
	rnd, tooLarge := rand.New(rand.NewPCG(3, 4)), errors.New("too large")
	for _, size := range []int{0, 1, aheadBlock - 1, aheadBlock, aheadBlock + 1, 2 * aheadBlock, 9*aheadBlock + 77} {
		data := make([]byte, size)
		for i := range data {
			data[i] = byte(rnd.Uint32())
		}
		for _, why := range []error{io.EOF, tooLarge} {
			for _, stop := range []int{0, min(1, size), size / 2, size} {
				src := &broken{Reader: bytes.NewReader(data), why: why}
				a := newAhead(src)
				got := make([]byte, stop)
				if n, err := io.ReadFull(a, got); n != stop || err != nil || !bytes.Equal(got, data[:stop]) {
					t.Fatalf("%d bytes, the first %d: read %d, %v", size, stop, n, err)
				}
				if stop == size {
					if n, err := a.Read(make([]byte, 10)); n != 0 || !errors.Is(err, why) {
						t.Errorf("%d bytes: behind them %d more, %v", size, n, err)
					}
				}
				if err := a.Close(); err != nil || !src.closed {
					t.Errorf("%d bytes, stopped after %d: closed %v, %v", size, stop, src.closed, err)
				}
			}
		}
	}
}
