package excel

import (
	"context"
	"fmt"
	"io"
	"runtime"
	"testing"

	"openloop/report"
	"openloop/report/internal/made"
	"openloop/report/internal/readback"
	"openloop/research/privacy"
)

// manyQuotes is a pack with so many cleared quotes.
func manyQuotes(tb testing.TB, n int) report.Document {
	tb.Helper()
	in := made.Study(60)
	d := readback.Build(tb, in)
	q := d.Quotes
	d.Quotes = nil
	for i := range n {
		line := q[i%len(q)]
		safe, _ := privacy.Release(in.Dictionary, fmt.Sprintf("%s That was remark %d.", line.Words, i))
		line.Words = report.Words(safe)
		d.Quotes = append(d.Quotes, line)
	}
	return d
}

func BenchmarkWrite(b *testing.B) {
	d := readback.Build(b, made.Study(60))
	for b.Loop() {
		readback.Write(b, Write, d)
	}
}

// peak samples the memory in use while something runs, in bytes.
func peak(run func()) uint64 {
	done, most := make(chan bool), make(chan uint64)
	go func() {
		var m runtime.MemStats
		top := uint64(0)
		for {
			select {
			case <-done:
				most <- top
				return
			default:
				runtime.ReadMemStats(&m)
				top = max(top, m.HeapInuse)
				runtime.Gosched()
			}
		}
	}()
	run()
	done <- true
	return <-most
}

func BenchmarkManyQuotes(b *testing.B) {
	d := manyQuotes(b, 50000)
	b.ReportMetric(0, "MB")
	for b.Loop() {
		if err := Write(context.Background(), io.Discard, d, nil); err != nil {
			b.Fatal(err)
		}
	}
	b.StopTimer()
	runtime.GC()
	b.ReportMetric(float64(peak(func() { _ = Write(context.Background(), io.Discard, d, nil) }))/1e6, "MB")
}
